"""`/committee` as its members, those who follow it, and everybody else meet it."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.committee.register import read, seats, with_details, write
from casework.committee.rules import rules_of
from casework.models.committee import CommitteeRegister, Details, Register, Trained
from casework.procedures.committee import Numbers
from casework.procedures.composition import Post
from casework.procedures.terms import Gender, Share
from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.worlds import NOW, TODAY, World

pytestmark = pytest.mark.usefixtures("undecided")

REPORTS = {"children": "yes", "adults": "no"}


def root(world: World) -> str:
    return f"/committee/{world.bodies['factory']}"


def day(name: str, text: str = "2 3 2026") -> dict[str, str]:
    number, month, year = text.split()
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def register(db: Session, world: World) -> Register:
    found, _seen = read(db, world.keys, world.bodies["factory"])
    # Reading in a writing session holds SQLite's one lock.
    db.rollback()
    return found


def settled(chair: Returner, world: World) -> Returner:
    """The chair answers what the law's reporting duties are."""
    path = f"{root(world)}/own-rules"
    chair.open(path)
    return chair.press(
        path,
        seen="0",
        title="Regulations",
        reason="Our lawyer says so.",
        **day("from_on"),
        **REPORTS,
    )


@pytest.mark.parametrize("who", ["chair", "member", "external", "union", "supervisor"])
def test_who_looks_after_it_sees_how_it_stands(
    instance: Flask, db: Session, world: World, who: str
) -> None:
    seen = entered(instance, db, world, who).open("/committee")

    assert seen.status == 200
    assert "Who sits on it" in seen.text
    assert "No lawyer has reviewed these rules" in seen.text


@pytest.mark.parametrize("who", ["stranger", "officer", "administrator"])
def test_for_everybody_else_it_does_not_exist(
    instance: Flask, db: Session, world: World, who: str
) -> None:
    assert entered(instance, db, world, who).open(root(world)).status == 404


@pytest.mark.parametrize("who", ["union", "supervisor"])
@pytest.mark.parametrize("page", ["/pack", "/own-rules", "/training", "/guests/new"])
def test_who_only_follows_it_changes_nothing(
    instance: Flask, db: Session, world: World, who: str, page: str
) -> None:
    assert entered(instance, db, world, who).open(root(world) + page).status == 404


def test_what_is_known_of_a_member_is_kept(instance: Flask, db: Session, world: World) -> None:
    chair, seat = entered(instance, db, world, "chair"), world.memberships["member"]
    path = f"{root(world)}/seats/{seat}"
    chair.open(path)

    chair.press(path, seen="0", gender="woman", posts=["worker_rep"])

    details = register(db, world).details[seat]
    assert (details.gender, details.posts) == (Gender.WOMAN, frozenset({Post.WORKER_REP}))
    assert "For the workers" in chair.text


def test_a_training_is_added_and_no_longer_missing(
    instance: Flask, db: Session, world: World
) -> None:
    chair, seat = entered(instance, db, world, "chair"), world.memberships["member"]
    path = f"{root(world)}/seats/{seat}"
    module = "Receiving a complaint and writing it down"
    chair.open(path)

    chair.press(path, seen="0", gender="woman", module=module, **day("on", "1 2 2026"))

    (trained,) = register(db, world).details[seat].training
    assert (trained.module, trained.on.isoformat()) == (module, "2026-02-01")


