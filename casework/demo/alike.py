"""Two cases of the demonstration that name one man, and whoever compares the names."""

from datetime import datetime

from sqlalchemy.orm import Session

from casework.asking.asking import answer, ask
from casework.asking.questions import Question, QuestionKind, Reply
from casework.case.answers import Answers, Contact, Named, Wish
from casework.case.answers import Reply as Told
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.comparing.keys import Supervisor, make_key
from casework.comparing.sending import send
from casework.comparing.working import work
from casework.demo.going import asks_after_safety
from casework.demo.steps import SURVIVOR, Step, Story, acknowledges
from casework.demo.world import World
from casework.parties.linking import TO_CARE, consent
from crypto.certificates import Register

COMPARES = "maya"
ASKED = (
    "Somebody else may have named the same person, here or in another factory. May CARE look, and"
    " may it be said to those who deal with the cases? Nobody learns who you are by it."
)


def makes_key(db: Session, world: World) -> None:
    """The supervisor makes the key under which CARE compares names."""
    make_key(db, _her(world, world.parts.register(db), world.made_at))


def asks_her(who: str, hours_ago: float) -> Step:
    """She is asked whether CARE may compare the name."""
    question = Question(QuestionKind.NAMED_BY_OTHERS, ASKED, facts={TO_CARE: "said"})
    return Step(who, hours_ago, lambda _world, db, turn: ask(db, turn, question))


def agrees(hours_ago: float) -> Step:
    """She says yes on her page."""
    return Step(SURVIVOR, hours_ago, _agree)


def sends(who: str, hours_ago: float) -> Step:
    """Somebody who deals with it sends the name."""
    return Step(who, hours_ago, lambda _world, db, turn: send(db, turn))


def _agree(_world: World, db: Session, turn: Turn) -> None:
    asked = consent(timeline(db, turn.case, turn.register).lines)
    if asked is not None:
        answer(db, turn, asked.id, Reply.YES)


def _compare(world: World, db: Session, turn: Turn) -> None:
    work(db, _her(world, turn.register, turn.now))


def _her(world: World, register: Register, at: datetime) -> Supervisor:
    her = world.people[COMPARES]
    return Supervisor(world.bodies["care"], her.person, her.seeds, (), register, at)


BUYERS_MAN = Story(
    at="rupali",
    hours_ago=86,
    word="paper boat",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Told.YES,
        respondent=Named(name="Kamal Hossain", post="inspector of the buyer"),
        places=["floor"],
        when_text="On each of his visits",
        kinds=["touching", "verbal"],
        words="The man who inspects for the buyer stands too close when he counts, and put his arm"
        " around me in the sample room.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("shirin", 84),
        asks_after_safety("shirin", 83, "He comes twice a month; she is not alone with him then."),
        asks_her("shirin", 82),
        agrees(70),
        sends("shirin", 66),
    ),
)
THE_SAME_MAN = Story(
    at="mekong",
    hours_ago=64,
    word="red kite",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Told.YES,
        respondent=Named(name="Mr. HOSSAIN Kamal", post="visitor from the buyer"),
        places=["floor"],
        when_text="When he came in spring",
        kinds=["touching"],
        words="He held my hand at the table and would not let it go. He asked where I live.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("sokha", 60),
        asks_after_safety("sokha", 59, "He is not in the country now."),
        asks_her("sokha", 58),
        agrees(50),
        sends("sokha", 48),
        Step("sokha", 47, _compare),
    ),
)
