"""A service as it is to stand in the directory, its body and places with it: not yet written.

None is "the source says nothing about it": then what the directory has stays as it is.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

import msgspec

from referrals.models.terms import Category

HERE = UUID("0f6e4b0c-2a86-4f55-8d0e-3c5f6a0b7d21")
"""Under which ids are drawn of what a source calls otherwise than by a UUID."""
Values = dict[str, Any]
"""Columns of one row, by name."""


class Part(msgspec.Struct, kw_only=True):
    """What can belong to a service, or to one place of it. A list that is given replaces all."""

    phones: list[Values] | None = None
    schedules: list[Values] | None = None
    areas: list[Values] | None = None


class Place(Part, kw_only=True):
    """A place where the service is given."""

    id: UUID | None = None
    """None: the source knows it by nothing but where it is."""
    external_id: str = ""
    location: Values
    link: Values = msgspec.field(default_factory=dict)
    accessibility: list[Values] | None = None
    is_only: bool = True
    """The source names no other place of its service."""
    is_presumed: bool = False
    """It is taken as secret for what is given there: its source does not say whether it is."""


class Entry(Part, kw_only=True):
    """One service. Identifiers are the source's own; the directory's are found in `known`."""

    row: int
    is_listed: bool = False
    """It stands in a list, and not in HSDS."""
    external_id: str = ""
    body_external_id: str = ""
    country: str
    body: Values
    service: Values
    rules: Values = msgspec.field(default_factory=dict)
    kinds: frozenset[Category] | None = None
    places: list[Place] = []
    contacts: list[Values] | None = None
    body_phones: list[Values] | None = None
    """Numbers of who gives it: they stand for services that have none of their own."""
    languages: list[Values] | None = None
    costs: list[Values] | None = None
    documents: list[Values] | None = None
    capacity: Values | None = None

    @property
    def name(self) -> str:
        """What the service is called."""
        return str(self.service["name"])

    @property
    def body_name(self) -> str:
        """Who gives it."""
        return str(self.body["name"])


def uuid_of(identifier: str) -> UUID | None:
    """The UUID an identifier is, if it is one in its usual form."""
    try:
        found = UUID(identifier)
    except ValueError:
        return None
    return found if str(found) == identifier.lower() else None


@lru_cache(maxsize=8_192)
def drawn(*names: object) -> UUID:
    """The id of what has these names: always the same one, so that a repeated import finds it."""
    return uuid5(HERE, "\x1f".join(str(each) for each in names))
