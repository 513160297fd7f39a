"""What an entry counts as: every entry passes here, and nothing else makes a fact."""

from datetime import datetime
from uuid import UUID

import msgspec
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.facts import of_help, of_outcome
from casework.facts.count import Count, Made
from casework.facts.fact import Fact, FactKind, month_of
from casework.facts.origin import Origin, origin_of
from casework.facts.places import Place, first_open_month, place_of, zone_of
from casework.facts.reading import course_of, holds
from casework.facts.sealing import Hand, send
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.models.measuring import Tally
from crypto.compartments import Compartment
from crypto.sealing import attempted

log = structlog.get_logger()
NOT_COUNTED = "not_counted"
BARE = frozenset({FactKind.NOT_COUNTED, FactKind.RETRACTED, FactKind.ELSEWHERE})
"""Facts that say nothing but place and month."""


def is_uncounted(db: Session, cover: Cover, said: Said) -> bool:
    """Whether she does not want to be counted, once this entry stands: her last answer holds.

    Who has not been asked is counted: a fact names nobody. Her no is honoured at once, and takes
    back what was counted of her where its ids are known.
    """
    says_no = of_help.says_no(db, cover.case_id, said)
    return cover.text.is_uncounted if says_no is None else says_no


def count_entry(
    db: Session, cover: Cover, compartment: Compartment, said: Said, hand: Hand
) -> None:
    """Count an entry that was just written; nothing where no programme counts, or not yet.

    What is kept to decide later is nobody's to count. Whatever is broken in a row of the
    programme, the entry stands: then it is not counted, and the log names the error's type.
    """
    is_outcome = compartment is Compartment.OUTCOME
    origin = origin_of(db)
    if origin is None or cover.text.is_kept or not (is_outcome or said.kind in of_help.OF_KIND):
        return
    try:
        with attempted(db):
            _count(db, origin, cover, said, hand, is_outcome=is_outcome)
    except Exception as wrong:
        # Its message may carry what was being counted.
        log.error("entry_not_counted", error=type(wrong).__name__)


def _count(
    db: Session, origin: Origin, cover: Cover, said: Said, hand: Hand, *, is_outcome: bool
) -> None:
    """Ids are remembered in `outcome`: what is written without its key stands for itself."""
    case, text = cover.case_id, cover.text
    row, remembers = _tally_row(db, case), holds(db, case, Compartment.OUTCOME)
    count = Count(db, case, text, said, course_of(db, case), zone=zone_of(db, text))
    if row is not None:
        count.tally = row.text
    before = count.tally
    was_apart = before.is_apart if remembers else None
    place = place_of(db, origin, text, said.at.date(), was_apart=was_apart)
    if place is None:
        return
    count.first_open = first_open_month(db, place.key.programme, said.at.date())
    if place.factory is None and not before.is_apart:
        _leave_the_factory(count)
    if not text.is_uncounted:
        _count_it(count, is_outcome=is_outcome)
    elif remembers:
        _take_back(count)
    _send(db, origin, hand, place, count)
    if remembers and count.tally != before:
        _remember(db, row, count)


def leave_at_once(db: Session, cover: Cover, hand: Hand, at: datetime) -> None:
    """Of a case that somebody of its committee is kept from now, nothing counts at the factory.

    For whoever changes that without an entry after it. A session without the outcome cannot know
    what was counted: then it leaves with the next entry there.
    """
    origin = origin_of(db)
    if origin is None or cover.text.is_kept:
        return
    try:
        with attempted(db):
            _leave(db, origin, cover, hand, at)
    except Exception as wrong:
        # As above: whoever is kept away is kept away.
        log.error("case_stays_counted_at_factory", error=type(wrong).__name__)


def _leave(db: Session, origin: Origin, cover: Cover, hand: Hand, at: datetime) -> None:
    row, text = _tally_row(db, cover.case_id), cover.text
    if row is None or row.text.is_apart:
        return
    place = place_of(db, origin, text, at.date(), was_apart=False)
    if place is None or place.factory is not None:
        return
    said = Said(kind=Kind.HAPPENED, at=at)
    count = Count(db, cover.case_id, text, said, tally=row.text, zone=zone_of(db, text))
    _leave_the_factory(count)
    _send(db, origin, hand, place, count)
    _remember(db, row, count)


def _leave_the_factory(count: Count) -> None:
    """What was counted at the factory counts at none from now on."""
    for id_ in count.tally.facts.values():
        count.note(FactKind.ELSEWHERE, id_)
    count.keep(is_apart=True)


def _count_it(count: Count, *, is_outcome: bool) -> None:
    if count.knows(NOT_COUNTED):
        _rename(count, NOT_COUNTED, "received")
        of_outcome.tell(count)
    if is_outcome:
        _count_outcome(count)
    else:
        of_help.OF_KIND[count.said.kind](count)


def _count_outcome(count: Count) -> None:
    of_outcome.received(count)
    if count.said.kind in of_outcome.OF_KIND:
        of_outcome.OF_KIND[count.said.kind](count)
    of_outcome.moved(count)


def _take_back(count: Count) -> None:
    """In place of all that was counted of a case stands once that she does not want it."""
    if count.knows(NOT_COUNTED):
        return
    first, *others = [*count.tally.facts] or [""]
    for about in others:
        count.drop(about)
    if first:
        _rename(count, first, NOT_COUNTED)
    count.add(FactKind.NOT_COUNTED, NOT_COUNTED, count.received_on)


def _rename(count: Count, old: str, new: str) -> None:
    """One fact takes the place of another that is about something else; nothing else is left."""
    tally = count.tally
    months = {new: tally.months[old]} if old in tally.months else {}
    count.keep(facts={new: tally.facts[old]}, months=months)


def _send(db: Session, origin: Origin, hand: Hand, place: Place, count: Count) -> None:
    for made in count.made:
        send(db, origin, hand, place.key, _fact(count, made, place), count.said.at.date())


def _fact(count: Count, made: Made, place: Place) -> Fact:
    fact = Fact(
        id=made.id,
        replaces=made.replaces,
        programme=place.key.programme,
        factory=place.factory,
        month=made.month,
        kind=made.kind,
        # Of a case at no factory the country says beside which others it is counted.
        country=place.country if place.factory is None or made.kind not in BARE else None,
    )
    if made.kind in BARE:
        return fact
    return msgspec.structs.replace(fact, received=month_of(count.received_on), **made.values)


def _tally_row(db: Session, case: UUID) -> Tally | None:
    if not holds(db, case, Compartment.OUTCOME):
        return None
    return db.scalar(select(Tally).where(Tally.case_id == case))


def _remember(db: Session, row: Tally | None, count: Count) -> None:
    if row is None:
        db.add(Tally(case_id=count.case, text=count.tally))
    else:
        row.text = count.tally
    db.flush()
