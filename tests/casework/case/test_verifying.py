"""Verifying a case: what was changed, removed, put in or moved is named exactly."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.models import TrailEntry
from auth.trail_rows import RowKeys
from casework.case import handling
from casework.case.authors import Author
from casework.case.covers import change, taken, the_cover
from casework.case.entries import put, said_now
from casework.case.timeline import timeline
from casework.case.verifying import Fault, Wrong, verify
from casework.models.cover import Cover
from casework.models.entry import Entry, EntryBody, Kind, Said
from crypto.authorship import Head, sign_entry
from crypto.compartments import Compartment
from crypto.epochs import Epoch
from crypto.seeds import Seeds
from tests.casework.turning import turn
from tests.worlds import NOW, World

C = Compartment


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A case with four notes in its inquiry, after the match entry of the beginning."""
    case = world.told(db, world.complaint())
    for number in range(4):
        handling.note(db, turn(db, world, "chair", case), f"Note {number}.")
    db.commit()
    world.as_(db, "member")
    return case


def faults(db: Session, world: World, case: UUID) -> list[Fault]:
    world.as_(db, "member")
    return verify(db, case, world.register(db)).faults


def row(db: Session, case: UUID, number: int) -> Entry:
    """The entry of one number in the inquiry."""
    rows = db.scalars(select(Entry).where(Entry.case_id == case, Entry.compartment == C.ACCOUNT))
    return next(each for each in rows if each.body.signed.number == number)


def test_an_untouched_case_holds(db: Session, world: World, case: UUID) -> None:
    verdict = verify(db, case, world.register(db))

    assert verdict.holds
    assert {chain.compartment: chain.entries for chain in verdict.chains}[C.ACCOUNT] == 5
    assert verdict.acts == 6


def test_the_page_says_what_it_could_not_check(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "union")

    verdict = verify(db, case, world.register(db))

    assert verdict.holds
    assert C.TOLD in verdict.sealed


def rewritten(db: Session, case: UUID, number: int, text: str) -> None:
    """Somebody with the key writes other words under the same signature."""
    taken(db, case)
    entry = row(db, case, number)
    said = msgspec.msgpack.decode(entry.body.said, type=Said)
    other = msgspec.msgpack.encode(msgspec.structs.replace(said, text=text))
    entry.body = EntryBody(said=other, signed=entry.body.signed)
    db.commit()


def test_changed_words_are_named(db: Session, world: World, case: UUID) -> None:
    rewritten(db, case, 3, "Other words.")

    assert faults(db, world, case) == [Fault(Wrong.CHANGED, C.ACCOUNT, 3)]
    shown = timeline(db, case, world.register(db))
    assert shown.broken == [C.ACCOUNT]
    assert [line.text for line in shown.lines if not line.is_verified] == ["Other words."]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_removed_entry_is_named(db: Session, world: World, case: UUID, number: int) -> None:
    gone = row(db, case, number).id
    db.connection().execute(delete(Entry).where(Entry.id == gone))
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.MISSING, C.ACCOUNT, number)]
    assert timeline(db, case, world.register(db)).broken == [C.ACCOUNT]


def test_an_inserted_entry_is_named(db: Session, world: World, case: UUID) -> None:
    taken(db, case)
    body = row(db, case, 3).body
    db.add(Entry(case_id=case, compartment=C.ACCOUNT, body=body))
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.TWICE, C.ACCOUNT, 3)]


def test_an_entry_after_the_end_is_named(db: Session, world: World, case: UUID) -> None:
    cover = taken(db, case)
    before = cover.text.heads[C.ACCOUNT]
    added = signed_by(world.author("member"), case, before, "Slipped in.")
    db.add(Entry(case_id=case, compartment=C.ACCOUNT, body=added))
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.TWICE, C.ACCOUNT, 6)]


def test_two_entries_that_changed_places_are_named(db: Session, world: World, case: UUID) -> None:
    taken(db, case)
    one, other = row(db, case, 3), row(db, case, 4)
    one_body, other_body = one.body, other.body
    swapped = (
        msgspec.structs.replace(one_body.signed, number=4),
        msgspec.structs.replace(other_body.signed, number=3),
    )
    one.body = EntryBody(said=one_body.said, signed=swapped[0])
    other.body = EntryBody(said=other_body.said, signed=swapped[1])
    db.commit()

    named = faults(db, world, case)

    assert Fault(Wrong.CHANGED, C.ACCOUNT, 3) in named
    assert Fault(Wrong.CHANGED, C.ACCOUNT, 4) in named


