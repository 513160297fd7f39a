"""With the poster's code she sees who would read it, and keeps it from whom she does not trust."""

import pytest

from auth.models import Arrangement
from casework.models.case import Case
from casework.parts import Parts
from tests.casework.tellers import Teller
from tests.casework.telling.test_telling import count
from tests.worlds import World

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
CODE = "BLUE-42"
SUPERVISOR = {"post": "supervisor", "line": "3"}


@pytest.fixture
def poster(shared: Parts, world: World) -> dict[str, str]:
    """The factory has put up posters; she has read the code on one."""
    with shared.sessions() as db:
        db.add(Arrangement(organization_id=world.bodies["factory"], poster_code=CODE))
        db.commit()
    return {"place": world.bodies["factory"].hex, "code": "blue 42"}


def close_field(world: World, who: str) -> str:
    """The question about one member of the roster."""
    return f"close_{world.memberships[who].hex}"


def test_who_is_described_is_shown_by_post_and_never_by_name(
    teller: Teller, poster: dict[str, str]
) -> None:
    seen = teller.walk_to("close", workplace=poster, respondent=SUPERVISOR)

    assert "supervisor, line 3 (Committee member), Rupali Knitwear" in seen
    assert "Abdul Karim" not in seen


def test_names_are_shown_where_the_factory_publishes_them(
    teller: Teller, poster: dict[str, str], shared: Parts
) -> None:
    with shared.sessions() as db:
        db.query(Arrangement).one().names_published = True
        db.commit()

    seen = teller.walk_to("close", workplace=poster, respondent=SUPERVISOR)

    assert "Abdul Karim, supervisor, line 3" in seen


def test_without_the_code_the_question_names_nobody(teller: Teller, poster: dict[str, str]) -> None:
    seen = teller.walk_to("close", workplace={**poster, "code": ""}, respondent=SUPERVISOR)

    assert "supervisor, line 3" not in seen
    assert "hire, fire or pay" in seen


def test_a_woman_she_trusts_reads_it(teller: Teller, poster: dict[str, str], world: World) -> None:
    chosen = {"receiver": world.memberships["chair"].hex}

    seen = teller.walk_to("readers", workplace=poster, receiver=chosen)

    assert "welfare officer (Chair of the committee), Rupali Knitwear" in seen


@pytest.mark.parametrize(("answer", "reads"), [("no", True), ("yes", False), ("unknown", False)])
def test_a_namesake_reads_only_after_a_no(
    teller: Teller, poster: dict[str, str], world: World, answer: str, reads: bool
) -> None:
    seen = teller.walk_to(
        "readers",
        workplace=poster,
        respondent={"name": "Nasrin"},
        close={close_field(world, "member"): answer},
    )

    assert ("operator, line 7" in seen) is reads


def test_a_question_passed_over_keeps_everybody_away_who_may_be_meant(
    teller: Teller, poster: dict[str, str]
) -> None:
    teller.walk_to("close", workplace=poster, respondent={"name": "Nasrin"})
    teller.press("skip")

    assert "operator, line 7" not in teller.walk_to("readers")


def test_a_wrong_code_opens_nothing_and_loses_nothing(
    teller: Teller, poster: dict[str, str]
) -> None:
    teller.walk_to("workplace")

    seen = teller.press(**{**poster, "code": "RED-7"})

    assert "This is not the code of that poster" in seen
    assert "RED-7" in seen
    assert teller.page == "workplace"


def test_codes_cannot_be_tried_on_and_on(teller: Teller, poster: dict[str, str]) -> None:
    teller.walk_to("workplace")
    for number in range(4):
        teller.press(**{**poster, "code": f"RED-{number}"})

    seen = teller.press(**poster)

    assert "Too many codes were tried" in seen


def test_who_tells_of_somebody_else_is_not_asked_in_her_place(
    teller: Teller, poster: dict[str, str], shared: Parts
) -> None:
    seen = teller.walk_to("readers", workplace=poster, whom={"whom": "other"})
    assert "She decides what happens next" in seen

    teller.press("send")

    assert count(shared, Case) == 1


@pytest.mark.parametrize(("shared_with", "is_said"), [({}, True), ({"shared": "committee"}, False)])
def test_who_wants_a_call_learns_that_nobody_would_see_it(
    teller: Teller, poster: dict[str, str], shared_with: dict[str, str], is_said: bool
) -> None:
    call = {"how": "phone"}

    seen = teller.walk_to("readers", workplace=poster, name=shared_with, contact=call)

    assert ("Nobody will see it" in seen) is is_said


def test_without_the_code_she_is_asked_about_people_outside_the_factory_by_post(
    teller: Teller, poster: dict[str, str], world: World
) -> None:
    about = {"name": "Maya Sen", "post": "supervisor", "line": "3"}

    seen = teller.walk_to("close", workplace={**poster, "code": ""}, respondent=about)

    assert close_field(world, "supervisor") in seen
    assert "case supervisor (Case supervisor), CARE programme" in seen
    assert close_field(world, "respondent") not in seen
    assert "Abdul Karim" not in seen


def test_without_a_factory_she_is_asked_about_the_programme_s_people(
    teller: Teller, world: World
) -> None:
    seen = teller.walk_to("close", workplace={"place": "at_home"}, respondent={"name": "Maya Sen"})

    assert close_field(world, "supervisor") in seen
    assert "Maya Sen" not in seen
