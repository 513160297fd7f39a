"""Without her yes: a law, a reason, two people of two posts, and she reads it."""

from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.entries import put
from casework.case.turns import begin
from casework.helping.agreed import Confirmed, Forced, said_of
from casework.helping.following import Referral, referrals
from casework.helping.moving import withdraw
from casework.helping.needs import KeptWhy
from casework.helping.overriding import (
    NoSuchOverride,
    NotGrounded,
    SamePerson,
    SamePost,
    ask,
    confirm,
    fits_beside,
    lift,
)
from casework.helping.passing import ledger_of
from casework.helping.referring import AgainstHer, recipient_of, refer
from casework.helping.standing import overrides
from casework.models.cover import Capacity
from casework.models.number import Status
from crypto.compartments import Compartment
from referrals.consent.ledger import Override, Recipient, overridden
from referrals.consent.terms import Field, Ground, RecipientKind
from tests.casework.helping.referred import (
    agreed,
    choice,
    clinic,
    kept_out,
    lines_of,
    needs_of_her,
    the_ledger,
)
from tests.casework.numbers import found
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

C = Compartment
CLINIC = clinic()
SHELTER = Recipient(kind=RecipientKind.ORGANIZATION, id=UUID(int=6), name="Safe house")
LAW, WHY = "Penal Code s. 354", "He waits at her door with a knife."
WHAT = frozenset({Field.REFERENCE, Field.NAME, Field.AREA})


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who let the officer and CARE's supervisor read what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made


def wish(**changes: object) -> Forced:
    forced = Forced(
        override=uuid4(),
        fields=WHAT,
        recipient=SHELTER,
        ground=Ground.DANGER,
        law=LAW,
        until=TODAY + timedelta(days=3),
    )
    return msgspec.structs.replace(forced, **changes)


def asked_for(db: Session, world: World, case: UUID, who: str = "officer") -> UUID:
    """Somebody has asked for it; gives back what."""
    forced = wish()
    ask(db, turn(db, world, who, case), forced, WHY)
    db.commit()
    return forced.override


def forces(db: Session, world: World, case: UUID) -> set[Field]:
    """What leaves for the safe house without her."""
    ledger = the_ledger(db, world, case)
    return set(overridden(ledger, SHELTER, TODAY))


def second(db: Session, world: World, case: UUID, override: UUID) -> None:
    """Maya of CARE stands behind it, who reads what she needs as well."""
    confirm(db, turn(db, world, "supervisor", case), override)
    db.commit()


def test_with_one_person_nothing_leaves(db: Session, world: World, case: UUID) -> None:
    asked_for(db, world, case)

    assert forces(db, world, case) == set()


def test_with_two_of_two_posts_it_leaves_and_she_finds_it_by_her_number(
    db: Session, world: World, case: UUID
) -> None:
    second(db, world, case, asked_for(db, world, case))

    row = found(db, world)
    assert row is not None
    assert row.facts.status is Status.ANSWER_WAITS
    assert forces(db, world, case) == WHAT


def test_she_reads_the_law_the_reason_and_who_they_were(
    db: Session, world: World, case: UUID
) -> None:
    second(db, world, case, asked_for(db, world, case))

    (shown,) = overrides(lines_of(db, world, case))
    assert (shown.law, shown.reason) == (LAW, WHY)
    both = (shown.asked_by, shown.confirmed_by)
    assert both == (world.people["officer"], world.people["supervisor"])


def test_nobody_confirms_what_she_asked_for_herself(db: Session, world: World, case: UUID) -> None:
    override = asked_for(db, world, case)

    with pytest.raises(SamePerson):
        confirm(db, turn(db, world, "officer", case), override)


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (Capacity.REFERRAL_OFFICER, Capacity.SUPERVISOR, True),
        (Capacity.REFERRAL_OFFICER, Capacity.REFERRAL_OFFICER, False),
        (Capacity.CHILD_PROTECTION_OFFICER, Capacity.CHILD_PROTECTION_OFFICER, True),
    ],
)
def test_the_second_is_of_another_post_but_where_two_officers_hold_a_childs_case(
    db: Session, world: World, case: UUID, one: Capacity, other: Capacity, fits: bool
) -> None:
    cover = begin(db, turn(db, world, "officer", case), C.REFERRAL).text
    officer, supervisor = world.people["officer"], world.people["supervisor"]
    posts = {officer: one, supervisor: other}
    cover.holders = [
        msgspec.structs.replace(each, capacity=posts.get(each.holder, each.capacity))
        for each in cover.holders
    ]

    assert fits_beside(cover, officer, supervisor) is fits
    assert not fits_beside(cover, officer, officer)
    assert not fits_beside(cover, officer, uuid4())


