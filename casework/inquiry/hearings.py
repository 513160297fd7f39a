"""Hearings: set for a day, held before those who sat, read back, signed or refused, put off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.grounds import grounds_of
from casework.course.promised import TOO_FEW, with_day
from casework.course.recording import note_events, the_course
from casework.inquiry.acting import require_answers
from casework.inquiry.going import go_on
from casework.inquiry.guests import bind_guests
from casework.inquiry.sitting import Quorum, can_sit, count
from casework.inquiry.steps import NotThere, lines_of, require_past, step, today
from casework.inquiry.undertakings import bind
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.procedures.terms import Event, StageId
from casework.protection import gate
from casework.protection.gate import Act
from casework.protection.reading import day, iso, several, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
SITTING = "sitting"
SET, HELD, READ_BACK, PUT_OFF, FINISHED = "set", "held", "read_back", "put_off", "finished"


class Heard(StrEnum):
    """Who is heard. The two are never heard together."""

    SURVIVOR = "survivor"
    RESPONDENT = "respondent"
    WITNESS = "witness"
    NOBODY = "nobody"
    """Those who sit talk about what they heard and say what was established."""


class Signed(StrEnum):
    """What whoever was heard did when the minutes were read back."""

    SIGNED = "signed"
    MARK = "mark"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """When and where."""

    on: date
    hour: str
    place: str = field(repr=False)
    heard: Heard


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Who sat and what was said."""

    on: date
    people: tuple[UUID, ...]
    words: str = field(repr=False)
    beside: tuple[UUID, ...] = ()
    """Companions and interpreters, as they stand on the People page."""
    signing: tuple[UUID, ...] = ()
    """Who was asked about a conflict and signed to keep it secret that day: of those beside them,
    and of the guests."""
    beside_named: tuple[str, ...] = field(default=(), repr=False)
    """As they were called then."""
    guests: tuple[UUID, ...] = ()
    """Members of the committee without an account who sat, by their seats in its register."""
    guests_named: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """One hearing with all that became of it."""

    id: UUID
    setting: Setting
    held: Minutes | None = None
    has_quorum: bool = False
    short: tuple[str, ...] = ()
    """What was asked of it and not met, as `asked:state:needs:has:binding`."""
    signed: Signed | None = None
    said_to_it: str = field(default="", repr=False)
    put_off: tuple[str, ...] = field(default=(), repr=False)
    """Why, each time it was set for another day."""

    @property
    def finds(self) -> bool:
        """Whether this sitting says what was established."""
        return self.setting.heard is Heard.NOBODY


def plan(db: Session, turn: Turn, setting: Setting) -> UUID:
    """Set a hearing for a day; gives back its id. He is called to one only through the gate.

    Raises casework.protection.gate.GateClosed; casework.parties.declaring.NotDeclared where
    somebody who acts in the inquiry has not said whether she is close to somebody of it; and as
    `casework.case.turns.begin`.
    """
    cover, id_ = begin(db, turn, C.ACCOUNT, *gate.answers_in(db, turn)), uuid4()
    require_answers(db, cover, turn)
    _pass_gate(db, cover, turn, setting)
    _put_setting(db, cover, turn, id_, setting, SET, "")
    act(db, turn.case, "case:hearing:set", turn.author.person, turn.now)
    return id_


def put_off(db: Session, turn: Turn, hearing: UUID, setting: Setting, why: str) -> None:
    """Set it for another day, and why.

    Raises NotThere for one that was held; GateClosed and NotDeclared as `plan`; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, *gate.answers_in(db, turn))
    require_answers(db, cover, turn)
    _the_one(db, turn, hearing, is_held=False)
    _pass_gate(db, cover, turn, setting)
    _put_setting(db, cover, turn, hearing, setting, PUT_OFF, why)
    act(db, turn.case, "case:hearing:put_off", turn.author.person, turn.now)


def hold(db: Session, turn: Turn, hearing: UUID, minutes: Minutes) -> Quorum:
    """Write down that it was held, and before whom; gives back how they stand against the quorum.

    Too few, and those outside see it on their desk. Who sat beside them has signed, or signs by it.

    Raises NotThere for one that was held, or where somebody may not sit; NotDeclared as `plan`;
    gate.AnotherDay for him; undertakings.NotSigned and NotFree; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, *gate.answers_in(db, turn))
    found = _the_one(db, turn, hearing, is_held=False)
    require_past(db, turn, minutes.on)
    require_answers(db, cover, turn, *minutes.people)
    if not minutes.people or not set(minutes.people) <= set(can_sit(cover.text)):
        raise NotThere
    if found.setting.heard is Heard.RESPONDENT:
        gate.again(db, cover, turn, Act.HEARING, found.setting.on, minutes.on)
    beside = bind(db, cover, turn, minutes.on, minutes.beside, minutes.signing)
    guests = bind_guests(db, cover, turn, minutes.on, minutes.guests, minutes.signing)
    course = the_course(db, turn.case).text
    pack = grounds_of(db, cover.text, course, turn.now).pack
    sat = (*minutes.people, *minutes.guests)
    counted = count(db, turn, cover.text, pack, sat, minutes.on, finds=found.finds)
    names = {
        "beside_named": [each.called for each in beside],
        "guests_named": [each.name for each in guests],
    }
    put(db, cover, C.ACCOUNT, _held(turn, hearing, minutes, names, counted), turn.author)
    begun = {} if Event.INQUIRY_BEGUN in course.events else {Event.INQUIRY_BEGUN: minutes.on}
    since = with_day(course, TOO_FEW, SITTING, None if counted.is_enough else today(db, turn))
    note_events(db, cover, turn, begun, too_few=since)
    change(db, cover, quorum_short_at=None if counted.is_enough else turn.now)
    act(db, turn.case, "case:hearing:hold", turn.author.person, turn.now)
    return counted


