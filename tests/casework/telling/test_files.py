"""Sealed files in a folder: made once, readable by nobody else, named after nothing."""

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import pytest

from casework.telling.files import Folder, ObjectMissing, opened, sealer
from crypto.errors import StreamBroken

KEY = b"k" * 32
PHRASE = b"what she recorded on the stairs "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store keeps its objects."""
    return tmp_path / "files"


def stored(folder: Path, content: bytes = PHRASE) -> str:
    """Seal something into the store; gives back its name."""
    new = Folder(folder).create()
    with sealer(new, KEY, limit=1_000_000) as sealing:
        sealing.write(content)
    new.finish()
    return new.name


def test_what_was_stored_is_read_again(folder: Path) -> None:
    content = token_bytes(200_000)

    name = stored(folder, content)

    assert b"".join(opened(Folder(folder), name, KEY)) == content


def test_nobody_else_on_the_machine_can_read_or_list_it(folder: Path) -> None:
    name = stored(folder)

    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_disk_holds_no_word_of_it(folder: Path) -> None:
    name = stored(folder, PHRASE * 3000)

    assert PHRASE.strip() not in (folder / name).read_bytes()


def test_the_clock_of_a_file_says_the_day_and_not_the_minute(folder: Path) -> None:
    name = stored(folder)

    made = datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)

    assert (made.hour, made.minute, made.second) == (0, 0, 0)


def test_an_object_is_bound_to_its_own_name(folder: Path) -> None:
    one, other = stored(folder), stored(folder, b"something else")
    (folder / one).write_bytes((folder / other).read_bytes())

    with pytest.raises(StreamBroken):
        list(opened(Folder(folder), one, KEY))


def test_two_objects_never_share_a_name(folder: Path) -> None:
    assert len({stored(folder) for _each in range(20)}) == 20


@pytest.mark.parametrize("name", ["../casework.sqlite", "/etc/passwd", "", "A" * 32, "0" * 31])
def test_a_name_that_is_none_of_ours_opens_nothing(folder: Path, name: str) -> None:
    with pytest.raises(ObjectMissing):
        Folder(folder).open(name)
    with pytest.raises(ObjectMissing):
        Folder(folder).delete(name)


def test_what_is_gone_may_be_deleted_again(folder: Path) -> None:
    name = stored(folder)

    Folder(folder).delete(name)
    Folder(folder).delete(name)

    assert os.listdir(folder) == []


def test_an_abandoned_object_leaves_nothing(folder: Path) -> None:
    new = Folder(folder).create()
    new.write(b"half")

    new.abandon()
    new.abandon()

    assert os.listdir(folder) == []


def test_only_objects_of_earlier_days_are_listed_as_such(folder: Path) -> None:
    today = datetime.now(UTC).date()
    name = stored(folder)
    (folder / "notes.txt").write_text("somebody's own file")

    assert list(Folder(folder).names(made_before=today)) == []
    assert list(Folder(folder).names(made_before=today + timedelta(days=1))) == [name]
    assert list(Folder(folder).names(made_before=date(2020, 1, 1))) == []
