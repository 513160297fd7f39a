"""Sealed columns: text is there for whoever has the key, for as long as she looks at it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Executable, LargeBinary, Table, delete, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.db import SealingSession
from casework.models.case import Case
from casework.models.entry import Attachment, FileMeta, SearchText
from crypto.compartments import Compartment
from crypto.envelope import OVERHEAD
from crypto.epochs import Generation, lock, new_key
from crypto.errors import ContextMissing, KeyMissing, NotLocked, SealBroken, SealedQuery
from crypto.records import CaseRecord
from crypto.ring import Held, KeyRing
from crypto.sealing import give_ring, the_ring
from crypto.seeds import Seeds
from tests.crypto.cases import CASE, HELD, held
from tests.databases import Fresh

OTHER_CASE = UUID("b" * 32)
TOLD, ACCOUNT = Compartment.TOLD, Compartment.ACCOUNT
WORDS = "he stood behind me"
SECRET = "a word that must not be seen"


def ring_of(*keys: Held, case: UUID = CASE) -> KeyRing:
    ring = KeyRing()
    ring.add(case, keys or HELD)
    return ring


def told(case: UUID = CASE, part: Compartment = TOLD, words: str = WORDS) -> SearchText:
    return SearchText(case_id=case, compartment=part, folded=words)


def stored(row: SearchText) -> bytes:
    """The column itself."""
    box = inspect(row).attrs["folded_sealed"].value
    assert isinstance(box, bytes)
    return box


def put(row: CaseRecord, **values: object) -> None:
    """Change a row's columns as somebody in the database does."""
    db = inspect(row).session
    table = type(row).__table__
    assert db is not None
    assert isinstance(table, Table)
    db.connection().execute(update(table).where(table.c.id == row.id).values(**values))
    db.expire_all()


def shows_nothing(row: SearchText, db: Session) -> bool:
    """Whether the row has neither text nor a way to it once the keys are gone."""
    db.info.pop("ring", None)
    with pytest.raises(KeyMissing):
        _ = row.folded
    return not row.unsealed and not row.opened


@pytest.fixture
def case(db: SealingSession) -> UUID:
    """Two cases with all their generations; the session holds every key of the first."""
    factory = Organization(kind=OrganizationKind.FACTORY, name="Rupali", country="BD")
    db.add(factory)
    db.flush()
    db.add_all([Case(id=each, factory_id=factory.id) for each in (CASE, OTHER_CASE)])
    db.flush()
    db.add_all(
        Generation(case_id=each, compartment=part, number=number)
        for each in (CASE, OTHER_CASE)
        for part in Compartment
        for number in (1,)
    )
    db.commit()
    give_ring(db, ring_of())
    return CASE


@pytest.fixture
def row(db: SealingSession, case: UUID) -> SearchText:
    """What she told, written and committed."""
    lock(db, case)
    made = told(case)
    db.add(made)
    db.commit()
    return made


def test_what_was_written_is_read_back(db: Session, row: SearchText) -> None:
    db.expunge_all()
    read = db.scalars(select(SearchText)).one()

    assert read.folded == WORDS
    assert WORDS.encode() not in stored(read)


def test_a_row_knows_its_id_before_anybody_seals_it() -> None:
    made = told()

    assert made.id.version == 4
    assert SearchText(id=CASE).id == CASE


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError):
        SearchText(words="x")


def test_before_the_flush_it_reads_as_written(case: UUID) -> None:
    assert told(case).folded == WORDS


@pytest.mark.parametrize(
    "ring",
    [None, KeyRing(), ring_of(held(ACCOUNT)), ring_of(new_key(TOLD, 2))],
    ids=["none", "empty", "compartment", "generation"],
)
def test_without_the_key_nothing_is_read(
    db: Session, row: SearchText, ring: KeyRing | None
) -> None:
    db.info["ring"] = ring

    with pytest.raises(KeyMissing):
        _ = row.folded


def test_a_row_outside_any_session_is_not_read(db: Session, row: SearchText) -> None:
    db.expunge(row)

    with pytest.raises(KeyMissing):
        _ = row.folded


def test_nobody_seals_without_having_taken_the_case(db: Session, case: UUID) -> None:
    db.add(told(case))

    with pytest.raises(NotLocked):
        db.flush()


def test_the_lock_ends_with_its_transaction(db: Session, case: UUID, row: SearchText) -> None:
    row.folded = "more"

    with pytest.raises(NotLocked):
        db.flush()


def test_the_lock_of_a_transaction_outlives_a_savepoint(db: Session, case: UUID) -> None:
    lock(db, case)
    with db.begin_nested():
        db.add(Organization(kind=OrganizationKind.UNION, name="Union", country="BD"))

    db.add(told(case))
    db.flush()

    assert db.scalars(select(SearchText)).one().folded == WORDS


