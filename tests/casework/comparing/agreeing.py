"""Two cases that name one person, and a programme that compares names, in tests."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from auth.models import Coverage
from casework.asking.asking import answer, ask
from casework.asking.questions import Question, QuestionKind, Reply
from casework.case.answers import Named
from casework.case.covers import the_cover
from casework.case.timeline import Line, timeline
from casework.comparing.hits import Hit, hits
from casework.comparing.keys import Supervisor, make_key
from casework.comparing.sending import send
from casework.comparing.working import Worked, work
from casework.models.cover import CoverText
from casework.parties.linking import TO_CARE
from casework.readers.audience import audience
from casework.telling.intake import Sending
from casework.telling.intake import send as send_told
from tests.casework.numbers import OTHER_NUMBER, hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, NUMBER, World

WORDS = "May CARE look, and may it be said?"
NAMES_CARE = Question(QuestionKind.NAMED_BY_OTHERS, WORDS, facts={TO_CARE: "said"})
KARIM = Named(name="Md. Abdul KARIM", employee_number="A-1044", post="supervisor", line="3")
ALSO_KARIM = Named(name="Karim  Abdul", post="cutting master")


@dataclass(frozen=True)
class Told:
    """One complaint, the number its survivor comes back with, and who of its committee deals."""

    case: UUID
    number: str
    who: str


def both(db: Session, world: World, other: Named = ALSO_KARIM) -> tuple[Told, Told]:
    """A complaint in each of two factories of one programme; no committee holds both."""
    elsewhere = world.bodies["other_factory"]
    db.add(Coverage(organization_id=world.bodies["programme"], factory_id=elsewhere))
    db.commit()
    here = world.told(db, world.complaint(respondent=KARIM))
    answers = world.complaint(
        workplace=elsewhere, respondent=other, union=None, tells_programme=False
    )
    prepared = world.prepare(number=OTHER_NUMBER)
    heard = audience(answers, world.readers(db, "other_factory"), frozenset())
    there = send_told(db, world.keys, Sending(answers, heard, prepared, NOW))
    db.commit()
    return Told(here, NUMBER, "chair"), Told(there, OTHER_NUMBER, "stranger")


def asked(db: Session, world: World, told: Told, question: Question = NAMES_CARE) -> UUID:
    """She is asked; gives back the question."""
    id_ = ask(db, turn(db, world, told.who, told.case), question)
    db.commit()
    return id_


def replies(
    db: Session, world: World, told: Told, question: UUID, reply: Reply = Reply.YES
) -> None:
    """She answers with her number and word, perhaps once more."""
    seeds = seeds_of(db, world, told.number)
    answer(db, hers(db, world, told.case, seeds), question, reply)
    db.commit()


def agrees(db: Session, world: World, told: Told, question: Question = NAMES_CARE) -> UUID:
    """She is asked and says yes; gives back the question."""
    id_ = asked(db, world, told, question)
    replies(db, world, told, id_)
    return id_


def sends(db: Session, world: World, told: Told) -> int:
    """Somebody of the committee sends the name."""
    count = send(db, turn(db, world, told.who, told.case))
    db.commit()
    return count


def supervisor(db: Session, world: World, who: str = "supervisor") -> Supervisor:
    """A member of the cast at work for the programme."""
    world.as_(db, who)
    programme, seeds = world.bodies["programme"], world.seeds[who]
    return Supervisor(programme, world.people[who], seeds, (), world.register(db), NOW)


def has_key(db: Session, world: World) -> None:
    """The supervisor makes the programme's key."""
    make_key(db, supervisor(db, world))
    db.commit()


def compares(db: Session, world: World) -> Worked:
    """The supervisor works through what waits."""
    done = work(db, supervisor(db, world))
    db.commit()
    return done


def lines_of(db: Session, world: World, told: Told, who: str = "") -> list[Line]:
    """The case's timeline as somebody opens it."""
    world.as_(db, who or told.who)
    return timeline(db, told.case, world.register(db)).lines


def cover_of(db: Session, world: World, told: Told, who: str = "") -> CoverText:
    """Its cover."""
    world.as_(db, who or told.who)
    return the_cover(db, told.case).text


def found(db: Session, world: World, told: Told, who: str = "") -> list[Hit]:
    """What somebody is told of another case."""
    lines, cover = lines_of(db, world, told, who), cover_of(db, world, told, who)
    return hits(db, world.register(db), cover, lines)


def alike(db: Session, world: World) -> tuple[Told, Told]:
    """Both agreed, both names were sent and compared."""
    has_key(db, world)
    one, other = both(db, world)
    for each in (one, other):
        agrees(db, world, each)
        sends(db, world, each)
    compares(db, world)
    return one, other
