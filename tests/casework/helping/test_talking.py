"""What may be talked about with a place: what she agreed to for that, and nothing else."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.helping import tasks
from casework.helping.agreed import Agreed, Asked
from casework.helping.consenting import ask, note_yes, withdraw
from casework.helping.referring import recipient_of
from casework.helping.talking import Talk, talks
from casework.helping.tasks import NotToBeTalkedAbout, Plan
from casework.helping.written import TaskKind
from referrals.consent.ledger import Recipient
from referrals.consent.terms import Field, Given, Purpose, RecipientKind, Voice
from tests.casework.helping.referred import (
    asked_for_help,
    clinic,
    lines_of,
    needs_of_her,
    the_only,
)
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

CLINIC = clinic()
PLACE = recipient_of(CLINIC.organization, CLINIC.organization_name)
ELSEWHERE = recipient_of(UUID(int=91), "Another place")
AUNT = Recipient(kind=RecipientKind.PERSON, id=UUID(int=90), name="Ayesha, her aunt")
HER_NAME = "Rahima"
HAND_OVER = Plan(kind=TaskKind.HAND_OVER, on=TODAY)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman for whom a clinic was asked by telephone."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    asked_for_help(db, world, made, CLINIC)
    return made


def agreed_to_talk(db: Session, world: World, case: UUID, to: Recipient) -> UUID:
    """She said yes, in person, that somebody may be spoken with about this; gives back to what."""
    asked = Asked(
        consent=uuid4(),
        fields=frozenset({Field.REFERENCE, Field.LANGUAGE, Field.NAME}),
        recipient=to,
        purpose=Purpose.SHARING,
        until=TODAY,
        words="May we talk about this?",
        language="en",
        written={Field.NAME: HER_NAME},
    )
    ask(db, turn(db, world, "officer", case), asked)
    yes = Agreed(consent=asked.consent, given=Given.IN_PERSON, voices=frozenset({Voice.HERSELF}))
    note_yes(db, turn(db, world, "officer", case), yes)
    db.commit()
    return asked.consent


def talks_of(db: Session, world: World, case: UUID) -> list[Talk]:
    lines, found = lines_of(db, world, case), the_only(db, world, case)
    return list(talks(db, the_cover(db, case).text, lines, found, NOW))


def said(talk: Talk) -> dict[Field, tuple[str, ...]]:
    assert talk.packet is not None
    return {each.field: each.values for each in talk.packet.leaves}


def bring_together(db: Session, world: World, case: UUID) -> None:
    tasks.plan(db, turn(db, world, "officer", case), the_only(db, world, case).id, HAND_OVER)
    db.commit()


def test_a_yes_to_help_lets_nobody_talk(db: Session, world: World, case: UUID) -> None:
    (place,) = talks_of(db, world, case)

    assert place == Talk(PLACE, None)


def test_what_she_let_be_talked_about_is_said_there_with_the_code_it_is_known_by(
    db: Session, world: World, case: UUID
) -> None:
    agreed_to_talk(db, world, case, PLACE)

    (place,) = talks_of(db, world, case)

    assert said(place) == {
        Field.REFERENCE: (the_only(db, world, case).sent.reference,),
        Field.NAME: (HER_NAME,),
        Field.LANGUAGE: ("bn",),
    }


def test_a_yes_to_talk_with_another_place_says_nothing_here(
    db: Session, world: World, case: UUID
) -> None:
    agreed_to_talk(db, world, case, ELSEWHERE)

    (place,) = talks_of(db, world, case)

    assert place.packet is None


def test_whoever_she_named_stands_beside_the_place_and_neither_has_the_others_yes(
    db: Session, world: World, case: UUID
) -> None:
    agreed_to_talk(db, world, case, AUNT)

    place, aunt = talks_of(db, world, case)

    assert (place.packet, aunt.whom) == (None, AUNT)
    assert Field.NAME in said(aunt)


def test_taken_back_nobody_may_say_a_word(db: Session, world: World, case: UUID) -> None:
    consent = agreed_to_talk(db, world, case, AUNT)

    withdraw(db, turn(db, world, "officer", case), consent)

    assert [each.whom for each in talks_of(db, world, case)] == [PLACE]


def test_nobody_is_brought_together_with_people_she_does_not_want_spoken_with(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NotToBeTalkedAbout):
        bring_together(db, world, case)


def test_she_is_brought_together_with_people_she_agreed_to_be_spoken_of_with(
    db: Session, world: World, case: UUID
) -> None:
    agreed_to_talk(db, world, case, PLACE)

    bring_together(db, world, case)

    (task,) = the_only(db, world, case).tasks
    assert task.finished_at is None


def test_taken_back_the_bringing_together_is_off_and_the_help_stands(
    db: Session, world: World, case: UUID
) -> None:
    consent = agreed_to_talk(db, world, case, PLACE)
    bring_together(db, world, case)

    withdraw(db, turn(db, world, "officer", case), consent)

    found = the_only(db, world, case)
    (task,) = found.tasks
    assert task.finished_at is not None
    assert (task.is_done, found.is_open) == (False, True)