def test_somebody_of_the_same_post_does_not_confirm(
    db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    override = asked_for(db, world, case)
    monkeypatch.setattr("casework.helping.overriding.fits_beside", lambda *_each: False)

    with pytest.raises(SamePost):
        second(db, world, case, override)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"law": " "}, WHY),
        ({}, "  "),
        ({"fields": frozenset()}, WHY),
        ({"until": TODAY + timedelta(days=8)}, WHY),
        ({"until": TODAY - timedelta(days=1)}, WHY),
        ({"recipient": msgspec.structs.replace(SHELTER, name=" ")}, WHY),
        ({"recipient": msgspec.structs.replace(SHELTER, kind=RecipientKind.PROGRAMME)}, WHY),
    ],
)
def test_without_a_law_a_reason_or_an_end_nothing_is_asked_for(
    db: Session, world: World, case: UUID, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(NotGrounded):
        ask(db, turn(db, world, "officer", case), wish(**changes), reason)


def test_nobody_stands_behind_what_somebody_asked_for_who_left(
    db: Session, world: World, case: UUID
) -> None:
    cover = begin(db, turn(db, world, "officer", case), C.REFERRAL).text
    officer, supervisor = world.people["officer"], world.people["supervisor"]

    cover.holders = [each for each in cover.holders if each.holder != officer]

    assert not fits_beside(cover, officer, supervisor)


@pytest.mark.parametrize("who", ["officer", "supervisor"])
def test_it_is_over_when_one_of_the_two_turns_out_to_be_close_to_somebody(
    db: Session, world: World, case: UUID, who: str
) -> None:
    second(db, world, case, asked_for(db, world, case))
    lines, cover = lines_of(db, world, case), the_cover(db, case).text

    cover.conflicted = [world.people[who]]

    assert overridden(ledger_of(db, cover, lines), SHELTER, TODAY) == {}


def test_ended_it_lets_nothing_go_and_nobody_confirms_it_any_more(
    db: Session, world: World, case: UUID
) -> None:
    override = asked_for(db, world, case)
    second(db, world, case, override)

    lift(db, turn(db, world, "officer", case), override)
    db.commit()

    assert forces(db, world, case) == set()
    with pytest.raises(NoSuchOverride):
        second(db, world, case, override)


def test_a_second_yes_that_the_first_one_signed_again_counts_for_nothing(
    db: Session, world: World, case: UUID
) -> None:
    override, officer = asked_for(db, world, case), turn(db, world, "officer", case)
    forged = said_of(Confirmed(override=override), NOW)
    put(db, begin(db, officer, C.REFERRAL), C.REFERRAL, forged, officer.author)
    db.commit()

    assert forces(db, world, case) == set()


def decided_for(db: Session, world: World, case: UUID) -> None:
    """Two people decided that the clinic learns where she comes from, whatever she says."""
    to = recipient_of(CLINIC.organization, CLINIC.organization_name)
    forced = wish(recipient=to, fields=frozenset({Field.REFERENCE, Field.LANGUAGE}))
    ask(db, turn(db, world, "officer", case), forced, WHY)
    db.commit()
    second(db, world, case, forced.override)


def sent_there(db: Session, world: World, case: UUID) -> Referral:
    """The officer asks the clinic by telephone; gives back what became of it."""
    refer(db, turn(db, world, "officer", case), choice(CLINIC))
    db.commit()
    return referrals(lines_of(db, world, case), TODAY)[-1]


def test_what_two_decided_goes_alone_and_what_she_agreed_to_follows_by_her_yes(
    db: Session, world: World, case: UUID
) -> None:
    agreed(db, world, case, CLINIC)
    decided_for(db, world, case)

    decided, hers = sent_there(db, world, case), sent_there(db, world, case)

    assert (decided.sent.is_override, set(decided.left)) == (
        True,
        {Field.REFERENCE, Field.LANGUAGE},
    )
    assert (hers.sent.is_override, Field.HELP in hers.left) == (False, True)


def test_what_two_decided_can_be_sent_anew_when_it_came_back(
    db: Session, world: World, case: UUID
) -> None:
    agreed(db, world, case, CLINIC)
    decided_for(db, world, case)
    withdraw(db, turn(db, world, "officer", case), sent_there(db, world, case).id)

    assert sent_there(db, world, case).sent.is_override


def test_her_yes_goes_nowhere_that_she_does_not_want_whatever_two_decided(
    db: Session, world: World, case: UUID
) -> None:
    agreed(db, world, case, CLINIC)
    decided_for(db, world, case)
    kept_out(db, world, case, CLINIC, KeptWhy.REFUSED)

    assert sent_there(db, world, case).sent.is_override
    with pytest.raises(AgainstHer):
        sent_there(db, world, case)


def test_nobody_widens_afterwards_what_two_stand_behind(
    db: Session, world: World, case: UUID
) -> None:
    override = asked_for(db, world, case)
    second(db, world, case, override)
    officer = turn(db, world, "officer", case)
    wider = said_of(wish(override=override, fields=frozenset(Field)), NOW, WHY)
    put(db, begin(db, officer, C.REFERRAL), C.REFERRAL, wider, officer.author)
    db.commit()

    assert forces(db, world, case) == WHAT


def test_an_override_tells_no_word_of_itself_in_a_log() -> None:
    shown = Override(
        id=uuid4(), fields=WHAT, recipient=SHELTER, ground=Ground.DUTY, law=LAW, reason=WHY,
        asked_by=uuid4(), on=TODAY, until=TODAY,
    )  # fmt: skip

    assert LAW not in repr(shown)
    assert LAW not in repr(wish())
