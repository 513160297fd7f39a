"""Bringing a case to its end in tests: asked after, chosen, watched, told, asked how it was."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.questions import SafeBy
from casework.clocks.course import Move, Verb
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.course.moving import move, who_moves
from casework.ending.before import Way, ask_feedback, tell
from casework.ending.closing import Check, Closing, Why, close
from casework.procedures.terms import StageId
from casework.protection.safety import Assessment, assess
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

ALL = tuple(Check)
CLOSING = Closing(why=Why.HELPED, words="You have the help you asked for.", checks=ALL)


def gone_on(db: Session, world: World, case: UUID, to: StageId) -> None:
    """The chair moves the case on."""
    chair = turn(db, world, "chair", case)
    move(db, chair, Move(verb=Verb.GO, who=who_moves(chair), why="It is time.", to=to))
    db.commit()


def chosen(db: Session, world: World, case: UUID, route: Route) -> None:
    """She chooses how it goes on."""
    choose(db, hers(db, world, case, seeds_of(db, world)), route)
    db.commit()


def at_the_route(db: Session, world: World, case: UUID, route: Route) -> None:
    """Her safety was asked after, and she chose a route."""
    gone_on(db, world, case, StageId.SAFETY)
    assess(db, turn(db, world, "chair", case), Assessment(danger="no"))
    db.commit()
    gone_on(db, world, case, StageId.ROUTE)
    chosen(db, world, case, route)


def at_its_end(db: Session, world: World, case: UUID) -> None:
    """She wanted help alone, and has it."""
    at_the_route(db, world, case, Route.SUPPORT_ONLY)
    gone_on(db, world, case, StageId.MONITOR)


def ready(db: Session, world: World, case: UUID) -> None:
    """She was told that she can come back, and somebody else asked her how it was."""
    tell(db, turn(db, world, "chair", case), "You can come back.", Way.PAGE)
    db.commit()
    ask_feedback(db, turn(db, world, "external", case), "How was it?", SafeBy.PAGE)
    db.commit()


def closed(
    db: Session, world: World, case: UUID, closing: Closing = CLOSING, now: datetime = NOW
) -> None:
    """The chair closes it."""
    close(db, turn(db, world, "chair", case, now=now), closing)
    db.commit()
