"""An administrator invents a member, a writer of the database swaps a key: neither gets a box."""

import re
from dataclasses import dataclass
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import Client

from auth.certifying import read, write
from auth.models import CertificateRow, Person
from auth.rings import load_ring
from casework.parts import Parts
from crypto.grants import Grant
from crypto.seeds import Seeds
from tests.auth.people_pages import GOOD, secrets_on
from tests.casework.tellers import HIDDEN
from tests.journeys.addresses import newcomer
from tests.journeys.company import signed_in
from tests.journeys.founding import Village
from tests.journeys.tellings import full_story, tell, walk
from tests.visitors import Visitor

INVENTED = "Moushumi Khan"
LINK = re.compile(r"/a/([\w-]{20,})")


@dataclass
class Puppet:
    """The member whom the administrator invented, and plays himself."""

    person: UUID
    certificate: UUID
    words: str
    client: Client


@pytest.fixture(scope="module")
def puppet(house: Flask, village: Village) -> Puppet:
    """He adds her, invites her, opens the link himself, and even gets the code told by phone."""
    administrator = Visitor(signed_in(house, village, "administrator"))
    added = administrator.post(
        f"/people/organisations/{village.bodies['factory']}/people/new",
        name=INVENTED,
        role="member",
        language="en",
        post="operator, line 9",
        is_woman="yes",
        is_receiver="y",
    )
    invited = administrator.post(
        f"{added.location}/invite",
        address="moushumi",
        confirmer=str(village.people["union"].person),
    )
    token = LINK.search(invited.text)
    assert token, invited.text
    told = secrets_on(signed_in(house, village, "union").get("/people/certificates").text)
    words, sheet = _activated(Visitor(newcomer(house)), token.group(1), told[0])
    client, row = _at_the_desk(house, sheet[1]), _certificate(house)
    return Puppet(row.person_id, row.id, words, client)


def _activated(browser: Visitor, token: str, code: str) -> tuple[str, list[str]]:
    """His way through the pages as if he were she; gives the six words and the sheet."""
    link = f"/a/{token}"
    browser.post(link, code=code)
    choice = {"code": code, "passphrase": GOOD, "again": GOOD, "kind": "sheet"}
    paper = browser.post(f"{link}/passphrase", **choice).text
    group = secrets_on(paper)[0].split()[2]
    sheet = re.findall(r"\b(\d{3} ?\d{3})\b", paper)
    browser.post(f"{link}/paper", code=code, group=group, factor_code=sheet[0])
    done = browser.post(f"{link}/about", code=code, names=INVENTED)
    assert done.status_code == 200, done.text
    return secrets_on(done.text)[0], sheet


def _at_the_desk(house: Flask, code: str) -> Client:
    client = newcomer(house)
    typed = {"address": "moushumi", "passphrase": GOOD, "code": code}
    answer = Visitor(client).post("/sign-in", **typed)
    assert answer.status_code == 303, answer.text
    return client


def _certificate(house: Flask) -> CertificateRow:
    parts: Parts = house.extensions["casework"]
    with parts.sessions(writing=False) as db:
        found = db.scalars(
            select(CertificateRow)
            .join(Person, Person.id == CertificateRow.person_id)
            .where(Person.name == INVENTED)
        ).one()
        db.expunge(found)
    return found


def boxes_of(house: Flask, person: UUID) -> int:
    """How many grants lie under somebody's tag."""
    parts: Parts = house.extensions["casework"]
    mine = Grant.ring == parts.keys.ring_tag(person)
    with parts.sessions(writing=False) as db:
        return db.scalar(select(func.count()).select_from(Grant).where(mine)) or 0


def complain(house: Flask, village: Village) -> None:
    """Somebody tells, and lets everybody read whom she is offered."""
    tell(newcomer(house), full_story(village))


def test_the_administrator_is_in_as_her_and_finds_no_case(
    house: Flask, village: Village, puppet: Puppet
) -> None:
    complain(house, village)

    assert puppet.client.get("/me").status_code == 200
    assert re.findall(r"/cases/[0-9a-f-]{36}", puppet.client.get("/cases").text) == []
    assert boxes_of(house, puppet.person) == 0
    assert boxes_of(house, village.people["chair"].person) > 0


def test_nobody_who_tells_is_shown_her(house: Flask, village: Village, puppet: Puppet) -> None:
    teller = walk(newcomer(house), full_story(village))

    assert "welfare officer" in teller.seen
    assert "line 9" not in teller.seen


def test_she_cannot_be_handed_a_case(house: Flask, village: Village, puppet: Puppet) -> None:
    complain(house, village)
    chair = signed_in(house, village, "chair")
    case = re.findall(r'href="(/cases/[0-9a-f-]{36})"', chair.get("/cases").text)[0]

    Visitor(chair).post(f"{case}/declaration", related="no", over="no", is_named="no")
    page = chair.get(f"{case}/hand-over").text
    hidden = dict(HIDDEN.findall(page))
    pressed = chair.post(
        f"{case}/hand-over",
        data={**hidden, "person": puppet.person.hex, "parts": "told", "words": "x", "danger": "y"},
    )

    assert puppet.person.hex not in page
    assert pressed.status_code == 422
    assert boxes_of(house, puppet.person) == 0


def test_he_cannot_confirm_her_himself_nor_as_herself(
    house: Flask, village: Village, puppet: Puppet
) -> None:
    page = f"/people/certificates/{puppet.certificate}"
    signature = {"heard": puppet.words, "passphrase": village.people["administrator"].passphrase}
    administrator = Visitor(signed_in(house, village, "administrator"))

    his = administrator.post(page, **signature)
    hers = Visitor(puppet.client).post(page, heard=puppet.words, passphrase=GOOD)

    assert (his.status_code, hers.status_code) == (404, 409)


def test_one_deceived_confirmer_is_not_enough(
    house: Flask, village: Village, puppet: Puppet
) -> None:
    union = village.people["union"]
    page = f"/people/certificates/{puppet.certificate}"
    deceived = Visitor(signed_in(house, village, "union"))
    again = deceived.get(page).text

    assert "heard" in again
    signed = deceived.post(page, heard=puppet.words, passphrase=union.passphrase)
    complain(house, village)

    assert signed.status_code == 303
    assert boxes_of(house, puppet.person) == 0


def test_a_key_swapped_in_the_database_receives_nothing(house: Flask, village: Village) -> None:
    parts: Parts = house.extensions["casework"]
    external, thief = village.people["external"].person, Seeds.generate()
    before = boxes_of(house, external)
    with parts.sessions() as db:
        row = db.scalars(select(CertificateRow).where(CertificateRow.person_id == external)).one()
        which, real = row.id, read(row)
        forged = msgspec.structs.replace(real.statement, keys=thief.public)
        write(row, msgspec.structs.replace(real, statement=forged))
        db.commit()

    complain(house, village)

    with parts.sessions() as db:
        opened = load_ring(db, parts.keys, external, thief)
        assert (boxes_of(house, external), list(opened.cases)) == (before, [])
        write(db.get_one(CertificateRow, which), real)
        db.commit()
    complain(house, village)
    assert boxes_of(house, external) == before + 1
