"""Ways outside: shown with what she should know first, and written down once somebody went."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.course.grounds import grounds_of
from casework.course.recording import note_events, the_course
from casework.inquiry.steps import NotThere, require_past, step, those
from casework.models.entry import Kind
from casework.procedures import loading
from casework.procedures.covering import warned
from casework.procedures.pack import ExternalRoute, Pack
from casework.procedures.terms import Door, Event
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C = Compartment


class By(StrEnum):
    """Who went."""

    HERSELF = "herself"
    WITH_HER = "with_her"
    """Somebody of us, at her wish and with her."""
    LAW = "law"
    """Somebody who had to by law, after she was told."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """That it was taken to a body outside."""

    route: str
    on: date
    by: By
    words: str = field(default="", repr=False)


def ways(pack: Pack) -> tuple[ExternalRoute, ...]:
    """The doors outside that are open in this country, each with what she should know before.

    Where its pack warns of none, the warning of the generic pack's door stands there.
    """
    generic = loading.the_pack(loading.GENERIC)
    return warned((each for each in pack.external_routes if each.enabled), generic)


def not_open(pack: Pack) -> tuple[ExternalRoute, ...]:
    """Those that are listed and not in force, as far as its pack knows."""
    return tuple(each for each in pack.external_routes if not each.enabled)


def note(db: Session, turn: Turn, taken: Taken) -> None:
    """Write down that it was taken outside. Nothing is sent anywhere by that.

    Raises NotThere for a door the pack does not know; TooEarly; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    course = the_course(db, turn.case).text
    pack = grounds_of(db, cover.text, course, turn.now).pack
    door = next((each.door for each in ways(pack) if each.id == taken.route), None)
    if door is None:
        raise NotThere
    require_past(db, turn, taken.on)
    said = step(
        Kind.OUTSIDE, turn.now, went_to=taken.route, on=iso(taken.on), gone_by=taken.by.value
    )
    events = {} if door is Door.SUPPORT else {Event.OUTSIDE_COMPLAINT: taken.on}
    note_events(db, cover, turn, events, said=said)
    put(db, cover, C.ACCOUNT, step(Kind.OUTSIDE, turn.now, taken.words), turn.author)
    act(db, turn.case, "case:outside:note", turn.author.person, turn.now)


def taken_outside(lines: Iterable[Line]) -> list[Taken]:
    """Every time it was taken outside, the oldest first."""
    return [
        Taken(route=text(each.facts, "went_to"), on=on, by=By(text(each.facts, "gone_by")))
        for each in those(lines, Kind.OUTSIDE)
        if each.compartment is C.OUTCOME and (on := day(each.facts, "on")) is not None
    ]
