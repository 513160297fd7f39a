"""Rows of one service below each other are one service with several places."""

from collections.abc import Iterable, Iterator

import msgspec

from referrals.importing.entry import Entry, Place
from referrals.importing.fields import Field, folded
from referrals.importing.findings import Finding, Level, Reason, level_of

Read = tuple[int, str, Entry | None, list[Finding]]
"""Number of the row, the name of what it is about, what was read of it, and what was found."""


def gathered(rows: Iterable[Read]) -> Iterator[tuple[list[Read], Entry | None]]:
    """Rows that belong together, with the service they make; none where one of them fails.

    A service that stands again further down is not found here: see `checking`.
    """
    group: list[Read] = []
    for each in rows:
        if group and not _is_same(group[-1][2], each[2]):
            yield group, _merged(group)
            group = []
        group.append(each)
    if group:
        yield group, _merged(group)


def key_of(entry: Entry) -> tuple[str, ...]:
    """What tells a service from others in its source."""
    if entry.external_id:
        return ("id", entry.external_id)
    return (entry.country, folded(entry.body_name), folded(entry.name))


def place_key(place: Place) -> str:
    """What tells one place of a service from another."""
    if place.external_id:
        return place.external_id
    where = place.location
    named = (where.get("name", ""), where.get("address", ""), where.get("area_code", ""))
    return "\x1f".join(folded(str(each)) for each in named)


def _is_same(before: Entry | None, after: Entry | None) -> bool:
    return before is not None and after is not None and key_of(before) == key_of(after)


def _merged(group: list[Read]) -> Entry | None:
    first = group[0][2]
    if first is None:
        return None
    entry = first
    for _number, _name, following, findings in group[1:]:
        if following is not None:
            entry = _joined(entry, following, findings)
    failed = any(level_of(findings) is Level.FAIL for *_rest, findings in group)
    return None if failed else entry


def _joined(entry: Entry, following: Entry, findings: list[Finding]) -> Entry:
    known = {place_key(each) for each in entry.places}
    places = [each for each in following.places if place_key(each) not in known]
    if not places:
        findings.append(Finding(Reason.TWICE, Field.SERVICE.value, entry.name[:120]))
        return entry
    hours = following.schedules
    if hours is not None and hours != entry.schedules:
        for each in places:
            each.schedules = hours
    numbers = [each["number"] for each in entry.phones or []]
    more = [each for each in following.phones or [] if each["number"] not in numbers]
    phones = [{**each, "position": at} for at, each in enumerate([*(entry.phones or []), *more])]
    for each in (*entry.places, *places):
        each.is_only = False
    return msgspec.structs.replace(
        entry, places=[*entry.places, *places], phones=phones or entry.phones
    )
