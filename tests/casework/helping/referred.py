"""A referral officer who finds help with a survivor, in tests."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.timeline import Line, timeline
from casework.helping.agreed import Agreed, Asked
from casework.helping.consenting import ask, note_yes
from casework.helping.following import Referral, referrals
from casework.helping.needs import KeptOut, KeptWhy, Wanted, her_needs
from casework.helping.noting_needs import keep
from casework.helping.passing import ledger_of
from casework.helping.referring import Choice, recipient_of, refer
from referrals.consent.ledger import Ledger
from referrals.consent.terms import Field, Given, Purpose, Voice
from referrals.directory.offered import Line as Number
from referrals.directory.offered import Offered
from referrals.matching.needs import AgeBand, Needs
from referrals.models.terms import Category, Way
from tests.casework.turning import turn
from tests.referrals.offers import place
from tests.worlds import NOW, TODAY, World

EVERYTHING = frozenset({Field.REFERENCE, Field.HELP, Field.LANGUAGE, Field.REACH, Field.NAME})
REFERENCE = "K7MP"
NOTHING: Mapping[Field, str] = MappingProxyType({})
DAY = timedelta(days=1)


def clinic(**known: Any) -> Offered:
    """A clinic that takes people by every way, without an account."""
    ways = frozenset({Way.LINK, Way.PHONE, Way.PAPER, Way.ACCOUNT})
    phones = (Number(number="0800 000 001"),)
    return place("Health corner", Category.HEALTH, accepts_by=ways, phones=phones, **known)


def choice(to: Offered, way: Way = Way.PHONE, **other: Any) -> Choice:
    """That a place is asked for health care."""
    return Choice(place=to, kind=Category.HEALTH, way=way, reference=REFERENCE, **other)


def needs_of_her(db: Session, world: World, case: UUID, **wanted: Any) -> None:
    """The officer has asked a grown woman what she needs."""
    needs = Needs(
        kinds=frozenset({Category.HEALTH}),
        languages=frozenset({"bn"}),
        age=AgeBand.FROM_25,
        **wanted,
    )
    keep(db, turn(db, world, "officer", case), Wanted(needs=needs))
    db.commit()


def kept_out(db: Session, world: World, case: UUID, to: Offered, why: KeptWhy) -> None:
    """The officer has written down that an organisation is not to be asked."""
    before = her_needs(lines_of(db, world, case)).wanted
    out = KeptOut(organization=to.organization, name=to.organization_name, why=why)
    wanted = msgspec.structs.replace(before, kept_out=(out,))
    keep(db, turn(db, world, "officer", case), wanted)
    db.commit()


def agreed(
    db: Session,
    world: World,
    case: UUID,
    to: Offered,
    fields: frozenset[Field] = EVERYTHING,
    written: Mapping[Field, str] = NOTHING,
) -> UUID:
    """She said yes, in person, that this place may know these things of her, in these words."""
    asked = Asked(
        consent=uuid4(),
        fields=fields,
        recipient=recipient_of(to.organization, to.organization_name, to.account),
        purpose=Purpose.SERVICE,
        until=TODAY + 90 * DAY,
        words="May we tell the clinic?",
        language="en",
        written=dict(written),
    )
    ask(db, turn(db, world, "officer", case), asked)
    yes = Agreed(consent=asked.consent, given=Given.IN_PERSON, voices=frozenset({Voice.HERSELF}))
    note_yes(db, turn(db, world, "officer", case), yes)
    db.commit()
    return asked.consent


def asked_for_help(
    db: Session,
    world: World,
    case: UUID,
    to: Offered | None = None,
    way: Way = Way.PHONE,
    **other: Any,
) -> UUID:
    """A clinic that she agreed to was asked; gives back the referral."""
    there = to or clinic()
    agreed(db, world, case, there)
    made = refer(db, turn(db, world, "officer", case), choice(there, way, **other))
    db.commit()
    return made.referral


def lines_of(db: Session, world: World, case: UUID, who: str = "officer") -> list[Line]:
    """What somebody reads of a case, every signature checked."""
    world.as_(db, who)
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return read.lines


def the_ledger(db: Session, world: World, case: UUID) -> Ledger:
    """What was agreed and overridden in a case, as the officer reads it."""
    lines = lines_of(db, world, case)
    return ledger_of(db, the_cover(db, case).text, lines)


def the_only(db: Session, world: World, case: UUID, now: datetime = NOW) -> Referral:
    """The one referral of a case, as it stands on a day."""
    (found,) = referrals(lines_of(db, world, case), now.date())
    return found


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who asked for a referral officer, and what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made
