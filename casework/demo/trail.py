"""What the demonstration's people pages would have put on the trail of administration."""

from uuid import UUID

from sqlalchemy.orm import Session

from auth.people_acts import note
from casework.demo.world import World

ADMINISTRATOR = "imran"


def note_everybody(db: Session, world: World) -> None:
    """Somebody was given a post, invited, came, and was confirmed by two others."""
    administrator = world.people[ADMINISTRATOR].person
    for each in world.people.values():
        _note(db, world, administrator, "people:membership:begun", each.membership)
        _note(db, world, administrator, "people:person:invited", each.person)
        _note(db, world, each.person, "people:account:activated", each.person)
    register = world.parts.register(db)
    for each in world.people.values():
        given = [one for known in register.of(each.person) for one in known.confirmations]
        for signer in filter(None, map(register.the_signer, given)):
            _note(db, world, signer.person, "people:certificate:confirmed", each.person)


def _note(db: Session, world: World, actor: UUID, verb: str, subject: UUID) -> None:
    note(db, world.parts.keys, actor, verb, subject, world.made_at)
