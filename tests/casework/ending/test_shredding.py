"""The timer counts what it would destroy, destroys it whole, and leaves no row but the trail's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import trail_days, trail_verdict
from auth.models import TrailEntry
from auth.reminders import Reminder
from casework.case.answers import Reply, SentFile
from casework.case.handling import answer, attach
from casework.commands.retention import sweep
from casework.config import Config
from casework.db import truncate_journal
from casework.ending.before import Way
from casework.ending.keeping import hold, hold_hers, warn
from casework.models.shredding import Tombstone
from casework.parts import Parts, assemble
from casework.procedures.pack import Retention
from casework.procedures.terms import Binding, Confidence
from casework.schema import tables
from casework.telling.files import Folder
from casework.telling.uploads import Upload
from crypto.checkpoints import LogSigner
from tests.casework.ending.ends import at_its_end, closed, ready
from tests.casework.evidence.making import photograph
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

RULE = Retention(source="OURS", binding=Binding.RECOMMENDED, confidence=Confidence.LOW, months=12)
LATER = NOW + timedelta(days=330)
HOLDERS = ("chair", "member", "external", "union", "supervisor", "officer")
STAYS = {"trail_entry", "tombstone", "pack_version", "return_number", "code_tag"}
"""What is there afterwards and was not before: the trail, a count, a procedure's own text, what
tells her by number that it was destroyed, and a tag so that no code is given twice."""
MARK = "Shiuli at the third gate"


@dataclass
class Told:
    """A case with a file of hers and one of the committee's, dated for the timer."""

    case: UUID
    after: date
    before: dict[str, int] = field(repr=False)

    @property
    def over(self) -> datetime:
        """The first day on which it may be destroyed."""
        return datetime.combine(self.after + timedelta(days=1), time(), UTC)


@pytest.fixture
def parts(config: Config) -> Iterator[Parts]:
    """The parts that the timer would assemble."""
    made = assemble(config)
    yield made
    made.sessions.engine.dispose()


@pytest.fixture
def told(
    db: Session, world: World, parts: Parts, config: Config, monkeypatch: pytest.MonkeyPatch
) -> Told:
    """Everybody has opened it, it was closed, and she was told when it goes."""
    monkeypatch.setattr("casework.ending.keeping.rule_of", lambda *_args: RULE)
    before, store = counts(db), Folder(config.files)
    hers = world.complaint(words=MARK, safe_now=Reply.NO, told_for_programme=True)
    hers.files = [uploaded(db, store)]
    case = world.told(db, hers)
    for who in HOLDERS:
        world.kept(db, who)
    db.commit()
    attach(db, turn(db, world, "chair", case), uploaded(db, store), MARK, origin=MARK)
    db.commit()
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    after = warn(db, turn(db, world, "chair", case, now=LATER), Way.PAGE)
    db.commit()
    assert after is not None
    return Told(case, after, before)


def uploaded(db: Session, store: Folder) -> SentFile:
    """A photograph with the copy that was made when it came."""
    upload = Upload(store, "him.jpg", "image/jpeg", is_second=False)
    upload.write(photograph())
    upload.seek(0)
    return upload.keep(db)


def counts(db: Session) -> dict[str, int]:
    """Table → how many rows."""
    found = {
        table.name: db.scalar(select(func.count()).select_from(table)) or 0
        for table in tables().sorted_tables
    }
    db.rollback()
    return found


def objects(config: Config) -> list[str]:
    """What lies in the store."""
    return sorted(path.name for path in Path(config.files).iterdir())


def swept(parts: Parts, now: datetime, *, rehearses: bool = False) -> int:
    """How many closed cases the timer destroys, or says that it would."""
    found = {what: count for count, what in sweep(parts, now, rehearses=rehearses)}
    return found["closed cases past their month"]


def test_a_rehearsal_counts_and_changes_nothing(
    db: Session, parts: Parts, config: Config, told: Told
) -> None:
    rows, files = counts(db), objects(config)

    would = [swept(parts, told.over, rehearses=True) for _again in range(2)]

    assert would == [1, 1]
    assert counts(db) == rows
    assert objects(config) == files
    assert len(files) == 2


