"""What she said in person before something he can notice, for those who do not read her answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.asking import BEFORE_ACTS, stop_of
from casework.case.acts import act
from casework.case.covers import answer_waits, change
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.models.cover import Cover, CoverText
from casework.models.entry import Kind, Said
from casework.protection.reading import iso, text
from crypto.compartments import Compartment
from crypto.sealing import the_ring

C = Compartment
HEARD, USED, NOTED, UNSAID = "heard", "used", "noted", "unsaid"


class NotNoted(LookupError):
    """Nothing stands written down that she could say she never said."""


class AsksHer(Exception):
    """Whoever reads her answers asks her where she has a number, and writes nothing for her."""


@dataclass(frozen=True, kw_only=True)
class InPerson:
    """That she knows the day and the hour and that it goes on, as somebody heard her say it."""

    on: date
    """The day on which he can notice it."""
    hour: str
    spoke: str = field(repr=False)
    """Who spoke with her: a panel may write down what a receiver heard."""
    when: str = field(repr=False)
    how: str
    """One of casework.telling.choices.SAYING, what two people can say to each other."""
    words: str = field(repr=False)
    """Hers, as near as they can be written."""


def note(db: Session, turn: Turn, about: str, said: InPerson) -> None:
    """Write down what she said. Her own no on her page stands above it, and there she reads that
    it was written down, of which act and which day.

    `about`: of which act (casework.protection.gate.about_of). Raises AsksHer, and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    if asks_her(db, cover.text, turn.case):
        raise AsksHer
    facts = {
        "step": HEARD,
        "about": about,
        "on": iso(said.on),
        "hour": said.hour,
        "spoke": said.spoke,
        "when": said.when,
        "how": said.how,
    }
    entry = Said(kind=Kind.BEFORE_ACT, at=turn.now, text=said.words, facts={**facts})
    put(db, cover, C.ACCOUNT, entry, turn.author)
    shown: dict[str, str | list[str]] = {"step": NOTED, "about": about, "on": iso(said.on)}
    put(db, cover, C.OUTCOME, Said(kind=Kind.BEFORE_ACT, at=turn.now, facts=shown), turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:gate:heard", turn.author.person, turn.now)


def deny(db: Session, turn: Turn, about: str) -> None:
    """Her own press: she did not say that. It counts no more, and stands as a no of hers.

    Raises NotNoted, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.OUTCOME)
    said = noted(timeline(db, turn.case, turn.register).lines)
    if about not in {text(each.facts, "about") for each in said}:
        raise NotNoted
    facts: dict[str, str | list[str]] = {"step": UNSAID, "about": about}
    put(db, cover, C.OUTCOME, Said(kind=Kind.BEFORE_ACT, at=turn.now, facts=facts), turn.author)
    stops = {stop_of(kind, about) for kind in BEFORE_ACTS}
    change(db, cover, stopped=sorted({*cover.text.stopped, *stops}))
    act(db, turn.case, "case:gate:unsaid", None, turn.now)


def asks_her(db: Session, cover: CoverText, case: UUID) -> bool:
    """Whether whoever looks reads her answers, and she has a number to answer with."""
    return cover.number is not None and the_ring(db).holds(case, C.CHANNEL)


def noted(lines: Iterable[Line]) -> list[Line]:
    """What was written down of what she said, as she reads it on her page, the newest of each act;
    without what she has denied."""
    found: dict[str, Line] = {}
    for each in lines:
        about, what = text(each.facts, "about"), text(each.facts, "step")
        if each.kind is Kind.BEFORE_ACT and each.is_verified and what in (NOTED, UNSAID):
            found[about] = each
    return [each for each in found.values() if text(each.facts, "step") == NOTED]


def heard(lines: Iterable[Line], about: str, on: date) -> Line | None:
    """What she said of an act on a day, where it was not used yet."""
    own = [each for each in lines if _is_of(each, about)]
    said = [each for each in own if text(each.facts, "step") == HEARD]
    used = {text(each.facts, "number") for each in own if text(each.facts, "step") == USED}
    open_ = [each for each in said if str(each.number) not in used]
    newest = open_[-1] if open_ else None
    return newest if newest is not None and text(newest.facts, "on") == iso(on) else None


def use(db: Session, cover: Cover, turn: Turn, line: Line) -> None:
    """It was acted on, and is used up: for a verb that has begun in ACCOUNT."""
    facts: dict[str, str | list[str]] = {
        "step": USED,
        "about": text(line.facts, "about"),
        "number": str(line.number),
    }
    put(db, cover, C.ACCOUNT, Said(kind=Kind.BEFORE_ACT, at=turn.now, facts=facts), turn.author)


def _is_of(line: Line, about: str) -> bool:
    is_one = line.kind is Kind.BEFORE_ACT and line.is_verified
    return is_one and text(line.facts, "about") == about
