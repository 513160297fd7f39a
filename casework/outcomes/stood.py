"""How a case that a union follows stood on a day that has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from casework.clocks.standing import kept
from casework.inquiry.carrying_out import Carrying
from casework.inquiry.decisions import Item
from casework.outcomes.following import KEPT, Kept, Row
from casework.procedures.terms import OutcomeKind
from casework.protection.signs import Signal

DAY = timedelta(days=1)
PROGRESS = ("open", "decided", "seen")
DAYS = (Kept.KEPT, Kept.BROKEN, Kept.NONE)
SIGNS = ("none", "settled", "waiting")
REMEDIES = ("none", "waiting", "seen")
OPEN, NOTHING, SETTLED, SEVERAL = "open", "nothing", "settled", "several"
"""Classes of what was decided about the respondent, beside a sanction's own name."""


@dataclass(frozen=True)
class Stood:
    """The evening of a day, at a place."""

    zone: tzinfo
    until: date

    def is_told(self, row: Row) -> bool:
        """Whether it was told by then."""
        return self._is_past(row.received_at)

    def has_moved(self, row: Row, since: date) -> bool:
        """Whether it was told, decided, looked at or a sign was noted or settled since then."""
        seeings = (seeing.at for each in row.carryings for seeing in each.seeings)
        signs = (at for each in row.signals for at in (each.at, each.done_at) if at is not None)
        days = [self._day(at) for at in (row.received_at, *seeings, *signs)]
        if row.decided is not None:
            days.append(row.decided.on)
        return self.is_told(row) and any(since <= day <= self.until for day in days)

    def progress(self, row: Row) -> str:
        """How far it was; of PROGRESS."""
        if not self._is_decided(row):
            return "open"
        due = (each for each in row.carryings if each.item.is_carried_out)
        return "seen" if all(self._was_seen(each) for each in due) else "decided"

    def kept(self, row: Row) -> Kept:
        """Whether every day that committee or employer owed something by was kept."""
        due = (each for each in row.clocks if each.due_on <= self.until)
        return KEPT[kept(due, max(row.today, self.until + DAY))]

    def decided_about_him(self, row: Row) -> tuple[str, str]:
        """The class of what was decided about the respondent, and the procedure's words for it."""
        if not self._is_decided(row):
            return OPEN, ""
        sanctions = _of(row, OutcomeKind.DISCIPLINARY)
        if len(sanctions) > 1:
            return SEVERAL, ""
        if sanctions:
            return sanctions[0].outcome, sanctions[0].label
        return (SETTLED if _of(row, OutcomeKind.SETTLEMENT) else NOTHING), ""

    def remedy(self, row: Row) -> str:
        """Whether what was decided for the survivor was received; of REMEDIES."""
        if not self._is_decided(row) or not row.remedies:
            return "none"
        return "seen" if all(self._was_seen(each) for each in row.remedies) else "waiting"

    def sign(self, row: Row) -> str:
        """What became of signs of retaliation; of SIGNS."""
        known = [each for each in row.signals if self._is_past(each.at)]
        if any(self._waits(each) for each in known):
            return "waiting"
        return "settled" if known else "none"

    def _is_decided(self, row: Row) -> bool:
        return row.decided is not None and row.decided.on <= self.until

    def _was_seen(self, each: Carrying) -> bool:
        return each.seen is not None and self._is_past(each.seen.at)

    def _waits(self, each: Signal) -> bool:
        if not each.is_in_time:
            return False
        return each.done_at is None or not self._is_past(each.done_at)

    def _is_past(self, at: datetime) -> bool:
        return self._day(at) <= self.until

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def _of(row: Row, kind: OutcomeKind) -> list[Item]:
    items: Iterable[Item] = row.decided.items if row.decided is not None else ()
    return [each for each in items if each.kind is kind]
