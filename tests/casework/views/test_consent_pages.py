"""Asking her, page by page: what she needs, what may be passed on, her yes, and without it."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth import trail
from auth.administration import administration_keys
from auth.permissions import Permission
from auth.trail import REFUSED
from casework.case.timeline import Line
from casework.helping.needs import her_needs
from casework.helping.standing import overrides, standings
from referrals.consent.terms import Field, Given, Voice
from referrals.matching.needs import AgeBand
from referrals.models.terms import Category, Freshness
from tests.accounts import open_account
from tests.casework.helping.referred import clinic, lines_of
from tests.casework.returners import TAGS, Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
NEEDS = {
    "kinds": ["health", "legal"], "age": "25-59", "sex": "woman", "staff": "woman",
    "shift_days": ["0", "1", "5"], "shift_begins": "8", "shift_ends": "17:30", "rest_days": "4",
    "wishes": ["must_be_free", "no_call"], "documents": "asked", "access": "sign language",
}  # fmt: skip
THERE = clinic(freshness=Freshness.UNVERIFIED)
"""Nobody has called it: it is out for everybody, and in for what two people decide."""
ASKED = {
    "place": THERE.organization.hex, "fields_": ["help", "reach"],
    "reach": "Her sister, on Friday.", "days": "30", "language": "en", "where": "page",
}  # fmt: skip
FORCED = {
    "ground": "danger", "law": "Penal Code s. 506", "words": "He waits at her door with a knife.",
    "place": THERE.organization.hex, "fields_": "area", "days": "3",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    modules = (
        "auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk",
        "casework.forms.taking_down", "casework.views.forging", "casework.views.returning_help",
        "casework.views.coming_back", "casework.views.returning_consent",
    )  # fmt: skip
    for module in modules:
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    for module in ("whom", "helping", "helping_override", "helping_referral"):
        monkeypatch.setattr(f"casework.views.{module}.offered", lambda _db: (THERE,))


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A woman who asked for a referral officer, and let CARE's supervisor know it."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


@pytest.fixture
def officer(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    """The referral officer, who has asked her what she needs."""
    visitor = enter(app, db, world, "officer")
    sent(visitor, f"/cases/{case}/help/needs", **NEEDS)
    return visitor


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def sent(visitor: Visitor, page: str, path: str = "", /, **typed: object) -> str:
    """Fill in the form of a page and send it; gives back where it leads."""
    found = SEEN.search(visitor.get(page).text)
    assert found
    answer = visitor.post(path or page, seen=found.group(1), **typed)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def read(db: Session, world: World, case: UUID) -> list[Line]:
    """What the officer reads, with no lock left behind for the next request to wait for."""
    lines = lines_of(db, world, case)
    db.rollback()
    return lines


def asked(officer: Visitor, case: UUID) -> str:
    """The officer asks her; gives back the page of it."""
    return sent(officer, f"/cases/{case}/help/consent/ask/service", **ASKED)


def test_what_she_answers_is_filled_in_again(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = officer.get(f"/cases/{case}/help/needs").text

    needs = her_needs(read(db, world, case)).wanted.needs
    assert needs.kinds == {Category.HEALTH, Category.LEGAL}
    assert (needs.age, needs.must_be_free, needs.can_call) == (AgeBand.FROM_25, True, False)
    assert [(each.begins, each.ends) for each in needs.shifts] == [(480, 1050)]
    assert 'value="17:30"' in page
    assert 'value="sign language"' in page


def test_what_she_needs_is_told_on_the_timeline(case: UUID, officer: Visitor) -> None:
    page = officer.get(f"/cases/{case}").text

    assert "sign language" in page
    assert "It has to be free of charge" in page


def test_shifts_that_change_and_the_way_there_are_asked_and_kept(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = f"/cases/{case}/help/needs"
    night = {"other_days": ["2", "3"], "other_begins": "20", "other_ends": "4:30"}

    sent(officer, page, **{**NEEDS, **night, "travel": "75"})

    needs = her_needs(read(db, world, case)).wanted.needs
    assert [(each.begins, each.ends) for each in needs.shifts] == [(480, 1050), (1200, 1710)]
    assert needs.travel_minutes == 75
    shown = officer.get(page).text
    assert 'value="4:30"' in shown
    assert 'value="75"' in shown


@pytest.mark.parametrize(
    "typed", [{"shift_ends": ""}, {"other_begins": "20"}, {"travel": "far"}, {"travel": "999"}]
)
def test_half_a_shift_or_no_number_is_asked_for_again_with_every_word_kept(
    case: UUID, officer: Visitor, typed: dict[str, str]
) -> None:
    half = {**NEEDS, **typed, "access": "large print"}

    answer = officer.post(f"/cases/{case}/help/needs", **half)

    assert answer.status_code == 422
    assert "large print" in answer.text


def test_asked_she_reads_the_very_words_and_presses_yes(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = officer.get(asked(officer, case)).text
    she = Returner(app.test_client()).enter()

    she.open("/r/help")
    assert "May we tell Asha Foundation this" in page
    assert "May we tell Asha Foundation this" in she.seen
    assert "Her sister, on Friday." in she.seen
    (standing,) = standings(read(db, world, case))
    she.press(f"/r/help/consents/{standing.asked.consent}/yes")

    (standing,) = standings(read(db, world, case))
    assert standing.agreed is not None
    assert standing.agreed.given is Given.NUMBER
    assert "You can take it back on any day" in she.seen


def test_what_she_needs_to_be_understood_leaves_in_the_words_that_she_reads(
    app: Flask, case: UUID, officer: Visitor
) -> None:
    sent(officer, f"/cases/{case}/help/needs", **NEEDS)
    filled_in = officer.get(f"/cases/{case}/help/consent/ask/service").text
    typed = {**ASKED, "fields_": ["help", "access"], "access": "Somebody who signs, and a ramp."}

    sent(officer, f"/cases/{case}/help/consent/ask/service", **typed)

    assert 'value="sign language"' in filled_in
    assert (
        "Somebody who signs, and a ramp."
        in Returner(app.test_client()).enter().open("/r/help").seen
    )


def test_she_takes_it_back_with_one_press(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = asked(officer, case)
    sent(officer, page, f"{page}/yes", given="in_person")
    she = Returner(app.test_client()).enter()
    she.open("/r/help")
    (standing,) = standings(read(db, world, case))

    she.press(f"/r/help/consents/{standing.asked.consent}/end")

    (standing,) = standings(read(db, world, case))
    assert standing.was_taken_back
    assert "Taken back" in she.seen


def test_she_takes_back_a_part_and_reads_what_is_left(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = asked(officer, case)
    sent(officer, page, f"{page}/yes", given="in_person")
    (standing,) = standings(read(db, world, case))
    path = f"/r/help/consents/{standing.asked.consent}/less"
    she = Returner(app.test_client()).enter().open("/r/help")
    assert f'href="{path}"' in she.seen

    she.open(path).press(path)
    assert (she.status, "Tick what is taken back." in she.text) == (422, True)
    she.press(path, fields_="reach")

    assert "You took back of it: how to reach you safely" in she.text
    (standing,) = standings(read(db, world, case))
    assert standing.agreed is not None
    assert standing.taken == {Field.REACH}


def test_of_a_yes_that_is_over_nothing_can_be_taken_back(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = asked(officer, case)
    (standing,) = standings(read(db, world, case))
    gone = officer.get(f"{page}/less").status_code
    she = Returner(app.test_client()).enter()

    assert gone == 404
    assert she.open(f"/r/help/consents/{standing.asked.consent}/less").status == 404


def test_through_a_member_a_part_is_taken_back(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = asked(officer, case)
    sent(officer, page, f"{page}/yes", given="in_person")

    sent(officer, f"{page}/less", fields_="help")

    (standing,) = standings(read(db, world, case))
    assert standing.taken == {Field.HELP}
    assert "She took back of it: Help asked for" in " ".join(officer.get(page).text.split())
    assert "may not know this any more: Help asked for." in officer.get(f"/cases/{case}").text


def test_through_a_member_it_is_taken_back_as_well(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = asked(officer, case)
    sent(officer, page, f"{page}/yes", given="witnessed", witness="Ayesha, her sister")

    officer.post(f"{page}/end")

    (standing,) = standings(read(db, world, case))
    assert standing.was_taken_back


def test_a_witness_is_asked_for_by_name(case: UUID, officer: Visitor) -> None:
    page = asked(officer, case)

    answer = officer.post(f"{page}/yes", given="witnessed", spoken_in="Sylheti")

    assert answer.status_code == 422
    assert "Sylheti" in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"place": ""},
        {"fields_": []},
        {"fields_": ["help", "happened"]},
        {"days": ""},
        {"where": ""},
    ],
)
def test_what_is_missing_is_asked_for_again_with_every_word_kept(
    case: UUID, officer: Visitor, changes: dict[str, object]
) -> None:
    answer = officer.post(f"/cases/{case}/help/consent/ask/service", **{**ASKED, **changes})

    assert answer.status_code == 422
    assert "Her sister, on Friday." in answer.text


def test_counting_is_asked_apart_and_holds_nothing_that_names_her(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    programme = world.bodies["programme"].hex
    typed = {"programme": programme, "language": "en", "where": "here"}

    page = sent(officer, f"/cases/{case}/help/consent/ask/statistics", **typed)

    (standing,) = standings(read(db, world, case))
    assert not standing.asked.fields
    assert "9999" not in officer.get(page).text
    assert "It has no last day." in officer.get(page).text


def test_whom_nobody_asked_ends_being_counted_on_her_own_page(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    she = Returner(app.test_client()).enter().open("/r/help")

    she.press("/r/help/count/off")
    assert "You are not counted any more." in she.seen
    she.press("/r/help/count/off")
    assert "This was done or ended already." in she.seen
    she.press("/r/help/count/on")

    assert "You are counted again" in she.seen
    assert "I do not want to be counted" in she.seen


def test_of_a_child_nothing_is_asked_before_somebody_found_out_who_must_agree(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    sent(officer, f"/cases/{case}/help/needs", **{**NEEDS, "age": "12-14"})
    page = asked_here(officer, case)
    assert "Who has to agree for her is not known here" in officer.get(page).text

    both = [Voice.ASSENT.value, Voice.CAREGIVER.value]
    sent(officer, f"/cases/{case}/help/consent/age", voices=both, source="Children Act 2013")
    alone = officer.post(f"{page}/yes", given="in_person", voices=[Voice.ASSENT.value])
    assert alone.status_code == 422
    sent(officer, page, f"{page}/yes", given="in_person", voices=both)

    (standing,) = standings(read(db, world, case))
    assert standing.agreed is not None


def asked_here(officer: Visitor, case: UUID) -> str:
    typed = {**ASKED, "where": "here"}
    return sent(officer, f"/cases/{case}/help/consent/ask/service", **typed)


def test_without_her_yes_two_people_decide_and_she_reads_it(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    reached = FORCED | {"fields_": ["area", "reach"], "reach": "Her sister, at night."}
    page = sent(officer, f"/cases/{case}/help/override", **reached)
    assert "Somebody else, of another post, has to confirm it" in officer.get(page).text
    maya = enter(app, db, world, "supervisor")

    sent(maya, page, f"{page}/confirm")

    (forced,) = overrides(read(db, world, case))
    assert forced.is_in_force
    she = Returner(app.test_client()).enter().open("/r/help")
    assert "Something may be passed on without your yes" in she.seen
    assert "He waits at her door with a knife." in she.seen
    assert "Penal Code s. 506" in she.seen
    assert "Word for word Her sister, at night." in " ".join(TAGS.sub(" ", she.seen).split())
    assert "Referral officer" in she.seen
    assert "Lina Das" not in she.seen


def test_what_two_decided_is_sent_in_words_of_its_own_and_she_reads_that_it_was(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = sent(officer, f"/cases/{case}/help/override", **FORCED)
    sent(enter(app, db, world, "supervisor"), page, f"{page}/confirm")
    path = f"/cases/{case}/help/refer/{THERE.id}"
    assert f'href="{path}"' in officer.get(page).text
    chosen = {"reference": "K7MPQR", "kind": "health", "way": "phone"}

    as_if_she_wanted = officer.post(f"{path}/send", **chosen, is_heard="y")
    assert as_if_she_wanted.status_code == 422
    assert "It goes without her yes, as two of us decided" in as_if_she_wanted.text
    sent(officer, path, f"{path}/send", **chosen, is_decided="y")

    she = Returner(app.test_client()).enter().open("/r/help")
    assert "Something was passed on without your yes" in she.seen
    assert she.seen.index("without your yes") < she.seen.index("What they were told of you")


def test_without_a_decision_of_two_a_place_that_is_out_is_not_asked(
    case: UUID, officer: Visitor
) -> None:
    sent(officer, f"/cases/{case}/help/override", **FORCED)

    assert officer.get(f"/cases/{case}/help/refer/{THERE.id}").status_code == 404


def test_a_place_is_sent_something_and_one_person_may_be_talked_to(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    her = {**ASKED, "place": "", "person": "Dr. Amina Khan"}

    as_a_service = officer.post(f"/cases/{case}/help/consent/ask/service", **her)
    sent(officer, f"/cases/{case}/help/consent/ask/sharing", **her)

    (standing,) = standings(read(db, world, case))
    assert as_a_service.status_code == 422
    assert standing.asked.recipient.name == "Dr. Amina Khan"


def test_whoever_asked_for_it_does_not_confirm_it(
    db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = sent(officer, f"/cases/{case}/help/override", **FORCED)

    answer = officer.post(f"{page}/confirm")

    assert answer.status_code == 422
    (forced,) = overrides(read(db, world, case))
    assert forced.confirmed_by is None


def test_a_second_person_ends_it_instead(
    app: Flask, db: Session, world: World, case: UUID, officer: Visitor
) -> None:
    page = sent(officer, f"/cases/{case}/help/override", **FORCED)

    enter(app, db, world, "supervisor").post(f"{page}/lift")

    (forced,) = overrides(read(db, world, case))
    assert forced.is_ended


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("?override=1", {}),
        ("", {"override": "danger"}),
        ("", {"Is-Override": "yes"}),
        ("", {"is_accepted": "1"}),
    ],
)
def test_a_forged_override_is_refused_and_recorded_and_nothing_is_asked(
    db: Session, world: World, case: UUID, officer: Visitor, path: str, typed: dict[str, str]
) -> None:
    answer = officer.post(f"/cases/{case}/help/consent/ask/service{path}", **{**ASKED, **typed})

    assert answer.status_code == 404
    db.rollback()
    acts = [each.act for each in trail.walk(db, administration_keys(db, world.keys)) if each.act]
    refused = [(each.actor, each.facts["permission"]) for each in acts if each.verb == REFUSED]
    assert refused == [(world.people["officer"], Permission.Case.OVERRIDE)]
    assert standings(read(db, world, case)) == []
