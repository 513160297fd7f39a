"""A letter of three women in the demonstration, brought to the union and taken down there."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from casework.case import slips
from casework.case.answers import Answers, Contact, Named, Reply, Wish
from casework.demo.world import World
from casework.models.instance import Instance
from casework.number.returning_number import Prepared, prepare
from casework.taking_down.complaint import Limit, TakenDown, Way, Wording
from casework.taking_down.group_letter import Signer, log_letter
from crypto import number

PLACE, WRITER = "mekong", "salma"
TAKEN_DOWN, LEARNT_LATER = timedelta(hours=28), timedelta(hours=6)
LATER = "They told me today that he is moved to the night shift next week. So are two of the three."
TOGETHER = Answers(
    wish=Wish.COMPLAIN,
    safe_now=Reply.YES,
    respondent=Named(name="Phearun", post="mechanic", line="4"),
    places=["line"],
    when_text="Since the rains began, again and again",
    kinds=["verbal", "touching"],
    words="We three write together because none of us wants to be the only one. When he repairs a"
    " machine he stands too close and puts his hands where he should not. We told the line leader"
    " in August and nothing was done.",
)
ONE, TWO, THREE = (
    msgspec.structs.replace(TOGETHER, name="Sophea", name_for_committee=True),
    msgspec.structs.replace(
        TOGETHER,
        needs=["work"],
        contact=Contact(how="through_somebody", where="Her aunt in Kandal"),
    ),
    msgspec.structs.replace(TOGETHER, wish=Wish.TALK),
)
# What each of them chose, and whether she agrees to be joined with the others who do.
WROTE = ((ONE, True), (TWO, True), (THREE, False))
FOLLOWED = ONE
"""The one of whom the union may follow what is done."""


def tell_letter(world: World, now: datetime) -> None:
    """Take it down as the union's representative does, who learns something more a day later."""
    parts, who = world.parts, world.people[WRITER]
    numbers = [_prepared(world) for _each in WROTE]
    signers = [
        Signer(_taken(world, answers, now), ready, agrees)
        for (answers, agrees), ready in zip(WROTE, numbers, strict=True)
    ]
    with parts.sessions() as db:
        register = parts.register(db)
        log_letter(db, parts.keys, signers, who.author, register, now - TAKEN_DOWN)
        db.commit()
    with parts.sessions() as db:
        _add_later(db, world, now - LEARNT_LATER)
        db.commit()


def _taken(world: World, answers: Answers, now: datetime) -> TakenDown:
    union = world.bodies["union"] if answers is FOLLOWED else None
    return TakenDown(
        answers=msgspec.structs.replace(answers, workplace=world.bodies[PLACE], union=union),
        way=Way.LETTER,
        wording=Wording.HERS,
        limits_read=(Limit.LAW, Limit.READERS),
        told_on=(now - TAKEN_DOWN).date(),
    )


def _prepared(world: World) -> Prepared:
    parts = world.parts
    with parts.sessions(writing=False) as db:
        salt = db.scalars(select(Instance.number_salt)).one()
    return prepare(number.draw(), "", salt, parts.keys, parts.config.cost)


def _add_later(db: Session, world: World, at: datetime) -> None:
    who = world.people[WRITER]
    actor = Actor(Rank.STAFF, who.person, seeds=who.seeds)
    foils = slips.mine(db, world.parts.keys, actor)
    slips.write(db, actor, foils[0], LATER, at)
