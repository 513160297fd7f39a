"""Keys and times in words, for somebody who is no clerk."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from crypto.compartments import Compartment

SHOWN = tuple(part for part in Compartment if part is not Compartment.COVER)


def what_they_open(parts: Iterable[Compartment]) -> list[str]:
    """What somebody who holds these compartments can read, one short phrase each."""
    words: dict[Compartment, str] = {
        Compartment.IDENTITY: _("your name, and how to reach you"),
        Compartment.TOLD: _("what you told"),
        Compartment.ACCOUNT: _("what others say, and notes"),
        Compartment.OUTCOME: _("what is done about it"),
        Compartment.REFERRAL: _("what help you need"),
        Compartment.CHANNEL: _("messages with you"),
    }
    held = set(parts)
    return [words[part] for part in SHOWN if part in held]


def what_they_open_of_a_concern(parts: Iterable[Compartment]) -> list[str]:
    """The same for whoever told about somebody else: nobody is heard, and no help is hers."""
    words: dict[Compartment, str] = {
        Compartment.TOLD: _("what you told"),
        Compartment.OUTCOME: _("what is done about it"),
        Compartment.CHANNEL: _("messages with you"),
    }
    held = set(parts)
    return [words[part] for part in words if part in held]


def when_in(zone: ZoneInfo) -> "Clock":
    """Days and times as they are where the case is read."""
    return Clock(zone)


class Clock:
    """Writes times in one place's own time."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def __call__(self, at: datetime) -> str:
        """Day and time, in the words of the page's language."""
        return str(format_datetime(at.astimezone(self._zone), rebase=False))

    def day(self, at: datetime) -> str:
        """The day alone."""
        return str(format_date(at.astimezone(self._zone), rebase=False))
