"""Which names are taken for one, and which are not: laws, in the scripts people write in."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case.answers import Named
from casework.comparing.names import TITLES, by_what, normal, number_of, texts
from casework.models.match import By

HERE, THERE = uuid4(), uuid4()
LETTERS = "abcdefgkmnrstuABKÉüđকখগচজতদনপবমরলসកខគចជតនបពមរលស"
WORD = st.text(LETTERS, min_size=2, max_size=8)
NAMES = st.lists(WORD, min_size=1, max_size=4)
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\t", "\u200b ", "-", ".", ". "])


@given(NAMES, SPACES)
def test_what_was_made_normal_stays_as_it_is(words: list[str], between: str) -> None:
    once = normal(between.join(words))

    assert normal(once) == once


@given(NAMES.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
def test_the_order_of_the_words_says_nothing(both: tuple[list[str], list[str]]) -> None:
    words, turned = both

    assert normal(" ".join(turned)) == normal(" ".join(words))


@given(NAMES, SPACES)
def test_what_stands_between_the_words_says_nothing(words: list[str], between: str) -> None:
    assert normal(between.join(words)) == normal(" ".join(words))


@given(NAMES)
def test_capitals_say_nothing(words: list[str]) -> None:
    name = " ".join(words)

    assert normal(name.upper()) == normal(name.lower())


@given(NAMES, st.sampled_from(sorted(TITLES)))
def test_a_title_is_nobodys_own(words: list[str], title: str) -> None:
    name = " ".join(words)

    assert normal(f"{title} {name}") == normal(f"{name} {title}") == normal(name)


@given(NAMES)
def test_one_word_more_is_another_name(words: list[str]) -> None:
    assert normal(" ".join([*words, "qwerty"])) != normal(" ".join(words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Md. Abdul Karim", "KARIM, abdul"),
        ("Ａｂｄｕｌ Ｋａｒｉｍ", "Abdul Karim"),
        ("মোঃ আব্দুল করিম", "আব্দুল  করিম সাহেব"),
        ("លោក សុខ ដារា", "ដារា សុខ"),
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("Al-Amin Hossain", "Al Amin Hossain"),
        ("अब्दुल करीम जी", "करीम अब्दुल"),
    ],
)
def test_one_name_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert normal(one) == normal(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdul Karim", "Abdul Korim"),
        ("Abdul Karim", "আব্দুল করিম"),
        ("Abdul Karim", "Abdul Karim Molla"),
        ("করিম", "কারিম"),
        ("សុខ", "សុខា"),
    ],
)
def test_another_spelling_or_script_stays_another_name(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("name", ["", "  ", "Boss", "Md.", "ভাই", "លោក"])
def test_a_title_alone_names_nobody(name: str) -> None:
    assert texts(Named(name=name), HERE) == ()


def test_a_whole_name_counts_in_every_factory() -> None:
    assert texts(Named(name="Abdul Karim"), HERE) == texts(Named(name="Karim Abdul"), THERE)


@pytest.mark.parametrize("named", [Named(name="Karim"), Named(employee_number="1044")])
def test_one_word_or_a_number_counts_within_its_own_factory(named: Named) -> None:
    assert texts(named, HERE)
    assert not set(texts(named, HERE)) & set(texts(named, THERE))


def test_a_number_is_its_letters_and_digits() -> None:
    assert number_of("a-10 44") == number_of("A1044") == number_of("A১০৪৪")


def test_a_name_is_never_a_number() -> None:
    name, number = Named(name="1044"), Named(employee_number="1044")

    assert not set(texts(name, HERE)) & set(texts(number, HERE))


@pytest.mark.parametrize(
    "named", [Named(nickname="Lomba"), Named(post="mechanic", line="3"), Named()]
)
def test_a_nickname_and_a_post_are_many_peoples(named: Named) -> None:
    assert texts(named, HERE) == ()


def test_each_text_says_by_what_it_tells() -> None:
    known = texts(Named(name="Abdul Karim", employee_number="7"), UUID(int=1))

    assert [by_what(each) for each in known] == [By.NAME, By.NUMBER]
