"""`casework export`: open a sealed copy, and see whether it is as it was signed."""

import tarfile
from collections.abc import Iterator
from hashlib import file_digest
from io import RawIOBase
from pathlib import Path

import click
import msgspec

from casework import config
from casework.report.archive import INDEX, TEXT
from casework.report.exported import CHANGED, Exported, decoded, encoded
from casework.report.judging import Head, Judged, judged
from crypto.copies import open_copy
from crypto.errors import RecoveryCodeMistyped, SealBroken, StreamBroken


@click.group()
def export() -> None:
    """Sealed copies of a case. Needs no instance: only the file, and what opens it."""


@export.command("open")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--code", prompt="The code or the passphrase that opens it", hide_input=True)
def open_(file: Path, folder: Path, code: str) -> None:
    """Unpack FILE into a new FOLDER that nobody else can read, and check every signature.

    It is judged by CASEWORK_ROOT_KEYS and CASEWORK_LOG_PUBLIC_KEYS as the programme published
    them; where these are not set, by the keys in the file, which are shown to be compared.
    """
    if folder.exists():
        raise click.ClickException(f"{folder} is there already. Name a new folder.")
    folder.mkdir(mode=0o700, parents=True)
    try:
        with file.open("rb") as source:
            _unpack(open_copy(source, code), folder)
    except SealBroken:
        raise click.ClickException("This is no sealed copy.") from None
    except RecoveryCodeMistyped:
        raise click.ClickException("This is no such code. Look at it letter by letter.") from None
    except (StreamBroken, tarfile.TarError):
        wrong = "The code or passphrase is another one, or the file was changed."
        raise click.ClickException(wrong) from None
    if (folder / TEXT).exists():
        click.echo(f"What she took along stands in {folder / TEXT}.")
    else:
        _judge(_index(folder), _digests(folder))


def _unpack(pieces: Iterator[bytes], folder: Path) -> None:
    with tarfile.open(fileobj=_Piecewise(pieces), mode="r|") as tar:
        tar.extractall(folder, filter="data")


def _index(folder: Path) -> Exported:
    """What it says of itself, and not a word beside it: all of it is signed."""
    try:
        text = (folder / INDEX).read_bytes()
        found = decoded(text)
    except (FileNotFoundError, msgspec.MsgspecError):
        raise click.ClickException("This is no copy of a case: NOT VERIFIED.") from None
    if encoded(found) != text:
        raise click.ClickException(f"{found.code}: {INDEX} was rewritten: NOT VERIFIED.")
    return found


def _digests(folder: Path) -> dict[str, bytes]:
    """SHA-256 of every file that came with it, by its path."""
    found = {}
    for each in sorted(folder.rglob("*")):
        if each.is_file() and each != folder / INDEX:
            with each.open("rb") as file:
                found[each.relative_to(folder).as_posix()] = file_digest(file, "sha256").digest()
    return found


def _judge(found: Exported, digests: dict[str, bytes]) -> None:
    roots, logs = config.root_keys(), config.log_public_keys()
    if not (roots and logs):
        click.echo("Compare these keys with what the programme published:")
        for each in (*(key.hex() for key in found.root_keys), *found.log_keys):
            click.echo(f"  {each}")
    verdict = judged(found, roots, logs, digests)
    for line in _said(verdict):
        click.echo(line)
    if not verdict.holds:
        raise click.ClickException(f"{found.code}: NOT VERIFIED.")
    click.echo(f"{found.code}: VERIFIED. {len(found.files)} files.")


def _faults(verdict: Judged) -> Iterator[str]:
    for part, number, what in verdict.wrong:
        said = "is not the one that was signed" if what == CHANGED else "is missing at the end"
        yield f"{part}, entry {number} {said}."
    for part, number in verdict.strangers:
        yield f"{part}, entry {number} is signed with a key that was never its author's."
    for number in verdict.lists:
        yield f"The list of keys number {number} is not signed by whoever could make it."
    for path in verdict.others:
        yield f"{path} is missing, or is not the file that was signed for."
    if not verdict.is_whole:
        yield "Nobody who is certified signed the whole of it as it stands here."
    for number in verdict.misplaced:
        yield f"The trail, act {number} does not stand in the signed tree."


def _said(verdict: Judged) -> Iterator[str]:
    yield from _faults(verdict)
    for path in verdict.lost:
        yield f"{path} was missing or damaged when this copy was made, and is not in it."
    if not verdict.wrong:
        yield f"{verdict.entries} entries, each as it was signed."
    yield {
        Head.SIGNED: f"The head of the trail is signed. {verdict.closed} acts stand under it.",
        Head.NONE: "No day of the trail was closed yet: it has no signed head.",
        Head.FORGED: "The head of the trail is signed by no key that is known.",
    }[verdict.head]
    if verdict.open:
        yield f"{verdict.open} acts are of days that were not closed when this copy was made."


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
