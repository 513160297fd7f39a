"""Asking a place for help: by account, one-time link, telephone, or a slip that she carries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.helping.barring import barred_from
from casework.helping.needs import KeptWhy, Wanted, her_needs
from casework.helping.passing import packet_for, sound_overrides
from casework.helping.reminders import alarm_of, remind_of, remind_there
from casework.helping.states import FIRST
from casework.helping.written import Sent, said_of
from casework.models.cover import CoverText
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from referrals.consent.ledger import Ledger, Recipient, overridden
from referrals.consent.packet import Packet, received
from referrals.consent.terms import Field, RecipientKind
from referrals.directory.offered import Offered
from referrals.models.terms import Category, Way
from referrals.sending import link, packets
from referrals.sending.given import Alarm, Given, Sender
from referrals.sending.link import Drawn, Linked

C = Compartment
WRITE = "case:help:write"
"""The trail is read by everybody with a key: it says no more than that help was written about."""
CARRIED = frozenset({Way.PAPER, Way.WALK_IN})
"""She takes it there herself: nothing of hers leaves, and nothing stands on it."""


class AgainstHer(Exception):
    """The place belongs to her factory or is paid by it, or it is kept out for her."""


class NoWay(Exception):
    """This place does not take anybody by this way."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which place is asked, for what, and how."""

    place: Offered
    kind: Category
    way: Way
    reference: str
    """What it is called between us and them; drawn for this referral alone."""
    is_urgent: bool = False
    words: str = field(default="", repr=False)
    """For those who read the case, and for nobody else."""


@dataclass(frozen=True)
class Asked:
    """What came of it: the referral, and what is shown once where it went by a link."""

    referral: UUID
    linked: Linked | None = None


def refer(db: Session, turn: Turn, choice: Choice, drawn: Drawn | None = None) -> Asked:
    """Send what she agreed to, and nothing else; `drawn` for a one-time link.

    The packet is made here, under the lock, from the consents as they stand now.

    Raises as `casework.case.turns.begin`; AgainstHer, NoWay;
    referrals.consent.packet.NothingLeaves without a live consent where anything would leave;
    referrals.sending.packets.NobodyThere.
    """
    cover = begin(db, turn, C.REFERRAL)
    lines = timeline(db, turn.case, turn.register).lines
    is_carried = choice.way in CARRIED
    is_forced = not is_carried and bool(forced_on(cover.text, lines, choice.place, turn.now.date()))
    require_way(cover.text, her_needs(lines).wanted, choice, is_forced=is_forced)
    packet = None if is_carried else packet_of(db, cover.text, lines, choice, turn.now)
    if packet is not None and not received(packet).is_override:
        # What goes by her yes goes nowhere that she does not want, whatever else was decided.
        require_way(cover.text, her_needs(lines).wanted, choice)
    alarm = alarm_of(turn, cover.text, is_urgent=choice.is_urgent)
    linked = _linked(db, turn, packet, drawn, alarm) if choice.way is Way.LINK else None
    given = linked.given if linked else _given(db, turn, cover.text, choice, packet, alarm)
    there = people_there(db, turn, cover.text, choice)
    reminders = remind_of(db, turn, cover.text, FIRST, is_urgent=choice.is_urgent)
    reminders += remind_there(db, turn, there, is_urgent=choice.is_urgent)
    sent = msgspec.structs.replace(_sent(choice, packet, given), reminders=reminders)
    put(db, cover, C.REFERRAL, said_of(sent, turn.now, choice.words), turn.author)
    act(db, turn.case, WRITE, turn.author.person, turn.now)
    return Asked(sent.referral, linked)


def packet_of(
    db: Session, cover: CoverText, lines: list[Line], choice: Choice, now: datetime
) -> Packet:
    """What would leave for this place at this moment, from consents and answers as they stand.

    The page before sending shows this, and sending makes it again. Raises
    referrals.consent.packet.NothingLeaves.
    """
    place, account = choice.place, None
    if choice.way is Way.ACCOUNT:
        account = place.account
    to = recipient_of(place.organization, place.organization_name, account)
    return packet_for(db, cover, lines, to, now, choice.reference)


def recipient_of(organization: UUID, name: str, account: UUID | None = None) -> Recipient:
    """Whom she agrees to: the organisation that gives the help, whichever of its doors it is.

    `account`: the organisation here whose people get it, where it goes to people with accounts.
    """
    return Recipient(kind=RecipientKind.ORGANIZATION, id=organization, name=name, account=account)


