"""What an officer asks for her: what she needs, a yes to pass on, and one without it."""

import re
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import Client

from auth.parts import now
from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.turns import Turn
from casework.helping import consenting, overriding, tasks
from casework.helping.agreed import Agreed, Asked, Forced
from casework.helping.needs import Wanted
from casework.helping.noting_needs import keep
from casework.helping.referring import Choice, recipient_of, refer
from casework.helping.tasks import Plan
from casework.helping.written import TaskKind
from casework.parts import Parts
from crypto.sealing import give_ring
from referrals.consent.ledger import Recipient
from referrals.consent.terms import Field, Given, Ground, Purpose, RecipientKind, Voice
from referrals.matching.needs import AgeBand, Needs
from referrals.models.sending import ReferralBox
from referrals.models.terms import Category, Way
from tests.journeys.founding import Resident
from tests.journeys.staff_pages import post
from tests.referrals.offers import place

PLACE = re.compile(r'<option value="([0-9a-f]{32})"')
HERS = re.compile(r'action="(/r/help/consents/[0-9a-f-]{36}/)')
CLINIC = Recipient(kind=RecipientKind.ORGANIZATION, id=uuid4(), name="Health corner")


class Helped(NamedTuple):
    """What waits for an answer of hers, for a second person, and for a place that was asked."""

    consent: UUID
    override: UUID
    referral: UUID
    task: UUID
    letter: UUID
    """Of a nurse of that place."""


def helped(db: Session, parts: Parts, who: Resident, case: UUID, clinic: UUID) -> Helped:
    """The officer asks her, asks for something without her, and sends her to a clinic."""
    give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
    turn = Turn(case, Author(who.person, who.seeds), parts.keys, parts.register(db), now())
    until = now().date() + timedelta(days=5)
    asked = _asked(CLINIC, until)
    forced = Forced(
        override=uuid4(), fields=frozenset({Field.NAME}), recipient=CLINIC,
        ground=Ground.DANGER, law="Penal Code s. 354", until=until,
    )  # fmt: skip
    health = frozenset({Category.HEALTH})
    keep(db, turn, Wanted(needs=Needs(kinds=health, age=AgeBand.FROM_25)))
    consenting.ask(db, turn, asked)
    overriding.ask(db, turn, forced, "He waits at her door.")
    referral, letter = _referred(db, turn, clinic, until)
    task = tasks.plan(db, turn, referral, Plan(kind=TaskKind.ACCOMPANY, on=until))
    db.commit()
    return Helped(asked.consent, forced.override, referral, task, letter)


def _asked(to: Recipient, until: date) -> Asked:
    return Asked(
        consent=uuid4(), fields=frozenset({Field.HELP}), recipient=to,
        purpose=Purpose.SERVICE, until=until, words="May we tell them?", language="en",
    )  # fmt: skip


def _referred(db: Session, turn: Turn, clinic: UUID, until: date) -> tuple[UUID, UUID]:
    """She says yes to a clinic with accounts, and it is asked: the referral, and its letter."""
    there = place("Health corner", Category.HEALTH, account=clinic, accepts_by={Way.ACCOUNT})
    asked = _asked(recipient_of(there.organization, there.organization_name, there.account), until)
    consenting.ask(db, turn, asked)
    yes = Agreed(consent=asked.consent, given=Given.IN_PERSON, voices=frozenset({Voice.HERSELF}))
    consenting.note_yes(db, turn, yes)
    before = set(db.scalars(select(ReferralBox.id)))
    choice = Choice(place=there, kind=Category.HEALTH, way=Way.ACCOUNT, reference="K7MPQR")
    referral = refer(db, turn, choice).referral
    (letter,) = set(db.scalars(select(ReferralBox.id))) - before
    return referral, letter


def ask_her(officer: Client, survivor: Client, here: str, mark: str) -> None:
    """Every field of her needs, of a yes to pass on and of one without it; she takes hers back."""
    help_ = f"{here}/help"
    said = {"kinds": "health", "age": "25-59", "access": mark[:90]}
    assert post(officer, f"{help_}/needs", f"{help_}/needs", **said) == 303
    told = {"fields_": "happened", "happened": f"happened {mark}"}
    asked = {**told, "days": "30", "language": "en", "where": "page", "person": mark[:90]}
    page = f"{help_}/consent/ask/sharing"
    assert post(officer, page, page, **asked) == 303
    (there, *_others) = PLACE.findall(officer.get(f"{help_}/override").text)
    out = {"out_place": there, "out_why": "refused", "out_words": f"out {mark}"[:90]}
    assert post(officer, f"{help_}/needs", f"{help_}/needs", **said, **out) == 303
    danger = {"ground": "danger", "law": mark[:90], "words": f"danger {mark}", "days": "3"}
    forced = {**told, **danger, "place": there}
    assert post(officer, f"{help_}/override", f"{help_}/override", **forced) == 303
    assert f"happened {mark}" in survivor.get("/r/help").text
    for answer in ("yes", "end"):
        action = HERS.findall(survivor.get("/r/help").text)[0] + answer
        assert post(survivor, "/r/help", action) == 303
    assert f"danger {mark}" in officer.get(here).text
