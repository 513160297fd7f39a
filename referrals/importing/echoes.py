"""What the directory says of a service itself: a source that only repeats it says nothing new."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory import gathering as directory
from referrals.directory.shaping import shaped
from referrals.hsds.gathering import Gathered
from referrals.hsds.writing import whole_service
from referrals.importing.areas import Areas, the_areas
from referrals.importing.entry import Entry, Part, Place, Values, uuid_of
from referrals.importing.gathering import Read, gathered, place_key
from referrals.importing.hsds_rows import HsdsReader
from referrals.importing.listed_rows import ListReader
from referrals.importing.rows import row_of
from referrals.importing.told_again import HEADINGS, TELLS, told_again
from referrals.models.listed import Service

NAMED = frozenset({"name"})
"""What an entry is called by stays in it."""
PARTS = ("phones", "schedules", "areas")
OF_ENTRY = ("languages", "costs", "documents", "contacts", "body_phones")
OF_PLACE = ("accessibility",)


class Echoes:
    """Services as an export of the directory says them, read as an import reads them.

    An export is coarser than the tables: it knows a language by its code, a paper by its kind, an
    address by one line. So what is the same in it is no difference, whatever the tables hold.
    """

    def __init__(self, db: Session) -> None:
        self._db = db

    def quieten(self, entries: Sequence[Entry]) -> None:
        """Take out of these what the directory says of them in the same words."""
        own = {key: each for each in entries if (key := uuid_of(each.external_id)) is not None}
        there = set(self._db.scalars(select(Service.id).where(Service.id.in_(own))))
        lists = [key for key in own if key in there and own[key].is_listed]
        others = [key for key in own if key in there and not own[key].is_listed]
        for key, now in [*self._listed(lists), *self._whole(others)]:
            _leave_out(own[key], now)

    def _whole(self, keys: Sequence[UUID]) -> Iterator[tuple[UUID, Entry]]:
        if not keys:
            return
        found = Gathered(self._db, keys)
        for key in keys:
            reader = HsdsReader(self._areas, found.services[key].country)
            now = reader.entry_of(0, whole_service(found, key), [])
            if now is not None:
                yield key, now

    def _listed(self, keys: Sequence[UUID]) -> Iterator[tuple[UUID, Entry]]:
        for key in keys:
            rows = list(self._rows(self._services[key])) if key in self._services else []
            now = next((each for _reads, each in gathered(rows)), None)
            if now is not None:
                yield key, now

    def _rows(self, service: Service) -> Iterator[Read]:
        """The rows of a service in a list that leaves, with the ids of its places."""
        links = self._directory.places.get(service.id, [])
        columns = dict(enumerate(TELLS))
        reader = ListReader(columns, HEADINGS, self._areas, datetime.now(UTC).date())
        for at, each in enumerate(shaped(self._directory, service, datetime.now(UTC).date())):
            entry, said = reader.read(row_of(at + 1, list(told_again(each)), frozenset()))
            for place in entry.places if entry is not None else ():
                place.id = links[at].location_id
            yield at + 1, said.name, entry, []

    @cached_property
    def _directory(self) -> directory.Gathered:
        return directory.gathered(self._db)

    @cached_property
    def _services(self) -> dict[UUID, Service]:
        return {each.id: each for each in self._directory.services}

    @cached_property
    def _areas(self) -> Areas:
        return the_areas(self._db)


def _leave_out(entry: Entry, now: Entry) -> None:
    entry.body = _news(entry.body, now.body, NAMED)
    entry.service = _news(entry.service, now.service, NAMED)
    entry.rules = _news(entry.rules, now.rules)
    entry.kinds = None if entry.kinds == now.kinds else entry.kinds
    _leave_out_parts(entry, now, OF_ENTRY)
    _leave_out_parts(entry, now, PARTS)
    for place in entry.places:
        known = next((each for each in now.places if _is_same(place, each)), None)
        if known is not None:
            place.id = known.id
            place.location = _news(place.location, known.location)
            place.link = _news(place.link, known.link)
            _leave_out_parts(place, known, OF_PLACE)
            _leave_out_parts(place, known, PARTS)


def _is_same(place: Place, known: Place) -> bool:
    return place.id == known.id if place.id else place_key(place) == place_key(known)


def _news(said: Values, now: Values, kept: frozenset[str] = frozenset()) -> Values:
    return {
        name: value
        for name, value in said.items()
        if name in kept or name not in now or now[name] != value
    }


def _leave_out_parts(said: Part, now: Part, parts: Sequence[str]) -> None:
    for part in parts:
        if getattr(said, part) == getattr(now, part):
            setattr(said, part, None)
