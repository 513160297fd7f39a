"""What is typed and not sent: only her cookie opens it, and it dies by itself."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.case.answers import Answers, SentFile
from casework.db import SealingSession
from casework.instance import orphans
from casework.models.draft import Draft, DraftFile
from casework.telling import drafts
from casework.telling.drafts import DraftOvertaken, DraftText, OpenDraft, Ticket
from casework.telling.files import Folder
from crypto.instance import InstanceKeys
from tests.databases import Fresh

NOW = datetime(2026, 3, 2, 10, 34, tzinfo=UTC)
PHRASE = "what she wrote on the stairs"


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    """Where files go."""
    return Folder(tmp_path / "files")


def begun(db: Session, keys: InstanceKeys, store: Folder) -> tuple[Ticket, OpenDraft]:
    """A draft with some words, as it is after her first page."""
    ticket, draft = drafts.begin(db, keys, store, NOW)
    draft.text.answers.words = PHRASE
    drafts.keep(db, keys, draft, NOW)
    db.commit()
    return ticket, draft


def with_file(db: Session, keys: InstanceKeys, store: Folder, draft: OpenDraft) -> str:
    """Add a file to a draft; gives back its object's name."""
    new = store.create()
    new.write(b"sealed")
    new.finish()
    file = SentFile(
        object_name=new.name, name="a.png", media_type="image/png", size=6, sha256=b"", key=b"k"
    )
    draft.text.answers.files.append(file)
    drafts.add_file(db, keys, [new.name], NOW)
    drafts.keep(db, keys, draft, NOW)
    db.commit()
    return new.name


