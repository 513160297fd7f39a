"""Several women wrote together: a case and a number each, joined with each one's yes."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casework.case.answers import Age, Answers
from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.models.case import Case
from casework.models.entry import Entry, Kind
from casework.models.number import ReturnNumber
from casework.number import returning_number
from casework.taking_down.group_letter import Signer, log_letter
from casework.telling.intake import NobodyReads
from crypto import number
from crypto.compartments import Compartment
from tests.casework.taking import opens, taken
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, SALT, World

WORDS = "He waits for us behind the cutting room."


def signer(world: World, *, agrees: bool = False, digits: str = "", **changes: object) -> Signer:
    """One woman of the letter, without a second word."""
    own: Answers = world.complaint(words=WORDS, **changes)
    drawn = digits or number.draw()
    prepared = returning_number.prepare(drawn, "", SALT, world.keys, CHEAP)
    return Signer(taken(own), prepared, agrees)


def logged(db: Session, world: World, signers: Sequence[Signer], who: str = "union") -> list[UUID]:
    """The union's representative takes the letter down, and it is saved."""
    world.as_(db, who)
    made = log_letter(db, world.keys, signers, world.author(who), world.register(db), NOW)
    db.commit()
    return [each.case for each in made]


def codes(db: Session, world: World, cases: Sequence[UUID], who: str = "chair") -> dict[UUID, str]:
    """Every case's code, as its reader knows it."""
    world.as_(db, who)
    return {case: the_cover(db, case).text.code for case in cases}


def named(db: Session, world: World, case: UUID, who: str = "chair") -> list[str]:
    """The codes that a case names, in its signed and verified entry."""
    world.as_(db, who)
    lines = timeline(db, case, world.register(db)).lines
    (line,) = (each for each in lines if each.kind is Kind.MATCHES)
    assert line.is_verified
    return list(line.facts["joined_with"])


def count(db: Session, table: type[Case] | type[ReturnNumber]) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(table)) or 0


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=st.lists(st.booleans(), min_size=2, max_size=4))
def test_exactly_those_who_agreed_are_joined(
    db: Session, world: World, answers: list[bool]
) -> None:
    cases = logged(db, world, [signer(world, agrees=agrees) for agrees in answers])

    known = codes(db, world, cases)
    agreed = {case for case, agrees in zip(cases, answers, strict=True) if agrees}
    together = agreed if len(agreed) > 1 else set()
    expected = {
        case: sorted(known[each] for each in together - {case}) if case in together else []
        for case in cases
    }
    assert {case: named(db, world, case) for case in cases} == expected


def test_each_has_a_case_keys_and_a_number_of_her_own(db: Session, world: World) -> None:
    cases = logged(db, world, [signer(world, agrees=True) for _ in range(3)])

    ring = world.as_(db, "chair")
    keys = {ring.newest(case, Compartment.TOLD).key for case in cases}
    assert len(set(cases)) == len(keys) == count(db, Case) == count(db, ReturnNumber) == 3


def test_no_row_tells_a_joined_case_from_another(db: Session, world: World) -> None:
    joined = logged(db, world, [signer(world, agrees=True) for _ in range(3)])
    (alone,) = logged(db, world, [signer(world)])

    rows = Counter(
        (row.case_id, row.compartment, len(row.stored("body"))) for row in db.scalars(select(Entry))
    )
    shapes = {
        case: sorted((part, size, n) for (of, part, size), n in rows.items() if of == case)
        for case in (*joined, alone)
    }
    versions = set(db.scalars(select(Case.version)))
    assert len(versions) == 1
    assert all(shape == shapes[alone] for shape in shapes.values())


def test_what_a_child_wrote_goes_to_child_protection_alone_and_is_joined_with_nothing(
    db: Session, world: World
) -> None:
    cases = logged(
        db,
        world,
        [
            signer(world, agrees=True),
            signer(world, agrees=True, age=Age.UNDER_18),
            signer(world, agrees=True),
        ],
    )
    first, childs, third = cases

    assert opens(db, world, "chair", childs) == set()
    assert "told" in opens(db, world, "child_one", childs)
    assert named(db, world, childs, "child_one") == []
    known = codes(db, world, [first, third])
    assert (named(db, world, first), named(db, world, third)) == ([known[third]], [known[first]])


def test_of_two_where_one_is_a_child_nobody_is_joined(db: Session, world: World) -> None:
    cases = logged(
        db,
        world,
        [signer(world, agrees=True), signer(world, agrees=True, age=Age.NOT_SURE)],
    )

    assert named(db, world, cases[0]) == []


def test_the_consent_of_one_opens_nothing_of_another(db: Session, world: World) -> None:
    open_to_all, closed = logged(
        db,
        world,
        [
            signer(world, agrees=True, name="Rahima"),
            signer(world, agrees=True, name="Shila", name_for_committee=False, union=None),
        ],
        "officer",
    )

    assert "identity" in opens(db, world, "chair", open_to_all)
    assert "identity" not in opens(db, world, "chair", closed)
    assert opens(db, world, "union", open_to_all) != set()
    assert opens(db, world, "union", closed) == set()


def test_where_one_cannot_be_read_by_anybody_none_is_made(db: Session, world: World) -> None:
    nowhere = signer(world, workplace=None, tells_programme=False, union=None, wants_officer=False)

    with pytest.raises(NobodyReads):
        logged(db, world, [signer(world), nowhere])
    db.rollback()

    assert (count(db, Case), count(db, ReturnNumber)) == (0, 0)


def test_sent_twice_it_is_made_once(db: Session, world: World) -> None:
    signers = [signer(world, agrees=True) for _ in range(2)]
    logged(db, world, signers)

    with pytest.raises(IntegrityError):
        logged(db, world, signers)
    db.rollback()

    assert count(db, Case) == 2


def test_her_number_alone_comes_back_to_her_own_case(db: Session, world: World) -> None:
    digits = [number.draw(), number.draw()]
    cases = logged(db, world, [signer(world, digits=each) for each in digits])

    found = [
        returning_number.find(db, number.stretch(each, SALT, CHEAP), world.keys) for each in digits
    ]

    assert [each.facts.case for each in found if each] == cases
    assert not any(each.facts.has_word for each in found if each)
