"""The people of a case: whom it is about, who saw it, who stands beside her, who interprets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Named
from casework.case.compared import name_changed
from casework.case.covers import change
from casework.case.entries import put, uncount_at_factory
from casework.case.roster import roster
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.course.grounds import grounds_of
from casework.course.promised import COVERED, as_kept, kept, token
from casework.course.recording import note_days, the_course
from casework.models.case import Case
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.readers.kept_away import PARTY_FIELDS, STAY_AWAY, described, fitting, named_in
from crypto.compartments import Compartment
from crypto.sealing import the_ring

C = Compartment
NAMED, CORRECTED, LEFT = "named", "corrected", "left"


class Part(StrEnum):
    """As what somebody belongs to a case."""

    RESPONDENT = "respondent"
    WITNESS = "witness"
    SUPPORT_PERSON = "support_person"
    COMPANION = "companion"
    """Who stands beside the respondent when he is heard."""
    INTERPRETER = "interpreter"


BESIDE = frozenset({Part.SUPPORT_PERSON, Part.COMPANION, Part.INTERPRETER})
"""Who can sit beside one of the two, once she has signed to keep it secret."""


ASKED_PARTS = BESIDE | {Part.WITNESS}
"""Who can be punished for it, and is asked on set days whether anything has changed."""


class Relation(StrEnum):
    """What power somebody has over her."""

    DECIDES_ON_JOBS = "decides_on_jobs"
    """Hires, ends contracts, pays."""
    HER_SUPERIOR = "her_superior"
    """Gives her work, counts her pieces, grants her leave."""
    OTHER_SUPERIOR = "other_superior"
    COLLEAGUE = "colleague"
    BELOW_HER = "below_her"
    FROM_OUTSIDE = "from_outside"
    """A guard, a buyer, a driver, an official, somebody of her home."""
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What is written down of somebody."""

    part: Part
    named: Named = field(repr=False)
    relation: Relation = Relation.UNKNOWN
    is_masked: bool = True
    """By a letter instead of the name on everything that is printed, made or handed on."""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody of a case, as written down last."""

    id: UUID
    sketch: Sketch
    at: datetime
    by: UUID | None
    number: int
    """Of the entries of the inquiry, the one that says it."""

    @property
    def called(self) -> str:
        """The one word for somebody: the name, or what is known instead of it."""
        known = self.sketch.named
        return known.name or known.nickname or known.employee_number or known.post


class NoParty(LookupError):
    """There is nobody like that in this case, or as something else."""


def add(db: Session, turn: Turn, sketch: Sketch) -> UUID:
    """Write somebody down; gives back the party's id.

    A respondent or a witness is matched against the roster: whoever may be meant is kept away
    until somebody settles it, and everybody of the committee is asked again before it opens; not
    where it is whom she named herself, of whom they were asked already.

    Raises as `casework.case.turns.begin`.
    """
    cover, id_ = begin(db, turn, *_parts(db, turn)), uuid4()
    is_new = not _is_as_told(db, turn, sketch)
    _write(db, cover, turn, id_, sketch, NAMED)
    _compare_anew(db, cover, sketch)
    _keep_away(db, cover, turn, sketch, asks=is_new)
    _have_asked(db, cover, turn)
    act(db, turn.case, "case:party:name", turn.author.person, turn.now)
    return id_


def write_down(db: Session, cover: Cover, turn: Turn, sketch: Sketch) -> UUID:
    """The same of somebody nobody is matched with, for a verb that has the case already."""
    id_ = uuid4()
    _write(db, cover, turn, id_, sketch, NAMED)
    _have_asked(db, cover, turn)
    return id_


def correct(db: Session, turn: Turn, party: UUID, sketch: Sketch) -> None:
    """Write somebody down anew: what was there stays, and the newer entry counts.

    Raises NoParty, also for another part than before; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    before = _the_party(db, turn, party).sketch
    if before.part is not sketch.part:
        raise NoParty
    _write(db, cover, turn, party, sketch, CORRECTED)
    if before.named != sketch.named:
        _compare_anew(db, cover, sketch)
        _keep_away(db, cover, turn, sketch, asks=True)
    act(db, turn.case, "case:party:correct", turn.author.person, turn.now)


