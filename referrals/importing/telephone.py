"""Telephone numbers as lists have them: several in a cell, with words around, eaten by a sheet."""

import re
import unicodedata

from referrals.directory.offered import Line

FEWEST, MOST = 3, 15
"""Digits: emergency numbers have three, E.164 allows fifteen."""
LINES = 10
"""The most numbers of one service."""
SIGNS = 1_000
"""How much of a cell is read: more than ten numbers take, with words beside each."""
SEPARATORS = re.compile(r"[\n;,|/&]|\s{2,}|\b(?:or|and|und|et|atau|hoặc|অথবা)\b", re.IGNORECASE)
NUMBER = re.compile(r"\+?\(?\d[\d\s().\-–—]*")
SIMPLE = re.compile(r"\+?[0-9]+(?:[ -][0-9]+){0,8}")
"""Most cells: one number and nothing beside it."""
ENDS = re.compile(r"[\s.(\-–—]+$")
BRACKETED = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")
EXTENSION = re.compile(r"\b(?:ext(?:ension)?|x)\.?\s*:?\s*(\d{1,6})\b", re.IGNORECASE)
POWER = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
"""What a spreadsheet shows of a long number once it was saved as text: most digits are lost."""
MACHINE = re.compile(r"(\d{3,15})\.0")
KINDS = (
    ("whatsapp", "whatsapp"),
    ("viber", "text"),
    ("telegram", "text"),
    ("zalo", "text"),
    ("line id", "text"),
    ("sms", "text"),
    ("text", "text"),
    ("fax", "fax"),
)
WORDS = re.compile(r"[^\W\d_]")


PLAIN = re.compile(
    r"(?:hot|help|land|toll|free|line|phone|tel|telephone|mobile|mob|cell|office|reception|desk|"
    r"emergency|duty|ward|clinic|hospital|police|station|legal|aid|counsell?ing|shelter|"
    r"24|7|h|hrs?|hours?|day|night|only|for|women|children|and|the|of|fax|sms|text|message|"
    r"whatsapp|viber|telegram|zalo|signal|call|main|second|other|alternative|weekends?)+",
    re.IGNORECASE,
)
"""Words beside a number that name nobody. Of others nobody can tell whether they are a name."""


class PhonesUnread(Exception):
    """There is something in the cell that should be a number and is none."""


class DigitsLost(PhonesUnread):
    """A spreadsheet has rounded the number: its last digits are gone."""


def phones_in(text: str) -> tuple[Line, ...]:
    """The numbers of one cell, as they were written but for signs that nobody dials.

    Raises DigitsLost, and PhonesUnread where no number is found in what stands there.
    """
    if SIMPLE.fullmatch(text) and FEWEST <= sum(map(str.isdigit, text)) <= MOST:
        return (Line(number=text),)
    digits = _western(text[:SIGNS])
    if POWER.search(digits):
        raise DigitsLost
    found = _lines(_joined(MACHINE.sub(r"\1", digits)))
    if not found and text.strip():
        raise PhonesUnread
    return tuple(found[:LINES])


def names_nobody(words: str) -> bool:
    """Whether words beside a number only say what it is for, each of them a known one."""
    return all(PLAIN.fullmatch(each) for each in re.findall(r"\w+", words))


def has_names(text: str) -> bool:
    """Whether words stand beside the numbers of a cell that may name somebody."""
    said = EXTENSION.sub(" ", text[:SIGNS])
    return not names_nobody(" ".join(re.findall(r"[^\W\d_]+", said)))


def _lines(text: str) -> list[Line]:
    said = ""
    lines: list[Line] = []
    for part in SEPARATORS.split(text):
        note = " ".join([*BRACKETED.findall(part)]).strip()
        numbers = _numbers(BRACKETED.sub(" ", part))
        before = f"{said} {_words_of(part)}".strip()
        if not numbers:
            said = before
            continue
        said = ""
        for number in numbers:
            line = _line(number, note or before, part)
            if line.number not in {each.number for each in lines}:
                lines.append(line)
    return lines


def _numbers(part: str) -> list[str]:
    found = []
    for each in NUMBER.findall(EXTENSION.sub(" ", part)):
        number = ENDS.sub("", each)
        count = sum(1 for sign in number if sign.isdigit())
        if FEWEST <= count <= MOST:
            found.append(re.sub(r"[\s.–—]+", " ", number.replace("(0)", "")).strip())
    return found


def _line(number: str, note: str, part: str) -> Line:
    extension = EXTENSION.search(part)
    also = f"ext. {extension[1]}" if extension else ""
    words = EXTENSION.sub("", note).strip(" :.-–")
    words = words if names_nobody(words) else ""
    said = " ".join(each for each in (also, words) if each)
    kind = next((kind for word, kind in KINDS if word in part.casefold()), "voice")
    return Line(number=number, kind=kind, note=said[:300])


def _words_of(part: str) -> str:
    """What is said beside a number, such as whose it is."""
    words = NUMBER.sub(" ", EXTENSION.sub(" ", part))
    return " ".join(words.split()).strip(" :.-–()") if WORDS.search(words) else ""


def _joined(text: str) -> str:
    """A slash that only shortens the last digit ("0171-234567/8") is two numbers of one line."""
    return re.sub(
        r"(\d[\d\s-]{4,}\d)\s*/\s*(\d)\b(?![\d\s-]*\d)",
        lambda found: f"{found[1]}; {found[1][:-1]}{found[2]}",
        text,
    )


def _western(text: str) -> str:
    """Digits of any script as 0 to 9: Bangla and Khmer lists write their own."""
    return "".join(str(unicodedata.digit(each, each)) if each.isdigit() else each for each in text)
