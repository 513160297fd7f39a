"""What was kept is sent: the people of that day receive keys, and only then are the others made."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from auth import memory
from casework.case.acts import act
from casework.case.answers import Answers
from casework.case.authors import Author
from casework.case.covers import change, show_status, taken, the_record
from casework.case.founding import Recipient, open_generations
from casework.case.granting import grant, with_grant
from casework.course.beginning import begin_course
from casework.models.case import Case
from casework.models.cover import Capacity, Cover, Holder
from casework.models.number import Status
from casework.readers.audience import Audience, is_reached
from casework.readers.refusing import note_refused
from casework.telling.intake import NobodyReads, chosen, home, recipients
from casework.telling.retelling import say_the_rest
from casework.telling.sharing import share
from crypto.compartments import Compartment
from crypto.epochs import (
    Epoch,
    EpochRecord,
    commit,
    inbox_keys,
    mac_key,
    new_key,
    sign_epoch,
)
from crypto.instance import InstanceKeys
from crypto.ring import Held
from crypto.sealing import the_ring
from crypto.seeds import Seeds


class AlreadySent(Exception):
    """The case is not kept any more: it was sent before, perhaps by the same press twice."""


@dataclass(frozen=True)
class Release:
    """Everything that is known when she sends what she kept."""

    case: UUID
    answers: Answers
    audience: Audience
    seeds: Seeds = field(repr=False)
    now: datetime

    @property
    def author(self) -> Author:
        """She herself."""
        return Author(None, self.seeds)


def release(db: Session, keys: InstanceKeys, sent: Release) -> None:
    """Make the keys that were not made, hand everybody theirs, and write what is new.

    The session's ring is hers. Raises AlreadySent, and NobodyReads before anything is written.
    """
    if sent.audience.is_kept or sent.audience.is_too_small:
        raise NobodyReads
    cover = taken(db, sent.case, exclusively=True)
    if not cover.text.is_kept:
        raise AlreadySent
    made = _make_keys(db, cover, sent)
    record = _put_in_force(db, cover, sent, made)
    holders = _hand_out(db, keys, cover, sent, record, made)
    _turn(db, cover, sent, holders, record)
    note_refused(db, sent.case, sent.audience.refused, sent.now)
    _forget(db, keys, sent)
    say_the_rest(db, cover, sent.answers, sent.audience, sent.author, sent.now)
    share(db, cover, sent.answers, sent.author, sent.now)
    begin_course(db, keys, cover, sent.author, sent.now, sent.answers.gender,
                 is_urgent=sent.answers.is_urgent)  # fmt: skip
    act(db, sent.case, "case:complaint:tell", None, sent.now)


def _make_keys(db: Session, cover: Cover, sent: Release) -> list[Held]:
    ring = the_ring(db)
    wanted = set(sent.audience.survivor).union(
        *(each.compartments for each in sent.audience.recipients)
    )
    missing = [part for part in Compartment if part in wanted and not ring.holds(sent.case, part)]
    made = [new_key(part, 1) for part in missing]
    open_generations(db, cover.case_id, made)
    return made


def _put_in_force(db: Session, cover: Cover, sent: Release, made: list[Held]) -> EpochRecord:
    """The next epoch: what was made joins what there is, and the cover keeps its generation."""
    case, previous = sent.case, the_record(db, sent.case)
    channel = next((each for each in made if each.compartment is Compartment.CHANNEL), None)
    previous_mac = mac_key(case, the_ring(db).newest(case, Compartment.COVER))
    record = EpochRecord(
        case=case,
        number=previous.number + 1,
        keys=(*previous.keys, *(commit(case, each) for each in made)),
        inbox=inbox_keys(case, channel).kem_public if channel else previous.inbox,
        survivor=previous.survivor,
        previous=previous.digest(),
        day=sent.now.date(),
        reason="release",
        author=None,
        author_key=sent.seeds.public.verify,
        salt=secrets.token_bytes(32),
    )
    signed = sign_epoch(record, sent.seeds, previous_mac)
    db.add(Epoch(case_id=case, number=signed.number, record=signed))
    change(db, cover, mac_keys={**cover.text.mac_keys, previous.number: previous_mac})
    db.flush()
    return signed


def _hand_out(
    db: Session,
    keys: InstanceKeys,
    cover: Cover,
    sent: Release,
    record: EpochRecord,
    made: list[Held],
) -> list[Holder]:
    ring, holders = the_ring(db), cover.text.holders
    for each in (*_herself(sent, made), *recipients(sent.audience)):
        held = [ring.newest(sent.case, part) for part in sorted(each.compartments)]
        row = grant(
            db,
            keys,
            case=sent.case,
            epoch=record.number,
            held=held,
            holder=each.holder,
            to=each.keys,
            author=sent.author,
            day=sent.now.date(),
        )
        holders = with_grant(holders, each.holder, each.capacity, each.compartments, row, each.keys)
    return holders


def _herself(sent: Release, made: Iterable[Held]) -> list[Recipient]:
    """Her box with what was made just now, as far as it is hers: never `account`."""
    parts = {each.compartment for each in made} & set(sent.audience.survivor)
    if not parts:
        return []
    return [Recipient(sent.case, Capacity.SURVIVOR, sent.seeds.public, frozenset(parts))]


def _turn(
    db: Session, cover: Cover, sent: Release, holders: list[Holder], record: EpochRecord
) -> None:
    """From kept to received: on the cover, in the case's row and in what the number shows."""
    factory, programme = home(db, sent.answers, sent.audience)
    text = change(
        db,
        cover,
        holders=holders,
        home=factory or programme,
        is_kept=False,
        is_concern=sent.answers.for_somebody_else,
        is_for_child_protection=sent.audience.for_children,
        withheld=list(sent.audience.withheld),
        declined_supervisor=sent.answers.declines_programme,
        chosen=chosen(sent.answers),
        named=int(sent.answers.respondent.is_anybody),
        received_at=sent.now,
    )
    db.execute(
        update(Case)
        .where(Case.id == sent.case)
        .values(factory_id=factory, programme_id=programme, destroy_after=None)
    )
    show_status(
        db,
        text,
        status=Status.RECEIVED,
        is_kept=False,
        is_reached=is_reached(sent.answers, sent.audience),
        is_concern=text.is_concern,
        inbox=record.inbox if sent.audience.is_heard else b"",
        inbox_generation=record.generation(Compartment.CHANNEL),
    )


def _forget(db: Session, keys: InstanceKeys, sent: Release) -> None:
    """Her memory begins anew with the case: what nobody else ever read may be written anew."""
    known = memory.recall(db, keys, sent.seeds, sent.case)
    known.forget(sent.case)
    memory.remember(db, known)
