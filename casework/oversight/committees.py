"""How committees stand against their rules, many of them in three queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from auth.models import Organization
from casework.committee.register import Seat, read_every, seats_of_every
from casework.committee.rules import in_force, rules_of_every
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

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.short


def committees(
    db: Session, keys: InstanceKeys, places: Sequence[Organization], today: date
) -> list[Sitting]:
    """The committees of some factories, in their order. Raises SealBroken for a moved register."""
    ids = [each.id for each in places]
    rules, registers = rules_of_every(db, ids), read_every(db, keys, ids)
    packs = {each.id: in_force(each, rules[each.id], today) for each in places}
    terms = {each: pack.committee.term_months for each, pack in packs.items()}
    seats = seats_of_every(db, registers, today, terms)
    found = []
    for place in places:
        sitting = seats[place.id]
        asked = composition(packs[place.id].committee, [each.member for each in sitting])
        found.append(
            Sitting(
                place,
                packs[place.id],
                sitting,
                short=list(in_short(asked)),
                ending=[each for each in sitting if each.ends_soon(today)],
                untrained=[each for each in sitting if _needs_training(each, today)],
            )
        )
    return found


def _needs_training(seat: Seat, today: date) -> bool:
    return seat.renews_on is None or seat.renews_soon(today)
