"""Who of a place gets nothing that is sent there: a match withholds, and asks."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.case.roster import posts_of
from casework.case.turns import Turn
from casework.models.cover import CoverText
from casework.readers.kept_away import described, fitting


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
    (`knows_whom`), nobody fits, and whoever sends has to ask somebody who does.
    """
    said, on = described(db, turn.case), turn.now.date()
    people = _in_post(db, turn, account)
    posts = [post for each in people for post in posts_of(db, turn.register, each, on)]
    return fitting(db, turn.keys, said, posts) & frozenset(people)


def knows_whom(db: Session, case: UUID) -> bool:
    """Whether this session opens whom it is about, so that somebody can be found to fit."""
    said = described(db, case)
    return said.named.is_anybody or any(each.named.is_anybody for each in said.later)


def _in_post(db: Session, turn: Turn, organization: UUID | None) -> list[UUID]:
    posts = db.scalars(select(Membership).where(Membership.organization_id == organization))
    return [each.person_id for each in posts if each.is_current(turn.now.date())]
