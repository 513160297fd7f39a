"""Coming in: boxes are kept, states remembered, and what is wrong stands on the trail."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth import administration, trail
from auth import memory as memories
from auth.models import RingMemory
from casework.case import entering, handling
from casework.case.covers import taken, the_cover
from casework.case.entering import GRANT_REFUSED, MANY, ROLLED_BACK
from casework.models.cover import Cover
from casework.models.entry import Entry, EntryBody, Kind, Said
from crypto.authorship import Head
from crypto.compartments import Compartment
from crypto.grants import Grant, delivered, open_grant, rows_of, sign_grant
from crypto.seeds import Seeds
from tests.accounts import Insider, open_account
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import NOW, World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, app: Flask, world: World) -> None:
    """The day of the cast's certificates, and the root of this test's world."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the chair reads."""
    return world.told(db, world.complaint())


@pytest.fixture
def chair(db: Session, world: World, case: UUID) -> Insider:
    """The chair, not yet signed in."""
    return open_account(db, world, "chair")


def forms(db: Session, world: World, who: str) -> list[str]:
    found = [row.form for row in rows_of(db, world.keys.ring_tag(world.people[who]))]
    db.rollback()
    return found


def verbs(db: Session, world: World) -> list[str]:
    """What stands on the trail of administration."""
    entries = trail.walk(db, administration.administration_keys(db, world.keys))
    db.rollback()
    return [entry.act.verb for entry in entries if entry.act]


def test_what_was_delivered_is_kept_at_the_door(
    db: Session, world: World, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)

    assert forms(db, world, "chair") == ["kept"]


def test_the_state_of_every_case_is_remembered(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)

    memory = memories.recall(db, world.keys, world.seeds["chair"], world.people["chair"])
    assert memory.knows(case)


def forged_for(db: Session, world: World, who: str) -> None:
    """A box with right keys, signed by somebody whom nobody certified."""
    body = open_grant(
        rows_of(db, world.keys.ring_tag(world.people["chair"]))[0], world.seeds["chair"]
    )
    forger, to = Seeds.generate(), world.seeds[who]
    claimed = msgspec.structs.replace(
        body, giver_key=forger.public.verify, holder=to.public.fingerprint()
    )
    row = delivered(
        sign_grant(claimed, forger),
        to.public,
        world.keys.ring_tag(world.people[who]),
        world.keys.version,
    )
    db.add(row)
    db.commit()


def test_a_forged_box_opens_no_page_and_stands_on_the_trail(
    db: Session, world: World, case: UUID, visitor: Visitor
) -> None:
    forged_for(db, world, "conflicted")
    conflicted = open_account(db, world, "conflicted")

    conflicted.sign_in(visitor)

    assert visitor.get(f"/cases/{case}").status_code == 404
    assert str(case) not in visitor.get("/cases").text
    assert forms(db, world, "conflicted") == ["delivered"]
    assert GRANT_REFUSED in verbs(db, world)


def test_before_it_is_kept_a_forged_box_opens_nothing_either(
    db: Session, world: World, case: UUID, visitor: Visitor
) -> None:
    conflicted = open_account(db, world, "conflicted")
    conflicted.sign_in(visitor)
    forged_for(db, world, "conflicted")

    assert visitor.get(f"/cases/{case}").status_code == 404


