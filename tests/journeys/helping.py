"""What an officer asks for her: what she needs, a yes to pass on, and one without it."""

import re
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy.orm import Session
from werkzeug.test import Client

from auth.parts import now
from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.turns import Turn
from casework.helping import consenting, overriding
from casework.helping.agreed import Asked, Forced
from casework.helping.needs import Wanted
from casework.helping.noting_needs import keep
from casework.parts import Parts
from crypto.sealing import give_ring
from referrals.consent.ledger import Recipient
from referrals.consent.terms import Field, Ground, Purpose, RecipientKind
from referrals.matching.needs import AgeBand, Needs
from tests.journeys.founding import Resident
from tests.journeys.staff_pages import post

HERS = re.compile(r'action="(/r/help/consents/[0-9a-f-]{36}/)')
CLINIC = Recipient(kind=RecipientKind.ORGANIZATION, id=uuid4(), name="Health corner")


class Helped(NamedTuple):
    """What waits for an answer of hers, and for a second person."""

    consent: UUID
    override: UUID


def helped(db: Session, parts: Parts, who: Resident, case: UUID) -> Helped:
    """The officer asks her, and asks for something without her; it is kept."""
    give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
    turn = Turn(case, Author(who.person, who.seeds), parts.keys, parts.register(db), now())
    until = now().date() + timedelta(days=5)
    asked = Asked(
        consent=uuid4(), fields=frozenset({Field.HELP}), recipient=CLINIC,
        purpose=Purpose.SERVICE, until=until, words="May we tell them?", language="en",
    )  # fmt: skip
    forced = Forced(
        override=uuid4(), fields=frozenset({Field.NAME}), recipient=CLINIC,
        ground=Ground.DANGER, law="Penal Code s. 354", until=until,
    )  # fmt: skip
    keep(db, turn, Wanted(needs=Needs(age=AgeBand.FROM_25)))
    consenting.ask(db, turn, asked)
    overriding.ask(db, turn, forced, "He waits at her door.")
    db.commit()
    return Helped(asked.consent, forced.override)


def ask_her(officer: Client, survivor: Client, here: str, mark: str) -> None:
    """Every field of her needs, of a yes to pass on and of one without it; she takes hers back."""
    help_ = f"{here}/help"
    said = {"kinds": "health", "age": "25-59", "access": mark[:90]}
    assert post(officer, f"{help_}/needs", f"{help_}/needs", **said) == 303
    told = {"fields_": "happened", "happened": f"happened {mark}", "person": mark[:90]}
    asked = {**told, "days": "30", "language": "en", "where": "page"}
    page = f"{help_}/consent/ask/service"
    assert post(officer, page, page, **asked) == 303
    danger = {"ground": "danger", "law": mark[:90], "words": f"danger {mark}", "days": "3"}
    assert post(officer, f"{help_}/override", f"{help_}/override", **told, **danger) == 303
    assert f"happened {mark}" in survivor.get("/r/help").text
    for answer in ("yes", "end"):
        action = HERS.findall(survivor.get("/r/help").text)[0] + answer
        assert post(survivor, "/r/help", action) == 303
    assert f"danger {mark}" in officer.get(here).text
