"""What leaves by every list, on either database: all that is told, and nothing that is hidden."""

import pytest
from werkzeug.test import Client

from tests.referrals.hsds.filled import HIDDEN, Filled

EVERYTHING = (
    "services?full=true",
    "services?format=ndjson&full=true",
    "organizations?full=true",
    "organizations?full_service=true",
    "service_at_locations",
    "service_at_locations?full=true",
    "services",
    "services?minimal=true",
)


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_hidden_place_and_who_works_there_leave_by_no_list(
    filled: Filled, program: Client, path: str
) -> None:
    told = program.get(f"/hsds/{path}").text

    assert str(filled.clinic) in told or str(filled.body) in told
    unsaid = (*HIDDEN, str(filled.hidden_place), str(filled.hidden_door))
    assert [each for each in unsaid if each in told] == []


@pytest.mark.parametrize("path", EVERYTHING)
def test_what_is_not_known_is_left_out_and_never_null(
    filled: Filled, program: Client, path: str
) -> None:
    told = program.get(f"/hsds/{path}").text

    assert str(filled.clinic) in told or str(filled.body) in told
    assert "null" not in told
    assert '""' not in told.replace('"description":""', "")


def test_nobody_who_works_there_is_named_beside_a_body(filled: Filled, program: Client) -> None:
    told = program.get(f"/hsds/organizations/{filled.body}?full_service=true").text

    assert str(filled.shelter) in told
    assert [each for each in ("contacts", "assurer_email", "metadata") if each in told] == []
