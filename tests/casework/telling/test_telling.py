"""A worker tells what happened, page by page, without an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NoReturn

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from auth.lanes import Busy
from auth.models import CertificateRow
from auth.parts import now
from casework.models.case import Case
from casework.models.draft import Draft
from casework.models.number import ReturnNumber
from casework.parts import Parts
from casework.telling import way
from crypto import number
from crypto.records import Record
from referrals.directory.stamping import changed
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Duty
from tests.casework.tellers import Teller
from tests.referrals.directory.rows import put_service
from tests.worlds import World

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
WORDS = "He waited for me on the stairs."


def count(parts: Parts, table: type[Record]) -> int:
    """How many rows a table has."""
    with parts.sessions(writing=False) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def at_factory(world: World) -> dict[str, dict[str, str]]:
    """She works at the factory of the cast."""
    return {"workplace": {"place": world.bodies["factory"].hex}}


@pytest.fixture
def ready(teller: Teller, at_factory: dict[str, dict[str, str]]) -> Teller:
    """She has come to the last page and has not sent yet."""
    teller.walk_to("readers", **at_factory, words={"words": WORDS})
    return teller


def test_a_worker_who_says_only_what_she_would_like_is_heard(
    teller: Teller, shared: Parts, at_factory: dict[str, dict[str, str]]
) -> None:
    teller.walk_to("readers", **at_factory)

    teller.press("send")

    assert number.parse(teller.number) == teller.number
    assert count(shared, Case) == 1


def test_sending_twice_makes_one_case_and_shows_the_same_number(
    ready: Teller, shared: Parts
) -> None:
    sent = {**ready.hidden, "send": "1"}
    ready.press("send")
    first = ready.number

    ready.send(**sent)
    ready.open()

    assert ready.number == first
    assert count(shared, Case) == count(shared, ReturnNumber) == 1


def test_a_double_tap_makes_one_case(ready: Teller, shared: Parts, instance: Flask) -> None:
    sent = {**ready.hidden, "send": "1"}
    draft, visit = ready.client.get_cookie("d"), ready.client.get_cookie("p")
    assert draft is not None
    assert visit is not None

    def tap(_finger: int) -> int:
        same = instance.test_client()
        same.set_cookie("d", draft.value)
        same.set_cookie("p", visit.value)
        return same.post("/w", data=sent).status_code

    with ThreadPoolExecutor(4) as fingers:
        answers = set(fingers.map(tap, range(4)))
    ready.open()

    assert answers <= {303, 503}
    assert len(ready.number) == 16
    assert count(shared, Case) == 1


def test_a_number_waits_until_she_has_it(ready: Teller, shared: Parts) -> None:
    ready.press("send")
    shown = ready.number
    ready.open()
    assert ready.number == shown

    ready.press("have")
    ready.open()

    assert ready.number == ""
    assert ready.page == way.FIRST
    assert count(shared, Draft) == 0


@only_sqlite
def test_a_number_is_gone_after_ten_minutes(ready: Teller) -> None:
    ready.press("send")

    with time_machine.travel(now() + timedelta(minutes=11)):
        ready.open()

    assert ready.number == ""


@only_sqlite
def test_leaving_takes_a_draft_with_it(ready: Teller, shared: Parts) -> None:
    ready.client.get("/x")

    ready.open()

    assert ready.page == way.FIRST
    assert count(shared, Draft) == 0


@only_sqlite
def test_paper_names_nothing(ready: Teller) -> None:
    ready.press("send")
    shown = ready.number

    paper = ready.press("print")

    assert shown in paper.replace(" ", "")
    above = paper.split('class="cw-print__tools"')[1].split("</p>")[0]
    assert 'href="/x"' in above
    told = paper.split("<main")[1].split("</main>")[0].lower()
    assert not [word for word in ("complaint", "number", "case", "harass") if word in told]


@only_sqlite
def test_every_page_but_the_wish_can_be_passed_over(teller: Teller, shared: Parts) -> None:
    teller.open()
    seen = []
    for _page in way.PAGES:
        seen.append(teller.page)
        skipped = {"wish": "talk"} if teller.page == "wish" else {}
        teller.press("" if skipped else "skip", **skipped)

    assert seen[-1] == "readers"
    assert seen.index("wish") == 4
    assert count(shared, Case) == 0


@only_sqlite
@pytest.mark.parametrize("button", ["", "skip", "finish"])
def test_only_what_she_would_like_has_to_be_answered(teller: Teller, button: str) -> None:
    teller.walk_to("wish")

    seen = teller.press(button)

    assert teller.page == "wish"
    assert "Please choose one" in seen


@only_sqlite
def test_opening_the_page_changes_nothing(teller: Teller, shared: Parts) -> None:
    teller.open()
    assert count(shared, Draft) == 0

    teller.walk_to("words")
    before = _versions(shared)
    teller.open()
    teller.open()

    assert _versions(shared) == before


@only_sqlite
def test_before_she_calls_she_reads_whom_a_number_tells(
    teller: Teller, db: Session, at_factory: dict[str, dict[str, str]]
) -> None:
    silent, duty = put_service(db, "Night line", now().date()), put_service(db, "Police line")
    duty.assured_on = now().date()
    db.add(SurvivorRules(service_id=duty.id, tells_police=Duty.MUST))
    changed(db)
    db.commit()

    page = teller.walk_to("safe", **at_factory)

    told = page[page.index(silent.name) :], page[page.index(duty.name) :]
    unknown = "We do not know whom it tells: police, family, employer. Ask first."
    must = "It must tell the police, also if you do not want it."
    assert [unknown in told[0], unknown in told[1], must in told[1]] == [True, False, True]


@only_sqlite
def test_every_page_is_neutral_and_kept_nowhere(ready: Teller) -> None:
    ready.open()

    assert ready.last is not None
    assert "no-store" in ready.last.headers["Cache-Control"]
    assert "<title>Notes</title>" in ready.seen
    assert ready.last.request.path == "/w"


@only_sqlite
def test_a_page_that_is_not_the_current_one_is_taken_all_the_same(ready: Teller) -> None:
    ready.send(page="when", when="before the holiday")

    assert "before the holiday" in ready.walk_to("check")


@only_sqlite
def test_a_changed_answer_leads_back_to_the_summary(ready: Teller) -> None:
    ready.press("back")
    ready.press("change", "when")
    assert ready.page == "when"

    seen = ready.press(when="last week")

    assert ready.page == "check"
    assert "last week" in seen
    assert WORDS in seen


@only_sqlite
def test_who_decides_to_send_after_all_is_asked_who_may_read(teller: Teller) -> None:
    teller.walk_to("check", wish={"wish": "keep"}, word={"word": "blue door"})
    teller.press("change", "wish")

    teller.press(wish="complain")

    assert teller.page == "name"


@only_sqlite
def test_who_comes_back_too_late_keeps_her_last_words(teller: Teller, shared: Parts) -> None:
    teller.walk_to("words")
    with time_machine.travel(now() + timedelta(minutes=61)):
        seen = teller.press(words=WORDS)

        assert "You were away for a while" in seen
        assert WORDS in teller.walk_to("words")
    assert count(shared, Case) == 0


@only_sqlite
def test_nothing_is_sent_from_a_dead_draft(ready: Teller, shared: Parts) -> None:
    with time_machine.travel(now() + timedelta(minutes=61)):
        seen = ready.press("send")

    assert "If not, nothing was sent" in seen
    assert count(shared, Case) == 0


@only_sqlite
def test_when_too_many_send_at_once_she_is_asked_to_send_again(
    ready: Teller, shared: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_lane: object) -> NoReturn:
        raise Busy

    with monkeypatch.context() as patched:
        patched.setattr(shared.lanes, "enter", full)
        seen = ready.press("send")
        assert ready.last is not None
        assert ready.last.status_code == 503
        assert 'name="send"' in seen

    ready.press()

    assert len(ready.number) == 16
    assert count(shared, Case) == 1


@only_sqlite
def test_what_is_kept_needs_a_second_word(teller: Teller, shared: Parts) -> None:
    teller.walk_to("word", wish={"wish": "keep"})

    assert "Please choose a word" in teller.press("skip")
    teller.press(word="blue door")
    teller.press()
    assert "Nobody but you" in teller.seen
    teller.press("send")

    assert len(teller.number) == 16
    assert count(shared, Case) == 1


@only_sqlite
def test_nothing_is_sent_where_nobody_is_left_to_read(
    teller: Teller, shared: Parts, at_factory: dict[str, dict[str, str]]
) -> None:
    seen = teller.walk_to("readers", **at_factory, close={"jobs": "yes"})
    assert "Nobody is left who could read it" in seen

    teller.press("send")

    assert count(shared, Case) == 0
    assert teller.page == "readers"


@only_sqlite
def test_where_no_officer_is_named_a_child_may_keep_what_was_typed(
    teller: Teller, shared: Parts, world: World, at_factory: dict[str, dict[str, str]]
) -> None:
    _uncertify(shared, world, ["child_one", "child_two"])
    seen = teller.walk_to("child", **at_factory, age={"age": "not_sure"})
    assert "nobody has been named" in seen
    teller.walk_to("readers")

    teller.press("keep")
    teller.press(word="blue door")
    teller.press()
    teller.press("send")

    assert len(teller.number) == 16


@only_sqlite
def test_what_a_child_tells_goes_to_child_protection_officers_alone(
    teller: Teller, at_factory: dict[str, dict[str, str]]
) -> None:
    seen = teller.walk_to("readers", **at_factory, age={"age": "under_18"})

    assert seen.count("child protection (Child protection officer), CARE programme") == 2
    assert "Rupali Knitwear" not in seen


def _versions(parts: Parts) -> list[int]:
    with parts.sessions(writing=False) as db:
        return list(db.scalars(select(Draft.version)))


def _uncertify(parts: Parts, world: World, who: list[str]) -> None:
    people = [world.people[each] for each in who]
    with parts.sessions() as db:
        db.execute(delete(CertificateRow).where(CertificateRow.person_id.in_(people)))
        db.commit()


def test_the_app_has_one_address_for_the_whole_way(instance: Flask) -> None:
    rules = [rule.rule for rule in instance.url_map.iter_rules() if "telling" in rule.endpoint]

    assert set(rules) == {"/w"}


def test_nobody_receives_a_key_whom_she_was_not_shown(
    ready: Teller, shared: Parts, world: World
) -> None:
    _uncertify(shared, world, ["member"])

    seen = ready.press("send")

    assert "The people have changed since you looked" in seen
    assert count(shared, Case) == 0
    ready.press("send")
    assert count(shared, Case) == 1


@only_sqlite
def test_without_the_posters_code_nobody_learns_who_is_on_the_committee(ready: Teller) -> None:
    assert "Committee member, Rupali Knitwear" in ready.seen
    assert "operator, line 7" not in ready.seen
    assert "Nasrin Begum" not in ready.seen
