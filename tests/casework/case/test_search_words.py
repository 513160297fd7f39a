"""What is kept of words for search: nothing that was written is ever missed."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casework.case.folding import folded, words
from casework.case.search_words import ROOM, Kept, Wanted, with_words
from casework.models.entry import Sieve

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
SAID = {
    "english": "He put his hand on my back",
    "vietnamese": "Anh ấy đặt tay lên lưng tôi",
    "indonesian": "Dia menyentuh punggung saya",
    "bengali": "লাইন চিফ আমাকে ছবি পাঠায় উত্তর দিই না",
    "devanagari": "उसने मेरी पीठ पर हाथ रखा लड़की",
    "urdu": "اس نے میری کمر پر ہاتھ رکھا",
    "khmer": "មេក្រុមតែងតែឈរជិតខ្ញុំ ហើយនិយាយអំពីរូបរាងកាយខ្ញុំ",
    "lao": "ຫົວໜ້າຢືນໃກ້ຂ້ອຍ ແລະ ເວົ້າ",
    "burmese": "ခေါင်းဆောင်က ကျွန်မအနားမှာ ရပ်တယ်",
}
PARTS = st.sampled_from([word for text in SAID.values() for word in text.split()])
TEXTS = st.lists(PARTS | st.text(max_size=12), max_size=30).map(" ".join)


def as_sieve(text: str) -> Kept:
    """What is kept where a text comes after more words than fit."""
    many = " ".join(f"filler{number}" for number in range(800))
    return with_words(with_words("", many), text)


def finds(typed: str, kept: Kept) -> bool:
    wanted = Wanted(typed)
    return wanted.within(kept) == wanted.all


@given(TEXTS, PARTS, TEXTS, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_a_word_is_found_in_whichever_form_either_was_typed(
    before: str, word: str, after: str, said: Form, typed: Form
) -> None:
    text = unicodedata.normalize(said, f"{before} {word} {after}")

    kept = with_words("", text)

    assert finds(unicodedata.normalize(typed, word), kept)
    assert finds(unicodedata.normalize(typed, word.upper()), kept)


@given(TEXTS)
@example("ß ﬁ İ ǅ")
def test_every_word_of_a_text_is_found_in_what_is_kept_of_it(text: str) -> None:
    assert all(finds(word, with_words("", text)) for word in words(text))


@given(TEXTS)
def test_a_sieve_forgets_no_word_and_no_part_of_one(text: str) -> None:
    kept = as_sieve(text)

    assert isinstance(kept, Sieve)
    assert all(finds(word, kept) for word in words(text))
    assert all(finds(word[1:-1], kept) for word in words(text))


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("script", SAID)
def test_a_part_of_a_word_is_found_in_a_text_without_spaces(script: str) -> None:
    text = SAID[script]

    kept = with_words("", text.replace(" ", ""))

    assert all(finds(word, kept) for word in text.split())


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Café", "cafe"),
        ("Straße", "STRASSE"),
        ("Đặng Thị Ngọc", "dang thi ngoc"),
        ("লাইন ৯", "9"),
        ("វេន ១២", "12"),
        ("ແຖວ ໓", "3"),
        ("လိုင်း ၅", "5"),
        ("لائن ۴", "4"),
        ("पंक्ति ७", "7"),
        ("ড়", "\u09a1\u09bc"),
        ("\u09af\u09bc", "\u09df"),
        ("ক\u200dক", "কক"),
        ("মেসেজ\u200c", "মেসেজ"),
        ("ស្រ្តី", "ស្ត្រី"),
        ("ស្ដេច", "ស្តេច"),
        ("មេ\u200bក្រុម", "មេក្រុម"),
        ("ນ້ຳ", "ນ\u0ecd\u0ec9າ"),
        ("ເເລະ", "ແລະ"),
        ("ကြီး", "ကီြး"),
        ("آپا", "اپا"),
        ("علي", "علی"),
        ("كمرہ", "کمرہ"),
        ("हँसी", "हंसी"),
        ("लड़की", "लडकी"),
        ("KINGFISHER-27,", "kingfisher-27"),
        ("“no”…", "no"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
    ],
)
def test_what_people_type_differently_is_the_same(said: str, typed: str) -> None:
    assert finds(typed, with_words("", said))
    assert finds(typed, as_sieve(said))


@pytest.mark.parametrize(
    ("said", "typed"),
    [("কাক", "কিক"), ("ខ្ញុំ", "ខ្ញី"), ("ແມ່", "ແມ"[::-1]), ("back", "hand"), ("a b", "ab")],
)
def test_other_words_are_not_found(said: str, typed: str) -> None:
    assert not finds(typed, with_words("", said))


def test_twenty_thousand_signs_of_khmer_are_kept_whole() -> None:
    statement = "".join(f"{SAID['khmer']}{number}។" for number in range(400))[:20_000]

    kept = with_words("", statement)

    assert isinstance(kept, Sieve)
    assert len(kept.bits) == ROOM
    assert all(finds(word, kept) for word in statement.split())
    assert not finds("มิใช่ภาษานี้", kept)


def test_a_word_said_a_hundred_times_is_kept_once() -> None:
    kept = with_words("", "again and again " * 100)

    assert kept == "again\nand"


def test_what_is_kept_and_wanted_prints_no_word() -> None:
    printed = repr(as_sieve("mango")) + repr(Wanted("mango"))

    assert printed == "<Sieve><Wanted: 1 words>"
