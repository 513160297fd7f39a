"""A proceeding of its own against whoever complained: after the decision, with malice to prove.

That something was not proved is no malice. It is opened by somebody who did not decide, after the
external member and CARE know of it; she is told, heard, and can ask for a review
(casework.inquiry.malice_review).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.course.duties import may_be_child
from casework.course.recording import the_course
from casework.inquiry.decisions import OwnDecision, the_decision
from casework.inquiry.steps import NotThere, lines_of, require_past, step, the_person, those
from casework.models.cover import Capacity, Cover, CoverText
from casework.models.entry import Kind, Said
from casework.procedures.terms import Event
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C = Compartment
PROPOSED, INFORMED, OPENED, HEARD = "proposed", "informed", "opened", "heard"
DECIDED, REVIEW, TAKEN_UP, REVIEWED = "decided", "review_asked", "review_taken", "reviewed"
HERS = "hers"
FIRST = (Capacity.EXTERNAL_MEMBER, Capacity.SUPERVISOR)
"""Who knows of it before it can be opened."""


class NotOver(Exception):
    """The complaint itself is not decided, or not told to both."""


class MayBeChild(Exception):
    """She may be under age: nobody proceeds against a child."""


class NoMalice(Exception):
    """Nothing is written that would prove malice."""


class NotInformed(Exception):
    """External member and CARE do not both know of it yet."""


class NotHeard(Exception):
    """She was not heard, nor asked whether she wants to be."""


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What was decided in it."""

    on: date
    is_proved: bool
    follows: str = ""
    reasons: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Proceeding:
    """One such proceeding, as far as whoever looks reads it."""

    id: UUID
    by: UUID | None
    proof: str = field(default="", repr=False)
    informed: frozenset[Capacity] = frozenset()
    opened_on: date | None = None
    """The day she was told."""
    heard_on: date | None = None
    ruling: Ruling | None = None
    ruled_by: UUID | None = None
    review_on: date | None = None
    review_with: str = ""
    review_words: str = field(default="", repr=False)
    """What she says against it, for those who read the inquiry or what she writes."""
    is_hers: bool = False
    """She pressed it herself, with number and word."""
    noted_by: UUID | None = None
    """Who wrote down that she asks, where it was not her own press."""
    taken_up_on: date | None = None
    took_up_hers: bool = False
    """Whether it was her own press that was taken up, and not what somebody had written down."""
    reviewed_on: date | None = None
    stands: bool = True
    """Whether the ruling stood in the review."""

    @property
    def is_open(self) -> bool:
        """Whether it was begun and nothing is decided in it yet."""
        return self.ruling is None

    @property
    def can_ask(self) -> bool:
        """Whether something follows for her, and she has not asked for a review by her press."""
        is_proved = self.ruling is not None and self.ruling.is_proved
        return is_proved and not self.is_hers and self.reviewed_on is None

    @property
    def waits(self) -> bool:
        """Whether a review was asked for, and nobody has taken it up."""
        if self.review_on is None or self.reviewed_on is not None:
            return False
        return not self.took_up_hers if self.is_hers else self.taken_up_on is None

    @property
    def missing(self) -> tuple[Capacity, ...]:
        """Who does not know of it yet."""
        return tuple(each for each in FIRST if each not in self.informed)


def propose(db: Session, turn: Turn, proof: str) -> UUID:
    """Write down what is to prove malice. Nothing is open by that, and nobody else is told.

    Raises NotOver; MayBeChild; OwnDecision; NoMalice; NotThere while one is going on; as `begin`.
    """
    cover, id_ = begin(db, turn, C.ACCOUNT, C.OUTCOME), uuid4()
    _require_other(db, cover, turn)
    if not proof.strip():
        raise NoMalice
    if any(each.is_open for each in _every(db, turn).values()):
        raise NotThere
    said = step(Kind.MALICE, turn.now, proof, step=PROPOSED, about=id_.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:malice:propose", turn.author.person, turn.now)
    return id_


def inform(db: Session, turn: Turn, about: UUID, whom: Capacity, on: date, how: str) -> None:
    """External member and supervisor each say that they know of it; the external member also for
    a supervisor who does not read the inquiry.

    Raises NotThere for anybody else, and where nobody holds the case in that capacity; OwnDecision
    for whoever proposed it; TooEarly; and as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT), the_one(db, turn, about)
    is_there = whom in FIRST and any(each.capacity is whom for each in cover.text.holders)
    if not is_there or found.opened_on or not _speaks_for(cover.text, the_person(turn), whom):
        raise NotThere
    if found.by == the_person(turn):
        raise OwnDecision
    require_past(db, turn, on)
    facts = {"about": about.hex, "whom": whom.value, "on": iso(on)}
    put(db, cover, C.ACCOUNT, step(Kind.MALICE, turn.now, how, step=INFORMED, **facts), turn.author)
    act(db, turn.case, "case:malice:inform", turn.author.person, turn.now)


def open_it(db: Session, turn: Turn, about: UUID, told_on: date, how: str) -> None:
    """Open it, once both know and she was told; from then on it stands on her page.

    Raises NotInformed; MayBeChild; OwnDecision; NotThere; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    found = the_one(db, turn, about)
    _require_other(db, cover, turn)
    if found.missing:
        raise NotInformed
    if found.opened_on is not None:
        raise NotThere
    put_both(db, cover, turn, about, OPENED, told_on, how)
    act(db, turn.case, "case:malice:open", turn.author.person, turn.now)


def hear(db: Session, turn: Turn, about: UUID, on: date, words: str) -> None:
    """What she says to it, or that she was asked and does not want to say anything.

    Raises NotThere before it is open or after it was decided; TooEarly; and as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT, C.OUTCOME), the_one(db, turn, about)
    if found.opened_on is None or found.ruling is not None:
        raise NotThere
    put_both(db, cover, turn, about, HEARD, on, words)
    act(db, turn.case, "case:malice:hear", turn.author.person, turn.now)


def rule(db: Session, turn: Turn, about: UUID, ruling: Ruling) -> None:
    """Decide it: by neither whoever decided the complaint nor whoever proposed this.

    Raises NotHeard; MayBeChild; OwnDecision; NoMalice where it is said to be proved without
    reasons; NotThere; TooEarly; and as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT, C.OUTCOME), the_one(db, turn, about)
    _require_other(db, cover, turn, found.by)
    if found.opened_on is None or found.ruling is not None:
        raise NotThere
    if found.heard_on is None:
        raise NotHeard
    if ruling.is_proved and not ruling.reasons.strip():
        raise NoMalice
    follows = ruling.follows if ruling.is_proved else ""
    facts = {"proved": "yes" if ruling.is_proved else "no", "follows": follows}
    put_both(db, cover, turn, about, DECIDED, ruling.on, ruling.reasons, **facts)
    act(db, turn.case, "case:malice:decide", turn.author.person, turn.now)


