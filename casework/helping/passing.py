"""What the packet of a case is made from: its ledger, and what is known of her by field."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.timeline import Line
from casework.helping.agreed import Needed, records
from casework.helping.following import referrals
from casework.helping.needs import Wanted, country_of, her_needs
from casework.helping.standing import Standing, overrides, standings
from casework.helping.voices import NOT_A_CHILD, Voices, voices
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.procedures.terms import Gender
from referrals.consent.ledger import (
    Consent,
    Ledger,
    Override,
    Recipient,
    Withdrawal,
    allowed,
    overridden,
)
from referrals.consent.packet import Basis, Packet, Values, compiled
from referrals.consent.terms import Field, Purpose
from referrals.matching.needs import AgeBand, Needs, StaffWish
from referrals.models.keeping import Area
from referrals.models.terms import Known

Words: TypeAlias = tuple[str, ...]
CARE_BY, CARE_BY_LONG = timedelta(hours=72), timedelta(hours=120)
"""The hours in which care counts most, and the last in which some of it does (practice.md 3)."""
REACHED_BY = (
    "contact_how",
    "contact_where",
    "contact_when",
    "contact_whose_phone",
    "contact_who_answers",
    "contact_what_to_say",
)


def packet_for(
    db: Session,
    cover: CoverText,
    lines: Iterable[Line],
    recipient: Recipient,
    now: datetime,
    reference: str,
    *,
    purpose: Purpose = Purpose.SERVICE,
    is_accepted: bool = False,
    by: Basis | None = None,
) -> Packet:
    """The packet of an opened case for one recipient, as it may leave at this moment.

    `reference`: the code of the referral it belongs to. `by`: whether it goes by her yes or by what
    two people decided; else as the entries say. Days are those of `now`, in UTC, as entries count
    them. Raises referrals.consent.packet.NothingLeaves.
    """
    every, on = list(lines), now.date()
    ledger = ledger_of(db, cover, every)
    if by is None and _is_decided_there(ledger, every, recipient, on):
        by = Basis.CONSENT
    values = {**known(db, cover, every, now), Field.REFERENCE: (reference,)}
    return compiled(values, ledger, recipient, purpose, on, is_accepted=is_accepted, by=by)


def _is_decided_there(ledger: Ledger, lines: list[Line], to: Recipient, on: date) -> bool:
    """Whether what two people decided is there already, and she agreed to something herself.

    What goes there next goes by her yes then. Where she agreed to nothing, or what was sent came
    back, what was decided can be sent once more.
    """
    decided = {each.id for each in overridden(ledger, to, on).values()}
    open_ = [each for each in referrals(lines, on) if each.is_open]
    there = {source for each in open_ for source in each.sources.values()}
    return decided <= there and bool(allowed(ledger, to, Purpose.SERVICE, on))


def known(db: Session, cover: CoverText, lines: Iterable[Line], now: datetime) -> Values:
    """What is known of her by field, in an opened case."""
    every = list(lines)
    code = her_needs(every).wanted.needs.area
    area = db.scalar(select(Area.name).where(Area.code == code)) if code else None
    zone = db.scalar(select(Organization.time_zone).where(Organization.id == cover.home))
    return values_of(every, ZoneInfo(zone or "UTC"), area or "", now)


def ledger_of(db: Session, cover: CoverText, lines: Iterable[Line]) -> Ledger:
    """What was agreed, taken back and overridden, by the entries of a case that verify."""
    every = list(lines)
    asked = standings(every)
    return Ledger(
        consents=tuple(filter(None, map(_consent, asked))),
        withdrawals=tuple(filter(None, map(_withdrawal, asked))),
        overrides=tuple(sound_overrides(cover, every)),
        voices_needed=whose_yes(db, cover, every).needed,
    )


def sound_overrides(cover: CoverText, lines: Iterable[Line]) -> list[Override]:
    """Every override, over where one of the two behind it holds no keys any more, or is close to
    somebody it is about: what is needed still is decided anew."""
    away = {*cover.conflicted, *cover.withheld}
    holding = {each.holder for each in cover.holders} - away
    return [
        each
        if {each.asked_by, each.confirmed_by or each.asked_by} <= holding
        else msgspec.structs.replace(each, is_ended=True)
        for each in overrides(lines)
    ]


def whose_yes(db: Session, cover: CoverText, lines: Iterable[Line]) -> Voices:
    """Who has to agree for her, by her age as it is known in the case.

    Where a child's officers have the case, or somebody marked that she may be under age, one
    person's word does not make her grown.
    """
    every = list(lines)
    found = [record for _line, record in records(every) if isinstance(record, Needed)]
    age = her_needs(every).wanted.needs.age
    if age in NOT_A_CHILD and not _counts_as_grown(cover, every):
        return Voices(None, asks_age=True, asks_second=True)
    return voices(age, country_of(db, cover), found)


def _counts_as_grown(cover: CoverText, lines: list[Line]) -> bool:
    """Two of a child's officers have written it down, and nobody's doubt waits to be settled."""
    if cover.may_be_child:
        return False
    return not cover.is_for_child_protection or len(_calling_her_grown(lines)) > 1


def _calling_her_grown(lines: list[Line]) -> set[UUID]:
    """Who wrote so down, since anybody wrote down otherwise."""
    found: set[UUID] = set()
    for each in lines:
        kept = her_needs([each]) if each.kind is Kind.NEEDS else None
        if kept is None or kept.at is None or kept.by is None:
            continue
        if kept.wanted.needs.age in NOT_A_CHILD:
            found.add(kept.by)
        else:
            found.clear()
    return found


def values_of(lines: Iterable[Line], zone: ZoneInfo, area: str, now: datetime) -> Values:
    """What is known of her, by field. `area`: the name of the area she would set out from.

    Whoever holds no key to her name and contact finds none of them here.
    """
    every = list(lines)
    who = _identity(every)
    named = {
        Field.NAME: (str(who.get("name", "")),),
        Field.REACH: tuple(str(who[each]) for each in REACHED_BY if who.get(each)),
    }
    return _known(named) | needed_of(her_needs(every).wanted, zone, area, now)


def needed_of(wanted: Wanted, zone: ZoneInfo, area: str, now: datetime) -> dict[Field, Words]:
    """What was asked of her and answered, by field; without her name and how to reach her."""
    urgency, free = _urgency(wanted.needs, zone, now), _free(wanted.needs)
    return _known(
        {
            **_wishes(wanted),
            Field.URGENCY: tuple(urgency),
            Field.AREA: (area,),
            Field.SHIFT: tuple(free),
        }
    )


def _known(found: Mapping[Field, Words]) -> dict[Field, Words]:
    """Without what nobody answered."""
    kept = {field: tuple(filter(None, values)) for field, values in found.items()}
    return {field: values for field, values in kept.items() if values}


def _consent(standing: Standing) -> Consent | None:
    asked, agreed = standing.asked, standing.agreed
    if agreed is None or standing.agreed_at is None:
        return None
    return Consent(
        id=asked.consent,
        fields=standing.fields,
        recipient=asked.recipient,
        purpose=asked.purpose,
        given_on=standing.agreed_at.date(),
        until=asked.until,
        given=agreed.given,
        voices=agreed.voices,
        witness=agreed.witness,
        words=asked.words,
        language=agreed.spoken_in or asked.language,
        written={each: said for each, said in asked.written.items() if each in standing.fields},
        by=standing.agreed_by,
    )


def _withdrawal(standing: Standing) -> Withdrawal | None:
    if standing.ended_at is None:
        return None
    on, by = standing.ended_at.date(), standing.ended_by
    return Withdrawal(consent=standing.asked.consent, on=on, by=by)


def _identity(lines: list[Line]) -> dict[str, str | list[str]]:
    own = [each.facts for each in lines if each.kind is Kind.IDENTITY and each.is_verified]
    return own[-1] if own else {}


def _wishes(wanted: Wanted) -> dict[Field, tuple[str, ...]]:
    needs = wanted.needs
    staff = "" if needs.staff is StaffWish.ANY else needs.staff.value
    return {
        Field.HELP: tuple(sorted(needs.kinds)),
        Field.LANGUAGE: tuple(sorted(needs.languages)),
        Field.AGE_BAND: ("" if needs.age is AgeBand.UNKNOWN else needs.age.value,),
        Field.SEX: ("" if wanted.sex is Gender.UNSAID else wanted.sex.value,),
        Field.ACCESS: ("step_free" if needs.step_free else "", wanted.access),
        Field.STAFF: (staff, "trans_friendly" if needs.trans_friendly else ""),
        Field.MONEY: ("must_be_free" if needs.must_be_free else "",),
        Field.DOCUMENTS: tuple(sorted(needs.documents)),
        Field.CHILDREN: ("children_along" if needs.children_along else "",),
        Field.ACCOMPANIMENT: ("accompaniment" if needs.accompaniment else "",),
    }


def _urgency(needs: Needs, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """Codes: in danger, and by when care has to be had, in the place's own time."""
    if needs.in_danger:
        yield "in_danger"
    if needs.happened_at is None or needs.exposed is Known.NO:
        return
    for hours in (CARE_BY, CARE_BY_LONG):
        if needs.happened_at + hours > now:
            by = (needs.happened_at + hours).astimezone(zone)
            yield f"care_by/{by.isoformat(timespec='minutes')}"
            return


def _free(needs: Needs) -> Iterator[str]:
    """Codes: when she works, and on which days she does not."""
    for shift in needs.shifts:
        days = ".".join(str(each) for each in sorted(shift.days))
        yield f"works/{days}/{shift.begins}/{shift.ends}"
    if needs.rest_days:
        yield "rest/" + ".".join(str(each) for each in sorted(needs.rest_days))
