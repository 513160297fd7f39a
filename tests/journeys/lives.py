"""A case full of things with ids of their own: asked, proposed, written, set and announced."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from auth.parts import now
from auth.rings import load_ring
from casework.asking.asking import ask
from casework.asking.questions import Question, QuestionKind
from casework.case.answers import Named
from casework.case.authors import Author
from casework.case.roster import roster
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.inquiry import findings, hearings, notices
from casework.inquiry.hearings import Heard, Setting
from casework.inquiry.notices import Letter
from casework.models.cover import Capacity
from casework.parties.declaring import Answers, declare
from casework.parties.people import Part, Sketch, add
from casework.parts import Parts
from casework.procedures.loading import the_pack
from casework.protection import measures, watching
from casework.protection.measures import Proposal
from casework.protection.offers import offers
from casework.protection.signs import Sign, Watched, signals
from casework.readers import intentions
from casework.readers.recipients import Candidate
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.sealing import give_ring
from tests.journeys.founding import Resident

FREE = Answers(is_related=False, is_over=False, is_named=False)


class Life(NamedTuple):
    """The ids of one case."""

    intention: UUID
    question: UUID
    measure: UUID
    signal: UUID
    notice: UUID
    hearing: UUID
    allegation: UUID
    party: UUID


def live(db: Session, parts: Parts, who: Resident, case: UUID) -> Life:
    """Whoever reads a case does all of it, and it is kept."""
    give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
    author = Author(who.person, who.seeds)
    turn = Turn(case, author, parts.keys, parts.register(db), now())
    soon = now().date() + timedelta(days=6)
    party = add(db, turn, Sketch(part=Part.RESPONDENT, named=Named(name="Rafiq Uddin")))
    with suppress(KeyMissing):
        declare(db, turn, FREE)
    offer = offers(the_pack("generic"))[0]
    sign = watching.Heard(whom=Watched.SURVIVOR, how="", signs=(Sign.LINE,), on=now().date())
    watching.write_down(db, turn, sign, changed=True)
    setting = Setting(on=soon, hour="15:00", place="Clinic", heard=Heard.WITNESS)
    life = Life(
        intention=_announced(db, turn),
        question=ask(db, turn, Question(QuestionKind.OTHER, "Is Friday safe for you?")),
        measure=measures.propose(db, turn, Proposal(offer=offer, what="Line 5", from_on=soon)),
        signal=next(iter(signals(timeline(db, case, turn.register).lines))),
        notice=notices.write(db, turn, Letter(to="Him", particulars="On line 3.")),
        hearing=hearings.plan(db, turn, setting),
        allegation=findings.allege(db, turn, "He stood too near."),
        party=party,
    )
    db.commit()
    return life


def everybody_answers(db: Session, parts: Parts, residents: Iterable[Resident], case: UUID) -> None:
    """Whoever deals with a case says that she is close to nobody of it."""
    for who in residents:
        give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
        author = Author(who.person, who.seeds)
        with suppress(KeyMissing):
            declare(db, Turn(case, author, parts.keys, parts.register(db), now()), FREE)
        db.commit()


def _announced(db: Session, turn: Turn) -> UUID:
    """That somebody is to read more, which she can still object to."""
    cover, parts = begin(db, turn), frozenset({Compartment.OUTCOME})
    reader = roster(db, turn.register, cover.text.home, turn.now.date())[0]
    candidate = Candidate(reader, Capacity.SUPERVISOR, parts)
    return intentions.add(db, turn, cover, candidate, parts, "She knows the line.").id
