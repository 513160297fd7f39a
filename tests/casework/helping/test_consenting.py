"""She is asked, says yes or no, and takes it back; what nobody agreed to does not leave."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.bounds import NotAgreed
from casework.case.covers import the_cover
from casework.case.entries import put
from casework.case.turns import begin
from casework.helping.agreed import Agreed, Asked, Needed, said_of
from casework.helping.consenting import (
    NoSuchConsent,
    NotAskable,
    VoicesMissing,
    ask,
    find_out,
    narrow,
    note_yes,
    say_yes,
    withdraw,
)
from casework.helping.moving import Heard, note
from casework.helping.needs import Wanted, her_needs
from casework.helping.noting_needs import keep
from casework.helping.passing import packet_for, whose_yes
from casework.helping.standing import standings
from casework.helping.states import State
from casework.models.number import Status
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from referrals.consent.ledger import Recipient, live
from referrals.consent.packet import NothingLeaves
from referrals.consent.terms import Field, Given, Purpose, RecipientKind, Voice
from referrals.matching.needs import AgeBand, Needs
from referrals.models.sending import ReferralPacket
from referrals.models.terms import Category, Way
from tests.casework.helping.referred import (
    agreed,
    asked_for_help,
    clinic,
    lines_of,
    needs_of_her,
    the_ledger,
    the_only,
)
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

CLINIC = Recipient(kind=RecipientKind.ORGANIZATION, id=UUID(int=5), name="Health corner")
THERE = clinic()
Less: TypeAlias = Callable[[Session, World, UUID, UUID, frozenset[Field]], None]
MONTH = TODAY + timedelta(days=30)
IN_PERSON = frozenset({Voice.HERSELF})
BOTH = frozenset({Voice.ASSENT, Voice.CAREGIVER})
ALONE = frozenset({Voice.HERSELF})
C = Compartment


def question(**changes: object) -> Asked:
    """What the officer asks her."""
    asked = Asked(
        consent=uuid4(),
        fields=frozenset({Field.REFERENCE, Field.HELP, Field.LANGUAGE}),
        recipient=CLINIC,
        purpose=Purpose.SERVICE,
        until=MONTH,
        words="May we tell the Health corner?",
        language="en",
        is_on_her_page=True,
    )
    return msgspec.structs.replace(asked, **changes)


def asked_her(db: Session, world: World, case: UUID, **changes: object) -> UUID:
    """The officer has asked her; gives back what."""
    asked = question(**changes)
    ask(db, turn(db, world, "officer", case), asked)
    db.commit()
    return asked.consent


def yes(consent: UUID, **changes: object) -> Agreed:
    agreed = Agreed(consent=consent, given=Given.IN_PERSON, voices=IN_PERSON)
    return msgspec.structs.replace(agreed, **changes)


def she_presses(db: Session, world: World, case: UUID, consent: UUID) -> None:
    say_yes(db, hers(db, world, case, seeds_of(db, world)), consent)
    db.commit()


def leaves(db: Session, world: World, case: UUID, on: date = TODAY) -> set[Field]:
    """What would leave for the clinic on a day."""
    lines = lines_of(db, world, case)
    cover = begin(db, turn(db, world, "officer", case), C.REFERRAL).text
    at = NOW + (on - TODAY)
    try:
        packet = packet_for(db, cover, lines, CLINIC, at, "K7MP")
    except NothingLeaves:
        return set()
    return {each.field for each in packet.leaves}


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who asked for help, and what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made


def test_asked_she_finds_it_by_her_number_and_nothing_leaves_yet(
    db: Session, world: World, case: UUID
) -> None:
    asked_her(db, world, case)

    row = found(db, world)
    assert row is not None
    assert row.facts.status is Status.ANSWER_WAITS
    assert leaves(db, world, case) == set()


def test_her_own_press_lets_exactly_that_leave(db: Session, world: World, case: UUID) -> None:
    she_presses(db, world, case, asked_her(db, world, case))

    assert leaves(db, world, case) == {Field.REFERENCE, Field.HELP, Field.LANGUAGE}
    (consent,) = live(the_ledger(db, world, case), TODAY)
    assert (consent.given, consent.by, consent.words) == (Given.NUMBER, None, question().words)


def test_what_she_said_before_a_witness_names_the_witness(
    db: Session, world: World, case: UUID
) -> None:
    consent = asked_her(db, world, case)
    said = yes(consent, given=Given.WITNESSED, witness="Ayesha, her sister", spoken_in="Sylheti")

    note_yes(db, turn(db, world, "officer", case), said)

    (consented,) = the_ledger(db, world, case).consents
    assert (consented.witness, consented.language) == ("Ayesha, her sister", "Sylheti")
    assert consented.by == world.people["officer"]


def test_a_witness_without_a_name_is_none(db: Session, world: World, case: UUID) -> None:
    consent = asked_her(db, world, case)

    with pytest.raises(NotAskable):
        note_yes(db, turn(db, world, "officer", case), yes(consent, given=Given.WITNESSED))


def test_no_member_writes_down_a_press_of_hers(db: Session, world: World, case: UUID) -> None:
    consent = asked_her(db, world, case)

    with pytest.raises(NotAskable):
        note_yes(db, turn(db, world, "officer", case), yes(consent, given=Given.NUMBER))


def test_a_press_of_hers_that_a_member_signed_allows_nothing(
    db: Session, world: World, case: UUID
) -> None:
    consent, officer = asked_her(db, world, case), turn(db, world, "officer", case)
    forged = said_of(yes(consent, given=Given.NUMBER), NOW)
    put(db, begin(db, officer, C.REFERRAL), C.REFERRAL, forged, officer.author)
    db.commit()

    assert leaves(db, world, case) == set()


def test_nobody_widens_afterwards_what_she_agreed_to(db: Session, world: World, case: UUID) -> None:
    consent = asked_her(db, world, case)
    she_presses(db, world, case, consent)
    officer = turn(db, world, "officer", case)
    wider = question(consent=consent, fields=frozenset(Field))
    put(db, begin(db, officer, C.REFERRAL), C.REFERRAL, said_of(wider, NOW), officer.author)
    db.commit()

    assert leaves(db, world, case) == {Field.REFERENCE, Field.HELP, Field.LANGUAGE}


def by_number(db: Session, world: World, case: UUID, consent: UUID) -> None:
    withdraw(db, hers(db, world, case, seeds_of(db, world)), consent)


def through_a_member(db: Session, world: World, case: UUID, consent: UUID) -> None:
    withdraw(db, turn(db, world, "officer", case), consent)


@pytest.mark.parametrize("way", [by_number, through_a_member])
def test_taken_back_by_her_or_through_a_member_nothing_leaves_and_no_press_revives_it(
    db: Session, world: World, case: UUID, way: object
) -> None:
    assert callable(way)
    consent = asked_her(db, world, case)
    she_presses(db, world, case, consent)

    way(db, world, case, consent)
    db.commit()

    assert leaves(db, world, case) == set()
    with pytest.raises(NoSuchConsent):
        she_presses(db, world, case, consent)


def test_what_was_sent_by_a_yes_comes_back_with_it(db: Session, world: World, case: UUID) -> None:
    asked_for_help(db, world, case)
    (standing,) = standings(lines_of(db, world, case))

    withdraw(db, hers(db, world, case, seeds_of(db, world)), standing.asked.consent)
    db.commit()

    assert the_only(db, world, case).state is State.WITHDRAWN


def less_by_number(
    db: Session, world: World, case: UUID, consent: UUID, fields: frozenset[Field]
) -> None:
    narrow(db, hers(db, world, case, seeds_of(db, world)), consent, fields)
    db.commit()


def less_through_a_member(
    db: Session, world: World, case: UUID, consent: UUID, fields: frozenset[Field]
) -> None:
    narrow(db, turn(db, world, "officer", case), consent, fields)
    db.commit()


@pytest.mark.parametrize("way", [less_by_number, less_through_a_member])
def test_what_she_takes_back_of_a_yes_stays_and_the_rest_leaves(
    db: Session, world: World, case: UUID, way: Less
) -> None:
    consent = asked_her(db, world, case)
    she_presses(db, world, case, consent)

    way(db, world, case, consent, frozenset({Field.LANGUAGE}))

    assert leaves(db, world, case) == {Field.REFERENCE, Field.HELP}
    (standing,) = standings(lines_of(db, world, case))
    assert standing.asked.fields == question().fields
    assert standing.taken == {Field.LANGUAGE}


def test_taken_back_thing_by_thing_nothing_is_left_of_a_yes(
    db: Session, world: World, case: UUID
) -> None:
    consent = asked_her(db, world, case)
    she_presses(db, world, case, consent)

    less_by_number(db, world, case, consent, frozenset({Field.LANGUAGE}))
    less_by_number(db, world, case, consent, frozenset({Field.HELP}))

    (standing,) = standings(lines_of(db, world, case))
    assert standing.was_taken_back


@pytest.mark.parametrize("fields", [frozenset({Field.NAME}), frozenset({Field.REFERENCE})])
def test_what_a_yes_does_not_hold_cannot_be_taken_back(
    db: Session, world: World, case: UUID, fields: frozenset[Field]
) -> None:
    consent = asked_her(db, world, case)
    she_presses(db, world, case, consent)

    with pytest.raises(NoSuchConsent):
        less_by_number(db, world, case, consent, fields)


def test_what_she_has_not_agreed_to_yet_she_cannot_take_back_in_part(
    db: Session, world: World, case: UUID
) -> None:
    consent = asked_her(db, world, case)

    with pytest.raises(NoSuchConsent):
        less_by_number(db, world, case, consent, frozenset({Field.HELP}))


def test_another_yes_to_the_same_thing_does_not_hold_what_left_by_the_one_she_narrowed(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case, THERE)
    (standing,) = standings(lines_of(db, world, case))
    agreed(db, world, case, THERE)

    less_by_number(db, world, case, standing.asked.consent, frozenset({Field.LANGUAGE}))

    assert the_only(db, world, case).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("heard", "taken", "stands"),
    [
        (State.SEEN, Field.LANGUAGE, State.WITHDRAWN),
        (State.SEEN, Field.NAME, State.SEEN),
        (State.ACCEPTED, Field.LANGUAGE, State.ACCEPTED),
    ],
)
def test_told_by_telephone_it_comes_back_unless_they_help_already_or_never_heard_it(
    db: Session, world: World, case: UUID, heard: State, taken: Field, stands: State
) -> None:
    referral = asked_for_help(db, world, case, THERE)
    note(db, turn(db, world, "officer", case), referral, Heard(state=heard))
    (standing,) = standings(lines_of(db, world, case))

    less_by_number(db, world, case, standing.asked.consent, frozenset({taken}))

    assert the_only(db, world, case).state is stands


def test_what_lies_with_a_place_and_holds_it_comes_back_whole_also_once_they_said_yes(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    referral = asked_for_help(db, world, case, there, Way.ACCOUNT)
    note(db, turn(db, world, "officer", case), referral, Heard(state=State.ACCEPTED))
    (standing,) = standings(lines_of(db, world, case))

    less_by_number(db, world, case, standing.asked.consent, frozenset({Field.LANGUAGE}))

    assert the_only(db, world, case).state is State.WITHDRAWN
    assert db.scalars(select(ReferralPacket)).all() == []


def test_a_no_is_no_yes(db: Session, world: World, case: UUID) -> None:
    consent = asked_her(db, world, case)

    by_number(db, world, case, consent)

    (standing,) = standings(lines_of(db, world, case))
    assert (standing.waits, standing.was_taken_back) == (False, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"until": TODAY - timedelta(days=1)},
        {"until": TODAY + timedelta(days=400)},
        {"fields": frozenset({Field.REFERENCE})},
        {"words": " "},
        {"recipient": msgspec.structs.replace(CLINIC, name="")},
        {"purpose": Purpose.STATISTICS},
        {"recipient": msgspec.structs.replace(CLINIC, kind=RecipientKind.PROGRAMME)},
    ],
)
def test_what_makes_no_sense_is_not_asked(
    db: Session, world: World, case: UUID, changes: dict[str, object]
) -> None:
    with pytest.raises(NotAskable):
        ask(db, turn(db, world, "officer", case), question(**changes))


def test_nobody_without_the_key_asks_her(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(KeyMissing):
        ask(db, turn(db, world, "union", case), question())


def test_of_a_concern_nothing_is_passed_on(db: Session, world: World) -> None:
    answers = world.complaint(for_somebody_else=True)
    concern = world.told(db, answers)

    with pytest.raises((NotAgreed, KeyMissing)):
        ask(db, turn(db, world, "chair", concern), question())


def of_age(db: Session, world: World, case: UUID, age: AgeBand) -> None:
    wanted = Wanted(needs=Needs(kinds=frozenset({Category.HEALTH}), age=age))
    keep(db, turn(db, world, "officer", case), wanted)
    db.commit()


@pytest.mark.parametrize("age", [AgeBand.UNKNOWN, AgeBand.UNDER_18, AgeBand.FROM_12])
def test_where_nobody_knows_who_must_agree_her_yes_waits(
    db: Session, world: World, case: UUID, age: AgeBand
) -> None:
    of_age(db, world, case, age)
    consent = asked_her(db, world, case)

    with pytest.raises(VoicesMissing) as waiting:
        note_yes(db, turn(db, world, "officer", case), yes(consent))

    assert waiting.value.needed is None


def test_found_out_who_must_agree_a_childs_assent_alone_is_not_enough(
    db: Session, world: World, case: UUID
) -> None:
    of_age(db, world, case, AgeBand.FROM_12)
    needed = Needed(age=AgeBand.FROM_12, voices=BOTH, source="Children Act 2013, s. 4; R. Paul")
    find_out(db, turn(db, world, "officer", case), needed)
    consent = asked_her(db, world, case)

    with pytest.raises(VoicesMissing):
        note_yes(
            db, turn(db, world, "officer", case), yes(consent, voices=frozenset({Voice.ASSENT}))
        )
    with pytest.raises(VoicesMissing):
        she_presses(db, world, case, consent)
    note_yes(db, turn(db, world, "officer", case), yes(consent, voices=BOTH))

    assert leaves(db, world, case) == {Field.REFERENCE, Field.HELP}


def test_found_to_be_a_child_later_nothing_more_leaves_by_her_own_yes(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case)

    of_age(db, world, case, AgeBand.FROM_12)

    assert the_only(db, world, case).state is State.WITHDRAWN
    assert leaves(db, world, case) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        Needed(age=AgeBand.FROM_12, voices=BOTH, source=" "),
        Needed(age=AgeBand.FROM_12, voices=frozenset(), source="Children Act"),
        Needed(age=AgeBand.FROM_15, voices=BOTH, source="Children Act"),
    ],
)
def test_who_must_agree_is_written_with_its_source_and_for_her_age(
    db: Session, world: World, case: UUID, wrong: Needed
) -> None:
    of_age(db, world, case, AgeBand.FROM_12)

    with pytest.raises(NotAskable):
        find_out(db, turn(db, world, "officer", case), wrong)


def test_found_out_anew_that_somebody_beside_her_must_agree_what_left_comes_back(
    db: Session, world: World, case: UUID
) -> None:
    of_age(db, world, case, AgeBand.FROM_12)
    alone = Needed(age=AgeBand.FROM_12, voices=ALONE, source="Somebody said so")
    find_out(db, turn(db, world, "officer", case), alone)
    asked_for_help(db, world, case)

    both = Needed(age=AgeBand.FROM_12, voices=BOTH, source="Children Act 2013")
    find_out(db, turn(db, world, "officer", case), both)
    db.commit()

    assert the_only(db, world, case).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("childs", "doubted", "second", "agrees"),
    [
        (False, False, "officer", True),
        (True, False, "officer", False),
        (True, False, "supervisor", True),
        (False, True, "supervisor", False),
    ],
)
def test_no_single_person_makes_a_child_grown(
    db: Session, world: World, case: UUID, childs: bool, doubted: bool, second: str, agrees: bool
) -> None:
    of_age(db, world, case, AgeBand.FROM_12)
    of_age(db, world, case, AgeBand.FROM_25)
    wanted = Wanted(needs=Needs(age=AgeBand.FROM_25))
    keep(db, turn(db, world, second, case), wanted)
    lines, cover = lines_of(db, world, case), the_cover(db, case).text

    cover.is_for_child_protection, cover.may_be_child = childs, doubted

    assert whose_yes(db, cover, lines).is_hers_alone is agrees


def test_what_she_ticked_when_she_told_is_where_the_officer_begins(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(needs=["health", "shelter", "work"]))

    kept = her_needs(lines_of(db, world, case))

    assert kept.at is None
    assert kept.wanted.needs.kinds == {Category.HEALTH, Category.SHELTER}


def test_what_the_officer_asked_counts_and_what_she_ticked_stays_beside_it(
    db: Session, world: World, case: UUID
) -> None:
    (first, newest) = [each for each in lines_of(db, world, case) if each.kind == "needs"]

    assert newest.facts["needs"] == first.facts["needs"] == ["health"]
    assert her_needs(lines_of(db, world, case)).wanted.needs.age is AgeBand.FROM_25
