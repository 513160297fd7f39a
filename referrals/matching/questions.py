"""All that is asked of a service, in the order in which the answers are read.

Beside each question stands all that it reads of a service: services alike in it get one answer.
"""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from referrals.matching import fitting, limits, placing, timing, trusting
from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Reason
from referrals.matching.limits import Limit

Reads = Callable[[Entry], Hashable]


class Question(NamedTuple):
    """What is asked, and what of the service it reads. None was not asked of this one."""

    said: Callable[[Asking, Entry], Reason | None]
    reads: Reads


class Bar(NamedTuple):
    """What would keep a service out, and what of it that reads."""

    limit: Limit
    out: Callable[[Asking, Entry], bool]
    reads: Reads


def _hours(one: Entry) -> Hashable:
    zone = one.place.time_zone
    return one.tells_hours, one.always, one.week, one.seasonal, one.irregular, zone


def _hours_of_its_kind(one: Entry) -> Hashable:
    return _hours(one), one.place.is_remote, one.place.categories


def _door(one: Entry) -> Hashable:
    place = one.place
    return place.is_remote, place.is_confidential, place.area


def _reached(one: Entry) -> Hashable:
    return _door(one), one.place.areas


def _report(one: Entry) -> Hashable:
    return one.place.police_report, one.place.documents, one.place.categories


def _ages(one: Entry) -> Hashable:
    return one.place.minimum_age, one.place.maximum_age, one.place.ages_known


def _places(one: Entry) -> Hashable:
    return one.place.capacity, one.place.capacity_on, one.place.categories


def _ids(one: Entry) -> Hashable:
    return one.place.id, one.place.service, one.place.organization, one.place.account


def _tells(one: Entry) -> Hashable:
    tells = one.place.tells
    return tells.police, tells.family, tells.employer, one.place.categories


QUESTIONS: tuple[Question, ...] = (
    Question(fitting.kind, lambda one: one.place.categories),
    Question(timing.care_in_time, _hours_of_its_kind),
    Question(timing.safety_now, _hours_of_its_kind),
    Question(timing.open_now, _hours),
    Question(placing.place, _door),
    Question(placing.served, lambda one: (one.place.areas, one.place.country)),
    Question(placing.call, lambda one: one.place.is_remote),
    Question(timing.outside_work, _hours_of_its_kind),
    Question(fitting.language, lambda one: one.place.languages),
    Question(fitting.cost, lambda one: one.place.to_pay),
    Question(fitting.price, lambda one: one.place.to_pay),
    Question(fitting.staff, lambda one: one.place.staff_sex),
    Question(fitting.trans, lambda one: one.place.trans_friendly),
    Question(fitting.whom, lambda one: one.place.serves),
    Question(fitting.age, _ages),
    Question(fitting.steps, lambda one: (one.place.step_free, one.place.is_remote)),
    Question(fitting.children, lambda one: (one.place.children_welcome, one.place.is_remote)),
    Question(trusting.papers, lambda one: (one.place.documents, one.place.documents_known)),
    Question(trusting.police_report, _report),
    Question(fitting.migrants, lambda one: one.place.migrants),
    Question(fitting.accompaniment, lambda one: one.place.accompaniment),
    Question(trusting.tells_police, lambda one: one.place.tells.police),
    Question(trusting.tells_family, lambda one: one.place.tells.family),
    Question(trusting.tells_employer, lambda one: one.place.tells.employer),
    Question(trusting.independence, lambda one: bool(one.place.factories)),
    Question(trusting.capacity, _places),
    Question(trusting.freshness, lambda one: (one.place.freshness, one.place.assured_on)),
    Question(trusting.answer, lambda one: (one.place.learnt_hours, one.place.answer_hours)),
)

BARS: tuple[Bar, ...] = (
    Bar(Limit.TOO_FAR, limits.too_far, _reached),
    Bar(Limit.NOT_ACTIVE, limits.not_active, lambda one: one.place.status),
    Bar(Limit.UNVERIFIED, limits.unverified, lambda one: one.place.freshness),
    Bar(Limit.FACTORY, limits.of_the_factory, lambda one: one.place.factories),
    Bar(Limit.KEPT_FROM, limits.kept_from, _ids),
    Bar(Limit.NO_TRAVEL, limits.no_travel, lambda one: one.place.is_remote),
    Bar(Limit.AGE, limits.age, _ages),
    Bar(Limit.WHOM, limits.whom, lambda one: one.place.serves),
    Bar(Limit.COST, limits.cost, lambda one: one.place.to_pay),
    Bar(Limit.STAFF, limits.staff, lambda one: one.place.staff_sex),
    Bar(Limit.TRANS, limits.trans, lambda one: one.place.trans_friendly),
    Bar(Limit.STEPS, limits.steps, lambda one: (one.place.step_free, one.place.is_remote)),
    Bar(
        Limit.CHILDREN,
        limits.children,
        lambda one: (one.place.children_welcome, one.place.categories),
    ),
    Bar(Limit.POLICE_REPORT, limits.police_report, _report),
    Bar(Limit.CLOSED_NOW, limits.closed_now, _hours),
    Bar(Limit.POLICE, limits.tells_police, _tells),
    Bar(Limit.FAMILY, limits.tells_family, _tells),
    Bar(Limit.EMPLOYER, limits.tells_employer, _tells),
)

READS: tuple[Reads, ...] = (
    *(each.reads for each in QUESTIONS),
    *(each.reads for each in BARS),
)
