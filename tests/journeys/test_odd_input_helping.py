"""The same where she is helped: nothing typed of a place, for it or by it breaks anything."""

from html import unescape

import pytest
from werkzeug.test import Client

from referrals.sending.link import Linked
from tests.journeys.addresses import newcomer
from tests.journeys.company import Company
from tests.journeys.doors import real_ids
from tests.journeys.sending_out import link_out
from tests.journeys.test_odd_input_inside import ODD, TOO_LONG
from tests.visitors import Visitor

both = pytest.mark.parametrize("village", ["sqlite", "postgres"], indirect=True)
odd_ones = pytest.mark.parametrize("odd", ODD)
HELP = (
    "needs",
    "consent/ask/service",
    "consent/ask/sharing",
    "consent/ask/statistics",
    "consent/age",
    "consent/{consent}/yes",
    "override",
    "override/{override}/confirm",
    "referrals/{referral}/heard",
    "referrals/{referral}/task",
    "referrals/{referral}/felt",
    "referrals/{referral}/tasks/{task}",
)
LISTED = (
    "find",
    "try",
    "services/new",
    "services/{service_id}/edit",
    "services/{service_id}/call",
    "services/{service_id}/places/new",
    "services/{service_id}/links",
    "places/{place_id}",
    "areas",
    "areas/{code}",
    "areas/{code}/below",
)
KEPT = {200, 303, 422}
"""Taken, or shown again: each of these addresses is real."""
FIELDS = (
    "kinds", "event_on-day", "event_on-month", "event_on-year", "event_hour", "exposed",
    "area", "reach", "shift_days", "shift_begins", "shift_ends", "rest_days", "languages", "staff",
    "whom", "sex", "age", "wishes", "access", "documents", "secret_from", "place", "person",
    "drawn", "fields_", "name", "happened", "days", "language", "where", "programme", "given",
    "witness", "voices", "spoken_in", "source", "ground", "law", "words", "state", "reason",
    "on-day", "on-month", "on-year", "hour", "kind", "who", "became", "helped", "is_respected",
    "at", "code", "organization", "country", "description", "status", "alert", "phones", "url",
    "email", "areas", "cost", "minimum_age", "maximum_age", "accepts_by", "answer_hours",
    "available", "maximum", "day_0", "hours_words", "said_by", "holds", "address", "city",
    "postal_code", "local_name", "parent", "neighbours", "time_zone", "new-code", "new-name",
    "account", "factories", "answer", "note", "back", "hours_ago", "begins", "ends", "open_now",
)  # fmt: skip


def typed(odd: str) -> dict[str, str]:
    """The odd text in every field that any of these forms has."""
    return dict.fromkeys(FIELDS, odd)


@both
@odd_ones
@pytest.mark.parametrize("form", HELP)
def test_every_form_of_help_answers_whatever_is_typed(
    company: Company, form: str, odd: str
) -> None:
    officer, here = company.visitor("officer"), f"/cases/{company.cases['hers'].id}/help"
    ids = real_ids(company, "hers", "hers")

    answer = officer.post(f"{here}/{form.format_map(ids)}", **typed(odd))

    assert answer.status_code in KEPT
    assert officer.get(here).status_code == 200


@both
@odd_ones
@pytest.mark.parametrize("form", LISTED)
def test_every_form_of_the_directory_answers_whatever_is_typed(
    company: Company, form: str, odd: str
) -> None:
    supervisor, ids = company.visitor("supervisor"), real_ids(company, "hers")

    answer = supervisor.post(f"/directory/{form.format_map(ids)}", **typed(odd))

    assert answer.status_code in KEPT
    assert supervisor.get("/directory").status_code == 200


@both
@odd_ones
def test_whoever_looks_for_help_is_answered_whatever_she_types(company: Company, odd: str) -> None:
    worker = company.visitor("nobody")

    assert worker.post("/p", **typed(odd)).status_code in KEPT
    assert worker.get("/p").status_code == 200


@pytest.fixture(scope="module")
def accepted(company: Company) -> str:
    """The address of what a nurse has opened and said yes to."""
    nurse, at = company.visitor("provider"), f"/received/{company.helped['left'].letter}"
    assert nurse.post(f"{at}/open").status_code == 303
    assert nurse.post(f"{at}/accepted").status_code == 303
    return at


@pytest.fixture(scope="module")
def made(company: Company) -> Linked:
    """A link to the same clinic."""
    return link_out(company.village, "for her")


@pytest.fixture(scope="module")
def stranger(company: Company, made: Linked) -> Client:
    """Somebody who has opened it with its code."""
    client = newcomer(company.house)
    assert Visitor(client).post(f"/o/{made.token}", code=made.code).status_code == 303
    return client


@both
@odd_ones
@pytest.mark.parametrize("step", ["appointment", "declined"])
def test_a_nurse_is_shown_her_answer_again_whatever_she_types(
    company: Company, accepted: str, step: str, odd: str
) -> None:
    nurse = company.visitor("provider")

    assert nurse.post(f"{accepted}/{step}", **typed(odd)).status_code == 422
    assert nurse.get(accepted).status_code == 200


@both
@odd_ones
def test_so_is_whoever_has_a_link(stranger: Client, made: Linked, odd: str) -> None:
    answer = Visitor(stranger).post(f"/o/{made.token}/declined", **typed(odd))

    assert answer.status_code == 422
    assert stranger.get(f"/o/{made.token}").status_code == 200


@both
@odd_ones
def test_no_code_is_typed_so_oddly_that_the_door_breaks(
    company: Company, made: Linked, odd: str
) -> None:
    assert company.visitor("nobody").post(f"/o/{made.token}", code=odd).status_code in {403, 422}


@pytest.mark.parametrize("step", ["appointment", "declined"])
def test_a_note_that_is_too_long_is_named_and_stays(
    company: Company, accepted: str, step: str
) -> None:
    page = company.visitor("provider").post(f"{accepted}/{step}", words=TOO_LONG)

    assert page.status_code == 422
    assert TOO_LONG in unescape(page.text)
    assert "at most 1,000 characters" in page.text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("needs", "access"),
        ("consent/ask/service", "happened"),
        ("override", "words"),
        ("referrals/{referral}/heard", "words"),
        ("referrals/{referral}/task", "words"),
        ("referrals/{referral}/felt", "words"),
    ],
)
def test_what_is_too_long_to_be_kept_of_help_is_named_and_stays(
    company: Company, form: str, field: str
) -> None:
    here, ids = f"/cases/{company.cases['hers'].id}/help", real_ids(company, "hers", "hers")
    fields = {field: TOO_LONG, "fields_": "happened"}

    page = company.visitor("officer").post(f"{here}/{form.format_map(ids)}", **fields)

    assert page.status_code == 422
    assert TOO_LONG in unescape(page.text)
    assert "longer than we can take" in page.text
