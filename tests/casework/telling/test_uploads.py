"""Files on their way in: sealed as they arrive, judged by what they are, one a request."""

import os
import tempfile
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from casework.evidence import copying
from casework.telling.files import Folder, opened
from casework.telling.uploads import FILE_LIMIT, Arrivals, Problem
from tests.casework import samples
from tests.casework.tellers import Teller
from tests.databases import Fresh

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    """What one request brings."""
    return Arrivals(Folder(tmp_path / "files"))


def arrive(arrivals: Arrivals, content: bytes, name: str = "a.png", piece: int = 10_000) -> None:
    """One part of a request, written as the form parser does."""
    sink = arrivals.receive(None, name)
    for start in range(0, len(content), piece):
        sink.write(content[start : start + piece])
    sink.seek(0)


def objects(tmp_path: Path) -> list[str]:
    """What the store holds."""
    return os.listdir(tmp_path / "files")


def test_a_file_is_sealed_and_opens_again(
    arrivals: Arrivals, tmp_path: Path, database: Fresh
) -> None:
    content = samples.long(samples.PNG, 300_001)
    arrive(arrivals, content)

    with database.sessions() as db:
        assert arrivals.first is not None
        file = arrivals.first.keep(db)
        db.commit()
    arrivals.close()

    assert (file.size, file.media_type, file.name) == (300_001, "image/png", "a.png")
    store = Folder(tmp_path / "files")
    assert b"".join(opened(store, file.object_name, file.key)) == content


def test_what_the_transaction_did_not_keep_is_gone(
    arrivals: Arrivals, tmp_path: Path, db: Session
) -> None:
    arrive(arrivals, samples.long(samples.PNG, 5000))
    assert arrivals.first is not None
    arrivals.first.keep(db)

    db.rollback()
    arrivals.close()

    assert objects(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (samples.long(samples.PNG, FILE_LIMIT + 1), Problem.TOO_LARGE),
        (samples.long(samples.WINDOWS, 90_000), Problem.WRONG_KIND),
        (b"short", Problem.WRONG_KIND),
    ],
)
def test_an_unfit_file_leaves_nothing_behind(
    arrivals: Arrivals, tmp_path: Path, content: bytes, problem: Problem
) -> None:
    arrive(arrivals, content, piece=64 * 1024)

    assert arrivals.problem is problem
    assert objects(tmp_path) == []


def test_a_file_of_just_the_limit_is_taken(arrivals: Arrivals) -> None:
    arrive(arrivals, samples.long(samples.JPEG, FILE_LIMIT), piece=64 * 1024)

    assert arrivals.problem is None


def test_a_second_file_of_a_request_is_refused(arrivals: Arrivals, tmp_path: Path) -> None:
    arrive(arrivals, samples.long(samples.PNG, 5000))
    arrive(arrivals, samples.long(samples.PNG, 5000))

    assert arrivals.problem is Problem.SECOND
    assert len(objects(tmp_path)) == 1


def test_an_empty_field_is_no_file(arrivals: Arrivals, tmp_path: Path) -> None:
    arrive(arrivals, b"", name="")

    assert arrivals.first is None
    assert arrivals.problem is None


def test_a_request_that_breaks_off_leaves_nothing(arrivals: Arrivals, tmp_path: Path) -> None:
    arrivals.receive(None, "a.png").write(samples.long(samples.PNG, 200_000))

    arrivals.close()

    assert objects(tmp_path) == []


@only_sqlite
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/photo.png", "photo.png"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("নথি \U0001f4f7.png", "নথি \U0001f4f7.png"),
        ("x" * 400 + ".png", "x" * 88 + ".png"),
    ],
)
def test_a_files_name_is_a_name_and_nothing_else(teller: Teller, sent: str, kept: str) -> None:
    teller.walk_to("files")

    seen = teller.press(file=(samples.long(samples.PNG, 6000), sent))

    assert f">{kept}<" in seen


@only_sqlite
def test_nothing_is_spooled_to_a_temporary_file(
    teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nonexistent/casework")
    teller.walk_to("files")

    seen = teller.press(file=(samples.long(samples.JPEG, 2_000_000), "photo.jpg"))

    assert ">photo.jpg<" in seen


@only_sqlite
def test_a_file_of_somebody_unknown_is_taken_at_once_and_no_copy_made_of_it(
    teller: Teller, config_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered: list[bytes] = []
    monkeypatch.setattr(copying, "PATIENCE", 0.01)
    monkeypatch.setattr(copying, "_asked", ordered.append)
    teller.walk_to("files")

    free = teller.press(file=(samples.long(samples.PNG, 5000), "one.png"))
    with copying._turn():
        busy = teller.press(file=(samples.long(samples.PNG, 5000), "two.png"))

    assert ">one.png<" in free
    assert ">two.png<" in busy
    assert (ordered, len(os.listdir(config_files))) == ([], 2)


@only_sqlite
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (samples.long(samples.PNG, FILE_LIMIT + 1), "larger than 15 MB"),
        (samples.long(samples.PNG, 17 * 1024 * 1024), "larger than 15 MB"),
        (samples.long(samples.ZIP, 9000), "This is none of them"),
    ],
)
def test_an_unfit_file_is_answered_in_a_sentence_and_nothing_is_lost(
    teller: Teller, content: bytes, sentence: str
) -> None:
    teller.walk_to("files", words={"words": "what she wrote before"})

    seen = teller.press(file=(content, "photo.png"))

    assert sentence in seen
    assert teller.page == "files"
    assert "what she wrote before" in teller.walk_to("check")


@only_sqlite
def test_what_she_marks_as_intimate_is_said_beside_it_and_the_next_file_is_asked_about_anew(
    teller: Teller,
) -> None:
    teller.walk_to("files")

    seen = teller.press(file=(samples.long(samples.PNG, 5000), "him.png"), intimate="y")

    assert "· intimate" in seen
    assert "checked" not in seen


@only_sqlite
def test_a_mark_she_made_stays_where_the_file_was_too_large(teller: Teller) -> None:
    teller.walk_to("files")

    seen = teller.press(file=(samples.long(samples.PNG, FILE_LIMIT + 1), "a.png"), intimate="y")

    assert "larger than 15 MB" in seen
    assert "checked" in seen


@only_sqlite
def test_ten_files_are_the_most(teller: Teller, config_files: Path) -> None:
    teller.walk_to("files")
    for number in range(10):
        teller.press(file=(samples.long(samples.PNG, 5000), f"{number}.png"))

    seen = teller.press(file=(samples.long(samples.PNG, 5000), "eleven.png"))

    assert "Ten files are the most" in seen
    assert len(os.listdir(config_files)) == 10


@only_sqlite
def test_a_removed_file_is_gone_from_the_store(teller: Teller, config_files: Path) -> None:
    teller.walk_to("files")
    teller.press(file=(samples.long(samples.PNG, 5000), "a.png"))
    name = os.listdir(config_files)[0]

    seen = teller.press("remove", name)

    assert ">a.png<" not in seen
    assert os.listdir(config_files) == []


@only_sqlite
def test_a_file_sent_to_a_page_without_files_is_not_kept(
    teller: Teller, config_files: Path
) -> None:
    teller.walk_to("words")

    teller.press(words="hello", file=(samples.long(samples.PNG, 5000), "a.png"))

    assert os.listdir(config_files) == []
