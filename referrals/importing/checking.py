"""A source gone through from its first row to its last: judged, compared, and written if asked."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import islice
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from referrals.directory.stamping import stamp
from referrals.importing.columns import too_long
from referrals.importing.echoes import Echoes
from referrals.importing.entry import Entry
from referrals.importing.findings import Finding, Judged, Level, Reason, level_of
from referrals.importing.gathering import Read, gathered, key_of
from referrals.importing.names import Brought, Names, SeveralNamed
from referrals.importing.plan import Kind, Plan
from referrals.importing.planning import PARTS, planned
from referrals.importing.prepared import prepared
from referrals.importing.seen import Seen
from referrals.importing.standing import Standing
from referrals.models.details import Phone
from referrals.models.listed import ListedOrganization, Location, Service
from referrals.models.survivor_rules import SurvivorRules

BATCH = 500
MOST_ROWS = 250_000
"""More rows than all services of a continent: what is longer is no list of services."""
Group = tuple[list[Read], Entry | None]
Step = Callable[[int], None]


class TooManyRows(Exception):
    """The source goes on and on."""


class Verdict(msgspec.Struct, kw_only=True):
    """What a whole source would do, and what is wrong with it; kept short whatever its length."""

    rows: int = 0
    levels: dict[Level, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Level, 0))
    kinds: dict[Kind, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Kind, 0))
    unconfirmed: int = 0
    """Services that were confirmed and would have to be asked again."""
    stamp: UUID | None = None
    """Of the directory that it was compared with."""
    digest: bytes = b""
    """Over every row and every difference: the same again if nothing changed meanwhile."""

    @property
    def failing(self) -> int:
        """Rows that cannot go in."""
        return self.levels[Level.FAIL]

    @property
    def changes(self) -> int:
        """Services that would be written."""
        return self.kinds[Kind.NEW] + self.kinds[Kind.CHANGED]


class Listener:
    """Is told of every row and of every service in turn. This one keeps nothing."""

    def judged(self, row: Judged) -> None:
        """A row was judged."""

    def planned(self, plan: Plan) -> None:
        """A service was compared."""


def gone_through(
    db: Session,
    reads: Iterable[Read],
    listener: Listener,
    write: Callable[[bytes], None] | None = None,
    step: Step | None = None,
) -> Verdict:
    """Judge and compare every row, and give `write` batch by batch what was prepared.

    It holds one batch at a time, and of all rows a few octets each. Raises TooManyRows, and
    whatever the source raises.
    """
    verdict, digest, seen = Verdict(stamp=stamp(db)), sha256(), Seen()
    names, echoes, brought = Names(db), Echoes(db), Brought()
    groups = gathered(_counted(reads, verdict, step))
    while batch := list(islice(groups, BATCH)):
        once = [_once(each, seen) for each in batch]
        echoes.quieten(_entries(once))
        plans = _planned(Standing(db, names, _entries(once)), brought, once, verdict, listener)
        for plan in plans:
            verdict.kinds[plan.kind] += 1
            verdict.unconfirmed += plan.unconfirms and plan.kind is Kind.CHANGED
            listener.planned(plan)
        raw = prepared(plans)
        digest.update(raw)
        if write is not None:
            write(raw)
    counted = (verdict.rows, sorted(verdict.levels.items()), sorted(verdict.kinds.items()))
    digest.update(repr(counted).encode())
    verdict.digest = digest.digest()
    return verdict


def _counted(reads: Iterable[Read], verdict: Verdict, step: Step | None) -> Iterator[Read]:
    for each in reads:
        verdict.rows += 1
        if verdict.rows > MOST_ROWS:
            raise TooManyRows
        if step is not None:
            step(verdict.rows)
        yield each


def _entries(groups: list[Group]) -> list[Entry]:
    return [entry for _reads, entry in groups if entry is not None]


def _once(group: Group, seen: Seen) -> Group:
    """The group, refused where its service stood further up already."""
    reads, entry = group
    if entry is None:
        return group
    for path in _too_long(entry):
        reads[0][3].append(Finding(Reason.TOO_LONG, path))
    if not seen.add("\x1f".join(key_of(entry))):
        reads[0][3].append(Finding(Reason.TWICE, "service", entry.name[:120]))
    return reads, entry if level_of(reads[0][3]) is not Level.FAIL else None


def _planned(
    standing: Standing, brought: Brought, groups: list[Group], verdict: Verdict, listener: Listener
) -> list[Plan]:
    plans = []
    for reads, entry in groups:
        plan = _plan(entry, standing, brought, reads) if entry is not None else None
        if plan is not None:
            plans.append(plan)
        for number, name, _entry, findings in reads:
            judged = Judged(number, name, tuple(findings))
            verdict.levels[judged.level] += 1
            listener.judged(judged)
    return plans


def _plan(entry: Entry, standing: Standing, brought: Brought, reads: list[Read]) -> Plan | None:
    try:
        plan = planned(entry, standing, brought)
    except SeveralNamed:
        reads[0][3].append(Finding(Reason.SEVERAL, "service", entry.name[:120]))
        return None
    if plan.stays_hidden:
        reads[0][3].append(Finding(Reason.STAYS_HIDDEN, "address", "…"))
    if plan.leaves_others:
        reads[0][3].append(Finding(Reason.OTHERS, "organization"))
    if plan.presumes_hidden:
        reads[0][3].append(Finding(Reason.SHELTER_HIDDEN, "address", "…"))
    return plan


def _too_long(entry: Entry) -> list[str]:
    found = too_long(ListedOrganization, entry.body) + too_long(Service, entry.service)
    found += too_long(SurvivorRules, entry.rules)
    found += ["phones" for each in entry.body_phones or [] if too_long(Phone, each)]
    for place in entry.places:
        found += too_long(Location, place.location)
    for part, model in PARTS.items():
        rows = getattr(entry, part) or []
        found += [part for each in rows if too_long(model, each)]
    return found
