"""How a case goes on, as a page shows it: her choice and her wish, who sits, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from casework.case.timeline import Line
from casework.clocks.routes import Route
from casework.course.choosing import routes
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.readers.panel import Next, Seat, next_step, said_no_to, seats
from crypto.compartments import Compartment


@dataclass(frozen=True)
class GoingOn:
    """The route of one case, as far as these lines show it."""

    choices: tuple[Route, ...]
    """Empty for what is kept or told by a third person."""
    route: Route | None
    chosen_at: datetime | None
    recorded_by: UUID | None
    """Who wrote it down, where she chose by voice."""
    heard: Line | None = field(repr=False)
    """What she said then, for those who read her messages."""
    wish: str
    """What she wished for when she wrote; no choice of a route."""
    seats: list[Seat] = field(repr=False)
    said_no: dict[UUID, datetime]
    why: str = field(repr=False)
    """The reason given when people were named last."""
    next: Next

    @property
    def people(self) -> set[UUID]:
        """Everybody whom the page names."""
        named = {each.person for each in self.seats} | set(self.said_no)
        return named | ({self.recorded_by} if self.recorded_by else set())


def going_on(case: Case, cover: CoverText, lines: Iterable[Line], now: datetime) -> GoingOn:
    """What the opened lines of a case say about its route; pure."""
    lines = list(lines)
    chosen = _newest(lines, Kind.ROUTE, Compartment.OUTCOME)
    heard = _newest(lines, Kind.ROUTE, Compartment.CHANNEL)
    is_by_voice = chosen is not None and chosen.facts.get("way") == "voice"
    named = _newest(lines, Kind.PANEL, Compartment.OUTCOME)
    wished = _newest(lines, Kind.INTAKE, Compartment.TOLD)
    return GoingOn(
        choices=routes(cover, case),
        route=cover.route,
        chosen_at=cover.route_chosen_at,
        recorded_by=chosen.author if chosen and is_by_voice else None,
        heard=heard if is_by_voice else None,
        wish=str(wished.facts.get("wish", "")) if wished else "",
        seats=seats(cover),
        said_no=said_no_to(cover),
        why=named.text if named else "",
        next=next_step(cover, now),
    )


def _newest(lines: list[Line], kind: Kind, part: Compartment) -> Line | None:
    found = [each for each in lines if each.kind is kind and each.compartment is part]
    return max(found, key=lambda each: each.number, default=None)
