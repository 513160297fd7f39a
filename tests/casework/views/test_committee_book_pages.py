"""`/committee/<id>/book` as the members of a committee write it, and nobody else sees it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.committee import register as registers
from casework.committee.book import nothing_reached, read, say
from casework.models.committee import Details, Register, Trained
from casework.models.committee_book import Book, Sitter
from tests.accounts import PASSPHRASE
from tests.casework.paper.printed import Printed
from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.casework.views.test_committee_pages import day
from tests.worlds import World

PAGES = ["call", "box", "opening", "meeting", "care", "promise"]
SEEN = re.compile(r'name="seen" type="hidden" value="(\d+)"')
OPENING = {"seal": "0417", "is_whole": "yes", "letters": "2", "new_seal": "0418"}


def root(world: World) -> str:
    return f"/committee/{world.bodies['factory']}/book"


def book(db: Session, world: World) -> Book:
    """What the book says; nothing stays open in the session."""
    found, _seen = read(db, world.keys, world.bodies["factory"])
    db.rollback()
    return found


def coming(days: int) -> str:
    """A day from today on, as it is typed."""
    on = datetime.now(UTC).date() + timedelta(days=days)
    return f"{on.day} {on.month} {on.year}"


def wrote(chair: Returner, world: World, page: str, **typed: object) -> Returner:
    """The chair writes something in the book."""
    path = f"{root(world)}/{page}"
    chair.open(path)
    (seen,) = SEEN.findall(chair.seen)
    return chair.press(path, seen=seen, **typed)


def printed(chair: Returner, sheet: str, **typed: str) -> str:
    """A filled sheet of the committee, as text."""
    chair.open("/committee/paper")
    asked = {"sheet": sheet, "state": "filled", "passphrase": PASSPHRASE, "language": "en"}
    fields = {"csrf_token": chair.token, **asked, **typed}
    return Printed(chair.client.post("/committee/paper", data=fields).data).text


@pytest.mark.parametrize("page", ["", *(f"/{each}" for each in PAGES)])
@pytest.mark.parametrize("who", ["union", "supervisor", "stranger", "officer", "administrator"])
def test_for_whoever_does_not_sit_there_the_book_does_not_exist(
    instance: Flask, db: Session, world: World, who: str, page: str
) -> None:
    assert entered(instance, db, world, who).open(root(world) + page).status == 404


@pytest.mark.parametrize("page", PAGES)
def test_whoever_sits_there_meets_every_page_and_a_typing_error_loses_nothing(
    instance: Flask, db: Session, world: World, page: str
) -> None:
    chair = entered(instance, db, world, "chair")
    assert chair.open(f"{root(world)}/{page}").status == 200

    chair.press(f"{root(world)}/{page}", seen="0", **{"on-day": "99", "next_on-day": "99"})

    assert chair.status == 422
    assert "Error: " in chair.text
    assert book(db, world) == Book()


def test_a_page_that_is_none_does_not_exist(instance: Flask, db: Session, world: World) -> None:
    assert entered(instance, db, world, "chair").open(f"{root(world)}/cake").status == 404


def test_who_is_on_call_and_what_runs_out_stand_on_the_sheet_of_the_week(
    instance: Flask, db: Session, world: World
) -> None:
    training = Details(training=(Trained("Listening", date(2020, 1, 6)),))
    trained = registers.with_details(Register(), world.memberships["member"], training)
    registers.write(db, world.keys, world.bodies["factory"], 0, trained)
    db.commit()
    chair, who = entered(instance, db, world, "chair"), world.memberships["member"].hex
    days = {**day("from_on", coming(0)), **day("until_on", coming(1))}

    wrote(chair, world, "call", who=who, how="extension 17", **days)

    assert "extension 17" in chair.open(root(world)).text
    sheet = printed(chair, "C06")
    assert "extension 17" in sheet
    assert "Nasrin Begum: training again by" in sheet


def test_nobody_is_on_call_until_before_she_began(
    instance: Flask, db: Session, world: World
) -> None:
    chair, who = entered(instance, db, world, "chair"), world.memberships["member"].hex
    days = {**day("from_on", coming(2)), **day("until_on", coming(1))}

    wrote(chair, world, "call", who=who, how="extension 17", **days)

    assert chair.status == 422
    assert "The last day is before the first." in chair.text
    assert 'value="extension 17"' in chair.seen


def test_who_is_on_call_no_more_is_taken_off(instance: Flask, db: Session, world: World) -> None:
    chair, who = entered(instance, db, world, "chair"), world.memberships["member"].hex
    days = {**day("from_on", coming(0)), **day("until_on", coming(1))}
    wrote(chair, world, "call", who=who, **days)
    (call,) = book(db, world).calls

    chair.open(root(world)).press(f"{root(world)}/calls/{call.id}/end", seen="1")

    assert book(db, world).calls == ()


def test_the_box_is_opened_by_two_and_its_log_says_by_whom_and_which_seal(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")
    two = {"who": world.memberships["chair"].hex, "other": world.memberships["member"].hex}
    wrote(chair, world, "box", where="Behind the clinic", seal="0417", **day("next_on"))

    wrote(chair, world, "opening", **two, **OPENING, **day("on"), **day("next_on", "9 3 2026"))

    said = printed(chair, "C07")
    wanted = {"Behind the clinic", "0417", "0418", "Shirin", "Nasrin"}
    assert {each for each in wanted if each not in said} == set()
    assert book(db, world).box.next_on is not None


def test_one_alone_is_not_entered_as_two(instance: Flask, db: Session, world: World) -> None:
    chair, one = entered(instance, db, world, "chair"), world.memberships["chair"].hex

    wrote(chair, world, "opening", who=one, other=one, **OPENING, **day("on"))

    assert chair.status == 422
    assert "The box is opened by two." in chair.text


def test_a_meeting_is_printed_with_who_was_there_and_what_was_gone_through(
    instance: Flask, db: Session, world: World
) -> None:
    chair, there = entered(instance, db, world, "chair"), [world.memberships["chair"].hex]
    typed = {"present": there, "topics": ["box"], "minutes": "The box hangs elsewhere now."}

    wrote(chair, world, "meeting", **typed, **day("on"))

    said = printed(chair, "C04")
    assert "The box hangs elsewhere now." in said
    assert "Shirin Akter" in said


@pytest.mark.parametrize("code", ["{}", "{} again", "about {}."])
def test_no_code_of_a_case_gets_into_the_book(
    instance: Flask, db: Session, world: World, code: str
) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    words = code.format(the_cover(db, case).text.code.lower())
    db.rollback()
    chair, there = entered(instance, db, world, "chair"), [world.memberships["chair"].hex]

    wrote(chair, world, "meeting", present=there, minutes=words, **day("on"))

    assert chair.status == 422
    assert "A case code stands in it." in chair.text
    assert words in chair.text


def others_say(db: Session, world: World, *silent: str) -> None:
    """Everybody who sits there but these says that nothing reached her in the month before."""
    factory, today = world.bodies["factory"], datetime.now(UTC).date()
    register, _seen = registers.read(db, world.keys, factory)
    seats = registers.seats(db, register, factory, today)
    sitting = {each.id: Sitter(each.name, each.role or "") for each in seats}
    her = sitting.keys() - {world.memberships[each] for each in silent}
    say(db, world.keys, factory, lambda book: nothing_reached(book, her, sitting, today, []))
    db.commit()


def nothing(member: Returner) -> str:
    """What the book's page says of it."""
    return member.text.split("Nothing came in")[1].split("Meetings")[0]


