"""What of a pack can be decided in a case, and whether a settlement may be sought in it at all."""

from enum import StrEnum

import msgspec

from casework.procedures.pack import Outcome, Pack
from casework.procedures.terms import OutcomeKind

DECIDED = frozenset({OutcomeKind.DISCIPLINARY, OutcomeKind.REMEDY, OutcomeKind.NO_FINDING})


def decisions(pack: Pack) -> tuple[Outcome, ...]:
    """What whoever decides can choose from: for the respondent, for the survivor, or nothing.

    No sanction on a complainant is among them, whatever the law knows: that is a proceeding of
    its own, with malice proved. What a court or the state imposes is not either.
    """
    return tuple(each for each in pack.outcomes if each.enabled and each.kind in DECIDED)


def not_in_force(pack: Pack) -> tuple[Outcome, ...]:
    """What is listed and can be chosen by nobody: a law that is not known to be in force."""
    return tuple(each for each in pack.outcomes if not each.enabled and each.kind in DECIDED)


class Closed(StrEnum):
    """Why no settlement may be sought."""

    NOT_ASKED = "not_asked"
    """She did not ask for it herself. Nobody else's wish opens it."""
    CONTACT = "contact"
    CHILD = "child"
    SUPERIOR = "superior"
    FORBIDDEN = "forbidden"
    """By the pack."""
    BEGUN = "begun"
    """The inquiry has begun, and the pack allows it before only."""


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What a case must say before a settlement is spoken of. What is not known counts as yes."""

    asked_by_her: bool
    contact: bool
    """He touched her, or worse."""
    child: bool
    superior: bool
    """He stands above her."""
    inquiry_begun: bool


def why_no_settlement(pack: Pack, case: Circumstances) -> tuple[Closed, ...]:
    """Every reason against conciliation; none where it may be offered, at her request."""
    rule = pack.conciliation
    reasons = {
        Closed.NOT_ASKED: not case.asked_by_her,
        Closed.CONTACT: case.contact,
        Closed.CHILD: case.child,
        Closed.SUPERIOR: case.superior,
        Closed.FORBIDDEN: rule.allowed is False,
        Closed.BEGUN: bool(rule.before_inquiry_only) and case.inquiry_begun,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
