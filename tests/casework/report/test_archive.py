"""The sealed archive: it opens with its code and no other, and what was changed in it shows."""

import tarfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.report.archive import Member, opened, sealed
from crypto.errors import RecoveryCodeMistyped, StreamBroken
from crypto.recovery_code import draw_recovery_code

CODE = "0AB12C-DEFGH-JKMNP-QRSTV-WXYZ0"


def archived(*members: tuple[str, bytes], code: str = CODE) -> bytes:
    """A sealed archive."""
    parts = [Member(path, len(data), [data]) for path, data in members]
    return b"".join(sealed(parts, code))


def unpacked(archive: bytes, code: str = CODE) -> dict[str, bytes]:
    """What is in one, by path."""
    tar = b"".join(opened(BytesIO(archive), code))
    with tarfile.open(fileobj=BytesIO(tar)) as read:
        found = {each.name: read.extractfile(each) for each in read.getmembers()}
        return {path: each.read() for path, each in found.items() if each}


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=3000), max_size=4))
def test_what_goes_in_comes_out(datas: list[bytes]) -> None:
    members = [(f"files/{at}", data) for at, data in enumerate(datas)]

    assert unpacked(archived(*members)) == dict(members)


def test_a_code_typed_with_blanks_and_small_letters_opens_it() -> None:
    archive = archived(("case.json", b"{}"))

    assert unpacked(archive, CODE.replace("-", " ").lower()) == {"case.json": b"{}"}


def test_no_other_code_opens_it() -> None:
    archive = archived(("case.json", b"Shirin"))

    with pytest.raises(StreamBroken):
        unpacked(archive, draw_recovery_code())


def test_what_is_no_code_is_said_to_be_none() -> None:
    with pytest.raises(RecoveryCodeMistyped):
        archived(("case.json", b""), code="kingfisher")


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_changed_archive_opens_to_nothing(at: int) -> None:
    archive = bytearray(archived(("case.json", b"Shirin")))
    archive[at] ^= 1

    with pytest.raises(StreamBroken):
        unpacked(bytes(archive))


def test_no_word_of_it_stands_in_the_clear() -> None:
    archive = archived(("case.json", b"Shirin was told"), ("files/one", b"Shirin again"))

    assert b"Shirin" not in archive
    assert b"case.json" not in archive
