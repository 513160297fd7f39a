"""The people pages: what an administrator can do, what he cannot, and what colleagues see."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import certifying, news, people
from auth.models import Account, CertificateRow, Invitation, Membership, Organization
from auth.parts import now
from auth.six_words import spoken
from casework.parts import Parts
from crypto.seeds import Seeds
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.auth.people_pages import secrets_on
from tests.visitors import Visitor
from tests.worlds import NOW, World


@pytest.fixture(autouse=True)
def in_march() -> Iterator[None]:
    """The cast's certificates are of 2026."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(autouse=True)
def roots(parts: Parts, world: World) -> None:
    """The application trusts the root of this test's world."""
    parts.register = world.register


@pytest.fixture
def administrator(db: Session, world: World, visitor: Visitor) -> Visitor:
    """The administrator, signed in."""
    assert open_account(db, world, "administrator").sign_in(visitor).status_code == 303
    return visitor


@pytest.fixture
def representative(db: Session, world: World, app_visitor: Visitor) -> Insider:
    """The union's representative, signed in on another browser."""
    insider = open_account(db, world, "union")
    assert insider.sign_in(app_visitor).status_code == 303
    return insider


def _invite(administrator: Visitor, world: World, who: str = "puppet") -> str:
    typed = {"address": who, "confirmer": str(world.people["union"])}
    return administrator.post(f"/people/{world.memberships[who]}/invite", **typed).text


def test_the_administrator_sees_the_link_and_never_the_code(
    administrator: Visitor, representative: Insider, app_visitor: Visitor, world: World
) -> None:
    page = _invite(administrator, world)
    calls = app_visitor.get("/people/certificates").text

    code = secrets_on(calls)[0]
    assert "/a/" in page
    assert code.isdigit()
    assert code not in page


