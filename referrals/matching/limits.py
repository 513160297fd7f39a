"""What keeps a service out altogether, and says so. What nobody knows keeps nothing out."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from referrals.matching.asking import CARE, Asking
from referrals.matching.entries import Entry
from referrals.matching.fitting import WISHED
from referrals.matching.needs import Ear
from referrals.matching.placing import too_far as too_far
from referrals.matching.timing import closed_now as closed_now
from referrals.matching.trusting import STAYS, duty, wants_report
from referrals.models.terms import Cost, Document, Duty, Freshness, Known, Status


class Limit(StrEnum):
    """Why a service is out."""

    NOT_ACTIVE = "not_active"
    UNVERIFIED = "unverified"
    FACTORY = "factory"
    KEPT_FROM = "kept_from"
    TOO_FAR = "too_far"
    NO_TRAVEL = "no_travel"
    AGE = "age"
    WHOM = "whom"
    COST = "cost"
    STAFF = "staff"
    TRANS = "trans"
    STEPS = "steps"
    CHILDREN = "children"
    POLICE_REPORT = "police_report"
    CLOSED_NOW = "closed_now"
    POLICE = "tells_police"
    FAMILY = "tells_family"
    EMPLOYER = "tells_employer"


class Refusal(msgspec.Struct, frozen=True):
    """One limit, and what it speaks of."""

    limit: Limit
    about: tuple[str | int, ...] = ()


def refusal(limit: Limit, one: Entry) -> Refusal:
    """The limit, with what it speaks of."""
    if limit is Limit.TOO_FAR:
        return Refusal(
            limit, (one.place.area,) if one.place.area else tuple(sorted(one.place.areas))
        )
    return Refusal(limit, tuple(sorted(one.place.serves)) if limit is Limit.WHOM else ())


def not_active(_asking: Asking, one: Entry) -> bool:
    """Whether it is not at work for the time being, or for good."""
    return one.place.status is not Status.ACTIVE


def unverified(_asking: Asking, one: Entry) -> bool:
    """Whether nobody has ever called it."""
    return one.place.freshness is Freshness.UNVERIFIED


def of_the_factory(asking: Asking, one: Entry) -> bool:
    """Whether it belongs to the factory of her case, or is paid by it."""
    return asking.needs.factory in one.place.factories


def kept_from(asking: Asking, one: Entry) -> bool:
    """Whether it is linked to the respondent, or she refused it."""
    place = one.place
    return not asking.needs.kept_from.isdisjoint(
        {place.id, place.service, place.organization, place.account}
    )


def no_travel(asking: Asking, one: Entry) -> bool:
    """Whether one has to go there, and she cannot."""
    return not (asking.needs.can_travel or one.place.is_remote)


def age(asking: Asking, one: Entry) -> bool:
    """Whether nobody of her age is taken."""
    youngest, oldest = asking.years
    low, high = one.place.minimum_age, one.place.maximum_age
    return (low is not None and oldest < low) or (high is not None and high < youngest)


def whom(asking: Asking, one: Entry) -> bool:
    """Whether it is there for others only."""
    serves = one.place.serves
    return bool(serves) and all(asking.counts_as(each) is Known.NO for each in serves)


def cost(asking: Asking, one: Entry) -> bool:
    """Whether it costs money she has not. Where hours count, that is looked for afterwards."""
    return asking.needs.must_be_free and one.place.to_pay is Cost.PAID and not asking.in_hurry


def staff(asking: Asking, one: Entry) -> bool:
    """Whether nobody works there whom she could bear, where that is her condition."""
    wished = WISHED.get(asking.needs.staff)
    condition = asking.needs.staff_is_condition and wished is not None
    return condition and bool(one.place.staff_sex) and wished not in one.place.staff_sex


def trans(asking: Asking, one: Entry) -> bool:
    """Whether trans people are known to be received badly, or not at all."""
    return asking.needs.trans_friendly and one.place.trans_friendly is Known.NO


def steps(asking: Asking, one: Entry) -> bool:
    """Whether she is known not to get in."""
    barred = one.place.step_free is Known.NO and not one.place.is_remote
    return asking.needs.step_free and barred


def children(asking: Asking, one: Entry) -> bool:
    """Whether she would sleep there without her children; for an hour somebody may mind them."""
    if not asking.needs.children_along or one.place.children_welcome is not Known.NO:
        return False
    shared = asking.kinds & one.place.categories
    return bool(shared) and shared <= STAYS


def police_report(asking: Asking, one: Entry) -> bool:
    """Whether it helps only with a report to the police, which she has not, or will not make."""
    needs = asking.needs
    if wants_report(one) is not Known.YES or Document.POLICE_REPORT in needs.documents:
        return False
    return needs.documents_known or Ear.POLICE in needs.secret_from


def _tells(ear: Ear) -> Callable[[Asking, Entry], bool]:
    """She would be told on. Care that has its hours stays, and says so before she chooses."""

    def out(asking: Asking, one: Entry) -> bool:
        if ear not in asking.needs.secret_from or duty(one, ear) is not Duty.MUST:
            return False
        return asking.left is None or one.place.categories.isdisjoint(CARE)

    return out


tells_police, tells_family, tells_employer = (_tells(each) for each in Ear)
