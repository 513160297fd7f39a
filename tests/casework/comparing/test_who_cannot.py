"""What a thief of the rows, a writer of them, and a member without the key cannot do."""

from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Membership, Role
from casework.comparing.keys import (
    certificate_in,
    hand_on,
    holds_key,
    make_key,
    row_of,
    sharing,
    sound,
    the_key,
    who_asks,
)
from casework.comparing.names import texts
from casework.comparing.sending import NothingToSend, of_box
from casework.comparing.working import Worked
from casework.models.match import (
    KeyShare,
    MatchHit,
    MatchIndex,
    MatchName,
    NameText,
    ProgrammeKey,
    SignedName,
    State,
)
from crypto.context import encode
from crypto.errors import BoxBroken, KeyMissing
from crypto.match_keys import MatchCertificate, MatchKey, MatchStatement, open_share
from crypto.padding import pad
from crypto.seeds import Seeds, deliver
from tests.casework.comparing.agreeing import (
    ALSO_KARIM,
    KARIM,
    agrees,
    alike,
    both,
    compares,
    found,
    has_key,
    sends,
    supervisor,
)
from tests.cast import Character
from tests.worlds import NOW, TODAY, World, joins

RINA = Character("second_supervisor", "Rina Haq", "programme", Role.SUPERVISOR, "supervisor", True)


def the_row(db: Session, world: World) -> ProgrammeKey:
    """The row of the programme's key."""
    row = row_of(db, world.bodies["programme"])
    assert row is not None
    return row


def test_no_row_holds_the_name_or_a_hash_of_it(db: Session, world: World) -> None:
    alike(db, world)

    stored = b"".join(
        value or b""
        for row in db.scalars(select(MatchName))
        for value in (row.box, row.kept_sealed)
    )
    marks = set(db.scalars(select(MatchIndex.mark)))
    known = texts(KARIM, world.bodies["factory"])
    guessed = {sha256(each.encode()).digest() for each in known}
    guessed |= {sha256(encode("casework/match-text/1", each)).digest() for each in known}
    assert b"karim" not in stored.lower()
    assert marks.isdisjoint(guessed)


def test_the_same_name_has_another_index_under_another_key() -> None:
    one, other = MatchKey.generate(), MatchKey.generate()
    (name, *_rest) = texts(ALSO_KARIM, uuid4())

    assert one.index(name) == one.index(name)
    assert one.index(name) != other.index(name)


def test_once_compared_the_name_is_gone_for_the_supervisor_too(db: Session, world: World) -> None:
    alike(db, world)

    assert db.scalars(select(MatchName.box)).all() == [None, None]


def test_names_of_any_length_are_stored_in_one_length(db: Session, world: World) -> None:
    has_key(db, world)
    one, other = both(db, world)
    for each in (one, other):
        agrees(db, world, each)
        sends(db, world, each)

    lengths = {len(box or b"") for box in db.scalars(select(MatchName.box))}
    assert len(lengths) == 1


@pytest.mark.parametrize("who", ["chair", "member", "external", "officer", "administrator"])
def test_whoever_does_not_supervise_neither_makes_a_key_nor_holds_one(
    db: Session, world: World, who: str
) -> None:
    has_key(db, world)

    her = supervisor(db, world, who)

    assert not holds_key(db, her)
    with pytest.raises(KeyMissing):
        make_key(db, her)


def test_a_share_opens_for_nobody_else(db: Session, world: World) -> None:
    has_key(db, world)
    said = certificate_in(the_row(db, world)).statement
    box = db.scalars(select(KeyShare.box)).one()

    with pytest.raises(BoxBroken):
        open_share(box, (world.seeds["chair"],), said, world.people["supervisor"])


def test_to_a_key_that_no_certified_supervisor_vouches_for_nothing_is_sent(
    db: Session, world: World
) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one)
    row, mine, me = the_row(db, world), MatchKey.generate(), Seeds.generate()
    said = MatchStatement(row.id, row.programme_id, mine.kem_public, TODAY)
    body = MatchCertificate(said).vouched_by(world.people["supervisor"], me)
    row.body = msgspec.msgpack.encode(body)
    db.commit()

    with pytest.raises(NothingToSend):
        sends(db, world, one)


def test_a_member_who_vouches_is_no_supervisor(db: Session, world: World) -> None:
    has_key(db, world)
    row = the_row(db, world)
    said = certificate_in(row).statement
    body = MatchCertificate(said).vouched_by(world.people["chair"], world.seeds["chair"])
    row.body = msgspec.msgpack.encode(body)

    assert sound(row, world.register(db), TODAY) is None


def test_a_supervisor_does_not_take_a_key_that_somebody_put_there(
    db: Session, world: World
) -> None:
    has_key(db, world)
    row, mine, her = the_row(db, world), MatchKey.generate(), supervisor(db, world)
    said = MatchStatement(row.id, row.programme_id, mine.kem_public, TODAY)
    row.body = msgspec.msgpack.encode(MatchCertificate(said))
    share = db.scalars(select(KeyShare)).one()
    share.box = mine.share(her.seeds.public.kem, said, her.person)
    db.commit()

    with pytest.raises(KeyMissing):
        the_key(db, her)


