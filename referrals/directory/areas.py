"""The tree of areas: what lies in what, what lies beside it, and which clock runs there."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol
from zoneinfo import available_timezones

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from referrals.directory.stamping import changed
from referrals.models.details import ServiceArea
from referrals.models.keeping import Area
from referrals.models.listed import Location

CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8}){0,3}")
"""ISO 3166-1, ISO 3166-2, and what an operator adds below."""
LONGEST = 20


class Place(Protocol):
    """What the tree asks of an area."""

    @property
    def parent_code(self) -> str: ...
    @property
    def time_zone(self) -> str: ...


class AreaRefused(Exception):
    """The area cannot be written so; `why` says why: code, known, parent, clock, used."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def upwards(tree: Mapping[str, Place], code: str) -> Iterator[str]:
    """The area itself and everything it lies in, the country last. A ring in it ends the walk."""
    seen: set[str] = set()
    while code and code not in seen:
        seen.add(code)
        yield code
        area = tree.get(code)
        code = area.parent_code if area is not None else ""


def time_zone_of(tree: Mapping[str, Place], code: str) -> str:
    """The nearest time zone upwards; UTC where nobody set any."""
    for each in upwards(tree, code):
        area = tree.get(each)
        if area is not None and area.time_zone:
            return area.time_zone
    return "UTC"


def tree_of(db: Session) -> dict[str, Area]:
    """Every area by its code, in the order of names."""
    return {each.code: each for each in db.scalars(select(Area).order_by(Area.name, Area.code))}


def find_area(db: Session, code: str) -> Area | None:
    """The area of that code."""
    return db.scalar(select(Area).where(Area.code == code))


def add_area(db: Session, parent: Area, code: str, name: str, local_name: str = "") -> Area:
    """An area below another. Raises AreaRefused.

    Its code begins with that of its country, as those of ISO 3166-2 do: so that a code that
    somebody makes up here is never another country's.
    """
    is_right = CODE.fullmatch(code) and len(code) <= LONGEST and code.startswith(parent.country)
    if not is_right or code == parent.country:
        raise AreaRefused("code")
    if find_area(db, code) is not None:
        raise AreaRefused("known")
    row = Area(
        code=code, parent_code=parent.code, country=parent.country, name=name, local_name=local_name
    )
    db.add(row)
    db.flush()
    changed(db)
    return row


def change_area(
    db: Session,
    area: Area,
    *,
    name: str,
    local_name: str,
    parent: str,
    time_zone: str,
    neighbours: Collection[str],
    is_served: bool,
) -> None:
    """Write it anew; whatever it lies beside lies beside it too. Raises AreaRefused."""
    tree = tree_of(db)
    if area.parent_code and not _may_lie_in(tree, area, parent):
        raise AreaRefused("parent")
    if time_zone and time_zone not in available_timezones():
        raise AreaRefused("clock")
    area.name, area.local_name, area.time_zone = name, local_name, time_zone
    area.is_served = is_served
    if area.parent_code:
        area.parent_code = parent
    known = frozenset(each for each in neighbours if each in tree and each != area.code)
    for gone in area.neighbours - known:
        if gone in tree:
            tree[gone].neighbours -= {area.code}
    area.neighbours = frozenset()
    db.flush()
    join_up(db, area.code, known)
    changed(db)


def remove_area(db: Session, area: Area) -> None:
    """Take it out of the tree. Raises AreaRefused while anything lies in it or is offered there."""
    used = (
        exists().where(Area.parent_code == area.code),
        exists().where(ServiceArea.area_code == area.code),
        exists().where(Location.area_code == area.code),
    )
    if any(db.scalar(select(each)) for each in used):
        raise AreaRefused("used")
    for each in area.neighbours:
        beside = find_area(db, each)
        if beside is not None:
            beside.neighbours -= {area.code}
    db.delete(area)
    db.flush()
    changed(db)


def join_up(db: Session, code: str, others: Collection[str]) -> None:
    """Let areas lie beside each other, seen from either side; unknown codes are passed over."""
    rows = {
        each.code: each for each in db.scalars(select(Area).where(Area.code.in_([code, *others])))
    }
    if code not in rows:
        return
    beside = frozenset(rows) - {code}
    rows[code].neighbours |= beside
    for each in beside:
        rows[each].neighbours |= {code}
    db.flush()


def _may_lie_in(tree: Mapping[str, Area], area: Area, parent: str) -> bool:
    above = tree.get(parent)
    return (
        above is not None
        and above.country == area.country
        and area.code not in upwards(tree, parent)
    )
