"""No side door: what is not hers is, to the byte, what does not exist."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from werkzeug.test import Client, TestResponse

from auth.permissions import Permission
from casework.views.her_presses import said_at
from tests.journeys.company import Company
from tests.journeys.doors import made_up_ids, path_of, real_ids, rules, things_of
from tests.visitors import Visitor

NOT_HERS = (
    ("chair", "elsewhere"),
    ("stranger", "hers"),
    ("conflicted", "hers"),
    ("respondent", "hers"),
    ("member", "left"),
    ("leaver", "hers"),
    ("leaver", "left"),
    ("puppet", "hers"),
    ("child_one", "hers"),
    ("administrator", "hers"),
    ("analyst", "hers"),
    ("first", "hers"),
    ("by word", "hers"),
    ("by number", "hers"),
    ("stranger", "concern"),
    ("conflicted", "concern"),
    ("respondent", "concern"),
    ("union", "concern"),
    ("officer", "concern"),
    ("supervisor", "concern"),
    ("by word", "concern"),
    ("provider", "hers"),
    ("provider", "left"),
)
UNTIL_SHE_AGREES = frozenset(Permission.Case) - {
    Permission.Case.READ,
    Permission.Case.READ_TRAIL,
    Permission.Case.READ_WORDS,
    Permission.Case.READ_EVIDENCE,
    Permission.Case.MARK_INTIMATE,
    Permission.Case.RECUSE,
    Permission.Case.REMOVE,
    Permission.Case.RENEW,
    Permission.Case.SPEAK_FOR,
    Permission.Case.ACKNOWLEDGE,
    Permission.Case.ANSWER,
    Permission.Case.HAND_OVER,
    Permission.Case.SETTLE,
    Permission.Case.OBJECT,
    Permission.Case.OFFER_HELP,
    Permission.Case.CLOSE_CONCERN,
    Permission.Case.AGREE,
}
"""What nobody may with a concern, whatever keys she holds."""
ABOUT_A_CONCERN = {
    Permission.Case.OFFER_HELP,
    Permission.Case.CLOSE_CONCERN,
    Permission.Case.AGREE,
}
Seen = tuple[int, bytes, tuple[tuple[str, str], ...]]


def seen(answer: TestResponse) -> Seen:
    """All that somebody sees of an answer."""
    answer.close()
    return answer.status_code, answer.data, tuple(answer.headers)


def nothing_there(client: Client) -> Seen:
    """What she sees of an address that no house has."""
    return seen(client.get(f"/no/such/{uuid4()}"))


def tried(
    company: Company, who: str, kind: type, ids: dict[str, object], child: str = ""
) -> Iterator[tuple[str, Seen]]:
    """Every guarded address of a kind, asked for and written to, with these ids in it.

    With `child` only those that name such a one.
    """
    client = company.clients[who]
    token = Visitor(client).token()
    for method in ("GET", "POST"):
        for rule, said in rules(company.house, method):
            named = child in rule.arguments if child else rule.arguments
            if isinstance(said.permission, kind) and named:
                path = path_of(company.house, rule, ids)
                form = {"csrf_token": token, "words": "x", "passphrase": "y"}
                answer = client.get(path) if method == "GET" else client.post(path, data=form)
                yield f"{method} {path}", seen(answer)


def told_apart(company: Company, who: str, kind: type, ids: dict[str, object]) -> list[str]:
    """The addresses whose answer she can tell from that of an address no house has."""
    nothing = nothing_there(company.clients[who])
    assert nothing[0] == 404
    return [path for path, found in tried(company, who, kind, ids) if found != nothing]


@pytest.mark.parametrize(("who", "case"), NOT_HERS)
def test_a_case_that_is_not_hers_does_not_exist(company: Company, who: str, case: str) -> None:
    assert told_apart(company, who, Permission.Case, real_ids(company, case)) == []


@pytest.mark.parametrize(
    ("case", "refused"), [("concern", UNTIL_SHE_AGREES), ("hers", ABOUT_A_CONCERN)]
)
def test_what_a_case_does_not_allow_does_not_exist_for_those_who_hold_it(
    company: Company, case: str, refused: frozenset[Permission.Case]
) -> None:
    client, ids = company.clients["chair"], real_ids(company, case)
    form = {"csrf_token": Visitor(client).token(), "words": "x"}
    nothing = nothing_there(client)
    paths = [
        (method, path_of(company.house, rule, ids))
        for method in ("GET", "POST")
        for rule, said in rules(company.house, method)
        if said.permission in refused and "case_id" in rule.arguments
    ]

    found = [
        path for path in paths if seen(client.open(path[1], method=path[0], data=form)) != nothing
    ]

    assert len(paths) >= 6
    assert found == []


@pytest.mark.parametrize("who", ["chair", "member", "administrator", "stranger", "by word"])
def test_neither_does_one_with_a_made_up_id(company: Company, who: str) -> None:
    ids = made_up_ids(real_ids(company, "hers"))

    assert told_apart(company, who, Permission.Case, ids) == []


@pytest.mark.parametrize("who", ["chair", "external", "by word", "puppet", "leaver", "nobody"])
def test_only_the_administrator_finds_what_administrators_change(
    company: Company, who: str
) -> None:
    ids = real_ids(company, "hers")
    found = tried(company, who, Permission.People, ids)

    expected = {"GET": {303} if who == "nobody" else {404}, "POST": {404}}
    assert [path for path, seen in found if seen[0] not in expected[path.split()[0]]] == []


@pytest.mark.parametrize("kind", [Permission.People, Permission.Certificate])
def test_the_administrator_finds_nothing_under_a_made_up_id(company: Company, kind: type) -> None:
    ids = made_up_ids(real_ids(company, "hers"))

    assert told_apart(company, "administrator", kind, ids) == []


@pytest.mark.parametrize(
    "who", ["chair", "external", "officer", "child_one", "administrator", "by word", "leaver"]
)
def test_names_that_care_compares_exist_for_its_supervisors_alone(
    company: Company, who: str
) -> None:
    assert told_apart(company, who, Permission.Matching, real_ids(company, "hers")) == []


def test_a_supervisor_finds_nothing_of_a_programme_that_is_made_up(company: Company) -> None:
    ids = {**real_ids(company, "hers"), "programme_id": uuid4()}

    assert told_apart(company, "supervisor", Permission.Matching, ids) == []


@pytest.mark.parametrize(
    "who", ["chair", "external", "union", "administrator", "by word", "leaver"]
)
def test_keys_of_measurement_exist_for_analysts_alone(company: Company, who: str) -> None:
    assert told_apart(company, who, Permission.Measures, real_ids(company, "hers")) == []


def test_of_measurement_a_supervisor_finds_where_a_loss_is_confirmed_alone(
    company: Company,
) -> None:
    ids = real_ids(company, "hers")

    found = told_apart(company, "supervisor", Permission.Measures, ids)

    assert found == [f"GET /measures/lost/{ids['programme_id']}"]


@pytest.mark.parametrize("who", ["chair", "union", "child_one", "by word", "leaver", "puppet"])
def test_the_directory_exists_for_those_who_keep_it_alone(company: Company, who: str) -> None:
    assert told_apart(company, who, Permission.Directory, real_ids(company, "hers")) == []


def test_whoever_invites_finds_no_certificate_to_confirm(company: Company) -> None:
    ids = real_ids(company, "hers")

    assert told_apart(company, "administrator", Permission.Certificate, ids) == []


CHILDREN = ("file_id", "intention", "person", "question", "measure", "signal", "about")


@pytest.mark.parametrize("child", CHILDREN)
@pytest.mark.parametrize("who", ["chair", "external"])
def test_what_belongs_to_another_case_is_not_found_under_hers(
    company: Company, who: str, child: str
) -> None:
    mine, other = real_ids(company, "hers"), real_ids(company, "elsewhere")
    ids = {**mine, "file_id": other["file_id"], "person": uuid4()}
    client = company.clients[who]
    nothing = nothing_there(client)

    found = [
        path
        for path, answer in tried(company, who, Permission.Case, ids, child)
        if answer != nothing
    ]

    assert found == []


@pytest.mark.parametrize("child", ["consent", "override", "referral", "task", "place"])
def test_what_is_asked_for_her_in_another_case_is_not_found_under_hers(
    company: Company, child: str
) -> None:
    ids = {**real_ids(company, "hers"), "act": "heard", "about": uuid4()}
    nothing = nothing_there(company.clients["officer"])

    tries = list(tried(company, "officer", Permission.Case, ids, child))

    assert tries
    assert [path for path, answer in tries if answer != nothing] == []


def test_a_task_of_another_case_is_not_found_under_a_referral_of_hers(company: Company) -> None:
    ids = {**real_ids(company, "hers", "hers"), "task": company.helped["left"].task}
    nothing = nothing_there(company.clients["officer"])

    tries = list(tried(company, "officer", Permission.Case, ids, "task"))

    assert tries
    assert [path for path, answer in tries if answer != nothing] == []


def test_under_its_own_case_she_finds_what_she_asked_for(company: Company) -> None:
    officer, left = company.visitor("officer"), company.helped["left"]
    here = f"/cases/{company.cases['left'].id}/help"
    referral = f"{here}/referrals/{left.referral}"
    paths = (
        f"{here}/consent/{left.consent}",
        f"{here}/override/{left.override}",
        referral,
        f"{referral}/heard",
        f"{referral}/tasks/{left.task}",
    )

    assert {path: officer.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


@pytest.mark.parametrize("who", ["chair", "officer", "administrator", "child_one", "by word"])
def test_what_was_sent_to_a_clinic_exists_for_its_people_alone(company: Company, who: str) -> None:
    ids = real_ids(company, "hers")

    assert company.visitor("provider").get(f"/received/{ids['letter_id']}").status_code == 200
    assert told_apart(company, who, Permission.Received, ids) == []


def test_a_nurse_finds_nothing_under_a_made_up_address(company: Company) -> None:
    ids = {**real_ids(company, "hers"), "letter_id": uuid4()}
    nothing = nothing_there(company.clients["provider"])

    tries = list(tried(company, "provider", Permission.Received, ids, "letter_id"))

    assert tries
    assert [path for path, answer in tries if answer != nothing] == []


def test_what_belongs_to_another_case_of_hers_is_done_nothing_to_under_this_one(
    company: Company,
) -> None:
    client, mine = company.clients["chair"], real_ids(company, "hers")
    nothing = nothing_there(client)

    found = [
        path
        for act, about in things_of(company)
        for path, answer in tried(
            company, "chair", Permission.Case, {**mine, "act": act, "about": about}, "about"
        )
        if answer != nothing
    ]

    assert found == []


def test_by_number_and_word_she_finds_nothing_of_another_case(company: Company) -> None:
    client, ids = company.clients["by word"], real_ids(company, "left")
    nothing = nothing_there(client)

    found = {
        path: (answer[0], dict(answer[2]).get("Location"))
        for child in ("question", "file_id", "intention")
        for path, answer in tried(company, "by word", Permission.Survivor, ids, child)
        if answer != nothing
    }

    assert found == {f"POST /r/object/{ids['intention']}": (303, said_at("/r/all", "late"))}


@pytest.mark.parametrize(
    "who", ["chair", "member", "officer", "administrator", "analyst", "leaver", "puppet", "by word"]
)
def test_what_somebody_else_logged_does_not_exist(company: Company, who: str) -> None:
    assert told_apart(company, who, Permission.Logged, real_ids(company, "hers")) == []


def test_she_who_logged_it_finds_it_and_nothing_under_a_made_up_id(company: Company) -> None:
    ids = real_ids(company, "hers")

    assert company.visitor("union").get(f"/logged/{ids['foil_id']}").status_code == 200
    assert told_apart(company, "union", Permission.Logged, made_up_ids(ids)) == []


def test_a_file_of_hers_opens_for_the_chair(company: Company) -> None:
    hers = company.cases["hers"]

    opened = company.visitor("chair").post(f"/cases/{hers.id}/files/{hers.file}")

    assert opened.status_code == 200
    assert opened.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers_are_shown_the_same_door_for_every_id(company: Company, method: str) -> None:
    real, made_up = real_ids(company, "hers"), made_up_ids(real_ids(company, "hers"))

    answers = {
        found[:2]
        for ids in (real, made_up)
        for path, found in tried(company, "nobody", Permission.Case, ids)
        if path.startswith(method)
    }

    assert {status for status, _body in answers} == {303 if method == "GET" else 404}
    assert len(answers) == 1


@pytest.mark.parametrize("who", ["by number", "by word"])
def test_a_survivor_objects_to_nothing_that_is_not_announced_to_her(
    company: Company, who: str
) -> None:
    answer = company.visitor(who).post(f"/r/object/{uuid4()}")

    expected = {"by number": (404, None), "by word": (303, said_at("/r/all", "late"))}
    assert (answer.status_code, answer.location) == expected[who]


def test_with_the_number_alone_nothing_behind_the_word_exists(company: Company) -> None:
    client = company.clients["by number"]
    token = Visitor(client).token()
    nothing = nothing_there(client)
    behind = {
        Permission.Survivor.READ,
        Permission.Survivor.WRITE,
        Permission.Survivor.OBJECT,
        Permission.Survivor.ANSWER,
        Permission.Survivor.CHOOSE_ROUTE,
        Permission.Survivor.CHANGE_NUMBER,
        Permission.Survivor.CLOSE_ACCESS,
    }
    ids = real_ids(company, "hers")

    paths = [
        (method, path_of(company.house, rule, ids))
        for method in ("GET", "POST")
        for rule, said in rules(company.house, method)
        if said.permission in behind
    ]
    found = [
        path
        for method, path in paths
        if seen(client.open(path, method=method, data={"csrf_token": token})) != nothing
    ]

    assert len(paths) > 10
    assert found == []
