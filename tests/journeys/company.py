"""Everybody at once: each kind of person signed in, among cases that are full of life."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.test import Client

from auth import joining
from auth.models import Membership
from auth.parts import now
from auth.rings import load_ring
from casework.case import slips
from casework.case.authors import Author
from casework.case.covers import the_cover
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.parts import Parts
from crypto.sealing import give_ring
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.helping import Helped, helped
from tests.journeys.listing import list_help
from tests.journeys.lives import Life, everybody_answers, live
from tests.journeys.partnering import support, work_together
from tests.journeys.tellings import PNG, WORD, Story, friends_story, full_story, short_story, tell
from tests.journeys.wire import token_in
from tests.visitors import Visitor

STAFF = (
    "administrator", "analyst", "chair", "member", "conflicted", "respondent", "external",
    "union", "officer", "supervisor", "child_one", "puppet", "stranger", "leaver", "first",
    "provider",
)  # fmt: skip


@dataclass
class Told:
    """A case as its test knows it."""

    id: UUID
    number: str = field(repr=False)
    code: str
    file: UUID | None


@dataclass
class Company:
    """Clients by name, and cases: `hers`, `left` by the member, `elsewhere`, and a `concern`."""

    house: Flask
    village: Village
    clients: dict[str, Client]
    cases: dict[str, Told]
    life: Life
    """The ids of what stands in `left`, another case of those who hold `hers`."""
    helped: dict[str, Helped]
    """What the officer asked for in `left`, and in `hers`."""
    foil: UUID | None = None
    """What the union's representative has of `hers`, which she logged."""

    def visitor(self, who: str) -> Visitor:
        """Somebody's browser."""
        return Visitor(self.clients[who])


def gather(house: Flask, village: Village) -> Company:
    """Tell three cases, deal with them, and let everybody sign in."""
    told = {"hers": _told(house, village, "chair", full_story(village))}
    told["left"] = _told(house, village, "chair", full_story(village, word="green thread"))
    life = _live(house, village, told["left"].id)
    help_ = {each: _helped(house, village, told[each].id) for each in ("left", "hers")}
    company = Company(house, village, {}, told, life, help_)
    company.cases["elsewhere"] = _told(
        house,
        village,
        "stranger",
        short_story(village, "other_factory") | {"files": [{"file": (PNG, "a.png")}]},
    )
    company.cases["concern"] = _told(house, village, "chair", friends_story(village))
    _answer(company)
    company.foil = _log(company)
    _list_help(house)
    _work_together(house, village)
    for who in STAFF:
        company.clients[who] = signed_in(house, village, who)
    _deal(company)
    _leave(company)
    _come_back(company)
    company.clients["nobody"] = newcomer(house)
    company.clients["telling"] = newcomer(house)
    tell_half(company.clients["telling"], village)
    return company


def signed_in(house: Flask, village: Village, who: str) -> Client:
    """A browser of somebody's, through the door."""
    client = newcomer(house)
    answer = Visitor(client).post("/sign-in", **village.people[who].key())
    assert answer.status_code == 303, (who, answer.text)
    return client


def tell_half(client: Client, village: Village) -> None:
    """A complaint somebody has begun and not sent."""
    story = short_story(village)
    visitor = Visitor(client)
    visitor.post("/w", page="workplace", **story["workplace"][0])


def _told(house: Flask, village: Village, reader: str, story: Story) -> Told:
    parts: Parts = house.extensions["casework"]
    with parts.sessions(writing=False) as db:
        before = set(db.scalars(select(Case.id)))
    teller = tell(newcomer(house), story)
    with parts.sessions(writing=False) as db:
        (case,) = set(db.scalars(select(Case.id))) - before
        file = db.scalar(select(Attachment.id).where(Attachment.case_id == case))
        who = village.people[reader]
        give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
        code = the_cover(db, case).text.code
    return Told(case, teller.number, code, file)


def _live(house: Flask, village: Village, case: UUID) -> Life:
    """The chair deals with a case, and announces that somebody is to read it."""
    parts: Parts = house.extensions["casework"]
    with parts.sessions() as db:
        return live(db, parts, village.people["chair"], case)


def _helped(house: Flask, village: Village, case: UUID) -> Helped:
    """The officer finds help for her."""
    parts: Parts = house.extensions["casework"]
    with parts.sessions() as db:
        clinic = village.bodies["provider"]
        return helped(db, parts, village.people["officer"], case, clinic)


def _work_together(house: Flask, village: Village) -> None:
    """The programme's partners have met, and held a session."""
    parts: Parts = house.extensions["casework"]
    with parts.sessions() as db:
        work_together(db, village.bodies["programme"])
        support(db, parts.keys, village.bodies["factory"])
        db.commit()


def _list_help(house: Flask) -> None:
    """A clinic stands in the directory."""
    parts: Parts = house.extensions["casework"]
    with parts.sessions() as db:
        list_help(db)
        db.commit()


def _answer(company: Company) -> None:
    """Whoever deals with a case says first that no conflict stands against it."""
    parts: Parts = company.house.extensions["casework"]
    for told in company.cases.values():
        with parts.sessions() as db:
            everybody_answers(db, parts, company.village.people.values(), told.id)


def _log(company: Company) -> UUID | None:
    """What is left with the union's representative, as if she had logged it."""
    parts: Parts = company.house.extensions["casework"]
    chair, union = company.village.people["chair"], company.village.people["union"]
    with parts.sessions() as db:
        give_ring(db, load_ring(db, parts.keys, chair.person, chair.seeds, (), parts.admit))
        author, case = Author(union.person, union.seeds), company.cases["hers"].id
        row = slips.keep(db, parts.keys, author, case, slips.KnownBy(way="letter"), now())
        db.commit()
    return row


def _deal(company: Company) -> None:
    hers, left = company.cases["hers"].id, company.cases["left"].id
    chair, member = company.visitor("chair"), company.visitor("member")
    presses = [
        chair.post(f"/cases/{hers}/acknowledge"),
        chair.post(f"/cases/{hers}/answer", words="We have read it."),
        member.post(f"/cases/{hers}/note", words="Ask the whole line."),
        member.post(f"/cases/{left}/recuse", words="He is my cousin."),
    ]
    assert [each.status_code for each in presses] == [303, 303, 303, 200], presses


def _leave(company: Company) -> None:
    """The leaver leaves, and signs in once more; new keys are made in one of the cases."""
    parts: Parts = company.house.extensions["casework"]
    village = company.village
    with parts.sessions() as db:
        membership = db.get_one(Membership, village.people["leaver"].membership)
        joining.leave(db, parts.keys, membership, now().date())
        db.commit()
    company.clients["leaver"] = signed_in(company.house, village, "leaver")
    hers = company.cases["hers"].id
    assert company.visitor("chair").post(f"/cases/{hers}/keys").location == f"/cases/{hers}"


def _come_back(company: Company) -> None:
    number = company.cases["hers"].number
    for who in ("by number", "by word"):
        client = company.clients[who] = newcomer(company.house)
        assert Visitor(client).post("/r", number=number).location == "/r/here"
    answer = _with_word(company.clients["by word"], WORD)
    assert answer == "/r/all"


def _with_word(client: Client, word: str) -> str | None:
    token = token_in(client.get("/r/here").text)
    return client.post("/r/word", data={"csrf_token": token, "word": word}).location
