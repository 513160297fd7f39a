"""That she is of age after all, where no child protection officer is there to say so: by two."""

from sqlalchemy.orm import Session

from casework.case.covers import change
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.course.minority import NEEDS, OFFICER, AgeStep, NotAsked, authors, say, since, waits
from casework.course.recording import the_course
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Entry
from casework.readers.recipients import reach
from crypto.compartments import Compartment

C, A = Compartment, AgeStep
FROM_OUTSIDE = {Capacity.EXTERNAL_MEMBER, Capacity.SUPERVISOR}
"""One of the two at least is one of these."""
PAIR = 2


def lift(db: Session, turn: Turn, words: str) -> Entry:
    """Say that she is of age, where no officer holds her keys or could be handed them.

    It counts once two holders have said so who did not mark it, one of them not of the factory.

    Raises casework.course.minority.NotAsked where it cannot be said, or not by her; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.ACCOUNT)
    marked = since(timeline(db, turn.case, turn.register).lines, A.MARKED) or []
    is_marked = waits(cover.text, the_course(db, turn.case).text) is not None
    # What an officer has decided is for an officer to change.
    is_decided = bool(authors(marked, A.GOES_ON, A.STOPS))
    if not is_marked or is_decided or has_officer(db, turn, cover.text):
        raise NotAsked
    me, asked = turn.author.person, authors(marked, A.LIFT_ASKED)
    if me in authors(marked, A.MARKED) | asked:
        raise NotAsked
    said = [each.capacity for each in cover.text.holders if each.holder in {me, *asked}]
    if len(said) < PAIR or FROM_OUTSIDE.isdisjoint(said):
        return say(db, cover, turn, A.LIFT_ASKED, words, set(), set())
    change(db, cover, may_be_child=False)
    return say(db, cover, turn, A.LIFTED, words, *NEEDS[A.OF_AGE])


def has_officer(db: Session, turn: Turn, cover: CoverText) -> bool:
    """Whether an officer holds its keys, or could be handed them."""
    there = reach(db, turn.keys, turn.register, turn.case, cover, turn.now.date())
    holding = {each.capacity for each in cover.holders}
    could = {each.capacity for each in (*there.candidates, *there.if_settled)}
    return not (holding | could).isdisjoint(OFFICER)