def leave(db: Session, turn: Turn, party: UUID, why: str) -> None:
    """Say that somebody does not belong to it, or does so no more; the reason stands beside.

    Raises NoParty; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, *_parts(db, turn))
    sketch = _the_party(db, turn, party).sketch
    said = Said(kind=Kind.PARTY, at=turn.now, text=why, facts=_facts(party, sketch, LEFT))
    put(db, cover, C.ACCOUNT, said, turn.author)
    _compare_anew(db, cover, sketch)
    _have_asked(db, cover, turn)
    act(db, turn.case, "case:party:leave", turn.author.person, turn.now)


def parties(lines: Iterable[Line]) -> dict[UUID, Party]:
    """Everybody who belongs to it by id, in the order they were first written down; pure."""
    found: dict[UUID, Party] = {}
    for line in lines:
        if line.kind is Kind.PARTY and line.is_verified:
            id_ = UUID(str(line.facts["about"]))
            if line.facts["step"] == LEFT:
                found.pop(id_, None)
            else:
                found[id_] = Party(
                    id=id_, sketch=_sketch(line), at=line.at, by=line.author, number=line.number
                )
    return found


def of_part(lines: Iterable[Line], part: Part) -> list[Party]:
    """Those who belong to it as one thing."""
    return [each for each in parties(lines).values() if each.sketch.part is part]


def _write(db: Session, cover: Cover, turn: Turn, id_: UUID, sketch: Sketch, step: str) -> None:
    facts = _facts(id_, sketch, step)
    said = Said(kind=Kind.PARTY, at=turn.now, text=sketch.words, facts=facts)
    put(db, cover, C.ACCOUNT, said, turn.author)


def _compare_anew(db: Session, cover: Cover, sketch: Sketch) -> None:
    if sketch.part is Part.RESPONDENT:
        name_changed(db, cover)


def _keep_away(db: Session, cover: Cover, turn: Turn, sketch: Sketch, *, asks: bool) -> None:
    """Match somebody new against the roster, and have everybody asked again."""
    if sketch.part in STAY_AWAY:
        fit = _who_fits(db, cover, turn)
        withheld = list(dict.fromkeys([*cover.text.withheld, *fit]))
        change(db, cover, named=cover.text.named + asks, withheld=withheld)
        uncount_at_factory(db, cover, turn.author, turn.now)


def _parts(db: Session, turn: Turn) -> tuple[Compartment, ...]:
    """What is written: the days of asking too, by whoever opens them."""
    return (C.ACCOUNT, C.OUTCOME) if the_ring(db).holds(turn.case, C.OUTCOME) else (C.ACCOUNT,)


def _have_asked(db: Session, cover: Cover, turn: Turn) -> None:
    """Have everybody who belongs to it now asked on set days, and nobody else.

    By somebody who does not open the days it waits for the next who does.
    """
    if cover.text.is_concern or not the_ring(db).holds(turn.case, C.OUTCOME):
        return
    course = the_course(db, turn.case).text
    before, every = kept(course, COVERED), parties(timeline(db, turn.case, turn.register).lines)
    today = day_in(grounds_of(db, cover.text, course, turn.now).calendar.timezone, turn.now)
    those = [token(id_) for id_, each in every.items() if each.sketch.part in ASKED_PARTS]
    after = {each: before.get(each, today) for each in those}
    if after != before:
        note_days(db, cover, turn, COVERED, as_kept(after))


def _is_as_told(db: Session, turn: Turn, sketch: Sketch) -> bool:
    """Whether everybody was asked about this very person, as she named him."""
    lines = timeline(db, turn.case, turn.register).lines
    told = [named_in(each.facts) for each in lines if each.kind is Kind.INTAKE]
    if sketch.part is not Part.RESPONDENT or of_part(lines, Part.RESPONDENT):
        return False
    return _shown(sketch.named) in [_shown(each) for each in told if each.is_anybody]


def _shown(named: Named) -> tuple[str, str]:
    """What of somebody stands on the page before a case opens."""
    return named.name or named.nickname, named.post


def _who_fits(db: Session, cover: Cover, turn: Turn) -> list[UUID]:
    """People in post who may be meant and hold no key: whoever holds one already is asked."""
    place, on = db.get_one(Case, turn.case).factory_id, turn.now.date()
    readers = roster(db, turn.register, place, on)
    fit = fitting(db, turn.keys, described(db, turn.case), readers)
    return sorted(fit - {each.holder for each in cover.text.holders})


def _facts(id_: UUID, sketch: Sketch, step: str) -> dict[str, str | list[str]]:
    named = {fact: getattr(sketch.named, name) for name, fact in PARTY_FIELDS.items()}
    return {
        "about": id_.hex,
        "step": step,
        "part": sketch.part.value,
        "relation": sketch.relation.value,
        "shown": "masked" if sketch.is_masked else "named",
        **named,
    }


def _sketch(line: Line) -> Sketch:
    return Sketch(
        part=Part(str(line.facts["part"])),
        named=named_in(line.facts, PARTY_FIELDS),
        relation=Relation(str(line.facts["relation"])),
        is_masked=line.facts["shown"] == "masked",
        words=line.text,
    )


def _the_party(db: Session, turn: Turn, party: UUID) -> Party:
    found = parties(timeline(db, turn.case, turn.register).lines).get(party)
    if found is None:
        raise NoParty
    return found
