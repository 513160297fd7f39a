"""How a made-up case goes on: her safety asked after, the next stage, what the employer knew."""

from datetime import timedelta

from sqlalchemy.orm import Session

from casework.case.answers import Reply
from casework.case.turns import Turn
from casework.clocks.course import Move, Verb
from casework.course.moving import move, who_moves
from casework.course.noting import happened
from casework.demo.steps import Step
from casework.demo.world import World
from casework.procedures.terms import Event, StageId
from casework.protection import safety


def asks_after_safety(who: str, hours_ago: float, words: str) -> Step:
    """She asks how safe the survivor is, and the case stands at its second stage."""

    def ask(_world: World, db: Session, turn: Turn) -> object:
        safety.assess(db, turn, safety.Assessment(danger=Reply.NO, words=words))
        return _go(db, turn, StageId.SAFETY, "She was spoken with.")

    return Step(who, hours_ago, ask)


def goes_on(who: str, hours_ago: float, to: StageId, why: str) -> Step:
    """She moves the case to its next stage, and says why."""
    return Step(who, hours_ago, lambda _world, db, turn: _go(db, turn, to, why))


def employer_knew(who: str, hours_ago: float, hours_before: float, words: str) -> Step:
    """She notes who of the employer knew, and since when."""

    def note(_world: World, db: Session, turn: Turn) -> object:
        since = (turn.now - timedelta(hours=hours_before)).date()
        return happened(db, turn, Event.EMPLOYER_KNEW, since, words)

    return Step(who, hours_ago, note)


def _go(db: Session, turn: Turn, to: StageId, why: str) -> object:
    return move(db, turn, Move(verb=Verb.GO, who=who_moves(turn), why=why, to=to))
