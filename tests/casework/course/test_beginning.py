"""Under which rules a case begins, for whom the law of the place does not cover."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.timeline import timeline
from casework.course.recording import the_course
from casework.models.course import PackVersion
from casework.models.entry import Kind
from casework.procedures import own_rules
from casework.procedures.covering import GENERIC
from casework.procedures.loading import the_pack
from casework.procedures.terms import Gender
from crypto.compartments import Compartment
from tests.worlds import World


@pytest.mark.parametrize(
    ("gender", "pack"),
    [
        (Gender.WOMAN, "bd"),
        (Gender.UNSAID, "bd"),
        (Gender.MAN, "generic"),
        (Gender.ANOTHER, "generic"),
    ],
)
def test_whom_the_law_of_the_place_leaves_out_begins_under_general_rules(
    db: Session, world: World, gender: Gender, pack: str
) -> None:
    case = world.told(db, world.complaint(gender=gender))

    world.as_(db, "chair")
    assert the_course(db, case).text.pack == the_pack(pack).id


@pytest.mark.parametrize("gender", list(Gender))
def test_no_row_that_anybody_can_read_tells_under_which_rules_somebody_began(
    db: Session, world: World, gender: Gender
) -> None:
    world.told(db, world.complaint(gender=gender))

    kept = db.scalars(select(PackVersion.content)).all()

    assert {own_rules.kept(each).id for each in kept} == {the_pack("bd").id, GENERIC}


def test_what_she_said_of_it_lies_where_her_words_lie(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(gender=Gender.ANOTHER))

    world.as_(db, "chair")
    read = timeline(db, case, world.register(db)).lines
    said = [each for each in read if each.facts.get("gender")]

    assert [(each.kind, each.compartment) for each in said] == [(Kind.INTAKE, Compartment.TOLD)]
