"""Packets to send, and who sends them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.instance import InstanceKeys
from crypto.records import Record
from crypto.seeds import Seeds
from referrals.consent.ledger import Consent, Ledger, Recipient
from referrals.consent.packet import Packet, compiled, read
from referrals.consent.terms import Field, Purpose, RecipientKind
from referrals.consent.terms import Given as Way
from referrals.sending import link, opening, packets, trying
from referrals.sending.codes import parse
from referrals.sending.given import Contents, Given, Sender
from referrals.sending.link import Linked, raw_token
from referrals.sending.receiving import Letter, Reader, received
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, TODAY, World

CLINIC = Recipient(kind=RecipientKind.ORGANIZATION, id=UUID(int=1), name="Shanti clinic")
HAPPENED = "She fell on the stairs when he followed her."
VALUES = {
    Field.REFERENCE: ("HERON-31",),
    Field.HELP: ("health",),
    Field.NAME: ("Rahima",),
    Field.HAPPENED: (HAPPENED,),
}
BROWSER, OTHER_BROWSER = b"b" * 32, b"o" * 32


def packet(*, days: int = 60, is_accepted: bool = False, on: date = TODAY) -> Packet:
    """What she agreed to: help, name and what happened, for so many days."""
    consent = Consent(
        id=UUID(int=100),
        fields=frozenset(VALUES),
        recipient=CLINIC,
        purpose=Purpose.SERVICE,
        given_on=on,
        until=on + timedelta(days=days),
        given=Way.IN_PERSON,
        written={Field.HAPPENED: HAPPENED, Field.NAME: "Rahima"},
    )
    ledger = Ledger(consents=(consent,))
    return compiled(VALUES, ledger, CLINIC, Purpose.SERVICE, on, is_accepted=is_accepted)


def sender(world: World, who: str = "officer") -> Sender:
    """The referral officer, for her programme."""
    return Sender(world.people[who], world.bodies["programme"], world.seeds[who])


def reader(world: World, who: str = "provider") -> Reader:
    """Somebody of the clinic with her keys."""
    return Reader(world.people[who], (world.seeds[who],))


def letters(db: Session, world: World, who: str = "provider", on: date = TODAY) -> list[Letter]:
    """What lies there for somebody."""
    return received(db, world.keys, world.register(db), reader(world, who), on)


def words(contents: Contents | None) -> str:
    """What happened, as the provider reads it."""
    shown = read(contents.content).fields if contents is not None else ()
    return next((each.values[0] for each in shown if each.field is Field.HAPPENED), "")


def given(
    db: Session, world: World, who: str = "officer", on: date = TODAY, days: int = 60
) -> Given:
    """A packet on its way to the clinic, committed."""
    clinic = world.bodies["provider"]
    made = packets.give(
        db, world.keys, world.register(db), packet(on=on, days=days), clinic, sender(world, who), on
    )
    db.commit()
    return made


def linked(db: Session, world: World, at: datetime = NOW, days: int = 60) -> Linked:
    """A link that was given, committed."""
    sent = packet(on=at.date(), days=days)
    made = link.give(db, world.keys, link.draw(CHEAP), sent, sender(world), at)
    db.commit()
    return made


def tries(
    sessions: Callable[[], Session], keys: InstanceKeys, token: str, code: str
) -> trying.Key | None:
    """Type a code at an address."""
    raw = raw_token(token)
    assert raw is not None
    return trying.tried(sessions, keys, CHEAP, raw, *parse(code))


def opens(
    db: Session,
    sessions: Callable[[], Session],
    keys: InstanceKeys,
    made: Linked,
    browser: bytes = BROWSER,
    days: int = 0,
) -> bool:
    """Type the right code, and go in."""
    key = tries(sessions, keys, made.token, made.code)
    at = NOW + timedelta(days=days)
    is_open = key is not None and opening.enter(db, keys, key, browser, at)
    db.commit()
    return is_open


def rows(db: Session, table: str) -> int:
    """How many rows a table has."""
    return int(db.scalar(select(func.count()).select_from(Record.metadata.tables[table])) or 0)


def wrong(code: str) -> str:
    """Another code of the same length."""
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}d}"


def forged(letter_sender: Sender) -> Sender:
    """The same, with keys that nobody certified."""
    return Sender(letter_sender.person, letter_sender.organization, Seeds.generate())
