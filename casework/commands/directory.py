"""`casework directory`: take places that help in from a file or a feed, and out again."""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import IO

import click
from sqlalchemy.orm import Session

from casework import config
from casework.commands.connecting import engine_of
from casework.db import Sessions, sessions
from referrals.directory.entries import Writer
from referrals.importing.areas import the_areas
from referrals.importing.checking import Listener, TooManyRows, Verdict
from referrals.importing.feed import FeedFailed, Fetcher, fetched
from referrals.importing.findings import Judged, Level
from referrals.importing.intake import (
    Columns,
    Terms,
    reads_of,
    services_read,
    sheets_of,
    the_format,
)
from referrals.importing.keeping_files import said_before
from referrals.importing.leaving import Leaves, leave
from referrals.importing.opening import LISTS, FileRefused, Format
from referrals.importing.plan import Kind, Plan
from referrals.importing.spool import Spool
from referrals.importing.taking_in import Keep, Reads, ShownOtherwise, checked, put_in
from referrals.words.importing import about_words, reason_words, refusal_words

SHOWN = 40
"""Rows and services that are told one by one unless all are asked for."""
STEP = 500
OBJECTS = 200_000


@click.group()
def directory() -> None:
    """Places that help: check a list, take it in, take the directory out."""


SOURCE = click.argument("source")
COUNTRY = click.option("--country", default="", help="Of places that name none, such as BD.")
SHEET = click.option("--sheet", default="", help="Of a spreadsheet; else the one with most in it.")
ALL = click.option("--all", "tells_all", is_flag=True, help="Tell every row and every difference.")


@directory.command()
@SOURCE
@COUNTRY
@SHEET
@ALL
def check(source: str, country: str, sheet: str, *, tells_all: bool) -> None:
    """Look at every row of SOURCE, a file or the https address of a feed. Nothing is written."""
    made = sessions(engine_of(config.database_url()))
    _let_be()
    with _reading(made, source, country, sheet) as reads, made(writing=False) as db:
        verdict = _checked(db, reads, tells_all=tells_all)
    if verdict.failing:
        raise click.ClickException(f"{verdict.failing} rows cannot go in.")


@directory.command("import")
@SOURCE
@COUNTRY
@SHEET
@ALL
@click.option("--leave-out", is_flag=True, help="Leave out the rows that cannot go in.")
@click.option("--yes", is_flag=True, help="Do not ask before it is written.")
def import_(
    source: str, country: str, sheet: str, *, tells_all: bool, leave_out: bool, yes: bool
) -> None:
    """Take SOURCE in: all of what was shown, or nothing. What is new waits to be confirmed."""
    made = sessions(engine_of(config.database_url()))
    _let_be()
    with _reading(made, source, country, sheet) as reads, _spool() as spool:
        with made(writing=False) as db:
            verdict = _checked(db, reads, tells_all=tells_all, keep=spool.add)
        if verdict.failing and not leave_out:
            raise click.ClickException(f"{verdict.failing} rows cannot go in (see --leave-out).")
        if not verdict.changes:
            click.echo("The directory says all of this already.")
            return
        if not yes:
            click.confirm(f"Write {verdict.changes} services?", abort=True)
        _write(made, spool, verdict, source)
    click.echo(f"{verdict.changes} services were written. They wait to be confirmed.")


