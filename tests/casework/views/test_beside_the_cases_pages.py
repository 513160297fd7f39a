"""Beside the cases: coaching, what is to be changed in a factory, and what assessors are shown."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.timeline import timeline
from casework.committee.book import read
from casework.models.case import Case
from casework.models.committee_book import Book, CommitteeBook, Forum, Hazard
from tests.casework.paper.printed import Printed
from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.casework.views.test_committee_pages import day
from tests.worlds import NUMBER, World

CODES = ["as in KINGFISHER-27", f"ask {NUMBER}"]
LIGHT = "The lamps on the back stairs are broken."


def root(world: World) -> str:
    return f"/committee/{world.bodies['factory']}"


def book(db: Session, world: World) -> Book:
    """What the committee's book says; nothing stays open in the session."""
    found, _seen = read(db, world.keys, world.bodies["factory"])
    db.rollback()
    return found


def action(**changes: str) -> dict[str, str]:
    """Something to be changed, as it is typed."""
    on = datetime.now(UTC).date() + timedelta(days=20)
    by = day("by", f"{on.day} {on.month} {on.year}")
    typed = {"hazard": "light", "words": LIGHT, "forum": "safety", "who": "maintenance"}
    return {**typed, **by, **changes}


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint."""
    return world.told(db, world.complaint())


def passes_on(somebody: Returner, case: UUID, **changes: str) -> Returner:
    """Somebody types what can be changed, and presses."""
    path = f"/cases/{case}/prevention"
    somebody.open(path)
    return somebody.press(path, seen=somebody.hidden.get("seen", ""), **action(**changes))


# Coaching.


def test_a_supervisor_writes_to_a_committee_and_it_answers(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open(f"{root(world)}/coaching")
    supervisor.press(f"{root(world)}/coaching", words="Rehearse the first talk.")
    (said,) = book(db, world).coaching

    member = entered(instance, db, world, "member").open(f"{root(world)}/coaching/{said.id}")
    member.press(f"{root(world)}/coaching/{said.id}", words="On Monday.")

    assert "Rehearse the first talk." in member.text
    assert "On Monday." in supervisor.open(f"{root(world)}/coaching").text


def test_a_second_answer_overwrites_nothing_and_is_kept_on_the_page(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open(f"{root(world)}/coaching")
    supervisor.press(f"{root(world)}/coaching", words="Rehearse.")
    (said,) = book(db, world).coaching
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/coaching/{said.id}")
    chair.press(f"{root(world)}/coaching/{said.id}", words="Yes.")

    chair.open(f"{root(world)}/coaching/{said.id}")
    chair.press(f"{root(world)}/coaching/{said.id}", words="No, no.")

    assert chair.status == 409
    assert "No, no." in chair.text
    assert book(db, world).coaching[0].answer == "Yes."


@pytest.mark.parametrize("typed", CODES)
def test_no_note_takes_a_case_code_or_a_number(
    instance: Flask, db: Session, world: World, typed: str
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open(f"{root(world)}/coaching")

    supervisor.press(f"{root(world)}/coaching", words=typed)

    assert supervisor.status == 422
    assert typed in supervisor.text
    assert book(db, world).coaching == ()


@pytest.mark.parametrize("page", ["coaching", "audit"])
@pytest.mark.parametrize("who", ["union", "stranger", "officer", "administrator"])
def test_coaching_and_the_pack_are_the_committees_and_its_supervisors(
    instance: Flask, db: Session, world: World, who: str, page: str
) -> None:
    assert entered(instance, db, world, who).open(f"{root(world)}/{page}").status == 404


def test_a_member_writes_no_note_to_her_own_committee(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/book/call")

    assert chair.press(f"{root(world)}/coaching", words="x").status == 404


def test_what_is_said_between_them_is_sealed_and_moves_no_number(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open(f"{root(world)}/coaching")
    supervisor.press(f"{root(world)}/coaching", words="Rehearse the first talk.")
    supervisor.press(f"{root(world)}/coaching", words="And the second.")

    row = db.scalars(select(CommitteeBook)).one()

    assert b"Rehearse" not in row.sealed
    assert row.version == 0


# What is to be changed.


def test_the_first_press_shows_what_leaves_and_the_second_lets_it_leave(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")

    shown = passes_on(chair, case).text
    before = book(db, world).preventions
    passes_on(chair, case, sure="y")
    (left,) = book(db, world).preventions

    assert "This leaves the case, and nothing else" in shown
    assert LIGHT in shown
    assert before == ()
    assert (left.hazard, left.forum, left.words) == (Hazard.LIGHT, Forum.SAFETY, LIGHT)


def test_the_case_keeps_what_left_and_what_left_says_nothing_of_the_case(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    passes_on(entered(instance, db, world, "chair"), case, sure="y")

    world.as_(db, "member")
    lines = timeline(db, case, world.register(db)).lines
    db.rollback()
    said = repr([getattr(each, "__struct_fields__", ()) for each in book(db, world).preventions])

    assert LIGHT in {each.text for each in lines}
    assert "case" not in said
    assert "at" not in said.split("'")


@pytest.mark.parametrize("name", ["words", "who"])
@pytest.mark.parametrize("typed", ["Abdul Karim stands there.", *CODES])
def test_nobodys_name_and_no_code_leaves_with_it(
    instance: Flask, db: Session, world: World, case: UUID, typed: str, name: str
) -> None:
    chair = entered(instance, db, world, "chair")

    passes_on(chair, case, sure="y", **{name: typed})

    assert chair.status == 422
    assert typed in unescape(chair.seen)
    assert book(db, world).preventions == ()


@pytest.mark.parametrize("who", ["union", "officer", "stranger", "conflicted"])
def test_only_those_who_deal_with_it_pass_anything_on(
    instance: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    assert entered(instance, db, world, who).open(f"/cases/{case}/prevention").status == 404


def test_it_is_followed_up_until_somebody_writes_what_was_done(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/prevention/new")
    chair.press(f"{root(world)}/prevention/new", **action())
    (entered_,) = book(db, world).preventions

    union = entered(instance, db, world, "union").open("/committee/prevention").text
    chair.press(f"{root(world)}/prevention/{entered_.id}", words="New lamps hang there.")

    assert LIGHT in union
    assert "It was changed" not in union
    assert "New lamps hang there." in chair.text
    assert chair.press(f"{root(world)}/prevention/{uuid4()}", words="x").status == 404


def test_each_other_committee_is_handed_a_sheet_of_what_is_its_own_to_take_up(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/prevention/new")
    chair.press(f"{root(world)}/prevention/new", **action())
    chair.open(f"{root(world)}/prevention/new")
    transport = action(words="A bus at night", forum="managers", hazard="transport")
    chair.press(f"{root(world)}/prevention/new", **transport)

    paper, typed = f"{root(world)}/prevention/paper", {"csrf_token": chair.token}
    sheet = Printed(chair.client.post(paper, data={**typed, "forum": "safety"}).data)
    other = chair.client.post(paper, data={**typed, "forum": "participation"})

    assert "lamps" in sheet.text
    assert "maintenance" in sheet.text
    assert "bus" not in sheet.text
    assert other.status_code == 404


def test_the_committee_reads_on_its_desk_that_a_note_has_no_answer(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open(f"{root(world)}/coaching")
    supervisor.press(f"{root(world)}/coaching", words="Who sits in for Nasrin?")

    member, union = (entered(instance, db, world, each) for each in ("member", "union"))

    assert "has no answer" in member.open("/desk").text
    assert "has no answer" in supervisor.open("/oversight?show=beside").text
    assert "has no answer" not in union.open("/desk").text


def test_what_leaves_a_case_is_not_overwritten_by_a_page_of_the_book_opened_before(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    member = entered(instance, db, world, "member").open(f"{root(world)}/book/box")
    seen = re.findall(r'name="seen" type="hidden" value="(\d+)"', member.seen)

    passes_on(entered(instance, db, world, "chair"), case, sure="y")
    member.press(f"{root(world)}/book/box", seen=seen[0], where="By the canteen")

    assert book(db, world).box.where == "By the canteen"
    assert len(book(db, world).preventions) == 1


# What assessors are shown.


@pytest.mark.parametrize("who", ["chair", "supervisor"])
def test_the_pack_shows_how_the_committee_works_and_no_case_and_nobody(
    instance: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    page = entered(instance, db, world, who).open("/committee/audit").text
    # The page's head names her herself.
    pack = page.split("What to show assessors and brands")[1]

    assert "You may refuse. Here is what you may show." in pack
    assert "Not shown: fewer than 10 fell due" in pack
    assert "Shirin" not in pack
    assert "Nasrin" not in pack
    assert db.get(Case, case) is not None


def test_it_is_printed(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/audit")

    made = chair.client.post(f"{root(world)}/audit", data={"csrf_token": chair.token})

    text = Printed(made.data).text
    assert made.mimetype == "application/pdf"
    assert "You may refuse." in text
    assert "No day has been closed yet" in text
    assert "Shirin" not in text
