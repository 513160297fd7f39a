"""One thing known of a place and one thing asked: why it is out, and what outranks all else."""

from typing import Any

import pytest

from referrals.directory.offered import Tells
from referrals.matching.limits import Limit
from referrals.matching.needs import AgeBand, Ear, Needs, Reach, StaffWish
from referrals.matching.ranking import matched
from referrals.matching.weights import Lane
from referrals.models.terms import (
    Cost,
    Duty,
    Freshness,
    Known,
    Status,
    Whom,
)
from tests.referrals.matching.anything import GROUND, WHEN
from tests.referrals.matching.one_thing import (
    ALL_DAY,
    FACTORY,
    HEALTH,
    MEN,
    SHELTER,
    SUNDAY,
    barred,
    hours_ago,
    secret,
)
from tests.referrals.offers import place


@pytest.mark.parametrize(
    ("known", "asked", "limit"),
    [
        ({"status": Status.CLOSED}, {}, Limit.NOT_ACTIVE),
        ({"freshness": Freshness.UNVERIFIED}, {}, Limit.UNVERIFIED),
        ({"factories": frozenset({FACTORY})}, {"factory": FACTORY}, Limit.FACTORY),
        ({"service": FACTORY}, {"kept_from": frozenset({FACTORY})}, Limit.KEPT_FROM),
        ({"account": FACTORY}, {"kept_from": frozenset({FACTORY})}, Limit.KEPT_FROM),
        ({"area": "XX-2-A"}, {"area": "XX-1-A"}, Limit.TOO_FAR),
        ({"area": "XX-1-B"}, {"area": "XX-1-A", "reach": Reach.AREA}, Limit.TOO_FAR),
        ({"areas": frozenset({"XX-2"})}, {"area": "XX-1-A"}, Limit.TOO_FAR),
        ({"is_remote": True, "areas": frozenset({"XX-1-B"})}, {"area": "XX-1-A"}, Limit.TOO_FAR),
        ({}, {"can_travel": False}, Limit.NO_TRAVEL),
        ({"minimum_age": 18}, {"age": AgeBand.FROM_15}, Limit.AGE),
        ({"maximum_age": 24}, {"age": AgeBand.FROM_25}, Limit.AGE),
        ({"serves": frozenset({Whom.WOMEN})}, {"whom": frozenset({Whom.MEN})}, Limit.WHOM),
        ({"serves": frozenset({Whom.CHILDREN})}, {"age": AgeBand.ADULT}, Limit.WHOM),
        ({"cost": Cost.PAID}, {"must_be_free": True}, Limit.COST),
        ({"staff_sex": MEN}, {"staff": StaffWish.WOMAN, "staff_is_condition": True}, Limit.STAFF),
        ({"trans_friendly": Known.NO}, {"trans_friendly": True}, Limit.TRANS),
        ({"step_free": Known.NO}, {"step_free": True}, Limit.STEPS),
        ({"police_report": Known.YES}, {"documents_known": True}, Limit.POLICE_REPORT),
        ({"police_report": Known.YES}, secret(Ear.POLICE), Limit.POLICE_REPORT),
        (
            {"openings": (SUNDAY,)},
            {"open_now": True},
            Limit.CLOSED_NOW,
        ),
        ({"tells": Tells(police=Duty.MUST)}, secret(Ear.POLICE), Limit.POLICE),
        ({"tells": Tells(family=Duty.MUST)}, secret(Ear.FAMILY), Limit.FAMILY),
        ({"tells": Tells(employer=Duty.MUST)}, secret(Ear.EMPLOYER), Limit.EMPLOYER),
    ],
    ids=lambda each: str(each) if isinstance(each, Limit) else "",
)
def test_what_keeps_a_place_out(known: dict[str, Any], asked: dict[str, Any], limit: Limit) -> None:
    assert barred(known, asked) == [limit]


def test_a_place_to_sleep_where_her_children_cannot_come_is_out() -> None:
    known = {"children_welcome": Known.NO}
    asked = {"kinds": frozenset({SHELTER}), "children_along": True}

    assert barred(known, asked, SHELTER) == [Limit.CHILDREN]


def test_of_what_she_did_not_ask_and_nobody_knows_nothing_keeps_a_place_out() -> None:
    assert barred({}, {}) == []


@pytest.mark.parametrize(
    ("hours", "lane"),
    [
        (0, Lane.CARE_72),
        (71, Lane.CARE_72),
        (72, Lane.CARE_120),
        (119, Lane.CARE_120),
        (120, Lane.ORDINARY),
        (-3, Lane.CARE_72),
    ],
)
def test_care_leaves_its_lane_with_its_last_hour(hours: int, lane: Lane) -> None:
    offered = place("Hospital", HEALTH, country="XX", always_open=ALL_DAY)

    (found,) = matched((offered,), Needs(**hours_ago(hours)), WHEN, GROUND)

    assert found.lane is lane


def test_where_no_care_has_its_hours_there_is_no_lane() -> None:
    offered = place("Hospital", HEALTH, country="XX", always_open=ALL_DAY)

    (found,) = matched((offered,), Needs(**hours_ago(5), exposed=Known.NO), WHEN, GROUND)

    assert found.lane is Lane.ORDINARY