def signed_by(author: Author, case: UUID, after: Head, text: str) -> EntryBody:
    """An entry as this author signs it."""
    raw = msgspec.msgpack.encode(Said(kind=Kind.NOTE, at=NOW, text=text))
    signed = sign_entry(
        raw,
        after,
        author.seeds,
        case=case,
        compartment=C.ACCOUNT,
        author=author.person,
        day=NOW.date(),
    )
    return EntryBody(said=raw, signed=signed)


def test_an_entry_under_a_key_nobody_was_certified_for_is_named(
    db: Session, world: World, case: UUID
) -> None:
    cover = taken(db, case)
    puppet = Author(world.people["member"], Seeds.generate())
    forged = signed_by(puppet, case, cover.text.heads[C.ACCOUNT], "Not hers.")
    db.add(Entry(case_id=case, compartment=C.ACCOUNT, body=forged))
    head = forged.signed.head(case, C.ACCOUNT)
    change(db, cover, heads={**cover.text.heads, C.ACCOUNT: head})
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.UNKNOWN_AUTHOR, C.ACCOUNT, 6)]


def test_a_damaged_row_is_named_and_the_rest_is_shown(
    db: Session, world: World, case: UUID
) -> None:
    broken = row(db, case, 2).id
    table = Entry.metadata.tables["entry"]
    db.connection().execute(
        update(table).where(table.c.id == broken).values(body_sealed=b"\x01" + bytes(200))
    )
    db.commit()

    named = faults(db, world, case)
    shown = timeline(db, case, world.register(db))

    assert named == [Fault(Wrong.MISSING, C.ACCOUNT, 2), Fault(Wrong.CLOSED, C.ACCOUNT)]
    assert "Note 3." in {line.text for line in shown.lines}


def test_a_removed_list_of_keys_is_named(db: Session, world: World, case: UUID) -> None:
    handling.recuse(db, turn(db, world, "chair", case), "…")
    handling.settle_owing(db, turn(db, world, "member", case))
    db.commit()
    db.connection().execute(delete(Epoch).where(Epoch.case_id == case, Epoch.number == 1))
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.EPOCH, number=1)]


def test_a_missing_entry_of_the_trail_is_named(db: Session, world: World, case: UUID) -> None:
    keys = the_cover(db, case).text.trail_keys
    second = RowKeys(keys[0].key).tag(1)
    db.execute(delete(TrailEntry).where(TrailEntry.tag == second))
    db.commit()

    assert faults(db, world, case) == [Fault(Wrong.TRAIL, number=1)]


def test_a_cover_put_back_is_seen_in_its_chains(db: Session, world: World, case: UUID) -> None:
    table = Cover.metadata.tables["cover"]
    old = db.execute(select(table.c.text_sealed).where(table.c.case_id == case)).scalar_one()
    handling.note(db, turn(db, world, "chair", case), "The newest.")
    db.commit()
    db.connection().execute(update(table).where(table.c.case_id == case).values(text_sealed=old))
    db.commit()

    named = faults(db, world, case)

    assert Fault(Wrong.TWICE, C.ACCOUNT, 6) in named
    assert the_cover(db, case).text.heads[C.ACCOUNT].number == 5


def test_a_holder_does_not_speak_as_the_survivor(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "member")
    said = said_now(Kind.MESSAGE_FROM_SURVIVOR, NOW, "I take it all back.")
    entry = put(db, taken(db, case), C.CHANNEL, said, Author(None, world.seeds["member"]))
    number = entry.body.signed.number
    db.commit()
    world.as_(db, "chair")

    verdict = verify(db, case, world.register(db))
    shown = timeline(db, case, world.register(db))

    assert verdict.faults == [Fault(Wrong.UNKNOWN_AUTHOR, C.CHANNEL, number)]
    assert [line.number for line in shown.lines if not line.is_verified] == [number]
