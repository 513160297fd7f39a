"""A made-up case in which the committee protects her: care, plan, measures, watch, and the gate."""

from datetime import timedelta

from sqlalchemy.orm import Session

from casework.asking.asking import answer
from casework.asking.questions import QuestionKind, Reply, questions
from casework.case import answers as told
from casework.case.answers import Answers, Contact, Named, Wish
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.clocks.hours import Care
from casework.demo.helping import HELPED
from casework.demo.steps import SURVIVOR, Step, Story, acknowledges
from casework.demo.world import World
from casework.outcomes import beside
from casework.protection import measured, measures, safety, urgent, watching
from casework.protection.offers import Offer, offers
from casework.protection.places import pack_of_case
from casework.protection.signs import Sign, Watched

WEEK = timedelta(days=7)
SPEAKS = "shirin"


def _assesses(_world: World, db: Session, turn: Turn) -> None:
    asked = safety.Assessment(
        danger=told.Reply.NO,
        threats=told.Reply.YES,
        home=told.Reply.UNKNOWN,
        retaliation=told.Reply.YES,
        access=("dormitory", "phone"),
        care=told.Reply.YES,
        event_on=(turn.now - timedelta(hours=30)).date(),
        event_hour=21,
        safe_way="message",
        safe_when="After nine in the evening",
        safe_words="The tailor about the blouse",
        words="She sleeps at her cousin's until he is out of the hostel.",
    )
    safety.assess(db, turn, asked)


def _plans(_world: World, db: Session, turn: Turn) -> None:
    plan = safety.Plan(
        places="Her cousin's room near the bazaar",
        ways="With Ayesha, by the front gate, never by the hostel stairs",
        allies="Ayesha of line 2; her cousin",
        code_words="“The blouse is ready” means: come at once",
        papers="Identity card and contract are with her cousin",
        phone="New lock; his number is blocked; she deletes our messages",
        changes="Another hostel building, if she wants",
        review_on=(turn.now + WEEK).date(),
    )
    safety.make_plan(db, turn, plan)


def _settles(_world: World, db: Session, turn: Turn) -> None:
    words = "At the medical college hospital, with her cousin."
    urgent.settle(db, turn, Care.HIV_MEDICINE, words, had_it=True)


def _proposes(_world: World, db: Session, turn: Turn) -> None:
    offered = {each.id: each for each in offers(pack_of_case(db, turn.case, turn.now))}
    asked = "We would bring you home by car for two weeks. Do you want that?"
    _propose(db, turn, offered["our_transport"], "By car to her cousin's, after the shift", asked)
    asked = "We would let you work in hall B. Only if you want it. Shall we?"
    _propose(db, turn, offered["our_remote"], "Hall B, the same shift and rate", asked)


def _propose(db: Session, turn: Turn, offer: Offer, what: str, asked: str) -> None:
    begins = (turn.now + timedelta(days=3)).date()
    wanted = measures.Proposal(offer=offer, what=what, from_on=begins, asked=asked)
    measures.propose(db, turn, wanted)


def _says_yes(_world: World, db: Session, turn: Turn) -> None:
    """To the first measure that she is asked about."""
    asked = questions(timeline(db, turn.case, turn.register).lines).values()
    first = next(each for each in asked if each.question.kind is QuestionKind.MEASURE)
    answer(db, turn, first.id, Reply.YES)


def _grants(_world: World, db: Session, turn: Turn) -> None:
    known = measured.measures(timeline(db, turn.case, turn.register).lines)
    why = "It is safe and she wants it. The office pays the car."
    measures.grant(db, turn, next(iter(known)), why, None, (turn.now + WEEK).date())


def _hears(_world: World, db: Session, turn: Turn) -> None:
    heard = watching.Heard(
        whom=Watched.WITNESS,
        how="in_person",
        signs=(Sign.OVERTIME, Sign.RUMOURS),
        on=turn.now.date(),
        name="Ayesha (made up), line 2",
        words="They took her off the overtime list, and the line talks about her.",
    )
    watching.write_down(db, turn, heard, changed=True)
    watching.note_baseline(db, turn, "line", "Line 2: 30 to 36 hours of overtime a month, each.")


def _asks_union(_world: World, db: Session, turn: Turn) -> None:
    beside.ask(db, turn, "Will you come with me when I have to go to the office?")


def _asks(_world: World, db: Session, turn: Turn) -> None:
    watching.ask_her(db, turn, "How are things since Friday? Has anything changed for you?")


IN_THE_HOSTEL = Story(
    at="rupali",
    hours_ago=32,
    word="silver needle",
    union="union",
    number_shown_as="protected by the committee, and asked something on her page",
    answers=Answers(
        wish=Wish.TALK,
        safe_now=told.Reply.NO,
        respondent=Named(post="guard of the hostel"),
        places=["dormitory"],
        when_text="Last night",
        kinds=["forced"],
        words="The guard of the hostel came to my door when the others were on the night shift.",
        tells_programme=True,
        wants_officer=True,
        needs=["health", "shelter"],
        name="Sokhina (made up)",
        name_for_committee=True,
        contact=Contact(how="message", when="After nine in the evening", whose_phone="My own"),
    ),
    then=(
        acknowledges(SPEAKS, 31),
        Step(SPEAKS, 30, _assesses),
        Step(SPEAKS, 29, _plans),
        Step(SPEAKS, 28, _settles),
        Step(SPEAKS, 27, _proposes),
        *HELPED,
        Step(SURVIVOR, 25, _says_yes),
        Step(SPEAKS, 8, _grants),
        Step(SPEAKS, 6, _hears),
        Step(SURVIVOR, 4, _asks_union),
        Step(SPEAKS, 3, _asks),
    ),
)
