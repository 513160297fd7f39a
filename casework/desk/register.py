"""The register of a case's files: what, from whom, when, its hash, and whose hands it passed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auth.trail_rows import Act
from casework.case.filing import COPIED
from casework.case.timeline import File, Line
from casework.desk.reading import Opened, acts_of, names_of
from casework.models.entry import Attachment, FileMeta

RECEIVING = {"case:file:attach", COPIED}
"""What is done with a file as it comes, and by nobody who looks at it."""


@dataclass(frozen=True)
class Hand:
    """One thing somebody did with a file."""

    who: str = field(repr=False)
    """A name; empty for the survivor, or whoever told."""
    verb: str
    at: datetime


@dataclass(frozen=True)
class Exhibit:
    """One file of a case under its number."""

    id: UUID
    meta: FileMeta = field(repr=False)
    line: Line = field(repr=False)
    """The entry it came with: who, when, what it is."""
    hands: list[Hand] = field(repr=False)
    """Who did what with it after it was received, the oldest first."""
    copied_at: datetime | None = None
    """When the copy that people open was made."""

    @property
    def origin(self) -> str:
        """From whom, as whoever added it wrote it; empty where the entry's author gave it."""
        return str(self.line.facts.get("from", ""))

    @property
    def came_on(self) -> str:
        """When it came into the hands of whoever added it, in her words."""
        return str(self.line.facts.get("came_on", ""))

    @property
    def digest(self) -> str:
        """SHA-256 of the original at receipt, in groups of eight for the eye."""
        digits = self.meta.sha256.hex()
        return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def register(db: Session, opened: Opened) -> list[Exhibit]:
    """Every file of a case that this reader's keys open, by number."""
    acts = [entry.act for entry in reversed(acts_of(db, opened)) if entry.act is not None]
    of_files = [act for act in acts if "file" in act.facts and act.verb not in RECEIVING]
    made = {act.facts["file"]: act.at for act in reversed(acts) if act.verb == COPIED}
    names = names_of(db, {act.actor for act in of_files if act.actor is not None})
    exhibits: dict[UUID, Exhibit] = {}
    for line, file in _files(opened):
        hands = [_hand(act, names) for act in of_files if act.facts["file"] == file.id.hex]
        meta = db.get_one(Attachment, file.id).meta
        copied_at = made.get(file.id.hex)
        exhibits.setdefault(file.id, Exhibit(file.id, meta, line, hands, copied_at))
    return sorted(exhibits.values(), key=lambda each: each.meta.number)


def _files(opened: Opened) -> Iterator[tuple[Line, File]]:
    for line in opened.timeline.lines:
        for file in line.files:
            yield line, file


def _hand(act: Act, names: dict[UUID, str]) -> Hand:
    return Hand(names.get(act.actor, "") if act.actor else "", act.verb, act.at)
