"""The slip she carries: telephone, door and hours, as on any note. Nothing of her stands on it."""

from collections.abc import Sequence

import msgspec
import segno
from flask_babel import gettext as _

from referrals.directory.offered import Offered
from referrals.words.showing import shown

DARK, LIGHT = "1", "0"


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What `templates/print/slip.typ` is filled with."""

    title: str
    heading: str
    lines: Sequence[tuple[str, str]]
    squares: Sequence[str] = ()
    """The rows of a QR code, a sign for each square; an address as innocent as the slip."""


def slip(place: Offered, address: str, *, is_named: bool = False) -> Slip:
    """The slip of a place. Its name stands on it only where that says nothing to a finder.

    `address` is what the QR code holds: the front page of this site, and nothing behind it.
    """
    known = shown(place)
    lines = [
        (_("Telephone"), ", ".join(line.number for line in known.phones)),
        (_("Where"), known.door),
        (_("Open"), known.hours),
        (_("Bring"), known.bring),
    ]
    return Slip(
        title=_("Note"),
        heading=known.name if is_named else _("To remember"),
        lines=[each for each in lines if each[1]],
        squares=squares(address),
    )


def squares(address: str) -> list[str]:
    """The rows of a QR code, four white squares around it as readers want them."""
    drawn = segno.make(address, error="m", micro=False)
    rows = drawn.matrix_iter(scale=1, border=4)
    return ["".join(DARK if square else LIGHT for square in row) for row in rows]
