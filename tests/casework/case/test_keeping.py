"""What is delivered by somebody who may not, or put back as it was, opens nothing."""

from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.authors import Author
from casework.case.covers import the_cover, the_record
from casework.case.keeping import admitted, check_epochs, epochs, keep_delivered
from casework.readers.intentions import fulfil, intend
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord, commit, new_key, sign_epoch
from crypto.errors import EpochInvalid, GrantInvalid
from crypto.grants import Grant, GrantBody, delivered, open_grant, rows_of, sign_grant
from crypto.ring import Held, KeyRing
from crypto.seeds import Seeds
from tests.casework.turning import turn
from tests.worlds import NOW, World

C = Compartment


def box(world: World, who: str, body: GrantBody, seeds: Seeds, to: Seeds | None = None) -> Grant:
    """A box for somebody, signed with whichever seeds the forger has."""
    keys = (to or world.seeds[who]).public
    signed = sign_grant(msgspec.structs.replace(body, holder=keys.fingerprint()), seeds)
    return delivered(signed, keys, world.keys.ring_tag(world.people[who]), world.keys.version)


def a_real_one(db: Session, world: World, who: str) -> GrantBody:
    """The body of a box that was delivered by right."""
    row = rows_of(db, world.keys.ring_tag(world.people[who]))[0]
    return open_grant(row, world.seeds[who])


def refused(db: Session, world: World, who: str, row: Grant) -> bool:
    """Whether a box is refused when its receiver signs in."""
    db.add(row)
    db.commit()
    return row.id in world.kept(db, who)


