"""Somebody called there: confirmed, changed, gone, or nobody answered; with who and when."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.entries import Writer
from referrals.directory.freshness import due_on, freshness
from referrals.directory.history import note_change
from referrals.directory.kinds import kinds_said
from referrals.directory.offered import Offered
from referrals.directory.stamping import changed
from referrals.models.keeping import Change, ChangeKind
from referrals.models.listed import Service
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Freshness, Status

SHOWN = frozenset({Status.ACTIVE, Status.CLOSED})
"""What somebody is to call at all: an entry that was ended waits for nobody."""
HEARD_OTHER = "call"
"""Under what the history holds that a call brought something other."""


class Answer(StrEnum):
    """What came of a call."""

    CONFIRMED = "confirmed"
    """All of it holds."""
    CALLED = "called"
    """Nobody answered, or nobody who could say."""
    CHANGED = "changed"
    """Something is other now: it is put right on the page of the entry, and that confirms it."""
    GONE = "gone"


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A service that somebody is to call."""

    offered: Offered
    due_on: date | None
    """None where nobody ever confirmed it."""
    tried_on: date | None = None
    """When somebody last called in vain since."""

    def __repr__(self) -> str:
        return "<Task>"


def confirm(db: Session, by: Writer, service: Service, note: str = "") -> None:
    """Everything that stands there holds: somebody of the service said so on that day."""
    service.assured_on = by.on
    rules = db.scalar(select(SurvivorRules).where(SurvivorRules.service_id == service.id))
    if rules is not None:
        rules.confidence = ""
    note_change(db, by, ChangeKind.CONFIRMED, service.id, note)
    changed(db)


def called(db: Session, by: Writer, service: Service, note: str = "") -> None:
    """Nobody answered who could say. It is as fresh as it was before."""
    note_change(db, by, ChangeKind.CALLED, service.id, note)


def heard_other(db: Session, by: Writer, service: Service, note: str = "") -> None:
    """Somebody there said that something is other now: no worker reads it as confirmed any more.

    A stale one stays as it is: it says already that she should call before she goes.
    """
    kinds = kinds_said(db, service.id)
    if freshness(kinds, service.assured_on, by.on) is not Freshness.STALE:
        service.assured_on = None
    note_change(db, by, ChangeKind.CHANGED, service.id, note, field=HEARD_OTHER)
    changed(db)


def gone(db: Session, by: Writer, service: Service, note: str = "") -> None:
    """It is there no more: nobody is sent there from now on."""
    service.status, service.modified_on = Status.DEFUNCT, by.on
    note_change(db, by, ChangeKind.GONE, service.id, note)
    changed(db)


def doubt(db: Session, by: Writer, service: Service, note: str = "") -> None:
    """Take the confirmation back: what stands there is shown to nobody until somebody called."""
    service.assured_on = None
    note_change(db, by, ChangeKind.CHANGED, service.id, note, field="assured_on")
    changed(db)


def tasks(db: Session, every: Iterable[Offered]) -> list[Task]:
    """Services to call, each once: never confirmed first, then those that are due the longest.

    Those that were called in vain come after all others, the longest ago first: so that nobody
    who never answers stands before somebody who would.
    """
    waiting = {each.service: each for each in every if waits(each)}
    tried = _tried(db, list(waiting))
    found = [
        Task(offered=each, due_on=_due(each), tried_on=_since(each, tried.get(service)))
        for service, each in waiting.items()
    ]
    return sorted(
        found,
        key=lambda task: (
            task.tried_on or date.min,
            task.due_on or date.min,
            task.offered.country,
            task.offered.name,
            task.offered.service,
        ),
    )


def to_call(every: Iterable[Offered]) -> int:
    """How many services somebody is to call."""
    return len({each.service for each in every if waits(each)})


def waits(each: Offered) -> bool:
    """Whether somebody is to call there."""
    return each.status in SHOWN and each.freshness is not Freshness.CONFIRMED


def _due(each: Offered) -> date | None:
    if each.assured_on is None or each.freshness is Freshness.UNVERIFIED:
        return None
    return due_on(each.categories, each.assured_on)


def _since(each: Offered, tried: date | None) -> date | None:
    confirmed = each.assured_on or date.min
    return tried if tried is not None and tried >= confirmed else None


def _tried(db: Session, services: Sequence[UUID]) -> dict[UUID, date]:
    rows = db.execute(
        select(Change.resource_id, Change.changed_on)
        .where(Change.kind == ChangeKind.CALLED)
        .order_by(Change.changed_on)
    )
    wanted = frozenset(services)
    return {service: on for service, on in rows if service in wanted}
