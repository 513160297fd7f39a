"""A place as it stands on paper: text and labels only, nothing of a confidential door."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _

from referrals.directory.offered import Offered
from referrals.words.showing import shown
from referrals.words.telling import telling_briefly


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """One place, its facts each with a label, in the order they are read."""

    name: str
    by: str
    about: str
    numbers: Sequence[str]
    facts: Sequence[tuple[str, str]]


def printed(place: Offered, *, brief: bool = False) -> Printed:
    """A place for paper; `brief` leaves out what a card for the pocket has no room for."""
    seen = shown(place)
    tells = telling_briefly(place.tells) if brief else " ".join(seen.tells)
    facts = [
        (_("Door"), seen.door),
        (_("Open"), seen.hours),
        (_("Cost"), seen.cost),
        (_("Bring"), seen.bring),
        (_("Police report"), seen.police_report),
        (_("For whom"), seen.whom),
        *(() if brief else ((_("First"), seen.apply), *seen.facts)),
        (_("Tells others"), tells),
    ]
    return Printed(
        name=seen.name,
        by="" if brief else seen.organization,
        about="" if brief else seen.about,
        numbers=[each.number for each in seen.phones],
        facts=[(label, text) for label, text in facts if text],
    )
