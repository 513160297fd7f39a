"""What a member tells of herself, so that no complaint about her or her kin comes to her."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Person
from crypto.envelope import open_, seal
from crypto.padding import pad, unpad

ROOM = 2048
"""Everybody's match data has this stored length, however many names she has."""
GOOD_FOR = timedelta(days=183)
"""Posts, lines and families change: after six months she is asked again."""


class MatchData(msgspec.Struct, frozen=True, kw_only=True):
    """Names, numbers, posts, lines, kin and whom she manages, each as she wrote it."""

    names: list[str] = []
    """Her name in every script it is written in."""
    nicknames: list[str] = []
    employee_number: str = ""
    posts: list[str] = []
    lines: list[str] = []
    kin: list[str] = []
    """Names of relatives who work where complaints come from."""
    manages: list[str] = []
    """Names or lines of those she hires, pays or gives work to."""

    def __repr__(self) -> str:
        return "<MatchData>"


def keep(person: Person, data: MatchData, key: bytes, on: date) -> None:
    """Seal what she told under the instance's match key, confirmed on that day."""
    raw = msgspec.msgpack.encode(data)
    person.match_sealed = seal(key, pad(raw, ROOM), *_cell(person.id))
    person.match_confirmed_on = on


def find(person: Person, key: bytes) -> MatchData | None:
    """What she told, or None where she has not yet. Raises SealBroken for a moved or changed row.

    Whoever has the instance secret and the database can read it (docs/ciphertext.md,
    "Match data").
    """
    if person.match_sealed is None:
        return None
    raw = unpad(open_(key, person.match_sealed, *_cell(person.id)), ROOM)
    return msgspec.msgpack.decode(raw, type=MatchData)


def of_everybody(db: Session, people: Iterable[UUID], key: bytes) -> dict[UUID, MatchData]:
    """The match data of these people, by person; who has told none yet is left out."""
    rows = db.scalars(select(Person).where(Person.id.in_(list(people))))
    told = {row.id: find(row, key) for row in rows}
    return {person: data for person, data in told.items() if data is not None}


def is_due(person: Person, on: date) -> bool:
    """Whether she has never told it, or six months or longer ago."""
    confirmed_on = person.match_confirmed_on
    return confirmed_on is None or confirmed_on + GOOD_FOR <= on


def _cell(person: UUID) -> tuple[str, UUID, str]:
    return ("person", person, "match_sealed")
