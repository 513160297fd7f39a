"""That somebody else named the same person: with her yes, on record, and open to his answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.asking.asking import NoYes
from casework.asking.questions import Asked, QuestionKind, questions
from casework.case.acts import act
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.models.match import State
from crypto.compartments import Compartment

C = Compartment
LINKED, SHOWN, CONTESTED = "linked", "shown", "contested"
SENT, NOT_SAME = "sent", "not_same"
"""Other steps: a name went to CARE; a case that seemed to name him names somebody else."""
TO_CARE = "care"
"""The fact of a question that says what CARE learns: a yes to any other allows no sending."""


class NoLink(LookupError):
    """There is no such link, or none that he may see: only what was substantiated is shown."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """One other case that names the same person, and what he says to it."""

    id: UUID
    other: UUID
    code: str
    state: State
    is_shown: bool = False
    contested: tuple[str, ...] = field(default=(), repr=False)


def consent(lines: Iterable[Line]) -> Asked | None:
    """The last time she was asked whether it may be said; None where nobody has asked; pure."""
    asked = questions(lines).values()
    about = [each for each in asked if each.question.kind is QuestionKind.NAMED_BY_OTHERS]
    return about[-1] if about else None


def has_agreed(lines: Iterable[Line]) -> bool:
    """Whether she said yes to it, the last time she was asked; pure."""
    asked = consent(lines)
    return asked is not None and asked.is_yes


def agreed_to_care(lines: Iterable[Line]) -> bool:
    """Whether she said yes to a question that named CARE and what it learns; pure."""
    asked = consent(lines)
    return asked is not None and asked.is_yes and TO_CARE in asked.question.facts


def link(db: Session, turn: Turn, other: UUID, code: str, state: State) -> UUID:
    """Put on record that another case names the same person. She can still take her yes back.

    Raises NoYes, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    _require_yes(db, turn)
    return _put(db, cover, turn, other, code, state)


def link_named(db: Session, cover: Cover, turn: Turn, other: UUID, state: State) -> UUID:
    """The same for a case that whoever writes does not hold: it has no code here, only a pointer.

    For a verb that has begun in ACCOUNT. Raises NoYes.
    """
    _require_yes(db, turn)
    return _put(db, cover, turn, other, "", state)


def show(db: Session, turn: Turn, about: UUID, words: str) -> None:
    """He was shown that there is such a finding, and how. Raises NoLink; as `begin`."""
    _add(db, turn, about, SHOWN, words)


def contest(db: Session, turn: Turn, about: UUID, words: str) -> None:
    """What he says to it. Raises NoLink, also before it was shown to him; as `begin`."""
    _add(db, turn, about, CONTESTED, words)


def links(lines: Iterable[Line]) -> dict[UUID, Link]:
    """Every link by its id, as the other case stood last; what he was shown stays; pure."""
    found: dict[UUID, Link] = {}
    for line in lines:
        if line.kind is Kind.LINK and line.is_verified:
            _take(found, line)
    return found


def _require_yes(db: Session, turn: Turn) -> None:
    if not has_agreed(timeline(db, turn.case, turn.register).lines):
        raise NoYes


def _put(db: Session, cover: Cover, turn: Turn, other: UUID, code: str, state: State) -> UUID:
    id_ = uuid4()
    facts = {"step": LINKED, "about": id_.hex, "other": other.hex, "of": code, "state": state.value}
    put(db, cover, C.ACCOUNT, said_now(Kind.LINK, turn.now, **facts), turn.author)
    act(db, turn.case, "case:link:put", turn.author.person, turn.now)
    return id_


def _add(db: Session, turn: Turn, about: UUID, step: str, words: str) -> None:
    cover = begin(db, turn, C.ACCOUNT)
    known = links(timeline(db, turn.case, turn.register).lines).get(about)
    if known is None or known.state is not State.SUBSTANTIATED:
        raise NoLink
    if known.is_shown is (step == SHOWN):
        raise NoLink
    said = said_now(Kind.LINK, turn.now, words, step=step, about=about.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, f"case:link:{step}", turn.author.person, turn.now)


def _take(found: dict[UUID, Link], line: Line) -> None:
    id_, step = UUID(str(line.facts["about"])), line.facts["step"]
    if step == LINKED:
        _put_anew(found, _linked(id_, line))
    elif id_ in found and step == SHOWN:
        found[id_] = replace(found[id_], is_shown=True)
    elif id_ in found:
        before = found[id_].contested
        found[id_] = replace(found[id_], contested=(*before, line.text))


def _linked(id_: UUID, line: Line) -> Link:
    return Link(
        id=id_,
        other=UUID(str(line.facts["other"])),
        code=str(line.facts["of"]),
        state=State(str(line.facts["state"])),
    )


def _put_anew(found: dict[UUID, Link], new: Link) -> None:
    """A link of the same case before this one counts no more, unless he was shown it."""
    before = [each.id for each in found.values() if each.other == new.other and not each.is_shown]
    for each in before:
        del found[each]
    found[new.id] = new
