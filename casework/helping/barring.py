"""Who of a place gets nothing that is sent there: a match withholds, and asks."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.case.roster import Reader, posts_of
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.helping.alike import Answer, Same, answers, mark_of
from casework.helping.reminders import HERS
from casework.models.cover import CoverText
from casework.readers.kept_away import Described, described, fitting, never
from crypto.compartments import Compartment


def barred_from(
    db: Session, cover: CoverText, turn: Turn, account: UUID | None = None
) -> frozenset[UUID]:
    """People of her factory, everybody who was kept away from her case or left it, and of the
    place with accounts whoever may be the person it is about."""
    there = set(_in_post(db, turn, cover.home))
    gone = {each.holder for each in cover.departed}
    fit = fits_there(db, turn, account) if account is not None else frozenset()
    return frozenset(there | gone | {*cover.withheld, *cover.conflicted}) | fit


def fits_there(db: Session, turn: Turn, account: UUID) -> frozenset[UUID]:
    """Who works at a place and fits what is known of the respondent or a witness.

    As far as this session opens that: where it holds neither her words nor the account
    (`knows_whom`), nobody fits, and whoever sends has to ask somebody who does. Of whom somebody
    has said that it is another person (casework.helping.alike), she does not fit any more.
    """
    found = alike_there(db, turn, account)
    is_other = {who for who, answer in found.items() if answer and answer.same is Same.NO}
    return frozenset(found).difference(is_other) | _never_there(db, turn, account)


def alike_there(db: Session, turn: Turn, account: UUID) -> dict[UUID, Answer | None]:
    """Everybody there who is called like or has the post of whoever it is about, and what was
    answered of each; None of whom nobody has been asked yet."""
    said, posts, people = _read_there(db, turn, account)
    lines = timeline(db, turn.case, turn.register).lines
    given = answers(lines, account)
    fit = fitting(db, turn.keys, said, posts) & people
    return {each: given.get(mark_of(turn, said, each)) for each in sorted(fit)}


def _never_there(db: Session, turn: Turn, account: UUID) -> frozenset[UUID]:
    """Whom the survivor herself named: no answer of anybody else lets them in."""
    said, posts, people = _read_there(db, turn, account)
    return never(db, said, posts) & people


def _read_there(
    db: Session, turn: Turn, account: UUID
) -> tuple[Described, list[Reader], frozenset[UUID]]:
    people = _in_post(db, turn, account)
    on = turn.now.date()
    posts = [post for each in people for post in posts_of(db, turn.register, each, on)]
    return described(db, turn.case), posts, frozenset(people)


def knows_whom(db: Session, case: UUID) -> bool:
    """Whether this session opens whom it is about, so that somebody can be found to fit."""
    said = described(db, case)
    return said.named.is_anybody or any(each.named.is_anybody for each in said.later)


def who_knows(cover: CoverText, today: date) -> list[UUID]:
    """Who of the case reads whom it is about: they can be asked."""
    return [
        each.holder
        for each in cover.holders_of(Compartment.ACCOUNT)
        if each.capacity not in HERS and cover.reads(each.holder, today)
    ]


def _in_post(db: Session, turn: Turn, organization: UUID | None) -> list[UUID]:
    posts = db.scalars(select(Membership).where(Membership.organization_id == organization))
    return [each.person_id for each in posts if each.is_current(turn.now.date())]
