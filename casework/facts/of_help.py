"""What an entry outside `outcome` counts as: help that was sent for, a no, an answer of hers.

Whoever writes these may follow nothing of the procedure: their facts stand for themselves.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.facts.count import Count
from casework.facts.fact import Answer, FactKind, Step
from casework.facts.reading import said_in, text
from casework.models.entry import Kind, Said
from crypto.compartments import Compartment
from referrals.consent.terms import Purpose

C, A, F = Compartment, Answer, FactKind
Written: TypeAlias = dict[str, object]
STEPS: Mapping[str, Step] = {
    "accepted": Step.ACCEPTED,
    "declined": Step.DECLINED,
    "done": Step.COMPLETED,
    "no_show": Step.NO_SHOW,
    "withdrawn": Step.ENDED,
    "expired": Step.ENDED,
}
"""States of a referral (casework.helping.states.State) that are counted."""
REPLIES: Mapping[str, Answer] = {"yes": A.YES, "no": A.NO, "in_words": A.UNKNOWN}


def referred(count: Count) -> None:
    """A referral: sent, accepted or not, and how it ended."""
    record = _record(count.said, "referral")
    if record.get("type") == "sent":
        count.add(F.REFERRAL, step=Step.OFFERED, need=str(record["kind"]))
    elif record.get("type") == "moved" and record["state"] in STEPS:
        need = _need(count, record["referral"])
        count.add(F.REFERRAL, step=STEPS[str(record["state"])], need=need)


def refused(count: Count) -> None:
    """Her no to passing something on. Taking a yes back is none."""
    record = _record(count.said, "consent")
    if record.get("type") != "ended":
        return
    asked = _about(count.db, count.case, record["consent"])
    is_new = not any(each.get("type") == "agreed" for each in asked)
    if is_new and _purpose(asked) not in {None, Purpose.STATISTICS}:
        count.add(F.CONSENT_REFUSED)


def answered(count: Count) -> None:
    """Her answer to how it was dealt with, in place of that she was asked."""
    asked = said_in(count.db, count.case, C.CHANNEL, Kind.ASKED)
    question = text(count.said, "question")
    hers = [each for each in asked if text(each, "question") == question]
    if not any(text(each, "about_kind") == "feedback" for each in hers):
        return
    reply = REPLIES.get(text(count.said, "reply"))
    by_another = Answer(count.tally.by_another) if count.tally.by_another else None
    count.add(F.FEEDBACK, f"feedback:{question}", satisfied=reply, by_another=by_another)


OF_KIND: Mapping[Kind, Callable[[Count], None]] = {
    Kind.REFERRAL: referred,
    Kind.CONSENT: refused,
    Kind.HER_ANSWER: answered,
}


def says_no(db: Session, case: UUID, said: Said) -> bool | None:
    """What an entry says of being counted at all: True for her no, False for her yes, else None."""
    record = _record(said, "consent") if said.kind is Kind.CONSENT else {}
    if record.get("type") == "counting":
        return not record["is_counted"]
    if record.get("type") not in {"agreed", "ended"}:
        return None
    if _purpose(_about(db, case, record["consent"])) is not Purpose.STATISTICS:
        return None
    return record["type"] == "ended"


def _about(db: Session, case: UUID, consent: object) -> list[Written]:
    written = (_record(each, "consent") for each in said_in(db, case, C.REFERRAL, Kind.CONSENT))
    return [each for each in written if each.get("consent") == consent]


def _purpose(asked: list[Written]) -> Purpose | None:
    found = (each["purpose"] for each in asked if each.get("type") == "asked")
    return next((Purpose(str(each)) for each in found), None)


def _need(count: Count, referral: object) -> str | None:
    written = said_in(count.db, count.case, C.REFERRAL, Kind.REFERRAL)
    records = (_record(each, "referral") for each in written)
    sent = (each for each in records if each.get("type") == "sent")
    return next((str(each["kind"]) for each in sent if each["referral"] == referral), None)


def _record(said: Said, fact: str) -> Written:
    raw = text(said, fact)
    return msgspec.json.decode(raw, type=Written) if raw else {}
