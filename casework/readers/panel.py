"""The panel of the formal route: who is named, who of them reads already, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put
from casework.case.turns import Turn, begin
from casework.clocks.routes import Route
from casework.models.cover import Capacity, Cover, CoverText, Intention
from casework.models.entry import Kind, Said
from casework.readers.intentions import NotOffered, add, pending
from casework.readers.recipients import INQUIRY, Reach, reach
from casework.readers.ripening import is_ripe
from crypto.compartments import Compartment

C = Compartment


class NoPanel(Exception):
    """The survivor has not chosen the formal route: nobody is named."""


class Next(StrEnum):
    """What comes next on the way she chose."""

    ASK_HER = "ask_her"
    NAME_PANEL = "name_panel"
    SHE_MAY_SAY_NO = "she_may_say_no"
    HAND_OVER = "hand_over"
    PANEL_READS = "panel_reads"
    NOBODY_NEW = "nobody_new"


@dataclass(frozen=True)
class Seat:
    """Somebody named for the inquiry: she reads already, or her keys are announced."""

    person: UUID
    reads: bool
    announced: Intention | None = field(default=None, repr=False)


def name_panel(db: Session, turn: Turn, people: Sequence[UUID], reason: str) -> list[Intention]:
    """Name people of the committee. Who reads the inquiry already needs nothing new; for each of
    the others an intention is made, so that the survivor is told and can say no for 48 hours.

    What an author does not hold herself, such as the name, is given by whoever does.

    Raises NoPanel; NotOffered for anybody whom something keeps away, who has no certificate,
    or who sits on it already; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    if cover.text.route is not Route.FORMAL:
        raise NoPanel
    open_to = reach(db, turn.keys, turn.register, turn.case, cover.text, turn.now.date())
    _require_free(cover.text, open_to, people)
    named = [*cover.text.panel, *people]
    change(db, cover, panel=list(dict.fromkeys(named)))
    facts: dict[str, str | list[str]] = {"people": [each.hex for each in people]}
    said = Said(kind=Kind.PANEL, at=turn.now, text=reason, facts=facts)
    put(db, cover, C.OUTCOME, said, turn.author)
    act(db, turn.case, "case:panel:name", turn.author.person, turn.now)
    return _announce(db, turn, cover, open_to, people, reason)


def seats(cover: CoverText) -> list[Seat]:
    """Who sits on the panel today: nobody to whom she said no, and nobody who lost her keys."""
    waiting = {each.recipient: each for each in pending(cover) if each.capacity is Capacity.PANEL}
    found = (Seat(each, _reads(cover, each), waiting.get(each)) for each in cover.panel)
    return [each for each in found if each.reads or each.announced]


def said_no_to(cover: CoverText) -> dict[UUID, datetime]:
    """Whom she did not want on the panel, and since when."""
    return {
        each.recipient: each.objected_at
        for each in cover.intentions
        if each.capacity is Capacity.PANEL and each.objected_at is not None
    }


def next_step(cover: CoverText, now: datetime) -> Next:
    """What comes next, for whoever reads the case."""
    if cover.route is None:
        return Next.ASK_HER
    if cover.route is not Route.FORMAL:
        return Next.NOBODY_NEW
    sitting = seats(cover)
    if not sitting:
        return Next.NAME_PANEL
    waiting = [each.announced for each in sitting if each.announced is not None]
    if not waiting:
        return Next.PANEL_READS
    can_be_given = any(is_ripe(cover, each, now) for each in waiting)
    return Next.HAND_OVER if can_be_given else Next.SHE_MAY_SAY_NO


def _require_free(cover: CoverText, open_to: Reach, people: Iterable[UUID]) -> None:
    free = {each.person for each in open_to.panel} | {each.person for each in open_to.readers}
    wanted = set(people)
    if not wanted or not wanted <= free - {each.person for each in seats(cover)}:
        raise NotOffered


def _announce(
    db: Session, turn: Turn, cover: Cover, open_to: Reach, people: Iterable[UUID], reason: str
) -> list[Intention]:
    reading = {each.person for each in open_to.readers}
    candidates = {each.person: each for each in open_to.panel}
    new = [candidates[each] for each in dict.fromkeys(people) if each not in reading]
    return [add(db, turn, cover, each, each.compartments, reason) for each in new]


def _reads(cover: CoverText, person: UUID) -> bool:
    held = cover.holder(person)
    return held is not None and set(held.compartments) >= INQUIRY