def test_after_a_savepoint_was_rolled_back_the_case_is_taken_again(db: Session, case: UUID) -> None:
    lock(db, case)
    db.begin_nested().rollback()
    db.add(told(case))

    with pytest.raises(NotLocked):
        db.flush()


def test_nobody_seals_without_the_key(db: Session, case: UUID) -> None:
    lock(db, case)
    give_ring(db, ring_of(held(ACCOUNT)))
    db.add(told(case))

    with pytest.raises(KeyMissing):
        db.flush()


def test_nothing_is_sealed_to_no_place() -> None:
    made = SearchText(case_id=None, compartment=TOLD, generation=1, folded=WORDS)

    with pytest.raises(ContextMissing):
        SearchText.folded.seal(made, b"k" * 32)


@pytest.mark.parametrize(
    "ask",
    [
        lambda folded: select(folded),
        lambda folded: select(SearchText).where(folded == WORDS),
        lambda folded: select(SearchText).where(folded != WORDS),
        lambda folded: select(SearchText).where(folded),
        lambda folded: select(SearchText).order_by(folded),
        lambda folded: select(SearchText).group_by(folded),
    ],
    ids=["select", "equal", "unequal", "where", "order", "group"],
)
def test_sealed_text_stands_in_no_query(ask: Callable[[object], object]) -> None:
    with pytest.raises(SealedQuery):
        ask(SearchText.folded)


@pytest.mark.parametrize(
    "statement",
    [
        update(SearchText).values(folded_sealed=b""),
        update(SearchText).where(SearchText.case_id == CASE).values(generation=2),
        delete(SearchText),
        insert(SearchText).values(id=uuid4(), case_id=CASE, generation=1, folded_sealed=b""),
    ],
    ids=["update", "where", "delete", "insert"],
)
def test_sealed_rows_are_not_changed_in_bulk(
    db: Session, row: SearchText, statement: Executable
) -> None:
    with pytest.raises(SealedQuery):
        db.execute(statement)


@pytest.mark.parametrize(
    "write",
    [
        lambda db, row: db.bulk_save_objects([row]),
        lambda db, _row: db.bulk_insert_mappings(SearchText, [{"case_id": CASE}]),
        lambda db, row: db.bulk_update_mappings(SearchText, [{"id": row.id, "generation": 2}]),
    ],
    ids=["save", "insert", "update"],
)
def test_nothing_is_written_past_the_sealing(
    db: Session, row: SearchText, write: Callable[[Session, SearchText], None]
) -> None:
    with pytest.raises(SealedQuery):
        write(db, row)


def test_what_was_opened_is_forgotten_when_it_is_written(db: Session, row: SearchText) -> None:
    assert row.folded == WORDS
    lock(db, CASE)
    row.folded = "more"
    db.flush()

    assert shows_nothing(row, db)


@pytest.mark.parametrize("end", ["rollback", "commit", "expire_all", "close"])
def test_what_was_opened_is_forgotten_at_the_end(db: Session, row: SearchText, end: str) -> None:
    assert row.folded == WORDS

    getattr(db, end)()

    assert not row.opened


def test_what_was_opened_is_forgotten_when_it_is_expired(db: Session, row: SearchText) -> None:
    assert row.folded == WORDS
    db.expire(row)

    assert shows_nothing(row, db)


def test_what_was_opened_is_forgotten_when_it_is_read_again(db: Session, row: SearchText) -> None:
    assert row.folded == WORDS
    db.refresh(row)

    assert shows_nothing(row, db)


def test_what_was_written_is_forgotten_when_it_is_rolled_back(db: Session, row: SearchText) -> None:
    row.folded = "more"
    db.rollback()

    assert not row.unsealed
    assert row.folded == WORDS


@pytest.mark.parametrize("end", ["rollback", "close", "expunge_all"])
def test_a_new_row_that_was_never_flushed_keeps_no_text(db: Session, case: UUID, end: str) -> None:
    made = told(case, words=SECRET)
    db.add(made)

    getattr(db, end)()

    assert not made.unsealed


def test_a_new_row_that_was_flushed_and_rolled_back_keeps_no_text(db: Session, case: UUID) -> None:
    lock(db, case)
    made = told(case, words=SECRET)
    db.add(made)
    db.flush()
    assert made.folded == SECRET

    db.rollback()

    assert not made.unsealed
    assert not made.opened


def test_a_closed_session_has_let_go_of_the_keys(database: Fresh) -> None:
    session = database.sessions()
    give_ring(session, ring_of())

    session.close()

    with pytest.raises(KeyMissing):
        the_ring(session)


def attached(db: Session, name: str) -> Attachment:
    meta = FileMeta(name=name, media_type="image/png", size=1, sha256=b"h" * 32, key=b"k" * 32)
    made = Attachment(case_id=CASE, compartment=TOLD, object_name=uuid4().hex, meta=meta)
    db.add(made)
    return made


