"""Words of lists as words of the directory: yes and no, kinds of help, languages, costs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from referrals.importing.fields import folded
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Known,
    StaffSex,
    Status,
    Way,
    Whom,
)

Word = TypeVar("Word", bound=StrEnum)
REMEMBERED = 4_096
"""Texts of which it is kept what they say: most rows of a list say it in the same words."""
HEAD = re.compile(r"[(,;:\n]")
MARKS = re.compile(r"[()\[\]•·*]")
BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|-)\s*")
PIECES = re.compile(r"[;,/\n|&+]|\band\b|\bor\b", re.IGNORECASE)
NOTHING = frozenset({"", "n a", "na", "nil", "none", "unknown", "not known", "tbc", "tbd", "dk"})
"""What people write where they do not know; folded, so "N/A", "-" and "?" are among them."""

YES = "yes y true 1 x ok available ya oui có হ্যাঁ हाँ ✓ ✔ ☑"
NO = "no n false 0 not never tidak non không না नहीं ✗ ✘"


@dataclass(frozen=True, eq=False)
class Table(Generic[Word]):
    """A closed list: the words that people use, and what they mean."""

    words: Mapping[str, Word]


def _table(words: Mapping[Word, str]) -> Table[Word]:
    named = {
        folded(name) or name.strip(): word
        for word, names in words.items()
        for name in names.split("|")
    }
    return Table(MappingProxyType(named | {folded(word.value): word for word in words}))


KINDS = _table(
    {
        Category.EMERGENCY: "ambulance|fire|rescue|emergency services|emergency service",
        Category.HEALTH: "medical|medical care|hospital|clinic|health care|healthcare|doctor"
        "|clinical management of rape|cmr|health services|medical services|reproductive health"
        "|srh|স্বাস্থ্য|kesehatan|y tế",
        Category.GBV: "gender based violence|one stop crisis centre|one stop crisis center|occ|osc"
        "|one stop centre|violence against women|women helpline|vaw|domestic violence",
        Category.PSYCHOSOCIAL: "counselling|counseling|pss|mhpss|psychosocial support"
        "|psychological support|mental health|emotional support|psychological|psychosocial care",
        Category.SAFETY: "security|protection|safety and security|safety security",
        Category.SHELTER: "safe house|safehouse|safe home|refuge|safe accommodation|shelter home"
        "|temporary shelter|women s shelter",
        Category.LEGAL: "legal aid|legal services|justice|law|legal support|legal assistance"
        "|legal justice|legal advice|lawyer|আইন|hukum|pháp lý",
        Category.POLICE: "police station|thana|women s desk|police services|law enforcement",
        Category.LIVELIHOODS: "livelihood|economic empowerment|income|income generation|jobs"
        "|economic|livelihood support",
        Category.CHILD_PROTECTION: "child|children|child helpline|child services|cp",
        Category.LABOUR_INSPECTORATE: "labour inspection|labor inspection|labour office|dife"
        "|labor inspectorate|labour department|labour dispute|arbitration|labour law",
        Category.UNION_SUPPORT: "union|trade union|workers organisation|worker organisation"
        "|federation",
        Category.CASE_MANAGEMENT: "gbv case management|social work|social worker",
        Category.HOTLINE: "helpline|help line|hot line|information|call centre|phone line",
        Category.DISABILITY: "disability services|disability support|rehabilitation|inclusion",
        Category.CHILDCARE: "day care|daycare|creche|child care|nursery",
        Category.SOCIAL_SECURITY: "social protection|social welfare|benefits|insurance|pension",
        Category.WATER_SANITATION: "wash|water|sanitation|hygiene",
        Category.EDUCATION: "school|literacy|training and education",
        Category.SKILLS: "skills training|vocational training|vocational|skill development"
        "|training",
        Category.CREDIT_SAVINGS: "credit|savings|microcredit|micro credit|loan|loans|microfinance",
        Category.HOUSING: "accommodation|rent|dormitory|hostel",
        Category.MIGRATION_CONSULAR: "migration|embassy|consulate|migrant support|migrants"
        "|migrant resource centre|mrc|consular",
        Category.EMERGENCY_CASH: "cash|cash assistance|cash support|financial assistance"
        "|financial support|financial aid",
        Category.MEN: "services for men|male survivors|men and boys",
        Category.LGBTQ: "lgbt|lgbtqi|lgbtiq|lgbti|sogie|sogiesc|hijra|transgender",
    }
)
COSTS = _table(
    {
        Cost.FREE: "free of charge|free of cost|no cost|no fee|nothing|0|no charge|gratis"
        "|free service|toll free|বিনামূল্যে|বিনা মূল্যে|miễn phí|percuma|nil|none|no fees",
        Cost.PAID: "fee|charged|paid service|not free|payment|fees apply|fee based",
        Cost.VARIES: "depends|sliding scale|partly free|partially free|free for poor|mixed"
        "|free or paid|subsidised|subsidized",
    }
)
STATUSES = _table(
    {
        Status.ACTIVE: "yes|operational|functional|functioning|open|running|ongoing|working",
        Status.INACTIVE: "no|not operational|not functional|suspended|paused|not functioning",
        Status.DEFUNCT: "closed|gone|ended|dissolved|phased out|permanently closed",
        Status.CLOSED: "closed temporarily|temporary closed|temporarily suspended",
    }
)
PEOPLE = _table(
    {
        Whom.WOMEN: "woman|women|female|females|f|girls and women|women only|women and girls"
        "|female only|pregnant women|mothers|widows",
        Whom.MEN: "man|men|male|males|m|boys",
        Whom.CHILDREN: "child|children|girls|minors|adolescents|under 18|youth|adolescent girls",
        Whom.LGBTQ: "lgbt|lgbti|lgbtqi|trans|transgender|hijra|lgbtiq|sogiesc",
    }
)
EVERYBODY = frozenset(
    {"all", "everyone", "everybody", "anyone", "any", "all people", "general", "both"}
    | {"general population", "all genders", "all groups"}
)
SEXES = _table(
    {
        StaffSex.WOMEN: "female|women|woman|f|female staff|female only|women staff|women only",
        StaffSex.MEN: "male|men|man|m|male staff|male only|men only",
    }
)
BOTH = frozenset({"both", "mixed", "all", "male and female", "women and men", "any"})
PAPERS = _table(
    {
        Document.IDENTITY_CARD: "nid|id card|id|national id|identity card|ktp|cccd|aadhaar|cnic"
        "|passport|identity document|national identity card|photo id|identification",
        Document.POLICE_REPORT: "gd|fir|general diary|police report|police complaint",
        Document.MEDICAL_PAPER: "medical report|medical certificate|prescription|referral letter"
        "|medical record|doctor s letter",
        Document.FACTORY_CARD: "factory id|employee card|work id|employment card|worker card"
        "|factory card|company id|employee id",
        Document.BIRTH_CERTIFICATE: "birth registration|birth certificate",
    }
)
DUTIES = _table(
    {
        Duty.NEVER: "no|never|not|does not|only with consent|with consent|with her consent",
        Duty.MAY: "may|sometimes|case by case|depends|if needed|can",
        Duty.MUST: "yes|must|always|mandatory|required|by law|obliged",
    }
)
WAYS = _table(
    {
        Way.PHONE: "call|telephone|by phone|phone call|hotline|mobile",
        Way.LINK: "email|e mail|mail|online|web|form|online form|electronic",
        Way.PAPER: "letter|paper|referral form|referral letter|in writing|written|paper form",
        Way.WALK_IN: "walk in|in person|self referral|direct|visit|self|accompanied|drop in",
        Way.ACCOUNT: "account|platform|system",
    }
)
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        folded(name): code
        for code, names in {
            "bn": "bangla|bengali|বাংলা",
            "en": "english|eng",
            "hi": "hindi|हिन्दी",
            "ur": "urdu|اردو",
            "ne": "nepali|नेपाली",
            "si": "sinhala|sinhalese|සිංහල",
            "ta": "tamil|தமிழ்",
            "km": "khmer|cambodian|ខ្មែរ",
            "lo": "lao|laotian|ລາວ",
            "vi": "vietnamese|tiếng việt|viet",
            "id": "indonesian|bahasa indonesia|bahasa",
            "ms": "malay|bahasa melayu|melayu",
            "my": "burmese|myanmar|မြန်မာ",
            "th": "thai|ไทย",
            "zh": "chinese|mandarin|中文",
            "ar": "arabic|العربية",
            "fr": "french|français",
            "jv": "javanese",
            "su": "sundanese",
            "te": "telugu",
            "kn": "kannada",
            "ml": "malayalam",
            "mr": "marathi",
            "gu": "gujarati",
            "pa": "punjabi|panjabi",
            "or": "odia|oriya",
            "as": "assamese",
            "tl": "tagalog|filipino",
            "ko": "korean",
            "ps": "pashto",
            "sd": "sindhi",
            "ctg": "chittagonian|chatgaya",
            "rhg": "rohingya",
            "shn": "shan",
            "kar": "karen",
        }.items()
        for name in (*names.split("|"), code)
    }
)
_YES = frozenset(folded(each) or each for each in YES.split())
_NO = frozenset(folded(each) or each for each in NO.split())


def says_nothing(text: str) -> bool:
    """Whether a cell only says that nobody knows."""
    return folded(text) in NOTHING and text.strip() not in ("✓", "✔", "☑", "✗", "✘")


@lru_cache(maxsize=REMEMBERED)
def known_of(text: str) -> Known | None:
    """Yes or no, also with a remark behind it; None where it is neither."""
    said = folded(text) or text.strip()
    if said in _YES:
        return Known.YES
    if said in _NO:
        return Known.NO
    first = said.split(" ")[0]
    if first == "yes":
        return Known.YES
    return Known.NO if first == "no" else None


def word_of(table: Table[Word], text: str) -> Word | None:
    """The word of a closed list that a cell says, by itself or with a remark behind it."""
    found = table.words.get(folded(text) or text.strip())
    if found is not None:
        return found
    head = folded(HEAD.split(text)[0])
    return table.words.get(head)


def words_of(table: Table[Word], text: str) -> tuple[frozenset[Word], tuple[str, ...]]:
    """The words of a closed list that a cell names, and the pieces that name none."""
    return _words(table, text)


@lru_cache(maxsize=REMEMBERED)
def _words(table: Table[Any], text: str) -> tuple[frozenset[Any], tuple[str, ...]]:
    whole = table.words.get(folded(text))
    if whole is not None:
        return frozenset({whole}), ()
    found = set()
    left = []
    for piece in pieces_of(text):
        word = table.words.get(folded(piece)) or _within(table, piece)
        if word is None:
            left.append(piece)
        else:
            found.add(word)
    return frozenset(found), tuple(left)


def pieces_of(text: str) -> Iterator[str]:
    """What stands between commas, slashes and the like, brackets and bullets left out."""
    for each in PIECES.split(MARKS.sub(",", text)):
        piece = BULLET.sub("", each).strip(" .:-–")
        if piece:
            yield piece


@lru_cache(maxsize=REMEMBERED)
def codes_of(text: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Languages by their codes (ISO 639) with the words that named them; and what named none."""
    found: dict[str, str] = {}
    left = []
    for piece in pieces_of(text):
        code = LANGUAGES.get(folded(piece))
        if code is None:
            left.append(piece)
        else:
            found.setdefault(code, piece)
    return MappingProxyType(found), tuple(left)


def everybody(text: str) -> bool:
    """Whether a list says that a service is there for all."""
    return folded(text) in EVERYBODY


def _within(table: Table[Word], piece: str) -> Word | None:
    """A known name inside a longer one ("free legal aid clinic"), if it is only one word's."""
    said = f" {folded(piece)} "
    named = {word for name, word in table.words.items() if len(name) > 3 and f" {name} " in said}
    return named.pop() if len(named) == 1 else None


def together(parts: Iterable[str]) -> str:
    """Several cells as one text, each said once."""
    said = [each for each in parts if each]
    return "\n".join(dict.fromkeys(said)) if len(said) > 1 else "".join(said)
