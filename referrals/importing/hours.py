"""Opening hours as people write them: "Sat-Thu 9am-5pm", "24/7", "Mon–Fri 8.30–16, Sat till 1"."""

import re
import unicodedata

import msgspec

from referrals.directory.offered import Opening

DAY = 24 * 60
EVERY = frozenset(range(7))
DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon mo সোমবার senin lundi",
            "tuesday tuesdays tues tue tu মঙ্গলবার selasa mardi",
            "wednesday wednesdays weds wed we বুধবার rabu mercredi",
            "thursday thursdays thurs thur thu th বৃহস্পতিবার kamis jeudi",
            "friday fridays fri fr শুক্রবার jumat vendredi",
            "saturday saturdays satur sat sa শনিবার sabtu samedi",
            "sunday sundays sun su রবিবার minggu dimanche",
        )
    )
    for name in names.split()
}
"""Monday is 0."""
ALWAYS = re.compile(
    r"24\s*(?:/|x|×)\s*7|24\s*h(?:ou)?rs?\s*(?:a day|daily|every\s?day)?|round[- ]the[- ]clock"
    r"|always open|day and night|২৪\s*ঘ(?:ন্টা|ণ্টা)",
    re.IGNORECASE,
)
DAILY = re.compile(r"\b(?:daily|every\s?day|all days|7 days(?: a week)?|all week)\b", re.IGNORECASE)
WORKING = re.compile(r"\b(?:weekdays|working days|office days)\b", re.IGNORECASE)
SHUT = re.compile(
    r"(?:closed|close|except|off)(?:\s+(?:on|for))?:?\s+(?P<days>[^\d;,]+)"
    r"|(?P<before>\b[^\W\d_]{1,30}(?:(?:\s*[,&–-]\s*|\s+and\s+)[^\W\d_]{1,30}\b){0,12})\s*(?:is|are|:|=|-|–)?\s*"
    r"(?:closed|off)\b",
    re.IGNORECASE,
)
HOLIDAYS = re.compile(
    r"\b(?:except|closed|excluding|not)?\s*(?:on|for)?\s*(?:all )?"
    r"(?:government|govt\.?|public|national|bank|religious)(?: and [a-z]+)? holidays?\b",
    re.IGNORECASE,
)
CLOCK = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(a\.?m\.?|p\.?m\.?|noon|midnight|hrs?|h)?"
DASH = r"\s*(?:-|–|—|to|till|until|upto|up to|~)\s*"
SPAN = re.compile(rf"(?<![\d:.]){CLOCK}{DASH}{CLOCK}(?![\d:])", re.IGNORECASE)
NAME = "|".join(sorted(DAYS, key=len, reverse=True))
BETWEEN = re.compile(rf"\b({NAME})\b\.?{DASH}\b({NAME})\b", re.IGNORECASE)
ONE = re.compile(rf"\b({NAME})\b", re.IGNORECASE)
NOISE = re.compile(
    r"\b(?:from|open|opens|opening|hours?|office|time|on|and|at|only|am|pm|hrs?|local)\b|[\W_]",
    re.IGNORECASE,
)


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood of some words about opening hours."""

    openings: tuple[Opening, ...] = ()
    is_always: bool = False
    has_rest: bool = False
    """Something was said that was not understood; the words have to be kept beside it."""


def hours_in(text: str) -> Hours:
    """What the words say of when it is open; openings are empty where nothing was understood.

    Half an understanding is none: "first Monday of the month 9-12" is not every Monday.
    Days that are not named are only taken as every day where the words say so: "9-5" alone
    leaves open which days it means, and nobody is to stand before a closed door on a Friday.
    """
    said = HOLIDAYS.sub(" ", _plain(text))
    if ALWAYS.search(said):
        beside = ALWAYS.sub(" ", DAILY.sub(" ", said))
        return Hours(is_always=True, has_rest=_says_something(beside))
    shut, said = _shut(said)
    openings, rest = _read(said, shut)
    return Hours(openings=() if rest else openings, has_rest=rest)


def _read(said: str, shut: frozenset[int]) -> tuple[tuple[Opening, ...], bool]:
    openings: list[Opening] = []
    days: frozenset[int] = frozenset()
    rest = False
    for part in _parts(said):
        spans = [span for each in SPAN.finditer(part) if (span := _span(each))]
        named, beside = _days(SPAN.sub(" ", part))
        days = named or days
        rest = rest or _says_something(beside) or bool(named and not spans and "to" in beside)
        if not spans:
            continue
        counted = (days or (EVERY if shut else frozenset())) - shut
        rest = rest or not counted
        openings += [
            Opening(days=counted, opens=opens, closes=closes) for opens, closes in spans if counted
        ]
        days = frozenset()
    return tuple(openings), rest or bool(days) or not openings


def _parts(said: str) -> list[str]:
    """Pieces that each name days and times: split where a new set of days begins after a time."""
    pieces = [each for each in re.split(r"[;\n]", said) if each.strip()]
    found: list[str] = []
    for piece in pieces:
        spans = list(SPAN.finditer(piece))
        names = [each.start() for each in ONE.finditer(piece)]
        cuts = [0]
        if spans and names and names[0] < spans[0].start():
            later = [each for each in spans[:-1] if any(name > each.end() for name in names)]
            cuts += [
                each.end()
                for each, following in zip(later, spans[1:], strict=False)
                if any(each.end() < name < following.start() for name in names)
            ]
        found += [piece[a:b] for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return found


def _days(text: str) -> tuple[frozenset[int], str]:
    found: set[int] = set()
    if DAILY.search(text):
        found, text = set(EVERY), DAILY.sub(" ", text)
    if WORKING.search(text):
        # Which days are working days differs from country to country: left to the words.
        return frozenset(), text
    for each in BETWEEN.finditer(text):
        first, last = DAYS[each[1].lower()], DAYS[each[2].lower()]
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    text = BETWEEN.sub(" ", text)
    found |= {DAYS[each.lower()] for each in ONE.findall(text)}
    return frozenset(found), ONE.sub(" ", text)


def _shut(said: str) -> tuple[frozenset[int], str]:
    found = SHUT.search(said)
    if not found:
        return frozenset(), said
    days, rest = _days(found["days"] or found["before"])
    if not days:
        return frozenset(), said
    return days, f"{said[: found.start()]} {rest} {said[found.end() :]}"


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    first, last = found.groups()[:3], found.groups()[3:]
    half, later = _half(first[2]), _half(last[2])
    opens, closes = _minutes(first, half), _minutes(last, later)
    if opens is None or closes is None:
        return None
    if not half and later == "pm" and opens > closes:
        return None
    if not half and not later and closes <= opens and closes <= DAY // 2 and opens < DAY // 2:
        # "9-5": nobody opens at nine in the morning and closes at five in the morning.
        closes += DAY // 2
    return (opens, closes) if opens < closes else (opens, closes + DAY)


def _half(word: str | None) -> str:
    plain = (word or "").replace(".", "").lower()
    return plain if plain in ("am", "pm", "noon", "midnight") else ""


def _minutes(clock: tuple[str | None, ...], half: str) -> int | None:
    hour, minute = int(clock[0] or 0), int(clock[1] or 0)
    if minute > 59 or hour > 24 or (half in ("am", "pm") and not 1 <= hour <= 12):
        return None
    if half == "pm" and hour < 12:
        hour += 12
    if (half == "am" and hour == 12) or half == "midnight":
        hour = 0
    return hour * 60 + minute


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    return re.sub(r"[ \t]+", " ", digits.replace("：", ":"))


def _says_something(text: str) -> bool:
    return bool(NOISE.sub("", text))