def test_text_moved_to_another_row_is_refused(db: Session, row: SearchText) -> None:
    lock(db, CASE)
    one, other = attached(db, "one.png"), attached(db, "other.png")
    db.flush()
    assert other.meta.name == "other.png"

    put(other, meta_sealed=inspect(one).attrs["meta_sealed"].value)

    with pytest.raises(SealBroken):
        _ = other.meta


def test_text_moved_to_another_table_is_refused(db: Session, row: SearchText) -> None:
    lock(db, CASE)
    file = attached(db, "one.png")
    db.flush()

    put(file, meta_sealed=stored(row))

    with pytest.raises(SealBroken):
        _ = file.meta


def test_text_moved_to_another_compartment_is_refused(db: Session, row: SearchText) -> None:
    put(row, compartment=ACCOUNT.value)

    with pytest.raises(SealBroken):
        _ = row.folded


def test_text_moved_to_another_case_is_refused_even_under_the_same_keys(
    db: Session, row: SearchText
) -> None:
    the_ring(db).add(OTHER_CASE, HELD)
    put(row, case_id=OTHER_CASE)

    with pytest.raises(SealBroken):
        _ = row.folded


def test_text_moved_to_another_generation_is_refused_even_under_the_same_key(
    db: Session, row: SearchText
) -> None:
    db.add(Generation(case_id=CASE, compartment=TOLD, number=2))
    db.flush()
    the_ring(db).add(CASE, [Held(TOLD, 2, held(TOLD).key)])
    put(row, generation=2)

    with pytest.raises(SealBroken):
        _ = row.folded


def test_a_row_with_another_id_is_refused(db: Session, row: SearchText) -> None:
    put(row, id=uuid4())
    read = db.scalars(select(SearchText)).one()

    with pytest.raises(SealBroken):
        _ = read.folded


@given(bit=st.integers(0, 8 * (4096 + OVERHEAD) - 1))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_any_flipped_bit_is_refused(db: Session, row: SearchText, bit: int) -> None:
    changed = bytearray(stored(row))
    changed[bit // 8] ^= 1 << bit % 8
    put(row, folded_sealed=bytes(changed))

    with pytest.raises(SealBroken):
        _ = row.folded
    put(row, folded_sealed=bytes(changed[: bit // 8]) + b"x")
    with pytest.raises(SealBroken):
        _ = row.folded
    db.rollback()


@pytest.mark.parametrize("words", ["", "no", "x" * 4000, "ក" * 1300])
def test_any_two_answers_have_equal_stored_length(db: Session, row: SearchText, words: str) -> None:
    lock(db, CASE)
    row.folded = words
    db.flush()

    assert len(stored(row)) == 4096 + OVERHEAD
    assert row.folded == words


def test_the_same_answer_twice_does_not_look_the_same(db: Session, row: SearchText) -> None:
    before = stored(row)
    lock(db, CASE)
    row.folded = WORDS
    db.flush()

    assert stored(row) != before


def test_a_new_generation_takes_what_is_written_next(db: Session, row: SearchText) -> None:
    renewed = new_key(TOLD, 2)
    db.add(Generation(case_id=CASE, compartment=TOLD, number=2))
    db.flush()
    the_ring(db).add(CASE, [renewed])
    lock(db, CASE)

    row.reseal()
    db.commit()

    assert row.generation == 2
    give_ring(db, ring_of(renewed))
    assert row.folded == WORDS


def test_the_database_forgets_no_generation_that_a_row_stands_under(
    db: Session, row: SearchText
) -> None:
    gone = delete(Generation).where(Generation.compartment == TOLD)

    with pytest.raises(IntegrityError):
        db.execute(gone)


def test_nothing_that_holds_a_secret_prints_it(db: Session, row: SearchText) -> None:
    row.folded = SECRET
    ring = the_ring(db)
    seeds = Seeds.generate()
    printed = [repr(each) for each in (row, ring, seeds, db, held(TOLD), SearchText.folded, HELD)]

    assert printed[:3] == ["<SearchText>", "<KeyRing of 1 cases>", "<Seeds>"]
    assert not any(SECRET in each or repr(held(TOLD).key)[2:-1] in each for each in printed)


def test_a_ring_forgets_a_case_with_everything_derived_from_it(
    db: Session, row: SearchText
) -> None:
    assert row.folded == WORDS
    the_ring(db).forget(CASE)
    db.expire_all()

    with pytest.raises(KeyMissing):
        _ = row.folded
    assert not the_ring(db).holds(CASE, TOLD)
    assert the_ring(db).held(CASE) == []


def test_every_sealed_column_is_bytes_and_never_null() -> None:
    columns = [
        each.__table__.c[f"{name}_sealed"]
        for each in CaseRecord.__subclasses__()
        for name in each.sealed
    ]

    assert columns
    assert all(isinstance(each.type, LargeBinary) and not each.nullable for each in columns)
