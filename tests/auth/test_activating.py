"""From a one-time link to an account, and everybody who must not get that far."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import certifying, inviting, match_data
from auth.inviting import Invited
from auth.models import Account, CertificateRow, Invitation, Membership, Person
from auth.parts import now
from auth.six_words import spoken
from casework.case.roster import the_register
from crypto.grants import rows_of
from tests.auth.people_pages import GOOD, Newcomer, secrets_on
from tests.visitors import Visitor
from tests.worlds import World


@pytest.fixture
def invited(db: Session, world: World) -> Invited:
    """An invitation for the puppet, its code with the union's representative."""
    membership = db.get_one(Membership, world.memberships["puppet"])
    made = inviting.invite(db, membership, "puppet", world.seeds["union"].public, now())
    made.invitation.confirmer_id = world.people["union"]
    db.commit()
    return made


@pytest.fixture
def newcomer(invited: Invited, visitor: Visitor) -> Newcomer:
    """Whoever holds both the link and the code."""
    return Newcomer(visitor, invited)


def _certificates(db: Session, world: World, who: str) -> list[CertificateRow]:
    return certifying.rows_of(db, world.people[who])


def test_a_newcomer_gets_an_account_keys_and_an_unconfirmed_certificate(
    newcomer: Newcomer, db: Session, world: World
) -> None:
    status = newcomer.activate()

    (row,) = _certificates(db, world, "puppet")
    certificate = certifying.read(row)
    assert status == 200
    assert certificate.confirmations == ()
    assert spoken(certificate.statement.keys) in newcomer.page
    assert db.scalar(select(Account.address).where(Account.person_id == row.person_id)) == "puppet"


def test_what_she_tells_of_herself_is_sealed_at_rest(
    newcomer: Newcomer, db: Session, world: World
) -> None:
    newcomer.activate()

    person = db.get_one(Person, world.people["puppet"])
    told = match_data.find(person, world.keys.match)
    assert b"Karim" not in (person.match_sealed or b"")
    assert told is not None
    assert told.kin == ["Abdul Karim"]


def test_match_data_of_different_people_has_one_length(db: Session, world: World) -> None:
    short, long = (db.get_one(Person, world.people[who]) for who in ("chair", "member"))
    match_data.keep(short, match_data.MatchData(), world.keys.match, now().date())
    many = match_data.MatchData(names=["Nasrin Begum"] * 12, kin=["Abdul Karim"] * 9)
    match_data.keep(long, many, world.keys.match, now().date())

    assert len(short.match_sealed or b"") == len(long.match_sealed or b"")


def test_the_link_works_once(newcomer: Newcomer, app_visitor: Visitor) -> None:
    newcomer.activate()

    again = Newcomer(app_visitor, newcomer.invited)

    assert again.send() == 403


def test_the_page_behind_a_link_tells_nobody_whether_the_link_is_good(
    newcomer: Newcomer, visitor: Visitor
) -> None:
    good = visitor.get(newcomer.link).text.replace(newcomer.invited.token, "")
    bad = visitor.get("/a/nothing").text.replace("nothing", "")

    assert _without_token(good) == _without_token(bad)


def test_opening_the_link_spends_nothing(newcomer: Newcomer, visitor: Visitor, db: Session) -> None:
    visitor.get(newcomer.link)
    visitor.get(newcomer.link)

    assert db.scalar(select(Invitation.tries_left)) == 5


def test_after_five_wrong_codes_the_right_one_opens_nothing(newcomer: Newcomer) -> None:
    wrong = [newcomer.send(code="00000000") for _try in range(5)]

    assert wrong == [403] * 5
    assert newcomer.send() == 403


def test_a_link_older_than_three_days_opens_nothing(
    db: Session, world: World, visitor: Visitor
) -> None:
    membership = db.get_one(Membership, world.memberships["puppet"])
    made = inviting.invite(db, membership, "puppet", None, now() - timedelta(hours=72, minutes=1))
    db.commit()

    assert Newcomer(visitor, made).send() == 403


def test_a_weak_passphrase_is_refused_in_words(newcomer: Newcomer, db: Session) -> None:
    newcomer.send()

    assert newcomer.choose("password123") == 422
    assert "guess" in newcomer.page
    assert db.scalar(select(Account)) is None


def test_nothing_is_made_before_paper_and_factor_are_typed_back(
    newcomer: Newcomer, db: Session
) -> None:
    newcomer.send()
    newcomer.choose()

    status = newcomer.send("/paper", group="00000", factor_code="000000")

    assert status == 422
    assert newcomer.send("/about", names="Puppet Person") == 200
    assert db.scalar(select(Account)) is None


def test_whoever_lost_the_connection_goes_on_where_she_was(newcomer: Newcomer) -> None:
    newcomer.send()
    newcomer.choose()
    shown = secrets_on(newcomer.page)

    newcomer.send()

    assert secrets_on(newcomer.page) == shown


def test_link_and_code_on_another_browser_show_nothing_of_what_she_chose(
    newcomer: Newcomer, app_visitor: Visitor
) -> None:
    newcomer.send()
    newcomer.choose()

    elsewhere = Newcomer(app_visitor, newcomer.invited)
    elsewhere.send()

    assert secrets_on(elsewhere.page) == []
    assert "Choose a passphrase" in elsewhere.page


def test_the_new_account_signs_in_with_the_passphrase_it_chose(
    newcomer: Newcomer, app_visitor: Visitor, world: World, db: Session
) -> None:
    newcomer.send()
    newcomer.choose(kind="sheet")
    sheet = newcomer.page
    group = secrets_on(sheet)[0].split()[2]
    newcomer.send("/paper", group=group, factor_code=_numbered(sheet, 1))
    newcomer.send("/about", names="Puppet Person")

    typed = {"address": "puppet", "passphrase": GOOD, "code": _numbered(sheet, 2)}
    response = app_visitor.post("/sign-in", **typed)

    assert response.status_code == 303


def test_an_administrator_who_opens_his_own_invitation_has_keys_and_no_certificate(
    newcomer: Newcomer, db: Session, world: World
) -> None:
    newcomer.activate()

    register = the_register(db, [world.root.public.verify])
    assert [each.keys for each in world.readers(db) if each.name == "Puppet Person"] == [None]
    assert all(
        not register.is_valid(certifying.read(row), now().date())
        for row in _certificates(db, world, "puppet")
    )


def test_whoever_opened_an_invitation_that_nobody_confirmed_receives_no_grant(
    newcomer: Newcomer, db: Session, world: World
) -> None:
    newcomer.activate()

    world.told(db, world.complaint())

    assert rows_of(db, world.keys.ring_tag(world.people["puppet"])) == []
    assert rows_of(db, world.keys.ring_tag(world.people["chair"])) != []


def _without_token(page: str) -> str:
    before, _mark, rest = page.partition('name="csrf_token" value="')
    return before + rest.partition('"')[2]


def _numbered(page: str, number: int) -> str:
    mark = f'<span class="cw-codes__number">{number}</span> '
    return page.partition(mark)[2][:6]
