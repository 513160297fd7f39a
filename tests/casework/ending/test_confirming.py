"""Her withdrawal: seven days, then somebody from outside hears her alone, and nothing is lost."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.handling import recuse, settle_owing, take_inbox_in
from casework.case.inbox import Asks, drop
from casework.course.recording import the_course
from casework.ending.confirming import (
    NotAlone,
    NotFromOutside,
    NoWithdrawal,
    Says,
    Talk,
    TooSoon,
    confirmed,
    note_talk,
    request,
)
from casework.models.entry import Kind
from casework.number.withdrawing import SuggestedBy, go_on, withdraw
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

WEEK = timedelta(days=7)
YES = Talk(
    says=Says.WITHDRAWS,
    how="in_person",
    when="Friday after the shift",
    words="I want to leave it.",
    was_alone=True,
    suggested=SuggestedBy.FAMILY,
)


def asked(db: Session, world: World, case: UUID, suggested: str = "") -> None:
    withdraw(db, hers(db, world, case, seeds_of(db, world)), suggested)
    db.commit()


def heard(
    db: Session, world: World, case: UUID, talk: Talk = YES, who: str = "external",
    now: datetime = NOW + WEEK,
) -> None:  # fmt: skip
    note_talk(db, turn(db, world, who, case, now=now), talk)
    db.commit()


def is_confirmed(db: Session, world: World, case: UUID) -> bool:
    lines = lines_of(db, world, case)
    return confirmed(the_cover(db, case).text, lines) is not None


def test_she_says_whose_idea_it_was_and_it_stands_signed_by_her(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case, SuggestedBy.SUPERVISOR)

    lines = lines_of(db, world, case)
    line = request(the_cover(db, case).text, lines)

    assert line is not None
    assert (line.facts["suggested"], line.author, line.is_verified) == ("supervisor", None, True)


def test_by_number_alone_she_says_it_too(db: Session, world: World, case: UUID) -> None:
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "", NOW, Asks.WITHDRAWAL, SuggestedBy.RESPONDENT)
    db.commit()

    take_inbox_in(db, turn(db, world, "chair", case))
    db.commit()

    line = request(the_cover(db, case).text, lines_of(db, world, case))
    assert line is not None
    assert line.facts["suggested"] == "respondent"


def test_before_seven_days_nobody_confirms(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)

    with pytest.raises(TooSoon):
        heard(db, world, case, now=NOW + WEEK - timedelta(minutes=1))


def test_the_external_member_confirms_what_she_said_alone(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)

    heard(db, world, case)

    lines = lines_of(db, world, case)
    line = confirmed(the_cover(db, case).text, lines)
    assert line is not None
    assert (line.author, line.text) == (world.people["external"], "I want to leave it.")
    assert (line.facts["alone"], line.facts["suggested"]) == ("yes", "family")


@pytest.mark.parametrize("who", ["chair", "member", "supervisor"])
def test_nobody_of_the_factory_and_nobody_beside_the_external_member_confirms(
    db: Session, world: World, case: UUID, who: str
) -> None:
    asked(db, world, case)

    with pytest.raises(NotFromOutside):
        heard(db, world, case, who=who)


def test_where_no_external_member_reads_the_supervisor_hears_her(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    recuse(db, turn(db, world, "external", case), "I know him.")
    db.commit()
    settle_owing(db, turn(db, world, "chair", case))
    db.commit()
    world.kept(db, "supervisor")
    db.commit()

    heard(db, world, case, who="supervisor")

    assert is_confirmed(db, world, case)


@pytest.mark.parametrize(
    "talk",
    [
        Talk(says=Says.WITHDRAWS, how="phone", when="Friday", words="Yes.", was_alone=False),
        Talk(says=Says.WITHDRAWS, how="message", when="Friday", words="Yes.", was_alone=True),
    ],
    ids=["not alone", "in a letter"],
)
def test_what_was_not_said_alone_confirms_nothing(
    db: Session, world: World, case: UUID, talk: Talk
) -> None:
    asked(db, world, case)

    with pytest.raises(NotAlone):
        heard(db, world, case, talk)


def test_she_takes_it_back_with_one_press_also_after_it_was_confirmed(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    heard(db, world, case)

    go_on(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    assert not is_confirmed(db, world, case)


def test_asked_anew_it_is_confirmed_anew(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)
    heard(db, world, case)
    her = hers(db, world, case, seeds_of(db, world))
    go_on(db, her)
    later = type(her)(case, her.author, her.keys, her.register, NOW + 2 * WEEK)
    withdraw(db, later)
    db.commit()

    assert not is_confirmed(db, world, case)


def test_alone_she_says_that_it_goes_on_and_nothing_is_withdrawn(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case, SuggestedBy.SUPERVISOR)

    heard(db, world, case, Talk(says=Says.GOES_ON, how="phone", when="Today", words="They made me.",
                                was_alone=True), now=NOW)  # fmt: skip

    world.as_(db, "chair")
    assert not the_cover(db, case).text.is_withdrawn
    with pytest.raises(NoWithdrawal):
        heard(db, world, case)


def test_who_is_not_sure_leaves_it_open(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)

    heard(db, world, case, Talk(says=Says.UNSURE, how="phone", when="Today", words="I don't know.",
                                was_alone=True))  # fmt: skip

    assert not is_confirmed(db, world, case)
    assert the_cover(db, case).text.is_withdrawn


def test_nothing_is_destroyed_nothing_moves_and_the_respondent_is_told_nothing(
    db: Session, world: World, case: UUID
) -> None:
    before = len(lines_of(db, world, case))
    asked(db, world, case)
    heard(db, world, case)

    lines = lines_of(db, world, case)

    assert [each.kind for each in lines[before:]] == [Kind.WITHDRAWAL, Kind.WITHDRAWAL]
    assert not the_course(db, case).text.is_closed


def dropped(db: Session, world: World, asks: Asks = Asks.WITHDRAWAL, days: int = 0) -> None:
    """By number alone: it lies in the inbox, and nobody has taken it in."""
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "", NOW + timedelta(days=days), asks)
    db.commit()


def test_by_number_alone_the_seven_days_count_from_her_press_and_not_from_who_takes_it_in(
    db: Session, world: World, case: UUID
) -> None:
    dropped(db, world)
    dropped(db, world, days=5)

    heard(db, world, case, now=NOW + WEEK)

    assert is_confirmed(db, world, case)
    world.as_(db, "chair")
    assert the_cover(db, case).text.withdrawal_asked_at == NOW


def test_with_her_word_she_takes_back_what_lies_in_the_inbox(
    db: Session, world: World, case: UUID
) -> None:
    dropped(db, world)

    go_on(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    world.as_(db, "chair")
    assert not the_cover(db, case).text.is_withdrawn
    assert take_inbox_in(db, turn(db, world, "chair", case)) == 0
