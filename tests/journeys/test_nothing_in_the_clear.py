"""After a whole journey nothing that was secret stands anywhere but with its owner."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from subprocess import PIPE, Popen
from sys import executable
from urllib.parse import quote

import msgspec
import pytest
from sqlalchemy import make_url, text

from casework import db as database
from casework.facts.closing import close_days
from casework.facts.fact import FactKind
from casework.facts.keeping import facts_of, keep
from casework.facts.origin import the_origin
from tests.databases import made
from tests.journeys.descriptors import in_the_clear
from tests.journeys.founding import found
from tests.journeys.marked import Journey
from tests.journeys.marks import Marks, files_under, traces
from tests.journeys.typed import marked, texts
from tests.journeys.villages import config_in, environment
from tests.servers import Server, serving

BACKENDS = ("sqlite", "postgres")
WORKERS = 2
TYPED = {
    "attachment.meta.name",
    "cover.text.intentions.reason",
    "cover.text.removals.reason",
    "entry.body.facts",
    "entry.body.text",
    "search_text.folded",
}
OURS = {
    "attachment.meta.media_type",
    "course.text.clocks.calendar",
    "course.text.clocks.rule",
    "course.text.extended.reason",
    "course.text.extended.rule",
    "course.text.facts",
    "course.text.late",
    "course.text.pack",
    "course.text.paused.rule",
    "course.text.paused.when",
    "course.text.version",
    "cover.text.code",
    "cover.text.departed.reason",
    "cover.text.stage",
    "cover.text.stopped",
    "epoch.record.reason",
    "tally.text.by_another",
    "tally.text.decided",
    "tally.text.facts",
    "tally.text.months",
    "tally.text.result",
    "tally.text.safety",
}
"""Sealed texts that nobody types: names of rules, stages and types, days, and a code that is drawn;
what was counted; and why a deadline is longer, which stands in the entry alone."""
HEARD = {
    "age",
    "appeal",
    "asked",
    "beside_her",
    "closing",
    "consent",
    "declaration",
    "happened",
    "identity",
    "keeping",
    "needs",
    "referral",
    "safety",
    "shared",
    "stage",
    "statement",
    "union_point",
    "withdrawal",
}
"""Kinds of entries that bear a mark from her first page to the end of a case."""


@pytest.fixture(scope="module", params=BACKENDS)
def journey(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Journey]:
    """A journey that is over, its server still running."""
    backend = str(request.param)
    template = request.getfixturevalue(f"{backend}_template")
    folder, marks = tmp_path_factory.mktemp("journey"), Marks()
    with made(backend, request, folder, template) as url:
        village = found(config_in(folder, url), marks.text)
        with serving(
            "tests.application:made()",
            environment(village, folder),
            folder / "server.log",
            folder=folder,
            workers=WORKERS,
        ) as server:
            walked = Journey(server, village, marks)
            walked.walk()
            _write_out(url)
            yield walked


def _write_out(url: str) -> None:
    """Have PostgreSQL write what it still holds in memory; SQLite has nothing there."""
    engine = database.engine_for(url)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("CHECKPOINT"))
    engine.dispose()


def test_no_file_of_ours_holds_anything_she_said(journey: Journey) -> None:
    folder = journey.server.log.parent

    places = [path.name for path in files_under(folder)]

    assert journey.case
    assert "server.log" in places
    assert any(files_under(journey.village.config.files))
    assert traces(journey.marks.needles(), files_under(folder)) == []


def test_neither_does_the_database_with_its_logs(
    journey: Journey, request: pytest.FixtureRequest
) -> None:
    url = make_url(journey.village.config.database)
    is_sqlite = url.get_backend_name() == "sqlite"
    folder: Path = (
        Path(url.database or "").parent if is_sqlite else request.getfixturevalue("postgres_folder")
    )

    assert any(files_under(folder))
    assert traces(journey.marks.needles(), files_under(folder)) == []


def test_while_a_large_file_came_in_slowly_nothing_of_it_was_open(journey: Journey) -> None:
    assert journey.looks > 30
    assert journey.open_files == []


def test_every_sealed_text_of_the_models_is_known_here() -> None:
    assert texts() == TYPED | OURS


def test_the_journey_left_its_mark_under_the_seals(journey: Journey) -> None:
    places, kinds = marked(journey.village, journey.marks.latin)

    assert places >= TYPED
    assert not places & OURS
    assert kinds >= HEARD


def test_what_was_counted_of_it_holds_nothing_she_said(journey: Journey) -> None:
    village = journey.village
    parts = village.parts()
    with parts.sessions() as db:
        her = village.analyst(parts.register(db))
        close_days(db, date.max)
        done = keep(db, her, the_origin(db))
        facts = facts_of(db, her)
    parts.sessions.engine.dispose()

    assert done.refused == 0
    assert facts.of(FactKind.RECEIVED)
    assert facts.of(FactKind.CLOSED)
    written = msgspec.json.encode(list(facts)) + msgspec.msgpack.encode(list(facts))
    assert [name for name, needle in journey.marks.needles().items() if needle in written] == []
    assert journey.case.encode() not in written


def test_the_server_logged_no_failure(journey: Journey) -> None:
    log = journey.server.log.read_text()

    assert "failed" not in log
    assert "Traceback" not in log


SPOOLING = """
import tempfile
file = tempfile.TemporaryFile()
file.write(input().encode())
file.flush()
print("written", flush=True)
input()
"""


def test_the_look_around_would_find_a_file_that_was_removed(tmp_path: Path) -> None:
    marks = Marks()
    with Popen([executable, "-c", SPOOLING], stdin=PIPE, stdout=PIPE) as spooling:
        assert spooling.stdin is not None
        assert spooling.stdout is not None
        spooling.stdin.write(f"{marks.text}\n".encode())
        spooling.stdin.flush()
        assert spooling.stdout.readline() == b"written\n"

        found = in_the_clear(Server("", spooling, tmp_path), marks.needles())
        spooling.communicate(b"\n")

    assert len(found) == 1
    assert "latin as utf-8" in found[0]


@pytest.mark.parametrize("how", ["plain", "utf-16", "base64", "shifted", "url", "hex"])
def test_the_sweep_would_find_it(tmp_path: Path, how: str) -> None:
    marks = Marks()
    said = f"She said {marks.text} and left."
    ways = {
        "plain": said.encode(),
        "utf-16": said.encode("utf-16"),
        "base64": b64encode(said.encode()),
        "shifted": b64encode(b"x" + said.encode()),
        "url": quote(said).encode(),
        "hex": said.encode().hex().encode(),
    }
    (tmp_path / "file").write_bytes(b"\0" * 5000 + ways[how])

    assert traces(marks.needles(), files_under(tmp_path)) != []
