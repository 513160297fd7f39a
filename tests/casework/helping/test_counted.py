"""She is counted by her latest answer to that one question, and by no other yes."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.helping.consenting import note_yes, withdraw
from casework.helping.counted import is_counted
from referrals.consent.ledger import Recipient
from referrals.consent.terms import COUNTED, Purpose, RecipientKind
from tests.casework.helping.referred import lines_of, needs_of_her
from tests.casework.helping.test_consenting import MONTH, asked_her, yes
from tests.casework.turning import turn
from tests.worlds import World

PROGRAMME, OTHER = UUID(int=71), UUID(int=72)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who asked for help, and what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made


def asked(db: Session, world: World, case: UUID, programme: UUID = PROGRAMME) -> UUID:
    """She is asked whether a programme may count her."""
    to = Recipient(kind=RecipientKind.PROGRAMME, id=programme, name="STOP")
    about = {"recipient": to, "purpose": Purpose.STATISTICS, "fields": COUNTED}
    return asked_her(db, world, case, **about)


def agreed(db: Session, world: World, case: UUID, programme: UUID = PROGRAMME) -> UUID:
    """She says yes to it; gives back to what."""
    consent = asked(db, world, case, programme)
    note_yes(db, turn(db, world, "officer", case), yes(consent))
    db.commit()
    return consent


def refused(db: Session, world: World, case: UUID, consent: UUID) -> None:
    """She says no, or takes it back."""
    withdraw(db, turn(db, world, "officer", case), consent)
    db.commit()


def test_asked_and_not_answered_she_has_said_nothing(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)

    assert is_counted(lines_of(db, world, case)) is None


def test_a_yes_to_help_counts_nobody(db: Session, world: World, case: UUID) -> None:
    note_yes(db, turn(db, world, "officer", case), yes(asked_her(db, world, case)))

    assert is_counted(lines_of(db, world, case)) is None


def test_her_yes_counts_until_its_last_day(db: Session, world: World, case: UUID) -> None:
    agreed(db, world, case)
    lines = lines_of(db, world, case)

    assert is_counted(lines) is True
    assert is_counted(lines, MONTH) is True
    assert is_counted(lines, MONTH + timedelta(days=1)) is None


def test_her_no_is_a_no(db: Session, world: World, case: UUID) -> None:
    refused(db, world, case, asked(db, world, case))

    assert is_counted(lines_of(db, world, case)) is False


def test_taken_back_it_is_a_no_also_where_an_older_yes_is_left(
    db: Session, world: World, case: UUID
) -> None:
    agreed(db, world, case)
    refused(db, world, case, agreed(db, world, case))

    assert is_counted(lines_of(db, world, case)) is False


def test_asked_again_after_a_no_her_new_yes_counts(db: Session, world: World, case: UUID) -> None:
    refused(db, world, case, asked(db, world, case))

    agreed(db, world, case)

    assert is_counted(lines_of(db, world, case)) is True


def test_a_yes_to_one_programme_is_none_to_another(db: Session, world: World, case: UUID) -> None:
    agreed(db, world, case)
    refused(db, world, case, asked(db, world, case, OTHER))
    lines = lines_of(db, world, case)

    assert is_counted(lines, programme=PROGRAMME) is True
    assert is_counted(lines, programme=OTHER) is False
    assert is_counted(lines, programme=UUID(int=73)) is None
