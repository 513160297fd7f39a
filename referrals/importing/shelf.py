"""Rows put away by what they belong to until they are asked for: sealed, and none of them held."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from crypto.envelope import KEY_BYTES, open_, seal

LABEL = "import-shelf"
SIGNS = 16
CACHE = 8 * 1024
"""Kilobytes of it that stay in memory."""
Row = dict[str, Any]
Put = tuple[str, str, Row]
"""To whom it belongs, of which table it is, and the row."""


class Shelf:
    """Rows of several tables, found again by their owner. Fill it, settle it, ask it, close it.

    They lie in a database that has no name and goes with this process. It knows owners by marks
    and rows sealed, both under keys of this process alone.
    """

    def __init__(self) -> None:
        self._key, self._marking = token_bytes(KEY_BYTES), token_bytes(KEY_BYTES)
        self._db = sqlite3.connect("", isolation_level=None)
        for each in ("journal_mode = off", "synchronous = off", f"cache_size = -{CACHE}"):
            self._db.execute(f"PRAGMA {each}")
        self._db.execute("CREATE TABLE held (mark BLOB, sealed BLOB)")
        self._db.execute("BEGIN")

    def fill(self, rows: Iterable[Put]) -> None:
        """Put these behind those that are there. Raises what their source raises."""
        self._db.executemany("INSERT INTO held VALUES (?, ?)", map(self._sealed, rows))

    def settle(self) -> None:
        """All is in: from now on it is asked."""
        self._db.execute("CREATE INDEX by_mark ON held (mark)")

    def of(self, owner: str) -> Iterator[tuple[str, Row]]:
        """The rows of one owner with their tables, in their order. Raises SealBroken."""
        mark = self._mark(owner)
        found = self._db.execute("SELECT sealed FROM held WHERE mark = ? ORDER BY rowid", (mark,))
        for (sealed,) in found.fetchall():
            table, row = json.loads(open_(self._key, sealed, LABEL, mark))
            yield table, row

    def close(self) -> None:
        """Let go of all of it."""
        self._db.close()

    def _sealed(self, put: Put) -> tuple[bytes, bytes]:
        owner, table, row = put
        mark = self._mark(owner)
        return mark, seal(self._key, json.dumps((table, row)).encode(), LABEL, mark)

    def _mark(self, owner: str) -> bytes:
        return blake2b(owner.encode(), digest_size=SIGNS, key=self._marking).digest()
