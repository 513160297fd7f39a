"""The same told twice: what was typed goes into the case that is there, and none of it is lost."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Answers
from casework.case.chains import bodies_of
from casework.case.entries import put
from casework.case.filing import take_files
from casework.case.turns import Turn, begin
from casework.models.cover import Capacity, Cover, CoverText
from casework.models.entry import TAKEN_DOWN, Kind, Said
from casework.readers.audience import Audience
from casework.taking_down.complaint import HERS, TakenDown
from casework.taking_down.interpreting import write_interpreter
from casework.telling.intake import what_she_said
from crypto.compartments import Compartment
from crypto.ring import KeyRing
from crypto.sealing import the_ring

C = Compartment
BESIDE = (C.IDENTITY, C.REFERRAL)
"""Where her name and what she needs belong, if whoever writes holds that of the case."""


def add(db: Session, turn: Turn, taken: TakenDown) -> bool:
    """Write what was taken down into a case, signed by whoever took it down.

    The account of it goes into `account`, her name and needs where they belong; what has no
    place there (`left_out`) is told before. Sending it twice writes it once: gives back whether
    it was written now. Raises as `casework.case.turns.begin`, NotAgreed for a concern,
    and NotFree for an interpreter who fits the respondent.
    """
    cover = begin(db, turn, C.ACCOUNT)
    parts = taken_over(the_ring(db), cover, taken.answers)
    begin(db, turn, *parts)
    if _is_there(db, turn.case, taken.case):
        return False
    said = {each.kind: each for _part, each in _said(db, turn, taken)}
    _put_account(db, cover, turn, taken, said)
    for part, kind in ((C.IDENTITY, Kind.IDENTITY), (C.REFERRAL, Kind.NEEDS)):
        if part in parts:
            put(db, cover, part, _marked(said[kind]), turn.author)
    write_interpreter(db, cover, turn, taken.interpreter, taken.told_on)
    act(db, turn.case, "case:complaint:tell_again", turn.author.person, turn.now)
    return True


def taken_over(ring: KeyRing, cover: Cover, answers: Answers) -> list[Compartment]:
    """What of her name and her needs can be written into the case by whoever holds this ring.

    Her name only where all who open it there are people to whom she opens it this time too.
    """
    said = (part for part in BESIDE if _has_something(part, answers))
    held = [part for part in said if ring.holds(cover.case_id, part)]
    return [part for part in held if part is not C.IDENTITY or _is_shared(cover.text, answers)]


def left_out(ring: KeyRing, cover: Cover, answers: Answers) -> list[Compartment]:
    """What cannot: it is sealed to others in that case, and stays on the page."""
    there = taken_over(ring, cover, answers)
    return [part for part in BESIDE if _has_something(part, answers) and part not in there]


def _is_shared(cover: CoverText, answers: Answers) -> bool:
    shared = {
        Capacity.UNION_REPRESENTATIVE: answers.name_for_union,
        Capacity.SUPERVISOR: answers.name_for_programme,
        Capacity.REFERRAL_OFFICER: answers.name_for_programme,
        # To whom a child is told she is asked nothing else: they open everything.
        Capacity.CHILD_PROTECTION_OFFICER: True,
        Capacity.SURVIVOR: True,
    }
    opening = cover.holders_of(C.IDENTITY)
    return all(shared.get(each.capacity, answers.name_for_committee) for each in opening)


def _has_something(part: Compartment, answers: Answers) -> bool:
    if part is C.REFERRAL:
        return bool(answers.needs)
    contact = msgspec.structs.astuple(answers.contact)[1:]
    return bool(answers.name or answers.employee_number or any(contact))


def _said(db: Session, turn: Turn, taken: TakenDown) -> list[tuple[Compartment, Said]]:
    return what_she_said(db, taken.answers, Audience(), (), turn.now)


def _put_account(
    db: Session, cover: Cover, turn: Turn, taken: TakenDown, said: Mapping[Kind, Said]
) -> None:
    files = take_files(db, cover, taken.answers.files, turn.author, turn.now, C.ACCOUNT)
    facts = {
        **said[Kind.INTAKE].facts,
        "came_by": taken.way or "",
        "told_by": "herself",
        "wording": taken.wording or "",
        "limits_read": [each.value for each in taken.limits_read],
        "interpreter": taken.interpreter,
        "told_on": taken.told_on.isoformat() if taken.told_on else "",
        "event_on": taken.event_on.isoformat() if taken.event_on else "",
        "decides_on_jobs": taken.answers.decides_on_jobs or "",
        "form": taken.case.hex,
    }
    entry = Said(
        kind=Kind.TOLD_AGAIN,
        at=turn.now,
        text=taken.answers.words,
        facts=facts,
        files=files,
    )
    put(db, cover, C.ACCOUNT, entry, turn.author)


def _marked(said: Said) -> Said:
    marked = {**said.facts, "way": TAKEN_DOWN} if said.kind in HERS else said.facts
    return msgspec.structs.replace(said, facts=marked)


def _is_there(db: Session, case: UUID, form: UUID) -> bool:
    bodies, _closed = bodies_of(db, case, [C.ACCOUNT])
    every = (msgspec.msgpack.decode(each.said, type=Said) for each in bodies[C.ACCOUNT])
    return any(each.facts.get("form") == form.hex for each in every)
