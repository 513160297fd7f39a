"""A factory's own decisions: dated, with a reason, never looser than the law, none forgotten."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.clocks import seeding
from casework.committee.rules import (
    NoReason,
    Overtaken,
    StillOpen,
    calendar_of,
    choose_pack,
    enter_own,
    keep_calendar,
    pack_of,
    rules_of,
)
from casework.course.recording import the_course
from casework.models.committee import Chosen, FactoryRules
from casework.procedures.loading import the_pack
from casework.procedures.own_rules import OwnDays, OwnRules, OwnRulesRefused, Why
from casework.procedures.terms import Unit
from tests.worlds import TODAY, World

pytestmark = pytest.mark.usefixtures("undecided")

DAY = timedelta(days=1)
SETTLED = OwnRules(
    in_force_on=TODAY,
    reason="Decided by the committee.",
    title="Regulations, part 4",
    report_adults=False,
    report_children=True,
)


def place(db: Session, world: World) -> Organization:
    return db.get_one(Organization, world.bodies["factory"])


def decided(db: Session, world: World, own: OwnRules = SETTLED) -> None:
    factory = world.bodies["factory"]
    rules, seen = rules_of(db, factory)
    enter_own(db, factory, seen, own, rules)
    db.commit()


def chosen(db: Session, world: World, pack: str, on: date = TODAY, reason: str = "Ours.") -> None:
    factory = world.bodies["factory"]
    rules, seen = rules_of(db, factory)
    choose_pack(db, factory, seen, Chosen(pack=pack, from_on=on, reason=reason), rules)
    db.commit()


def test_without_a_decision_a_factory_goes_by_its_country(db: Session, world: World) -> None:
    assert pack_of(db, place(db, world), TODAY).country == "BD"


def test_what_is_no_factory_goes_by_the_generic_rules(db: Session, world: World) -> None:
    programme = db.get_one(Organization, world.bodies["programme"])

    assert pack_of(db, programme, TODAY) == pack_of(db, None, TODAY) == the_pack("generic")


def test_a_pack_holds_from_its_day_on(db: Session, world: World) -> None:
    decided(db, world)

    chosen(db, world, "in", TODAY + DAY)

    held = [pack_of(db, place(db, world), TODAY + DAY * later).country for later in (0, 1, 2)]
    assert held == ["BD", "IN", "IN"]


def test_while_a_duty_to_report_is_unknown_no_pack_is_put_in_force(
    db: Session, world: World
) -> None:
    with pytest.raises(StillOpen):
        chosen(db, world, "bd")


def test_a_decision_needs_its_reason(db: Session, world: World) -> None:
    decided(db, world)

    with pytest.raises(NoReason):
        chosen(db, world, "bd", reason=" ")


def test_of_two_who_decide_at_once_the_second_looks_again(db: Session, world: World) -> None:
    rules, seen = rules_of(db, world.bodies["factory"])
    decided(db, world)

    with pytest.raises(Overtaken):
        enter_own(db, world.bodies["factory"], seen, SETTLED, rules)


def test_own_days_are_shown_as_the_factorys_and_count(db: Session, world: World) -> None:
    days = (OwnDays("inquiry", 20, unit=Unit.WORKING),)

    decided(db, world, OwnRules(in_force_on=TODAY, reason="Faster.", title="R4", days=days))

    rule = next(
        each for each in pack_of(db, place(db, world), TODAY).deadlines if each.id == "inquiry"
    )
    assert (rule.amount, rule.binding) == (20, "factory")


def test_own_days_are_never_looser_than_the_law(db: Session, world: World) -> None:
    days = (OwnDays("inquiry", 90, unit=Unit.WORKING),)

    with pytest.raises(OwnRulesRefused) as refused:
        decided(db, world, OwnRules(in_force_on=TODAY, reason="Slow.", title="R4", days=days))

    assert refused.value.why == (("inquiry", Why.LONGER_THAN_LAW),)


def test_what_was_entered_under_another_pack_never_loosens_this_one(
    db: Session, world: World
) -> None:
    days = (OwnDays("inquiry", 25, unit=Unit.WORKING),)
    decided(db, world)
    rules, _seen = rules_of(db, world.bodies["factory"])
    own = OwnRules(
        in_force_on=TODAY,
        reason="A",
        title="B",
        days=days,
        report_adults=False,
        report_children=True,
    )
    decided(db, world, own)

    after = pack_of(db, place(db, world), TODAY)

    assert rules.own == (SETTLED,)
    assert next(each.amount for each in after.deadlines if each.id == "inquiry") == 25


def test_a_running_case_keeps_the_rules_it_began_under(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    before = the_course(db, case).text.version

    decided(db, world)
    chosen(db, world, "in")
    later = world.told(db, world.complaint(), world.prepare(number="1000000000000010"))

    world.as_(db, "chair")
    assert the_course(db, case).text.version == before
    assert the_course(db, later).text.pack == the_pack("in").id


def test_no_decision_is_forgotten(db: Session, world: World) -> None:
    decided(db, world)
    chosen(db, world, "in")
    chosen(db, world, "bd", TODAY + DAY)

    rules, seen = rules_of(db, world.bodies["factory"])

    assert [each.pack for each in rules.packs] == ["in", "bd"]
    assert (rules.own, seen) == ((SETTLED,), 3)
    assert len(db.scalars(select(FactoryRules.id)).all()) == 1


def test_days_off_that_a_factory_corrected_stay_corrected(db: Session, world: World) -> None:
    factory = world.bodies["factory"]
    rules, seen = rules_of(db, factory)
    pack = pack_of(db, place(db, world), TODAY)
    first = calendar_of(rules, place(db, world), pack, TODAY.year)
    struck = first.holidays[0].on

    keep_calendar(db, factory, seen, seeding.struck(first, struck), rules)

    again = calendar_of(rules_of(db, factory)[0], place(db, world), pack, TODAY.year)
    assert struck in again.worked
    assert struck not in {each.on for each in again.holidays}
