"""Who might be meant: a low bar that withholds, and her answers that settle it."""

from uuid import UUID, uuid4

import pytest

from auth.match_data import MatchData
from auth.models import OrganizationKind, Role
from casework.case.answers import Answers, Named, Reply
from casework.case.roster import Reader
from casework.readers.conflict import candidates, withheld

FACTORY = UUID(int=1)


def member(name: str, post: str, organization: UUID = FACTORY) -> Reader:
    return Reader(
        person=uuid4(),
        membership=uuid4(),
        organization=organization,
        organization_name="",
        kind=OrganizationKind.FACTORY,
        role=Role.MEMBER,
        name=name,
        post=post,
    )


KARIM = member("Abdul Karim", "line supervisor, line 3")
SHIRIN = member("Shirin Akter", "welfare officer")
DARA = member("Dara Sok", "mechanic, line 12")
PROGRAMME = member("Maya Sen", "case supervisor", UUID(int=2))
ROSTER = [SHIRIN, KARIM, DARA, PROGRAMME]
DATA = {
    KARIM.person: MatchData(
        names=["Abdul Karim", "আব্দুল করিম"],
        nicknames=["Karim bhai"],
        employee_number="RK-0417",
        posts=["line supervisor"],
        lines=["3"],
    ),
    DARA.person: MatchData(
        names=["Dara Sok", "សុខ ដារ៉ា"], posts=["mechanic"], lines=["12"], kin=["Vanna Sok"]
    ),
    SHIRIN.person: MatchData(names=["Shirin Akter"], kin=["Rahim Uddin"]),
}


@pytest.mark.parametrize(
    "named",
    [
        Named(name="Abdul Karim"),
        Named(name="karim"),
        Named(name="Abdul Kareem"),
        Named(name="Mr. Karim"),
        Named(nickname="Karim bhai"),
        Named(name="করিম"),
        Named(name="আবদুল করিম"),
        Named(employee_number="rk 0417"),
        Named(employee_number="RK-০৪১৭"),
        Named(post="supervisor", line="line 3"),
    ],
)
def test_the_line_supervisor_is_found_however_she_names_him(named: Named) -> None:
    found = candidates(named, ROSTER, DATA)

    assert KARIM.person in {each.person for each in found}


def test_a_name_in_khmer_is_found() -> None:
    found = candidates(Named(name="ដារ៉ា"), ROSTER, DATA)

    assert found[0].person == DARA.person


def test_kin_of_the_person_named_is_found() -> None:
    found = candidates(Named(name="Rahim Uddin"), ROSTER, DATA)

    assert SHIRIN.person in {each.person for each in found}


def test_nobody_is_found_for_a_description_of_nobody() -> None:
    assert candidates(Named(), ROSTER, DATA) == []


def test_another_line_is_another_mechanic() -> None:
    found = candidates(Named(post="mechanic", line="7"), ROSTER, DATA)

    assert found == []


@pytest.mark.parametrize(
    ("said", "post"),
    [
        ("Cutting", "supervisor, cutting floor"),
        ("cuting section", "supervisor, Cutting"),
        ("Line A", "supervisor, line A"),
        ("finishing floor", "supervisor (finishing)"),
        ("লাইন ৩", "supervisor, line 3"),
        ("ជាន់ទី២", "supervisor, floor 2"),
        ("tầng 4", "supervisor, floor 4"),
    ],
)
def test_a_line_is_known_by_what_is_left_of_it(said: str, post: str) -> None:
    chief = member("Abdul Karim", post)

    found = candidates(Named(post="supervisor", line=said), [chief], {})

    assert [each.person for each in found] == [chief.person]


@pytest.mark.parametrize(
    ("said", "post"),
    [
        ("Line A", "supervisor, line B"),
        ("Cutting", "supervisor, finishing floor"),
        ("floor", "supervisor, floor 4"),
        ("line 3", "supervisor, line 13"),
    ],
)
def test_the_word_for_any_line_points_at_nobody(said: str, post: str) -> None:
    other = member("Abdul Karim", post)

    assert candidates(Named(post="supervisor", line=said), [other], {}) == []


def test_who_was_not_asked_about_is_withheld() -> None:
    answers = Answers(workplace=FACTORY, respondent=Named(name="Karim"))

    assert withheld(answers, ROSTER, DATA) == {KARIM.person}


@pytest.mark.parametrize("reply", [Reply.YES, Reply.UNKNOWN])
def test_yes_and_unknown_withhold(reply: Reply) -> None:
    answers = Answers(
        workplace=FACTORY, respondent=Named(name="Karim"), close={KARIM.membership.hex: reply}
    )

    assert withheld(answers, ROSTER, DATA) == {KARIM.person}


def test_no_lets_a_namesake_read() -> None:
    answers = Answers(
        workplace=FACTORY, respondent=Named(name="Karim"), close={KARIM.membership.hex: Reply.NO}
    )

    assert withheld(answers, ROSTER, DATA) == frozenset()


def test_somebody_she_calls_close_is_withheld_without_any_likeness() -> None:
    answers = Answers(workplace=FACTORY, close={SHIRIN.membership.hex: Reply.YES})

    assert withheld(answers, ROSTER, DATA) == {SHIRIN.person}


def test_who_can_dismiss_them_keeps_the_whole_factory_away() -> None:
    answers = Answers(workplace=FACTORY, decides_on_jobs=Reply.YES)

    assert withheld(answers, ROSTER, DATA) == {KARIM.person, SHIRIN.person, DARA.person}