def forced_on(cover: CoverText, lines: Iterable[Line], place: Offered, on: date) -> frozenset[UUID]:
    """The overrides in force on a day by which something may go to a place without her yes."""
    to = recipient_of(place.organization, place.organization_name)
    found = overridden(Ledger(overrides=tuple(sound_overrides(cover, lines))), to, on)
    return frozenset(each.id for each in found.values())


def require_way(
    cover: CoverText, wanted: Wanted, choice: Choice, *, is_forced: bool = False
) -> None:
    """Raises AgainstHer for a place of her factory or one that is kept out, NoWay for a way it
    does not take."""
    place = choice.place
    if is_of_factory(cover, place) or is_barred(wanted, place.organization, is_forced=is_forced):
        raise AgainstHer
    if choice.way not in ways_to(place):
        raise NoWay


def is_of_factory(cover: CoverText, place: Offered) -> bool:
    """Whether a place belongs to her factory, or is paid by it."""
    return cover.home in {*place.factories, place.account}


def is_barred(wanted: Wanted, organization: UUID, *, is_forced: bool) -> bool:
    """Whether it is kept out for her. What two people decided (`is_forced`) goes where she does
    not want it, and never to somebody close to whomever it is about."""
    why = wanted.why_out(organization)
    return why is KeptWhy.LINKED or (why is KeptWhy.REFUSED and not is_forced)


def ways_to(place: Offered) -> tuple[Way, ...]:
    """How this place can be asked: as it said, and by account wherever it has one.

    Where nothing is known, on a slip that she carries; if it has a telephone, by that, and by a
    link whose code is told on it.
    """
    said = place.accepts_by - {Way.ACCOUNT}
    if not said:
        said = frozenset({Way.LINK, Way.PHONE, Way.PAPER} if place.phones else {Way.PAPER})
    own = {Way.ACCOUNT} if place.account is not None else set()
    return tuple(each for each in Way if each in said | own)


def sender_of(db: Session, turn: Turn) -> Sender:
    """Whoever sends, for the organisation she is in post at. Raises KeyMissing without a post."""
    person = turn.author.person
    posts = db.scalars(
        select(Membership).where(Membership.person_id == person).order_by(Membership.from_on)
    )
    now_in = next((each for each in posts if each.is_current(turn.now.date())), None)
    if now_in is None or person is None:
        raise KeyMissing
    return Sender(person, now_in.organization_id, turn.author.seeds)


def _linked(
    db: Session, turn: Turn, packet: Packet | None, drawn: Drawn | None, alarm: Alarm
) -> Linked:
    if packet is None or drawn is None:
        raise NoWay
    return link.give(db, turn.keys, drawn, packet, sender_of(db, turn), turn.now, alarm)


def _given(
    db: Session,
    turn: Turn,
    cover: CoverText,
    choice: Choice,
    packet: Packet | None,
    alarm: Alarm,
) -> Given | None:
    """Nobody of her factory gets it, also not through another post, and nobody who may be him."""
    if choice.way is not Way.ACCOUNT or packet is None or choice.place.account is None:
        return None
    on = turn.now.date()
    return packets.give(
        db,
        turn.keys,
        turn.register,
        packet,
        choice.place.account,
        sender_of(db, turn),
        on,
        barred_from(db, cover, turn, choice.place.account),
        alarm,
    )


def people_there(db: Session, turn: Turn, cover: CoverText, choice: Choice) -> tuple[UUID, ...]:
    """Who of a place with accounts gets it, and is told so; nobody by any other way."""
    if choice.way is not Way.ACCOUNT or choice.place.account is None:
        return ()
    account, on = choice.place.account, turn.now.date()
    barred = barred_from(db, cover, turn, account)
    return packets.recipients(db, turn.register, account, on, barred)


def sources_of(packet: Packet) -> dict[Field, UUID]:
    """By which consent or override each thing of a packet leaves."""
    return {each.field: each.source for each in packet.leaves}


def _sent(choice: Choice, packet: Packet | None, given: Given | None) -> Sent:
    left: dict[Field, tuple[str, ...]] = {}
    stayed: tuple[Field, ...] = ()
    if packet is not None:
        left = {each.field: each.values for each in packet.leaves}
        stayed = tuple(each.field for each in packet.stays)
    place = choice.place
    return Sent(
        referral=uuid4(),
        service=place.service,
        place=place.id,
        organization=place.organization,
        name=place.name,
        organization_name=place.organization_name,
        kind=choice.kind,
        way=choice.way,
        is_urgent=choice.is_urgent,
        reference=choice.reference,
        left=left,
        sources=sources_of(packet) if packet else {},
        stayed=stayed,
        is_override=packet is not None and received(packet).is_override,
        tells=place.tells,
        given=given,
        account=place.account if choice.way is Way.ACCOUNT else None,
    )
