"""What somebody who reads a case does with it: one transaction each, signed, on the trail."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.case import one_pass, rekey
from casework.case.acts import act
from casework.case.answers import SentFile
from casework.case.covers import answer_waits
from casework.case.entries import put, said_now, uncount_at_factory
from casework.case.filing import take_files
from casework.case.inbox import take_in
from casework.case.rekey import LastHolder
from casework.case.turns import Turn, begin
from casework.models.cover import CoverText
from casework.models.entry import Entry, Kind, Said
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.ring import KeyRing
from crypto.sealing import the_ring

C = Compartment
RECUSED = "recusal"
"""Why somebody lost her keys who said herself that she should not read on."""
REMOVED = "removal"
"""Why somebody lost her keys of whom others found that she should not read on."""
STEPPED_OUT = "stepping_out"
"""Why somebody lost them who was called in, and whose part is done: she can be called again."""
NOTE_PLACES = (C.ACCOUNT, C.REFERRAL)
REASON_PLACES = (C.ACCOUNT, C.REFERRAL, C.OUTCOME, C.CHANNEL, C.IDENTITY)

HERS_TOO = (C.CHANNEL, C.OUTCOME, C.TOLD, C.REFERRAL, C.IDENTITY, C.ACCOUNT)
"""Where the survivor reads a reason too; the last one only where its writer holds no other."""


def answer(db: Session, turn: Turn, text: str) -> Entry:
    """Write to the survivor; her number says that an answer waits."""
    cover = begin(db, turn, C.CHANNEL)
    entry = put(
        db, cover, C.CHANNEL, said_now(Kind.MESSAGE_TO_SURVIVOR, turn.now, text), turn.author
    )
    answer_waits(db, cover.text)
    act(db, turn.case, "case:survivor:answer", turn.author.person, turn.now)
    return entry


def note(db: Session, turn: Turn, text: str) -> Entry:
    """Write a note: into `account`, or into `referral` for whoever holds only that."""
    part = place_for(the_ring(db), turn.case, NOTE_PLACES)
    cover = begin(db, turn, part)
    entry = put(db, cover, part, said_now(Kind.NOTE, turn.now, text), turn.author)
    act(db, turn.case, "case:note:write", turn.author.person, turn.now)
    return entry


def attach(
    db: Session, turn: Turn, sent: SentFile, text: str = "", *, origin: str = "", came_on: str = ""
) -> UUID:
    """Add a file that was sealed on its way in: what it is, from whom, and when it came.

    Gives back its id.
    """
    cover = begin(db, turn, C.ACCOUNT)
    files = take_files(db, cover, [sent], turn.author, turn.now, C.ACCOUNT)
    facts: dict[str, str | list[str]] = {"from": origin, "came_on": came_on}
    said = Said(kind=Kind.FILE, at=turn.now, text=text, files=files, facts=facts)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:file:attach", turn.author.person, turn.now, file=files[0].hex)
    return files[0]


def take_inbox_in(db: Session, turn: Turn) -> int:
    """Make the texts in the inbox entries of the channel; gives back how many."""
    cover = begin(db, turn, C.CHANNEL)
    taken_in = take_in(db, cover, turn.author, turn.now)
    if taken_in:
        act(db, turn.case, "case:inbox:take_in", turn.author.person, turn.now)
    return taken_in


def recuse(db: Session, turn: Turn, reason: str) -> None:
    """Give one's own keys back, at once. The reason is sealed where only handlers read it.

    The next holder makes new keys before she opens or writes the case.

    Raises LastHolder when something would be left that nobody can open.
    """
    person = _person(turn)
    part = place_for(the_ring(db), turn.case, REASON_PLACES)
    cover = begin(db, turn, part, exclusively=True)
    require_successors(cover.text, person)
    put(db, cover, part, said_now(Kind.RECUSAL, turn.now, reason), turn.author)
    act(db, turn.case, "case:reader:recuse", person, turn.now)
    rekey.depart(db, turn.case, person, RECUSED, turn.now)
    uncount_at_factory(db, cover, turn.author, turn.now)
    the_ring(db).forget(turn.case)


def step_out(db: Session, turn: Turn, reason: str) -> None:
    """Give back the keys with which one was called in, since one's part is done.

    The survivor reads the reason, and is told that something waits for her to read. Whoever steps
    out can be called in again, unlike who recused herself.

    Raises LastHolder when something would be left that nobody can open.
    """
    person = _person(turn)
    part = place_for(the_ring(db), turn.case, HERS_TOO)
    cover = begin(db, turn, part, exclusively=True)
    require_successors(cover.text, person)
    put(db, cover, part, said_now(Kind.STEPPED_OUT, turn.now, reason), turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:reader:step_out", person, turn.now)
    rekey.depart(db, turn.case, person, STEPPED_OUT, turn.now)
    uncount_at_factory(db, cover, turn.author, turn.now)
    the_ring(db).forget(turn.case)


def settle_owing(db: Session, turn: Turn) -> list[Compartment]:
    """Make new keys for what somebody knows who lost hers; gives back what others must make.

    Raises KeyMissing without a key to the case.
    """
    before = newest_epoch(db, turn.case)
    still = rekey.renew(db, turn.case, turn.renewal, "renewal")
    if newest_epoch(db, turn.case) != before:
        act(db, turn.case, "case:keys:renew", turn.author.person, turn.now)
    return still


def newest_epoch(db: Session, case: UUID) -> int:
    """The number of the list of keys in force; needs no key."""
    return one_pass.epoch_numbers(db, [case]).get(case, 0)


def place_for(ring: KeyRing, case: UUID, places: tuple[Compartment, ...]) -> Compartment:
    """The first of some compartments that this ring opens. Raises KeyMissing for none."""
    found = next((part for part in places if ring.holds(case, part)), None)
    if found is None:
        raise KeyMissing
    return found


def require_successors(cover: CoverText, person: UUID) -> None:
    """Raises LastHolder when she alone holds a compartment."""
    her = cover.holder(person)
    others = [each for each in cover.holders if each.holder != person]
    left = {part for each in others for part in each.compartments}
    if her is not None and not set(her.compartments) <= left:
        raise LastHolder


def _person(turn: Turn) -> UUID:
    if turn.author.person is None:
        raise KeyMissing
    return turn.author.person
