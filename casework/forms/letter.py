"""A letter of several women: what they share is typed once, what each chose stands in her block."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField

from auth.forms import Form
from casework.forms.asking import OneOf
from casework.forms.taking_down import YES_NO, Offered, TakingDownForm
from casework.taking_down.carried import Begun
from casework.taking_down.complaint import TakenDown, Way
from casework.taking_down.group_letter import FEWEST, MOST
from casework.taking_down.taking_places import Place
from casework.words.taken import HERSELF, OF_A_LETTER

Typed = MultiDict[str, str]
SHARED = (
    *("way", "wording", "limits", "told_on", "words", "who_name", "who_nickname", "who_number"),
    *("who_post", "who_line", "places", "place_text", "when_text", "event_on", "kinds", "jobs"),
)
"""Asked once, of all of them."""
OWN = (
    *("wish", "name", "employee_number", "age", "gender", "shared", "union", "care", "goes_on"),
    *("needs", "officer", "how", "where", "when", "whose_phone", "who_answers", "what_to_say"),
)
"""Asked of each: nobody consents for another."""


class HowManyForm(Form):
    """How many wrote."""

    women = HiddenField()

    @property
    def number(self) -> int | None:
        """How many, or None for no such number."""
        typed = (self.women.data or "").strip()
        count = int(typed) if typed.isdecimal() and len(typed) < len("100") else 0
        return count if FEWEST <= count <= MOST else None


class TogetherForm(Form):
    """What is asked of each for the letter's sake, and her case and number, sealed."""

    begun = HiddenField()
    agrees = OneOf(
        _l("May her case name the codes of the others who say yes here?"),
        YES_NO,
        _l("Only the people who deal with her case see them. No answer is a no."),
    )


@dataclass
class Block:
    """One woman: her part of the form, and what was drawn for her."""

    position: int
    form: TakingDownForm
    together: TogetherForm
    begun: Begun

    @property
    def agrees(self) -> bool:
        """Whether she is to be joined with the others who agree."""
        return self.together.agrees.value == "yes"

    def taken(self, place: Place) -> TakenDown:
        """What is said for her, of a valid form."""
        return self.form.taken(place, self.begun.case)

    def wrong(self) -> list[Field]:
        """The fields of her block that say what is wrong."""
        return list(_wrong(self.form, OWN))


@dataclass
class Letter:
    """The whole screen."""

    shared: TakingDownForm
    blocks: list[Block]

    def validate(self) -> bool:
        """Whether all of it can be taken; what is wrong stands beside it."""
        for each in (self.shared, *(block.form for block in self.blocks)):
            each.validate()
        return not self.wrong()

    def wrong(self) -> list[Field]:
        """Everything that is wrong, from top to bottom."""
        return [*self.wrong_together(), *(f for each in self.blocks for f in each.wrong())]

    def wrong_together(self) -> list[Field]:
        """What is wrong with what they share."""
        return list(_wrong(self.shared, SHARED))


def read(
    typed: Typed | None, begun: list[Begun], place: Place, offered: Offered, today: date
) -> Letter:
    """The screen with what was typed; without any, as it begins."""
    shared = TakingDownForm(typed)
    shared.settle(place, offered, today)
    shared.wording.offer(OF_A_LETTER.items())
    if typed is None:
        shared.begin()
        shared.way.data = Way.LETTER
    blocks = [
        _block(position, typed, each, place, offered, today) for position, each in enumerate(begun)
    ]
    return Letter(shared, blocks)


def prefix(position: int) -> str:
    """What the names of one woman's fields begin with."""
    return f"w{position}-"


def _block(
    position: int, typed: Typed | None, begun: Begun, place: Place, offered: Offered, today: date
) -> Block:
    named = prefix(position)
    form = TakingDownForm(_hers(typed, named) if typed is not None else None, prefix=named)
    form.settle(place, offered, today)
    together = TogetherForm(typed, prefix=named)
    together.begun.data = begun.seal
    return Block(position, form, together, begun)


def _hers(typed: Mapping[str, str] | Typed, named: str) -> Typed:
    """Her own fields, and beside them what they share, under the names that her form reads."""
    hers: Typed = MultiDict({f"{named}told_by": HERSELF})
    pairs = typed.items(multi=True) if isinstance(typed, MultiDict) else typed.items()
    for name, value in pairs:
        if name.startswith(named):
            hers.add(name, value)
        elif name.split("-")[0] in SHARED:
            hers.add(f"{named}{name}", value)
    return hers


def _wrong(form: TakingDownForm, names: tuple[str, ...]) -> Iterator[Field]:
    return (form[name] for name in names if name in form and form[name].errors)
