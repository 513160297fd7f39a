"""Every address of the house is guarded, or open to everybody by name; nothing else answers."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from auth.guard import Declared
from auth.permissions import EVERY
from auth.policy import POLICY

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

OPEN_TO_EVERYBODY = {
    "GET /",
    "GET /a/<token>",
    "GET /a/<token>/<page>",
    "GET /healthz",
    "GET /hsds/",
    "GET /hsds/openapi.json",
    "GET /hsds/organizations",
    "GET /hsds/organizations/<id_>",
    "GET /hsds/service_at_locations",
    "GET /hsds/service_at_locations/<id_>",
    "GET /hsds/services",
    "GET /hsds/services/<id_>",
    "GET /hsds/taxonomies",
    "GET /hsds/taxonomies/<id_>",
    "GET /hsds/taxonomy_terms",
    "GET /measures/published",
    "GET /measures/published/<quarter>/<uuid:programme_id>",
    "GET /measures/published/<quarter>/<uuid:programme_id>/measures.<form>",
    "GET /hsds/taxonomy_terms/<id_>",
    "GET /leaving",
    "GET /o/<token>",
    "GET /o/<token>/<step>",
    "GET /o/<token>/paper",
    "GET /p",
    "GET /r",
    "GET /r/ended",
    "GET /readyz",
    "GET /recover",
    "GET /recover/<page>",
    "GET /sign-in",
    "GET /static/<path:filename>",
    "GET /w",
    "GET /x",
    "POST /a/<token>",
    "POST /a/<token>/about",
    "POST /a/<token>/paper",
    "POST /a/<token>/passphrase",
    "POST /hsds/organizations",
    "POST /hsds/service_at_locations",
    "POST /hsds/services",
    "POST /hsds/taxonomies",
    "POST /hsds/taxonomy_terms",
    "POST /language",
    "POST /o/<token>",
    "POST /o/<token>/<step>",
    "POST /p",
    "POST /r",
    "POST /recover",
    "POST /recover/paper",
    "POST /recover/passphrase",
    "POST /sign-in",
    "POST /sign-out",
    "POST /w",
}
MAY_WRITE_BY_GET = {"GET /x"}
NO_TOKEN_IS_ASKED_BY = {
    "POST /hsds/organizations",
    "POST /hsds/service_at_locations",
    "POST /hsds/services",
    "POST /hsds/taxonomies",
    "POST /hsds/taxonomy_terms",
}
"""They change nothing, and answer everybody alike."""
WANT_THE_PASSPHRASE_AGAIN = {
    "POST /cases/<uuid:case_id>/hand-over/<uuid:intention>/seal",
    "POST /cases/<uuid:case_id>/hand-over/<uuid:intention>/second",
    "POST /cases/<uuid:case_id>/number",
    "POST /cases/<uuid:case_id>/export",
    "POST /cases/<uuid:case_id>/his-file/letter",
    "POST /cases/<uuid:case_id>/his-file/take/<uuid:about>",
    "POST /cases/<uuid:case_id>/paper",
    "POST /cases/<uuid:case_id>/report",
    "POST /cases/<uuid:case_id>/remove",
    "POST /cases/<uuid:case_id>/remove/<uuid:person>/confirm",
    "POST /cases/<uuid:case_id>/remove/<uuid:person>/drop",
    "POST /committee/paper",
    "POST /matching/<uuid:programme_id>/key",
    "POST /matching/<uuid:programme_id>/key/hand-on",
    "POST /measures/keys/<uuid:programme_id>",
    "POST /measures/publish/<uuid:programme_id>",
    "POST /measures/lost/<uuid:programme_id>",
    "POST /measures/hand-on/<uuid:programme_id>",
    "POST /measures/statutory/<uuid:programme_id>/<uuid:factory_id>",
    "POST /measures/statutory/<uuid:programme_id>/reports/<uuid:report_id>/public",
    "POST /measures/keys/<uuid:programme_id>/hand-on",
    "POST /people/again/<uuid:person>",
    "POST /cases/<uuid:case_id>/number/new",
    "POST /me/factor",
    "POST /me/keys",
    "POST /me/passphrase",
    "POST /me/recovery-code",
    "POST /people/certificates/<uuid:certificate_id>",
    "POST /people/certificates/mine",
}


def declared(app: Flask) -> Iterator[tuple[str, Rule, Declared]]:
    """Every address with its method, and what its view says of itself."""
    for rule in app.url_map.iter_rules():
        said: Declared = app.view_functions[rule.endpoint].__dict__["declared"]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}", rule, said


def test_what_is_open_to_everybody_is_on_the_list_and_nothing_else_is(app: Flask) -> None:
    found = {name for name, _rule, said in declared(app) if said.permission is None}

    assert found == OPEN_TO_EVERYBODY


def test_every_other_address_names_a_permission_that_policy_decides(app: Flask) -> None:
    asked = {said.permission for _name, _rule, said in declared(app)} - {None}

    assert asked <= set(EVERY)
    assert asked <= set(POLICY)


def test_an_id_in_a_guarded_address_is_looked_up_before_the_view_runs(app: Flask) -> None:
    unlooked = [
        name
        for name, rule, said in declared(app)
        if said.permission is not None and rule.arguments and said.finder is None
    ]

    assert unlooked == []


def test_what_may_write_by_get_is_on_the_list(app: Flask) -> None:
    found = {name for name, _rule, said in declared(app) if said.writes}

    assert found == MAY_WRITE_BY_GET


def test_a_form_that_no_token_is_asked_for_is_on_the_list_and_changes_nothing(app: Flask) -> None:
    found = {
        name: said
        for name, _rule, said in declared(app)
        if said.is_for_programs and name.startswith("POST")
    }

    assert set(found) == NO_TOKEN_IS_ASKED_BY
    assert all(said.reads and not said.writes for said in found.values())


def test_weighty_acts_ask_for_the_passphrase_again(app: Flask) -> None:
    found = {name for name, _rule, said in declared(app) if said.asks_again}

    assert found == WANT_THE_PASSPHRASE_AGAIN


def test_showing_and_changing_are_two_functions(app: Flask) -> None:
    both = [
        rule.rule for rule in app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())
    ]

    assert both == []


def test_no_address_answers_to_another_method(app: Flask) -> None:
    methods = {name.split()[0] for name, _rule, _said in declared(app)}

    assert methods == {"GET", "POST"}
    assert app.test_client().open("/sign-in", method="OPTIONS").status_code == 404
    assert app.test_client().open("/sign-in", method="DELETE").status_code == 404


def test_ids_of_the_house_are_no_numbers_to_count_through(app: Flask) -> None:
    counted = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/cases", "/people", "/r")) and "<int:" in rule.rule
    ]

    assert counted == []
