"""Who asks: somebody of the staff, a survivor with her number, or nobody known."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from auth.models import OrganizationKind, Role
from auth.titles import role_title
from crypto.ring import KeyRing
from crypto.seeds import Seeds


class Rank(StrEnum):
    """How much somebody has shown of who she is. Every change of it begins a new session."""

    NOBODY = "nobody"
    NUMBER = "number"
    """A survivor's number alone: a status, and a box to write into."""
    SURVIVOR = "survivor"
    """Number and second word: her seeds."""
    STAFF = "staff"
    """Passphrase and second factor: her seeds."""


@dataclass(frozen=True)
class Standing:
    """One membership that runs today, and the organisations it reaches."""

    membership: UUID
    organization: UUID
    kind: OrganizationKind
    role: Role
    reach: frozenset[UUID]
    """The organisation itself, and the factories that it covers."""
    is_receiver: bool = False
    has_management_post: bool = False
    time_zone: str = "UTC"


@dataclass(repr=False)
class Actor:
    """Whoever sends this request. `holder` is the person, or for a survivor her case.

    Flask-Login carries it, so it answers Flask-Login's four questions too.
    """

    rank: Rank = Rank.NOBODY
    holder: UUID | None = None
    name: str = ""
    language: str = ""
    standings: tuple[Standing, ...] = ()
    seeds: Seeds | None = None
    former: tuple[Seeds, ...] = ()
    """Seeds she replaced: what was delivered to them opens still."""
    opening_key: bytes = b""
    number: UUID | None = None
    """The row of a survivor's number."""
    session: bytes = b""
    """Digest of the session's id; empty without one."""
    entered_at: datetime | None = None
    ring_loader: Callable[["Actor"], KeyRing] | None = None
    _ring: KeyRing | None = field(default=None, init=False)

    def __repr__(self) -> str:
        return f"<Actor {self.rank}>"

    @property
    def ring(self) -> KeyRing:
        """What her keys open; loaded when it is first asked for, empty for nobody."""
        if self._ring is None:
            self._ring = self.ring_loader(self) if self.ring_loader else KeyRing(self.holder)
        return self._ring

    @property
    def person(self) -> UUID | None:
        """The person, for staff only."""
        return self.holder if self.rank is Rank.STAFF else None

    @property
    def case(self) -> UUID | None:
        """The case of a survivor who came back with her number."""
        return self.holder if self.rank in {Rank.NUMBER, Rank.SURVIVOR} else None

    @property
    def role(self) -> str:
        """Her roles in words, for the top of a page."""
        return " · ".join(dict.fromkeys(role_title(each.role) for each in self.standings))

    @property
    def time_zone(self) -> str:
        """Where her clock hangs."""
        return next((each.time_zone for each in self.standings), "UTC")

    def standings_as(self, roles: Container[Role]) -> list[Standing]:
        """Her standings in one of these roles; asked a thousand times for one list of cases."""
        return [each for each in self.standings if each.role in roles]

    @property
    def is_authenticated(self) -> bool:
        """Whether a session stands behind her."""
        return self.rank is not Rank.NOBODY

    @property
    def is_active(self) -> bool:
        """The same; a frozen account has no session."""
        return self.is_authenticated

    @property
    def is_anonymous(self) -> bool:
        """The opposite."""
        return not self.is_authenticated

    def get_id(self) -> str:
        """Her id as text. It is in no cookie of ours."""
        return str(self.holder)
