"""Looking changes nothing, whoever looks: the exceptions are few, and each has its name."""

import pytest
from werkzeug.test import Client

from casework.parts import Parts
from tests.journeys.company import Company
from tests.journeys.doors import path_of, real_ids, rules
from tests.journeys.tables import Changes, Watched, watching

EVERYBODY = (
    "nobody", "telling", "by number", "by word", "administrator", "analyst", "chair", "member",
    "conflicted", "external", "union", "officer", "supervisor", "puppet", "stranger", "leaver",
)  # fmt: skip
LEAVING = "front.leave"
NOTHING: Changes = {}
# At most once a minute, by whoever has a session.
LAST_SEEN = ("live_session", (1, 1))
# Once a person, case and day.
AN_OPENING: Changes = {"trail_entry": (1, 0)}
# On the trail of administration; of somebody nobody knows, only counted by the day.
A_REFUSAL = (AN_OPENING, {"refusals": (1, 0)}, {"refusals": (1, 1)})


def look(client: Client, path: str) -> int:
    """Open a page; gives its status."""
    answer = client.get(path)
    answer.close()
    return answer.status_code


def changed(database: Watched) -> Changes:
    """What was changed, a last-seen left out."""
    return {name: rows for name, rows in database.changes().items() if (name, rows) != LAST_SEEN}


def unnamed_changes(company: Company, who: str, case: str) -> list[str]:
    """What changed while somebody looked at every page but the one for leaving."""
    parts: Parts = company.house.extensions["casework"]
    client, ids, found = company.clients[who], real_ids(company, case), []
    with watching(parts.sessions.engine) as database:
        for rule, _said in rules(company.house, "GET"):
            path = path_of(company.house, rule, ids)
            status = 0 if rule.endpoint == LEAVING else look(client, path)
            once = changed(database)
            # Whatever the first look changed, the second of the same day does not.
            again = changed(database) if once and look(client, path) else NOTHING
            may_be = A_REFUSAL if status == 404 else (AN_OPENING,)
            is_named = once in (NOTHING, *may_be) and (again == NOTHING or status == 404)
            found += [] if is_named else [f"{path} {status} {once} {again}"]
    return found


@pytest.mark.parametrize("who", EVERYBODY)
def test_looking_changes_nothing(company: Company, who: str) -> None:
    assert unnamed_changes(company, who, "hers") == []


@pytest.mark.parametrize("who", ["chair", "member"])
def test_looking_at_a_case_whose_keys_are_owing_changes_nothing(company: Company, who: str) -> None:
    assert unnamed_changes(company, who, "left") == []


def test_leaving_ends_the_session_and_nothing_else(company: Company) -> None:
    parts: Parts = company.house.extensions["casework"]
    with watching(parts.sessions.engine) as database:
        company.clients["first"].get("/x")

        assert database.changes() == {"live_session": (0, 1)}