def test_what_was_delivered_by_right_is_kept(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert [world.kept(db, who) for who in ("chair", "member", "external", "union")] == [[]] * 4
    forms = {row.form for row in rows_of(db, world.keys.ring_tag(world.people["chair"]))}
    assert forms == {"kept"}


def test_a_box_signed_by_somebody_uncertified_is_refused(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    forger = Seeds.generate()
    forged = msgspec.structs.replace(body, giver_key=forger.public.verify)

    assert refused(db, world, "conflicted", box(world, "conflicted", forged, forger))


def test_a_box_that_claims_a_colleague_as_giver_is_refused(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    forger = Seeds.generate()
    forged = msgspec.structs.replace(
        body, giver=world.people["member"], giver_key=forger.public.verify
    )

    assert refused(db, world, "conflicted", box(world, "conflicted", forged, forger))


def test_a_certified_person_without_keys_gives_nothing(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    stranger = world.seeds["stranger"]
    forged = msgspec.structs.replace(
        body, giver=world.people["stranger"], giver_key=stranger.public.verify
    )

    assert refused(db, world, "conflicted", box(world, "conflicted", forged, stranger))


def test_another_key_under_a_signed_list_is_refused(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    member = world.seeds["member"]
    other = tuple(Held(each.compartment, each.generation, b"x" * 32) for each in body.held)
    forged = msgspec.structs.replace(
        body, giver=world.people["member"], giver_key=member.public.verify, held=other
    )

    assert refused(db, world, "chair", box(world, "chair", forged, member))
    assert world.as_(db, "chair").holds(case, C.COVER)


def test_a_box_of_a_case_that_is_not_there_is_refused(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    body = msgspec.structs.replace(a_real_one(db, world, "chair"), case=uuid4())
    member = world.seeds["member"]
    forged = msgspec.structs.replace(
        body, giver=world.people["member"], giver_key=member.public.verify
    )

    assert refused(db, world, "chair", box(world, "chair", forged, member))


def test_a_box_for_somebody_else_does_not_open(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    row = rows_of(db, world.keys.ring_tag(world.people["chair"]))[0]

    with pytest.raises(GrantInvalid):
        open_grant(row, world.seeds["conflicted"])


def test_an_old_box_of_a_leaver_put_back_opens_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    tag = world.keys.ring_tag(world.people["chair"])
    stolen = rows_of(db, tag)[0]
    old = (stolen.id, stolen.ring, stolen.ring_version, stolen.form, stolen.sealed)
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "member", case))
    db.commit()
    db.add(Grant(**dict(zip(("id", "ring", "ring_version", "form", "sealed"), old, strict=True))))
    db.commit()

    assert world.kept(db, "chair") == [old[0]]


def test_a_forged_cover_key_beside_the_real_one_changes_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    wrong = tuple(Held(each.compartment, each.generation, b"x" * 32) for each in body.held)
    forged = msgspec.structs.replace(body, held=wrong)

    good = admitted(db, KeyRing(), [forged, body], world.register(db))

    assert good == [body]
    assert body.case == case


def test_who_is_handed_keys_later_keeps_them(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    meant = intend(
        db, turn(db, world, "chair", case), world.people["supervisor"], [C.TOLD], "Support"
    )
    later = NOW + timedelta(hours=49)
    fulfil(db, turn(db, world, "member", case, now=later), meant.id)
    db.commit()

    assert world.kept(db, "supervisor") == []


def test_a_box_of_somebody_who_left_since_is_kept_still(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    meant = intend(
        db, turn(db, world, "chair", case), world.people["supervisor"], [C.TOLD], "Support"
    )
    later = NOW + timedelta(hours=49)
    fulfil(db, turn(db, world, "member", case, now=later), meant.id)
    handling.recuse(db, turn(db, world, "member", case, now=later), "My uncle.")
    db.commit()

    assert world.kept(db, "supervisor") == []


def renewed(db: Session, world: World) -> UUID:
    """A case with two epochs: told, and made anew after the chair left."""
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "member", case))
    db.commit()
    world.as_(db, "member")
    return case


def next_after(
    db: Session, case: UUID, author: Author, **changes: object
) -> tuple[list[EpochRecord], EpochRecord]:
    """The records of a case, and one more that somebody signs without the cover's old key."""
    records = epochs(db, case)
    last = records[-1]
    made = commit(case, new_key(C.COVER, last.generation(C.COVER) + 1))
    keys = (made, *(each for each in last.keys if each.compartment is not C.COVER))
    record = msgspec.structs.replace(
        last,
        number=last.number + 1,
        keys=keys,
        previous=last.digest(),
        author=author.person,
        author_key=author.seeds.public.verify,
        **changes,
    )
    return records, sign_epoch(record, author.seeds, b"not the key that the cover holds")


def test_the_real_records_hold(db: Session, world: World) -> None:
    case = renewed(db, world)

    records = check_epochs(epochs(db, case), the_cover(db, case).text, world.register(db))

    assert [each.number for each in records] == [1, 2]
    assert records[-1] == the_record(db, case)


@pytest.mark.parametrize("who", ["stranger", "chair", "puppet"])
def test_a_list_of_keys_by_who_lacks_the_old_cover_is_refused(
    db: Session, world: World, who: str
) -> None:
    case = renewed(db, world)
    records, forged = next_after(db, case, world.author(who))

    with pytest.raises(EpochInvalid):
        check_epochs([*records, forged], the_cover(db, case).text, world.register(db))


def test_a_record_left_out_is_noticed(db: Session, world: World) -> None:
    case = renewed(db, world)
    records = epochs(db, case)

    with pytest.raises(EpochInvalid):
        check_epochs(records[1:], the_cover(db, case).text, world.register(db))


def test_a_record_replayed_is_noticed(db: Session, world: World) -> None:
    case = renewed(db, world)
    records = epochs(db, case)

    with pytest.raises(EpochInvalid):
        check_epochs([*records, records[-1]], the_cover(db, case).text, world.register(db))


def test_two_records_of_one_number_are_noticed(db: Session, world: World) -> None:
    case = renewed(db, world)
    records = epochs(db, case)
    member = world.author("member")
    other = msgspec.structs.replace(records[-1], reason="another")
    equivocated = sign_epoch(
        other, member.seeds, the_cover(db, case).text.mac_keys[records[0].number]
    )
    third = sign_epoch(
        msgspec.structs.replace(records[-1], number=3, previous=equivocated.digest()),
        member.seeds,
        b"k" * 32,
    )

    with pytest.raises(EpochInvalid):
        check_epochs([*records, third], the_cover(db, case).text, world.register(db))


@pytest.mark.parametrize(
    "changes", [{"reason": "x"}, {"inbox": b""}, {"survivor": None}, {"keys": ()}, {"number": 5}]
)
def test_any_changed_word_of_a_record_is_noticed(
    db: Session, world: World, changes: dict[str, object]
) -> None:
    case = renewed(db, world)
    first, second = epochs(db, case)

    with pytest.raises(EpochInvalid):
        check_epochs(
            [first, msgspec.structs.replace(second, **changes)],
            the_cover(db, case).text,
            world.register(db),
        )


def test_no_key_is_remembered_from_a_box_that_was_refused(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    body = a_real_one(db, world, "chair")
    forger = Seeds.generate()
    forged = msgspec.structs.replace(body, giver_key=forger.public.verify)
    db.add(box(world, "conflicted", forged, forger))
    db.commit()
    tag = world.keys.ring_tag(world.people["conflicted"])

    keep_delivered(db, tag, world.seeds["conflicted"], world.register(db))

    assert db.scalars(select(Grant.form).where(Grant.ring == tag)).all() == ["delivered"]
    assert not world.as_(db, "stranger").holds(case, C.COVER)
