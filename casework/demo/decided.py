"""A made-up case that came to its end: decided and applied, so that the union can go and look."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.asking import answer
from casework.asking.questions import Reply, SafeBy, questions
from casework.case import answers as told
from casework.case.answers import Answers, Contact, Named, Wish
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.clocks.routes import Route
from casework.demo.going import asks_after_safety, goes_on
from casework.demo.steps import SURVIVOR, Step, Story, acknowledges, chooses
from casework.demo.world import World
from casework.inquiry import carrying_out, decisions, findings, hearings, notices, replies
from casework.inquiry.carrying_out import Note, carried_out
from casework.inquiry.choosing import Remedy, choices
from casework.inquiry.decisions import Decision
from casework.inquiry.findings import Finding, Found, Report
from casework.inquiry.hearings import Heard, Minutes, Setting
from casework.inquiry.notices import CouldTell, Letter, Service
from casework.inquiry.replies import Reply as HisReply
from casework.outcomes import points
from casework.outcomes.points import About
from casework.procedures.terms import OutcomeKind, StageId
from casework.protection import gate, safety
from casework.protection.gate import Act, Telling
from casework.protection.places import pack_of_case

CHAIR, SECOND, OUTSIDER, UNION = "shirin", "nasrin", "farida", "salma"
DAY = 24
Written = Callable[[Session, Turn], object]


def _by(who: str, days_ago: float, does: Written) -> Step:
    def deed(_world: World, db: Session, turn: Turn) -> object:
        return does(db, turn)

    return Step(who, days_ago * DAY, deed)


def _letter(db: Session, turn: Turn) -> UUID:
    lines = timeline(db, turn.case, turn.register).lines
    return next(reversed(notices.notices(lines)))


def _plans(db: Session, turn: Turn) -> None:
    on = (turn.now + timedelta(days=7)).date()
    safety.make_plan(db, turn, safety.Plan(ways="Home with two others", review_on=on))


def _tells_her(act: Act) -> Written:
    def tell(db: Session, turn: Turn) -> None:
        on, stop = turn.now.date(), "You can still stop it."
        gate.tell_her(db, turn, act, Telling(on, "14:00", "He hears of it at two.", stop))

    return tell


def _says_yes(db: Session, turn: Turn) -> None:
    asked = questions(timeline(db, turn.case, turn.register).lines).values()
    for each in [one for one in asked if one.waits]:
        answer(db, turn, each.id, Reply.YES)


def _knows(act: Act, days_ago: float) -> tuple[Step, ...]:
    """She is told before, and lets it go on."""
    return (
        _by(CHAIR, days_ago, _plans),
        _by(CHAIR, days_ago, _tells_her(act)),
        _by(SURVIVOR, days_ago, _says_yes),
    )


def _writes_letter(db: Session, turn: Turn) -> object:
    letter = Letter(
        to="The mechanic (made up)",
        particulars="It is said that you touched a worker at her machine on two evenings.",
        rule="The factory's own rules",
        answer_by=(turn.now + timedelta(days=5)).date(),
    )
    return notices.write(db, turn, letter)


def _judges(db: Session, turn: Turn) -> None:
    why = "There are forty at these machines."
    notices.judge(db, turn, _letter(db, turn), CouldTell.NO, why)


def _serves(db: Session, turn: Turn) -> None:
    on = turn.now.date()
    notices.release(db, turn, _letter(db, turn), on)
    served = Service(on=on, how="in_hand", by="The chair", proof="He signed the copy.")
    notices.serve(db, turn, _letter(db, turn), served)
    said = "I only wanted to look at the needle."
    replies.reply(db, turn, HisReply(on=on, way="written", words=said))


def _sits(world: World, db: Session, turn: Turn) -> None:
    on = turn.now.date()
    setting = Setting(on=on, hour="15:00", place="Room of the clinic", heard=Heard.NOBODY)
    hearing = hearings.plan(db, turn, setting)
    sat = tuple(world.people[each].person for each in (CHAIR, SECOND, OUTSIDER))
    minutes = Minutes(on=on, people=sat, words="They agreed on what was established.")
    hearings.hold(db, turn, hearing, minutes)
    hearings.finish(db, turn, "Nobody else is to be heard.")


def _reports(db: Session, turn: Turn) -> None:
    alleged = findings.allege(db, turn, "He touched her at her machine, twice.")
    found = Finding(found=Found.SUBSTANTIATED, standard="more_likely", reasons="Two saw it.")
    findings.find(db, turn, alleged, found)
    chosen = _chosen(db, turn)
    handed = Report(to="The director", on=turn.now.date(), recommended=chosen, words="As found.")
    findings.report(db, turn, handed)


def _chosen(db: Session, turn: Turn) -> tuple[str, ...]:
    """The first sanction of the pack, and the pay that she lost."""
    every = choices(pack_of_case(db, turn.case, turn.now))
    sanction = next(each.id for each in every if each.kind is OutcomeKind.DISCIPLINARY)
    return sanction, Remedy.PAY.value


def _decides(db: Session, turn: Turn) -> None:
    on = turn.now.date()
    decided = Decision(
        chosen=_chosen(db, turn), by="The director", on=on, told_on=on, reasons="As found."
    )
    decisions.decide(db, turn, decided)
    decisions.tell(db, turn, on, "In writing, each alone.")


def _applies(db: Session, turn: Turn) -> object:
    """The sanction; the pay is still owed. She is asked whether the union may know the post."""
    first = carried_out(timeline(db, turn.case, turn.register).lines)[0]
    on, item = turn.now.date(), first.item.id
    carrying_out.apply(db, turn, item, on, "The office has it in his file.")
    note = Note(post="Mechanic, lines 4 to 6", measure="Applied as decided", on=on)
    asked = "May the union know that it is about a mechanic of lines 4 to 6, and go and look?"
    return carrying_out.ask_for_note(db, turn, item, note, asked, SafeBy.PAGE)


def _hands_note(db: Session, turn: Turn) -> None:
    first = carried_out(timeline(db, turn.case, turn.register).lines)[0]
    carrying_out.hand_note(db, turn, first.item.id)


def _asks_for_pay(db: Session, turn: Turn) -> object:
    words = "Her pay for the two weeks is decided and not paid. On which day is it paid?"
    return points.raise_point(db, turn, About.REMEDY, words)


DECIDED = Story(
    at="rupali",
    hours_ago=28 * DAY,
    word="copper button",
    union="union",
    number_shown_as="decided; the union can go and look",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=told.Reply.YES,
        respondent=Named(post="mechanic"),
        places=["line"],
        when_text="On two evenings of last week",
        kinds=["touching"],
        words="The mechanic leans over me when he mends the machine, and his hands stay on me.",
        tells_programme=True,
        told_for_programme=True,
        union_post="operator",
        union_line="line 5",
        contact=Contact(how="message", when="After nine in the evening", whose_phone="My own"),
    ),
    then=(
        acknowledges(CHAIR, 27.5 * DAY),
        asks_after_safety(CHAIR, 27.2 * DAY, "She is not in danger."),
        goes_on(CHAIR, 27 * DAY, StageId.ROUTE, "She was told what each route means."),
        chooses(26.5 * DAY, Route.FORMAL),
        _by(CHAIR, 26, _writes_letter),
        _by(SECOND, 25, _judges),
        *_knows(Act.NOTICE, 24),
        _by(CHAIR, 24, _serves),
        Step(OUTSIDER, 20.5 * DAY),
        Step(CHAIR, 20 * DAY, _sits),
        _by(CHAIR, 19, _reports),
        *_knows(Act.DECISION, 15),
        _by(CHAIR, 15, _decides),
        _by(CHAIR, 12, _applies),
        _by(SURVIVOR, 11.5, _says_yes),
        _by(CHAIR, 11, _hands_note),
        _by(UNION, 10, _asks_for_pay),
    ),
)
