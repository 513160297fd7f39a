"""Telling the demonstration's cases by the same verbs as everybody, and what happened since."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.rings import load_ring
from auth.trail_rows import ActorKind
from casework.case import inbox
from casework.case.answers import Answers
from casework.case.authors import Author
from casework.case.covers import open_facts, the_cover
from casework.case.turns import Turn
from casework.demo.files import sent_files
from casework.demo.keeping import KeptNumber
from casework.demo.letter import tell_letter
from casework.demo.steps import SURVIVOR, Step, Story
from casework.demo.stories import STORIES
from casework.demo.world import World
from casework.models.instance import Instance
from casework.models.number import ReturnNumber
from casework.number.returning_number import Prepared, prepare
from casework.parties import declaring
from casework.parties.declaring import declare, is_due
from casework.taking_down.complaint import Limit, TakenDown, Way, Wording, log
from casework.telling.intake import Sending, send
from casework.telling.surroundings import Surroundings
from crypto import number
from crypto.sealing import give_ring
from crypto.seeds import Seeds

CLOSE_TO_NOBODY = declaring.Answers(is_related=False, is_over=False, is_named=False)


def tell_all(world: World, now: datetime) -> Iterator[KeptNumber | None]:
    """Tell every story as it would have come in, then a letter of several women.

    Gives each number that is to be printed.
    """
    for story in STORIES:
        digits = number.draw()
        _play(world, story, digits, now)
        if story.number_shown_as:
            yield KeptNumber(number=digits, word=story.word, what=story.number_shown_as)
        else:
            yield None
    tell_letter(world, now)
    yield None


def _play(world: World, story: Story, digits: str, now: datetime) -> None:
    at = now - timedelta(hours=story.hours_ago)
    parts = world.parts
    with parts.sessions() as db:
        salt = db.scalars(select(Instance.number_salt)).one()
        prepared = prepare(digits, story.word, salt, parts.keys, parts.config.cost)
        told = _answers(db, world, story)
        case = _told(db, world, story, told, prepared, at)
        db.commit()
    for step in story.then:
        with parts.sessions() as db:
            _take(db, world, step, case, prepared, now - timedelta(hours=step.hours_ago))
            db.commit()


def _told(
    db: Session, world: World, story: Story, told: Answers, prepared: Prepared, at: datetime
) -> UUID:
    """Sent by herself, or taken down by somebody of the committee who reads on."""
    parts = world.parts
    if not story.taken_by:
        around = Surroundings(db, parts.keys, parts.register, (), told, at, b"")
        return send(db, parts.keys, Sending(told, around.audience, prepared, at))
    what = TakenDown(
        answers=told,
        way=Way.IN_PERSON,
        wording=Wording.AGREED,
        limits_read=tuple(Limit),
        told_on=at.date(),
        goes_on=True,
    )
    author = world.people[story.taken_by].author
    return log(db, parts.keys, what, author, parts.register(db), prepared, at).case


def _answers(db: Session, world: World, story: Story) -> Answers:
    files = world.parts.files
    return msgspec.structs.replace(
        story.answers,
        workplace=world.bodies[story.at] if story.at else None,
        union=world.bodies[story.union] if story.union else None,
        close={world.people[key].membership.hex: said for key, said in story.close.items()},
        files=sent_files(db, files) if story.has_files else [],
        second_word=story.word,
    )


def _take(
    db: Session, world: World, step: Step, case: UUID, prepared: Prepared, at: datetime
) -> None:
    if step.who == SURVIVOR and step.deed is not None and prepared.seeds is not None:
        step.deed(world, db, _hers(db, world, case, prepared.seeds, at))
        return
    if step.who == SURVIVOR:
        row = db.get_one(ReturnNumber, prepared.row)
        facts = open_facts(row, number.status_key(prepared.opening_key))
        inbox.drop(db, facts, step.text, at)
        return
    who, parts = world.people[step.who], world.parts
    give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
    # Nobody answers what she has not opened: the survivor's page says who did.
    keys = the_cover(db, case).text.trail_keys
    trail.opened(db, None, keys, actor=who.person, kind=ActorKind.PERSON, case=case, at=at)
    turn = Turn(case, who.author, parts.keys, parts.register(db), at)
    if is_due(the_cover(db, case).text, who.person):
        declare(db, turn, CLOSE_TO_NOBODY)
    if step.deed is not None:
        step.deed(world, db, turn)


def _hers(db: Session, world: World, case: UUID, seeds: Seeds, at: datetime) -> Turn:
    """The survivor with her word, who has looked at her page first."""
    parts = world.parts
    give_ring(db, load_ring(db, parts.keys, case, seeds, (), parts.admit))
    keys = the_cover(db, case).text.trail_keys
    trail.opened(db, None, keys, actor=None, kind=ActorKind.SURVIVOR, case=case, at=at)
    return Turn(case, Author(None, seeds), parts.keys, parts.register(db), at)
