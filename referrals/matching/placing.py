"""Whether she can get there, or call."""

from referrals.directory.offered import Offered
from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Fact, Reason
from referrals.matching.ground import Distance
from referrals.matching.needs import Reach

BY_DISTANCE = {
    Distance.HERE: Fact.IN_AREA,
    Distance.NEXT: Fact.NEXT_DOOR,
    Distance.ELSEWHERE: Fact.ELSEWHERE,
    Distance.UNKNOWN: Fact.PLACE_UNKNOWN,
}
WITHIN = {
    Reach.AREA: frozenset({Distance.HERE, Distance.UNKNOWN}),
    Reach.NEIGHBOURS: frozenset({Distance.HERE, Distance.NEXT, Distance.UNKNOWN}),
    Reach.COUNTRY: frozenset(Distance),
}


def place(asking: Asking, one: Entry) -> Reason | None:
    """How far its door is from where she sets out."""
    if one.place.is_remote:
        return Reason(Fact.BY_PHONE)
    if not asking.needs.area:
        return None
    if one.place.is_confidential:
        return Reason(Fact.HIDDEN_PLACE)
    fact = BY_DISTANCE[asking.ground.distance(one.place.area, asking.needs.area)]
    return Reason(fact, () if fact is Fact.PLACE_UNKNOWN else (one.place.area,))


def served(asking: Asking, one: Entry) -> Reason | None:
    """Whether it is there for people of her area."""
    if not asking.needs.area:
        return None
    if not one.place.areas:
        return Reason(Fact.SERVES_UNKNOWN)
    if asking.ground.covers(one.place.areas - {one.place.country}, asking.needs.area):
        return Reason(Fact.SERVES_AREA)
    if one.place.country in one.place.areas:
        return Reason(Fact.SERVES_COUNTRY)
    return Reason(Fact.SERVES_OTHERS, tuple(sorted(one.place.areas)))


def call(asking: Asking, one: Entry) -> Reason | None:
    """Whether it can only be called, and her telephone is not safe."""
    if asking.needs.can_call or not one.place.is_remote:
        return None
    return Reason(Fact.CALL_UNSAFE)


def too_far(asking: Asking, one: Entry) -> bool:
    """Whether it is known to lie further away than she can go, or to serve others by telephone."""
    area, place = asking.needs.area, one.place
    if not area:
        return False
    if not place.is_remote and not place.is_confidential and place.area:
        return asking.ground.distance(place.area, area) not in WITHIN[asking.needs.reach]
    return bool(place.areas) and not _serves_within(asking, place)


def _serves_within(asking: Asking, offered: Offered) -> bool:
    """For what has no door that is known: whether it serves an area within her reach."""
    ground, area = asking.ground, asking.needs.area
    if ground.covers(offered.areas, area):
        return True
    if offered.is_remote:
        return False
    if asking.needs.reach is Reach.NEIGHBOURS:
        return any(ground.covers(offered.areas, each) for each in ground.around(area))
    return asking.needs.reach is Reach.COUNTRY
