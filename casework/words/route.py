"""The route and the panel in words: for the survivor, and for whoever deals with her case."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.clocks.routes import Route
from casework.readers.panel import Next
from casework.telling.choices import ROUTES, SAYING, WISHES

SHORT: Mapping[str, str] = {
    Route.INFORMAL: _l("Informal"),
    Route.FORMAL: _l("Formal"),
    Route.OUTSIDE: _l("Outside"),
    Route.SUPPORT_ONLY: _l("Help only"),
}
NEXT: Mapping[str, str] = {
    Next.ASK_HER: _l("She has not chosen yet. Talk with her; nobody chooses for her."),
    Next.NAME_PANEL: _l("Name the panel. Nobody new reads anything before."),
    Next.SHE_MAY_SAY_NO: _l("She has been told who is to read, and can say no for 48 hours."),
    Next.HAND_OVER: _l("The 48 hours are over. Hand the keys over."),
    Next.PANEL_READS: _l("The panel holds its keys and can begin."),
    Next.NOBODY_NEW: _l("Nobody new of the committee receives keys on this route."),
}
NEXT_FOR_HER: Mapping[str, str] = {
    Next.ASK_HER: _l("Choose when you are ready. Nobody chooses for you, and nobody hurries you."),
    Next.NAME_PANEL: _l(
        "The people who read it name the panel. You are told who it is before they read."
    ),
    Next.SHE_MAY_SAY_NO: _l("You can say no to each who is new for two days, on your page."),
    Next.HAND_OVER: _l(
        "The two days are over. Until the keys are handed over you can still say no."
    ),
    Next.PANEL_READS: _l("The panel reads what you told, and begins to ask questions."),
    Next.NOBODY_NEW: _l(
        "The people who read it now go on with you. Nobody new of the committee reads it."
    ),
}


def route_words(route: str) -> str:
    """A route in a word or two."""
    return str(SHORT.get(route, route))


def route_line(route: str) -> str:
    """A route as she chose it, in her own person."""
    return str(ROUTES.get(route, route))


def next_words(step: str) -> str:
    """What is next, for somebody who deals with the case."""
    return str(NEXT[step])


def next_for_her(step: str) -> str:
    """The same for the survivor."""
    return str(NEXT_FOR_HER[step])


def saying_words(how: object) -> str:
    """In which way she said it."""
    return str(SAYING.get(str(how), ""))


def wish_words(wish: str) -> str:
    """What she wished for when she wrote."""
    return str(WISHES.get(wish, ""))


ROUTE_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "next_for_her": next_for_her,
        "next_words": next_words,
        "route_line": route_line,
        "route_words": route_words,
        "saying_words": saying_words,
        "wish_words": wish_words,
    }
)
