"""Masking: a name is gone in every form it was typed in, and other words stay."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.report.masking import Mask, labels, masked
from crypto.compartments import Compartment

HER, WITNESS = "[the survivor]", "[witness {}]"
EVERY = tuple(Mask)


def line(kind: Kind, **facts: str | list[str]) -> Line:
    """An entry with these facts."""
    return Line(
        kind=kind,
        at=datetime(2026, 3, 14, tzinfo=UTC),
        text="",
        facts=facts,
        author=None,
        compartment=Compartment.ACCOUNT,
        number=1,
        head=b"",
        is_verified=True,
    )


LINES = [
    line(Kind.IDENTITY, name="Rahima Begum", employee_number="88123"),
    line(Kind.OTHERS, speaker="Beauty Das", speaks_as="witness"),
    line(Kind.OTHERS, speaker="Abdul Karim", speaks_as="respondent"),
    line(Kind.OTHERS, speaker="Mina", speaks_as="colleague"),
]


def report(text: str, *masks: Mask) -> str:
    """A text as it would stand in the report."""
    return masked(text, labels(LINES, masks or EVERY, HER, WITNESS))


@pytest.mark.parametrize(
    "typed",
    ["Rahima Begum", "RAHIMA", "rahima's", "Rahimá", "(Begum)", "88123", "no. 88123,", "Rahimake"],
)
def test_her_name_is_gone_however_it_was_typed(typed: str) -> None:
    said = report(f"He called {typed} again")

    assert HER in said
    assert not {"rahima", "begum", "88123"} & set(said.casefold().split())


def test_each_witness_is_one_letter_throughout() -> None:
    said = report("Beauty heard it. Das told Mina, and mina told nobody.")

    assert said == (
        "[witness A] heard it. [witness A] told [witness B], and [witness B] told nobody."
    )


def test_the_respondent_is_named() -> None:
    assert report("Abdul Karim came") == "Abdul Karim came"


def test_only_what_was_asked_for_is_masked() -> None:
    assert report("Rahima and Mina", Mask.WITNESSES) == "Rahima and [witness B]"
    assert report("Rahima and Mina", Mask.SURVIVOR) == f"{HER} and Mina"
    assert report("Rahima and Mina", Mask.NOTES) == "Rahima and Mina"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("រហីម៉ា", "គាត់បានហៅរហីម៉ាម្តងទៀត"),
        ("ຣາຮິມາ", "ລາວໂທຫາຣາຮິມາອີກ"),
        ("রহিমা", "সে রহিমাকে আবার ডাকল"),
        ("رحیمہ", "اس نے رحیمہ کو بلایا"),
        ("रहीमा", "उसने रहीमा को बुलाया"),
    ],
)
def test_a_name_is_found_in_scripts_without_spaces_and_with_endings(name: str, text: str) -> None:
    lines = [line(Kind.IDENTITY, name=name)]

    said = masked(text, labels(lines, EVERY, HER, WITNESS))

    assert name not in said
    assert HER in said


def test_a_name_of_two_letters_is_gone_and_the_words_that_hold_it_stay() -> None:
    lines = [line(Kind.IDENTITY, name="Li")]

    said = masked("Li saw the light. LI!", labels(lines, EVERY, HER, WITNESS))

    assert said == f"{HER} saw the light. {HER}!"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lê Thị Hà", "Chị Hà đã thấy."),
        ("Ni", "Daw Ni saw it."),
        ("Bina", "Ask @bina about it."),
        ("W-17", "Number W 17 was there."),
        ("W-17", "Number w17 was there."),
    ],
)
def test_short_names_and_numbers_are_gone_however_they_are_set(name: str, text: str) -> None:
    assert HER in masked(text, {name: HER})


@given(st.text(alphabet=st.characters(exclude_characters="0123456789"), max_size=60))
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    names = {"Qzxwvy": HER}

    assert masked(text, names) == text


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_between_any_two_words_is_gone(before: str, after: str) -> None:
    said = masked(f"{before} Qzxwvy {after}", {"Qzxwvy": HER})

    assert "Qzxwvy" not in said
