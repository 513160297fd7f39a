"""The closed answers of a list: cost, languages, ages, papers, what it tells whom."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from referrals.importing.entry import Values
from referrals.importing.fields import Field, folded
from referrals.importing.findings import Reason
from referrals.importing.said import Said
from referrals.importing.vocabulary import (
    BOTH,
    COSTS,
    DUTIES,
    PAPERS,
    PEOPLE,
    SEXES,
    WAYS,
    Table,
    codes_of,
    everybody,
    known_of,
    word_of,
    words_of,
)
from referrals.models.terms import Cost, Document, Duty, Known, StaffSex

Word = TypeVar("Word", bound=StrEnum)
KNOWN = (
    Field.TRANS_FRIENDLY,
    Field.MIGRANTS,
    Field.POLICE_REPORT,
    Field.ACCOMPANIMENT,
)
"""Fields that are columns of the same name, with yes and no."""
TELLS = (Field.TELLS_POLICE, Field.TELLS_FAMILY, Field.TELLS_EMPLOYER)
NO_PAPERS = frozenset(
    {"none", "no", "nil", "nothing", "not needed", "not required", "no documents"}
)
ANY_AGE = frozenset({"all", "any", "all ages", "any age", "all age", "everyone", "all age groups"})
BETWEEN = re.compile(r"(\d{1,3})\s*(?:-|–|to|until|and)\s*(\d{1,3})")
FROM = re.compile(
    r"(?:above|over|from|older than|>=?|min\w*)\s*(\d{1,3})"
    r"|(\d{1,3})\s*(?:\+|and (?:above|over|older)|years and above|or older)"
)
BELOW = re.compile(r"(?:under|below|less than|younger than|<)\s*(\d{1,3})")
UP_TO = re.compile(r"(?:up to|until|max\w*|<=)\s*(\d{1,3})")
AMOUNT = re.compile(r"\d")
HOURS = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)\s*(h|hr|hrs|hour|hours|d|day|days|min|mins|minutes|week|weeks)?\b"
)
UNITS = {"d": 24.0, "m": 1 / 60, "w": 168.0, "h": 1.0}
OLDEST = 120


def rules(said: Said, headings: Mapping[Field, str]) -> Values:
    """What she must know, as far as the row says it."""
    found: dict[str, object] = {each.value: known(said, each) for each in KNOWN}
    found["children_welcome"] = known(said, Field.CHILDREN)
    found["cost"] = _cost(said, headings.get(Field.COST, ""))
    found["staff_sex"] = _sexes(said)
    found |= {each.value: said.read(each, _duty, Reason.ANSWER_UNREAD) for each in TELLS}
    found["tells_words"] = said.text(Field.TELLS_WORDS)
    found["answer_hours"] = said.read(Field.ANSWER_HOURS, _answer_hours, Reason.NUMBER_UNREAD)
    found["serves"] = _people(said)
    found["accepts_by"] = _several(said, Field.ACCEPTS_BY, WAYS)
    found["ages_known"] = _ages_known(said)
    found["documents_known"] = bool(said.raw(Field.DOCUMENTS)) or None
    return {name: value for name, value in found.items() if value not in (None, "")}


def known(said: Said, field: Field) -> Known | None:
    """Yes or no; noted where something else stands there."""
    return said.read(field, known_of, Reason.ANSWER_UNREAD)


def languages(said: Said) -> list[Values] | None:
    """The languages, by code."""
    text = said.text(Field.LANGUAGES)
    if not text:
        return None
    codes, left = codes_of(text)
    if left:
        said.find(Reason.LANGUAGE_UNREAD, Field.LANGUAGES, ", ".join(left))
    named: list[Values] = [
        {"code": code, "name": "" if folded(name) == code else name}
        for code, name in sorted(codes.items())
    ]
    return named + [{"name": each[:100]} for each in left]


def fees(said: Said) -> str:
    """What it costs in words, where it says more than whether it costs anything."""
    text = said.text(Field.COST)
    is_bare = folded(text) in COSTS.words or (known_of(text) and not AMOUNT.search(text))
    return "" if is_bare else text


def documents(said: Said) -> list[Values] | None:
    """The papers that are asked for; an empty list where it says that none are."""
    text = said.raw(Field.DOCUMENTS)
    if not text:
        return None
    if folded(text) in NO_PAPERS:
        return []
    kinds, left = words_of(PAPERS, text)
    found: list[Values] = [{"kind": each} for each in sorted(kinds)]
    return found + [{"kind": Document.OTHER, "document": each[:300]} for each in left]


def capacity(said: Said, on: date) -> Values | None:
    """How many places were free."""
    places = said.read(Field.CAPACITY, _whole, Reason.NUMBER_UNREAD)
    return None if places is None else {"available": places, "updated_on": on}


def ages(said: Said) -> tuple[int | None, int | None]:
    """The youngest and the oldest who is helped there."""
    youngest = said.read(Field.YOUNGEST, _whole, Reason.AGE_UNREAD)
    oldest = said.read(Field.OLDEST, _whole, Reason.AGE_UNREAD)
    text = said.text(Field.AGES)
    if text and folded(text) not in ANY_AGE:
        span = _span(text.casefold())
        if span == (None, None):
            said.find(Reason.AGE_UNREAD, Field.AGES)
        youngest, oldest = youngest or span[0], oldest or span[1]
    is_odd = youngest is not None and oldest is not None and youngest > oldest
    if is_odd or max(youngest or 0, oldest or 0) > OLDEST:
        said.find(Reason.AGE_UNREAD, Field.AGES)
        return None, None
    return youngest, oldest


def _ages_known(said: Said) -> bool | None:
    text = said.text(Field.AGES)
    told = bool(text) and (folded(text) in ANY_AGE or _span(text.casefold()) != (None, None))
    return told or bool(said.text(Field.YOUNGEST) and said.text(Field.OLDEST)) or None


def _span(text: str) -> tuple[int | None, int | None]:
    if found := BETWEEN.search(text):
        return int(found[1]), int(found[2])
    if found := FROM.search(text):
        return int(found[1] or found[2]), None
    if found := BELOW.search(text):
        return None, int(found[1]) - 1
    if found := UP_TO.search(text):
        return None, int(found[1])
    return (18, None) if "adult" in text else (None, None)


def _cost(said: Said, heading: str) -> Cost | None:
    text = said.raw(Field.COST)
    if not text:
        return None
    answer = known_of(text) if not AMOUNT.search(text) else None
    if answer is not None:
        asks_free = "free" in folded(heading)
        return Cost.FREE if (answer is Known.YES) == asks_free else Cost.PAID
    found = word_of(COSTS, text)
    if found is None and AMOUNT.search(text):
        return Cost.VARIES if "free" in folded(text) else Cost.PAID
    return found


def _sexes(said: Said) -> frozenset[StaffSex] | None:
    text = said.text(Field.STAFF_SEX)
    if not text:
        return None
    if folded(text) in BOTH:
        return frozenset(StaffSex)
    # "Female staff available: yes" says that there are women, and nothing of anybody else.
    if known_of(text) is Known.YES:
        return frozenset({StaffSex.WOMEN})
    return _several(said, Field.STAFF_SEX, SEXES)


def _people(said: Said) -> frozenset[StrEnum] | None:
    if everybody(said.text(Field.FOR_WHOM)):
        return None
    return _several(said, Field.FOR_WHOM, PEOPLE)


def _several(said: Said, field: Field, table: Table[Word]) -> frozenset[Word] | None:
    text = said.text(field)
    if not text:
        return None
    found, left = words_of(table, text)
    if left:
        said.find(Reason.ANSWER_UNREAD, field, ", ".join(left))
    return found or None


def _duty(text: str) -> Duty | None:
    found = word_of(DUTIES, text)
    if found is not None:
        return found
    answer = known_of(text)
    if answer is None:
        return None
    return Duty.MUST if answer is Known.YES else Duty.NEVER


def _whole(text: str) -> int | None:
    found = re.match(r"\D{0,12}(\d{1,5})\b", text)
    return int(found[1]) if found else None


def _answer_hours(text: str) -> float | None:
    found = HOURS.search(text.casefold())
    if found is None:
        return None
    return float(found[1].replace(",", ".")) * UNITS[(found[2] or "h")[0]]
