"""What an officer writes of a service and of a place, before it is rows."""

from datetime import date
from uuid import UUID

import msgspec

from referrals.directory.offered import Line, Opening
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Known,
    StaffSex,
    Status,
    Way,
    Whom,
)


class ServiceText(msgspec.Struct, frozen=True, kw_only=True):
    """A service whole, without its places. Empty and unknown are what nobody said."""

    organization: str
    name: str
    country: str
    kinds: frozenset[Category] = frozenset()
    description: str = ""
    status: Status = Status.ACTIVE
    alert: str = ""
    phones: tuple[Line, ...] = ()
    url: str = ""
    email: str = ""
    areas: frozenset[str] = frozenset()
    is_remote: bool = False
    languages: frozenset[str] = frozenset()
    interpretation_services: str = ""
    always_open: Known = Known.UNKNOWN
    week: tuple[Opening, ...] = ()
    """Hours of every week alike, one opening a day; what a rule says besides is not here."""
    hours_words: str = ""
    cost: Cost = Cost.UNKNOWN
    fees_description: str = ""
    application_process: str = ""
    eligibility_description: str = ""
    serves: frozenset[Whom] = frozenset()
    staff_sex: frozenset[StaffSex] = frozenset()
    trans_friendly: Known = Known.UNKNOWN
    migrants: Known = Known.UNKNOWN
    ages_known: bool = False
    minimum_age: int | None = None
    maximum_age: int | None = None
    children_welcome: Known = Known.UNKNOWN
    documents_known: bool = False
    documents: frozenset[Document] = frozenset()
    police_report: Known = Known.UNKNOWN
    accompaniment: Known = Known.UNKNOWN
    tells_police: Duty = Duty.UNKNOWN
    tells_family: Duty = Duty.UNKNOWN
    tells_employer: Duty = Duty.UNKNOWN
    tells_words: str = ""
    accepts_by: frozenset[Way] = frozenset()
    answer_hours: float | None = None
    available: int | None = None
    """Places free today; None where it is not said."""
    maximum: int | None = None
    ask_for: str = ""
    """Who to ask for there. It leaves by no export."""


class PlaceText(msgspec.Struct, frozen=True, kw_only=True):
    """A place with a door. A confidential one has an area and nothing else that leads there."""

    name: str = ""
    area: str = ""
    is_confidential: bool = False
    address: str = ""
    address_more: str = ""
    city: str = ""
    postal_code: str = ""
    transportation: str = ""
    step_free: Known = Known.UNKNOWN
    accessibility: str = ""
    week: tuple[Opening, ...] = ()
    """Its own hours, where they are others than those of the service."""


class RuledText(msgspec.Struct, frozen=True, kw_only=True):
    """Hours that are not those of every week alike (RFC 5545)."""

    freq: str
    """WEEKLY or MONTHLY."""
    interval: int = 1
    byday: str
    """Weekdays, such as "MO,TU"; of a month with their number, such as "1MO"."""
    opens: int
    closes: int
    since: date | None = None
    until: date | None = None


class PriceText(msgspec.Struct, frozen=True, kw_only=True):
    """What something costs there."""

    option: str = ""
    """What for, or for whom."""
    amount: float | None = None
    currency: str = ""
    note: str = ""


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes into the directory, on which day."""

    person: UUID | None
    on: date
    source: str = ""
    """The file or list it comes from, where nobody typed it."""
