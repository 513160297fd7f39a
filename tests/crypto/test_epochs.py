"""Epochs: a signed chain that nobody continues without the cover key before it."""

from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.models.case import Case
from crypto.compartments import Compartment
from crypto.epochs import (
    NOT_MADE,
    EpochRecord,
    Generation,
    check_commitments,
    check_epoch,
    commit,
    inbox_keys,
    lock,
    mac_key,
    new_key,
    renumber_parts,
)
from crypto.errors import BoxBroken, EpochInvalid
from crypto.ring import Held
from crypto.sealing import locked_generations
from crypto.seeds import Seeds, deliver
from tests.crypto.cases import CASE, COVER, HELD, SURVIVOR, first, following, held

CHAIR, MEMBER = uuid4(), uuid4()
CHAIRS, MEMBERS = Seeds.generate(), Seeds.generate()
MAC = mac_key(CASE, COVER)
FIRST = first()
SECOND = following(FIRST, CHAIR, CHAIRS)


def refused(
    record: EpochRecord, previous: EpochRecord | None = FIRST, mac: bytes | None = MAC
) -> bool:
    with pytest.raises(EpochInvalid):
        check_epoch(record, previous, mac)
    return True


def test_a_chain_of_records_stands() -> None:
    third = following(SECOND, MEMBER, MEMBERS)

    check_epoch(FIRST, None, None)
    check_epoch(SECOND, FIRST, MAC)
    check_epoch(third, SECOND, MAC)


def test_a_case_without_a_second_word_begins_with_a_one_time_key() -> None:
    check_epoch(first(None), None, None)


def test_the_survivor_makes_an_epoch_with_her_own_key() -> None:
    check_epoch(following(FIRST, None, SURVIVOR), FIRST, MAC)


def test_somebody_without_a_name_and_without_her_key_makes_none() -> None:
    assert refused(following(FIRST, None, Seeds.generate()))
    nameless = first(None)
    assert refused(following(nameless, None, Seeds.generate()), nameless)


def test_without_the_cover_key_before_it_no_record_is_made() -> None:
    stranger = new_key(Compartment.COVER, 1)

    assert refused(following(FIRST, CHAIR, CHAIRS, cover=stranger))
    assert refused(msgspec.structs.replace(SECOND, mac=b""))
    assert refused(SECOND, mac=None)


def test_an_old_record_is_not_the_next_one() -> None:
    assert refused(SECOND, SECOND)
    assert refused(FIRST, SECOND)
    assert refused(FIRST)


def test_a_record_after_another_history_is_refused() -> None:
    another = first(reason="intake again")

    assert refused(SECOND, another)


def test_a_later_record_does_not_begin_a_chain() -> None:
    assert refused(SECOND, None, None)
    assert refused(first(previous=FIRST.digest()), None, None)


def test_who_took_it_down_may_sign_the_first_record() -> None:
    record = first(author=CHAIR)

    check_epoch(record, None, None)
    assert refused(msgspec.structs.replace(record, author=MEMBER), None, None)
    assert refused(msgspec.structs.replace(record, author=None), None, None)


def test_a_first_record_has_one_digest_alone() -> None:
    assert refused(msgspec.structs.replace(FIRST, mac=b"m" * 32), None, None)


def test_a_record_of_another_case_is_refused() -> None:
    assert refused(following(FIRST, CHAIR, CHAIRS, case=uuid4()))


