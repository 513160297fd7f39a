"""Files on their way in: sealed chunk by chunk as they arrive, never in the clear on a disk."""

import secrets
from collections.abc import Callable
from enum import StrEnum
from typing import IO, cast

from flask import current_app, g
from sqlalchemy import event
from sqlalchemy.orm import Session

from auth.incoming import UPLOAD_BYTES, Incoming
from casework.case.answers import SentFile
from casework.evidence.copies import NotCopied, Reason
from casework.evidence.kinds import LOOKED_AT, media_type
from casework.telling.files import FileStore, NewObject, sealer
from casework.telling.sealed_copies import sealed_copy
from casework.typed import one_line
from crypto.envelope import KEY_BYTES
from crypto.errors import StreamTooLong
from crypto.stream import Sealer

FILE_LIMIT = UPLOAD_BYTES - 1024 * 1024
"""15 MiB; the rest of a request's 16 is for its other fields."""
NAME_LIMIT = 100
ACCEPT = "image/*,audio/*,video/*,application/pdf,.heic,.amr,.3gp,.m4a,.opus,.ogg"
"""What the file input offers; what counts is what a file begins with."""


class Problem(StrEnum):
    """Why a file was not taken."""

    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    SECOND = "second"
    """Files come one by one."""


class Upload:
    """One file part of a request: sealed into the store while it is read.

    Werkzeug writes the part and seeks to its beginning when it is complete; that is when the
    file is judged and finished. Nothing is known then of who sent it: its copy is made when the
    gate has let her in. What is not kept is gone when the request ends.
    """

    def __init__(self, store: FileStore, name: str, declared: str, *, is_second: bool) -> None:
        self._store = store
        self._name = _cleaned_name(name)
        self._declared = declared
        self._new: NewObject | None = None
        self._sealer: Sealer | None = None
        self._key = b""
        self._head = bytearray()
        self._is_second = is_second
        self._is_kept = False
        self.problem: Problem | None = None
        self.file: SentFile | None = None

    def write(self, data: bytes) -> int:
        """Seal a piece. An unfit file is read to its end, so that a page can say so."""
        if data and not self.problem:
            self._take(data)
        return len(data)

    def seek(self, _offset: int, _whence: int = 0) -> int:
        """The part is complete. There is nothing to read back: it is sealed already."""
        if self._sealer is not None and self._new is not None and not self.problem:
            self._finish(self._new, self._sealer)
        return 0

    def read(self, _size: int = -1) -> bytes:
        """Nothing: what came in was sealed."""
        return b""

    def copy(self) -> None:
        """Have the copy made that people will see; where there can be none, say why.

        Takes seconds: no lock may be held meanwhile. For whoever is signed in and may add files;
        of any other file the copy is made when somebody first opens it.
        """
        if self.file is None or self.problem:
            return
        try:
            self.file.copy = sealed_copy(self._store, self.file.object_name, self.file)
        except NotCopied as wrong:
            self.file.uncopied = wrong.reason if wrong.reason is not Reason.BUSY else None

    def keep(self, db: Session, *, is_intimate: bool = False) -> SentFile:
        """Keep the file if this transaction commits. Raises ValueError when there is none.

        Of an intimate one no copy is kept: one is made when two have agreed to look at it.
        """
        if self.file is None:
            raise ValueError(self.problem)
        if is_intimate:
            self.file.is_intimate, self.file.uncopied = True, None
            self._leave_uncopied()
        event.listen(db, "after_commit", self._stay, once=True)
        return self.file

    def close(self) -> None:
        """Remove what nobody kept."""
        if self._new is not None and not self._is_kept:
            self._new.abandon()
            self._leave_uncopied()

    def _stay(self, _session: Session) -> None:
        self._is_kept = True

    def _take(self, data: bytes) -> None:
        if self._is_second:
            self.problem = Problem.SECOND
            return
        self._head += data[: LOOKED_AT - len(self._head)]
        try:
            self._open_sealer().write(data)
        except StreamTooLong:
            self._refuse(Problem.TOO_LARGE)
        if len(self._head) == LOOKED_AT and not self._media_type():
            self._refuse(Problem.WRONG_KIND)

    def _open_sealer(self) -> Sealer:
        if self._sealer is None:
            self._new = self._store.create()
            self._key = secrets.token_bytes(KEY_BYTES)
            self._sealer = sealer(self._new, self._key, FILE_LIMIT)
        return self._sealer

    def _finish(self, new: NewObject, sealed: Sealer) -> None:
        media_type = self._media_type()
        if media_type is None:
            self._refuse(Problem.WRONG_KIND)
            return
        sealed.close()
        new.finish()
        self.file = SentFile(
            object_name=new.name,
            name=self._name,
            media_type=media_type,
            size=sealed.size,
            sha256=sealed.sha256,
            key=self._key,
        )

    def _leave_uncopied(self) -> None:
        if self.file is not None and self.file.copy is not None:
            self._store.delete(self.file.copy.object_name)
            self.file.copy = None

    def _refuse(self, problem: Problem) -> None:
        self.problem = problem
        if self._new is not None:
            self._new.abandon()
            self._new = self._sealer = None

    def _media_type(self) -> str | None:
        return media_type(bytes(self._head), self._name, self._declared)


class Arrivals:
    """The files of one request, in the order they came; one is taken, the rest refused."""

    def __init__(self, store: FileStore) -> None:
        self._store = store
        self._uploads: list[Upload] = []

    def receive(self, content_type: str | None, name: str | None) -> IO[bytes]:
        """The sink for one file part."""
        upload = Upload(self._store, name or "", content_type or "", is_second=bool(self.first))
        self._uploads.append(upload)
        return cast("IO[bytes]", upload)

    @property
    def first(self) -> Upload | None:
        """The file that was chosen, taken or not; None where a browser sent an empty field."""
        return next((each for each in self._uploads if each.file or each.problem), None)

    @property
    def problem(self) -> Problem | None:
        """Why a file of this request was not taken, the first reason first."""
        return next((each.problem for each in self._uploads if each.problem), None)

    def copy(self) -> None:
        """Have the copy made of what was taken."""
        for each in self._uploads:
            each.copy()

    def close(self) -> None:
        """Remove what nobody kept."""
        for each in self._uploads:
            each.close()


def sink(request: Incoming) -> Callable[[str | None, str | None], IO[bytes]]:
    """The maker of sealing sinks for `auth.incoming.takes_files`."""
    return arrivals(request).receive


def arrivals(request: Incoming) -> Arrivals:
    """What arrived with this request. It ends with the request, kept files excepted."""
    if "arrivals" not in g:
        g.arrivals = Arrivals(current_app.extensions["casework"].files)
        request.at_end.append(g.arrivals.close)
        request.when_let_in.append(g.arrivals.copy)
    found: Arrivals = g.arrivals
    return found


def _cleaned_name(name: str) -> str:
    """The last part of a name, without signs that reorder or break the line it stands in."""
    last = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, ending = last.rpartition(".")
    if len(last) <= NAME_LIMIT:
        return last or "file"
    return f"{(stem or ending)[: NAME_LIMIT - 12]}{dot}{ending[:10]}" if stem else last[:NAME_LIMIT]
