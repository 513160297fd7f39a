"""Intimate files: nobody opens one alone, and where somebody may be a child nobody opens it."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put
from casework.case.filing import remark
from casework.case.turns import Turn, begin_renewed
from casework.models.cover import Capacity, Cover, CoverText
from casework.models.entry import Attachment, FileMeta, Kind, Ruling, Said, Viewing
from crypto.compartments import Compartment
from crypto.errors import KeyMissing

LOOKS = timedelta(minutes=2)
"""How long after her press the picture is given out, to the page that her press drew."""
C = Compartment


class Standing(StrEnum):
    """How an intimate file stands to one reader."""

    ORDINARY = "ordinary"
    """It is not intimate."""
    CHILD = "child"
    """Somebody in it may be under 18: nobody opens it."""
    ASKING = "asking"
    """Nobody has asked to look."""
    AGREEING = "agreeing"
    """Somebody else asks, and her word is the second."""
    WAITING = "waiting"
    """She asks, and a second person has not agreed."""
    LOOKING = "looking"
    """She is one of the two."""
    OTHERS = "others"
    """Two others may look."""


class NotNow(Exception):
    """The file does not stand so that this can be done. Carries how it stands."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


def may_show_child(cover: CoverText, meta: FileMeta) -> bool:
    """Whether somebody in it may be under 18, as far as anybody said, and nobody ruled it out."""
    is_childs = cover.is_for_child_protection or cover.may_be_child
    is_open = is_childs or meta.may_show_child
    return is_open and meta.ruling is not Ruling.NO_CHILD


def pair(cover: CoverText, meta: FileMeta) -> Viewing | None:
    """Who asked and who agreed, as long as neither has left the case."""
    viewing = meta.viewing
    if viewing is None:
        return None
    named = [each for each in (viewing.by, viewing.second) if each is not None]
    return viewing if all(cover.holder(each) for each in named) else None


def standing(cover: CoverText, meta: FileMeta, person: UUID | None) -> Standing:
    """How a file stands to somebody who holds the key to it."""
    if not meta.is_intimate:
        return Standing.ORDINARY
    if may_show_child(cover, meta):
        return Standing.CHILD
    viewing = pair(cover, meta)
    if viewing is None:
        return Standing.ASKING
    if viewing.second is None:
        return Standing.WAITING if viewing.by == person else Standing.AGREEING
    return Standing.LOOKING if person in (viewing.by, viewing.second) else Standing.OTHERS


def mark(db: Session, turn: Turn, file: UUID, *, child: bool) -> None:
    """Mark a file as intimate, once and for good. `child`: somebody in it may be under 18."""
    row, cover = _taken(db, turn, file)
    remark(row, is_intimate=True, may_show_child=row.meta.may_show_child or child)
    if child:
        change(db, cover, may_show_child=True)
    _note(db, turn, row, "case:file:mark")


def ask(db: Session, turn: Turn, file: UUID, reason: str, *, child: bool) -> None:
    """Ask to look at it, with a reason that everybody who deals with the case reads.

    Whoever does not rule out a child closes it instead. Raises NotNow.
    """
    row, cover = _taken(db, turn, file, C.ACCOUNT)
    _require(cover.text, row.meta, turn, Standing.ASKING)
    if child:
        remark(row, may_show_child=True, ruling=None)
        change(db, cover, may_show_child=True)
    else:
        remark(row, viewing=Viewing(by=_person(turn), at=turn.now), looking=None)
    _say(db, cover, turn, row, reason, step="child" if child else "asked")
    _note(db, turn, row, "case:file:mark" if child else "case:file:ask")


def agree(db: Session, turn: Turn, file: UUID) -> None:
    """The second word: from now on these two may look, and nobody else. Raises NotNow."""
    row, cover = _taken(db, turn, file, C.ACCOUNT)
    _require(cover.text, row.meta, turn, Standing.AGREEING)
    viewing = row.meta.viewing
    if viewing is not None:
        remark(row, viewing=Viewing(by=viewing.by, at=viewing.at, second=_person(turn)))
    _note(db, turn, row, "case:file:agree")


def refuse(db: Session, turn: Turn, file: UUID) -> None:
    """No, or no longer: nobody may look until somebody asks anew. Raises NotNow."""
    row, cover = _taken(db, turn, file, C.ACCOUNT)
    _require(cover.text, row.meta, turn, Standing.AGREEING, Standing.WAITING, Standing.LOOKING)
    remark(row, viewing=None, looking=None)
    _note(db, turn, row, "case:file:refuse")


def rule(db: Session, turn: Turn, file: UUID, ruling: Ruling, reason: str) -> None:
    """What the child protection officer decides of it, with her reason. Raises NotNow."""
    row, cover = _taken(db, turn, file, C.ACCOUNT)
    her = cover.text.holder(_person(turn))
    if her is None or her.capacity is not Capacity.CHILD_PROTECTION_OFFICER:
        raise NotNow(standing(cover.text, row.meta, turn.author.person))
    if not row.meta.is_intimate:
        raise NotNow(Standing.ORDINARY)
    remark(row, ruling=ruling, viewing=None, looking=None)
    _say(db, cover, turn, row, reason, step=ruling.value)
    _note(db, turn, row, "case:file:rule")


def look(db: Session, turn: Turn, file: UUID) -> None:
    """Note on the trail that she looks, and let the page she is shown have the picture.

    Raises NotNow where she is not one of the two.
    """
    row, cover = _taken(db, turn, file)
    _require(cover.text, row.meta, turn, Standing.LOOKING)
    remark(row, looking=(_person(turn), turn.now))
    _note(db, turn, row, "case:file:look")


def is_looking(cover: CoverText, meta: FileMeta, person: UUID | None, now: datetime) -> bool:
    """Whether this is the page that her press drew, and not an address somebody kept."""
    if meta.looking is None or standing(cover, meta, person) is not Standing.LOOKING:
        return False
    who, at = meta.looking
    return who == person and at <= now < at + LOOKS


def _taken(db: Session, turn: Turn, file: UUID, *parts: C) -> tuple[Attachment, Cover]:
    row = db.get_one(Attachment, file)
    cover = begin_renewed(db, turn, C(row.compartment), *parts)
    db.refresh(row)
    return row, cover


def _require(cover: CoverText, meta: FileMeta, turn: Turn, *allowed: Standing) -> None:
    found = standing(cover, meta, turn.author.person)
    if found not in allowed:
        raise NotNow(found)


def _say(db: Session, cover: Cover, turn: Turn, row: Attachment, reason: str, *, step: str) -> None:
    facts: dict[str, str | list[str]] = {"exhibit": str(row.meta.number), "step": step}
    said = Said(kind=Kind.INTIMATE, at=turn.now, text=reason, facts=facts)
    put(db, cover, C.ACCOUNT, said, turn.author)


def _note(db: Session, turn: Turn, row: Attachment, verb: str) -> None:
    facts = {"file": row.id.hex, "number": str(row.meta.number)}
    act(db, turn.case, verb, turn.author.person, turn.now, **facts)


def _person(turn: Turn) -> UUID:
    if turn.author.person is None:
        raise KeyMissing
    return turn.author.person
