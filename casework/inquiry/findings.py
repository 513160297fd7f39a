"""What was established, allegation by allegation, and the report to whoever decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.compared import state_changed
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.recording import note_events, the_course
from casework.inquiry.acting import require_answers
from casework.inquiry.steps import NotThere, lines_of, require_past, step, those
from casework.models.entry import Kind
from casework.procedures.terms import Event, StageId
from casework.protection.reading import day, iso, several, text
from crypto.compartments import Compartment

C = Compartment
PUT, FOUND = "put", "found"
INQUIRED = (StageId.INQUIRY, StageId.REPORT)


class Found(StrEnum):
    """What was established of one allegation. Not enough evidence says nothing about her."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    NOT_ENOUGH = "not_enough"
    WITHDRAWN = "withdrawn"


PROVED = (Found.SUBSTANTIATED, Found.PARTLY)


class NotAllFound(Exception):
    """Nothing is said yet of some allegation, or there is none."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found, by which standard, why, and who sees it differently."""

    found: Found
    standard: str
    reasons: str = field(repr=False)
    dissent: str = field(default="", repr=False)


@dataclass(frozen=True)
class Allegation:
    """One thing that is said he did, and what was established of it, the newest word of it."""

    id: UUID
    words: str = field(repr=False)
    finding: Finding | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the committee hands to whoever decides."""

    to: str = field(repr=False)
    on: date
    recommended: tuple[str, ...]
    """Ids of outcomes (casework.inquiry.choosing)."""
    words: str = field(repr=False)


def allege(db: Session, turn: Turn, words: str) -> UUID:
    """Put one allegation; gives back its id. Raises as `casework.case.turns.begin`."""
    cover, id_ = begin(db, turn, C.ACCOUNT), uuid4()
    said = step(Kind.FINDING, turn.now, words, step=PUT, about=id_.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:allegation:put", turn.author.person, turn.now)
    return id_


def find(db: Session, turn: Turn, allegation: UUID, finding: Finding) -> None:
    """Say what was established; said again it replaces what was said before the report.

    Raises NotThere for no such allegation, before the inquiry or after its report; as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    course = the_course(db, turn.case).text
    known = allegations(lines_of(db, turn, Kind.FINDING))
    is_over = Need.REPORT_WRITTEN in course.on_record
    if allegation not in known or course.stage not in INQUIRED or is_over:
        raise NotThere
    said = step(
        Kind.FINDING,
        turn.now,
        finding.reasons,
        step=FOUND,
        about=allegation.hex,
        found=finding.found.value,
        standard=finding.standard,
        dissent=finding.dissent,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    state_changed(db, cover)
    act(db, turn.case, "case:allegation:find", turn.author.person, turn.now)


def report(db: Session, turn: Turn, handed: Report) -> None:
    """Hand the report to whoever decides.

    Raises NotAllFound; casework.parties.declaring.NotDeclared; NotThere where the inquiry is not
    finished; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    known = allegations(lines_of(db, turn, Kind.FINDING)).values()
    if not known or any(each.finding is None for each in known):
        raise NotAllFound
    require_answers(db, cover, turn)
    course = the_course(db, turn.case).text
    if course.stage is not StageId.REPORT or Need.REPORT_WRITTEN in course.on_record:
        raise NotThere
    require_past(db, turn, handed.on)
    said = step(
        Kind.REPORT,
        turn.now,
        handed.words,
        to=handed.to,
        on=iso(handed.on),
        recommended=list(handed.recommended),
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    note_events(db, cover, turn, {Event.REPORT: handed.on})
    act(db, turn.case, "case:report:hand_over", turn.author.person, turn.now)


def allegations(lines: Iterable[Line]) -> dict[UUID, Allegation]:
    """Every allegation of a timeline by its id, in the order they were put."""
    found: dict[UUID, Allegation] = {}
    for line in those(lines, Kind.FINDING):
        id_ = UUID(text(line.facts, "about"))
        if text(line.facts, "step") == PUT:
            found[id_] = Allegation(id_, line.text)
        elif id_ in found:
            found[id_] = replace(found[id_], finding=_finding(line))
    return found


def is_anything_found(lines: Iterable[Line]) -> bool:
    """Whether any allegation was substantiated, in whole or in part."""
    findings = (each.finding for each in allegations(lines).values())
    return any(each is not None and each.found in PROVED for each in findings)


def the_report(lines: Iterable[Line]) -> Report | None:
    """The newest report of a timeline."""
    written: Sequence[Line] = those(lines, Kind.REPORT)
    on = day(written[-1].facts, "on") if written else None
    if on is None:
        return None
    facts = written[-1].facts
    return Report(
        to=text(facts, "to"),
        on=on,
        recommended=several(facts, "recommended"),
        words=written[-1].text,
    )


def _finding(line: Line) -> Finding:
    facts = line.facts
    return Finding(
        found=Found(text(facts, "found")),
        standard=text(facts, "standard"),
        reasons=line.text,
        dissent=text(facts, "dissent"),
    )
