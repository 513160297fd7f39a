"""What she has just pressed, as a number in the address: a shared history says no word of it."""

from flask import redirect, request
from werkzeug.wrappers import Response

PRESSES = (
    "added", "again", "alone", "answered", "beside", "broken", "counted", "felt", "going_on",
    "keep", "keeping_back", "late", "let_go", "newer", "objected", "passing_on", "reach", "read",
    "renumbered", "review", "review_back", "route", "sent", "settle", "stopped",
    "taken_back", "uncounted", "unsaid", "withdrawal", "written",
)  # fmt: skip
"""By name as her page says them (templates/casework/returning/next.html); an address has the place
in this list, from one on."""


def said_at(page: str, press: str = "") -> str:
    """The address of a page of hers that says what came of a press; of the page alone for none.

    Raises ValueError for a press that is not in the list.
    """
    return f"{page}?done={PRESSES.index(press) + 1}" if press else page


def after(page: str, press: str = "") -> Response:
    """Back to a page of hers, which then says it. Raises as `said_at`."""
    return redirect(said_at(page, press), 303)


def just_pressed() -> str:
    """What the address says she pressed; empty for anything else that stands there."""
    place = request.args.get("done", 0, int)
    return PRESSES[place - 1] if 0 < place <= len(PRESSES) else ""
