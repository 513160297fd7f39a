"""A new instance secret: outer layers and tags are made again, without any passphrase."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth import last_step, match_data, phones, trail
from auth.administration import administration_keys, succeed
from auth.models import (
    Account,
    Attempt,
    Invitation,
    LiveSession,
    Person,
    RingMemory,
)
from auth.reminders import Notice, Reminder
from auth.trail_rows import Act, ActorKind
from casework.case.codes import open_code_key, seal_code_key
from casework.committee import book, register
from casework.models.case import Case
from casework.models.counterfoil import Counterfoil
from casework.models.draft import Draft
from casework.models.instance import Instance
from casework.models.number import ReturnNumber
from casework.number.returning_number import CONTEXT
from crypto.grants import Grant
from crypto.instance import InstanceKeys
from crypto.number import bare_lookup, peppered_lookup
from crypto.passphrase import relayer
from referrals.models.sending import (
    ReferralAnswering,
    ReferralBox,
    ReferralLink,
    ReferralOpening,
)

LINKED = (ReferralLink, ReferralOpening, ReferralAnswering)
"""What a one-time link leaves: the pepper is part of their keys."""


def rotate(db: Session, old: InstanceKeys, new: InstanceKeys, now: datetime) -> None:
    """Carry everything under the old instance secret over to the new one, in one transaction.

    Offline: no server may run meanwhile. Sessions, drafts, outstanding one-time links and
    throttle counters end. No case is opened and no case key changes.

    Raises SealBroken when `old` is not the secret of this database.
    """
    _end_what_is_short_lived(db)
    _relayer_accounts(db, old, new)
    _reseal_match_data(db, old, new)
    _repepper_numbers(db, old, new)
    _retag_rings(db, old, new)
    _retag_reminders(db, old, new)
    _retag_received(db, old, new)
    _reseal_phones(db, old, new)
    register.reseal(db, old, new)
    book.reseal(db, old, new)
    _reseal_code_key(db, old, new)
    succeed(db, old, new, trail.next_number(db, administration_keys(db, old)))
    done = Act(
        actor=None,
        actor_kind=ActorKind.OPERATOR,
        verb="administration:secret:rotated",
        at=now,
        facts={"version": str(new.version)},
    )
    trail.administration(db, new, done)


def _end_what_is_short_lived(db: Session) -> None:
    for table in (LiveSession, Attempt, Invitation, Draft, *LINKED):
        db.execute(delete(table))


def _relayer_accounts(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for row in db.scalars(select(Account)):
        place = ("account", row.id)
        row.by_passphrase = relayer(
            row.by_passphrase, old.pepper, new.pepper, *place, "by_passphrase"
        )
        row.by_recovery_code = relayer(
            row.by_recovery_code, old.pepper, new.pepper, *place, "by_recovery_code"
        )
        step = last_step.read(old, row.id, row.last_step_sealed)
        row.last_step_sealed = last_step.written(new, row.id, step)
    db.flush()


def _reseal_match_data(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for person in db.scalars(select(Person).where(Person.match_sealed.is_not(None))):
        told = match_data.find(person, old.match)
        if told is not None and person.match_confirmed_on is not None:
            match_data.keep(person, told, new.match, person.match_confirmed_on)
    db.flush()


def _repepper_numbers(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for row in db.scalars(select(ReturnNumber)):
        row.lookup = peppered_lookup(bare_lookup(row.lookup, old.pepper), new.pepper)
        row.seeds_sealed = relayer(row.seeds_sealed, old.pepper, new.pepper, CONTEXT, row.id)
    db.flush()


def _retag_rings(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    """Every person and every case is tried: nothing in the rows says whose ring it is."""
    for holder in _holders(db):
        tag, fresh = old.ring_tag(holder), new.ring_tag(holder)
        values = {"ring": fresh, "ring_version": new.version}
        for table in (Grant, RingMemory, Counterfoil):
            db.execute(
                update(table)
                .where(table.ring == tag)
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _retag_reminders(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for person in db.scalars(select(Person.id)):
        values = {"recipient": new.reminder_tag(person), "recipient_version": new.version}
        for table in (Reminder, Notice):
            db.execute(
                update(table)
                .where(table.recipient == old.reminder_tag(person))
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _retag_received(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for person in db.scalars(select(Person.id)):
        values = {"receiver": new.received_tag(person), "receiver_version": new.version}
        db.execute(
            update(ReferralBox)
            .where(ReferralBox.receiver == old.received_tag(person))
            .values(**values)
            .execution_options(synchronize_session=False)
        )


def _reseal_phones(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    for person in db.scalars(select(Person).where(Person.phone_sealed.is_not(None))):
        phones.keep(person, new, phones.find(person, old) or "")
    db.flush()


def _holders(db: Session) -> Iterable[UUID]:
    return [*db.scalars(select(Person.id)), *db.scalars(select(Case.id))]


def _reseal_code_key(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    row = db.scalars(select(Instance)).one()
    row.code_key_sealed = seal_code_key(open_code_key(row, old), new)
    db.flush()
