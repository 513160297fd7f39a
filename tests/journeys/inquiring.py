"""A committee inquires and an employer decides, page by page, with a mark in every field of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from werkzeug.test import Client

from tests.casework.tellers import HIDDEN
from tests.journeys.wire import token_in

ASKED = re.compile(r'action="(/r/questions/[0-9a-f-]{36})"')
SAT = ("people", "beside", "signing")
CAN_FOLLOW = re.compile(r'name="recommended"[^>]*value="([^"]+)"')
WAY = re.compile(r'name="route"[^>]*value="([^"]+)"')


def day(name: str, on: date) -> dict[str, str]:
    """A day in the three parts of its field."""
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


@dataclass
class Committee:
    """Who deals with one case, at `here`, on a day; `mark` stands in everything they write, and
    `silent` in the letter, which may hold nothing of hers."""

    chair: Client
    member: Client
    external: Client
    survivor: Client
    here: str
    today: date
    mark: str = "noted"
    silent: str = "it is said"
    statuses: list[int] = field(default_factory=list)

    def inquire(self) -> None:
        """From the route to the report."""
        self.to_route()
        self.notify()
        self.hear()
        self.report()

    def to_route(self) -> None:
        """Her safety first; then she is asked which way she wants."""
        self.send(self.chair, "/course/to/safety", words=self.mark)
        self.send(self.chair, "/safety/asked", danger="no")
        soon = self.today + timedelta(days=6)
        self.send(self.chair, "/safety/plan", ways=self.mark, **day("review_on", soon))
        self.send(self.chair, "/course/to/route", words=self.mark)

    def notify(self) -> None:
        """The letter, what he replies, and what he needs."""
        soon = day("answer_by", self.today + timedelta(days=6))
        letter = {"to": f"him {self.mark}", "words": self.silent, "hearing": self.silent}
        self.send(self.chair, "/inquiry/notice", **letter, rule=self.silent, **soon)
        self.press(self.member, "/inquiry/read", could_tell="no", words=self.mark)
        self.tell_her("notice")
        self.press(self.chair, "/inquiry/release", **self.on())
        served = {"how": "in_hand", "by": self.mark, "words": self.mark}
        self.press(self.chair, "/inquiry/served", **served, **self.on())
        said = dict.fromkeys(("words", "witnesses", "papers"), self.mark)
        self.send(
            self.chair, "/inquiry/reply", way="written", agreed="own_hand", **said, **self.on()
        )
        care = dict.fromkeys(("language", "companion", "words"), self.mark)
        self.send(self.chair, "/inquiry/care", safety="yes", **care)

    def hear(self) -> None:
        """Undertakings, a hearing put off and read back, and the sitting that establishes."""
        # Whoever is called like the respondent hears nothing: his name is the mark.
        interprets = {"name": "Rina Barua", "words": self.mark}
        self.send(self.chair, "/people/interpreter", shown="masked", **interprets)
        signed = {
            "party": "else",
            "who": "Rina Barua",
            "standing": "interpreter",
            "is_free": "y",
            "words": self.mark,
        }
        self.send(self.chair, "/inquiry/undertaking", **signed, **self.on())
        setting = {"hour": self.mark, "place": self.mark, **self.on()}
        self.send(self.chair, "/inquiry/hearing", heard="witness", **setting)
        self.press(self.chair, "/inquiry/put-off", heard="witness", words=self.mark, **setting)
        self._sit()
        self.press(self.chair, "/inquiry/read-back", signed="refused", words=self.mark)
        self.send(self.chair, "/inquiry/hearing", heard="nobody", **setting)
        self._sit()
        self.send(self.chair, "/inquiry/finish", words=self.mark)

    def report(self) -> None:
        """What was established, and what is recommended."""
        self.send(self.chair, "/inquiry/allegation", words=self.mark)
        found = {"found": "substantiated", "standard": "more_likely"}
        said = dict.fromkeys(("words", "dissent"), self.mark)
        self.press(self.chair, "/inquiry/finding", **found, **said)
        first = CAN_FOLLOW.findall(self.page(self.chair, "/inquiry/report"))[0]
        handed = {"recommended": first, "to": self.mark, "words": self.mark}
        self.send(self.chair, "/inquiry/report", **handed, **self.on())

    def write_decision(self) -> None:
        """She knows the day, and what was decided is written down."""
        self.tell_her("decision")
        chosen = CAN_FOLLOW.findall(self.page(self.chair, "/inquiry/report"))[0]
        why = dict.fromkeys(("by", "words", "departure"), self.mark)
        days = {**self.on(), **day("told_on", self.today)}
        self.send(self.chair, "/decision/decide", chosen=chosen, **why, **days)

    def decide(self, reviewed: str = "stands") -> None:
        """Decided, told, applied, seen, looked at again, and taken outside."""
        self.write_decision()
        self.send(self.chair, "/decision/told", words=self.mark, **self.on())
        self.give_and_charge()
        self.press(self.chair, "/decision/applied", "/decision", words=self.mark, **self.on())
        note = dict.fromkeys(("post", "measure", "words"), self.mark)
        self.press(self.chair, "/decision/note", "/decision", safe_by="page", **note, **self.on())
        self.press(self.external, "/decision/seen", "/decision", saw="applied", words=self.mark)
        asked = {"side": "respondent", "body": self.mark, "words": self.mark}
        self.send(self.chair, "/decision/review", **asked, **self.on())
        ended = {"outcome": reviewed, "words": self.mark}
        self.send(self.member, "/decision/review-ended", **ended, **self.on())
        way = WAY.findall(self.page(self.chair, "/decision/outside"))[0]
        self.send(
            self.chair, "/decision/outside", route=way, by="herself", words=self.mark, **self.on()
        )

    def give_and_charge(self) -> None:
        """His file, which a second member sends back; and what is to prove malice of hers."""
        self.send(self.chair, "/his-file/prepare", language="en", words=self.mark)
        told = {"could_tell": "yes", "words": self.mark}
        self.press(self.member, "/his-file/read", "/his-file", **told)
        self.send(self.member, "/malice/propose", words=self.mark, is_malice="y")
        knows = {"whom": "external_member", "words": self.mark}
        self.press(self.external, "/malice/informed", "/malice", **knows, **self.on())

    def tell_her(self, act: str) -> None:
        """She is told the day and hour of something that he can notice, and lets it go on."""
        told = dict.fromkeys(("hour", "words", "stop_words"), self.mark)
        here = f"/safety/gate/{act}"
        self.send(self.chair, here, safe_by="page", **told, **day("day", self.today))
        self.her_yes()

    def her_yes(self) -> None:
        """She says yes to everything she is asked."""
        for path in ASKED.findall(self.survivor.get("/r/all").text):
            page = self.survivor.get(path).text
            data = {"csrf_token": token_in(page), "reply": "yes"}
            self.statuses.append(self.survivor.post(path, data=data).status_code)

    def on(self) -> dict[str, str]:
        """Today, in the field that most of them have."""
        return day("on", self.today)

    def page(self, who: Client, path: str) -> str:
        """A page of the case."""
        return str(who.get(f"{self.here}{path}").text)

    def press(self, who: Client, act: str, place: str = "/inquiry", /, **typed: str) -> None:
        """Follow the last link to one of the forms, and send it."""
        links = re.findall(rf'href="{self.here}({act}/[0-9a-f-]{{36}})"', self.page(who, place))
        self.send(who, links[-1], **typed)

    def send(self, who: Client, path: str, /, **typed: str) -> None:
        """Open a form of the case, fill it in, send it."""
        status = sent(who, f"{self.here}{path}", typed)
        assert status == 303, (path, status)
        self.statuses.append(status)

    def _sit(self) -> None:
        link = re.findall(
            rf'href="{self.here}(/inquiry/minutes/[0-9a-f-]{{36}})"',
            self.page(self.chair, "/inquiry"),
        )[-1]
        page = self.page(self.chair, link)
        chosen = {
            name: re.findall(rf'name="{name}"[^>]*value="([0-9a-f]{{32}})"', page) for name in SAT
        }
        typed = {**chosen, "words": self.mark, **self.on()}
        assert sent(self.chair, f"{self.here}{link}", typed) == 303


def sent(who: Client, page: str, typed: Mapping[str, object]) -> int:
    """Open a page, fill in its form, send it; gives the status."""
    shown = who.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    data = {"csrf_token": token_in(shown), **hidden, **typed}
    return int(who.post(page, data=data).status_code)
