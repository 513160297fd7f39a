"""Where a talk to settle it stands, and why there may be none, as the entries of a case say."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.asking.questions import QuestionKind, newest_about
from casework.case.answers import FORCED, Reply
from casework.case.timeline import Line
from casework.clocks.stages import Need
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.parties.people import Part, Relation, of_part
from casework.procedures.deciding import Circumstances, Closed, why_no_settlement
from casework.procedures.pack import Pack
from casework.procedures.terms import Event, StageId
from crypto.compartments import Compartment

C, N, S = Compartment, Need, StageId
ASKED, STOPPED, OPENED, BARRED, TERMS, SETTLED, BROKEN = (
    "asked", "stopped", "opened", "barred", "terms", "settled", "broken",
)  # fmt: skip
BEFORE_INQUIRY = frozenset({S.RECEIVE, S.SAFETY, S.ROUTE, S.NOTIFY, S.REPLY})
CONTACT = frozenset({"touching", FORCED})
"""Of casework.telling.choices.CONDUCT: he touched her, or worse."""


SUPERIOR = frozenset({Relation.DECIDES_ON_JOBS, Relation.HER_SUPERIOR, Relation.OTHER_SUPERIOR})


@dataclass(frozen=True)
class Known:
    """What whoever opens a talk knows, each yes, no or unknown; unknown counts as yes."""

    contact: Reply
    superior: Reply


@dataclass(frozen=True)
class Settling:
    """Where a talk stands: the newest of each, for the request that stands."""

    asked: Line | None = None
    opened: Line | None = None
    terms: Line | None = None
    barred: Line | None = None
    settled: Line | None = None


def settling(lines: Iterable[Line]) -> Settling:
    """Where a talk stands, by the entries of `outcome` in their order and what belongs to them."""
    own = [each for each in lines if each.kind is Kind.SETTLING and each.is_verified]
    order = [each for each in own if each.compartment is C.OUTCOME]
    last = order[-1] if order else None
    if last is None or last.facts["step"] in (STOPPED, BROKEN):
        return Settling()
    if last.facts["step"] == BARRED:
        return Settling(barred=last)
    if last.facts["step"] == SETTLED:
        return Settling(settled=last)
    asked = [each for each in order if each.facts["step"] == ASKED][-1]
    about = [each for each in own if each.facts.get("asked") == str(asked.number)]
    return Settling(
        asked=asked, opened=_last(about, OPENED, C.OUTCOME), terms=_last(about, TERMS, C.ACCOUNT)
    )


def circumstances(
    cover: CoverText, course: CourseText, lines: Iterable[Line], known: Known
) -> Circumstances:
    """What a case says of itself; her own words win over what anybody else knows."""
    every = list(lines)
    told = {kind for each in every if each.kind is Kind.INTAKE for kind in _list(each, "kinds")}
    above = {each.sketch.relation for each in of_part(every, Part.RESPONDENT)} & SUPERIOR
    hires = any(each.facts.get("decides_on_jobs") in ("yes", "unknown") for each in every)
    return Circumstances(
        asked_by_her=True,
        contact=bool(told & CONTACT) or known.contact is not Reply.NO,
        child=cover.is_for_child_protection or N.MAY_BE_CHILD in course.on_record,
        superior=bool(above) or hires or known.superior is not Reply.NO,
        inquiry_begun=has_begun(course),
    )


def her_yes(lines: Iterable[Line], stands: Settling) -> bool:
    """Whether she has said yes to the newest terms."""
    about = str(stands.terms.facts["terms"]) if stands.terms else ""
    asked = newest_about(lines, QuestionKind.CONCILIATION, about)
    return asked is not None and asked.is_yes


def why_barred(lines: Iterable[Line]) -> list[str]:
    """Why a talk was refused the last time, as the inquiry says it."""
    own = [each for each in lines if each.kind is Kind.SETTLING and each.facts["step"] == BARRED]
    found = [str(each.facts["reasons"]) for each in own if "reasons" in each.facts]
    return found[-1].split() if found else []


def has_begun(course: CourseText) -> bool:
    """Whether the inquiry has begun."""
    return course.stage not in BEFORE_INQUIRY or Event.INQUIRY_BEGUN in course.events


def closed_to_her(
    pack: Pack, cover: CoverText, course: CourseText, lines: Iterable[Line]
) -> tuple[Closed, ...]:
    """Why she cannot ask for it, as far as the case itself says; what is open is looked at then."""
    case = circumstances(cover, course, lines, Known(Reply.NO, Reply.NO))
    return why_no_settlement(pack, case)


def _last(lines: list[Line], step: str, part: Compartment) -> Line | None:
    found = [each for each in lines if each.facts["step"] == step and each.compartment is part]
    return found[-1] if found else None


def _list(line: Line, name: str) -> list[str]:
    value = line.facts.get(name, [])
    return value if isinstance(value, list) else []
