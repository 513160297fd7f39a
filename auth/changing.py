"""Changing what one signs in with: new locks on the same keys, or new keys altogether."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from auth import certifying, memory, sessions, trail
from auth.activating import GROUP
from auth.actor import Actor, Rank
from auth.addresses import folded_address
from auth.again import Opened
from auth.bundle import Bundle
from auth.models import Account
from auth.trail_rows import Act, ActorKind
from crypto.certificates import Register
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds

FORMER = 3
"""How many replaced seeds a person keeps, so that older boxes open until they are renewed."""


class Overtaken(Exception):
    """Another request of hers changed her account since it was read."""


def put_locks(db: Session, opened: Opened, **columns: bytes | int) -> None:
    """Put new locks in force, unless another request was faster. Raises Overtaken."""
    put = db.execute(
        update(Account)
        .where(Account.id == opened.account, Account.by_passphrase == opened.locked)
        .values(**columns)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    if put.scalar() is None:
        raise Overtaken


def anew(opened: Opened) -> Bundle:
    """The bundle with new seeds in force; boxes delivered to the old ones go on opening."""
    old = opened.bundle
    return Bundle(
        seeds=Seeds.generate().to_bytes(), factor=old.factor, former=old.all_seeds[:FORMER]
    )


def replace_keys(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    opened: Opened,
    new: Bundle,
    now: datetime,
) -> None:
    """Let new seeds take over what the old ones remember, and wait to be certified.

    Until two people have confirmed the new certificates nothing is delivered to her.
    """
    after = new.the_seeds()
    memory.carry_over(db, keys, opened.person, opened.bundle.the_seeds(), after)
    certifying.propose_again(db, register, opened.person, after.public, now.date())


def begin_anew(db: Session, keys: InstanceKeys, person: UUID, bundle: Bundle, now: datetime) -> str:
    """End every session of hers and begin this one; gives its cookie."""
    sessions.end_everywhere(db, keys, person)
    return sessions.begin(db, keys, Rank.STAFF, person, now, seeds=bundle.all_seeds)


def note(db: Session, keys: InstanceKeys, actor: Actor, verb: str, now: datetime) -> None:
    """Put a change of hers on the trail of administration: `account:…:…`."""
    act = Act(
        actor=actor.person, actor_kind=ActorKind.PERSON, verb=verb, subject=actor.person, at=now
    )
    trail.administration(db, keys, act)


def is_typed_back(code: str, typed: str) -> bool:
    """Whether this is the group of a recovery code that its holder is asked for."""
    groups = code.split("-")
    return len(groups) > GROUP and folded_address(typed) == folded_address(groups[GROUP])
