"""When an announced hand-over may be sealed: two days after she could know of it."""

from datetime import datetime, timedelta

from casework.models.cover import CoverText, Intention

WAITING = timedelta(hours=48)


def needs_telling(cover: CoverText, intention: Intention) -> bool:
    """Whether somebody has to tell her: without number and word no page of hers can.

    A danger to life does not wait for that. Of a concern the survivor knows nothing yet, so
    nobody could.
    """
    reads_here = cover.number is not None and cover.number.has_word
    is_untold = intention.told_at is None
    return is_untold and not (reads_here or cover.is_concern or intention.is_for_danger)


def ripe_at(cover: CoverText, intention: Intention) -> datetime | None:
    """From when on it may be sealed; None while nobody has told her who has to be told.

    Whoever has to be told has her two days from then on. (Danger to life waits for a second
    holder instead, which is not asked here.)
    """
    if needs_telling(cover, intention):
        return None
    known_at = intention.told_at or intention.at
    return max(known_at, intention.at) + WAITING


def is_ripe(cover: CoverText, intention: Intention, now: datetime) -> bool:
    """Whether it may be sealed now."""
    if intention.is_for_danger:
        return intention.seconded_by is not None
    at = ripe_at(cover, intention)
    return at is not None and at <= now
