"""Services at places that everybody may know, and what the directory knows of a postcode."""

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.areas import upwards
from referrals.directory.offered import Offered
from referrals.hsds.gathering import regions
from referrals.models.listed import Location, ServiceAtLocation

EARTH = 6_371_000.0
"""Its mean radius in metres."""
Position = tuple[float, float]
"""Degrees north and east."""


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """A service at a place that everybody may know."""

    id: UUID
    service: UUID
    name: str
    location: UUID
    postcode: str
    position: Position | None
    lies_in: frozenset[str]
    """Codes of the area it is in and of all those above."""
    serves: frozenset[str]
    """Codes of the areas it serves."""


class Post(msgspec.Struct, frozen=True):
    """A postcode by the places that bear it."""

    lies_in: frozenset[str]
    middle: Position | None


def doors(db: Session, shown: Mapping[UUID, Offered]) -> Mapping[UUID, Door]:
    """The doors of what is shown, by the names of the services."""
    tree = regions(db)
    rows = db.execute(
        select(
            ServiceAtLocation.id,
            ServiceAtLocation.location_id,
            Location.postal_code,
            Location.latitude,
            Location.longitude,
            Location.area_code,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.is_confidential.is_(False))
    )
    found = [
        Door(
            id=id_,
            service=shown[id_].service,
            name=shown[id_].name,
            location=location,
            postcode=folded_postcode(postcode),
            position=(north, east) if north is not None and east is not None else None,
            lies_in=frozenset(upwards(tree, area)),
            serves=shown[id_].areas,
        )
        for id_, location, postcode, north, east, area in rows
        if id_ in shown
    ]
    found.sort(key=lambda each: (each.name.casefold(), each.id))
    return {each.id: each for each in found}


def folded_postcode(typed: str) -> str:
    """A postcode as they are compared: without spaces and dashes."""
    return "".join(each for each in typed.casefold() if each.isalnum())


def the_post(doors: Iterable[Door], postcode: str) -> Post:
    """What is known of a postcode. No map of postcodes is kept: it is what its doors say."""
    there = [each for each in doors if each.postcode == folded_postcode(postcode)]
    known = [each.position for each in there if each.position is not None]
    middle = (
        (
            sum(north for north, _east in known) / len(known),
            sum(east for _n, east in known) / len(known),
        )
        if known
        else None
    )
    return Post(frozenset().union(*(each.lies_in for each in there)), middle)


def is_covered(door: Door, post: Post, postcode: str, metres: float | None) -> bool:
    """Whether a door serves people of a postcode, and is so near to its middle if that is asked.

    Where it serves is what its areas say; of one without, it is its own postcode, or the distance.
    """
    if metres is not None and not _is_near(door, post, metres):
        return False
    if door.serves:
        return bool(door.serves & post.lies_in)
    return metres is not None or door.postcode == folded_postcode(postcode)


def _is_near(door: Door, post: Post, metres: float) -> bool:
    if door.position is None or post.middle is None:
        return False
    return distance(door.position, post.middle) <= metres


def distance(one: Position, other: Position) -> float:
    """Metres along the earth (the haversine formula)."""
    north, east = radians(one[0]), radians(one[1])
    other_north, other_east = radians(other[0]), radians(other[1])
    square = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * EARTH * asin(min(1.0, sqrt(square)))
