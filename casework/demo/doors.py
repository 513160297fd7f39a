"""A made-up survivor who asked at many doors: what lapsed, was missed, taken back, comes next."""

from datetime import timedelta

from sqlalchemy.orm import Session

from casework.case.answers import Answers, Contact, Named, Reply, Wish
from casework.case.turns import Turn
from casework.clocks.routes import Route
from casework.demo.going import asks_after_safety, goes_on
from casework.demo.helping import (
    CENTRE,
    HEALTH,
    LAW,
    OFFICER,
    asks_needs,
    asks_place,
    hears_of_it,
    hears_yes,
    sent_to,
)
from casework.demo.steps import SURVIVOR, Step, Story, acknowledges, chooses
from casework.demo.world import World
from casework.helping import moving, tasks
from casework.helping.moving import Heard
from casework.helping.referring import Choice, refer
from casework.helping.states import State
from casework.helping.written import TaskKind
from casework.procedures.terms import StageId
from referrals.consent.packet import read
from referrals.directory.reading import offered
from referrals.models.terms import Category, Way
from referrals.sending import link, receiving
from referrals.sending.answers import Signer
from referrals.sending.given import Said
from referrals.sending.receiving import Letter, Reader
from referrals.sending.steps import Step as Answer

SPEAKS, COUNSELLOR = "shirin", "rehana"
HOSPITAL = "District hospital, emergency room (demo)"
MONEY = "Emergency money desk (demo)"
FRIENDS = "Friends' room (demo)"
DAY = 24.0


def _takes_back(hours_ago: float, name: str) -> Step:
    """She takes it back herself, with number and word."""

    def take(_world: World, db: Session, turn: Turn) -> None:
        moving.withdraw(db, turn, sent_to(db, turn, name).id)

    return Step(SURVIVOR, hours_ago, take)


def _goes_along(hours_ago: float, name: str, who: str) -> Step:
    """Somebody is to go with her to her appointment."""

    def plan(_world: World, db: Session, turn: Turn) -> None:
        on = (turn.now + timedelta(days=3)).date()
        wanted = tasks.Plan(
            kind=TaskKind.ACCOMPANY, on=on, who=who, words="They meet at the tea stall. (demo)"
        )
        tasks.plan(db, turn, sent_to(db, turn, name).id, wanted)

    return Step(OFFICER, hours_ago, plan)


def _asks_by_link(hours_ago: float, name: str, kind: Category, reference: str) -> Step:
    """The officer writes a one-time link; whoever has it has not opened it yet."""

    def ask(world: World, db: Session, turn: Turn) -> object:
        place = next(each for each in offered(db) if each.name == name)
        choice = Choice(place=place, kind=kind, way=Way.LINK, reference=reference)
        return refer(db, turn, choice, link.draw(world.parts.config.cost))

    return Step(OFFICER, hours_ago, ask)


def _hears_a_day(_world: World, db: Session, turn: Turn) -> None:
    """The lawyers have a day for her."""
    on = (turn.now + timedelta(days=4)).date()
    heard = Heard(state=State.APPOINTMENT, on=on, hour="10:30", where="Room 5, second floor (demo)")
    moving.note(db, turn, sent_to(db, turn, LAW).id, heard)


def _opens(hours_ago: float, reference: str) -> Step:
    """Somebody of the place with an account opens what she was sent; the officer sees it."""

    def see(world: World, db: Session, turn: Turn) -> object:
        there = world.people[COUNSELLOR]
        keys, on = world.parts.keys, turn.now.date()
        reader = Reader(there.person, (there.seeds,))
        every = receiving.received(db, keys, turn.register, reader, on)
        its = next(each for each in every if reference in _told(each))
        signer = Signer(there.person, there.seeds)
        receiving.answer(db, its, Said(step=Answer.SEEN), signer, on)
        return moving.take_in(db, turn)

    return Step(OFFICER, hours_ago, see)


def _told(letter: Letter) -> list[str]:
    """All that a packet says, one after the other."""
    return [value for each in read(letter.contents.content).fields for value in each.values]


MANY_DOORS = Story(
    at="rupali",
    hours_ago=24 * DAY,
    word="white jasmine",
    number_shown_as="went to many doors for help; her page shows how each stands",
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.YES,
        respondent=Named(post="cutting master"),
        places=["floor", "outside"],
        when_text="All of last winter",
        kinds=["touching", "demands"],
        words="He asked for what I did not want to give, and I lost my overtime. I do not sleep."
        " I want somebody to talk to, and to know what a lawyer would say.",
        tells_programme=True,
        wants_officer=True,
        needs=["talking", "health", "legal", "money"],
        contact=Contact(how="message", when="On Fridays", whose_phone="My own"),
    ),
    then=(
        acknowledges(SPEAKS, 23.5 * DAY),
        asks_after_safety(SPEAKS, 23.4 * DAY, "She is safe, and tired."),
        goes_on(SPEAKS, 23.3 * DAY, StageId.ROUTE, "She was told what each route means."),
        chooses(23.2 * DAY, Route.SUPPORT_ONLY),
        asks_needs(22 * DAY),
        *(hears_yes(21.9 * DAY, name) for name in (MONEY, HOSPITAL, FRIENDS, LAW, HEALTH)),
        hears_yes(21.8 * DAY, CENTRE, called="Rokeya (made up)"),
        asks_place(21 * DAY, MONEY, Category.EMERGENCY_CASH, Way.PHONE, "DEMEEE"),
        asks_place(12 * DAY, HOSPITAL, Category.HEALTH, Way.PHONE, "DEMFFF"),
        hears_of_it(
            11.9 * DAY, HOSPITAL, Heard(state=State.ACCEPTED, words="Any day before noon. (demo)")
        ),
        hears_of_it(
            2 * DAY, HOSPITAL, Heard(state=State.NO_SHOW, words="They waited for her. (demo)")
        ),
        asks_place(9 * DAY, FRIENDS, Category.PSYCHOSOCIAL, Way.PHONE, "DEMGGG"),
        _takes_back(8 * DAY, FRIENDS),
        asks_place(3 * DAY, LAW, Category.LEGAL, Way.PHONE, "DEMHHH"),
        Step(OFFICER, 2.5 * DAY, _hears_a_day),
        _goes_along(2.4 * DAY, LAW, "Hasina of the network"),
        _asks_by_link(30, HEALTH, Category.HEALTH, "DEMJJJ"),
        asks_place(28, CENTRE, Category.PSYCHOSOCIAL, Way.ACCOUNT, "DEMKKK"),
        _opens(10, "DEMKKK"),
    ),
)
"""Expired, missed, taken back, an appointment, one by link that nobody opened, and one seen."""