def last_month() -> datetime:
    """Some hour of the month that is over."""
    return datetime.now(UTC).replace(day=1) - timedelta(days=1)


def test_that_nothing_came_in_is_a_sheet_once_everybody_has_pressed(
    instance: Flask, db: Session, world: World
) -> None:
    others_say(db, world, "chair")
    chair = entered(instance, db, world, "chair").open(root(world))

    chair.press(f"{root(world)}/nil")

    (said,) = book(db, world).nil_returns
    assert "Shirin Akter" in {each.name for each in said.by}
    assert "Shirin Akter, Chair of the committee" in printed(chair, "C05")
    assert "Everybody who sat here then has said so." in nothing(chair.open(root(world)))


def test_until_everybody_has_said_it_no_sheet_and_no_page_of_another_says_who(
    instance: Flask, db: Session, world: World
) -> None:
    member = entered(instance, db, world, "member").open(root(world))
    before = member.text
    others_say(db, world, "member", "external")

    assert member.open(root(world)).text == before
    assert "Shirin Akter" not in printed(member, "C05")


def test_what_she_has_said_stands_on_her_own_page_and_closes_nothing_for_another(
    instance: Flask, db: Session, world: World
) -> None:
    respondent = entered(instance, db, world, "respondent").open(root(world))

    respondent.press(f"{root(world)}/nil")

    assert "You need not say anything of" in nothing(respondent)
    assert respondent.press(f"{root(world)}/nil").status == 409
    assert book(db, world).nil_returns == ()
    member = entered(instance, db, world, "member").open(root(world))
    assert "Nothing reached me" in nothing(member)


