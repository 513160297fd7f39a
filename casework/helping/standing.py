"""What she was asked to agree to, entry by entry, and what became of each; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

import msgspec

from casework.case.timeline import Line
from casework.helping.agreed import (
    Agreed,
    Asked,
    Confirmed,
    Ended,
    Forced,
    Lifted,
    Narrowed,
    records,
)
from referrals.consent.ledger import Override
from referrals.consent.terms import Field, Given


@dataclass(frozen=True)
class Standing:
    """One thing she was asked, and what became of it."""

    asked: Asked = field(repr=False)
    asked_at: datetime
    asked_by: UUID | None
    agreed: Agreed | None = field(default=None, repr=False)
    agreed_at: datetime | None = None
    agreed_by: UUID | None = None
    """Whoever wrote her yes down; None where she pressed it herself."""
    ended_at: datetime | None = None
    ended_by: UUID | None = None
    taken: frozenset[Field] = frozenset()
    """Single things that she took back of her yes."""

    @property
    def fields(self) -> frozenset[Field]:
        """What it is about, without what she took back of it."""
        return self.asked.fields - self.taken

    def is_live(self, today: date) -> bool:
        """Whether something may leave by it, if all who must have agreed."""
        return self.agreed is not None and self.ended_at is None and today <= self.asked.until

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet."""
        return self.agreed is None and self.ended_at is None

    @property
    def was_taken_back(self) -> bool:
        """Whether there was a yes, and there is none any more."""
        return self.agreed is not None and self.ended_at is not None


def standings(lines: Iterable[Line]) -> list[Standing]:
    """Everything she was asked, in the order it was asked in.

    The first entry of an id says what it is about: nobody widens afterwards what she agreed to.
    A yes "by number" that a member signed, or one in person that no member signed, is none.
    """
    found: dict[UUID, Standing] = {}
    for line, record in records(lines):
        if isinstance(record, Asked):
            found.setdefault(record.consent, Standing(record, line.at, line.author))
        elif isinstance(record, Agreed | Ended | Narrowed) and record.consent in found:
            found[record.consent] = _after(found[record.consent], line, record)
    return list(found.values())


def overrides(lines: Iterable[Line]) -> list[Override]:
    """Everything that somebody asked to pass on without her yes, in the order it was asked in.

    Who asked and who confirmed is who signed. The first entry of an id says what it is about:
    nobody widens afterwards what two have signed.
    """
    found: dict[UUID, Override] = {}
    for line, record in records(lines):
        if isinstance(record, Forced) and line.author is not None:
            found.setdefault(record.override, _forced(record, line, line.author))
        elif isinstance(record, Confirmed | Lifted) and record.override in found:
            found[record.override] = _decided(found[record.override], line, record)
    return list(found.values())


def _forced(record: Forced, line: Line, author: UUID) -> Override:
    return Override(
        id=record.override,
        fields=record.fields,
        recipient=record.recipient,
        ground=record.ground,
        law=record.law,
        reason=line.text,
        asked_by=author,
        on=line.at.date(),
        until=record.until,
        written=record.written,
    )


def _decided(override: Override, line: Line, record: Confirmed | Lifted) -> Override:
    if isinstance(record, Lifted):
        return msgspec.structs.replace(override, is_ended=True)
    is_second = override.confirmed_by is None and line.author not in (None, override.asked_by)
    if override.is_ended or not is_second:
        return override
    return msgspec.structs.replace(override, confirmed_by=line.author)


def _after(standing: Standing, line: Line, record: Agreed | Ended | Narrowed) -> Standing:
    """What a later entry makes of it. A yes after its end, or signed by the wrong one, is none."""
    if isinstance(record, Narrowed):
        return replace(standing, taken=standing.taken | record.fields)
    if isinstance(record, Ended):
        is_first = standing.ended_at is None
        return replace(standing, ended_at=line.at, ended_by=line.author) if is_first else standing
    is_hers = line.author is None
    if not standing.waits or is_hers is not (record.given is Given.NUMBER):
        return standing
    return replace(standing, agreed=record, agreed_at=line.at, agreed_by=line.author)
