"""What she said in person before something he can notice, for those who do not read her answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.protection.reading import iso, text
from crypto.compartments import Compartment

C = Compartment
HEARD, USED = "heard", "used"


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
    """Write down what she said. Her own no on her page stands above it.

    `about`: of which act (casework.protection.gate.about_of). Raises as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
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
    act(db, turn.case, "case:gate:heard", turn.author.person, turn.now)


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
