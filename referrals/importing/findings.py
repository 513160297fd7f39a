"""What was found in a row before anything of it is written, and how much it weighs."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec


class Level(StrEnum):
    """Whether a row can go in."""

    CLEAR = "clear"
    WARN = "warn"
    """It goes in; something of it was read otherwise than it stands, or left out."""
    FAIL = "fail"
    """It cannot go in as it is."""


class Reason(StrEnum):
    """What is the matter. Its words stand in referrals.words.importing."""

    FORMULA = "formula"
    TOO_LONG = "too-long"
    NAMELESS = "nameless"
    COUNTRYLESS = "countryless"
    COUNTRY_UNREAD = "country-unread"
    KINDLESS = "kindless"
    SHAPELESS = "shapeless"
    """An object of a feed that is not as HSDS says."""
    TWICE = "twice"
    """The same service at the same place stands in an earlier row."""
    SEVERAL = "several"
    """The directory has several services of this name: which is meant?"""
    DIGITS_LOST = "digits-lost"
    PHONE_UNREAD = "phone-unread"
    NAMES_LEFT_OUT = "names-left-out"
    HOURS_UNREAD = "hours-unread"
    DATE_UNREAD = "date-unread"
    DATE_AHEAD = "date-ahead"
    CHECKED_LONG_AGO = "checked-long-ago"
    KIND_UNREAD = "kind-unread"
    AREA_UNKNOWN = "area-unknown"
    AREALESS = "arealess"
    LANGUAGE_UNREAD = "language-unread"
    ANSWER_UNREAD = "answer-unread"
    AGE_UNREAD = "age-unread"
    NUMBER_UNREAD = "number-unread"
    STATUS_UNREAD = "status-unread"
    MAIL_UNREAD = "mail-unread"
    WEB_UNREAD = "web-unread"
    HIDDEN_ADDRESS = "hidden-address"
    """Where it is must not be known: the address was left out."""
    SHELTER_HIDDEN = "shelter-hidden"
    """Nobody said whether a shelter's place is secret: it was taken as one that is."""
    STAYS_HIDDEN = "stays-hidden"
    """The directory has the place as secret, and a list does not end that."""
    LEFT_OUT = "left-out"
    """Parts of an object of HSDS that this directory has no place for."""
    OTHERS = "others"
    """It says something else of an organisation or place of other entries: that was left."""
    UNREACHABLE = "unreachable"
    CUT = "cut"


FAILING = frozenset(
    {
        Reason.FORMULA,
        Reason.TOO_LONG,
        Reason.NAMELESS,
        Reason.COUNTRYLESS,
        Reason.COUNTRY_UNREAD,
        Reason.KINDLESS,
        Reason.SHAPELESS,
        Reason.TWICE,
        Reason.SEVERAL,
        Reason.DIGITS_LOST,
    }
)


class Finding(msgspec.Struct, frozen=True):
    """One reason, the column or part it is about, and what stands there."""

    reason: Reason
    about: str = ""
    """The word of a Field, or the path in an object of a feed."""
    said: str = ""

    @property
    def level(self) -> Level:
        """How much it weighs."""
        return Level.FAIL if self.reason in FAILING else Level.WARN


class Judged(msgspec.Struct, frozen=True):
    """A row by its number, its name if it has one, and what was found in it."""

    row: int
    name: str
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level:
        """The weightiest of what was found."""
        return level_of(self.findings)


WEIGHT: Mapping[Level, int] = MappingProxyType({Level.CLEAR: 0, Level.WARN: 1, Level.FAIL: 2})


def level_of(findings: "tuple[Finding, ...] | list[Finding]") -> Level:
    """The weightiest level of some findings; a row without any passes."""
    return max((each.level for each in findings), key=WEIGHT.__getitem__, default=Level.CLEAR)
