"""What of a description is compared: a name folded and in order, and a number within a factory."""

from uuid import UUID

from casework.case.answers import Named
from casework.case.folding import folded, words
from casework.models.match import By
from casework.readers.conflict import HONORIFICS

PARTING = str.maketrans(dict.fromkeys("-.'’_/:&#@+", " "))
"""Signs that part two words of a name: "Md.Karim", "Al-Amin"."""
TITLES = HONORIFICS | frozenset(
    folded(each)
    for each in (
        "mohd", "mst", "miss", "dr", "shri", "smt", "saheb", "sahib", "sahiba",
        "মো", "মোঃ", "মো:", "মোছাঃ", "জনাব", "সাহেব", "លោកស្រី", "អ្នកស្រី", "श्री", "श्रीमती", "محترم",
    )
)  # fmt: skip
"""Words before or after a name that are nobody's own."""


def normal(name: str) -> str:
    """A name as it is compared: NFKC and folded, without titles, its words in one order.

    Families write the same name in two orders, keyboards the same letters in several ways.
    What is one name in two scripts or two spellings stays two. Empty where only titles stand.
    """
    parts = {word for each in words(name.translate(PARTING)) for word in folded(each).split()}
    return " ".join(sorted(parts - TITLES))


def number_of(text: str) -> str:
    """An employee number: its letters and digits, whatever stands between them."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def texts(named: Named, place: UUID) -> tuple[str, ...]:
    """What is compared of somebody who is said to work at a place; empty where too little is known.

    One word alone is many people's name: it counts within its own factory. A number does too.
    A nickname, a post and a line are not compared.
    """
    name, number = normal(named.name), number_of(named.employee_number)
    within = "" if " " in name else place.hex
    found = ((By.NAME, within, name), (By.NUMBER, place.hex, number))
    return tuple(f"{by}:{where}:{text}" for by, where, text in found if text)


def by_what(text: str) -> By:
    """By what a text of `texts` tells somebody."""
    return By(text.partition(":")[0])
