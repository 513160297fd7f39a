"""`casework export`: open a sealed copy of a case, and see whether it is as it was signed."""

import tarfile
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path

import click

from casework.report.archive import INDEX, opened
from casework.report.exported import CHANGED, decoded, faults
from crypto.errors import RecoveryCodeMistyped, StreamBroken


@click.group()
def export() -> None:
    """Sealed copies of a case. Needs no instance and no settings: only the file and its code."""


@export.command("open")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--code", prompt="The code that opens it", hide_input=True)
def open_(file: Path, folder: Path, code: str) -> None:
    """Unpack FILE into a new FOLDER that nobody else can read, and check every signature."""
    if folder.exists():
        raise click.ClickException(f"{folder} is there already. Name a new folder.")
    folder.mkdir(mode=0o700, parents=True)
    try:
        with file.open("rb") as source:
            _unpack(opened(source, code), folder)
    except RecoveryCodeMistyped:
        raise click.ClickException("This is no such code. Look at it letter by letter.") from None
    except (StreamBroken, tarfile.TarError):
        raise click.ClickException("The code is another one, or the file was changed.") from None
    _judge(folder)


def _unpack(pieces: Iterator[bytes], folder: Path) -> None:
    with tarfile.open(fileobj=_Piecewise(pieces), mode="r|") as tar:
        tar.extractall(folder, filter="data")


def _judge(folder: Path) -> None:
    found = decoded((folder / INDEX).read_bytes())
    count = sum(len(entries) for entries in found.entries.values())
    wrong = list(faults(found))
    for part, number, what in wrong:
        said = "is not the one that was signed" if what == CHANGED else "is missing at the end"
        click.echo(f"{part.value}, entry {number} {said}.")
    if wrong:
        raise click.ClickException(f"{len(wrong)} of {count} entries do not hold.")
    click.echo(f"{found.code}: {count} entries, each as it was signed. {len(found.files)} files.")


class _Piecewise(RawIOBase):
    """Pieces read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._held = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        size = len(self._held) if size < 0 else size
        given, self._held = self._held[:size], self._held[size:]
        return given
