"""Asking a signed-in person for her passphrase again, before something weighty."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import g, request
from sqlalchemy import select

from auth import bundle
from auth.actor import Actor
from auth.bundle import Bundle
from auth.lanes import Lane
from auth.models import Account
from auth.parts import now, the_parts
from auth.throttle import Tries, address_digest
from crypto.errors import PassphraseWrong

FIELD = "passphrase"


class NotProven(Exception):
    """The passphrase in this form was not right, or none was asked for."""


@dataclass(frozen=True)
class Opened:
    """Her account as the passphrase in this form has opened it."""

    account: UUID
    person: UUID
    address: str
    last_step_sealed: bytes = field(repr=False)
    locked: bytes = field(repr=False)
    """Account.by_passphrase as it was read, to notice somebody faster."""
    bundle: Bundle = field(repr=False)


def is_proven() -> bool:
    """Whether the passphrase in this form was right. The view says `asks_again=True`."""
    return g.get("opened_again") is not None


def the_opened() -> Opened:
    """What the passphrase in this form has opened. Raises NotProven."""
    opened: Opened | None = g.get("opened_again")
    if opened is None:
        raise NotProven
    return opened


def ask_again(actor: Actor) -> Opened | None:
    """Judge the form's passphrase, in the sign-in lane and before any writing begins.

    Wrong ones are counted like those at the door. Raises Busy.
    """
    typed = request.form.get(FIELD, "")
    if not typed or actor.person is None:
        return None
    parts, at = the_parts(), now()
    tries = Tries.on(parts.keys, at, "again", str(actor.person), address_digest())
    with parts.sessions(writing=False) as db:
        waiting = tries.wait(db, at)
        row = db.scalar(select(Account).where(Account.person_id == actor.person))
    if row is None or waiting:
        return None
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        opened = _opened(row, typed)
    with parts.sessions() as own:
        tries.failed(own, at) if opened is None else tries.succeeded(own)
        own.commit()
    return opened


def _opened(row: Account, typed: str) -> Opened | None:
    try:
        inside = bundle.open_by_passphrase(the_parts().keys, row.id, row.by_passphrase, typed)
    except PassphraseWrong:
        return None
    return Opened(
        account=row.id,
        person=row.person_id,
        address=row.address,
        last_step_sealed=row.last_step_sealed,
        locked=row.by_passphrase,
        bundle=inside,
    )
