"""One service at one place, read once from the tables: what matching, pages and packets know."""

from datetime import date
from uuid import UUID

import msgspec

from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Freshness,
    Known,
    StaffSex,
    Status,
    Way,
    Whom,
)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Hours that come again: minutes after midnight of the place, `closes` above `opens`.

    Past midnight `closes` is above 1440. `rule` is the RRULE (RFC 5545) where the week does not
    say it all, as for the first Monday of a month; `days` then holds the weekdays it may fall on.
    """

    days: frozenset[int]
    """0 is Monday."""
    opens: int
    closes: int
    rule: str = ""
    since: date | None = None
    until: date | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A telephone number, and what it is for."""

    number: str
    kind: str = "voice"
    note: str = ""


class Tells(msgspec.Struct, frozen=True, kw_only=True):
    """What the service passes on without asking her; shown before she chooses it."""

    police: Duty = Duty.UNKNOWN
    family: Duty = Duty.UNKNOWN
    employer: Duty = Duty.UNKNOWN
    words: str = ""


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A service at a place. An empty set is unknown, unless a `Known` beside it says more."""

    id: UUID
    """Of the service_at_location; of the service where it has no place."""
    service: UUID
    organization: UUID
    account: UUID | None = None
    """The organisation with accounts here that gives it, if it has one."""
    name: str
    organization_name: str
    description: str = ""
    categories: frozenset[Category] = frozenset()
    status: Status = Status.ACTIVE
    alert: str = ""

    country: str
    """ISO 3166-1, two letters."""
    areas: frozenset[str] = frozenset()
    """Codes of the areas it serves; the country's code means everywhere in it."""
    area: str = ""
    """Code of the area where its door is; empty where it has none, or it is not known."""
    is_remote: bool = False
    """Reached by telephone or on a screen: no door to go to."""
    is_confidential: bool = False
    """Where it is must not be known: address and place are empty here, for everybody."""
    address: str = ""
    transport: str = ""
    phones: tuple[Line, ...] = ()
    website: str = ""
    email: str = ""
    apply_words: str = ""
    """How one comes to it, such as: call first."""

    languages: frozenset[str] = frozenset()
    """ISO 639 codes."""
    interpreters: str = ""
    cost: Cost = Cost.UNKNOWN
    cost_words: str = ""
    priced: Cost = Cost.UNKNOWN
    """What follows from its prices, where it has any."""
    prices: tuple[str, ...] = ()
    always_open: Known = Known.UNKNOWN
    openings: tuple[Opening, ...] = ()
    hours_words: str = ""
    time_zone: str = "UTC"

    serves: frozenset[Whom] = frozenset()
    eligibility_words: str = ""
    staff_sex: frozenset[StaffSex] = frozenset()
    trans_friendly: Known = Known.UNKNOWN
    migrants: Known = Known.UNKNOWN
    minimum_age: int | None = None
    maximum_age: int | None = None
    ages_known: bool = False
    step_free: Known = Known.UNKNOWN
    access_words: str = ""
    """What else somebody with a disability finds there; empty where the place is secret."""
    children_welcome: Known = Known.UNKNOWN
    documents: frozenset[Document] = frozenset()
    documents_known: bool = False
    police_report: Known = Known.UNKNOWN
    """Whether it helps only with a report to the police."""
    accompaniment: Known = Known.UNKNOWN
    tells: Tells = Tells()

    accepts_by: frozenset[Way] = frozenset()
    capacity: int | None = None
    """Places free when it was last said."""
    capacity_on: date | None = None
    answer_hours: float | None = None
    """How long it says it takes to answer."""
    learnt_hours: float | None = None
    """How long it took, over enough closed referrals to say so."""
    factories: frozenset[UUID] = frozenset()
    """Factories it belongs to or is paid by: their cases do not go there."""
    freshness: Freshness = Freshness.UNVERIFIED
    assured_on: date | None = None

    @property
    def to_pay(self) -> Cost:
        """What she would have to pay: as somebody said it, else by its prices."""
        return self.priced if self.cost is Cost.UNKNOWN else self.cost