def test_a_case_that_went_back_is_reported_at_the_door(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    table = Cover.metadata.tables["cover"]
    old = db.execute(select(table.c.text_sealed).where(table.c.case_id == case)).scalar_one()
    handling.note(db, turn(db, world, "chair", case), "Later.")
    db.commit()
    chair.sign_in(visitor)
    db.connection().execute(update(table).where(table.c.case_id == case).values(text_sealed=old))
    db.commit()

    assert chair.sign_in(visitor).status_code == 303
    assert visitor.get(f"/cases/{case}").status_code == 409
    assert ROLLED_BACK in verbs(db, world)


def test_what_she_did_is_remembered_without_signing_in_again(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)
    visitor.get(f"/cases/{case}")
    before = memories.recall(db, world.keys, world.seeds["chair"], world.people["chair"])
    db.rollback()

    visitor.post(f"/cases/{case}/note", words="A note.")

    row = db.scalars(select(RingMemory.version)).one()
    assert row == 2
    assert before.knows(case)


def test_a_memory_that_was_taken_away_opens_nothing(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)
    db.execute(delete(RingMemory))
    db.commit()

    assert visitor.get("/desk").status_code == 409
    assert visitor.get(f"/cases/{case}").status_code == 409


def test_a_box_taken_away_meanwhile_is_not_put_back(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)
    db.execute(delete(Grant).where(Grant.ring == world.keys.ring_tag(world.people["chair"])))
    db.commit()

    assert visitor.get(f"/cases/{case}").status_code == 404
    assert forms(db, world, "chair") == []


def checked(db: Session, world: World, case: UUID) -> Mapping[Compartment, Head]:
    """How far the chair remembers that the signatures of a case hold."""
    memory = memories.recall(db, world.keys, world.seeds["chair"], world.people["chair"])
    db.rollback()
    return memory.checked(case)


def write_notes(db: Session, world: World, case: UUID, count: int) -> None:
    for each in range(count):
        handling.note(db, turn(db, world, "member", case), f"Note {each}.")
    db.commit()


def newest_note(db: Session, world: World, case: UUID) -> UUID:
    """The row of the last entry of the inquiry."""
    world.as_(db, "member")
    inquiry = Entry.case_id == case, Entry.compartment == Compartment.ACCOUNT
    rows = {each.body.signed.number: each.id for each in db.scalars(select(Entry).where(*inquiry))}
    db.rollback()
    return rows[max(rows)]


def test_what_she_does_remembers_that_every_signature_held(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    write_notes(db, world, case, 2)
    chair.sign_in(visitor)

    visitor.post(f"/cases/{case}/note", words="A note.")

    known = checked(db, world, case)
    world.as_(db, "chair")
    heads = the_cover(db, case).text.heads
    assert known == {part: heads[part] for part in known}
    assert known[Compartment.ACCOUNT].number == 4


def test_reading_remembers_nothing(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)

    assert visitor.get(f"/cases/{case}").status_code == 200

    assert checked(db, world, case) == {}
    assert db.scalars(select(RingMemory.version)).one() == 1


def test_a_long_case_that_she_only_reads_is_remembered_when_she_signs_in(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    write_notes(db, world, case, MANY)

    chair.sign_in(visitor)

    assert checked(db, world, case)[Compartment.ACCOUNT].number == MANY + 1
    assert visitor.get(f"/cases/{case}").status_code == 200


def test_more_than_one_sign_in_can_bear_is_left_for_another(
    db: Session,
    world: World,
    case: UUID,
    chair: Insider,
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_notes(db, world, case, MANY)
    monkeypatch.setattr(entering, "AT_ONCE", MANY)

    chair.sign_in(visitor)

    assert checked(db, world, case) == {}


def test_a_chain_shorter_than_she_checked_is_refused_and_stands_on_the_trail(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)
    visitor.post(f"/cases/{case}/note", words="A note.")
    gone = newest_note(db, world, case)
    db.connection().execute(delete(Entry).where(Entry.id == gone))
    db.commit()

    assert visitor.get(f"/cases/{case}").status_code == 409
    assert ROLLED_BACK in verbs(db, world)


def test_old_words_exchanged_under_what_she_checked_are_marked_on_the_page(
    db: Session, world: World, case: UUID, chair: Insider, visitor: Visitor
) -> None:
    chair.sign_in(visitor)
    visitor.post(f"/cases/{case}/note", words="A note.")
    changed = newest_note(db, world, case)
    visitor.post(f"/cases/{case}/note", words="Another.")
    world.as_(db, "member")
    taken(db, case)
    row = db.get_one(Entry, changed)
    said = msgspec.msgpack.encode(Said(kind=Kind.NOTE, at=NOW, text="Other words."))
    row.body = EntryBody(said=said, signed=row.body.signed)
    db.commit()

    page = visitor.get(f"/cases/{case}").text

    assert page.count("This entry does not verify.") == 1
    assert "Other words." in page
