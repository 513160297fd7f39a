"""A committee that inquires, step by step, in tests."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.clocks.course import Move, Verb
from casework.clocks.routes import Route
from casework.committee import register
from casework.course.choosing import choose
from casework.course.moving import move, who_moves
from casework.inquiry import carrying_out, decisions, findings, hearings, notices, replies
from casework.inquiry.choosing import Remedy
from casework.inquiry.decisions import Decision
from casework.inquiry.findings import Finding, Found, Report
from casework.inquiry.hearings import Heard, Minutes, Setting
from casework.inquiry.notices import CouldTell, Letter, Service
from casework.inquiry.replies import Reply
from casework.models.committee import Details, Guest
from casework.models.course import Course, CourseText
from casework.procedures.composition import Post
from casework.procedures.terms import Gender, StageId
from casework.protection import safety
from casework.protection.gate import Act
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import let_through
from tests.casework.turning import turn
from tests.worlds import World

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)
LETTER = Letter(
    to="Abdul Karim",
    particulars="On 24 February on line 3 you are said to have touched a worker's back.",
    rule="Labour Rules",
    answer_by=NEXT_WEEK,
)
SERVED = Service(on=TODAY, how="in_hand", by="The chair", proof="He signed the copy.")
HIS_WORDS = "I only wanted to see her work."
REPLY = Reply(on=TODAY, way="written", words=HIS_WORDS)
SITTING = ("chair", "member", "external")
DISMISSAL = "dismissal"


def course_of(db: Session, world: World, case: UUID, who: str = "chair") -> CourseText:
    """Where the case stands, as somebody opens it."""
    world.as_(db, who)
    return db.scalars(select(Course).where(Course.case_id == case)).one().text


def brought_to_route(db: Session, world: World, case: UUID) -> None:
    """She is asked how safe she is, and chooses the formal route."""
    chair = turn(db, world, "chair", case)
    move(db, chair, Move(verb=Verb.GO, who=who_moves(chair), why="Read.", to=StageId.SAFETY))
    db.commit()
    safety.assess(db, turn(db, world, "chair", case), safety.Assessment(danger="no"))
    db.commit()
    chair = turn(db, world, "chair", case)
    move(db, chair, Move(verb=Verb.GO, who=who_moves(chair), why="Asked.", to=StageId.ROUTE))
    db.commit()
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.FORMAL)
    db.commit()


def written(db: Session, world: World, case: UUID, letter: Letter = LETTER) -> UUID:
    """The chair words the letter."""
    id_ = notices.write(db, turn(db, world, "chair", case), letter)
    db.commit()
    return id_


def judged(
    db: Session, world: World, case: UUID, id_: UUID, answer: CouldTell = CouldTell.NO
) -> None:
    """The member reads it as he would."""
    notices.judge(db, turn(db, world, "member", case), id_, answer, "There are forty on line 3.")
    db.commit()


def released(db: Session, world: World, case: UUID) -> UUID:
    """A letter that a second member read, and that may go to him today."""
    id_ = written(db, world, case)
    judged(db, world, case, id_)
    let_through(db, world, case, Act.NOTICE)
    notices.release(db, turn(db, world, "chair", case), id_, TODAY)
    db.commit()
    return id_


def served(db: Session, world: World, case: UUID) -> UUID:
    """He has the letter."""
    id_ = released(db, world, case)
    notices.serve(db, turn(db, world, "chair", case), id_, SERVED)
    db.commit()
    return id_


def replied(db: Session, world: World, case: UUID) -> None:
    """He has answered."""
    served(db, world, case)
    replies.reply(db, turn(db, world, "chair", case), REPLY)
    db.commit()


def held(
    db: Session,
    world: World,
    case: UUID,
    people: tuple[str, ...] = SITTING,
    heard: Heard = Heard.NOBODY,
) -> UUID:
    """A hearing before some people."""
    setting = Setting(on=TODAY, hour="15:00", place="Room of the clinic", heard=heard)
    id_ = hearings.plan(db, turn(db, world, "chair", case), setting)
    db.commit()
    sat = tuple(world.people[each] for each in people)
    minutes = Minutes(on=TODAY, people=sat, words="They agreed on what was established.")
    hearings.hold(db, turn(db, world, "chair", case), id_, minutes)
    db.commit()
    return id_


def a_guest(db: Session, world: World, name: str = "Lata Rani") -> UUID:
    """A member from outside, a woman, who has no account."""
    posts = Details(gender=Gender.WOMAN, posts=frozenset({Post.EXTERNAL}))
    guest = Guest(id=uuid4(), name=name, from_on=YESTERDAY, details=posts)
    known, seen = register.read(db, world.keys, world.bodies["factory"])
    after = register.with_guest(known, guest)
    register.write(db, world.keys, world.bodies["factory"], seen, after)
    db.commit()
    return guest.id


def inquired(db: Session, world: World, case: UUID) -> None:
    """Everybody was heard, and the committee sat in number."""
    replied(db, world, case)
    held(db, world, case)
    hearings.finish(db, turn(db, world, "chair", case), "Nobody else is to be heard.")
    db.commit()


def found(
    db: Session, world: World, case: UUID, what: Found = Found.SUBSTANTIATED, dissent: str = ""
) -> UUID:
    """One allegation, and what was established of it."""
    id_ = findings.allege(db, turn(db, world, "chair", case), "He touched her back on line 3.")
    db.commit()
    finding = Finding(
        found=what, standard="more_likely", reasons="Two people saw it.", dissent=dissent
    )
    findings.find(db, turn(db, world, "chair", case), id_, finding)
    db.commit()
    return id_


def reported(
    db: Session,
    world: World,
    case: UUID,
    recommended: tuple[str, ...],
    what: Found = Found.SUBSTANTIATED,
) -> None:
    """The report is with whoever decides."""
    inquired(db, world, case)
    found(db, world, case, what)
    handed = Report(to="The director", on=TODAY, recommended=recommended, words="As found.")
    findings.report(db, turn(db, world, "chair", case), handed)
    db.commit()


def decision(chosen: tuple[str, ...], departure: str = "") -> Decision:
    """What the director decides."""
    return Decision(
        chosen=chosen,
        by="The director",
        on=TODAY,
        told_on=TODAY,
        reasons="As the committee found.",
        departure=departure,
    )


def decided(db: Session, world: World, case: UUID, chosen: tuple[str, ...]) -> tuple[UUID, ...]:
    """It was decided as recommended, and both were told."""
    reported(db, world, case, chosen)
    let_through(db, world, case, Act.DECISION)
    items = decisions.decide(db, turn(db, world, "chair", case), decision(chosen))
    db.commit()
    decisions.tell(db, turn(db, world, "chair", case), TODAY, "In writing, each alone.")
    db.commit()
    return items


def applied(db: Session, world: World, case: UUID, item: UUID, who: str = "chair") -> None:
    """Something decided was carried out, as somebody writes down."""
    carrying_out.apply(db, turn(db, world, who, case), item, TODAY, "The office ended it.")
    db.commit()


PAY = (Remedy.PAY.value,)
