"""Whom it is about and who saw it: written down, corrected, and matched against the roster."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.models.cover import CoverText
from casework.models.entry import Entry
from casework.parties.people import (
    BESIDE,
    NoParty,
    Part,
    Party,
    Relation,
    Sketch,
    correct,
    leave,
    parties,
)
from casework.readers.recipients import reach
from casework.readers.settling import settle_match
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from tests.casework.opening import opened_by
from tests.casework.parties.naming import BINA, KARIM, named, sketch
from tests.casework.turning import turn
from tests.worlds import NOW, World


def read(db: Session, world: World, case: UUID, who: str = "external") -> dict[UUID, Party]:
    """Everybody of the case as somebody opens it."""
    world.as_(db, who)
    return parties(timeline(db, case, world.register(db)).lines)


def cover_of(db: Session, world: World, case: UUID) -> CoverText:
    world.as_(db, "external")
    return the_cover(db, case).text


def test_whom_it_is_about_is_read_by_the_others_as_it_was_written(
    db: Session, world: World, case: UUID
) -> None:
    written = Sketch(
        part=Part.RESPONDENT, named=KARIM, relation=Relation.HER_SUPERIOR, is_masked=False
    )

    id_ = named(db, world, case, written)

    assert read(db, world, case)[id_].sketch == written


def test_a_newer_entry_counts_and_the_older_stays(db: Session, world: World, case: UUID) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.WITNESS))
    masked = sketch(BINA, Part.WITNESS, is_masked=True)

    correct(db, turn(db, world, "member", case), id_, masked)
    db.commit()

    found = read(db, world, case)
    assert list(found) == [id_]
    assert found[id_].sketch.is_masked
    assert found[id_].by == world.people["member"]


def test_a_witness_is_not_corrected_into_the_respondent(
    db: Session, world: World, case: UUID
) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.WITNESS))

    with pytest.raises(NoParty):
        correct(db, turn(db, world, "chair", case), id_, sketch(BINA))


def test_who_does_not_belong_to_it_is_not_there_any_more(
    db: Session, world: World, case: UUID
) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.WITNESS))

    leave(db, turn(db, world, "chair", case), id_, "It was another Bina.")
    db.commit()

    assert read(db, world, case) == {}
    with pytest.raises(NoParty):
        leave(db, turn(db, world, "chair", case), id_, "Again.")


def test_nobody_is_corrected_who_was_never_written_down(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NoParty):
        correct(db, turn(db, world, "chair", case), uuid4(), sketch())


@pytest.mark.parametrize("who", ["union", "officer", "conflicted"])
def test_who_does_not_read_the_inquiry_writes_nobody_down(
    db: Session, world: World, case: UUID, who: str
) -> None:
    with pytest.raises(KeyMissing):
        named(db, world, case, sketch(), who)


@pytest.mark.parametrize("who", ["union", "officer", "respondent", "conflicted"])
def test_no_key_of_theirs_opens_who_belongs_to_it(
    db: Session, world: World, case: UUID, who: str
) -> None:
    before = opened_by(db, world.as_(db, who), case)

    named(db, world, case, sketch(BINA, Part.WITNESS))

    # Days on which somebody is asked stand in the outcome, and nothing of whom.
    new = opened_by(db, world.as_(db, who), case) - before
    assert {db.get_one(Entry, id_).compartment for _table, id_ in new} <= {Compartment.OUTCOME}


def test_a_witness_who_may_be_a_member_receives_no_key_until_somebody_settles_it(
    db: Session, world: World, case: UUID
) -> None:
    mechanic = sketch(KARIM.__class__(name="Rafiq Islam"), Part.WITNESS)

    named(db, world, case, mechanic)

    assert world.people["conflicted"] in cover_of(db, world, case).withheld


def test_a_namesake_is_settled_and_kept_away_again_only_by_somebody_new(
    db: Session, world: World, case: UUID
) -> None:
    rafiq = world.people["conflicted"]
    named(db, world, case, sketch(KARIM.__class__(name="Rafiq Islam"), Part.WITNESS))
    settle_match(db, turn(db, world, "chair", case), rafiq, [], "Rafiq of the store is meant.")
    db.commit()
    assert rafiq not in away(db, world, case)

    named(db, world, case, sketch(KARIM.__class__(name="Rafiqul Islam"), Part.WITNESS))

    assert rafiq in away(db, world, case)


def away(db: Session, world: World, case: UUID) -> list[UUID]:
    """Whom a reader may settle."""
    world.as_(db, "chair")
    cover = the_cover(db, case).text
    found = reach(db, world.keys, world.register(db), case, cover, NOW.date())
    return found.to_settle


@pytest.mark.parametrize("part", sorted(BESIDE))
def test_who_stands_beside_one_of_the_two_asks_nobody_again(
    db: Session, world: World, case: UUID, part: Part
) -> None:
    named(db, world, case, sketch(BINA, part))

    assert cover_of(db, world, case).named == 1


def test_what_is_written_stands_in_the_inquiry_alone(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch())

    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    places = {each.compartment for each in lines if each.kind == "party"}
    assert places == {Compartment.ACCOUNT}