@directory.command()
@click.argument("form", type=click.Choice([each.value for each in Leaves]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(form: str, file: Path) -> None:
    """Write the whole directory into a new FILE: without secret places, without staff names."""
    if file.exists():
        raise click.ClickException(f"{file} is there already. Name a new file.")
    made = sessions(engine_of(config.database_url()))
    with made(writing=False) as db, file.open("xb") as target:
        left = leave(db, target, Leaves(form), spools=True)
    click.echo(f"{left} services were written to {file}.")


def _let_be() -> None:
    """Let Python's collector pass over the program, and over a batch of rows while it lasts."""
    gc.freeze()
    gc.set_threshold(OBJECTS)


@contextmanager
def _reading(made: Sessions, source: str, country: str, sheet: str) -> Iterator[Reads]:
    """What gives the rows of a source. Ends the command in words where it cannot be read."""
    try:
        with (
            _fed(made, source, country)
            if "://" in source
            else _filed(made, source, country, sheet) as reads
        ):
            yield reads
    except FileRefused as wrong:
        raise click.ClickException(refusal_words(wrong.refusal)) from wrong
    except FeedFailed as wrong:
        raise click.ClickException(f"The feed was not read: {wrong.why}.") from wrong
    except TooManyRows as wrong:
        raise click.ClickException("This has too many rows for a directory.") from wrong
    except OSError as wrong:
        raise click.ClickException(f"{source} cannot be read.") from wrong


@contextmanager
def _fed(made: Sessions, source: str, country: str) -> Iterator[Reads]:
    """A feed: fetched once, and put away service by service."""
    with _spool() as spool:
        with _progress("Fetching") as step:
            for each in fetched(Fetcher(), source, step):
                spool.add(each)
        with made(writing=False) as db:
            terms = Terms(the_areas(db), datetime.now(UTC).date())
        yield lambda: services_read(map(json.loads, spool), terms, country.upper())


@contextmanager
def _filed(made: Sessions, source: str, country: str, sheet: str) -> Iterator[Reads]:
    with Path(source).open("rb") as file:
        with made(writing=False) as db:
            reads = _reads(db, file, country.upper(), sheet)
        yield reads


def _reads(db: Session, file: IO[bytes], country: str, sheet: str) -> Reads:
    format_ = the_format(file)
    columns = _columns(db, file, format_, country, sheet) if format_ in LISTS else None
    terms = Terms(the_areas(db), datetime.now(UTC).date())
    return lambda: reads_of(file, format_, columns, terms, country)


def _columns(db: Session, file: IO[bytes], format_: Format, country: str, name: str) -> Columns:
    sheets = sheets_of(file, format_)
    chosen = next((each for each in sheets if each.name == name), None if name else sheets[0])
    if chosen is None:
        raise click.ClickException("There is no such sheet with headings in it.")
    before = said_before(db, chosen.headings.fingerprint)
    fields, known = before or (chosen.guess(), "")
    for at, heading in enumerate(chosen.headings.names):
        meaning = fields[at].value if at in fields else "left out"
        click.echo(f"  {heading or '(no heading)'} → {meaning}")
    if before is None:
        click.echo("  (guessed from the headings; /directory/import lets you put it right)")
    return Columns(fields=fields, sheet=chosen.name, country=country or known)


def _checked(db: Session, reads: Reads, *, tells_all: bool, keep: Keep | None = None) -> Verdict:
    with _progress("Checking") as step:
        telling = _Telling(tells_all=tells_all)
        verdict = checked(db, reads, telling, step, keep)
    for line in telling.lines:
        click.echo(line)
    if telling.untold:
        click.echo(f"… and {telling.untold} more (--all tells them).")
    levels, kinds = verdict.levels, verdict.kinds
    click.echo(
        f"{verdict.rows} rows: {levels[Level.CLEAR]} pass, {levels[Level.WARN]} warn, "
        f"{levels[Level.FAIL]} fail. Services: {kinds[Kind.NEW]} new, "
        f"{kinds[Kind.CHANGED]} changed, {kinds[Kind.SAME]} as they are."
    )
    return verdict


def _write(made: Sessions, spool: Spool, verdict: Verdict, source: str) -> None:
    by = Writer(person=None, on=datetime.now(UTC).date(), source=source.rpartition("/")[2])
    try:
        with made() as db, _progress("Writing", verdict.changes) as step:
            put_in(db, spool, by, verdict, step)
            db.commit()
    except ShownOtherwise as wrong:
        changed = "The directory has changed meanwhile. Nothing was written."
        raise click.ClickException(changed) from wrong


@contextmanager
def _spool() -> Iterator[Spool]:
    """What was judged, in a file without a name: the system lets go of it when this ends."""
    folder = config.files_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f".import-{token_hex(8)}"
    with path.open("x+b") as file:
        path.unlink()
        yield Spool(file)


@contextmanager
def _progress(label: str, length: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; how many there are is known when they are written."""
    told = 0
    with click.progressbar(count(), length=length, label=label, show_pos=True) as bar:

        def step(done: int) -> None:
            nonlocal told
            if done - told >= STEP:
                bar.update(done - told)
                told = done

        yield step


class _Telling(Listener):
    """Says of the first rows and services what is the matter, and what would change."""

    def __init__(self, *, tells_all: bool) -> None:
        self.lines: list[str] = []
        self.untold = 0
        self._tells_all = tells_all

    def judged(self, row: Judged) -> None:
        """A row with something in it is told."""
        for each in row.findings:
            word = "FAIL" if each.level is Level.FAIL else "warn"
            about, said = about_words(each), f" “{each.said}”" if each.said else ""
            self._tell(f"{word}  row {row.row}, {about}{said}: {reason_words(each)}")

    def planned(self, plan: Plan) -> None:
        """A service that changes is told."""
        if plan.kind is Kind.CHANGED:
            for each in plan.lines:
                self._tell(f"{plan.name}: {each.what}: {each.before!r} → {each.after!r}")

    def _tell(self, line: str) -> None:
        if self._tells_all:
            click.echo(line)
        elif len(self.lines) < SHOWN:
            self.lines.append(line)
        else:
            self.untold += 1
