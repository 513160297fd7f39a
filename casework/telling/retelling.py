"""What she kept and what she sends: the same words stand as they were, others take their place."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.answers import Age, Answers, Named, Reply
from casework.case.authors import Author
from casework.case.covers import change
from casework.case.entries import put
from casework.case.filing import take_files
from casework.models.cover import Cover
from casework.models.entry import Entry, Kind, Said, SearchText
from casework.number.reaching_her import contact_of
from casework.procedures.terms import Gender
from casework.readers.audience import KEPT, Audience
from casework.telling.intake import what_she_said
from crypto.compartments import Compartment
from crypto.sealing import the_ring

HERS = tuple(part for part in KEPT if part is not Compartment.COVER)
BETWEEN = "\n\n"
CHANGING = {"wish", "written_since"}
Facts = dict[str, str | list[str]]


def as_kept(db: Session, cover: Cover) -> Answers:
    """What she kept as answers, to go on from. Her files stay with the case.

    The session's ring is hers.
    """
    said = [each for part in HERS for each in _said_in(db, cover, part)]
    told, who, needs = (_newest(said, kind) for kind in (Kind.INTAKE, Kind.IDENTITY, Kind.NEEDS))
    age, safe = _text(needs, "age"), _text(told, "safe_now")
    return Answers(
        language=_text(told, "language") or "en",
        elsewhere=_text(told, "elsewhere"),
        safe_now=Reply(safe) if safe else None,
        for_somebody_else=cover.text.is_concern,
        age=Age(age) if age else None,
        gender=Gender(_text(told, "gender") or Gender.UNSAID),
        respondent=Named(
            name=_text(told, "respondent_name"),
            nickname=_text(told, "respondent_nickname"),
            employee_number=_text(told, "respondent_number"),
            post=_text(told, "respondent_post"),
            line=_text(told, "respondent_line"),
        ),
        places=_list(told, "places"),
        place_text=_text(told, "place_text"),
        when_text=_text(told, "when_text"),
        kinds=_list(told, "kinds"),
        words=_words(said),
        name=_text(who, "name"),
        employee_number=_text(who, "employee_number"),
        contact=contact_of(who),
        needs=_list(needs, "needs"),
    )


def workplace_of(db: Session, cover: Cover) -> str:
    """The name of the factory she told of; empty where there was none."""
    return _text(_newest(_said_in(db, cover, Compartment.TOLD), Kind.INTAKE), "workplace")


def say_the_rest(
    db: Session,
    cover: Cover,
    answers: Answers,
    audience: Audience,
    author: Author,
    now: datetime,
) -> None:
    """Write what she sends into a case that was kept until now.

    Words that she sends unchanged keep the day on which she wrote them down. Where anything of
    a compartment was changed, nobody shall read the older text, which nobody ever has: that
    chain begins anew.
    """
    files = take_files(db, cover, answers.files, author, now)
    new = what_she_said(db, answers, audience, files, now)
    for part in dict.fromkeys(part for part, _said in new):
        if the_ring(db).holds(cover.case_id, part):
            said = [each for place, each in new if place == part]
            _say(db, cover, part, said, author)


def _say(db: Session, cover: Cover, part: Compartment, new: Sequence[Said], author: Author) -> None:
    old = _said_in(db, cover, part)
    if old and _meaning(old) == _meaning(new):
        new = [each for said in new for each in _what_is_new(said)]
    elif old:
        new = [_carrying_on(said, old) for said in new]
        _begin_anew(db, cover, part)
    for said in new:
        put(db, cover, part, said, author)


def _meaning(said: Sequence[Said]) -> tuple[str, list[Facts]]:
    """What has to be the same: her words, and every fact but the wish."""
    newest = [_newest(said, kind) for kind in (Kind.INTAKE, Kind.IDENTITY, Kind.NEEDS)]
    facts: list[Facts] = [
        {name: value for name, value in each.items() if value and name not in CHANGING}
        for each in newest
    ]
    return _words(said), facts


def _what_is_new(said: Said) -> list[Said]:
    """Of what was kept word for word: the wish, and files that she added."""
    if said.kind is Kind.INTAKE:
        return [said]
    return [Said(kind=Kind.FILE, at=said.at, files=said.files)] if said.files else []


def _carrying_on(said: Said, old: Sequence[Said]) -> Said:
    """The new text with the files that were kept, and since when she has written it down."""
    if said.kind is Kind.STATEMENT:
        kept = tuple(file for each in old for file in each.files)
        return msgspec.structs.replace(said, files=(*kept, *said.files))
    if said.kind is Kind.INTAKE:
        since = min(each.at for each in old).date().isoformat()
        return msgspec.structs.replace(said, facts={**said.facts, "written_since": since})
    return said


def _begin_anew(db: Session, cover: Cover, part: Compartment) -> None:
    for table in (Entry, SearchText):
        rows = select(table).where(table.case_id == cover.case_id, table.compartment == part)
        for row in db.scalars(rows).all():
            db.delete(row)
    heads = {place: head for place, head in cover.text.heads.items() if place != part}
    change(db, cover, heads=heads)
    db.flush()


def _said_in(db: Session, cover: Cover, part: Compartment) -> list[Said]:
    rows = db.scalars(
        select(Entry).where(Entry.case_id == cover.case_id, Entry.compartment == part)
    )
    bodies = sorted((row.body for row in rows), key=lambda body: body.signed.number)
    return [msgspec.msgpack.decode(body.said, type=Said) for body in bodies]


def _newest(said: Sequence[Said], kind: Kind) -> Facts:
    return next((each.facts for each in reversed(said) if each.kind is kind), {})


def _words(said: Sequence[Said]) -> str:
    texts = [each.text for each in said if each.kind is Kind.STATEMENT and each.text]
    return BETWEEN.join(texts)


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name, "")
    return value if isinstance(value, str) else ""


def _list(facts: Facts, name: str) -> list[str]:
    value = facts.get(name, [])
    return value if isinstance(value, list) else []
