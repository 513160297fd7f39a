"""Members of the cast taking down what somebody told them."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.answers import Answers
from casework.number.returning_number import Prepared
from casework.taking_down.complaint import Limit, Logged, TakenDown, Way, Wording, log
from tests.worlds import NOW, World


def taken(answers: Answers, **changes: object) -> TakenDown:
    """What was told in person and read back to her."""
    what = TakenDown(
        answers=answers,
        way=Way.IN_PERSON,
        wording=Wording.AGREED,
        limits_read=(Limit.LAW, Limit.READERS),
        told_on=date(2026, 3, 1),
    )
    return msgspec.structs.replace(what, **changes)


def logged(
    db: Session, world: World, who: str, what: TakenDown, prepared: Prepared | None = None
) -> Logged:
    """Somebody takes it down, and it is saved."""
    world.as_(db, who)
    register, ready = world.register(db), prepared or world.prepare()
    made = log(db, world.keys, what, world.author(who), register, ready, NOW)
    db.commit()
    return made


def opens(db: Session, world: World, who: str, case: UUID) -> set[str]:
    """The compartments of a case that somebody's ring opens, checked as at sign-in."""
    refused = world.kept(db, who)
    assert refused == []
    return {each.compartment.value for each in world.as_(db, who).held(case)}
