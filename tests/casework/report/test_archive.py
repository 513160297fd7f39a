"""The archive of a copy: a tar that every program reads, as long for a short case as for none."""

import tarfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.report.archive import ROOM, one, tar


def archived(*members: tuple[str, bytes]) -> bytes:
    """An archive."""
    return b"".join(tar(one(path, data) for path, data in members))


def unpacked(archive: bytes) -> dict[str, bytes]:
    """What is in one, by path."""
    with tarfile.open(fileobj=BytesIO(archive)) as read:
        found = {each.name: read.extractfile(each) for each in read.getmembers()}
        return {path: each.read() for path, each in found.items() if each}


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=20_000), max_size=4))
def test_what_goes_in_comes_out(datas: list[bytes]) -> None:
    members = [(f"files/{at}", data) for at, data in enumerate(datas)]

    assert unpacked(archived(*members)) == dict(members)


def test_a_short_case_is_as_long_as_an_empty_one() -> None:
    assert len(archived(("copy.txt", b""))) == len(archived(("copy.txt", b"Shirin"))) == ROOM
