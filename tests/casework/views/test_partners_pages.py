"""`/partners` as CARE, the union and the resource centre keep it, and as nobody else meets it."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.models.partnership import (
    Commitment,
    EntryPoint,
    PartnerContact,
    PartnerMeeting,
    PartnerSession,
)
from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.casework.views.test_committee_pages import day
from tests.worlds import NUMBER, World

PAGES = [
    "", "/calendar", "/coverage", "/sessions", "/sessions/new", "/reach", "/meetings",
    "/meetings/new", "/points/new", "/contacts/new",
]  # fmt: skip
CODES = ["talk about KINGFISHER-27", "see kingfisher 27", "her number is 1000 0000 0000 0002"]
YEAR = datetime.now(UTC).year


def body(world: World, name: str = "programme") -> str:
    return world.bodies[name].hex


def session_of(world: World, **changes: str) -> dict[str, str]:
    """A session in the factory, as it is typed."""
    typed = {
        "body": body(world),
        "kind": "stop",
        "place_kind": "factory",
        **day("on", f"5 1 {YEAR}"),
    }
    return {**typed, "factory": world.bodies["factory"].hex, "about": "module 2", **changes}


def planned(who: Returner, world: World, **changes: str) -> str:
    """Somebody enters a session; its address."""
    who.open("/partners/sessions/new")
    who.press("/partners/sessions/new", **session_of(world, **changes))
    assert who.status == 200, who.text
    return who.path


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["supervisor", "union", "officer", "adviser"])
def test_whoever_works_with_partners_opens_every_page(
    instance: Flask, db: Session, world: World, who: str, page: str
) -> None:
    assert entered(instance, db, world, who).open(f"/partners{page}").status == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["chair", "external", "administrator", "provider"])
def test_for_everybody_else_there_is_no_such_page(
    instance: Flask, db: Session, world: World, who: str, page: str
) -> None:
    assert entered(instance, db, world, who).open(f"/partners{page}").status == 404


def test_an_analyst_reads_the_reach_and_enters_nothing(
    instance: Flask, db: Session, world: World
) -> None:
    analyst = entered(instance, db, world, "analyst")

    assert analyst.open("/partners/reach").status == 200
    assert analyst.open("/partners/sessions/new").status == 404


def test_a_session_is_planned_counted_and_in_the_table_for_a_donor(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor")
    address = planned(supervisor, world)

    supervisor.press(address, worker_woman="31", worker_man="4", leader_unknown="2")
    shown = supervisor.open("/partners/reach").text
    table = supervisor.client.get("/partners/reach.csv").text

    assert "Rupali Knitwear" in shown
    assert "Sessions counted: 1." in shown
    assert "In a factory,Rupali Knitwear,All,All,30" in table
    assert "Line leaders and supervisors,Not known,hidden" in table


def test_a_place_that_looks_like_a_formula_is_none_in_the_file(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor")
    address = planned(supervisor, world, place_kind="village", place="=1+1", factory="")

    supervisor.press(address, worker_woman="3")
    table = supervisor.client.get("/partners/reach.csv").text

    assert ",'=1+1," in table


def test_day_and_place_of_a_session_and_the_notes_of_a_meeting_can_be_put_right(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor")
    address = planned(supervisor, world)
    supervisor.open(f"{address}/change")
    moved = session_of(world, place_kind="village", place="Char Kalia", **day("on", f"6 2 {YEAR}"))
    supervisor.press(f"{address}/change", **moved)
    session = supervisor.text
    supervisor.open("/partners/meetings/new")
    supervisor.press("/partners/meetings/new", body=body(world), **day("on"), notes="Short")
    meeting = supervisor.path
    supervisor.open(f"{meeting}/change")
    assert "Short" in supervisor.seen
    supervisor.press(f"{meeting}/change", body=body(world), **day("on"), notes="Long")

    assert "Char Kalia" in session
    assert "Long" in supervisor.text
    union = entered(instance, db, world, "union")
    assert union.open(f"{meeting}/change").status == 404
    assert union.open(f"{address}/change").status == 404


def test_what_nobody_is_asked_for_any_more_is_taken_out_until_it_was_kept(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open("/partners/meetings/new")
    supervisor.press("/partners/meetings/new", body=body(world), **day("on"))
    meeting = supervisor.path
    supervisor.press(meeting, who=body(world, "union"), what="One", **day("by", "3 3 2026"))
    supervisor.open(meeting)
    supervisor.press(meeting, who=body(world, "union"), what="Two", **day("by", "4 3 2026"))
    one, two = db.scalars(select(Commitment.id).order_by(Commitment.by_on))
    db.rollback()
    union = entered(instance, db, world, "union").open(meeting)
    union.press(f"{meeting}/kept/{one}", **day("on", "3 3 2026"))

    assert "Written down by Garment Workers Federation" in union.text
    assert union.press(f"{meeting}/strike/{two}").status == 404
    assert supervisor.open(meeting).press(f"{meeting}/strike/{one}").status == 404
    supervisor.open(meeting).press(f"{meeting}/strike/{two}")
    assert db.scalars(select(Commitment.what)).all() == ["One"]


@pytest.mark.parametrize("typed", CODES)
def test_no_text_of_a_session_takes_a_case_code_or_a_number_and_none_is_lost(
    instance: Flask, db: Session, world: World, typed: str
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open("/partners/sessions/new")

    supervisor.press("/partners/sessions/new", **session_of(world, about=typed))

    assert supervisor.status == 422
    assert "Your text is kept." in supervisor.text
    assert typed in supervisor.text
    assert db.scalar(select(func.count()).select_from(PartnerSession)) == 0


@pytest.mark.parametrize("name", ["place", "present", "notes", "decisions"])
def test_nor_does_any_text_of_a_meeting(
    instance: Flask, db: Session, world: World, name: str
) -> None:
    union = entered(instance, db, world, "union").open("/partners/meetings/new")
    typed = {"body": body(world, "union"), **day("on"), name: "about Kingfisher–27"}

    union.press("/partners/meetings/new", **typed)

    assert union.status == 422
    assert db.scalar(select(func.count()).select_from(PartnerMeeting)) == 0


@pytest.mark.parametrize("name", ["name", "place", "meets", "languages"])
def test_nor_does_any_text_of_a_savings_group(
    instance: Flask, db: Session, world: World, name: str
) -> None:
    officer = entered(instance, db, world, "officer").open("/partners/points/new")
    typed = {"body": body(world), "kind": "savings_group", "name": "Lotus", "place": "Lane 4"}

    officer.press("/partners/points/new", **{**typed, name: f"call {NUMBER}"})

    assert officer.status == 422
    assert db.scalar(select(func.count()).select_from(EntryPoint)) == 0


def test_what_a_partner_takes_on_is_shown_until_somebody_writes_down_that_it_was_kept(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open("/partners/meetings/new")
    supervisor.press("/partners/meetings/new", body=body(world), **day("on"), decisions="Posters")
    meeting = supervisor.path

    supervisor.press(meeting, who=body(world, "union"), what="Print them", **day("by", "3 3 2026"))
    open_then = supervisor.open("/partners").text
    taken = db.scalars(select(Commitment.id)).one()
    db.rollback()
    supervisor.open(meeting).press(f"{meeting}/kept/{taken}", **day("on", "3 3 2026"))

    assert "Print them" in open_then
    assert "Overdue" in open_then
    assert "Kept on" in supervisor.text
    assert "Print them" not in supervisor.open("/partners").text


def test_no_partner_writes_down_what_was_kept_in_the_meeting_of_another(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open("/partners/meetings/new")
    supervisor.press("/partners/meetings/new", body=body(world), **day("on"))
    meeting = supervisor.path
    supervisor.press(meeting, who=body(world), what="x", **day("by", "3 3 2026"))
    taken = db.scalars(select(Commitment.id)).one()
    db.rollback()
    union = entered(instance, db, world, "union").open(meeting)

    assert f"/kept/{taken}" not in union.seen
    assert union.press(f"{meeting}/kept/{taken}").status == 404
    assert db.get_one(Commitment, taken).kept_on is None


def test_what_one_meeting_took_on_is_not_kept_in_another(
    instance: Flask, db: Session, world: World
) -> None:
    supervisor = entered(instance, db, world, "supervisor").open("/partners/meetings/new")
    supervisor.press("/partners/meetings/new", body=body(world), **day("on"))
    supervisor.press(supervisor.path, who=body(world), what="x", **day("by", "3 3 2026"))
    taken = db.scalars(select(Commitment.id)).one()
    db.rollback()

    assert supervisor.press(f"/partners/meetings/{uuid4()}/kept/{taken}").status == 404


def test_what_one_body_entered_another_does_not_change(
    instance: Flask, db: Session, world: World
) -> None:
    address = planned(entered(instance, db, world, "supervisor"), world)
    union = entered(instance, db, world, "union").open("/partners/sessions/new")

    assert union.press(address, worker_woman="5").status == 404
    assert union.open("/partners/sessions/new").press(f"{address}/strike").status == 404
    assert "Save how many came" not in union.open(address).text


def test_nobody_enters_anything_for_another_body(
    instance: Flask, db: Session, world: World
) -> None:
    union = entered(instance, db, world, "union").open("/partners/sessions/new")

    union.press("/partners/sessions/new", **session_of(world, body=body(world)))

    assert union.status == 422


def test_a_savings_group_and_whom_to_ask_for_stand_beside_the_factories(
    instance: Flask, db: Session, world: World
) -> None:
    adviser = entered(instance, db, world, "adviser").open("/partners/points/new")
    centre = body(world, "resource_centre")
    point = {"body": centre, "kind": "savings_group", "name": "Lotus", "place": "Lane 4"}
    adviser.press("/partners/points/new", **point, languages="Bangla")
    adviser.open("/partners/contacts/new")
    adviser.press("/partners/contacts/new", body=centre, name="Mina", phone="+880 1712 345678")

    assert "Lotus" in adviser.text
    assert "Languages: Bangla" in adviser.text
    assert "+880 1712 345678" in adviser.text


def test_a_telephone_of_a_contact_is_no_number_of_a_survivor(
    instance: Flask, db: Session, world: World
) -> None:
    adviser = entered(instance, db, world, "adviser").open("/partners/contacts/new")
    centre = body(world, "resource_centre")

    adviser.press("/partners/contacts/new", body=centre, name="Mina", phone=NUMBER)

    assert adviser.status == 422
    assert "can be somebody's own number" in adviser.text


def test_it_goes_again_by_the_press_of_its_own_body(
    instance: Flask, db: Session, world: World
) -> None:
    adviser = entered(instance, db, world, "adviser").open("/partners/points/new")
    centre = body(world, "resource_centre")
    point = {"body": centre, "kind": "savings_group", "name": "Lotus", "place": "Lane 4"}
    adviser.press("/partners/points/new", **point)
    adviser.open("/partners/contacts/new").press("/partners/contacts/new", body=centre, name="Mina")
    presses = re.findall(r'action="(/partners/(?:points|contacts)/[^"]+)"', adviser.seen)

    adviser.press(presses[0])
    adviser.press(presses[1])

    assert "Lotus" not in adviser.text
    assert db.scalar(select(func.count()).select_from(PartnerContact)) == 0


@pytest.mark.parametrize("typed", ["many", "-3", "1000000"])
def test_a_number_that_is_none_is_asked_for_again(
    instance: Flask, db: Session, world: World, typed: str
) -> None:
    supervisor = entered(instance, db, world, "supervisor")
    address = planned(supervisor, world)

    supervisor.press(address, worker_woman=typed)

    assert supervisor.status == 422
    assert f'value="{typed}"' in supervisor.seen
