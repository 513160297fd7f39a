"""What is drawn for a letter of several women: the screen, who reads which, the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from casework.forms.letter import HowManyForm, Letter
from casework.taking_down.complaint import TakenDown, Weighed
from casework.taking_down.duplicates import Possible
from casework.taking_down.group_letter import FEWEST, MOST, joined
from casework.telling.sending import fingerprint
from casework.views.taking_down_pages import Desk, Kept, grouped, readers_of

ACTION = "/cases/new/letter"


@dataclass(frozen=True)
class Hers:
    """One number to be handed out: whose it is on the screen, and her case where it is open."""

    label: str
    number: str
    seal: str
    code: str = ""
    case: object = None


def how_many_page(desk: Desk, form: HowManyForm, keep: Kept, *, is_wrong: bool = False) -> str:
    """How many wrote, and where it happened."""
    return render_template(
        "casework/letter/how_many.html",
        desk=desk,
        keep=keep,
        chosen=form.women.data or "",
        counts=range(FEWEST, MOST + 1),
        is_wrong=is_wrong,
    )


def letter_page(desk: Desk, letter: Letter, **facts: object) -> str:
    """The screen: what they share, and a block for each."""
    return render_template(
        "casework/letter/form.html",
        desk=desk,
        letter=letter,
        form=letter.shared,
        arrangements=desk.around.arrangements,
        most=MOST,
        label=label,
        **facts,
    )


def check_page(
    desk: Desk,
    letter: Letter,
    taken: Sequence[TakenDown],
    weighed: Sequence[Weighed],
    keep: Kept,
    similar: Sequence[Possible],
    **facts: object,
) -> str:
    """Who will read which of them, and which are joined."""
    agreed = (block.agrees for block in letter.blocks)
    together = joined(zip(taken, agreed, strict=True))
    return render_template(
        "casework/letter/check.html",
        desk=desk,
        keep=[*keep, ("heard", heard(weighed))],
        women=[
            (label(block.position, block.form.name.data), readers_of(each.audience), each.audience)
            for block, each in zip(letter.blocks, weighed, strict=True)
        ],
        together=[
            label(block.position, block.form.name.data)
            for block in letter.blocks
            if block.begun.case in together
        ],
        is_conflicted=any(each.is_conflicted for each in weighed),
        similar=similar,
        **facts,
    )


def saved_page(desk: Desk, women: Sequence[Hers], *, is_repeated: bool = False) -> str:
    """A number for each, and what to tell them."""
    return render_template(
        "casework/letter/saved.html",
        desk=desk,
        women=women,
        is_repeated=is_repeated,
        words=request.form.get("words", ""),
    )


def hers(desk: Desk, letter: Letter) -> list[Hers]:
    """The numbers that were drawn, in the order of the screen."""
    return [
        Hers(
            label=label(each.position, each.form.name.data),
            number=grouped(desk, each.begun),
            seal=each.begun.seal,
        )
        for each in letter.blocks
    ]


def heard(weighed: Sequence[Weighed]) -> str:
    """What was read out about who reads which."""
    return " ".join(fingerprint(each.audience) for each in weighed)


def label(position: int, name: str | None = "") -> str:
    """What one of them is called on the screen."""
    number = position + 1
    if name:
        return str(_("%(number)s: %(name)s", number=number, name=name))
    return str(_("Woman %(number)s", number=number))