def test_whoever_reads_a_complaint_of_that_month_does_not_say_that_nothing_came(
    instance: Flask, db: Session, world: World
) -> None:
    world.told(db, world.complaint(), now=last_month())
    others_say(db, world, "chair")
    chair = entered(instance, db, world, "chair").open(root(world))

    chair.press(f"{root(world)}/nil")

    assert chair.status == 409
    assert "A complaint that you read came in that month." in chair.text
    assert book(db, world).nil_returns == ()


def test_who_is_kept_away_from_a_complaint_learns_nothing_of_it_by_a_nil_return(
    instance: Flask, db: Session, world: World
) -> None:
    away = frozenset({world.people["conflicted"]})
    conflicted = entered(instance, db, world, "conflicted").open(root(world))
    quiet = conflicted.text
    world.told(db, world.complaint(), withheld=away, now=last_month())
    assert conflicted.open(root(world)).text == quiet

    conflicted.press(f"{root(world)}/nil")

    assert conflicted.status == 200
    assert book(db, world).nil_returns == ()


def test_how_the_members_are_is_written_down_and_printed(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")
    typed = {"what": "threat", "words": "Somebody followed me home.", "done": "The bus waits."}

    wrote(chair, world, "care", **typed, **day("on", coming(0)))

    said = printed(chair, "C08")
    assert all(each in said for each in ("A threat", "Somebody followed me home.", "The bus waits"))


def test_a_promise_of_secrecy_is_on_record_and_on_its_sheet(
    instance: Flask, db: Session, world: World
) -> None:
    chair, seat = entered(instance, db, world, "chair"), world.memberships["member"]
    assert "Not signed yet" in chair.open(root(world)).text

    wrote(chair, world, "promise", who=seat.hex, **day("on", "2 3 2026"))

    assert "2 March 2026" in printed(chair, "C03", which=f"C03:{seat.hex}")


def test_the_order_holds_who_has_no_account_and_what_its_rules_miss(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), root(world).replace("/book", "/guests/new")
    chair.open(path)
    guest = {"name": "Lata Rani", "gender": "woman", "posts": ["union_rep"]}
    chair.press(path, seen="0", **guest, **day("from_on", "1 2 2026"))

    said = printed(chair, "C01")

    assert "Lata Rani" in said
    assert "Named by the union" in said
    assert "A woman" in said


@pytest.mark.both_databases
def test_of_two_who_write_at_once_the_second_keeps_her_words(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")
    wrote(chair, world, "box", where="Behind the clinic")
    chair.open(f"{root(world)}/box")

    chair.press(f"{root(world)}/box", seen="0", where="Beside the gate")

    assert chair.status == 409
    assert 'value="Beside the gate"' in chair.seen
