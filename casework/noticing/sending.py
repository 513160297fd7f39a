"""One round of notices: claimed, sent, and only then forgotten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from auth.notifying import Letter, LetterUnsent, Notifier
from auth.texting import ShortText, Texter, TextUnsent
from casework.db import Sessions
from casework.noticing import claiming, terms
from casework.noticing.addressees import Addressee, addressees
from casework.noticing.rounds import own_round, waits
from crypto.instance import InstanceKeys

BATCH = 100
"""How many are claimed before they are told: so many wait a day if a node dies just then."""


@dataclass(frozen=True)
class Ways:
    """How words leave, and which ones: `wording` gives subject and body in a language."""

    letters: Notifier
    texts: Texter
    wording: Callable[[str], tuple[str, str]]


@dataclass
class Outcome:
    """How many were told, could not be, and gave no address."""

    told: int = 0
    failed: int = 0
    unreachable: int = 0


@dataclass(frozen=True)
class Round:
    """What one run of `casework remind` works with. `now` in UTC."""

    sessions: Sessions
    keys: InstanceKeys = field(repr=False)
    ways: Ways
    now: datetime
    times: Sequence[time]


def send_round(given: Round, number: int) -> Outcome:
    """Tell everybody whose day has come, and who is told daily, each once a day."""
    with given.sessions(writing=False) as db:
        people = addressees(db, given.keys, given.now.date())
        waiting = claiming.due(db, given.now.date())
        for chair in terms.chairs_to_tell(db, given.keys, given.now.date()):
            # No row owes it: there is nothing to forget once it was told.
            waiting.setdefault(chair, [])
    outcome = Outcome()
    wanted = [each for each in people if _is_told(each, waiting, given, number)]
    outcome.unreachable = sum(not each.is_reachable for each in wanted)
    for batch in _batches([each for each in wanted if each.is_reachable]):
        _tell(given, {each.tag: each for each in batch}, waiting, outcome)
    with given.sessions() as db:
        claiming.sweep(db, given.now.date())
        db.commit()
    return outcome


def send_at_once(given: Round) -> Outcome:
    """Tell those whom danger or hours that run out concern, by telephone where there is one.

    Also in their quiet hours: what they are told says nothing, and it cannot wait.
    """
    with given.sessions(writing=False) as db:
        waiting = claiming.at_once(db)
        people = addressees(db, given.keys, given.now.date()) if waiting else []
    outcome = Outcome()
    for each in people:
        for reminder in waiting.get(each.tag, []):
            _tell_at_once(given, each, reminder, outcome)
    return outcome


def _is_told(each: Addressee, waiting: dict[bytes, list[UUID]], given: Round, number: int) -> bool:
    if each.is_daily:
        # At any other hour it would tell that something came.
        return number == own_round(given.now, given.times, each.zone, each.quiet)
    held = waits(given.now, number, given.times, each.zone, each.quiet)
    return each.tag in waiting and not held


def _tell(
    given: Round,
    batch: dict[bytes, Addressee],
    waiting: dict[bytes, list[UUID]],
    outcome: Outcome,
) -> None:
    today = given.now.date()
    with given.sessions() as db:
        ours = claiming.claim(db, batch, given.keys.version, today)
        db.commit()
    told = frozenset(tag for tag in ours if _reached(given.ways, batch[tag]))
    with given.sessions() as db:
        claiming.done(db, [one for tag in told for one in waiting.get(tag, [])])
        claiming.give_back(db, ours - told, today)
        db.commit()
    outcome.told += len(told)
    outcome.failed += len(ours - told)


def _tell_at_once(given: Round, her: Addressee, reminder: UUID, outcome: Outcome) -> None:
    if not her.is_reachable:
        outcome.unreachable += 1
        return
    today, mark = given.now.date(), claiming.of_one(reminder)
    with given.sessions() as db:
        is_ours = mark in claiming.claim(db, [mark], given.keys.version, today)
        db.commit()
    if not is_ours:
        return
    is_told = _reached(given.ways, her, by_phone=True)
    with given.sessions() as db:
        if is_told:
            claiming.done(db, [reminder])
        else:
            claiming.give_back(db, [mark], today)
        db.commit()
    outcome.told += is_told
    outcome.failed += not is_told


def _reached(ways: Ways, her: Addressee, *, by_phone: bool = False) -> bool:
    """The first way that works; a telephone comes first where it cannot wait."""
    tries = [_by_letter, _by_text]
    return any(attempt(ways, her) for attempt in (reversed(tries) if by_phone else tries))


def _by_letter(ways: Ways, her: Addressee) -> bool:
    if her.mail is None:
        return False
    try:
        ways.letters.send(Letter(her.mail, *ways.wording(her.language)))
    except LetterUnsent:
        return False
    return True


def _by_text(ways: Ways, her: Addressee) -> bool:
    if her.phone is None:
        return False
    subject, body = ways.wording(her.language)
    try:
        ways.texts.send(ShortText(her.phone, f"{subject}: {body.strip()}"))
    except TextUnsent:
        return False
    return True


def _batches(people: Sequence[Addressee]) -> Iterator[Iterable[Addressee]]:
    return (people[place : place + BATCH] for place in range(0, len(people), BATCH))
