"""What she chooses at `/w`, and the boxes that are in the database afterwards."""

from uuid import UUID

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from casework.readers.audience import audience
from casework.telling.intake import Sending, send
from crypto.compartments import Compartment
from tests.casework.taking_down.test_taking_down import choices
from tests.worlds import NOW, World


def opened_by_everybody(
    db: Session, world: World, case: UUID
) -> dict[UUID, frozenset[Compartment]]:
    """The compartments of a case by person, from the boxes that each of the cast can open."""
    rings = {person: world.as_(db, who) for who, person in world.people.items()}
    held = {person: {one.compartment for one in ring.held(case)} for person, ring in rings.items()}
    return {person: frozenset(parts) for person, parts in held.items() if parts}


@given(chosen=choices, has_union=st.booleans(), withheld=st.sets(
    st.sampled_from(["chair", "member", "external", "union", "supervisor", "officer"]), max_size=3
))  # fmt: skip
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_her_choices_decide_which_boxes_there_are_and_nobody_else_has_one(
    db: Session, world: World, chosen: dict[str, object], has_union: bool, withheld: set[str]
) -> None:
    db.rollback()
    union = world.bodies["union"] if has_union else None
    answers = world.complaint(union=union, **chosen)
    away = frozenset(world.people[who] for who in withheld)
    heard = audience(answers, world.readers(db), away)
    assume(not heard.is_too_small)

    case = send(db, world.keys, Sending(answers, heard, world.prepare(), NOW))

    db.flush()
    expected = {each.reader.person: frozenset(each.compartments) for each in heard.recipients}
    assert opened_by_everybody(db, world, case) == expected
    assert away.isdisjoint(expected)