def test_afterwards_no_table_holds_a_row_more_than_before_she_told(
    db: Session, parts: Parts, config: Config, told: Told
) -> None:
    during = counts(db)

    swept(parts, told.over)

    left = {name: count for name, count in counts(db).items() if count > told.before[name]}
    gone = {name for name, count in during.items() if count > told.before[name]} - left.keys()
    assert set(left) - STAYS == set()
    assert {"grant", "entry", "attachment", "case", "reminder", "ring_memory"} - gone <= {
        "ring_memory"
    }
    assert objects(config) == []


def test_reminders_that_were_written_for_it_go_with_it(
    db: Session, parts: Parts, told: Told
) -> None:
    waiting = db.scalar(select(func.count()).select_from(Reminder))
    db.rollback()

    swept(parts, told.over)

    assert waiting
    assert db.scalars(select(Reminder.id)).all() == []


def test_the_tombstone_says_how_many_and_on_which_day_and_has_no_room_for_more(
    db: Session, parts: Parts, told: Told
) -> None:
    swept(parts, told.over)

    stone = db.scalars(select(Tombstone)).one()
    assert (stone.day, stone.cases) == (told.over.date(), 1)
    assert set(Tombstone.__table__.columns.keys()) == {"id", "day", "cases"}


def test_the_trail_still_verifies_when_the_keys_to_its_entries_are_gone(
    db: Session, parts: Parts, told: Told
) -> None:
    signer = LogSigner("casework.example", token_bytes(32))
    trail_days.close(db, signer, told.after)
    db.commit()
    entries = db.scalar(select(func.count()).select_from(TrailEntry))
    db.rollback()

    swept(parts, told.over)
    trail_days.close(db, signer, told.over.date() + timedelta(days=1))
    db.commit()

    verdict = trail_verdict.verify(db, [signer.verifier])
    assert verdict.is_sound
    assert verdict.leaves > (entries or 0)
    assert verdict.open == 0


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_neither_the_database_nor_its_journal_keeps_a_page_of_it(
    db: Session, parts: Parts, config: Config, told: Told
) -> None:
    sealed = db.connection().exec_driver_sql('select sealed from "grant" limit 1').scalar_one()
    db.rollback()
    folder = Path(parts.sessions.engine.url.database or "").parent
    lay = holding(folder, sealed)

    swept(parts, told.over)
    db.close()

    assert truncate_journal(parts.sessions.engine)
    assert lay
    assert holding(folder, sealed) == []


def holding(folder: Path, needle: bytes) -> list[str]:
    """Which files of a database hold these octets."""
    found = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in found if needle[64:192] in path.read_bytes()]


@pytest.mark.parametrize("who", ["two of the committee", "she", "who writes into it"])
def test_whoever_holds_it_stops_the_timer(
    db: Session, world: World, parts: Parts, told: Told, config: Config, who: str
) -> None:
    holding_it: dict[str, Callable[[], object]] = {
        "two of the committee": lambda: hold(
            db, turn(db, world, "chair", told.case, now=LATER), "A court asks."
        ),
        "she": lambda: hold_hers(db, hers(db, world, told.case, seeds_of(db, world)), keep=True),
        "who writes into it": lambda: answer(
            db, turn(db, world, "member", told.case, now=LATER), "Shall we keep it?"
        ),
    }
    holding_it[who]()
    db.commit()
    files = objects(config)

    shredded = swept(parts, told.over + timedelta(days=3650))

    assert shredded == 0
    assert objects(config) == files
    world.as_(db, "chair")
    assert counts(db)["case"] == told.before["case"] + 1


def test_a_case_that_nobody_told_her_about_is_not_destroyed_however_old(
    db: Session, world: World, parts: Parts, told: Told
) -> None:
    other = world.told(db, world.complaint(), world.prepare(number="2000000000000004"))

    swept(parts, told.over + timedelta(days=3_650))

    assert counts(db)["case"] == told.before["case"] + 1
    world.as_(db, "chair")
    assert turn(db, world, "chair", other).case == other


def test_after_an_interrupted_run_the_next_one_finishes(
    db: Session, parts: Parts, config: Config, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(parts, files=Folder(config.files))
    monkeypatch.setattr(broken.files, "delete", _power_cut)
    with pytest.raises(OSError, match="power"):
        swept(broken, told.over)

    assert swept(parts, told.over) == 1
    assert objects(config) == []
    assert counts(db)["attachment"] == told.before["attachment"]


def _power_cut(_name: str) -> None:
    raise OSError("power")
