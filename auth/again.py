"""Asking a signed-in person for her passphrase again, before something weighty."""

from flask import g, request
from sqlalchemy import select

from auth import bundle
from auth.actor import Actor
from auth.lanes import Lane
from auth.models import Account
from auth.parts import now, the_parts
from auth.throttle import Tries, address_digest
from crypto.errors import PassphraseWrong

FIELD = "passphrase"


def is_proven() -> bool:
    """Whether the passphrase in this form was right. The view says `asks_again=True`."""
    return bool(g.get("is_proven", False))


def asked_again(actor: Actor) -> bool:
    """Judge the form's passphrase, in the sign-in lane and before any writing begins.

    Wrong ones are counted like those at the door. Raises Busy.
    """
    typed = request.form.get(FIELD, "")
    if not typed or actor.person is None:
        return False
    parts, at = the_parts(), now()
    tries = Tries.on(parts.keys, at, "again", str(actor.person), address_digest())
    with parts.sessions(writing=False) as db:
        waiting = tries.wait(db, at)
        row = db.scalar(select(Account).where(Account.person_id == actor.person))
    if row is None or waiting:
        return False
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        is_right = _opens(row, typed)
    with parts.sessions() as own:
        tries.succeeded(own) if is_right else tries.failed(own, at)
        own.commit()
    return is_right


def _opens(row: Account, typed: str) -> bool:
    try:
        bundle.open_by_passphrase(the_parts().keys, row.id, row.by_passphrase, typed)
    except PassphraseWrong:
        return False
    return True
