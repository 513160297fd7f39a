"""What somebody needs of a place that helps: nothing here names her, and nothing says who she is.

No migrant status and no nationality stands here, only the wish for a place that serves migrants.
Every field may be missing; what is missing asks nothing of a service.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from referrals.models.terms import Category, Document, Known, Whom


class AgeBand(StrEnum):
    """Her age in years, as coarse as help and consent need it."""

    UNKNOWN = "unknown"
    """Also where she may be under age: nobody is taken for an adult because nobody asked."""
    UNDER_6 = "0-5"
    FROM_6 = "6-11"
    FROM_12 = "12-14"
    FROM_15 = "15-17"
    UNDER_18 = "under-18"
    """Under 18, and no more is known."""
    ADULT = "adult"
    """18 or older, and no more is known."""
    FROM_18 = "18-24"
    FROM_25 = "25-59"
    FROM_60 = "60-and-over"


class StaffWish(StrEnum):
    """Whom she wants opposite her."""

    ANY = "any"
    WOMAN = "woman"
    MAN = "man"


class Reach(StrEnum):
    """How far she can go."""

    AREA = "area"
    """Her own area only."""
    NEIGHBOURS = "neighbours"
    """The areas next to hers as well."""
    COUNTRY = "country"
    """Anywhere in her country."""


class Ear(StrEnum):
    """Who must not learn of it from a service."""

    POLICE = "police"
    FAMILY = "family"
    EMPLOYER = "employer"


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """Hours in which she works: minutes after midnight where she is, `ends` above `begins`.

    A night shift belongs to the day it begins on and ends above 1440.
    """

    days: frozenset[int]
    """0 is Monday."""
    begins: int
    ends: int


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a service. An instance without arguments asks nothing."""

    kinds: frozenset[Category] = frozenset()
    """The kinds of help she wants; each alone is enough for a service to be looked at."""

    happened_at: datetime | None = None
    """The earliest moment it may have happened (aware), where hours count for care; else None."""
    exposed: Known = Known.UNKNOWN
    """Whether it may need care that has its hours: rape, or contact with body fluids."""
    in_danger: bool = False
    """She is not safe now."""

    country: str = ""
    """ISO 3166-1, two letters."""
    area: str = ""
    """Code of the area she would set out from; empty when she keeps it to herself."""
    reach: Reach = Reach.NEIGHBOURS
    can_call: bool = True
    """She has a telephone that nobody else listens to."""
    can_travel: bool = True
    """She can leave for a door; else only help by telephone, or that comes to her."""

    shifts: tuple[Shift, ...] = ()
    """When she works. Empty is unknown."""
    rest_days: frozenset[int] = frozenset()
    """Weekdays off; 0 is Monday. Empty is unknown."""
    travel_minutes: int = 30
    """One way, between her work and a door in her area."""
    open_now: bool = False
    """Only what is open at this moment is of use."""

    languages: frozenset[str] = frozenset()
    """ISO 639 codes she is at ease in; one of them is enough."""
    must_be_free: bool = False
    staff: StaffWish = StaffWish.ANY
    staff_is_condition: bool = False
    """She would not go otherwise."""
    trans_friendly: bool = False
    whom: frozenset[Whom] = frozenset()
    """Under which of the groups that services are there for she counts herself."""
    age: AgeBand = AgeBand.UNKNOWN
    step_free: bool = False
    """She needs a way in without steps."""
    children_along: bool = False
    """Children come with her."""
    documents: frozenset[Document] = frozenset()
    """What she can show."""
    documents_known: bool = False
    """Whether somebody asked her what she can show."""
    migrant_friendly: bool = False
    """She wishes for a place that serves migrants. It does not say that she is one."""
    accompaniment: bool = False
    """She wants somebody to go with her."""
    secret_from: frozenset[Ear] = frozenset()
    """Who must not be told without her."""

    factory: UUID | None = None
    """The factory of her case: what belongs to it or is paid by it is out."""
    kept_from: frozenset[UUID] = frozenset()
    """Organisations and services linked to the respondent, or that she refuses; each is out."""
