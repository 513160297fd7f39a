"""Whether a member is close to somebody of a case: asked, asked again, and a yes ends her keys."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.handling import settle_owing
from casework.case.timeline import timeline
from casework.models.cover import CoverText
from casework.parties.declaring import Outcome, fits, is_due, whom
from casework.parties.people import Part, leave
from crypto.errors import KeyMissing
from tests.casework.parties.naming import (
    BINA,
    CLOSE,
    KARIM,
    NASRIN,
    answered,
    named,
    sketch,
)
from tests.casework.turning import turn
from tests.worlds import World


def cover_of(db: Session, world: World, case: UUID, who: str = "external") -> CoverText:
    world.as_(db, who)
    return the_cover(db, case).text


def is_asked(db: Session, world: World, case: UUID, who: str) -> bool:
    return is_due(cover_of(db, world, case), world.people[who])


@pytest.mark.parametrize("who", ["chair", "member", "external"])
def test_everybody_of_the_committee_is_asked_once_it_is_known_whom_it_is_about(
    db: Session, world: World, case: UUID, who: str
) -> None:
    assert not is_asked(db, world, case, who)

    named(db, world, case, sketch())

    assert is_asked(db, world, case, who)


@pytest.mark.parametrize("who", ["union", "officer", "supervisor", "respondent"])
def test_who_does_not_sit_for_the_committee_is_not_asked(
    db: Session, world: World, case: UUID, who: str
) -> None:
    named(db, world, case, sketch())

    assert not is_asked(db, world, case, who)


def test_who_is_close_to_nobody_is_asked_no_more(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch())

    assert answered(db, world, case, "member") is Outcome.FREE

    assert not is_asked(db, world, case, "member")
    assert is_asked(db, world, case, "chair")


def test_a_witness_who_is_added_asks_everybody_again(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch())
    answered(db, world, case, "member")

    named(db, world, case, sketch(BINA, Part.WITNESS))

    assert is_asked(db, world, case, "member")


def test_a_yes_ends_her_keys_and_says_why(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch())

    assert answered(db, world, case, "member", CLOSE) is Outcome.LEFT

    cover = cover_of(db, world, case)
    assert cover.holder(world.people["member"]) is None
    assert [each.holder for each in cover.departed] == [world.people["member"]]
    assert case not in world.as_(db, "member").cases


def test_the_last_who_opens_something_stays_until_somebody_holds_her_keys(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    named(db, world, case, sketch())
    answered(db, world, case, "member", CLOSE)
    settle_owing(db, turn(db, world, "chair", case))
    answered(db, world, case, "external", CLOSE)
    settle_owing(db, turn(db, world, "chair", case))

    assert answered(db, world, case, "chair", CLOSE) is Outcome.LAST

    cover = cover_of(db, world, case, "chair")
    assert cover.holder(world.people["chair"]) is not None
    assert cover.conflicted == [world.people["chair"]]
    assert is_due(cover, world.people["chair"])


def test_nobody_answers_who_is_not_asked(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(KeyMissing):
        answered(db, world, case, "chair")


def test_only_whom_it_is_about_is_said(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(BINA, Part.WITNESS))
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    assert [each.name for each in whom(lines)] == ["Abdul Karim"]

    id_ = named(db, world, case, sketch(KARIM))
    leave(db, turn(db, world, "chair", case), id_, "Written twice.")
    db.commit()

    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    assert [each.name for each in whom(lines)] == ["Abdul Karim"]


def test_a_member_whom_the_witness_may_be_is_told_so(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(NASRIN, Part.WITNESS))

    assert fits(db, turn(db, world, "member", case))
    assert not fits(db, turn(db, world, "external", case))
