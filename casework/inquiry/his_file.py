"""The respondent's file: prepared, read by a second member as he would, and handed to him."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import the_cover
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.inquiry.notices import CouldTell, Judged, NotRead, SameReader, notices
from casework.inquiry.steps import NotThere, lines_of, require_past, step
from casework.inquiry.telltale import TellsWho, points_at
from casework.models.entry import Kind
from casework.protection.gate import Missing, barred
from casework.protection.reading import day, iso, several, text
from crypto.compartments import Compartment

C = Compartment
PREPARED, READ, TAKEN, HANDED = "prepared", "read", "taken", "handed"


class Changed(Exception):
    """The case has moved on since a second member read the file: it is another one now."""


class Barred(Exception):
    """Nothing goes out to him now, whoever read it. Carries what has to be settled first."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """In which language it is, and which words of the case are blacked out in it besides names."""

    language: str
    left_out: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The file as it stands now, for whoever judges and whoever takes it."""

    to: str = field(repr=False)
    words: str = field(repr=False)
    """Every word in it but those the law makes us send."""
    digest: str
    """Of the whole of it: what was read is this one or counts no more."""
    has_copy: bool = False
    """Whether a copy of her complaint stands in it, by the law of her country."""


@dataclass(frozen=True, kw_only=True)
class HisFile:
    """One preparation with all that became of it."""

    id: UUID
    prepared: Prepared
    by: UUID | None
    at: datetime
    judged: Judged | None = None
    digest: str = ""
    """Of what was read."""
    taken_at: datetime | None = None
    handed_on: date | None = None

    def may_go(self, digest: str) -> bool:
        """Whether a second member read exactly this, and he could not tell who spoke."""
        is_read = self.judged is not None and self.judged.could_tell is not CouldTell.YES
        return is_read and self.digest == digest


def prepare(db: Session, turn: Turn, prepared: Prepared) -> UUID:
    """Prepare it; gives back its id. Raises NotThere before he has a letter; as `begin`."""
    cover, id_ = begin(db, turn, C.ACCOUNT), uuid4()
    if not any(each.served for each in notices(lines_of(db, turn, Kind.NOTICE)).values()):
        raise NotThere
    said = step(
        Kind.HIS_FILE,
        turn.now,
        step=PREPARED,
        about=id_.hex,
        in_language=prepared.language,
        blacked_out=list(prepared.left_out),
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:his_file:prepare", turn.author.person, turn.now)
    return id_


def judge(db: Session, turn: Turn, about: UUID, pages: Pages, answer: CouldTell, why: str) -> None:
    """A second member says whether he could tell from it who spoke.

    Raises SameReader for whoever prepared it; TellsWho where her keys show that it names
    somebody; NotThere for none, or for LAW where no law wants a copy; and as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT), _the_one(db, turn, about)
    if found.by == turn.author.person:
        raise SameReader
    if answer is CouldTell.LAW and not pages.has_copy:
        raise NotThere
    if answer is not CouldTell.YES:
        _require_silent(db, turn, pages)
    facts = {"could_tell": answer.value, "digest": pages.digest}
    said = step(Kind.HIS_FILE, turn.now, why, step=READ, about=about.hex, **facts)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:his_file:judge", turn.author.person, turn.now)


def take(db: Session, turn: Turn, about: UUID, pages: Pages) -> None:
    """Take it out to be handed to him: by somebody other than whoever judged it.

    Raises Barred; NotRead; Changed; SameReader; TellsWho; NotThere; and as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT), _the_one(db, turn, about)
    require_unbarred(db, turn)
    if found.judged is None or found.judged.could_tell is CouldTell.YES:
        raise NotRead
    if not found.may_go(pages.digest):
        raise Changed
    if found.judged.by == turn.author.person:
        raise SameReader
    _require_silent(db, turn, pages)
    said = step(Kind.HIS_FILE, turn.now, step=TAKEN, about=about.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:his_file:take", turn.author.person, turn.now)


def hand(db: Session, turn: Turn, about: UUID, on: date, how: str) -> None:
    """Write down that he has it. Raises NotThere before it was taken; TooEarly; as `begin`."""
    cover, found = begin(db, turn, C.ACCOUNT), _the_one(db, turn, about)
    if found.taken_at is None or found.handed_on is not None:
        raise NotThere
    require_past(db, turn, on)
    said = step(Kind.HIS_FILE, turn.now, how, step=HANDED, about=about.hex, on=iso(on))
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:his_file:hand", turn.author.person, turn.now)


def require_unbarred(db: Session, turn: Turn) -> None:
    """For whatever is handed to him. Raises Barred with what bars every act that he notices."""
    bars = barred(db, the_cover(db, turn.case).text, turn)
    if bars:
        raise Barred(tuple(each for each in Missing if each in bars))


def files(lines: Iterable[Line]) -> dict[UUID, HisFile]:
    """Every preparation of a timeline by its id, in order."""
    found: dict[UUID, HisFile] = {}
    for line in lines:
        if line.kind is Kind.HIS_FILE and line.is_verified:
            _take(found, line)
    return found


def _require_silent(db: Session, turn: Turn, pages: Pages) -> None:
    found = points_at(timeline(db, turn.case, turn.register).lines, pages.words, pages.to)
    if found:
        raise TellsWho(found)


def _the_one(db: Session, turn: Turn, about: UUID) -> HisFile:
    found = files(lines_of(db, turn, Kind.HIS_FILE)).get(about)
    if found is None:
        raise NotThere
    return found


def _take(found: dict[UUID, HisFile], line: Line) -> None:
    facts, what = line.facts, text(line.facts, "step")
    id_ = UUID(text(facts, "about"))
    if what == PREPARED:
        words = several(facts, "blacked_out")
        prepared = Prepared(language=text(facts, "in_language"), left_out=words)
        found[id_] = HisFile(id=id_, prepared=prepared, by=line.author, at=line.at)
    elif what == READ:
        answer = CouldTell(text(facts, "could_tell"))
        judged = Judged(line.author, answer, line.text, line.at)
        found[id_] = replace(found[id_], judged=judged, digest=text(facts, "digest"))
    elif what == TAKEN:
        found[id_] = replace(found[id_], taken_at=line.at)
    elif what == HANDED:
        found[id_] = replace(found[id_], handed_on=day(facts, "on"))
