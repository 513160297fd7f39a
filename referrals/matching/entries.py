"""One service with its hours laid out, and the clock by which it is looked at."""

from datetime import date, datetime

import msgspec

from referrals.directory.offered import Offered, Opening
from referrals.matching import hours
from referrals.matching.rules import comes_weekly, read
from referrals.models.terms import Known

START = date(2000, 1, 1)


class Entry(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A service with its hours laid out."""

    place: Offered
    always: bool
    week: int
    """What comes every week all year round."""
    seasonal: tuple[Opening, ...]
    """All its weekly hours, where one of them has a first or a last day; else none."""
    irregular: tuple[Opening, ...]
    order: tuple[str, str]
    """Between two that fit equally: by name, then by id, so that the order is the same tomorrow."""
    keys: tuple[int, ...] = ()
    """For each question, the number of what it reads of this service: equal numbers, one answer."""

    @property
    def tells_hours(self) -> bool:
        """Whether anybody said when it is open, in a way that is understood."""
        return self.always or bool(self.week or self.seasonal or self.irregular)


def entry(place: Offered) -> Entry:
    """The service with its hours laid out."""
    plain = tuple(each for each in place.openings if comes_weekly(each.rule))
    rest = (each for each in place.openings if each not in plain)
    dated = any(each.since or each.until for each in plain)
    return Entry(
        place=place,
        always=place.always_open is Known.YES,
        week=0 if dated else hours.weekly(plain, START),
        seasonal=plain if dated else (),
        irregular=tuple(each for each in rest if read(each.rule)),
        order=(place.name.casefold(), str(place.id)),
    )


class Clock:
    """What time it is at each place, and which hours hold there now."""

    def __init__(self, when: datetime) -> None:
        self._when = when
        self._local: dict[str, datetime] = {}

    def local(self, zone: str) -> datetime:
        """The moment on the clock of that time zone."""
        if zone not in self._local:
            self._local[zone] = self._when.astimezone(hours.zone(zone))
        return self._local[zone]

    def week(self, one: Entry) -> int:
        """The minutes of its week that are open in this season."""
        if one.always:
            return hours.ALWAYS
        if one.seasonal:
            return hours.weekly(one.seasonal, self.local(one.place.time_zone).date())
        return one.week

    def wait(self, one: Entry) -> int | None:
        """Minutes until it is open, 0 when it is; None when nobody knows or it never will be."""
        local = self.local(one.place.time_zone)
        waits = [hours.wait(self.week(one), hours.minute_of(local))]
        waits += (hours.wait_for_dates(each, local) for each in one.irregular)
        return min((each for each in waits if each is not None), default=None)


def is_open(place: Offered, when: datetime) -> bool | None:
    """Whether it is open at that moment (aware); None when nobody knows its hours."""
    one = entry(place)
    return Clock(when).wait(one) == 0 if one.tells_hours else None