def proceedings(lines: Iterable[Line]) -> dict[UUID, Proceeding]:
    """Every proceeding of a timeline by its id: for her, from the day she was told of it."""
    found: dict[UUID, Proceeding] = {}
    for line in those(lines, Kind.MALICE):
        id_ = UUID(text(line.facts, "about"))
        before = found.get(id_) or Proceeding(id=id_, by=line.author)
        found[id_] = _after(before, line)
    return found


def _after(before: Proceeding, line: Line) -> Proceeding:
    facts, on = line.facts, day(line.facts, "on")
    what = text(facts, "step")
    if what == PROPOSED:
        return replace(before, by=line.author, proof=line.text)
    if what == INFORMED:
        return replace(before, informed=before.informed | {Capacity(text(facts, "whom"))})
    if what == DECIDED and on is not None:
        return replace(before, ruling=_ruling(before.ruling, line, on), ruled_by=line.author)
    if what in (REVIEW, TAKEN_UP):
        return _reviewed_by(before, line, on)
    if what == REVIEWED:
        return replace(before, reviewed_on=on, stands=text(facts, "stands") != "no")
    if what == OPENED:
        return replace(before, opened_on=on)
    return replace(before, heard_on=on) if what == HEARD else before


def _reviewed_by(before: Proceeding, line: Line, on: date | None) -> Proceeding:
    """A review that was asked for or taken up, each in two entries: one has the words."""
    body = text(line.facts, "body") or before.review_with
    if text(line.facts, "step") == TAKEN_UP:
        hers = before.took_up_hers or text(line.facts, "of") == HERS
        return replace(before, taken_up_on=on, review_with=body, took_up_hers=hers)
    words, hers = line.text or before.review_words, text(line.facts, "hers") == "yes"
    asked = replace(before, review_on=on, review_with=body, review_words=words)
    return replace(asked, is_hers=True) if hers else replace(asked, noted_by=line.author)


def _ruling(before: Ruling | None, line: Line, on: date) -> Ruling:
    is_proved = text(line.facts, "proved") == "yes"
    reasons = line.text or (before.reasons if before else "")
    return Ruling(on=on, is_proved=is_proved, follows=text(line.facts, "follows"), reasons=reasons)


def put_both(
    db: Session, cover: Cover, turn: Turn, about: UUID, what: str, on: date, words: str, **more: str
) -> None:
    """That it was done where she reads too, and the words in the inquiry; she finds it waiting.

    For a verb that has begun its turn in both. Raises TooEarly.
    """
    require_past(db, turn, on)
    facts: dict[str, str | list[str]] = {"step": what, "about": about.hex, "on": iso(on), **more}
    put(db, cover, C.OUTCOME, Said(kind=Kind.MALICE, at=turn.now, facts=facts), turn.author)
    said = Said(kind=Kind.MALICE, at=turn.now, text=words, facts=facts)
    put(db, cover, C.ACCOUNT, said, turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)


def _require_other(db: Session, cover: Cover, turn: Turn, *also: UUID | None) -> None:
    """Raises MayBeChild; NotOver before the complaint is decided and told; OwnDecision."""
    lines, course = lines_of(db, turn, Kind.DECISION), the_course(db, turn.case).text
    if may_be_child(cover.text, course):
        raise MayBeChild
    decided = the_decision(lines)
    is_decided = Event.DECISION in course.events
    if decided is None or decided.told_on is None or not is_decided:
        raise NotOver
    if the_person(turn) in {*(each.author for each in lines), *also}:
        raise OwnDecision


def _speaks_for(cover: CoverText, person: UUID, whom: Capacity) -> bool:
    """Whether somebody says it of herself, or from outside for a supervisor who cannot."""
    her = cover.holder(person)
    mine = her.capacity if her else None
    if mine is Capacity.EXTERNAL_MEMBER and whom is Capacity.SUPERVISOR:
        return not any(each.capacity is whom for each in cover.holders_of(C.ACCOUNT))
    return mine is whom


def _every(db: Session, turn: Turn) -> dict[UUID, Proceeding]:
    return proceedings(lines_of(db, turn, Kind.MALICE))


def the_one(db: Session, turn: Turn, about: UUID) -> Proceeding:
    """One of them, as whoever's turn it is reads it. Raises NotThere."""
    found = _every(db, turn).get(about)
    if found is None:
        raise NotThere
    return found
