"""What goes to a clinic and comes back in a journey: to its people, and by a one-time link."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from werkzeug.test import Client

from referrals.consent.ledger import Consent, Ledger, Recipient
from referrals.consent.packet import Packet, compiled
from referrals.consent.terms import Field, Given, Purpose, RecipientKind
from referrals.sending import link
from referrals.sending.given import Sender
from referrals.sending.link import Linked
from tests.crypto.costs import CHEAP
from tests.journeys.founding import Village
from tests.journeys.referring import Door
from tests.journeys.staff_pages import post

SENT = re.compile(r'href="(/received/[0-9a-f-]{36})"')
CODE = re.compile(r">(\d{4}) (\d{4})<")


def link_out(village: Village, mark: str) -> Linked:
    """The officer makes a one-time link to a clinic."""
    parts, now, officer = village.parts(), datetime.now(UTC), village.people["officer"]
    sender = Sender(officer.person, village.bodies["programme"], officer.seeds)
    with parts.sessions() as db:
        made = link.give(db, parts.keys, link.draw(CHEAP), _packet(mark), sender, now)
        db.commit()
    parts.sessions.engine.dispose()
    return made


def answer_here(nurse: Client, mark: str) -> None:
    """The nurse opens what was sent to her and says yes."""
    (at,) = SENT.findall(nurse.get("/received").text)
    assert post(nurse, at, f"{at}/open") == 303
    assert mark in nurse.get(at).text
    assert post(nurse, at, f"{at}/accepted", words=f"come {mark}") == 303
    assert post(nurse, at, f"{at}/done", words=f"seen {mark}") == 303


def answer_by_link(stranger: Client, made: Door, mark: str) -> str:
    """Somebody with address and code opens it and says no; gives the code for answering."""
    door = f"/o/{made.token}"
    assert post(stranger, door, door, code=made.code) == 303
    page = stranger.get(door).text
    assert mark in page
    found = CODE.search(page)
    assert found
    no = f"{door}/declined"
    assert post(stranger, no, no, reason="full", words=f"full {mark}") == 303
    return "".join(found.groups())


def _packet(mark: str) -> Packet:
    today = datetime.now(UTC).date()
    to = Recipient(kind=RecipientKind.ORGANIZATION, id=uuid4(), name=f"clinic {mark}")
    values = {
        Field.NAME: (f"her {mark}",),
        Field.REACH: (f"call {mark}",),
        Field.HAPPENED: (f"fell {mark}",),
    }
    consent = Consent(
        id=UUID(int=1),
        fields=frozenset(values),
        recipient=to,
        purpose=Purpose.SERVICE,
        given_on=today,
        until=today + timedelta(days=30),
        given=Given.IN_PERSON,
        written={field: said for field, (said,) in values.items()},
    )
    return compiled(values, Ledger(consents=(consent,)), to, Purpose.SERVICE, today)
