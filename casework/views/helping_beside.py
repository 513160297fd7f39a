"""What stands above the forms of a referral: which it is, which task, and what exactly follows."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from flask import g

from casework.desk.reading import Opened
from casework.helping.following import Referral
from casework.helping.naming import packet_after
from casework.views.casing import the_turn
from casework.views.helping import every_referral, the_one
from referrals.consent.packet import NothingLeaves, Received, received
from referrals.models.terms import Way


def which(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    """The referral that a form is about. Raises NotFound."""
    return {"it": the_one(found, about)}


def which_task(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    """The task that a form is about, and its referral."""
    every = [(known, task) for known in every_referral(found) for task in known.tasks]
    known, task = next(each for each in every if each[1].id == about)
    return {"it": known, "task": task}


def which_and_more(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    """The referral, and what exactly follows it. Raises NotFound."""
    known = the_one(found, about)
    return {"it": known, "follows": follows(found, known)}


def follows(found: Opened, known: Referral) -> Received | None:
    """What they read from then on, or what is told them beside; None where nothing new leaves."""
    lines = found.timeline.lines
    try:
        packet = packet_after(g.db, found.cover, list(lines), the_turn(found.case), known)
    except NothingLeaves:
        return None
    after = received(packet)
    new = tuple(each for each in after.fields if each.field not in known.left)
    if not new:
        return None
    # To people with accounts the whole goes anew; by every other way only the rest is told.
    return after if known.sent.way is Way.ACCOUNT else msgspec.structs.replace(after, fields=new)
