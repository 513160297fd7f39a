"""The book of a committee in the words of its page and of its sheets."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from auth.models import Role
from auth.titles import role_title
from casework.committee.register import Seat
from casework.models.committee_book import OnCall, Opening, Sitter, Strain
from casework.procedures.terms import Gender
from casework.words.committee import GENDERS, POSTS

STRAINS: Mapping[str, str] = {
    Strain.THREAT: _l("A threat, or being treated worse"),
    Strain.DEBRIEF: _l("A talk about how it is to hear this"),
    Strain.TIME: _l("Hours for it"),
    Strain.AWAY: _l("A break, and who stands in"),
}
WHOLE: Mapping[str, str] = {"yes": _l("Yes"), "no": _l("No: say so at once to the chair")}


def seat_title(seat: Seat) -> str:
    """As what somebody sits there: her post, for whom, and what she said of her gender."""
    told = seat.details.gender is not Gender.UNSAID
    gender = str(GENDERS[seat.details.gender]) if told else ""
    return " · ".join(filter(None, (_post(seat), *_for_whom(seat), gender)))


def on_the_wall(seat: Seat) -> str:
    """The same for everybody who passes: whom she sits there for is not hers alone to say."""
    return " · ".join((_post(seat), *_for_whom(seat)))


def sitter_words(who: Sitter) -> str:
    """Somebody of the book, with the seat she had then."""
    return f"{who.name}, {role_words(who)}"


def role_words(who: Sitter) -> str:
    """The seat somebody had then."""
    return role_title(Role(who.role)) if who.role else _("Member")


def days_words(first: date, last: date) -> str:
    """From a day to a day."""
    days = dict.fromkeys((format_date(first), format_date(last)))
    return " – ".join(days)


def call_words(call: OnCall) -> list[str]:
    """What stands under somebody who is on call."""
    return list(filter(None, (days_words(call.from_on, call.until_on), call.how)))


def opening_words(opening: Opening) -> list[str]:
    """What stands under a day on which the box was opened."""
    whole = _("the seal was whole") if opening.is_whole else _("the seal was broken")
    return [
        _("%(one)s and %(other)s", one=opening.openers[0].name, other=opening.openers[1].name),
        _("Seal %(seal)s: %(state)s", seal=opening.seal, state=whole),
        _("Letters: %(count)s", count=opening.letters),
    ]


def names_of(people: Iterable[Sitter]) -> str:
    """Some people by name."""
    return ", ".join(each.name for each in people)


def _post(seat: Seat) -> str:
    return role_title(seat.role) if seat.role else _("Member")


def _for_whom(seat: Seat) -> list[str]:
    return [str(POSTS[each]) for each in POSTS if each in seat.details.posts]


BOOK_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "call_words": call_words,
        "days_words": days_words,
        "names_of": names_of,
        "opening_words": opening_words,
        "sitter_words": sitter_words,
        "strain_words": STRAINS,
    }
)
"""What the templates of the book call."""
