"""The pages of help: finding a place, reading what would leave, sending, and what came of it."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import Person
from casework.helping.following import Referral
from casework.helping.referring import recipient_of
from casework.helping.states import State
from referrals.consent.terms import Field
from referrals.directory.offered import Offered
from referrals.models.sending import ReferralLink
from referrals.models.terms import Freshness, Way
from tests.accounts import open_account
from tests.casework.helping.referred import agreed, clinic, needs_of_her, the_only
from tests.casework.helping.test_taking_in import YES, says
from tests.casework.helping.test_talking import HER_NAME, agreed_to_talk
from tests.casework.returners import TAGS, Returner
from tests.casework.views.test_ending_pages import MODULES
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
REFERENCE = re.compile(r'name="reference" value="([^"]+)"')
TOKEN = re.compile(r"/o/([\w-]{22})")
ON_PAPER = re.compile(r'<p class="cw-paper-only[^>]*>(.*?)</p>', re.DOTALL)
CODE = re.compile(r">\d{3} \d{3}<")


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    hers = ("casework.views.returning_help", "casework.views.returning_consent")
    for module in (*MODULES, *hers, "casework.forms.safety"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who asked for a referral officer, and what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made


@pytest.fixture
def there(world: World, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """The one place of the directory: a clinic whose people have accounts."""
    found = clinic(account=world.bodies["provider"], freshness=Freshness.CONFIRMED)
    for module in ("helping", "helping_referral", "whom"):
        monkeypatch.setattr(f"casework.views.{module}.offered", lambda _db: (found,))
    return found


def enter(app: Flask, db: Session, world: World, who: str = "officer") -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def words_of(page: TestResponse) -> str:
    return " ".join(unescape(TAGS.sub(" ", page.text)).split())


def seen_by(her: Returner) -> str:
    return " ".join(unescape(TAGS.sub(" ", her.seen)).split())


def typed(visitor: Visitor, path: str, way: Way, **other: object) -> dict[str, object]:
    """What a form of choosing holds: what its page put there, the help and the way."""
    page = visitor.get(path).text
    seen, reference = SEEN.search(page), REFERENCE.search(page)
    assert seen
    assert reference
    fixed = {"seen": seen.group(1), "reference": reference.group(1)}
    return {**fixed, "kind": "health", "way": way.value, **other}


def sent_by(visitor: Visitor, case: UUID, to: Offered, way: Way) -> TestResponse:
    path = f"/cases/{case}/help/refer/{to.id}"
    return visitor.post(f"{path}/send", **typed(visitor, path, way), is_heard="y")


def referral_of(db: Session, world: World, case: UUID) -> Referral:
    found = the_only(db, world, case)
    db.rollback()
    return found


def test_the_officer_sees_every_reason_before_she_chooses(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    page = enter(app, db, world).get(f"/cases/{case}/help/match")

    words = words_of(page)
    assert "Health corner" in words
    assert "It gives everything she asked for" in words
    assert "Tells others" in words


def test_without_her_yes_the_page_says_so_and_offers_nothing_to_send(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"

    page = officer.post(path, **typed(officer, path, Way.PHONE))

    assert "She has not agreed to this" in words_of(page)
    assert f"{path}/send" not in page.text


def test_sending_without_her_yes_is_refused_with_every_word_kept(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"
    fields = typed(officer, path, Way.PHONE, words="She knows the nurse.")

    page = officer.post(f"{path}/send", **fields, is_heard="y")

    assert page.status_code == 422
    assert "She knows the nurse." in page.text
    assert "She has not agreed that anything is passed on" in words_of(page)


def test_what_leaves_and_what_stays_is_read_before_it_is_sent(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"
    fields = typed(officer, path, Way.ACCOUNT)

    page = officer.post(path, **fields)

    words = words_of(page)
    assert "Nothing has left yet" in words
    assert str(fields["reference"]) in words
    assert "This stays Age She has not agreed to it" in words


def test_an_officer_reads_that_nobody_was_compared_with_him(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"

    page = officer.post(path, **typed(officer, path, Way.ACCOUNT))

    assert "You do not read whom it is about" in words_of(page)


def test_the_chair_reads_who_is_left_out_because_he_may_be_the_man_it_is_about(
    app: Flask, db: Session, world: World, there: Offered
) -> None:
    case = world.told(db, world.complaint(needs_for_committee=True))
    needs_of_her(db, world, case)
    agreed(db, world, case, there)
    db.get_one(Person, world.people["provider"]).name = "Abdul Karim"
    db.commit()
    chair, path = enter(app, db, world, "chair"), f"/cases/{case}/help/refer/{there.id}"

    words = words_of(chair.post(path, **typed(chair, path, Way.ACCOUNT)))

    assert "Left out: what is known of the person it is about may fit Abdul Karim" in words
    assert "Nobody there has a valid account" in words
    assert "Abdul Karim Not answered yet" in words_of(chair.get(path))

    asked = f"{path}/same/{world.people['provider']}"
    found = SEEN.search(chair.get(asked).text)
    said = chair.post(asked, seen=found and found.group(1), same="no", words="He is older.")

    assert said.status_code == 303
    assert "No, another person" in words_of(chair.get(path))
    words = words_of(chair.post(path, **typed(chair, path, Way.ACCOUNT)))
    assert "Left out" not in words
    officer = enter(app, db, world)
    assert officer.get(asked).status_code == 404


def test_who_reads_it_there_is_named_before_it_is_sent(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"

    page = officer.post(path, **typed(officer, path, Way.ACCOUNT))

    assert "Shanti clinic Nila Saha" in words_of(page)


def test_she_hears_whose_people_get_it_and_agrees_to_them(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    officer, path = enter(app, db, world), f"/cases/{case}/help/consent/ask/service"
    found = SEEN.search(officer.get(path).text)
    asked = {"fields_": "help", "days": "30", "language": "en", "where": "here"}

    answer = officer.post(
        path, seen=found and found.group(1), place=there.organization.hex, **asked
    )

    page = officer.get(str(answer.location))
    assert "by those who work for Shanti clinic" in words_of(page)


def test_nothing_is_sent_before_she_has_heard_whom_they_tell(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer, path = enter(app, db, world), f"/cases/{case}/help/refer/{there.id}"

    page = officer.post(f"{path}/send", **typed(officer, path, Way.ACCOUNT))

    assert page.status_code == 422
    assert "Read it to her first" in words_of(page)


def test_a_referral_to_an_account_is_sent_and_shown(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)

    answer = sent_by(officer, case, there, Way.ACCOUNT)

    found = referral_of(db, world, case)
    assert answer.headers["Location"] == f"/cases/{case}/help/referrals/{found.id}"
    assert "To their account here" in words_of(officer.get(answer.headers["Location"]))
    assert "Health corner" in words_of(officer.get(f"/cases/{case}/help"))


def test_address_and_code_of_a_link_stand_on_one_page_and_nowhere_else(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)

    page = sent_by(officer, case, there, Way.LINK)

    token = TOKEN.search(page.text)
    assert token
    later = officer.get(f"/cases/{case}/help/referrals/{referral_of(db, world, case).id}")
    assert token.group(1) not in later.text


def test_printed_the_page_of_a_link_is_its_address_without_the_code(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)

    page = sent_by(enter(app, db, world), case, there, Way.LINK)

    (paper,) = ON_PAPER.findall(page.text)
    assert TOKEN.search(paper)
    assert not CODE.search(paper)
    assert CODE.search(page.text)
    assert there.name not in paper


def test_a_link_that_wrong_codes_ended_is_said_and_another_is_offered(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    sent_by(officer, case, there, Way.LINK)
    path = f"/cases/{case}/help/referrals/{referral_of(db, world, case).id}"
    before = words_of(officer.get(path))

    db.execute(update(ReferralLink).values(tries_left=0, sealed=b""))
    db.commit()

    page = officer.get(path)
    assert "Nobody has used the link yet" in before
    assert "Five wrong codes ended the link" in words_of(page)
    assert f'href="/cases/{case}/help/refer/{there.id}"' in page.text


def test_the_script_of_a_call_holds_what_she_agreed_to_and_no_more(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)

    page = officer.get(sent_by(officer, case, there, Way.PHONE).headers["Location"])

    words = words_of(page)
    assert "say this and nothing else" in words
    assert "Languages: Bangla" in words
    assert "Rahima" not in words


def test_an_appointment_heard_by_telephone_stands_on_her_page_too(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PHONE).headers["Location"]
    day = {"on-day": "6", "on-month": "3", "on-year": "2026"}

    officer.post(f"{path}/heard", state="appointment", hour="14:30", words="Ring twice.", **day)

    hers = seen_by(Returner(app.test_client()).enter().open("/r/help"))
    assert "There is an appointment for you." in hers
    assert "14:30" in hers
    assert "Ring twice." in hers


def test_a_no_without_a_reason_is_asked_for_one(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PHONE).headers["Location"]

    page = officer.post(f"{path}/heard", state="declined", words="They are busy.")

    assert page.status_code == 422
    assert "They are busy." in page.text


def accepted_by(officer: Visitor, case: UUID, to: Offered, way: Way = Way.ACCOUNT) -> str:
    """Where the referral stands that a place has said yes to."""
    path = sent_by(officer, case, to, way).headers["Location"]
    officer.post(f"{path}/heard", state="accepted")
    return path


def test_a_no_asks_for_its_reason_only_where_a_no_can_still_come(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = accepted_by(officer, case, there, Way.PHONE)
    before = officer.get(f"{path}/heard").text

    officer.post(f"{path}/heard", state="no_show")

    assert "If they said no: why?" in before
    assert "If they said no: why?" not in officer.get(f"{path}/heard").text


def test_what_exactly_follows_a_yes_is_read_before_it_leaves(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there, written={Field.NAME: HER_NAME})
    officer = enter(app, db, world)
    path = accepted_by(officer, case, there)

    words = words_of(officer.get(f"{path}/name"))

    assert f"Name {HER_NAME}" in words
    assert "Languages Bangla" in words


def test_on_the_telephone_only_what_is_new_is_told_after_a_yes(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there, written={Field.NAME: HER_NAME})
    officer = enter(app, db, world)
    path = accepted_by(officer, case, there, Way.PHONE)

    words = words_of(officer.get(f"{path}/name"))

    assert f"Name {HER_NAME}" in words
    assert "Languages Bangla" not in words


def test_where_nothing_follows_nothing_is_offered(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there, fields=frozenset({Field.REFERENCE, Field.LANGUAGE}))
    officer = enter(app, db, world)

    path = accepted_by(officer, case, there)

    assert "Let her name follow" not in officer.get(path).text
    assert "Nothing waits to follow" in officer.get(f"{path}/name").text


def test_she_withdraws_on_her_page_with_one_press(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    sent_by(enter(app, db, world), case, there, Way.ACCOUNT)
    found = referral_of(db, world, case)
    her = Returner(app.test_client()).enter().open("/r/help")

    her.press(f"/r/help/referrals/{found.id}/back")

    assert "Taken back. They can open nothing of it any more." in seen_by(her.open("/r/help"))
    assert referral_of(db, world, case).state is State.WITHDRAWN


def test_she_reads_what_they_answered_before_anybody_has_written_it_down(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    sent_by(enter(app, db, world), case, there, Way.ACCOUNT)

    says(db, world, *YES)

    hers = seen_by(Returner(app.test_client()).enter().open("/r/help"))
    assert "They said yes: they help you." in hers
    assert "Ask for the nurse." in hers
    assert referral_of(db, world, case).state is State.SENT


def test_she_says_how_it_was_and_the_officer_who_sent_her_does_not_ask(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PHONE).headers["Location"]
    officer.post(f"{path}/heard", state="done")
    asked = officer.post(f"{path}/felt", helped="yes")
    found = referral_of(db, world, case)

    page = f"/r/help/referrals/{found.id}/felt"
    her = Returner(app.test_client()).enter().open(page)
    her.press(page, helped="partly", days="2", words="A long wait.")

    felt = referral_of(db, world, case)
    assert asked.status_code == 422
    assert "Somebody else asks her how it was" in words_of(asked)
    assert (felt.felt_words, felt.felt and felt.felt.days) == ("A long wait.", 2)


def test_a_task_waits_until_somebody_says_what_became_of_it(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PHONE).headers["Location"]
    day = {"on-day": "6", "on-month": "3", "on-year": "2026"}

    officer.post(f"{path}/task", kind="accompany", who="Lina", **day)
    (task,) = referral_of(db, world, case).tasks
    asked = words_of(officer.get(f"{path}/tasks/{task.id}"))
    officer.post(f"{path}/tasks/{task.id}", became="done", words="They went together.")

    (task,) = referral_of(db, world, case).tasks
    assert f"6 March 2026 · Lina {there.name}" in asked
    assert (task.is_done, task.outcome) == (True, "They went together.")


def test_what_may_be_talked_about_stands_on_the_referral_and_no_hand_over_goes_without_it(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    agreed(db, world, case, there)
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PHONE).headers["Location"]
    day = {"on-day": "6", "on-month": "3", "on-year": "2026"}

    before = words_of(officer.get(path))
    refused = officer.post(f"{path}/task", kind="hand_over", who="Lina of CARE", **day)
    db.rollback()
    agreed_to_talk(
        db, world, case, recipient_of(there.organization, there.organization_name, there.account)
    )
    after = words_of(officer.get(path))

    assert "Nothing: she has not agreed that you speak with them about her." in before
    assert refused.status_code == 422
    assert "Lina of CARE" in refused.text
    assert "What may be talked about" in after
    assert HER_NAME in after


def test_whoever_cannot_read_her_needs_finds_no_such_page(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    chair = enter(app, db, world, "chair")

    pages = [
        chair.get(f"/cases/{case}/help{each}") for each in ("", "/match", f"/refer/{there.id}")
    ]

    assert [each.status_code for each in pages] == [404, 404, 404]


def test_a_place_that_is_out_is_not_asked_by_its_address(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = clinic(factories=frozenset({world.bodies["factory"]}))
    monkeypatch.setattr("casework.views.helping.offered", lambda _db: (theirs,))

    page = enter(app, db, world).get(f"/cases/{case}/help/refer/{theirs.id}")

    assert page.status_code == 404


def test_a_place_close_to_him_is_kept_out_with_the_reason_and_let_in_again(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    officer, help_ = enter(app, db, world), f"/cases/{case}/help"
    known = {"kinds": "health", "age": "25-59"}
    his = {"out_place": there.organization.hex, "out_why": "linked", "out_words": "His brother."}

    officer.post(f"{help_}/needs", **known, **his)

    out = words_of(officer.get(f"{help_}/match"))
    assert "It is linked to the person complained about, or she refused it." in out
    assert officer.get(f"{help_}/refer/{there.id}").status_code == 404
    assert "His brother." in officer.get(f"{help_}/needs").text
    officer.post(f"{help_}/needs", **known)
    assert officer.get(f"{help_}/refer/{there.id}").status_code == 200


def test_a_place_is_not_kept_out_without_a_reason(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    path, out = f"/cases/{case}/help/needs", {"out_place": there.organization.hex}

    page = enter(app, db, world).post(path, **out, out_words="His brother.")

    assert page.status_code == 422
    assert "His brother." in page.text


def test_the_slip_is_a_pdf_that_says_nothing_of_her(
    app: Flask, db: Session, world: World, case: UUID, there: Offered
) -> None:
    officer = enter(app, db, world)
    path = sent_by(officer, case, there, Way.PAPER).headers["Location"]

    slip = officer.post(f"{path}/slip", language="en")

    assert slip.data.startswith(b"%PDF")
    assert slip.headers["Content-Disposition"] == 'attachment; filename="note.pdf"'
