"""Who beside her may be punished for it: each asked on set days, until the last of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from casework.case.timeline import Line
from casework.course.promised import ASKED_TOO, Followed, others, token
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.parties.people import ASKED_PARTS, Part, parties
from casework.protection.reading import day, text
from casework.protection.signs import Watch, Watched, watch_since

AS_WATCHED: Mapping[Part, Watched] = {
    Part.WITNESS: Watched.WITNESS,
    Part.SUPPORT_PERSON: Watched.COMPANION,
    Part.COMPANION: Watched.COMPANION,
    Part.INTERPRETER: Watched.INTERPRETER,
}


@dataclass(frozen=True)
class Covered:
    """Somebody beside her who is watched, and when she is asked."""

    id: UUID
    whom: Watched
    name: str = field(repr=False)
    """As the case calls her; empty for those with keys, who stand in the accounts."""
    watch: Watch


def covered(
    lines: Sequence[Line], cover: CoverText, course: Followed, told: date, today: date
) -> list[Covered]:
    """Everybody of the People page and everybody with keys who is watched; pure.

    Who it is and when she was asked stands in the inquiry: whoever does not read that sees nobody.
    """
    since, done = others(course, cover, told), _asked(lines)
    found = []
    for id_, whom, name in (*_of_the_case(lines), *_with_keys(cover)):
        begun = since.get(token(id_))
        if begun is not None:
            days = tuple(sorted(done.get(id_, ())))
            found.append(Covered(id_, whom, name, watch_since(course, begun, days, today)))
    return found


def _of_the_case(lines: Iterable[Line]) -> Iterable[tuple[UUID, Watched, str]]:
    for each in parties(lines).values():
        if each.sketch.part in ASKED_PARTS:
            yield each.id, AS_WATCHED[each.sketch.part], each.called


def _with_keys(cover: CoverText) -> Iterable[tuple[UUID, Watched, str]]:
    for each in cover.holders:
        if each.capacity in ASKED_TOO:
            yield each.holder, Watched(ASKED_TOO[each.capacity]), ""


def _asked(lines: Iterable[Line]) -> dict[UUID, set[date]]:
    """On which days each of them was asked: the day stands in the outcome, who in the inquiry."""
    read = [each for each in lines if each.is_verified]
    days = {
        text(each.facts, "signal"): day(each.facts, "on")
        for each in read
        if each.kind is Kind.CHECK_IN
    }
    found: dict[UUID, set[date]] = {}
    for each in read:
        about, on = text(each.facts, "about"), days.get(text(each.facts, "signal"))
        if each.kind is Kind.SIGN_DETAIL and about and on is not None:
            found.setdefault(UUID(about), set()).add(on)
    return found
