"""A whole journey on the real server in which everything secret bears a mark."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from werkzeug.test import Client

from auth import second_factor
from tests.casework.browsing import filled
from tests.casework.evidence.making import drawing
from tests.casework.tellers import Teller, multipart
from tests.journeys.bookkeeping import coach, keep_book
from tests.journeys.descriptors import in_the_clear
from tests.journeys.ending import end_one
from tests.journeys.following import stand_by
from tests.journeys.founding import Village
from tests.journeys.helping import ask_her
from tests.journeys.inquiring import Committee
from tests.journeys.marks import Marks
from tests.journeys.naming import answered, compare_names, is_asked, name_people
from tests.journeys.nearby import settle_places
from tests.journeys.protecting import protect, protect_for_a_while
from tests.journeys.reasons import ask_for_review
from tests.journeys.referring import bring_list, refer_out, take_in
from tests.journeys.sending_out import answer_by_link, answer_here
from tests.journeys.slowly import sending
from tests.journeys.staff_pages import (
    cases_of,
    concern_of,
    grouped,
    newest_with_word,
    post,
    post_file,
)
from tests.journeys.tellings import friends_story, full_story, tell, walk
from tests.journeys.wire import client
from tests.journeys.writing_down import add_later, take_down, write_letter
from tests.servers import Server
from tests.visitors import Visitor

FILE = re.compile(r'href="(/cases/[0-9a-f-]{36}/files/[0-9a-f-]{36})')
SEAT = re.compile(r'name="people"[^>]*value="([0-9a-f]{32})"')
PERSON = re.compile(r'name="person"[^>]*value="([0-9a-f]{32})"')
LARGE = 10 * 1024 * 1024
HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@dataclass
class Journey:
    """Somebody tells, others answer, she comes back; what was seen on the way is kept here."""

    server: Server
    village: Village
    marks: Marks
    case: str = ""
    number: str = field(default="", repr=False)
    open_files: list[str] = field(default_factory=list)
    looks: int = 0
    survivor: Client | None = None

    def walk(self) -> None:
        """All of it, in the order in which it happens."""
        settle_places(self.village)
        self._try_doors()
        self._tell()
        self._deal()
        self._agree()
        self._end()
        self._come_back()
        self._send_out()
        self._go_on()
        self._renumber()
        self._step_back()
        self._take_down()

    def _try_doors(self) -> None:
        """Wrong tries too are nobody's to read."""
        at_the_door, mark = Visitor(client(self.server)), self.marks.text
        refused = at_the_door.post("/sign-in", address=f"{mark[:40]}", passphrase=mark, code="123")
        unknown = at_the_door.post("/r", number=f"{mark[:60]}")
        lost = at_the_door.post("/recover", address="chair@example.org", recovery_code=mark)
        assert [each.status_code for each in (refused, unknown, lost)] == [403, 422, 403]

    def _tell(self) -> None:
        story = full_story(self.village, self.marks.text, f"blue {self.marks.text}", self._png(64))
        # CARE follows the outcome alone: there has to be somebody left to hand keys to.
        story["care"] = [{"care": "outcome"}]
        browser = client(self.server)
        self._send_slowly(walk(browser, story, until="files"))
        sent = tell(browser, story)
        self.number = sent.number
        self.marks.others |= {"number": self.number, "number in groups": grouped(self.number)}
        sent.press("have")
        self._tell_by_number_alone()

    def _tell_by_number_alone(self) -> None:
        """Another one, without a word, whose words go into the inbox."""
        story = full_story(self.village, self.marks.text, "")
        number = tell(client(self.server), story).number
        self.marks.others["other number"] = number
        back = Visitor(client(self.server))
        assert back.post("/r", number=number).location == "/r/here"
        assert post(back.client, "/r/here", "/r/write", text=self.marks.text) == 303

    def _take_down(self) -> None:
        """What a union's representative is told by mouth; she never sees it again."""
        factory = self.village.bodies["factory"]
        union, mark, photo = self._staff("union"), self.marks.text, self._png(24)
        self.marks.others["number handed out"] = take_down(union, factory, mark, photo)
        for at, number in enumerate(write_letter(union, factory, f"letter {mark}")):
            self.marks.others[f"number {at} of a letter"] = number
        add_later(union, f"later {mark}")
        assert mark not in union.get("/logged").text

    def _send_out(self) -> None:
        """A list is brought; two places are asked, by account and by a link, and answer."""
        mark = self.marks.text
        officer, here = self._staff("officer"), f"/cases/{self.case}"
        bring_list(officer, mark)
        made = refer_out(officer, here, mark)
        self.marks.others["token of a link"] = made.token
        answer_here(self._staff("provider"), mark)
        answer_by_link(client(self.server), made, mark)
        take_in(officer, self.survivor or officer, here, mark)

    def _deal(self) -> None:
        chair, member = self._staff("chair"), self._staff("member")
        self.case = newest_with_word(chair)
        here, mark = f"/cases/{self.case}", self.marks.text
        assert post(chair, here, f"{here}/acknowledge") == 303
        assert post(chair, f"{here}/answer", f"{here}/answer", words=f"answer {mark}") == 303
        assert post(member, f"{here}/note", f"{here}/note", words=f"note {mark}") == 303
        self._look_at_files(chair, member, here)
        for inboxed in cases_of(chair):
            assert post(chair, f"/cases/{inboxed}", f"/cases/{inboxed}/inbox") in {303, 404}
        assert mark in chair.get(here).text
        self._look_for(member, here)
        protect(chair, here, mark)
        keep_book(chair, self.village.bodies["factory"], mark)
        coach(self._staff("supervisor"), chair, self.village.bodies["factory"], mark)
        offered = PERSON.findall(chair.get(f"{here}/hand-over").text)
        given = {"person": offered[0], "parts": "told", "words": f"she helps {mark}"}
        assert post(chair, f"{here}/hand-over", f"{here}/hand-over", **given) == 303

    def _look_at_files(self, chair: Client, member: Client, here: str) -> None:
        """One is opened as a copy; another is intimate, and two look at it."""
        mark, page, picture = self.marks.text, f"{here}/attach", drawing(self.marks.text)
        said = {"words": f"a file {mark}", "origin": f"a guard {mark}", "came_on": f"noon {mark}"}
        plain = {**said, "file": (picture, f"list {mark}.png")}
        hidden = {**said, "intimate": "y", "file": (picture, f"him {mark}.png")}
        assert [post_file(member, page, page, each) for each in (plain, hidden)] == [303, 303]
        # What she sent herself has the first numbers.
        *_hers, one, other = dict.fromkeys(FILE.findall(chair.get(f"{here}/evidence").text))
        opened = Visitor(chair).post(one)
        assert opened.status_code == 200
        assert mark.encode() not in opened.data
        asked = {"words": f"whose hand {mark}", "child": "no"}
        place = f"{other}/intimate"
        assert post(chair, place, f"{place}/ask", **asked) == 303
        assert post(member, place, f"{place}/agree", sure="y") == 303
        assert post(chair, place, f"{place}/look") == 200
        assert chair.get(f"{place}/shown").status_code == 200

    def _look_for(self, member: Client, here: str) -> None:
        """A witness is heard; then the words are searched for, and printed."""
        mark, page = self.marks.text, f"{here}/statement"
        who = {"capacity": "witness", "speaker": f"Beauty {mark}", "way": "phone", "when": mark}
        heard = {**who, "agreed": "read_back", "words": f"heard {mark}"}
        assert post(member, page, page, **heard) == 303
        found = Visitor(member).post("/cases/search", words=f"heard {mark}")
        assert found.status_code == 200
        assert here in found.text
        assert f"heard {mark}" in member.get(f"{here}/print?words=1").text

    def _agree(self) -> None:
        """A friend tells, help is offered, and the survivor says it herself."""
        mark, chair = self.marks.text, self._staff("external")
        told = tell(client(self.server), friends_story(self.village, mark, f"red {mark}"))
        self.marks.others["concern's number"] = told.number
        here = f"/cases/{concern_of(chair)}"
        offer = {"by": f"by {mark}", "way": "alone", "where": f"at {mark}", "words": f"say {mark}"}
        assert post(chair, f"{here}/offer", f"{here}/offer", **offer) == 303
        reply = {"reply": "not_reached", "words": f"not yet {mark}"}
        assert post(chair, f"{here}/reply", f"{here}/reply", **reply) == 303
        assert f"at {mark}" in chair.get(here).text
        hers = {"told_by": "herself", "wish": "complain", "words": f"her own {mark}"}
        page = chair.get(f"{here}/agreed")
        close = Visitor(chair).post(f"{here}/agreed", **filled(page.text) | hers)
        check = Visitor(chair).post(f"{here}/agreed", **filled(close.text) | {"asked": "1"})
        last = {"word_wish": "without", "save": "1"}
        saved = Visitor(chair).post(f"{here}/agreed", **filled(check.text) | last)
        shown = Teller(chair, seen=saved.text)
        assert shown.number, saved.text
        self.marks.others["agreed number"] = shown.number
        assert "This concern is closed" in chair.get(here).text

    def _end(self) -> None:
        """Somebody who wants help alone: closed, opened again at her wish, and held."""
        staff = self._staff("chair"), self._staff("member"), self._staff("external")
        number = end_one(self.server, self.village, self.marks.text, staff)
        self.marks.others["number of one who wants help"] = number

    def _come_back(self) -> None:
        back = Visitor(client(self.server))
        assert back.post("/r", number=self.number).location == "/r/here"
        word = f"blue {self.marks.text}"
        assert post(back.client, "/r/here", "/r/word", word=f"wrong {word}") == 403
        assert post(back.client, "/r/here", "/r/word", word=word) == 303
        assert post(back.client, "/r/all", "/r/message", text=f"hers {self.marks.text}") == 303
        assert post(back.client, "/r/more", "/r/more", text=f"more {self.marks.text}") == 303
        more = {"file": (self._png(16), f"later {self.marks.text}.png")}
        assert post_file(back.client, "/r/more", "/r/file", more) == 303
        assert f"answer {self.marks.text}" in back.client.get("/r/all").text
        self.survivor = back.client
        ask_her(self._staff("officer"), back.client, f"/cases/{self.case}", self.marks.text)

    def _go_on(self) -> None:
        """She chooses the formal route, a panel is named; in another case her choice is heard."""
        assert self.survivor is not None
        mark, chair, here = self.marks.text, self._staff("chair"), f"/cases/{self.case}"
        assert post(self.survivor, "/r/route", "/r/route", route="formal") == 303
        people = SEAT.findall(chair.get(f"{here}/panel").text)
        named = {"people": people[0], "words": f"they know the line {mark}"}
        assert post(chair, f"{here}/panel", f"{here}/panel", **named) == 303
        assert f"they know the line {mark}" in self.survivor.get("/r/route").text
        self._inquire(chair, here)
        stand_by(self._staff("union"), self.survivor, chair, self.case, mark)
        others = (f"/cases/{each}" for each in cases_of(chair) if each != self.case)
        other = next(each for each in others if chair.get(f"{each}/route").status_code == 200)
        heard = {"route": "informal", "how": "phone", "when": f"at noon {mark}", "are_hers": "y"}
        said = {**heard, "words": f"no inquiry {mark}"}
        assert post(chair, f"{other}/route", f"{other}/route", **said) == 303

    def _inquire(self, chair: Client, here: str) -> None:
        """The committee writes to him, hears, finds and reports; the employer decides."""
        assert self.survivor is not None
        mark, today = self.marks.text, datetime.now(UTC).date()
        others = self._staff("member"), self._staff("external")
        committee = Committee(chair, *others, self.survivor, here, today, mark, mark)
        protect_for_a_while(committee)
        committee.inquire()
        committee.decide()
        ask_for_review(committee)
        assert mark in chair.get(f"{here}/inquiry").text
        assert mark in chair.get(f"{here}/decision").text

    def _renumber(self) -> None:
        assert self.survivor is not None
        page = self.survivor.get("/r/number").text
        shown = Teller(self.survivor, seen=page)
        self.marks.others |= {"new number": shown.number}
        old, new = f"blue {self.marks.text}", f"green {self.marks.text}"
        typed = {"word": old, "new_word": new, "again": new, "has_it": "y"}
        answer = self.survivor.post("/r/number", data={**shown.hidden, **typed})
        assert answer.status_code == 303, answer.text
        assert shown.number

    def _step_back(self) -> None:
        member, here = self._staff("member"), f"/cases/{self.case}"
        post(member, here, f"{here}/keys")
        name_people(chair := self._staff("chair"), member, here, self.marks.text)
        compare_names(chair, self.survivor or chair, self._staff("supervisor"), self.village, here)
        reason = f"He is my cousin {self.marks.text}"
        assert post(member, f"{here}/recuse", f"{here}/recuse", words=reason) == 200
        assert member.get(here).status_code == 404
        typed = {"names": f"Nasrin {self.marks.text[::-1]}", "kin": self.marks.text[::-1]}
        assert post(member, "/me/about", "/me/about", **typed) == 303

    def _staff(self, who: str) -> Client:
        browser, resident = client(self.server), self.village.people[who]
        self.marks.others |= {
            f"recovery code of {who}": resident.recovery_code,
            f"factor of {who}": second_factor.spelled(resident.factor).replace(" ", ""),
        }
        answer = Visitor(browser).post("/sign-in", **resident.key())
        assert answer.status_code == 303, answer.text
        for case in cases_of(browser):
            if is_asked(browser, f"/cases/{case}"):
                answered(browser, f"/cases/{case}", self.marks.text)
        return browser

    def _send_slowly(self, teller: Teller) -> None:
        """Ten megabytes in pieces; after each one, what the server holds open is looked at."""
        needles = self.marks.needles()
        fields = {**teller.hidden, "file": (self._png(LARGE // 1024), "large.png")}
        with sending(self.server, teller.client, "/w", multipart(fields)) as request:
            for _sent in request.pieces():
                self.open_files += in_the_clear(self.server, needles)
                self.looks += 1
            assert request.status() == 303

    def _png(self, kilobytes: int) -> bytes:
        body = f"{self.marks.text} ".encode()
        return HEAD + (body * (kilobytes * 1024 // len(body) + 1))[: kilobytes * 1024]