def asks_the_index(db: Session, world: World, who: Seeds, name: str) -> MatchName:
    """Somebody who writes the database seals a name to the public key, to learn of a hit."""
    row = the_row(db, world)
    said = certificate_in(row).statement
    asked = MatchName(match_key_id=said.id)
    text = NameText(texts=(name,), opens=bytes(32), state=State.OPEN, on=TODAY)
    raw, person = msgspec.msgpack.encode(text), world.people["chair"]
    signature = who.sign("casework/match-name-said/1", asked.id, said.id, person, raw)
    body = SignedName(said=raw, author=person, signature=signature)
    plain = pad(msgspec.msgpack.encode(body), 1024)
    asked.box = deliver(said.kem, plain, *of_box(asked, said))
    db.add(asked)
    db.commit()
    return asked


def test_whoever_writes_the_database_cannot_ask_about_a_name(db: Session, world: World) -> None:
    alike(db, world)
    (name, *_rest) = texts(ALSO_KARIM, uuid4())
    asked = asks_the_index(db, world, Seeds.generate(), name)
    before = len(db.scalars(select(MatchHit)).all())

    done = compares(db, world)

    assert done == Worked(refused=1)
    assert len(db.scalars(select(MatchHit)).all()) == before
    assert db.get(MatchName, asked.id) is None


def test_a_notice_that_was_moved_or_made_up_is_not_shown(db: Session, world: World) -> None:
    one, other = alike(db, world)
    hits = {each.name_id: each for each in db.scalars(select(MatchHit))}
    (first, second) = hits.values()
    first.sealed, second.sealed = second.sealed, first.sealed
    db.commit()

    assert found(db, world, one) == found(db, world, other) == []


def test_a_new_key_ends_what_the_old_one_compared(db: Session, world: World) -> None:
    one, _other = alike(db, world)

    has_key(db, world)

    assert found(db, world, one) == []
    assert db.scalars(select(MatchName)).all() == []


def test_one_supervisor_alone_wipes_nothing_that_another_could_confirm(
    db: Session, world: World
) -> None:
    one, _other = alike(db, world)
    joins(db, world, RINA)

    asked = [make_key(db, supervisor(db, world)) for _press in range(2)]
    db.commit()

    assert asked == [None, None]
    assert len(found(db, world, one)) == 1
    assert holds_key(db, supervisor(db, world))


def test_a_second_supervisor_confirms_a_new_key(db: Session, world: World) -> None:
    alike(db, world)
    joins(db, world, RINA)
    old = the_row(db, world).id
    make_key(db, supervisor(db, world))
    db.commit()

    make_key(db, supervisor(db, world, RINA.key))
    db.commit()

    assert the_row(db, world).id != old
    assert db.scalars(select(MatchName)).all() == []
    assert holds_key(db, supervisor(db, world))


def test_a_request_that_a_supervisor_did_not_sign_lets_nobody_end_a_key(
    db: Session, world: World
) -> None:
    alike(db, world)
    joins(db, world, RINA)
    row = the_row(db, world)
    forged = certificate_in(row).asked_by(world.people[RINA.key], world.seeds["chair"])
    row.body = msgspec.msgpack.encode(forged)
    db.commit()

    assert make_key(db, supervisor(db, world)) is None


def test_a_request_outlives_that_the_key_is_handed_on(db: Session, world: World) -> None:
    has_key(db, world)
    joins(db, world, RINA)
    make_key(db, supervisor(db, world))

    hand_on(db, supervisor(db, world))
    db.commit()

    asks = who_asks(the_row(db, world), world.register(db), TODAY)
    assert asks == world.people["supervisor"]


def test_who_has_no_share_of_the_key_hands_none_on(db: Session, world: World) -> None:
    has_key(db, world)
    her = supervisor(db, world)
    db.execute(delete(KeyShare))
    db.commit()
    assert sharing(db, the_row(db, world), her.register, TODAY).lacks == {her.person}

    with pytest.raises(KeyMissing):
        hand_on(db, her)


def test_whoever_has_new_keys_is_handed_the_key_again(db: Session, world: World) -> None:
    has_key(db, world)
    her = supervisor(db, world)
    share = db.scalars(select(KeyShare)).one()
    share.sealed_to = bytes(32)
    db.commit()

    given = hand_on(db, her)

    assert given == 1
    assert sharing(db, the_row(db, world), her.register, TODAY).lacks == frozenset()


def test_who_left_and_knew_the_key_is_named_to_those_who_stay(db: Session, world: World) -> None:
    has_key(db, world)
    post = db.scalars(select(Membership).where(Membership.role == Role.SUPERVISOR)).one()
    post.until_on = TODAY.replace(day=1)
    db.commit()

    known = sharing(db, the_row(db, world), world.register(db), TODAY)

    assert known.left == {world.people["supervisor"]}


def test_a_former_key_of_hers_opens_her_share_still(db: Session, world: World) -> None:
    has_key(db, world)
    her = supervisor(db, world)
    renewed = replace(her, seeds=Seeds.generate(), former=(her.seeds,), now=NOW)

    assert holds_key(db, renewed)
