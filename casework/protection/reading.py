"""What the entries of a case say, read one fact at a time."""

from collections.abc import Mapping
from datetime import date

Facts = Mapping[str, str | list[str]]


def text(facts: Facts, name: str) -> str:
    """One fact that is a text; empty where there is none."""
    value = facts.get(name, "")
    return value if isinstance(value, str) else ""


def several(facts: Facts, name: str) -> tuple[str, ...]:
    """One fact that is a list."""
    value = facts.get(name, [])
    return tuple(value) if isinstance(value, list) else ()


def day(facts: Facts, name: str) -> date | None:
    """One fact that is a day, as ISO 8601."""
    value = text(facts, name)
    return date.fromisoformat(value) if value else None


def iso(on: date | None) -> str:
    """The opposite of `day`."""
    return on.isoformat() if on else ""
