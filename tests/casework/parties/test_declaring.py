"""Whether a member is close to somebody of a case: asked, asked again, and a yes ends her keys."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.covers import the_cover
from casework.case.handling import settle_owing
from casework.case.timeline import timeline
from casework.models.cover import CoverText
from casework.parties.declaring import (
    NotDeclared,
    Outcome,
    fits,
    is_due,
    require_declared,
    whom,
)
from casework.parties.people import Part, Sketch, correct, leave
from crypto.errors import KeyMissing
from tests.casework.parties.naming import (
    BINA,
    CLOSE,
    JASHIM,
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


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in which she says whom it is about, and that nobody has opened yet."""
    return world.told(db, world.complaint(told_for_programme=True), is_free=False)


@pytest.mark.parametrize("who", ["chair", "member", "external"])
def test_everybody_of_the_committee_is_asked_from_the_first_opening_where_she_named_him(
    db: Session, world: World, case: UUID, who: str
) -> None:
    assert is_asked(db, world, case, who)

    answered(db, world, case, who)

    assert not is_asked(db, world, case, who)


@pytest.mark.parametrize(
    "respondent",
    [
        Named(name="Karim"),
        Named(nickname="Boss"),
        Named(employee_number="417"),
        Named(post="guard"),
    ],
    ids=["name", "nickname", "number", "post"],
)
def test_a_post_or_a_number_is_whom_it_is_about_too(
    db: Session, world: World, respondent: Named
) -> None:
    case = world.told(db, world.complaint(respondent=respondent), is_free=False)

    assert is_asked(db, world, case, "chair")


@pytest.mark.parametrize("respondent", [Named(), Named(line="3")], ids=["nobody", "line"])
def test_nobody_is_asked_before_it_is_known_whom_it_is_about(
    db: Session, world: World, respondent: Named
) -> None:
    case = world.told(db, world.complaint(respondent=respondent), is_free=False)
    assert not is_asked(db, world, case, "chair")

    named(db, world, case, sketch())

    assert is_asked(db, world, case, "chair")


def test_what_a_third_person_told_asks_nobody(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(for_somebody_else=True), is_free=False)

    assert not is_asked(db, world, case, "chair")


@pytest.mark.parametrize("who", ["union", "officer", "supervisor", "respondent"])
def test_who_does_not_sit_for_the_committee_is_not_asked(
    db: Session, world: World, case: UUID, who: str
) -> None:
    assert not is_asked(db, world, case, who)


def test_who_is_close_to_nobody_is_asked_no_more(db: Session, world: World, case: UUID) -> None:
    assert answered(db, world, case, "member") is Outcome.FREE

    assert not is_asked(db, world, case, "member")
    assert is_asked(db, world, case, "chair")


def test_whom_she_named_asks_nobody_twice_when_the_committee_writes_him_down(
    db: Session, world: World, case: UUID
) -> None:
    answered(db, world, case, "member")

    named(db, world, case, sketch(KARIM))

    assert not is_asked(db, world, case, "member")


@pytest.mark.parametrize(
    "added",
    [sketch(JASHIM), sketch(BINA, Part.WITNESS), sketch(KARIM, Part.WITNESS)],
    ids=["respondent", "witness", "the same as a witness"],
)
def test_somebody_who_is_added_asks_everybody_again(
    db: Session, world: World, case: UUID, added: Sketch
) -> None:
    answered(db, world, case, "member")

    named(db, world, case, added)

    assert is_asked(db, world, case, "member")


def test_a_second_respondent_of_the_same_name_asks_everybody_again(
    db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(KARIM))
    answered(db, world, case, "member")

    named(db, world, case, sketch(KARIM))

    assert is_asked(db, world, case, "member")


def test_another_name_asks_everybody_again(db: Session, world: World, case: UUID) -> None:
    id_ = named(db, world, case, sketch(KARIM))
    answered(db, world, case, "member")
    correct(db, turn(db, world, "chair", case), id_, replace(sketch(KARIM), words="Line three."))
    db.commit()
    assert not is_asked(db, world, case, "member")

    correct(db, turn(db, world, "chair", case), id_, sketch(JASHIM))
    db.commit()

    assert is_asked(db, world, case, "member")


def test_nothing_leaves_before_everybody_who_acts_has_answered(
    db: Session, world: World, case: UUID
) -> None:
    people = [world.people[each] for each in ("chair", "member", "supervisor")]
    answered(db, world, case, "member")
    with pytest.raises(NotDeclared) as refused:
        require_declared(cover_of(db, world, case), people)
    assert refused.value.people == (world.people["chair"],)

    answered(db, world, case, "chair")

    require_declared(cover_of(db, world, case), people)


def test_nothing_leaves_while_nobody_knows_whom_it_is_about(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(respondent=Named()))

    with pytest.raises(NotDeclared):
        require_declared(cover_of(db, world, case), [])


def test_a_yes_ends_her_keys_and_says_why(db: Session, world: World, case: UUID) -> None:
    assert answered(db, world, case, "member", CLOSE) is Outcome.LEFT

    cover = cover_of(db, world, case)
    assert cover.holder(world.people["member"]) is None
    assert [each.holder for each in cover.departed] == [world.people["member"]]
    assert case not in world.as_(db, "member").cases


def test_the_last_who_opens_something_stays_until_somebody_holds_her_keys(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(), is_free=False)
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
    answered(db, world, case, "chair")

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
