"""The session's part in sealing: what is written is sealed at flush, under a lock on the case."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from crypto.compartments import Compartment
from crypto.errors import KeyMissing, NotLocked, SealedQuery
from crypto.records import CaseRecord
from crypto.ring import KeyRing

Generations = dict[Compartment, int]


def give_ring(session: Session, ring: KeyRing) -> None:
    """Let this session open and seal with these keys, until it is closed."""
    session.info["ring"] = ring


def the_ring(session: Session) -> KeyRing:
    """The session's ring. Raises KeyMissing when it was given none."""
    ring = session.info.get("ring")
    if not isinstance(ring, KeyRing):
        raise KeyMissing
    return ring


def remember_lock(session: Session, case: UUID, generations: Generations) -> None:
    """Note the generations in force, read under a lock on the case's row."""
    session.info.setdefault("locked", {})[case] = generations


def locked_generations(session: Session, case: UUID) -> Generations:
    """The generations to seal under in this transaction. Raises NotLocked."""
    locked: dict[UUID, Generations] = session.info.get("locked", {})
    if case not in locked:
        raise NotLocked
    return locked[case]


@contextmanager
def attempted(session: Session) -> Iterator[None]:
    """A savepoint around what may fail and takes no lock of its own: earlier locks stay.

    Raises what was raised inside, after everything inside was undone.
    """
    locked = dict(session.info.get("locked", {}))
    try:
        with session.begin_nested():
            yield
    except Exception:
        session.info["locked"] = locked
        raise


def install(factory: type[Session]) -> None:
    """Attach the sealing to a session class."""
    event.listen(factory, "before_flush", _seal_written)
    event.listen(factory, "after_flush", _close_flushed)
    event.listen(factory, "after_commit", _end)
    event.listen(factory, "after_soft_rollback", _end_rolled_back)
    event.listen(factory, "do_orm_execute", _refuse_bulk)
    for leaves in ("pending_to_transient", "persistent_to_transient", "persistent_to_detached"):
        event.listen(factory, leaves, _close_left)


def _seal_written(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in _written(session):
        _seal_row(session, row)


def _written(session: Session) -> Iterable[CaseRecord]:
    for row in [*session.new, *session.dirty]:
        if isinstance(row, CaseRecord) and row.unsealed:
            yield row


def _seal_row(session: Session, row: CaseRecord) -> None:
    part = Compartment(row.compartment)
    generation = locked_generations(session, row.case_id)[part]
    # Asked of the row, not of what happens to be loaded: an expired row has a generation too.
    if row not in session.new and row.generation != generation:
        row.reseal()
    row.generation = generation
    key = the_ring(session).field_key(row.case_id, part, generation)
    for name in list(row.unsealed):
        row.sealed[name].seal(row, key)


def _close_flushed(session: Session, _context: UOWTransaction) -> None:
    for row in [*session.new, *session.dirty]:
        if isinstance(row, CaseRecord):
            row.unsealed.clear()
            row.close()


def _end(session: Session) -> None:
    if session.in_nested_transaction():
        # A savepoint was released: the locks are the transaction's, and stay.
        return
    session.info.pop("locked", None)
    _close_all(session)


def _end_rolled_back(session: Session, _previous: object) -> None:
    # To a savepoint too: a lock taken since is gone, and which those are nobody here knows.
    session.info.pop("locked", None)
    _close_all(session)


def _close_all(session: Session) -> None:
    for row in session.identity_map.values():
        _close_left(session, row)


def _close_left(_session: Session, row: object) -> None:
    # Whoever still has the row after this has neither what was opened nor what was written.
    if isinstance(row, CaseRecord):
        row.unsealed.clear()
        row.close()


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, CaseRecord):
        raise SealedQuery


@event.listens_for(CaseRecord, "expire", propagate=True)
def _close_expired(row: CaseRecord | None, _names: Iterable[str] | None) -> None:
    # A row that nobody holds any more is gone already, with everything it held.
    if row is not None:
        row.close()


@event.listens_for(CaseRecord, "refresh", propagate=True)
def _close_refreshed(row: CaseRecord, _context: Any, _names: Iterable[str] | None) -> None:
    row.close()
