"""How committees stand against their rules, many of them in four queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from auth.models import Organization
from casework.clocks.calendars import Calendar
from casework.committee import book as books
from casework.committee.register import Seat, read_every, seats_of_every
from casework.committee.rules import calendar_of, in_force, rules_of_every
from casework.oversight.coaching import unanswered
from casework.oversight.preventing import overdue
from casework.procedures.composition import Finding, composition, in_short
from casework.procedures.pack import Pack
from crypto.instance import InstanceKeys


@dataclass(frozen=True)
class Sitting:
    """One committee: what it lacks by its rules, and whose term or training runs out."""

    place: Organization
    pack: Pack
    """What it goes by, and what it lacks is counted by."""
    seats: list[Seat]
    short: list[Finding]
    ending: list[Seat]
    untrained: list[Seat]
    """Members who have had no training, or whose training is due again."""
    calendar: Calendar
    """Its days off."""
    overdue: int = 0
    """What was to be changed in the factory by a day that has passed."""
    unanswered: int = 0
    """Notes of whoever supports it, to which nobody has answered."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.short

    @property
    def waits_beside(self) -> bool:
        """Whether something that is no case waits for it."""
        return bool(self.overdue or self.unanswered)


def committees(
    db: Session, keys: InstanceKeys, places: Sequence[Organization], today: date
) -> list[Sitting]:
    """The committees of some factories, in their order. Raises SealBroken for a moved register."""
    ids = [each.id for each in places]
    rules, registers = rules_of_every(db, ids), read_every(db, keys, ids)
    written = books.read_every(db, keys, ids)
    packs = {each.id: in_force(each, rules[each.id], today) for each in places}
    terms = {each: pack.committee.term_months for each, pack in packs.items()}
    seats = seats_of_every(db, registers, today, terms)
    found = []
    for place in places:
        pack, sitting, book = packs[place.id], seats[place.id], written[place.id]
        asked = composition(pack.committee, [each.member for each in sitting])
        found.append(
            Sitting(
                place,
                pack,
                sitting,
                short=list(in_short(asked)),
                ending=[each for each in sitting if each.ends_soon(today)],
                untrained=[each for each in sitting if _needs_training(each, today)],
                calendar=calendar_of(rules[place.id], place, pack, today.year),
                overdue=len(overdue(book, today)),
                unanswered=len(unanswered(book)),
            )
        )
    return found


def _needs_training(seat: Seat, today: date) -> bool:
    return seat.renews_on is None or seat.renews_soon(today)