def test_the_cookie_brings_the_words_back(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, _draft = begun(db, keys, store)

    found = drafts.find(db, keys, Ticket.read(ticket.cookie), NOW)

    assert found is not None
    assert found.text.answers.words == PHRASE


def test_without_the_cookies_half_nothing_opens(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, _draft = begun(db, keys, store)

    guessed = Ticket(ticket.id, Ticket.draw().secret)

    assert drafts.find(db, keys, guessed, NOW) is None


def test_the_cookie_alone_opens_nothing_on_another_instance(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, _draft = begun(db, keys, store)

    assert drafts.find(db, InstanceKeys(b"o" * 32), ticket, NOW) is None


def test_the_row_holds_no_word_and_no_clock(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    begun(db, keys, store)

    row = db.scalars(select(Draft)).one()

    assert PHRASE.encode() not in row.sealed
    assert not [each for each in Draft.__table__.columns if each.name[-2:] == "at"]


def test_a_draft_moved_into_another_row_does_not_open(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, draft = begun(db, keys, store)
    other, _draft = begun(db, keys, store)

    row = db.scalars(select(Draft).where(Draft.id_digest == other.digest)).one()
    row.sealed = draft.row.sealed
    db.flush()

    assert drafts.find(db, keys, other, NOW) is None
    assert drafts.find(db, keys, ticket, NOW) is not None


@pytest.mark.parametrize("words", ["", "x", "x" * 4000, "ក" * 4000])
def test_ordinary_drafts_are_equally_long(
    db: SealingSession, keys: InstanceKeys, store: Folder, words: str
) -> None:
    _ticket, draft = begun(db, keys, store)
    draft.text.answers.words = words
    drafts.keep(db, keys, draft, NOW)

    stored = db.scalar(select(func.length(Draft.sealed)))

    assert stored == drafts.ROOM + 29


@pytest.mark.parametrize("cookie", [None, "", "abc", "€" * 64, "A" * 63, "A" * 65, "A" * 5000])
def test_a_cookie_that_is_none_of_ours_is_no_draft(cookie: str | None) -> None:
    assert Ticket.read(cookie) is None


def test_a_draft_dies_an_hour_after_its_last_page(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, draft = begun(db, keys, store)
    later = NOW + timedelta(minutes=50)
    drafts.keep(db, keys, draft, later)

    assert drafts.find(db, keys, ticket, later + timedelta(minutes=59)) is not None
    assert drafts.find(db, keys, ticket, later + timedelta(minutes=60)) is None


def test_a_dead_draft_and_its_files_are_swept_by_the_next_one(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    _ticket, draft = begun(db, keys, store)
    with_file(db, keys, store, draft)

    ticket, _draft = drafts.begin(db, keys, store, NOW + timedelta(minutes=71))
    db.commit()

    assert db.scalars(select(Draft.id_digest)).all() == [ticket.digest]
    assert db.scalar(select(func.count()).select_from(DraftFile)) == 0
    assert os.listdir(tmp_path / "files") == []


def test_files_of_a_living_draft_are_not_swept(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    _ticket, draft = begun(db, keys, store)
    name = with_file(db, keys, store, draft)
    drafts.keep(db, keys, draft, NOW + timedelta(minutes=55))
    db.commit()

    drafts.sweep(db, keys, store, NOW + timedelta(minutes=110))
    db.commit()

    assert os.listdir(tmp_path / "files") == [name]


def test_of_two_who_write_the_same_draft_one_is_told(
    database: Fresh, keys: InstanceKeys, store: Folder
) -> None:
    with database.sessions() as db:
        ticket, _draft = begun(db, keys, store)
        one = drafts.find(db, keys, ticket, NOW)
        other = drafts.find(db, keys, ticket, NOW)
        assert one is not None
        assert other is not None
        drafts.keep(db, keys, one, NOW)

        with pytest.raises(DraftOvertaken):
            drafts.turn_into_receipt(db, keys, other, NOW)


def test_a_receipt_holds_the_number_and_nothing_else(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, draft = begun(db, keys, store)
    draft.text.number = "1000000000000008"

    drafts.turn_into_receipt(db, keys, draft, NOW)

    found = drafts.find(db, keys, ticket, NOW)
    assert found is not None
    bare = DraftText(number="1000000000000008", is_receipt=True, page="receipt", touched_at=NOW)
    assert msgspec.to_builtins(found.text) == msgspec.to_builtins(bare)
    assert found.text.answers == Answers()


def test_a_receipt_dies_after_ten_minutes_and_is_swept(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, draft = begun(db, keys, store)
    drafts.turn_into_receipt(db, keys, draft, NOW)

    assert drafts.find(db, keys, ticket, NOW + timedelta(minutes=9)) is not None
    assert drafts.find(db, keys, ticket, NOW + timedelta(minutes=10)) is None
    drafts.sweep(db, keys, store, NOW + timedelta(minutes=21))
    assert db.scalar(select(func.count()).select_from(Draft)) == 0


def test_the_files_of_a_sent_draft_stay(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    _ticket, draft = begun(db, keys, store)
    name = with_file(db, keys, store, draft)
    drafts.turn_into_receipt(db, keys, draft, NOW)
    db.commit()

    drafts.sweep(db, keys, store, NOW + timedelta(days=1))
    db.commit()

    assert os.listdir(tmp_path / "files") == [name]


def test_leaving_ends_a_draft_and_its_files(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    ticket, draft = begun(db, keys, store)
    with_file(db, keys, store, draft)

    drafts.leave(db, keys, store, ticket.cookie, NOW)
    db.commit()

    assert drafts.find(db, keys, ticket, NOW) is None
    assert os.listdir(tmp_path / "files") == []


def test_what_is_rolled_back_keeps_its_files(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    _ticket, draft = begun(db, keys, store)
    name = with_file(db, keys, store, draft)

    drafts.end(db, store, draft)
    db.rollback()

    assert os.listdir(tmp_path / "files") == [name]


def test_an_object_that_a_crash_left_is_found_two_days_later(
    db: SealingSession, keys: InstanceKeys, store: Folder, tmp_path: Path
) -> None:
    _ticket, draft = begun(db, keys, store)
    known = with_file(db, keys, store, draft)
    lost = store.create()
    lost.finish()
    today = datetime.now(UTC).date()

    assert orphans.sweep(db, store, today) == 0
    assert orphans.sweep(db, store, today + timedelta(days=2)) == 1
    assert os.listdir(tmp_path / "files") == [known]


def test_no_secret_of_a_draft_is_printed(
    db: SealingSession, keys: InstanceKeys, store: Folder
) -> None:
    ticket, draft = begun(db, keys, store)

    shown = f"{ticket!r} {draft!r} {draft.text!r}"

    assert PHRASE not in shown
    assert ticket.secret.hex() not in shown
    assert repr(ticket.secret) not in shown
