"""What would be written of one service: rows, and each difference in words that can be compared."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from crypto.records import Record
from referrals.importing.columns import compared, shown, whole
from referrals.importing.entry import Values
from referrals.models.listed import ListedOrganization, Location

UNSEEN = frozenset({"external_id"})
"""What a source calls something is no difference."""
OF: Mapping[type[Record], str] = MappingProxyType(
    {ListedOrganization: "organization.", Location: "location."}
)
"""What stands before the name of a column that is not the service's own."""


class Kind(StrEnum):
    """What becomes of a service."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Line(msgspec.Struct, frozen=True):
    """One difference: of which part, what stood there and what will."""

    what: str
    before: str
    after: str
    place: UUID | None = None
    """The place it is about (the id of its service_at_location), if it is about one."""


class Plan(msgspec.Struct, kw_only=True):
    """The writes of one service, and what they change."""

    row: int
    service_id: UUID
    name: str
    kind: Kind
    noted: list[Line] = []
    fresh: list[tuple[type[Record], Values, UUID | None]] = []
    """Rows where none stood: what was said of each, and of which place."""
    added: list[tuple[str, type[Record], list[Values], UUID | None]] = []
    """Rows that belong to one row, of which it had none."""
    inserts: list[tuple[type[Record], Values]] = []
    """Columns that are not named hold what they hold unless told; a row without an id draws one."""
    updates: list[tuple[type[Record], Values]] = []
    deletes: list[tuple[type[Record], UUID]] = []
    unconfirms: bool = False
    """Something that a worker relies on is another now: somebody has to ask there again."""
    hides: list[UUID] = []
    """Places that are secret from now on: what led to their door is forgotten."""
    stays_hidden: bool = False
    """An address came for a place that the directory has as secret; it was left out."""
    leaves_others: bool = False
    """It says something else of a body or place that other services have; that was left."""
    presumes_hidden: bool = False
    """Nobody said whether a place is secret; for what is given there it was taken as one."""

    @property
    def is_other(self) -> bool:
        """Whether anything would be another than it is."""
        return bool(self.noted or self.fresh or self.added or self.updates)

    @property
    def lines(self) -> list[Line]:
        """Every difference, in words. Those of a new service are put into words when asked for."""
        said = [line for each in self.fresh for line in _said(*each)]
        told = [_told(*each) for each in self.added]
        return [*self.noted, *said, *told]

    def put(
        self,
        model: type[Record],
        before: Values | None,
        key: UUID | None,
        values: Values,
        owner: Values,
        place: UUID | None = None,
    ) -> None:
        """One row: written new, or what is said of it compared with what stands there.

        A new one without a key draws its own.
        """
        said = {name: value for name, value in values.items() if value not in (None, "")}
        if before is None:
            self.inserts.append((model, {**said, **owner, "id": key}))
            self.fresh.append((model, said, place))
            return
        changed = {name: value for name, value in said.items() if before[name] != value}
        if before.get("external_id") or said.get("external_id") == str(key):
            changed.pop("external_id", None)
        if changed:
            self.updates.append((model, {**changed, "id": key}))
            self._note(model, {name: (before[name], changed[name]) for name in changed}, place)
            self.unconfirms = self.unconfirms or bool(changed.keys() - UNSEEN)

    def replace(
        self,
        model: type[Record],
        what: str,
        before: list[Values],
        rows: list[Values],
        place: UUID | None = None,
    ) -> bool:
        """Rows that belong to one row: taken out and put anew where they are others.

        Says whether they are.
        """
        if not before:
            if rows:
                self.inserts += [(model, each) for each in rows]
                self.added.append((what, model, rows, place))
            return bool(rows)
        old, new = compared(model, before), compared(model, [whole(model, each) for each in rows])
        if old == new:
            return False
        self.deletes += [(model, each["id"]) for each in before]
        self.inserts += [(model, each) for each in rows]
        self.noted.append(Line(what, "; ".join(old), "; ".join(new), place))
        return True

    def _note(
        self,
        model: type[Record],
        changed: dict[str, tuple[object, object]],
        place: UUID | None,
    ) -> None:
        of = OF.get(model, "")
        self.noted += [
            Line(f"{of}{name}", shown(old), shown(new), place)
            for name, (old, new) in changed.items()
            if name not in UNSEEN
        ]


def _said(model: type[Record], said: Values, place: UUID | None) -> list[Line]:
    of = OF.get(model, "")
    told = [(name, shown(value)) for name, value in said.items() if name not in UNSEEN]
    return [Line(f"{of}{name}", "", words, place) for name, words in told]


def _told(what: str, model: type[Record], rows: list[Values], place: UUID | None) -> Line:
    return Line(what, "", "; ".join(compared(model, [whole(model, each) for each in rows])), place)