@pytest.mark.parametrize(
    "changed",
    [
        {"keys": FIRST.keys[1:]},
        {"inbox": b"i" * 1216},
        {"survivor": None},
        {"owing": (Compartment.ACCOUNT,)},
        {"day": date(2026, 3, 3)},
        {"reason": "another"},
        {"author": MEMBER},
        {"author_key": MEMBERS.public.verify},
        {"second": MEMBER},
        {"second_key": MEMBERS.public.verify},
        {"salt": b"t" * 32},
        {"signature": b"x" * 64},
        {"mac": b"x" * 32},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_changed_fact_of_a_record_is_refused(changed: dict[str, object]) -> None:
    assert refused(msgspec.structs.replace(SECOND, **changed))


def test_two_records_of_one_number_have_two_digests() -> None:
    equivocating = following(FIRST, CHAIR, CHAIRS, reason="another")

    check_epoch(equivocating, FIRST, MAC)
    assert equivocating.number == SECOND.number
    assert equivocating.digest() != SECOND.digest()


@pytest.mark.parametrize("fact", ["signature", "mac", "salt"])
def test_every_byte_of_a_record_is_in_its_digest(fact: str) -> None:
    assert msgspec.structs.replace(SECOND, **{fact: b"x"}).digest() != SECOND.digest()


def renumbered(second: UUID | None, seeds: Seeds, by: UUID | None = CHAIR) -> EpochRecord:
    confirmed = seeds.sign(*renumber_parts(CASE, by, FIRST.digest()))
    return following(
        FIRST,
        CHAIR,
        CHAIRS,
        survivor=Seeds.generate().public,
        second=second,
        second_key=seeds.public.verify,
        second_signature=confirmed,
    )


def test_her_old_key_gives_way_to_a_new_one_that_it_signed() -> None:
    changed = following(FIRST, None, SURVIVOR, survivor=Seeds.generate().public)

    check_epoch(changed, FIRST, MAC)


def test_nobody_alone_gives_her_another_key() -> None:
    assert refused(following(FIRST, CHAIR, CHAIRS, survivor=Seeds.generate().public))
    assert refused(renumbered(CHAIR, CHAIRS))
    assert refused(renumbered(MEMBER, CHAIRS))
    assert refused(renumbered(None, MEMBERS))


def test_two_holders_together_give_her_another_key() -> None:
    check_epoch(renumbered(MEMBER, MEMBERS), FIRST, MAC)


def test_a_confirmation_for_somebody_else_is_none() -> None:
    assert refused(renumbered(MEMBER, MEMBERS, by=MEMBER))


def test_a_stopped_number_leaves_no_key() -> None:
    check_epoch(following(FIRST, CHAIR, CHAIRS, survivor=None, reason="stopped"), FIRST, MAC)


def test_the_keys_of_an_epoch_are_those_it_commits_to() -> None:
    check_commitments(FIRST, CASE, list(HELD))
    check_commitments(FIRST, CASE, [COVER])


@pytest.mark.parametrize(
    "other",
    [
        Held(Compartment.COVER, 1, b"k" * 32),
        Held(Compartment.COVER, 2, COVER.key),
        Held(Compartment.TOLD, 1, COVER.key),
    ],
    ids=["key", "generation", "compartment"],
)
def test_another_key_is_not_of_the_epoch(other: Held) -> None:
    with pytest.raises(EpochInvalid):
        check_commitments(FIRST, CASE, [*HELD, other])


def test_a_key_of_another_case_is_not_of_the_epoch() -> None:
    with pytest.raises(EpochInvalid):
        check_commitments(FIRST, uuid4(), [COVER])
    assert commit(uuid4(), COVER) not in FIRST.keys


def test_a_record_names_the_generations_in_force() -> None:
    without = msgspec.structs.replace(FIRST, keys=FIRST.keys[:1])

    assert FIRST.generation(Compartment.ACCOUNT) == 1
    assert without.generation(Compartment.ACCOUNT) == NOT_MADE


def test_whoever_holds_the_channel_reads_the_inbox_and_nobody_else() -> None:
    channel = held(Compartment.CHANNEL)
    box = deliver(FIRST.inbox, b"please call", "casework/inbox/1", CASE)

    assert inbox_keys(CASE, channel).receive(box, "casework/inbox/1", CASE) == b"please call"
    with pytest.raises(BoxBroken):
        inbox_keys(CASE, new_key(Compartment.CHANNEL, 2)).receive(box, "casework/inbox/1", CASE)


def test_the_lock_reads_the_generations_in_force(db: Session) -> None:
    factory = Organization(kind=OrganizationKind.FACTORY, name="Rupali", country="BD")
    db.add(factory)
    db.flush()
    db.add(Case(id=CASE, factory_id=factory.id))
    db.flush()
    numbers = [("cover", 1), ("cover", 3), ("cover", 2), ("told", 1)]
    db.add_all([Generation(case_id=CASE, compartment=part, number=n) for part, n in numbers])
    db.flush()

    generations = lock(db, CASE, exclusively=True)

    assert generations == {Compartment.COVER: 3, Compartment.TOLD: 1}
    assert locked_generations(db, CASE) == generations
