"""Who of the roster might be the person complained about, or close: a match withholds and asks.

A key given cannot be taken back, a key withheld can be handed over, so the bar is low.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec
from rapidfuzz import fuzz

from auth.match_data import MatchData
from casework.case.answers import Answers, Named, Reply
from casework.case.folding import folded
from casework.case.roster import Reader

BAR = 70
"""Similarity, 0 to 100, from which on somebody is withheld and asked about."""
SHOWN = 5
"""How many candidates are shown to her at the most."""
SHORT = 2
"""Signs up to which a word of a line has to be the very same: "A", "3", "B2"."""
LINE_BAR = 80
"""Similarity from which on two words of a line or floor are one word written in two ways."""


def _folded_words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


HONORIFICS = _folded_words(
    "mr mrs ms md sir madam boss bhai apa uncle bong brother anh ông chi pak bapak bang "
    "ভাই আপা স্যার বস មេ បង លោក ທ້າວ ອ້າຍ ဦး ကို جناب صاحب भाई जी"
)
PLACES = _folded_words(
    "line lines floor section sec department dept unit hall block building room row no number "
    "লাইন ফ্লোর তলা সেকশন বিভাগ ইউনিট নম্বর নং ខ្សែ ជាន់ ផ្នែក ក្រុម លេខ ទី ສາຍ ແຖວ ຊັ້ນ ພະແນກ "
    "လိုင်း ထပ် ဌာန အပိုင်း chuyền tầng tổ xưởng bộ phận lini lantai bagian seksi gedung "
    "लाइन मंज़िल मंजिल तल विभाग सेक्शन नंबर لائن فلور منزل شعبہ سیکشن نمبر"
)
"""Words for any line or floor: what is left of "finishing floor" says which."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of somebody whom a description may fit."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """Somebody who may be meant, and how strongly (0 to 100)."""

    membership: UUID
    person: UUID
    score: int


def candidates(
    named: Named, readers: Iterable[Reader], data: Mapping[UUID, MatchData]
) -> list[Candidate]:
    """Everybody at or above the bar, best first, one entry a person.

    `data` is match data by person. Who has entered none is matched by name and post alone.
    """
    best: dict[UUID, Candidate] = {}
    for reader in readers:
        score = likeness(named, reader, data.get(reader.person, MatchData()))
        known = best.get(reader.person)
        if score >= BAR and (known is None or score > known.score):
            best[reader.person] = Candidate(reader.membership, reader.person, score)
    return sorted(best.values(), key=lambda each: (-each.score, str(each.membership)))


def likeness(named: Named, reader: Reader, data: MatchData) -> int:
    """How strongly a description points at somebody of a roster, 0 to 100."""
    known = Known(
        numbers=(data.employee_number,),
        names=(reader.name, *data.names, *data.nicknames, *data.kin),
        posts=(reader.post, *data.posts),
        lines=(*data.lines, reader.post),
    )
    return resemblance(named, known)


def same_person(one: Named, other: Named) -> int:
    """How strongly two descriptions point at one person, 0 to 100."""
    known = Known(
        numbers=(other.employee_number,),
        names=(other.name, other.nickname),
        posts=(other.post,),
        lines=(other.line, other.post),
    )
    return resemblance(one, known)


def resemblance(named: Named, known: Known) -> int:
    """How well a description fits what is known of somebody, 0 to 100.

    A number decides; names count whole and in part, in any script; a post and a line together
    reach the bar without a name, since "the mechanic of line 3" is the usual case.
    """
    number = _number(named.employee_number)
    if number and number in map(_number, known.numbers):
        return 100
    by_name = _best([named.name, named.nickname], known.names)
    by_post = _best([named.post], known.posts)
    placed = BAR if by_post >= BAR and _same_line(named.line, known.lines) else 0
    return max(by_name, placed, round(0.6 * by_name + 0.4 * by_post) if by_post >= BAR else 0)


def withheld(
    answers: Answers, readers: Iterable[Reader], data: Mapping[UUID, MatchData]
) -> frozenset[UUID]:
    """The people who receive no key: whom she named as close, did not know, or was not asked.

    Everybody of the factory, when the person can hire, fire or pay them.
    """
    readers = list(readers)
    matched = candidates(answers.respondent, readers, data)
    by_match = {each.person for each in matched if _reply(answers, each) is not Reply.NO}
    said = {
        each.person
        for each in readers
        if answers.close.get(each.membership.hex) in (Reply.YES, Reply.UNKNOWN)
    }
    employed = (
        {each.person for each in readers if each.organization == answers.workplace}
        if answers.decides_on_jobs is Reply.YES
        else set()
    )
    return frozenset(by_match | said | employed)


def _reply(answers: Answers, candidate: Candidate) -> Reply | None:
    return answers.close.get(candidate.membership.hex)


def _best(said: Iterable[str], known: Iterable[str]) -> int:
    pairs = [(_words(each), _words(other)) for each in said for other in known]
    return max((_alike(*pair) for pair in pairs if all(pair)), default=0)


def _alike(said: str, known: str) -> int:
    return round(max(fuzz.WRatio(said, known), fuzz.partial_token_set_ratio(said, known)))


def _words(text: str) -> str:
    words = folded(text).replace(".", " ").split()
    return " ".join(word for word in words if word not in HONORIFICS)


def _number(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _same_line(said: str, known: Iterable[str]) -> bool:
    """Whether two descriptions of a line share what is left without the words for any line.

    A number or a single letter has to be the same; a longer word may be written in another way.
    """
    wanted = _line_words(said)
    return any(
        _is_same(one, other) for one in wanted for each in known for other in _line_words(each)
    )


def _line_words(text: str) -> frozenset[str]:
    plain = "".join(sign if sign not in ",.;:/()#-" else " " for sign in folded(text))
    bare = (_bare(word) for word in plain.split() if word not in PLACES)
    return frozenset(word for word in bare if word)


def _bare(word: str) -> str:
    """Without a word for any line in front: not every script leaves a space between them."""
    for place in sorted(PLACES, key=len, reverse=True):
        rest = word.removeprefix(place)
        if rest != word and (rest[:1].isdigit() or not place.isascii()):
            return _bare(rest)
    return word


def _is_same(one: str, other: str) -> bool:
    is_exact = min(len(one), len(other)) <= SHORT or any(sign.isdigit() for sign in one + other)
    return one == other if is_exact else fuzz.ratio(one, other) >= LINE_BAR