def read_back(db: Session, turn: Turn, hearing: UUID, how: Signed, words: str) -> None:
    """The minutes were read back to whoever was heard, who signed them or would not.

    Raises NotThere for one that was not held, or was read back already; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    if _the_one(db, turn, hearing, is_held=True).signed is not None:
        raise NotThere
    said = step(Kind.HEARING, turn.now, words, step=READ_BACK, about=hearing.hex, signed=how.value)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:hearing:read_back", turn.author.person, turn.now)


def finish(db: Session, turn: Turn, why: str) -> None:
    """Everybody was heard: the case goes on to what was established.

    Raises MoveRefused where nobody who could say what was established sat in number; `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    held = hearings(lines_of(db, turn, Kind.HEARING)).values()
    sat = {Need.QUORUM_SAT} if any(each.finds and each.has_quorum for each in held) else set()
    needs = frozenset({Need.INQUIRY_DONE}) | sat
    go_on(db, cover, turn, S.INQUIRY, S.REPORT, needs)
    put(db, cover, C.ACCOUNT, step(Kind.HEARING, turn.now, why, step=FINISHED), turn.author)
    note_events(db, cover, turn, {Event.INQUIRY_DONE: turn.now}, needs=needs)
    act(db, turn.case, "case:inquiry:finish", turn.author.person, turn.now)


def hearings(lines: Iterable[Line]) -> dict[UUID, Hearing]:
    """Every hearing of a timeline by its id, in the order they were set."""
    found: dict[UUID, Hearing] = {}
    for line in lines:
        if line.kind is Kind.HEARING and line.is_verified and text(line.facts, "about"):
            _take(found, line)
    return found


def _held(
    turn: Turn, hearing: UUID, minutes: Minutes, names: Mapping[str, list[str]], counted: Quorum
) -> Said:
    return step(
        Kind.HEARING,
        turn.now,
        minutes.words,
        step=HELD,
        about=hearing.hex,
        on=iso(minutes.on),
        people=[each.hex for each in minutes.people],
        beside=[each.hex for each in minutes.beside],
        guests=[each.hex for each in minutes.guests],
        quorum="enough" if counted.is_enough else "short",
        short=_short(counted),
        **names,
    )


def _pass_gate(db: Session, cover: Cover, turn: Turn, setting: Setting) -> None:
    """He notices that he is called: she knows the day and the hour of it, and may stop it."""
    if setting.heard is Heard.RESPONDENT:
        passed = gate.require(db, turn, Act.HEARING, "", setting.on)
        gate.went_through(db, cover, turn, passed)


def _short(counted: Quorum) -> list[str]:
    missing = (each for each in counted.findings if each.state in ("short", "unclear"))
    return [f"{each.asked}:{each.state}:{each.needs}:{each.has}:{each.binding}" for each in missing]


def _put_setting(
    db: Session, cover: Cover, turn: Turn, hearing: UUID, setting: Setting, what: str, why: str
) -> None:
    said = step(
        Kind.HEARING,
        turn.now,
        why,
        step=what,
        about=hearing.hex,
        on=iso(setting.on),
        hour=setting.hour,
        place=setting.place,
        heard=setting.heard.value,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)


def _the_one(db: Session, turn: Turn, hearing: UUID, *, is_held: bool) -> Hearing:
    found = hearings(lines_of(db, turn, Kind.HEARING)).get(hearing)
    if found is None or (found.held is not None) is not is_held:
        raise NotThere
    return found


def _take(found: dict[UUID, Hearing], line: Line) -> None:
    facts, what = line.facts, text(line.facts, "step")
    id_, on = UUID(text(facts, "about")), day(facts, "on")
    if what in (SET, PUT_OFF) and on is not None:
        setting = Setting(
            on=on,
            hour=text(facts, "hour"),
            place=text(facts, "place"),
            heard=Heard(text(facts, "heard")),
        )
        before = found.get(id_, Hearing(id=id_, setting=setting))
        off = (*before.put_off, line.text) if what == PUT_OFF else ()
        found[id_] = replace(before, setting=setting, put_off=off)
    elif what == HELD and on is not None:
        people = tuple(UUID(each) for each in several(facts, "people"))
        held = Minutes(
            on=on,
            people=people,
            words=line.text,
            beside=tuple(UUID(each) for each in several(facts, "beside")),
            beside_named=several(facts, "beside_named"),
            guests=tuple(UUID(each) for each in several(facts, "guests")),
            guests_named=several(facts, "guests_named"),
        )
        is_enough = text(facts, "quorum") == "enough"
        short = several(facts, "short")
        found[id_] = replace(found[id_], held=held, has_quorum=is_enough, short=short)
    elif what == READ_BACK:
        how = Signed(text(facts, "signed"))
        found[id_] = replace(found[id_], signed=how, said_to_it=line.text)
