"""What became of each measure she was asked about, sealed where she reads it, in words for her."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.asking.questions import SafeBy
from casework.case.covers import answer_waits
from casework.case.entries import put, said_now
from casework.case.timeline import Line
from casework.case.turns import Turn
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C = Compartment


@dataclass(frozen=True, kw_only=True)
class Told:
    """What she is told of one measure: how it stands, why, and its days."""

    measure: str
    """Its id, in hexadecimal digits."""
    step: str
    """A casework.protection.measures.State."""
    label: str
    what: str = field(repr=False)
    why: str = field(repr=False)
    from_on: date | None
    until_on: date | None
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HerMeasure:
    """One measure as it stands, for her."""

    told: Told
    at: datetime
    looked_at: tuple[tuple[datetime, str], ...] = field(default=(), repr=False)
    """When it was looked at with her since, and what was written of it."""


def tell_her(db: Session, cover: Cover, turn: Turn, told: Told, safe_by: SafeBy) -> None:
    """Let her page show it, for a verb that has begun in CHANNEL.

    Where it is safe to reach her in person only, nothing of it stands on her page, whether she
    was asked about it or not.
    """
    if safe_by is not SafeBy.PAGE:
        return
    said = said_now(
        Kind.MEASURE,
        turn.now,
        told.why,
        measure=told.measure,
        step=told.step,
        label=told.label,
        what=told.what,
        from_on=iso(told.from_on),
        until_on=iso(told.until_on),
        review_on=iso(told.review_on),
    )
    put(db, cover, C.CHANNEL, said, turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)


def her_measures(lines: Iterable[Line]) -> list[HerMeasure]:
    """Every measure that she was told of, the newest last."""
    found: dict[str, HerMeasure] = {}
    for line in lines:
        if line.kind is Kind.MEASURE and line.compartment is C.CHANNEL and line.is_verified:
            told = _told(line)
            found[told.measure] = _after(found.get(told.measure), told, line)
    return list(found.values())


def _after(before: HerMeasure | None, told: Told, line: Line) -> HerMeasure:
    if before is None or before.told.step != told.step:
        return HerMeasure(told=told, at=line.at, looked_at=before.looked_at if before else ())
    seen = (*before.looked_at, (line.at, line.text))
    return replace(before, told=replace(told, why=before.told.why), looked_at=seen)


def _told(line: Line) -> Told:
    facts = line.facts
    return Told(
        measure=text(facts, "measure"),
        step=text(facts, "step"),
        label=text(facts, "label"),
        what=text(facts, "what"),
        why=line.text,
        from_on=day(facts, "from_on"),
        until_on=day(facts, "until_on"),
        review_on=day(facts, "review_on"),
    )
