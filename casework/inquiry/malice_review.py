"""A review of a proceeding against her: by her own press or noted for her, taken up, ended."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.turns import Turn, begin, begin_renewed
from casework.course.promised import MALICE_REVIEWS, token, with_day
from casework.course.recording import note_events, the_course
from casework.inquiry.decisions import OwnDecision
from casework.inquiry.malice import (
    HERS,
    REVIEW,
    REVIEWED,
    TAKEN_UP,
    Proceeding,
    proceedings,
    put_both,
    the_one,
)
from casework.inquiry.steps import NotThere, lines_of, require_past, step, the_person, today
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.protection.reading import iso
from crypto.compartments import Compartment

C = Compartment


def ask(db: Session, turn: Turn, words: str) -> None:
    """Her own press: she asks for one of what was decided against her.

    Her words are sealed to those who read what she writes; that she asked follows the outcome,
    and waits there for everybody but whoever decided it.

    Raises NotThere where there is none to ask for; and as
    `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    found = the_one_to_ask(proceedings(lines_of(db, turn, Kind.MALICE)).values())
    on = today(db, turn)
    facts = {"step": REVIEW, "about": found.id.hex, "on": iso(on), "hers": "yes"}
    _note(db, cover, turn, found, facts, waits_since=on)
    put(db, cover, C.CHANNEL, step(Kind.MALICE, turn.now, words, **facts), turn.author)
    act(db, turn.case, "case:malice:ask_review", None, turn.now)


def the_one_to_ask(found: Iterable[Proceeding]) -> Proceeding:
    """The newest in which something follows for her and no review was asked for; pure.

    Raises NotThere where there is none.
    """
    newest = next((each for each in reversed(list(found)) if each.can_ask), None)
    if newest is None:
        raise NotThere
    return newest


def note_asked(db: Session, turn: Turn, about: UUID, on: date, body: str, words: str) -> None:
    """She said that she asks. It waits as her own press would, which stays hers all the same.

    Raises NotThere where nothing is decided or it was asked for; OwnDecision for whoever proposed
    or decided what is reviewed; TooEarly; as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT, C.OUTCOME), the_one(db, turn, about)
    if found.ruling is None or found.review_on is not None:
        raise NotThere
    _require_another(turn, found)
    require_past(db, turn, on)
    facts = {"step": REVIEW, "about": about.hex, "on": iso(on), "body": body}
    _note(db, cover, turn, found, facts, waits_since=on)
    put(db, cover, C.ACCOUNT, step(Kind.MALICE, turn.now, words, **facts), turn.author)
    act(db, turn.case, "case:malice:review", turn.author.person, turn.now)


def take_up(db: Session, turn: Turn, about: UUID, on: date, body: str) -> None:
    """Take up what she asked for: with whom it is, as she reads it too.

    Raises NotThere where none waits; OwnDecision for whoever proposed or decided what is reviewed,
    or wrote down for her that she asks; TooEarly; as `begin`.
    """
    cover, found = begin(db, turn, C.OUTCOME), the_one(db, turn, about)
    if not found.waits:
        raise NotThere
    _require_another(turn, found, found.noted_by)
    require_past(db, turn, on)
    of = HERS if found.is_hers else ""
    facts = {"step": TAKEN_UP, "about": about.hex, "on": iso(on), "body": body, "of": of}
    _note(db, cover, turn, found, facts, waits_since=None)
    act(db, turn.case, "case:malice:take_up", turn.author.person, turn.now)


def end_review(db: Session, turn: Turn, about: UUID, on: date, words: str, *, stands: bool) -> None:
    """How the review ended. Raises NotThere where none is open or taken up; OwnDecision as
    `take_up`; TooEarly; as `begin`.
    """
    cover, found = begin(db, turn, C.ACCOUNT, C.OUTCOME), the_one(db, turn, about)
    if found.review_on is None or found.waits or found.reviewed_on is not None:
        raise NotThere
    _require_another(turn, found, found.noted_by)
    put_both(db, cover, turn, about, REVIEWED, on, words, stands="yes" if stands else "no")
    act(db, turn.case, "case:malice:reviewed", turn.author.person, turn.now)


def _require_another(turn: Turn, found: Proceeding, *also: UUID | None) -> None:
    """One who wanted it against her, or wrote her asking down, neither uses it up nor ends it."""
    if the_person(turn) in {found.by, found.ruled_by, *also}:
        raise OwnDecision


def _note(
    db: Session,
    cover: Cover,
    turn: Turn,
    found: Proceeding,
    facts: dict[str, str],
    waits_since: date | None,
) -> None:
    """The entry of the outcome, and what lists and reminders know of it; she finds an answer."""
    waiting = f"{token(found.id)}.{token(found.ruled_by or found.id)}"
    days = with_day(the_course(db, turn.case).text, MALICE_REVIEWS, waiting, waits_since)
    said = step(Kind.MALICE, turn.now, "", **facts)
    note_events(db, cover, turn, said=said, malice_reviews=days)
    if turn.author.person and cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