def test_somebody_without_an_account_counts_until_her_seat_ends(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/guests/new"
    chair.open(path)
    chair.press(path, seen="0", name="Lata", gender="woman", **day("from_on"))
    (guest,) = register(db, world).guests

    chair.open(f"{root(world)}/seats/{guest.id}")
    before = "Lata" in chair.open(root(world)).text
    chair.open(f"{root(world)}/seats/{guest.id}").press(f"{root(world)}/guests/{guest.id}/end")

    assert before
    assert register(db, world).guests[0].until_on is not None


@pytest.mark.both_databases
def test_of_two_who_write_at_once_the_second_keeps_her_words(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/guests/new"
    chair.open(path).press(path, seen="0", name="Lata", **day("from_on"))
    chair.open(path)

    chair.press(path, seen="0", name="Moyna", **day("from_on"))

    assert chair.status == 409
    assert 'value="Moyna"' in chair.seen


def test_no_pack_before_the_duty_to_report_is_answered(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/pack"
    chair.open(path)

    chair.press(path, seen="0", pack="bd", reason="The law here.", **day("from_on"))

    assert chair.status == 422
    assert "safety rests on it" in chair.text
    assert "The law here." in chair.seen


def test_a_pack_is_chosen_with_day_and_reason(instance: Flask, db: Session, world: World) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/pack"
    settled(chair, world).open(path)

    chair.press(path, seen="1", pack="bd", reason="The law here.", **day("from_on"))

    (chosen,) = rules_of(db, world.bodies["factory"])[0].packs
    assert (chosen.pack, chosen.from_on, chosen.reason) == ("bd", TODAY, "The law here.")


def test_a_factory_says_how_its_own_committee_is_made_up_and_called(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/own-rules"
    chair.open(path)

    chair.press(
        path, seen="0", title="R", reason="Decided.", body="Dignity Committee", members="9",
        women_share="majority", woman_chair="yes", external="3", union_rep="yes",
        term_months="1", **day("from_on"),
    )  # fmt: skip

    (own,) = rules_of(db, world.bodies["factory"])[0].own
    assert own.committee == Numbers(
        members=9,
        women_share=Share.MAJORITY,
        woman_chair=True,
        external=3,
        union_rep=True,
        term_months=1,
    )
    assert "Dignity Committee" in chair.text
    assert "Members: 9 asked for" in chair.text
    assert "A representative of the union: 1 short · Rule of this factory" in chair.text
    assert "Ended " in chair.text


def test_what_no_committee_can_be_is_refused_beside_its_number(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/own-rules"
    chair.open(path)

    chair.press(
        path, seen="0", title="R", reason="Decided.", members="3", external="5", **day("from_on")
    )

    assert chair.status == 422
    assert "No committee can be made up so" in chair.text


def test_looser_days_than_the_law_are_refused_beside_the_number(
    instance: Flask, db: Session, world: World
) -> None:
    chair, path = entered(instance, db, world, "chair"), f"{root(world)}/own-rules"
    chair.open(path)

    chair.press(
        path, seen="0", title="R", reason="Slow.", deadline="inquiry", amount="90",
        counted_in="working", **day("from_on"),
    )  # fmt: skip

    assert chair.status == 422
    assert rules_of(db, world.bodies["factory"])[0].own == ()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("/calendar/rest", {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}),
        ("/calendar/days", {"name": "Eid"}),
        ("/calendar/worked", {"on": "never"}),
        ("/calendar/confirmed", {"on": "soon"}),
    ],
)
def test_what_is_no_day_changes_no_calendar(
    instance: Flask, db: Session, world: World, page: str, typed: dict[str, object]
) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/calendar")

    chair.press(root(world) + page, seen="0", **typed)

    assert chair.status == 422
    assert rules_of(db, world.bodies["factory"])[1] == 0


def test_a_year_is_looked_through(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair").open(f"{root(world)}/calendar")

    chair.press(
        f"{root(world)}/calendar/days", seen="0", name="Founder's day", **day("on", "7 8 2026")
    )
    chair.open(f"{root(world)}/calendar")
    chair.press(f"{root(world)}/calendar/confirmed", seen="1", on="2026")

    calendar = rules_of(db, world.bodies["factory"])[0].calendar
    assert calendar is not None
    assert 2026 in calendar.confirmed
    assert "Founder's day" in {each.name for each in calendar.holidays}


def test_a_term_that_ends_soon_is_named(instance: Flask, db: Session, world: World) -> None:
    post = db.get_one(Membership, world.memberships["member"])
    book, _seen = read(db, world.keys, world.bodies["factory"])
    post.until_on = TODAY.replace(day=30)

    (hers,) = [
        each
        for each in seats(db, book, world.bodies["factory"], TODAY)
        if each.id == world.memberships["member"]
    ]

    assert hers.ends_soon(TODAY)


def last_training(db: Session, world: World, on: date) -> None:
    """The member was trained on a day, once."""
    training = Details(training=(Trained("Listening", on),))
    book = with_details(Register(), world.memberships["member"], training)
    write(db, world.keys, world.bodies["factory"], 0, book)
    db.commit()


@pytest.mark.parametrize(
    ("trained_on", "said", "named"),
    [
        (date(2024, 4, 20), "a term or a training ends on 20 April 2026", "Training again by"),
        (
            date(2024, 2, 20),
            "a term or a training ended on 20 February 2026",
            "Training was due again on",
        ),
    ],
)
def test_a_training_that_is_due_again_stands_on_the_desk_and_on_the_committee_page(
    instance: Flask,
    db: Session,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    trained_on: date,
    said: str,
    named: str,
) -> None:
    last_training(db, world, trained_on)
    monkeypatch.setattr("casework.views.desk.now", lambda: NOW)
    monkeypatch.setattr("casework.views.committee.now", lambda: NOW)
    chair = entered(instance, db, world, "chair")

    chair.open("/desk")

    assert said in chair.text
    assert root(world) in chair.seen
    assert named in chair.open(root(world)).text


@pytest.mark.parametrize("who", ["stranger", "supervisor", "union"])
def test_who_keeps_no_register_there_is_told_nothing_of_it_on_her_desk(
    instance: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    last_training(db, world, date(2024, 4, 20))
    monkeypatch.setattr("casework.views.desk.now", lambda: NOW)

    assert "a term or a training" not in entered(instance, db, world, who).open("/desk").text


def test_a_training_that_lasts_is_not_named(
    instance: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_training(db, world, date(2026, 1, 20))
    monkeypatch.setattr("casework.views.desk.now", lambda: NOW)
    monkeypatch.setattr("casework.views.committee.now", lambda: NOW)
    chair = entered(instance, db, world, "chair")

    assert "a term or a training" not in chair.open("/desk").text
    assert "Training again by" not in chair.open(root(world)).text


def test_a_register_that_somebody_changed_closes_no_desk(
    instance: Flask, db: Session, world: World
) -> None:
    last_training(db, world, TODAY)
    db.execute(update(CommitteeRegister).values(sealed=b"not a seal"))
    db.commit()

    assert entered(instance, db, world, "chair").open("/desk").status == 200


def test_a_seat_of_another_committee_does_not_exist(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")

    assert chair.open(f"{root(world)}/seats/{uuid4()}").status == 404
    assert chair.open(f"/committee/{UUID(int=7)}").status == 404
