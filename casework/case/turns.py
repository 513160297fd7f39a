"""Taking a case to write into it: on the state somebody saw, never under a key that is owing."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.covers import OwingFirst, taken
from casework.case.lapsing import indebted
from casework.case.rekey import Renewal, renew
from casework.models.case import Case
from casework.models.cover import Cover
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import NOT_MADE
from crypto.errors import KeyMissing
from crypto.instance import InstanceKeys
from crypto.sealing import locked_generations, the_ring


class ChangedMeanwhile(Exception):
    """Somebody else wrote into the case after it was shown to her."""


@dataclass(frozen=True)
class Turn:
    """One person's doing with one case. `seen` is the version of it that her page showed."""

    case: UUID
    author: Author
    keys: InstanceKeys = field(repr=False)
    register: Register = field(repr=False)
    now: datetime
    seen: int | None = None

    @property
    def renewal(self) -> Renewal:
        """The same as somebody who makes new keys."""
        return Renewal(self.keys, self.register, self.author, self.now)


def begin(db: Session, turn: Turn, *parts: Compartment, exclusively: bool = False) -> Cover:
    """Take the case under its lock, to write into these compartments.

    Raises ChangedMeanwhile when the case is not as she saw it; OwingFirst when the cover or one
    of the compartments is known to somebody who lost her keys; KeyMissing without a key,
    or for somebody whom the cover does not list any more, or whose time of standing in is over.
    """
    cover = taken(db, turn.case, exclusively=exclusively)
    person = turn.author.person
    if person is not None and not cover.text.reads(person, turn.now.date()):
        raise KeyMissing
    generations = locked_generations(db, turn.case)
    for part in (Compartment.COVER, *parts):
        the_ring(db).key(turn.case, part, generations.get(part, NOT_MADE))
    _require_seen(db, turn)
    owed = indebted(db, turn.case, generations, cover.text, turn.register, turn.now.date())
    if not owed.isdisjoint({Compartment.COVER, *parts}):
        raise OwingFirst
    return cover


def begin_renewed(db: Session, turn: Turn, *parts: Compartment) -> Cover:
    """The same, where the survivor makes what is owing of hers first: no page asks her to.

    Anybody else makes it on the page that asks, and meets OwingFirst here.

    Raises as `begin`.
    """
    if turn.author.person is None:
        taken(db, turn.case, exclusively=True)
        _require_seen(db, turn)
        renew(db, turn.case, turn.renewal, "owing")
        turn = replace(turn, seen=None)
    return begin(db, turn, *parts)


def version_of(db: Session, case: UUID) -> int:
    """How often the case was changed. Raises KeyMissing where there is none."""
    version = db.scalar(select(Case.version).where(Case.id == case))
    if version is None:
        raise KeyMissing
    return version


def _require_seen(db: Session, turn: Turn) -> None:
    if turn.seen is not None and turn.seen != version_of(db, turn.case):
        raise ChangedMeanwhile
