"""The referral officer keeps the directory by its pages: she lists, writes, calls, and links."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.confirming import to_call
from referrals.directory.entries import Writer
from referrals.directory.keeping import linked_factories
from referrals.directory.reading import offered
from referrals.directory.seeding import begin
from referrals.directory.stamping import changed
from referrals.models.details import Contact, Phone
from referrals.models.keeping import Change
from referrals.models.listed import Location, Service, ServiceAtLocation
from referrals.models.terms import Freshness, Known
from referrals.views.directory_calling import PAGE
from tests.accounts import open_account
from tests.referrals.directory.rows import DAY
from tests.visitors import Visitor
from tests.worlds import World

SERVICES = "/directory/services"
CLINIC = {
    "name": "Clinic at the gate",
    "organization": "Health for all",
    "country": "BD",
    "kinds": ["health", "gbv"],
    "status": "active",
    "description": "Doctors for women",
    "phones": "০১৭১১ 000000, whatsapp, at night\n109",
    "areas": ["BD-13"],
    "languages": ["bn"],
    "day_4": "09:00-12:00, 14:00-17:00",
    "cost": "free",
    "trans_friendly": "unknown",
    "migrants": "yes",
    "children_welcome": "unknown",
    "police_report": "no",
    "accompaniment": "unknown",
    "tells_police": "must",
    "tells_family": "never",
    "tells_employer": "never",
    "ask_for": "Rehana",
}
DOOR = {"area": "BD-13", "name": "The house", "address": "4 Mill Road", "step_free": "yes"}


@pytest.fixture
def lina(app: Flask, db: Session, world: World) -> Visitor:
    """The referral officer, signed in, with the areas and numbers of Bangladesh."""
    begin(db, Writer(person=None, on=DAY), {"BD"})
    return enters(app, db, world, "officer")


def enters(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """Somebody of the cast, signed in."""
    db.commit()
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    db.rollback()
    return visitor


def adds(lina: Visitor, **more: object) -> UUID:
    """The clinic, written down by her."""
    answer = lina.post(f"{SERVICES}/new", **(CLINIC | more))
    assert answer.status_code == 303, answer.text
    return UUID(answer.location.rsplit("/", 1)[1])


def found_by(worker: Visitor) -> str:
    """The page that a worker of Dhaka gets who looks for a doctor."""
    return worker.post("/p", area="BD-13", kind="health").text


def as_stored(db: Session, service: UUID) -> Service:
    """The entry as it stands now."""
    db.rollback()
    db.expire_all()
    return db.get_one(Service, service)


def test_she_reaches_the_directory_from_her_menu(lina: Visitor) -> None:
    assert 'href="/directory"' in lina.get("/desk").text


def test_the_list_says_of_each_place_whether_anybody_confirmed_it(lina: Visitor) -> None:
    page = lina.get("/directory").text

    assert "National Emergency Service" in page
    assert "Nobody has confirmed it" in page


def test_until_there_is_enough_help_the_list_says_what_is_missing(lina: Visitor) -> None:
    page = lina.get("/directory").text

    assert "Not enough help to send anybody to" in page
    assert "Bangladesh</bdi>: Ambulance, fire, rescue" in page


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ("kind=health", True),
        ("kind=police", False),
        ("area=BD-13", True),
        ("area=BD-C", True),
        ("area=BD-60", False),
        ("state=unverified", True),
        ("state=over", False),
    ],
)
def test_she_lists_places_by_area_kind_and_state(lina: Visitor, asked: str, is_there: bool) -> None:
    adds(lina)

    assert ("Clinic at the gate" in lina.get(f"/directory?{asked}").text) is is_there


def test_an_odd_question_gets_the_list_and_a_sentence(lina: Visitor) -> None:
    answer = lina.get("/directory?kind=nothing&page=99")

    assert answer.status_code == 422
    assert "Please look at this again" in answer.text or "National" in answer.text


@pytest.mark.parametrize("words", ["gate clinic", "HEALTH FOR", "01711000000"])
def test_she_finds_a_place_by_its_name_or_number_and_no_address_holds_it(
    lina: Visitor, words: str
) -> None:
    adds(lina)

    answer = lina.post("/directory/find", words=words)

    assert answer.status_code == 200
    assert "Clinic at the gate" in answer.text
    assert "National Emergency Service" not in answer.text


def test_what_she_writes_stands_on_the_page_as_workers_read_it(lina: Visitor) -> None:
    page = lina.get(f"{SERVICES}/{adds(lina)}").text

    assert "It must tell the police, also if you do not want it." in page
    assert "01711 000000" in page
    assert "09:00" in page
    assert "No worker is shown it." in page
    assert "Officer" in page or "Lina Das" in page


def test_a_page_that_is_sent_back_keeps_every_word(lina: Visitor) -> None:
    odd = CLINIC | {"name": "", "phones": "call us", "day_4": "nine to five", "minimum_age": "x"}

    answer = lina.post(f"{SERVICES}/new", **odd)

    assert answer.status_code == 422
    assert "Type what it is called." in answer.text
    assert "&#34;call us&#34; is no number to call." in answer.text
    assert "Type hours like 09:00-17:00" in answer.text
    assert 'value="nine to five"' in answer.text
    assert "Doctors for women" in answer.text
    assert 'value="health" checked' in answer.text


def test_opening_an_entry_and_keeping_it_changes_nothing(lina: Visitor, db: Session) -> None:
    service = adds(lina)
    before = db.scalars(select(Change)).all()

    lina.post(f"{SERVICES}/{service}/edit", **CLINIC)

    db.rollback()
    assert len(db.scalars(select(Change)).all()) == len(before)


def test_a_change_stands_in_the_history_with_her_name(lina: Visitor) -> None:
    service = adds(lina)

    lina.post(f"{SERVICES}/{service}/edit", **(CLINIC | {"tells_police": "never"}))

    page = lina.get(f"{SERVICES}/{service}").text
    assert "Tells the police: Must, also against her will → Never without asking her" in page
    assert "Lina Das" in page


def test_she_puts_right_what_changed_and_confirms_it_in_one_press(
    lina: Visitor, db: Session
) -> None:
    service = adds(lina)

    answer = lina.post(f"{SERVICES}/{service}/call", answer="changed", note="new number")
    assert answer.location == f"{SERVICES}/{service}/edit"
    lina.post(answer.location, **(CLINIC | {"phones": "110", "holds": "y", "said_by": "Rehana"}))

    assert as_stored(db, service).assured_on is not None
    phones = db.scalars(select(Phone.number).where(Phone.service_id == service)).all()
    assert phones == ["110"]


def test_that_something_changed_is_no_call_in_vain(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    service = adds(lina)

    lina.post(f"{SERVICES}/{service}/call", answer="changed", note="new number")

    page = lina.get(f"{SERVICES}/{service}").text
    assert "Called: something changed" in page
    assert "new number" in page
    assert "nobody could say" not in page
    assert "Called in vain" not in lina.get("/directory/due").text
    db.rollback()
    trail = enters(app, db, world, "administrator").get("/people/trail").text
    assert "heard by telephone that something of a place changed" in trail
    assert "called a place in vain" not in trail


def test_a_stale_entry_in_which_something_changed_is_put_right_and_workers_read_it_at_once(
    app: Flask, lina: Visitor, db: Session
) -> None:
    service, worker = adds(lina), Visitor(app.test_client())
    as_stored(db, service).assured_on = datetime.now(UTC).date() - timedelta(days=400)
    changed(db)
    db.commit()
    assert "Call before you go" in found_by(worker)

    lina.post(f"{SERVICES}/{service}/call", answer="changed", note="new number")
    assert "Call before you go" in found_by(worker)
    lina.post(f"{SERVICES}/{service}/edit", **(CLINIC | {"phones": "0800 111", "holds": "y"}))

    page = found_by(worker)
    assert "0800 111" in page
    assert "We called and confirmed this on" in page
    assert "Call before you go" not in page
    assert "Clinic at the gate" not in lina.get("/directory/due").text


def test_a_number_nobody_called_is_on_no_worker_s_page_until_somebody_ticks_that_she_did(
    app: Flask, lina: Visitor
) -> None:
    service, worker = adds(lina), Visitor(app.test_client())
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")
    assert "Clinic at the gate" in found_by(worker)
    other = CLINIC | {"phones": "0800 111"}

    lina.post(f"{SERVICES}/{service}/edit", **other)
    assert "Clinic at the gate" not in found_by(worker)
    assert "Clinic at the gate" in lina.get("/directory/due").text

    lina.post(f"{SERVICES}/{service}/edit", **(other | {"holds": "y"}))
    assert "0800 111" in found_by(worker)
    assert "Clinic at the gate" not in lina.get("/directory/due").text


def test_a_confirmed_entry_in_which_something_changed_is_to_be_called_and_shown_to_nobody(
    app: Flask, lina: Visitor
) -> None:
    service, worker = adds(lina), Visitor(app.test_client())
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")

    lina.post(f"{SERVICES}/{service}/call", answer="changed", note="new number")

    assert "Clinic at the gate" not in found_by(worker)
    assert "Clinic at the gate" in lina.get("/directory/due").text


@pytest.mark.parametrize(("ticked", "is_shown"), [({}, False), ({"holds": "y"}, True)], ids=str)
def test_a_door_is_shown_to_workers_when_somebody_has_called(
    app: Flask, lina: Visitor, db: Session, ticked: dict[str, str], is_shown: bool
) -> None:
    service, worker = adds(lina), Visitor(app.test_client())
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")

    lina.post(f"{SERVICES}/{service}/places/new", **(DOOR | ticked))
    assert ("4 Mill Road" in found_by(worker)) is is_shown

    place = db.scalars(select(ServiceAtLocation.id)).one()
    db.rollback()
    lina.post(f"/directory/places/{place}", **(DOOR | {"address": "5 Mill Road"} | ticked))
    assert ("5 Mill Road" in found_by(worker)) is is_shown


@pytest.mark.parametrize(
    ("answer", "state", "freshness"),
    [
        ("confirmed", "active", Freshness.CONFIRMED),
        ("called", "active", Freshness.UNVERIFIED),
        ("gone", "defunct", Freshness.UNVERIFIED),
    ],
)
def test_she_calls_from_the_list_and_presses_what_came_of_it(
    lina: Visitor, db: Session, answer: str, state: str, freshness: Freshness
) -> None:
    service = adds(lina)
    assert "Clinic at the gate" in lina.get("/directory/due").text

    sent = lina.post(f"{SERVICES}/{service}/call", answer=answer, note="reception")

    assert sent.location == "/directory/due"
    assert as_stored(db, service).status == state
    found = {each.service: each.freshness for each in offered(db)}
    assert found[service] is freshness
    assert "reception" in lina.get(f"{SERVICES}/{service}").text


def test_every_place_to_call_is_reached_page_by_page(lina: Visitor) -> None:
    for number in range(PAGE):
        adds(lina, name=f"Clinic {number:02}")

    first, second = lina.get("/directory/due").text, lina.get("/directory/due?page=2").text

    named = re.findall(r"<section.*?<bdi>(.*?)</bdi>", first + second, re.DOTALL)
    assert "Page 1 of 2" in first
    assert len(named) == len(set(named))
    assert {f"Clinic {number:02}" for number in range(PAGE)} < set(named)


def test_she_calls_through_one_area_and_stays_in_it(lina: Visitor) -> None:
    service = adds(lina, areas=["BD-60"])

    there, elsewhere = lina.get("/directory/due?area=BD-60"), lina.get("/directory/due?area=BD-13")
    sent = lina.post(f"{SERVICES}/{service}/call", answer="called", area="BD-60")

    assert "Clinic at the gate" in there.text
    assert 'name="area" value="BD-60"' in there.text
    assert "Clinic at the gate" not in elsewhere.text
    assert sent.location == "/directory/due?area=BD-60"
    assert lina.get("/directory/due?area=nowhere").status_code == 422


def test_her_desk_says_how_many_places_are_to_be_called(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    waiting = to_call(offered(db))
    db.rollback()

    assert f"{waiting} places that help are to be called again" in lina.get("/desk").text
    imran = enters(app, db, world, "administrator")
    assert "to be called again" not in imran.get("/desk").text


def test_where_a_number_was_taken_from_is_said_until_somebody_has_called(
    lina: Visitor, db: Session
) -> None:
    service = db.scalars(select(Service.id).where(Service.external_id == "starter:bd-999")).one()
    db.rollback()
    said = "Taken from: well known (quite sure). Nobody of ours has called there."
    assert said in lina.get(f"{SERVICES}/{service}").text
    assert said in lina.get("/directory/due").text

    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")
    assert "Taken from" not in lina.get(f"{SERVICES}/{service}").text
    lina.post(f"{SERVICES}/{service}/doubt")

    page = lina.get(f"{SERVICES}/{service}").text
    assert "Taken from: well known" in page
    assert "quite sure" not in page


def test_a_made_up_answer_changes_nothing(lina: Visitor, db: Session) -> None:
    service = adds(lina)

    sent = lina.post(f"{SERVICES}/{service}/call", answer="splendid", note="kept")

    assert sent.status_code == 422
    assert 'value="kept"' in sent.text
    assert as_stored(db, service).assured_on is None


def test_a_confirmation_taken_back_hides_the_place_again(lina: Visitor, db: Session) -> None:
    service = adds(lina)
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")

    lina.post(f"{SERVICES}/{service}/doubt")

    assert as_stored(db, service).assured_on is None


def test_a_door_has_its_address(lina: Visitor) -> None:
    service = adds(lina)

    lina.post(f"{SERVICES}/{service}/places/new", **DOOR)

    assert "4 Mill Road" in lina.get(f"{SERVICES}/{service}").text


def test_the_address_of_a_secret_place_is_refused_and_not_kept(lina: Visitor, db: Session) -> None:
    service = adds(lina)

    sent = lina.post(f"{SERVICES}/{service}/places/new", **(DOOR | {"is_confidential": "y"}))
    assert sent.status_code == 422
    assert "Take the address and the way there out" in sent.text
    lina.post(
        f"{SERVICES}/{service}/places/new", area="BD-C", is_confidential="y", step_free="unknown"
    )

    db.rollback()
    assert db.scalars(select(Location.address)).all() == [""]
    page = lina.get(f"{SERVICES}/{service}").text
    assert "Where it is, is kept secret. Call: they tell you how to come." in page


def test_a_door_is_changed_and_taken_out(lina: Visitor, db: Session) -> None:
    service = adds(lina)
    lina.post(f"{SERVICES}/{service}/places/new", **DOOR)
    db.rollback()
    place = db.scalars(select(ServiceAtLocation.id)).one()
    db.rollback()
    assert 'value="4 Mill Road"' in lina.get(f"/directory/places/{place}").text

    lina.post(f"/directory/places/{place}", **(DOOR | {"address": "5 Mill Road"}))
    assert "5 Mill Road" in lina.get(f"{SERVICES}/{service}").text
    lina.post(f"/directory/places/{place}/remove")

    db.rollback()
    assert db.scalars(select(Location)).all() == []


def test_she_says_to_which_factory_a_body_belongs(lina: Visitor, db: Session, world: World) -> None:
    service = adds(lina)
    factory = str(world.bodies["factory"])

    lina.post(f"{SERVICES}/{service}/links", factories=[factory], account="")

    page = lina.get(f"{SERVICES}/{service}").text
    assert "Rupali Knitwear" in page
    body = as_stored(db, service).organization_id
    assert [str(each.id) for each in linked_factories(db, body)] == [factory]


def test_a_body_is_no_factory_with_accounts(lina: Visitor, world: World) -> None:
    service = adds(lina)

    sent = lina.post(f"{SERVICES}/{service}/links", account=str(world.bodies["factory"]))

    assert sent.status_code == 422


def test_whom_to_ask_for_stands_on_her_page_alone(app: Flask, lina: Visitor, db: Session) -> None:
    service = adds(lina)
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")

    assert "Rehana" in lina.get(f"{SERVICES}/{service}").text
    db.rollback()
    assert db.scalars(select(Contact.name)).all() == ["Rehana"]
    db.rollback()
    outside = Visitor(app.test_client())
    assert "Rehana" not in outside.get("/p").text + outside.get("/hsds/services?full=true").text


def test_an_administrator_reads_of_nobody_to_ask_for_and_no_note_of_a_call(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    service = adds(lina)
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed", note="Nasrin at the door said so")
    lina.post(f"{SERVICES}/{service}/edit", **(CLINIC | {"ask_for": "Selina"}))
    hers = lina.get(f"{SERVICES}/{service}").text
    db.rollback()

    page = enters(app, db, world, "administrator").get(f"{SERVICES}/{service}").text

    named = ("Rehana", "Selina", "Nasrin", "Whom to ask for")
    assert [each in hers for each in named] == [True] * 4
    assert [each in page for each in named] == [False] * 4
    assert "Areas it serves" in page
    assert "Confirmed" in page


@pytest.mark.parametrize("who", ["chair", "union", "adviser", "provider", "analyst", "child_one"])
def test_for_whoever_does_not_keep_it_there_is_no_directory(
    app: Flask, db: Session, world: World, who: str
) -> None:
    visitor = enters(app, db, world, who)

    assert visitor.get("/directory").status_code == 404
    assert visitor.post(f"{SERVICES}/new", **CLINIC).status_code == 404
    assert 'href="/directory"' not in visitor.get("/me").text


def test_the_administrator_reads_it_keeps_its_areas_and_writes_no_entry(
    app: Flask, db: Session, world: World
) -> None:
    imran = enters(app, db, world, "administrator")

    assert imran.get("/directory").status_code == 200
    assert imran.get("/directory/areas").status_code == 200
    assert imran.get("/directory/due").status_code == 404
    assert imran.post(f"{SERVICES}/new", **CLINIC).status_code == 404


def test_a_made_up_entry_does_not_exist(lina: Visitor) -> None:
    answers = [
        lina.get(f"{SERVICES}/{uuid4()}").status_code,
        lina.get(f"{SERVICES}/{uuid4()}/edit").status_code,
        lina.get(f"/directory/places/{uuid4()}").status_code,
        lina.post(f"{SERVICES}/{uuid4()}/call", answer="confirmed").status_code,
        lina.get("/directory/areas/XX").status_code,
    ]

    assert answers == [404] * 5


def test_what_an_officer_did_stands_on_the_trail_of_administration(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    service = adds(lina)
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")
    db.rollback()

    page = enters(app, db, world, "administrator").get("/people/trail").text

    assert "added a place that helps" in page
    assert "confirmed what the directory says of a place" in page


def test_what_is_not_known_stays_not_known(lina: Visitor, db: Session) -> None:
    service = adds(lina)

    db.rollback()
    (found,) = [each for each in offered(db) if each.service == service]

    assert found.children_welcome is Known.UNKNOWN
    assert found.always_open is Known.UNKNOWN
    assert not found.ages_known
