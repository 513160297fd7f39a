"""What a factory has decided about its procedure: which pack, its own days, its days off."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.clocks import seeding
from casework.clocks.calendars import Calendar
from casework.models.committee import Chosen, FactoryRules, Rules
from casework.procedures import loading, own_rules
from casework.procedures.covering import open_questions
from casework.procedures.own_rules import OwnRules, OwnRulesRefused
from casework.procedures.pack import Pack

YEARS_BEFORE, YEARS_AFTER = 1, 3
"""Years of public holidays around the present one: no deadline of a case reaches further."""
UTC_ZONE = "UTC"
KNOWN = 64
"""Calendars that a process keeps at hand."""


class Overtaken(Exception):
    """Somebody else of the factory decided something after the page was shown."""


class NoReason(ValueError):
    """A decision without its reason: nobody could say later why it held."""


class StillOpen(ValueError):
    """A question on which a survivor's safety rests has no answer yet."""


def rules_of(db: Session, factory: UUID) -> tuple[Rules, int]:
    """A factory's decisions, and the version of them; 0 where it made none."""
    with db.no_autoflush:
        row = db.execute(
            select(FactoryRules.content, FactoryRules.version).where(
                FactoryRules.factory_id == factory
            )
        ).one_or_none()
    if row is None:
        return Rules(), 0
    return msgspec.msgpack.decode(row.content, type=Rules), row.version


def rules_of_every(db: Session, factories: Collection[UUID]) -> dict[UUID, Rules]:
    """The decisions of some factories, in one query; none where a factory made none."""
    rows = db.execute(
        select(FactoryRules.factory_id, FactoryRules.content).where(
            FactoryRules.factory_id.in_(factories)
        )
    )
    made = {at: msgspec.msgpack.decode(content, type=Rules) for at, content in rows}
    return {each: made.get(each, Rules()) for each in factories}


def pack_of(db: Session, place: Organization | None, today: date) -> Pack:
    """The pack as it holds in a place today: the one chosen, with the factory's own rules.

    Without a choice a factory goes by its country's, and any other body by the generic one.
    """
    if place is None or place.kind is not OrganizationKind.FACTORY:
        return loading.the_pack(loading.GENERIC)
    return in_force(place, rules_of(db, place.id)[0], today)


def in_force(place: Organization, rules: Rules, today: date) -> Pack:
    """The same, from decisions at hand."""
    pack = _named(place, rules, today)
    try:
        return own_rules.effective(
            pack, newest_own(rules, today), loading.the_pack(loading.GENERIC)
        )
    except OwnRulesRefused:
        # Entered under another pack: what the law says there is stricter than what was entered.
        return pack


def is_chosen(rules: Rules, today: date) -> bool:
    """Whether somebody of the factory said which pack holds."""
    return newest(rules.packs, today) is not None


def calendar_of(rules: Rules, place: Organization | None, pack: Pack, year: int) -> Calendar:
    """The days off of a place: its own calendar, or its pack's with the public holidays."""
    zone = place.time_zone if place else UTC_ZONE
    resting = frozenset(seeding.WEEK.index(each) for each in pack.calendar.rest_days)
    return _seeded(rules.calendar or Calendar(zone, resting), pack.country, year)


def choose_pack(db: Session, factory: UUID, seen: int, chosen: Chosen, rules_before: Rules) -> None:
    """Put a pack in force from a day on. Running cases keep the one they began under.

    Raises NoReason, PackUnknown, StillOpen where the law's duty to report is not known and the
    factory has not answered it, and Overtaken.
    """
    if not chosen.reason.strip():
        raise NoReason
    place = db.get_one(Organization, factory)
    after = msgspec.structs.replace(rules_before, packs=(*rules_before.packs, chosen))
    if any(each.blocks for each in open_questions(in_force(place, after, chosen.from_on))):
        raise StillOpen
    write(db, factory, seen, after)


def enter_own(db: Session, factory: UUID, seen: int, own: OwnRules, rules_before: Rules) -> None:
    """Enter the factory's own days and answers, dated and with a reason.

    Raises OwnRulesRefused with every reason, and Overtaken.
    """
    place = db.get_one(Organization, factory)
    pack = _named(place, rules_before, own.in_force_on)
    own_rules.effective(pack, own, loading.the_pack(loading.GENERIC))
    write(db, factory, seen, msgspec.structs.replace(rules_before, own=(*rules_before.own, own)))


def keep_calendar(
    db: Session, factory: UUID, seen: int, calendar: Calendar, rules_before: Rules
) -> None:
    """Keep the days off as somebody of the factory corrected them. Raises Overtaken."""
    write(db, factory, seen, msgspec.structs.replace(rules_before, calendar=calendar))


def write(db: Session, factory: UUID, seen: int, rules: Rules) -> None:
    """Write decisions over those of version `seen`, 0 for none. Raises Overtaken."""
    row = db.scalar(
        select(FactoryRules).where(FactoryRules.factory_id == factory).with_for_update()
    )
    if (row.version if row else 0) != seen:
        raise Overtaken
    content = msgspec.msgpack.encode(rules)
    if row is None:
        db.add(FactoryRules(factory_id=factory, content=content))
    else:
        row.content, row.version = content, row.version + 1
    db.flush()


@lru_cache(maxsize=KNOWN)
def _seeded(calendar: Calendar, country: str, year: int) -> Calendar:
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    return seeding.seeded(calendar, country, years)


def newest(packs: tuple[Chosen, ...], today: date) -> Chosen | None:
    """The choice that holds on a day; of two from one day, the later one."""
    begun = [(each.from_on, place) for place, each in enumerate(packs) if each.from_on <= today]
    return packs[max(begun)[1]] if begun else None


def newest_own(rules: Rules, today: date) -> OwnRules | None:
    """The factory's own rules that hold on a day; of two from one day, the later ones."""
    own = rules.own
    begun = [(each.in_force_on, at) for at, each in enumerate(own) if each.in_force_on <= today]
    return own[max(begun)[1]] if begun else None


def _named(place: Organization, rules: Rules, today: date) -> Pack:
    chosen = newest(rules.packs, today)
    return loading.the_pack(chosen.pack) if chosen else loading.for_country(place.country)
