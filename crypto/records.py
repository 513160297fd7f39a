"""Rows whose text is sealed to the cell it stands in, opened only with the session's ring."""

from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar, cast, overload
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Enum, ForeignKeyConstraint, LargeBinary, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, object_session

from crypto.compartments import Compartment
from crypto.envelope import open_, seal
from crypto.errors import KeyMissing, PaddingBroken, SealBroken, SealedQuery
from crypto.padding import FLOOR, pad, unpad
from crypto.ring import KeyRing

T = TypeVar("T")
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def word_of(kind: type[StrEnum], length: int) -> Enum:
    """A column that holds one word of an enumeration and gives back its member."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=length,
        values_callable=lambda members: [each.value for each in members],
    )


class Record(DeclarativeBase):
    """The base of every table. It draws the row's id, since a seal needs it before any flush."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {UUID: Uuid, bytes: LargeBinary}

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-10)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", uuid4())
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(name)
            setattr(self, name, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class CaseRecord(Record):
    """A row of a case, sealed whole under one compartment's key of one generation.

    The database refuses to forget a generation while a row still stands under it.
    """

    __abstract__ = True
    sealed: ClassVar[dict[str, "Sealed[Any]"]]

    case_id: Mapped[UUID] = mapped_column(index=True, sort_order=-9)
    compartment: Mapped[Compartment] = mapped_column(word_of(Compartment, 8), sort_order=-8)
    generation: Mapped[int] = mapped_column(sort_order=-7)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (
            ForeignKeyConstraint(
                ["case_id", "compartment", "generation"],
                ["generation.case_id", "generation.compartment", "generation.number"],
                name=f"fk_{cls.__tablename__}_generation",
            ),
            *cls.extra_table_args,
            # A rowid counts: it would tell in which order the rows of all cases were written.
            {"sqlite_with_rowid": False},
        )

    extra_table_args: ClassVar[tuple[Any, ...]] = ()

    def context(self, column: str) -> tuple[str, UUID, str, UUID, str, int]:
        """The cell a seal is bound to: table, row, column, case, compartment, generation."""
        return (
            self.__tablename__,
            self.id,
            column,
            self.case_id,
            Compartment(self.compartment).value,
            self.generation,
        )

    def stored(self, name: str) -> bytes:
        """The sealed bytes of an attribute, as the database has them."""
        box: bytes = getattr(self, f"{name}_sealed")
        return box

    def reseal(self) -> None:
        """Open every sealed attribute now, so that the next flush seals it anew."""
        for attribute in self.sealed.values():
            attribute.renew(self)

    def close(self) -> None:
        """Forget what was opened; the sealed bytes stay."""
        self.__dict__.pop("_opened", None)

    @property
    def opened(self) -> dict[str, Any]:
        """What was opened in this row since the last flush or expiry."""
        values: dict[str, Any] = self.__dict__.setdefault("_opened", {})
        return values

    @property
    def unsealed(self) -> dict[str, Any]:
        """What was written and waits for the flush that seals it."""
        values: dict[str, Any] = self.__dict__.setdefault("_unsealed", {})
        return values


class Sealed(Generic[T]):
    """An attribute that reads like any other and is stored as a sealed, padded column.

    `compartment` is where it belongs; None takes the row's own compartment. `room` is the
    stored length in bytes that every ordinary value is padded to. Reading without
    the key raises KeyMissing, it never yields an empty value. It cannot stand in a query.
    """

    def __init__(self, compartment: Compartment | None, holds: type[T], room: int = FLOOR) -> None:
        self.compartment = compartment
        self.holds = holds
        self.room = room
        self.name = ""

    def __set_name__(self, owner: type[CaseRecord], name: str) -> None:
        self.name = name
        owner.sealed = {**getattr(owner, "sealed", {}), name: self}
        setattr(owner, f"{name}_sealed", mapped_column(LargeBinary, nullable=False))

    @overload
    def __get__(self, row: None, owner: type[CaseRecord]) -> "Sealed[T]": ...
    @overload
    def __get__(self, row: CaseRecord, owner: type[CaseRecord]) -> T: ...
    def __get__(self, row: CaseRecord | None, owner: type[CaseRecord]) -> "Sealed[T] | T":
        if row is None:
            return self
        if self.name in row.unsealed:
            return cast("T", row.unsealed[self.name])
        if self.name not in row.opened:
            row.opened[self.name] = self._open(row)
        return cast("T", row.opened[self.name])

    def __set__(self, row: CaseRecord, value: T) -> None:
        if self.compartment is not None and row.__dict__.get("compartment") is None:
            row.compartment = self.compartment
        row.unsealed[self.name] = value
        # A changed column makes the unit of work look at the row; the flush writes the real seal.
        setattr(row, f"{self.name}_sealed", b"")

    def __clause_element__(self) -> None:
        raise SealedQuery

    def __eq__(self, other: object) -> bool:
        raise SealedQuery

    __hash__ = object.__hash__

    def renew(self, row: CaseRecord) -> None:
        """Put the opened value back as one to be sealed."""
        self.__set__(row, self.__get__(row, type(row)))

    def seal(self, row: CaseRecord, key: bytes) -> None:
        """Seal the written value into its column."""
        raw = msgspec.msgpack.encode(row.unsealed[self.name])
        column = f"{self.name}_sealed"
        setattr(row, column, seal(key, pad(raw, self.room), *row.context(column)))

    def _open(self, row: CaseRecord) -> T:
        column = f"{self.name}_sealed"
        raw = open_(_key(row), row.stored(self.name), *row.context(column))
        try:
            return msgspec.msgpack.decode(unpad(raw, self.room), type=self.holds)
        except (PaddingBroken, msgspec.DecodeError) as wrong:
            raise SealBroken from wrong


def _key(row: CaseRecord) -> bytes:
    session = object_session(row)
    ring = session.info.get("ring") if session is not None else None
    if not isinstance(ring, KeyRing):
        raise KeyMissing
    return ring.field_key(row.case_id, Compartment(row.compartment), row.generation)
