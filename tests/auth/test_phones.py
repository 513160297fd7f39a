"""A telephone for notices: typed in any script, sealed, and bound to whose it is."""

import pytest
from sqlalchemy.orm import Session

from auth import phones
from auth.models import Person
from auth.phones import NotANumber, folded_number
from crypto.errors import SealBroken
from tests.worlds import World


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+880 1712-345678", "+8801712345678"),
        ("00880 1712 345678", "+8801712345678"),
        ("+৮৮০ ১৭১২ ৩৪৫৬৭৮", "+8801712345678"),
        ("+៨៥៥ (១២) ៣៤៥.៦៧៨", "+85512345678"),
    ],
)
def test_a_number_is_taken_as_people_type_it(typed: str, number: str) -> None:
    assert folded_number(typed) == number


@pytest.mark.parametrize("typed", ["01712 345678", "+880", "+0880171234567", "call me", "+1" * 9])
def test_a_number_without_its_country_is_none(typed: str) -> None:
    with pytest.raises(NotANumber):
        folded_number(typed)


def test_it_is_kept_and_forgotten(db: Session, world: World) -> None:
    chair = db.get_one(Person, world.people["chair"])

    phones.keep(chair, world.keys, "+880 1712 345678")
    kept = phones.find(chair, world.keys)
    phones.keep(chair, world.keys, " ")

    assert (kept, phones.find(chair, world.keys)) == ("+8801712345678", None)


def test_two_numbers_are_stored_in_equal_length(db: Session, world: World) -> None:
    chair, member = (db.get_one(Person, world.people[who]) for who in ("chair", "member"))

    phones.keep(chair, world.keys, "+8801712345678")
    phones.keep(member, world.keys, "+85512345")

    assert len(chair.phone_sealed or b"") == len(member.phone_sealed or b"")


def test_the_number_of_another_person_is_not_opened(db: Session, world: World) -> None:
    chair, member = (db.get_one(Person, world.people[who]) for who in ("chair", "member"))
    phones.keep(chair, world.keys, "+8801712345678")

    member.phone_sealed = chair.phone_sealed

    with pytest.raises(SealBroken):
        phones.find(member, world.keys)