def test_a_member_invites_nobody(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    typed = {"address": "puppet", "confirmer": str(world.people["union"])}
    answer = app_visitor.post(f"/people/{world.memberships['puppet']}/invite", **typed)

    assert answer.status_code == 404
    assert db.scalar(select(Invitation)) is None


def test_no_confirmer_of_the_same_body_is_offered(db: Session, world: World) -> None:
    membership = db.get_one(Membership, world.memberships["puppet"])
    found = people.confirmers(db, world.register(db), membership, now().date())

    assert {each.organization_id for each in found}.isdisjoint({membership.organization_id})
    assert world.people["administrator"] not in {each.person_id for each in found}


def test_a_person_is_added_and_invited_without_a_passphrase_of_the_administrators(
    administrator: Visitor, world: World, db: Session
) -> None:
    path = f"/people/organisations/{world.bodies['factory']}/people/new"
    typed = {"name": "Moushumi Khan", "language": "bn", "role": "member", "is_woman": "yes"}

    answer = administrator.post(path, **typed)

    page = administrator.get(answer.location).text
    assert "Moushumi Khan" in page
    assert 'type="password"' not in page


def test_a_role_of_another_kind_of_body_is_refused(administrator: Visitor, world: World) -> None:
    path = f"/people/organisations/{world.bodies['factory']}/people/new"

    answer = administrator.post(path, name="X", language="en", role="union_representative")

    assert answer.status_code == 422


def test_the_one_who_listens_confirms_with_the_line_she_heard(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    waiting = _waiting(db, world)

    answer = app_visitor.post(waiting.path, heard=waiting.line, passphrase=PASSPHRASE)

    assert answer.status_code == 303
    assert waiting.confirmations() == 1


def test_confirming_asks_for_the_passphrase_again(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    waiting = _waiting(db, world)

    answer = app_visitor.post(waiting.path, heard=waiting.line, passphrase="wrong")

    assert answer.status_code == 403
    assert waiting.confirmations() == 0


def test_none_of_these_confirms_nothing(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    waiting = _waiting(db, world)

    answer = app_visitor.post(waiting.path, heard="none", passphrase=PASSPHRASE)

    assert answer.status_code == 409
    assert "Do not confirm" in answer.text


def test_the_administrator_cannot_confirm(
    administrator: Visitor, world: World, db: Session
) -> None:
    waiting = _waiting(db, world)

    assert administrator.get(waiting.path).status_code == 404


def test_a_root_signature_is_shown_on_the_list(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    _waiting(db, world)
    row = db.scalars(select(CertificateRow).order_by(CertificateRow.made_on.desc())).first()
    assert row is not None
    certifying.confirm_offline(db, world.register(db), row, world.root, now().date())
    db.commit()

    page = html.unescape(app_visitor.get("/people/certificates").text)

    assert "The root key stands for a missing organisation" in page


def test_new_keys_of_a_colleague_are_shown_until_they_are_seen(
    representative: Insider, world: World, db: Session
) -> None:
    on = now().date()
    _waiting(db, world)
    papers = people.papers(db, world.register(db), on)
    before = news.since_last_seen(db, papers, world.people["union"])
    news.mark_seen(db, world.people["union"], on + timedelta(days=1))

    assert "Puppet Person" in [each.name for each in before]
    assert news.since_last_seen(db, papers, world.people["union"]) == []


def test_a_frozen_colleague_is_out_at_once(
    administrator: Visitor, representative: Insider, app_visitor: Visitor, world: World
) -> None:
    administrator.post(f"/people/{world.memberships['union']}/freeze")

    assert app_visitor.get("/people").status_code == 303
    assert representative.sign_in(app_visitor).status_code == 403


def test_a_leaver_is_out_and_no_recipient(
    administrator: Visitor, representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    administrator.post(f"/people/{world.memberships['union']}/leave")

    ended = select(CertificateRow.ended_on).where(CertificateRow.person_id == world.people["union"])
    assert app_visitor.get("/people").status_code == 303
    assert db.scalars(ended).all() == [now().date()]


def test_an_organisation_is_added_with_a_poster_code_and_covered(
    administrator: Visitor, world: World, db: Session
) -> None:
    typed = {"kind": "factory", "name": "Padma Knits", "country": "bd", "time_zone": "Asia/Dhaka"}
    made = administrator.post("/people/organisations/new", **typed).location
    wanted = select(Organization.id).where(Organization.name == "Padma Knits")
    key = str(db.scalars(wanted).one())
    db.commit()
    union = f"/people/organisations/{world.bodies['union']}"
    administrator.post(f"{union}/covers", factory=key)

    page = administrator.get(made).text
    assert len(secrets_on(page)[0]) == 6
    assert "Garment Workers Federation" in page


def test_what_is_told_before_anybody_writes_is_kept(administrator: Visitor, world: World) -> None:
    path = f"/people/organisations/{world.bodies['factory']}"
    administrator.post(f"{path}/arrangement", reading_hours="Sunday to Thursday, 9 to 17")

    assert "Sunday to Thursday, 9 to 17" in administrator.get(path).text


def test_a_member_sees_only_people_within_reach(
    representative: Insider, app_visitor: Visitor
) -> None:
    page = app_visitor.get("/people").text

    assert "Shirin Akter" in page
    assert "Sokha Chan" not in page


def test_a_member_is_asked_about_herself_again(
    representative: Insider, app_visitor: Visitor
) -> None:
    answer = app_visitor.post("/me/about", names="Salma Khatun", nicknames="Salma apa")

    assert answer.status_code == 303
    assert "Salma apa" in app_visitor.get("/me/about").text


def test_no_account_is_made_by_any_of_this(
    administrator: Visitor, world: World, db: Session
) -> None:
    _invite(administrator, world)

    owners = set(db.scalars(select(Account.person_id)))
    assert owners == {world.people["administrator"]}


@dataclass(frozen=True)
class Waiting:
    """A certificate that waits to be confirmed, as plain values."""

    path: str
    line: str
    confirmations: Callable[[], int]


def _waiting(db: Session, world: World) -> Waiting:
    membership = db.get_one(Membership, world.memberships["puppet"])
    row = certifying.propose(db, membership, Seeds.generate().public, now().date())
    assert row is not None
    identity, line = row.id, spoken(certifying.read(row).statement.keys)
    # Whoever reads with this session holds SQLite's one lock until she commits.
    db.commit()

    def count() -> int:
        return len(certifying.read(db.get_one(CertificateRow, identity)).confirmations)

    return Waiting(f"/people/certificates/{identity}", line, count)


def test_after_signing_in_everybody_sees_whose_keys_are_new(
    representative: Insider, app_visitor: Visitor, world: World, db: Session
) -> None:
    _waiting(db, world)

    desk = app_visitor.get("/desk").text

    assert "New keys since you last looked" in desk
    assert "Puppet Person" in desk
    assert "listen to six words" in desk


def test_whoever_told_nothing_of_herself_is_asked_on_her_first_page(
    representative: Insider, app_visitor: Visitor
) -> None:
    before = app_visitor.get("/desk").text
    app_visitor.post("/me/about", names="Salma Khatun")

    assert "Please tell us about yourself" in before
    assert "Please tell us about yourself" not in app_visitor.get("/desk").text


def test_an_external_member_serves_on_a_second_committee(
    administrator: Visitor, world: World, db: Session
) -> None:
    path = f"/people/organisations/{world.bodies['other_factory']}/people/new"
    typed = {"known": str(world.people["external"]), "role": "external_member", "language": "en"}

    assert administrator.post(path, **typed).status_code == 303

    posts = select(Membership).where(Membership.person_id == world.people["external"])
    assert len(db.scalars(posts).all()) == 2


def test_a_post_may_have_a_last_day_in_native_digits(
    administrator: Visitor, world: World, db: Session
) -> None:
    path = f"/people/{world.memberships['member']}/post"
    day = {"until-day": "৩১", "until-month": "১২", "until-year": "২০২৭"}

    assert administrator.post(path, post="operator", **day).status_code == 303
    assert db.get_one(Membership, world.memberships["member"]).until_on == date(2027, 12, 31)


@pytest.mark.parametrize(("month", "year"), [("2", "2027"), ("12", "9999999999")])
def test_a_day_that_does_not_exist_is_refused(
    administrator: Visitor, world: World, month: str, year: str
) -> None:
    path = f"/people/{world.memberships['member']}/post"
    day = {"until-day": "31", "until-month": month, "until-year": year}

    answer = administrator.post(path, post="operator", **day)

    assert answer.status_code == 422
    assert "This is not a day" in answer.text
