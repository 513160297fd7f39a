"""The gate: undeclared, unasked and unfinished requests, and one 404 for everything refused."""

from uuid import UUID, uuid4

import pytest
from flask import Blueprint, Flask, g
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import Undeclared, check_declared, guarded, public
from auth.models import Organization, OrganizationKind, Refusals, TrailEntry
from auth.permissions import Permission
from tests.accounts import Insider, open_account
from tests.visitors import Visitor
from tests.worlds import World

bp = Blueprint("probe", __name__)


def find_body(db: Session, _actor: Actor, body_id: UUID) -> Organization | None:
    """An organisation, as the subject of a page."""
    return db.get(Organization, body_id)


@bp.get("/probe/<uuid:body_id>/<int:page>")
@guarded(Permission.People.INVITE, find_body)
def show(body: Organization, page: int) -> str:
    return f"{body.name} {page}"


@bp.post("/probe")
@public
def write() -> str:
    g.db.add(a_body("written"))
    return "written"


@bp.post("/probe/raise")
@public
def write_and_raise() -> str:
    g.db.add(a_body("lost"))
    g.db.flush()
    raise ZeroDivisionError


@bp.get("/probe/write")
@public
def write_by_get() -> str:
    g.db.add(a_body("sneaked"))
    g.db.flush()
    return "written"


def undeclared() -> str:
    return "for everybody, by accident"


def a_body(name: str) -> Organization:
    """An organisation to be written."""
    return Organization(kind=OrganizationKind.DONOR, name=name, country="BD")


def named(db: Session, name: str) -> int:
    """How many organisations are called so."""
    found = db.scalar(select(func.count()).where(Organization.name == name)) or 0
    db.rollback()
    return found


@pytest.fixture(autouse=True)
def probes(app: Flask) -> None:
    """Pages to try the gate with."""
    app.register_blueprint(bp)


@pytest.fixture
def administrator(db: Session, world: World, visitor: Visitor) -> Insider:
    """The administrator, signed in at `visitor`."""
    insider = open_account(db, world, "administrator")
    insider.sign_in(visitor)
    return insider


@pytest.fixture
def chair(db: Session, world: World, app_visitor: Visitor) -> Insider:
    """The chair, signed in at `app_visitor`."""
    insider = open_account(db, world, "chair")
    insider.sign_in(app_visitor)
    return insider


def test_whom_policy_lets_in_gets_the_subject_and_the_rest_of_the_address(
    administrator: Insider, visitor: Visitor
) -> None:
    union = administrator.world.bodies["union"]

    assert visitor.get(f"/probe/{union}/7").text == "Garment Workers Federation 7"


def test_missing_denied_and_unrouted_are_one_and_the_same_answer(
    administrator: Insider, chair: Insider, visitor: Visitor, app_visitor: Visitor
) -> None:
    there = administrator.world.bodies["union"]

    denied = app_visitor.get(f"/probe/{there}/7")
    missing = app_visitor.get(f"/probe/{uuid4()}/7")
    missing_for_her = visitor.get(f"/probe/{uuid4()}/7")
    unrouted = app_visitor.get("/no/such/page")

    answers = {each.data for each in (denied, missing, missing_for_her, unrouted)}
    heads = {tuple(each.headers) for each in (denied, missing, missing_for_her, unrouted)}
    assert (denied.status_code, len(answers), len(heads)) == (404, 1, 1)


def test_a_refused_colleague_is_on_the_trail(
    chair: Insider, app_visitor: Visitor, db: Session
) -> None:
    before = db.scalar(select(func.count()).select_from(TrailEntry))
    db.rollback()

    app_visitor.get(f"/probe/{uuid4()}/7")

    assert db.scalar(select(func.count()).select_from(TrailEntry)) == (before or 0) + 1


def test_strangers_are_shown_the_door_and_their_forms_counted_by_the_day(
    visitor: Visitor, db: Session
) -> None:
    shown = visitor.get(f"/probe/{uuid4()}/7")
    refused = visitor.post("/sign-out-everywhere")

    assert (shown.status_code, shown.location) == (303, "/sign-in")
    assert refused.status_code == 404
    assert db.scalars(select(Refusals.count)).all() == [1]


def test_what_nobody_declared_does_not_run(app: Flask, visitor: Visitor) -> None:
    app.add_url_rule("/undeclared", view_func=undeclared)

    assert visitor.get("/undeclared").status_code == 404


def test_an_application_with_an_undeclared_page_does_not_start(app: Flask) -> None:
    app.add_url_rule("/undeclared", view_func=undeclared)

    with pytest.raises(Undeclared):
        check_declared(app)


def test_what_a_page_returns_is_kept_and_what_it_raises_undone(
    visitor: Visitor, db: Session
) -> None:
    assert visitor.post("/probe").status_code == 200
    assert visitor.post("/probe/raise").status_code == 500
    assert (named(db, "written"), named(db, "lost")) == (1, 0)


def test_a_get_changes_nothing(visitor: Visitor, db: Session) -> None:
    assert visitor.get("/probe/write").status_code == 200
    assert named(db, "sneaked") == 0


def test_what_she_typed_is_kept_when_her_session_has_ended(
    chair: Insider, app_visitor: Visitor
) -> None:
    token = app_visitor.token()
    app_visitor.post("/sign-out-everywhere")
    app_visitor.client.set_cookie("s", "A" * 64)

    answer = app_visitor.client.post(
        "/me/passphrase",
        data={"csrf_token": app_visitor.token(), "passphrase": "secret", "note": "long words"},
    )

    assert token
    assert answer.status_code == 403
    assert "long words" in answer.text
    assert "secret" not in answer.text


def test_an_error_says_nothing_of_its_words(
    visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor.post("/probe/raise", note="her own words")

    said = "".join(capsys.readouterr())
    assert "ZeroDivisionError" in said
    assert "her own words" not in said


def test_the_only_page_that_ends_something_when_it_is_opened_is_the_way_out(app: Flask) -> None:
    declared = {
        rule.endpoint: app.view_functions[rule.endpoint].__dict__["declared"]
        for rule in app.url_map.iter_rules()
        if rule.methods and "GET" in rule.methods
    }

    assert [endpoint for endpoint, each in declared.items() if each.writes] == ["front.leave"]
