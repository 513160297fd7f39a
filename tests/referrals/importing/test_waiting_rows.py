"""What was judged waits sealed and goes in as it was shown, and only into the same directory."""

from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.errors import SealBroken
from referrals.directory.reading import offered
from referrals.directory.stamping import changed
from referrals.importing.checking import Verdict
from referrals.importing.plan import Kind
from referrals.importing.seen import Seen
from referrals.importing.shelf import Shelf
from referrals.importing.spool import Spool
from referrals.importing.taking_in import ShownOtherwise, checked, put_in
from referrals.models.keeping import Change
from referrals.models.listed import Location, Service
from tests.referrals.importing.lists import (
    WRITER,
    areas_of,
    looked_at,
    mapping,
    reads_in,
    taken_in,
    text_list,
)

HEAD = "Organisation,Service,Category,District,Address,Phone,Confidential"
CLINIC = "Health for all,Clinic,health,Gazipur,4 Mill Road,109,no"


@pytest.fixture(autouse=True)
def areas(db: Session) -> None:
    """Two districts of Bangladesh."""
    areas_of(db)


def judged(db: Session, file: BytesIO) -> tuple[Verdict, Spool]:
    """A list that was gone through once, and what waits of it."""
    spool = Spool(BytesIO())
    return checked(db, reads_in(db, file), keep=spool.add), spool


def test_what_was_judged_goes_in_without_being_read_again(db: Session) -> None:
    verdict, spool = judged(db, mapping())

    put_in(db, spool, WRITER, verdict)

    again, _kept = looked_at(db, mapping())
    assert {each.name for each in offered(db)} == {"Legal aid", "Counselling", "Shelter home"}
    assert again.kinds[Kind.SAME] == 3


def test_it_writes_what_a_page_writes(db: Session) -> None:
    taken_in(db, text_list(HEAD, CLINIC))
    verdict, spool = judged(db, text_list(HEAD, CLINIC.replace("109,no", "10921,yes")))

    put_in(db, spool, WRITER, verdict)
    db.expire_all()

    place = db.scalars(select(Location)).one()
    assert (place.is_confidential, place.address) == (True, "")
    assert [each.number for each in offered(db)[0].phones] == ["10921"]
    assert db.scalars(select(Change.previous_value)).all().count("109") == 1


def test_nothing_goes_into_a_directory_that_is_another_now(db: Session) -> None:
    verdict, spool = judged(db, mapping())
    changed(db)

    with pytest.raises(ShownOtherwise):
        put_in(db, spool, WRITER, verdict)

    assert db.scalar(select(func.count()).select_from(Service)) == 0


def test_how_far_it_is_is_told(db: Session) -> None:
    verdict, spool = judged(db, mapping())
    told: list[int] = []

    put_in(db, spool, WRITER, verdict, told.append)

    assert told == [3]


def test_nothing_waits_in_the_clear() -> None:
    file = BytesIO()

    Spool(file).add(b"4 Mill Road")

    assert b"Mill Road" not in file.getvalue()


def test_what_waits_comes_back_in_its_order() -> None:
    spool = Spool(BytesIO())
    spool.add(b"first")
    spool.add(b"second")

    assert list(spool) == list(spool) == [b"first", b"second"]


def test_what_somebody_else_wrote_is_not_taken_in() -> None:
    file = BytesIO()
    spool = Spool(file)
    spool.add(b"first")
    file.getbuffer()[-1] ^= 1

    with pytest.raises(SealBroken):
        list(spool)


def test_very_many_are_each_new_once() -> None:
    seen = Seen()

    first = [seen.add(str(each)) for each in range(20_000)]
    second = [seen.add(str(each)) for each in range(20_000)]

    assert all(first)
    assert not any(second)
    assert "19999" in seen
    assert "20000" not in seen


def test_rows_of_a_package_are_found_by_their_owner_in_their_order() -> None:
    shelf = Shelf()
    numbers = [("service 1", "phone", {"number": "109"}), ("service 2", "phone", {"number": "1"})]
    shelf.fill([*numbers, ("service 1", "phone", {"number": "10921"})])
    shelf.fill([("service 1", "schedule", {"freq": "WEEKLY"})])
    shelf.settle()

    found = list(shelf.of("service 1"))

    assert found == [
        ("phone", {"number": "109"}),
        ("phone", {"number": "10921"}),
        ("schedule", {"freq": "WEEKLY"}),
    ]
    assert list(shelf.of("service 3")) == []
