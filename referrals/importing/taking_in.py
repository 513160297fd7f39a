"""Taking services in: all of what was shown, or nothing."""

from collections.abc import Callable, Iterable
from itertools import islice

from sqlalchemy.orm import Session

from referrals.directory.entries import Writer
from referrals.directory.kinds import ensure_terms
from referrals.directory.stamping import changed, is_still
from referrals.importing.batches import carry_out, ensure_unit
from referrals.importing.checking import Listener, Verdict, gone_through
from referrals.importing.gathering import Read
from referrals.importing.prepared import unpacked

Reads = Callable[[], Iterable[Read]]
"""Gives the rows of a source from the first on, as often as it is asked."""
AT_ONCE = 4
"""Pieces of five hundred services each that are written together."""
Step = Callable[[int], None]
Keep = Callable[[bytes], None]


class RowsFail(Exception):
    """Rows cannot go in, and nobody said to leave them out. `verdict` counts them."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


class ShownOtherwise(Exception):
    """The source or the directory is another since it was shown. `verdict` is of now."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


def checked(
    db: Session,
    reads: Reads,
    listener: Listener | None = None,
    step: Step | None = None,
    keep: Keep | None = None,
) -> Verdict:
    """Every row judged, and how the directory would change. Nothing is written.

    `keep` is given piece by piece what `put_in` writes, so that no row is judged twice.
    """
    return gone_through(db, reads(), listener or Listener(), keep, step)


def put_in(
    db: Session, pieces: Iterable[bytes], by: Writer, shown: Verdict, step: Step | None = None
) -> None:
    """Write what `checked` kept, in the transaction of `db`; the caller commits it.

    Raises ShownOtherwise, with nothing written, where the directory is another since then.
    """
    if not is_still(db, shown.stamp):
        raise ShownOtherwise(shown)
    ensure_terms(db)
    ensure_unit(db)
    written, coming = 0, iter(pieces)
    while some := list(islice(coming, AT_ONCE)):
        writes = unpacked(*some)
        carry_out(db, writes, by)
        written += len(writes.new) + len(writes.changed)
        if step is not None:
            step(written)
    changed(db)


def take_in(
    db: Session,
    reads: Reads,
    by: Writer,
    shown: bytes,
    *,
    leaves_out: bool = False,
    step: Step | None = None,
) -> Verdict:
    """Write every service that can go in, in the transaction of `db`; the caller commits it.

    `shown` is the digest of the verdict that somebody looked at: what goes in is what she saw.
    `leaves_out`: rows that fail stay out; else one of them keeps everything out. Whatever is
    raised, the caller has to roll back: RowsFail, ShownOtherwise, and what the source raises.
    """
    ensure_terms(db)
    ensure_unit(db)
    verdict = gone_through(
        db, reads(), Listener(), lambda raw: carry_out(db, unpacked(raw), by), step=step
    )
    if verdict.failing and not leaves_out:
        raise RowsFail(verdict)
    if verdict.digest != shown:
        raise ShownOtherwise(verdict)
    changed(db)
    return verdict
