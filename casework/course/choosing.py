"""How it goes on: the survivor's choice of route, hers to make and to change, and nobody else's."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.covers import answer_waits, change
from casework.case.entries import put, said_now
from casework.case.turns import Turn, begin, begin_renewed
from casework.clocks.course import Move, MoveRefused, Verb
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.course.moving import move_in
from casework.models.case import Case
from casework.models.cover import Capacity, Cover, CoverText
from casework.models.entry import Kind
from casework.procedures.terms import Event
from casework.readers.intentions import end_all
from crypto.compartments import Compartment

C = Compartment
HER_CHOICE = "her own choice"
WITH_A_COMMITTEE = tuple(Route)
WITHOUT_ONE = (Route.OUTSIDE, Route.SUPPORT_ONLY)


class NotOpenToHer(Exception):
    """The case has no such route: nobody of a committee deals with it, or nothing is told yet."""


@dataclass(frozen=True)
class ByVoice:
    """What she said to a receiver, and how: her own words, as near as they can be written."""

    words: str = field(repr=False)
    how: str
    """A key of casework.telling.choices.SAYING."""
    when: str = field(repr=False)


def routes(cover: CoverText, case: Case) -> tuple[Route, ...]:
    """What she can choose among: without a committee there is no informal or formal route."""
    if not cover.has_route:
        return ()
    has_committee = case.factory_id is not None and not cover.is_for_child_protection
    return WITH_A_COMMITTEE if has_committee else WITHOUT_ONE


def choose(db: Session, turn: Turn, route: Route) -> None:
    """Her own press, with number and word. What she chose already is not written again.

    Raises NotOpenToHer, and as `casework.case.turns.begin_renewed`.
    """
    _put_down(db, turn, begin_renewed(db, turn, C.OUTCOME), route, way="page")


def record(db: Session, turn: Turn, route: Route, said: ByVoice) -> None:
    """The same as a receiver heard it: the choice for all who follow the case, her words between
    her and those who read her messages. Her number says that something waits, so that she sees it.

    Raises NotOpenToHer, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.CHANNEL)
    _put_down(db, turn, cover, route, way="voice")
    heard = said_now(
        Kind.ROUTE, turn.now, said.words, route=route.value, how=said.how, when=said.when
    )
    put(db, cover, C.CHANNEL, heard, turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)


def _put_down(db: Session, turn: Turn, cover: Cover, route: Route, *, way: str) -> None:
    if route not in routes(cover.text, _case(db, turn.case)):
        raise NotOpenToHer
    if cover.text.route is route:
        return
    chosen = said_now(Kind.ROUTE, turn.now, route=route.value, way=way)
    asked = Move(verb=Verb.CHOOSE, who=turn.case, why=HER_CHOICE, route=route)
    change(db, cover, route=route, route_chosen_at=turn.now)
    is_formal = route is Route.FORMAL
    try:
        move_in(
            db,
            cover,
            turn,
            asked,
            needs={Need.CHOSEN_BY_HER},
            # Her choice is her consent to what the page says of this route, and to no other.
            leaves={Need.CONSENT},
            events=(Event.FORMAL_COMPLAINT,) if is_formal else (),
            said=chosen,
            as_act="case:route:choose",
            way=way,
        )
    except MoveRefused as refused:
        raise NotOpenToHer from refused
    if not is_formal:
        end_all(db, cover, Capacity.PANEL, turn.now)
        change(db, cover, panel=[])


def _case(db: Session, case: UUID) -> Case:
    return db.get_one(Case, case)
