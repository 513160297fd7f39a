"""What is alike in all applications of a run is worked out once: addresses, templates, statements.

A test has an application and a database of its own all the same: what is shared is compiled code,
looked up by the text it was compiled from, and nobody can change it.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, Dialect
from werkzeug.routing import Rule

from casework import db
from casework.app import House

Builder = Callable[..., tuple[str, str]]
WORKED_OUT = ("_parts", "_trace", "_converters", "arguments")
AS_SERVED = db.PRAGMAS


class Address(Rule):
    """A route that is compiled once for all routes that are written alike."""

    known: ClassVar[dict[str, dict[str, Any]]] = {}
    builders: ClassVar[dict[tuple[str, bool], Builder]] = {}

    @property
    def written(self) -> str:
        """All that is looked at when it is compiled."""
        return repr((self.rule, self.subdomain, self.defaults, self.merge_slashes))

    def compile(self) -> None:
        """Compile it, or take over what was compiled from the same words."""
        if self.written not in self.known:
            super().compile()
            self.known[self.written] = {name: getattr(self, name) for name in WORKED_OUT}
        vars(self).update(self.known[self.written])
        self._build = self._compile_builder(False).__get__(self, None)
        self._build_unknown = self._compile_builder(True).__get__(self, None)

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        key = self.written, append_unknown
        if key not in self.builders:
            self.builders[key] = super()._compile_builder(append_unknown)
        return self.builders[key]


class Compiled(BytecodeCache):
    """Compiled templates by name and text: one that was written anew is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before, if anything was."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.code


class Statements:
    """Makes engines that know the statements which those before them compiled."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Dialect, Any]] = {}

    def engine(self, url: URL, **options: Any) -> Engine:
        """An engine as SQLAlchemy makes it, in the dialect of the first one that has connected."""
        made = create_engine(url, query_cache_size=4000, **options)
        dialect, compiled = self._first.get(made.dialect.name, (made.dialect, None))
        if compiled is None or dialect.server_version_info is None:
            self._first[made.dialect.name] = made.dialect, made._compiled_cache
            return made
        made.dialect, made._compiled_cache = dialect, compiled
        return made


def pytest_configure(config: pytest.Config) -> None:
    """Let everything this process makes use them."""
    House.url_rule_class = Address
    House.jinja_options = {"bytecode_cache": Compiled()}
    for_good = pytest.MonkeyPatch()
    for_good.setattr(db, "create_engine", Statements().engine)
    # Nobody cuts the power in a test: what is written need not wait for a disk.
    for_good.setattr(db, "PRAGMAS", (*AS_SERVED, "synchronous=OFF"))


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite waits for its disk, as it does where Casework is served."""
    monkeypatch.setattr(db, "PRAGMAS", AS_SERVED)
