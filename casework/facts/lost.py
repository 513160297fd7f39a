"""Keys of measurement that nobody has any more: an analyst says so, and a supervisor with her."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Role
from casework.facts.keys import Analyst, certificate_in, counts_since, holding, once_sound, rows_of
from casework.models.measuring import MeasurementKeyRow
from crypto.certificates import Register
from crypto.errors import CertificateInvalid, KeyMissing
from crypto.measurement_keys import MeasurementCertificate
from crypto.vouching import Vouch, is_signed


class StillHeld(Exception):
    """An analyst of today has that key: it is not lost, she hands it on."""


class NotSaid(Exception):
    """No analyst has said that it is lost, or whoever confirms it is the one who said so."""


def is_lost(row: MeasurementKeyRow, register: Register) -> bool:
    """Whether an analyst and a supervisor of its programme, two people, signed that it is."""
    analysts = _signers(row, register, Role.ANALYST)
    supervisors = _signers(row, register, Role.SUPERVISOR)
    return any(one != other for one in analysts for other in supervisors)


def is_said(row: MeasurementKeyRow, register: Register) -> bool:
    """Whether an analyst signed it, and no supervisor yet."""
    return bool(_signers(row, register, Role.ANALYST)) and not is_lost(row, register)


def nobody_has(db: Session, register: Register, programme: UUID, on: date) -> list[UUID]:
    """The keys of a programme that no analyst of today has, the newest first."""
    sound = (each for each in rows_of(db, programme) if once_sound(each, register) is not None)
    return [each.id for each in sound if not holding(db, each, register, on).has]


def say_lost(db: Session, her: Analyst, key: UUID, role: Role) -> MeasurementKeyRow:
    """An analyst signs that nobody has a key; then a supervisor signs the same.

    Raises KeyMissing for somebody who is not certified as that there today, StillHeld, NotSaid.
    """
    _require_post(her, role)
    row = _locked(db, her, key)
    found = certificate_in(row)
    if found is None or holding(db, row, her.register, her.on).has:
        raise StillHeld
    on = her.on
    if role is Role.SUPERVISOR:
        if found.loss is None or not _signers(row, her.register, Role.ANALYST) - {her.person}:
            raise NotSaid
        on = found.loss.on
    row.body = msgspec.msgpack.encode(found.lost_on(on, her.person, her.seeds))
    db.flush()
    return row


def whole_since(db: Session, register: Register, programme: UUID) -> date | None:
    """Since which day a programme counts without a gap: since the key after the newest lost one.

    None where it never counted.
    """
    every = [
        (each, said) for each in rows_of(db, programme) if (said := once_sound(each, register))
    ]
    gone = [said.made_on for row, said in every if is_lost(row, register)]
    if not gone:
        return counts_since(db, register, programme)
    left = (said.made_on for row, said in every if not is_lost(row, register))
    return min((each for each in left if each >= max(gone)), default=max(gone))


def _require_post(her: Analyst, role: Role) -> None:
    try:
        her.register.the_keys_as(her.person, her.programme, role.value, her.on)
    except CertificateInvalid as wrong:
        raise KeyMissing from wrong


def _locked(db: Session, her: Analyst, key: UUID) -> MeasurementKeyRow:
    """Its row, where it is of her programme. Raises KeyMissing."""
    its = (MeasurementKeyRow.id == key, MeasurementKeyRow.programme_id == her.programme)
    row = db.scalar(select(MeasurementKeyRow).where(*its).with_for_update())
    if row is None or once_sound(row, her.register) is None:
        raise KeyMissing
    return row


def _signers(row: MeasurementKeyRow, register: Register, role: Role) -> set[UUID]:
    """Who signed that it is lost while she was that in its programme."""
    found = certificate_in(row)
    if found is None or found.loss is None or found.statement.id != row.id:
        return set()
    its = (row.programme_id, role.value)
    return {each.person for each in found.loss.vouches if _stands(found, each, register, its)}


def _stands(
    found: MeasurementCertificate, vouch: Vouch, register: Register, its: tuple[UUID, str]
) -> bool:
    on = found.loss.on if found.loss is not None else date.min
    keys = {each.statement.keys.verify for each in register.of(vouch.person)}
    return any(
        (post.body, post.role) == its and since <= on <= until
        for key in keys
        if is_signed(vouch, key, *found.loss_parts(on))
        for post, since, until in register.spans(vouch.person, key)
    )
