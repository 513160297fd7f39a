"""What an entry of `outcome` counts as: where the procedure moved, what was decided and done."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from casework.clocks.standing import Days, kept
from casework.facts.count import Count
from casework.facts.fact import Answer, Channel, FactKind, Result
from casework.facts.reading import said_in, several, text
from casework.models.entry import Kind, Said
from casework.procedures.terms import Event, Gender, OutcomeKind, StageId
from crypto.compartments import Compartment

C, A, F = Compartment, Answer, FactKind
RETALIATION_DAYS = 90
DANGERS = ("danger", "threats", "weapons", "home", "retaliation", "self_harm")
WHY: Mapping[str, Result] = {
    "steps_done": Result.INFORMAL,
    "helped": Result.HELPED,
    "outside": Result.OUTSIDE,
    "elsewhere": Result.OUTSIDE,
    "settled": Result.SETTLED,
    "withdrawn": Result.WITHDRAWN,
}
"""Why a case was closed (casework.ending.closing.Why), where that says how it came out."""


def received(count: Count) -> None:
    """That a complaint came in, or a concern, once a case."""
    if not count.knows("received"):
        tell(count)


def tell(count: Count) -> None:
    """The same with what can be read of the telling, in place of what was counted of it before."""
    told = {each.kind: each for each in said_in(count.db, count.case, C.TOLD, *TELLINGS)}
    intake, came = told.get(Kind.INTAKE), told.get(Kind.TAKEN_DOWN)
    count.keep(delay=_delay(count, came))
    count.add(
        F.CONCERN_RECEIVED if count.cover.is_concern else F.RECEIVED,
        "received",
        count.received_on,
        forms=tuple(sorted(several(intake, "kinds"))) if intake else None,
        sex=Gender(text(intake, "gender") or Gender.UNSAID) if intake else None,
        is_child=A.YES if count.cover.is_for_child_protection else None,
        channel=_channel(intake, came),
        delay=count.tally.delay,
    )


def moved(count: Count) -> None:
    """What the course of a case says that it did not say before."""
    course, before = count.course, count.tally
    if course is None:
        return
    if course.events.get(Event.ACKNOWLEDGED) and not before.is_acknowledged:
        on = min(course.events[Event.ACKNOWLEDGED])
        days, in_time = _days(count.received_on, on), _kept(count, StageId.RECEIVE)
        count.add(F.ACKNOWLEDGED, "acknowledged", on, days=days, kept=in_time)
        count.keep(is_acknowledged=True)
    if course.route is not None and course.route is not before.route:
        count.add(F.ROUTE, "route", route=course.route)
        count.keep(route=course.route)
    if course.stage is not before.stage:
        _stage_ended(count)
        count.keep(stage=course.stage, since=count.today)
    if course.is_closed is not before.is_closed:
        if course.is_closed:
            _closed(count)
        else:
            count.add(F.REOPENED)
        count.keep(is_closed=course.is_closed)


def happened(count: Count) -> None:
    """That her safety was gone through, or how long ago it was became known."""
    if text(count.said, Event.INCIDENT.value) and count.tally.delay is None:
        _learnt_delay(count)
    if Event.SAFETY_CHECKED.value in count.said.facts or "days" in count.said.facts:
        _safety(count)


def decided(count: Count) -> None:
    """A decision: its class, and how the inquiry came out. A later one replaces it."""
    said = count.said
    if text(said, "step") != "decided":
        return
    kinds = [OutcomeKind(each) for each in several(said, "kinds")]
    chosen = list(zip(several(said, "items"), kinds, several(said, "outcomes"), strict=True))
    result = _result(count, kinds)
    on = date.fromisoformat(text(said, "on"))
    count.add(
        F.DECIDED,
        "decided",
        on,
        result=result,
        outcome=next((each for each in GRAVEST if each in kinds), None),
        sanction=_first(chosen, OutcomeKind.DISCIPLINARY),
        remedy=_first(chosen, OutcomeKind.REMEDY),
        days=_days(count.received_on, on),
    )
    todo = {item: f"{kind.value} {outcome}" for item, kind, outcome in chosen}
    count.keep(result=result.value, decided=todo, decided_on=on)


def carried_out(count: Count) -> None:
    """That somebody went and looked whether a sanction or a remedy is done; of nothing else."""
    said, tally = count.said, count.tally
    item = text(said, "about")
    if text(said, "step") != "seen" or item not in tally.decided:
        return
    kind, _space, outcome = tally.decided[item].partition(" ")
    if kind not in CARRIED_OUT:
        return
    is_sanction = kind == OutcomeKind.DISCIPLINARY
    count.add(
        CARRIED_OUT[kind],
        f"done:{item}",
        days=_days(tally.decided_on, count.today),
        done=A.YES if text(said, "saw") == "applied" else A.NO,
        sanction=outcome if is_sanction else None,
        remedy=None if is_sanction else outcome,
    )


def checked(count: Count) -> None:
    """That she was asked whether anything had changed."""
    if text(count.said, "whom") == "survivor":
        count.add(F.FOLLOW_UP)


def signalled(count: Count) -> None:
    """The first sign of retaliation in a case."""
    said = count.said
    if text(said, "step") == "done" or count.knows("retaliation"):
        return
    on = date.fromisoformat(text(said, "on")) if text(said, "on") else count.today
    is_within = (on - count.received_on).days <= RETALIATION_DAYS
    count.add(F.RETALIATION, "retaliation", within=A.YES if is_within else A.NO)


def asked_for_feedback(count: Count) -> None:
    """That she was asked how it was dealt with, and by whom. Her answer corrects it."""
    if text(count.said, "step") == "feedback":
        by_another = A.YES if text(count.said, "uninvolved") == "yes" else A.NO
        # Asked once more, when it was opened again: what she answered before stands.
        question = text(count.said, "question")
        count.add(F.FEEDBACK, f"feedback:{question}", by_another=by_another)
        count.keep(by_another=by_another.value)


def closed_concern(count: Count) -> None:
    """That nothing more is done with a concern."""
    days = _days(count.received_on, count.today)
    count.add(F.CONCERN_CLOSED, "closed", days=days)


TELLINGS = (Kind.INTAKE, Kind.TAKEN_DOWN)
CARRIED_OUT = {OutcomeKind.DISCIPLINARY.value: F.APPLIED, OutcomeKind.REMEDY.value: F.REMEDY}
KEPT = {True: A.YES, False: A.NO, None: A.UNKNOWN}
GRAVEST = (OutcomeKind.DISCIPLINARY, OutcomeKind.REMEDY, OutcomeKind.NO_FINDING)
OF_KIND: Mapping[Kind, Callable[[Count], None]] = {
    Kind.HAPPENED: happened,
    Kind.DECISION: decided,
    Kind.CARRIED_OUT: carried_out,
    Kind.CHECK_IN: checked,
    Kind.SIGNAL: signalled,
    Kind.CLOSING: asked_for_feedback,
    Kind.CONCERN_CLOSED: closed_concern,
}
"""What an entry of `outcome` counts as by its kind, besides what it moved."""


def _stage_ended(count: Count) -> None:
    stage, since = count.tally.stage, count.tally.since
    if stage is not None:
        days, in_time = _days(since, count.today), _kept(count, stage)
        count.add(F.STAGE_ENDED, stage=stage, days=days, kept=in_time)


def _closed(count: Count) -> None:
    why = text(count.said, "why")
    known = Result(count.tally.result) if count.tally.result else Result.OTHER
    result = WHY.get(why, known if why == "decided" else Result.OTHER)
    days = _days(count.received_on, count.today)
    # Closed once more after it was opened again: both happened.
    count.add(F.CLOSED, days=days, result=result, route=count.tally.route)


def _learnt_delay(count: Count) -> None:
    on = date.fromisoformat(text(count.said, Event.INCIDENT.value))
    days = _days(on, count.received_on)
    # Only whoever reads the telling can say it again in full.
    if days is None or not said_in(count.db, count.case, C.TOLD, Kind.INTAKE):
        return
    count.keep(delay=days)
    tell(count)


def _safety(count: Count) -> None:
    written = said_in(count.db, count.case, C.ACCOUNT, Kind.SAFETY)
    if not written:
        return
    assessed = [each for each in written if text(each, "step") == "assessed"]
    is_planned = any(text(each, "step") == "planned" for each in written)
    needed = _needed(assessed[-1]) if assessed else None
    done = A.YES if is_planned else A.NO
    now = f"{needed} {done}"
    if now != count.tally.safety:
        count.add(F.SAFETY, "safety", needed=needed, done=done)
        count.keep(safety=now)


def _needed(assessed: Said) -> Answer:
    said = {text(assessed, each) for each in DANGERS}
    if A.YES in said:
        return A.YES
    return A.NO if said == {"no"} else A.UNKNOWN


def _result(count: Count, kinds: Iterable[OutcomeKind]) -> Result:
    written = said_in(count.db, count.case, C.ACCOUNT, Kind.FINDING)
    found = {text(each, "about"): text(each, "found") for each in written if text(each, "found")}
    words = set(found.values())
    if words == {"substantiated"}:
        return Result.SUBSTANTIATED
    if words & {"substantiated", "partly"}:
        return Result.PARTLY
    if words == {"withdrawn"}:
        return Result.WITHDRAWN
    is_none = bool(words) or OutcomeKind.NO_FINDING in kinds
    return Result.NOT_ENOUGH_EVIDENCE if is_none else Result.OTHER


def _first(chosen: Iterable[tuple[str, OutcomeKind, str]], kind: OutcomeKind) -> str | None:
    return next((outcome for _item, each, outcome in chosen if each is kind), None)


def _kept(count: Count, stage: StageId) -> Answer:
    """Whether every day by which something was owed in a stage was kept."""
    clocks: Iterable[Days] = count.course.clocks if count.course is not None else ()
    return KEPT[kept(clocks, count.today, stage)]


def _days(since: date | None, until: date) -> int | None:
    """Whole days between; None where one is not known, or lies after the other."""
    if since is None or since > until:
        return None
    return (until - since).days


def _delay(count: Count, came: Said | None) -> int | None:
    if count.tally.delay is not None or came is None or not text(came, "event_on"):
        return count.tally.delay
    return _days(date.fromisoformat(text(came, "event_on")), count.received_on)


def _channel(intake: Said | None, came: Said | None) -> Channel | None:
    if came is not None:
        known = text(came, "came_by")
        return Channel(known) if known in set(Channel) else None
    return Channel.ONLINE if intake is not None else None
