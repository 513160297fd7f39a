"""Who receives keys: two people of two other bodies vouch for her, in a chain from a root."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from crypto.certificates import (
    ADMINISTRATOR,
    ALONE_DAYS,
    OFFICER,
    OUTSIDE,
    Certificate,
    Confirmation,
    Register,
    confirm,
    confirm_as_root,
)
from crypto.errors import CertificateInvalid
from crypto.seeds import Seeds
from tests.crypto.people import (
    DAY,
    FACTORY,
    FIRST,
    FOUNDED,
    FROM,
    NETWORK,
    PROGRAMME,
    ROOT,
    SECOND,
    UNION,
    UNTIL,
    Someone,
    register,
)

CHAIR = Someone(FACTORY)
CERTIFIED = CHAIR.certified_by(FIRST, SECOND)


def refused(person: Someone, *certificates: Certificate, on: date = DAY) -> bool:
    """Whether this person receives nothing, however it is asked."""
    known = register(*certificates)
    with pytest.raises(CertificateInvalid):
        known.the_keys(person.person, on)
    return not any(known.is_valid(each, on) for each in known.of(person.person))


def test_two_people_of_two_other_bodies_make_a_recipient() -> None:
    known = register(CERTIFIED)

    assert known.is_valid(CERTIFIED, DAY)
    assert known.the_keys(CHAIR.person, DAY) == CHAIR.seeds.public
    assert known.the_certificate(CHAIR.person, DAY) == CERTIFIED
    assert not known.rests_on_root(CERTIFIED)


def test_somebody_certified_by_the_certified_is_a_recipient_too() -> None:
    organiser, member = Someone(UNION), Someone(FACTORY)
    known = register(member.certified_by(organiser, SECOND), organiser.certified_by(FIRST, SECOND))

    assert known.the_keys(member.person, DAY) == member.seeds.public


@pytest.mark.parametrize("certificate", FOUNDED)
def test_the_first_officers_stand_on_the_root_alone(certificate: Certificate) -> None:
    assert register().is_valid(certificate, UNTIL)
    assert register().is_signed_by_root(certificate)
    assert not register().rests_on_root(certificate)
    assert register().good_until(certificate) == UNTIL


@pytest.mark.parametrize("role", ["member", "chair", ADMINISTRATOR, "supervisor", "Officer"])
def test_nobody_else_stands_on_the_root_alone(role: str) -> None:
    person = Someone(FACTORY, role)

    assert refused(person, person.certified_by_root())


def test_one_body_and_the_root_last_ninety_days_and_say_so() -> None:
    certificate = CHAIR.certified_by_root(FIRST)
    known = register(certificate)
    last = FROM + timedelta(days=ALONE_DAYS)

    assert known.rests_on_root(certificate)
    assert known.good_until(certificate) == last
    assert known.is_valid(certificate, last)
    assert not known.is_valid(certificate, last + timedelta(days=1))


def test_two_bodies_and_the_root_last_as_long_as_two_bodies() -> None:
    certificate = CHAIR.certified_by_root(FIRST, SECOND)

    known = register(certificate)
    assert known.is_valid(certificate, UNTIL)
    assert known.good_until(certificate) == UNTIL
    assert not known.rests_on_root(certificate)


def test_what_only_a_root_has_signed_is_shown_with_the_day_it_could_stand_until() -> None:
    certificate = CHAIR.certified_by_root()

    assert register(certificate).rests_on_root(certificate)
    assert register(certificate).good_until(certificate) == FROM + timedelta(days=ALONE_DAYS)


def test_who_stood_on_the_root_for_ninety_days_confirms_nobody_after_that() -> None:
    organiser = Someone(UNION)
    newcomer = Someone(FACTORY, from_on=FROM + timedelta(days=ALONE_DAYS + 1))
    vouched = organiser.certified_by_root(FIRST)

    assert refused(newcomer, vouched, newcomer.certified_by(organiser, SECOND), on=newcomer.from_on)


def test_who_stands_on_the_root_confirms_while_it_lasts() -> None:
    organiser, newcomer = Someone(UNION), Someone(FACTORY)
    vouched = organiser.certified_by_root(FIRST)
    known = register(vouched, newcomer.certified_by(organiser, SECOND))

    assert known.the_keys(newcomer.person, UNTIL) == newcomer.seeds.public


def test_one_signature_is_not_enough() -> None:
    assert refused(CHAIR, CHAIR.certified_by(FIRST))


def test_nobody_vouches_for_herself() -> None:
    assert refused(CHAIR, CHAIR.certified_by(CHAIR, FIRST))


def test_nobody_vouches_for_herself_from_another_post() -> None:
    elsewhere = Someone(UNION, person=CHAIR.person)
    certificate = CHAIR.certified_by(elsewhere, FIRST)
    known = register(elsewhere.certified_by(FIRST, SECOND), certificate)

    assert known.is_valid(known.of(CHAIR.person)[0], DAY)
    assert not known.is_valid(certificate, DAY)


def test_two_people_of_one_body_are_one_body() -> None:
    organiser = Someone(UNION)
    colleague = Someone(NETWORK)

    assert refused(
        CHAIR,
        organiser.certified_by(FIRST, SECOND),
        colleague.certified_by(organiser, SECOND),
        CHAIR.certified_by(FIRST, colleague),
    )


def test_one_person_with_posts_in_two_bodies_is_one_person() -> None:
    clerk, here = Someone(UNION), Someone(UNION)
    there = Someone(NETWORK, person=here.person)
    posts = [
        clerk.certified_by(FIRST, SECOND),
        here.certified_by(FIRST, SECOND),
        there.certified_by(clerk, SECOND),
    ]

    assert all(register(*posts).is_valid(each, DAY) for each in posts)
    assert refused(CHAIR, *posts, CHAIR.certified_by(here, there))


def test_a_colleague_of_her_own_body_does_not_count() -> None:
    colleague = Someone(FACTORY)

    assert refused(
        CHAIR, colleague.certified_by(FIRST, SECOND), CHAIR.certified_by(colleague, FIRST)
    )


def test_two_who_vouch_for_each_other_hold_nobody_up() -> None:
    one, other = Someone(UNION), Someone(FACTORY)

    assert refused(one, one.certified_by(other, FIRST), other.certified_by(one, FIRST))


def test_three_in_a_circle_hold_nobody_up() -> None:
    one, two, three = Someone(UNION), Someone(FACTORY), Someone(PROGRAMME)

    assert refused(
        one,
        one.certified_by(two, three),
        two.certified_by(one, three),
        three.certified_by(one, two),
    )


def test_an_administrator_vouches_for_nobody() -> None:
    administrator = Someone(UNION, ADMINISTRATOR)

    assert refused(
        CHAIR,
        administrator.certified_by(FIRST, SECOND),
        CHAIR.certified_by(administrator, FIRST),
    )


def test_somebody_of_a_place_that_helps_vouches_for_nobody() -> None:
    nurse = Someone(UNION, OUTSIDE)

    assert refused(CHAIR, nurse.certified_by(FIRST, SECOND), CHAIR.certified_by(nurse, FIRST))


def test_a_puppet_of_the_administrator_receives_nothing() -> None:
    administrator = Someone(UNION, ADMINISTRATOR)
    helper, puppet = Someone(NETWORK), Someone(FACTORY)

    assert refused(
        puppet,
        administrator.certified_by(FIRST, SECOND),
        helper.certified_by(administrator),
        puppet.certified_by(administrator, helper),
    )


def test_a_signer_whose_certificate_had_run_out_does_not_count() -> None:
    organiser = Someone(UNION, until_on=DAY - timedelta(days=1))
    newcomer = Someone(FACTORY, from_on=DAY)

    assert refused(
        newcomer,
        organiser.certified_by(FIRST, SECOND),
        newcomer.certified_by(organiser, FIRST),
    )


def test_a_signer_who_was_not_certified_yet_does_not_count() -> None:
    organiser = Someone(UNION, from_on=DAY)

    assert refused(
        CHAIR, organiser.certified_by(FIRST, SECOND), CHAIR.certified_by(organiser, FIRST)
    )


@pytest.mark.parametrize("on", [FROM - timedelta(days=1), UNTIL + timedelta(days=1)])
def test_outside_its_dates_a_certificate_is_none(on: date) -> None:
    assert refused(CHAIR, CERTIFIED, on=on)


def test_an_ended_certificate_receives_nothing_more() -> None:
    known = register(CERTIFIED, ended=(CHAIR,))

    assert not known.is_valid(CERTIFIED, DAY)
    assert known.ever_signed_with(CHAIR.person, CHAIR.seeds.public.verify)


@pytest.mark.parametrize(
    "swapped",
    [
        {"keys": Seeds.generate().public},
        {"person": SECOND.person},
        {"body": UNION},
        {"role": "chair"},
        {"until_on": date(2036, 12, 31)},
        {"from_on": date(2025, 1, 1)},
    ],
    ids=["keys", "person", "body", "role", "until", "from"],
)
def test_what_was_confirmed_cannot_be_swapped(swapped: dict[str, object]) -> None:
    statement = msgspec.structs.replace(CHAIR.statement, **swapped)
    forged = Certificate(statement, CERTIFIED.confirmations)

    assert not register(forged).is_valid(forged, DAY)


def test_a_swapped_key_beside_the_true_one_receives_nothing() -> None:
    thief = Someone(FACTORY, person=CHAIR.person, from_on=DAY)
    known = register(CERTIFIED, Certificate(thief.statement, CERTIFIED.confirmations))

    assert known.the_keys(CHAIR.person, DAY) == CHAIR.seeds.public
    assert not known.ever_signed_with(CHAIR.person, thief.seeds.public.verify)


def test_a_signature_in_somebody_elses_name_does_not_count() -> None:
    thief = Seeds.generate()
    forged = confirm(CHAIR.statement, SECOND.statement, thief)
    certificate = Certificate(CHAIR.statement, (FIRST.confirms(CHAIR), forged))

    assert refused(CHAIR, certificate)


def test_an_unknown_root_certifies_nobody() -> None:
    pretender = Seeds.generate()
    officer = Someone(UNION, OFFICER)

    assert refused(officer, officer.certified_by_root(root=pretender))


def test_a_forged_root_signature_certifies_nobody() -> None:
    officer = Someone(UNION, OFFICER)
    signed_by_another = confirm_as_root(officer.statement, Seeds.generate())
    forged = Confirmation(ROOT.public.verify, signed_by_another.signature)

    assert refused(officer, Certificate(officer.statement, (forged,)))


def test_the_same_signature_twice_is_one() -> None:
    given = FIRST.confirms(CHAIR)

    assert refused(CHAIR, Certificate(CHAIR.statement, (given, given)))


def test_a_signature_of_nobody_known_does_not_count() -> None:
    assert refused(CHAIR, CHAIR.certified_by(FIRST, Someone(UNION)))


def test_without_a_root_nobody_is_a_recipient() -> None:
    nobody = Register([*FOUNDED, CERTIFIED], [])

    assert not any(nobody.is_valid(each, DAY) for each in (*FOUNDED, CERTIFIED))


def test_a_certificate_that_is_not_in_the_register_is_none() -> None:
    assert not register().is_valid(CERTIFIED, DAY)
    assert register().including(CERTIFIED).is_valid(CERTIFIED, DAY)


def test_of_two_certificates_the_newer_counts_and_the_older_is_remembered() -> None:
    again = Someone(FACTORY, person=CHAIR.person, from_on=DAY)
    known = register(CERTIFIED, again.certified_by(FIRST, SECOND))

    assert known.the_keys(CHAIR.person, DAY) == again.seeds.public
    assert known.the_keys(CHAIR.person, DAY - timedelta(days=1)) == CHAIR.seeds.public
    assert known.ever_signed_with(CHAIR.person, CHAIR.seeds.public.verify)


def test_a_tall_pile_of_made_up_certificates_is_judged_at_once() -> None:
    floors = [[Someone(UNION), Someone(FACTORY), Someone(PROGRAMME)] for _ in range(40)]
    pile = [
        Certificate(
            person.statement,
            tuple(Confirmation(each.statement.digest(), b"-" * 64) for each in above),
        )
        for below, above in pairwise(floors)
        for person in below
    ]

    assert refused(floors[0][0], *pile)


def test_a_tall_pile_of_true_certificates_is_judged_at_once() -> None:
    floors = [(FIRST, SECOND)] + [
        (Someone(body, from_on=FROM), Someone(other, from_on=FROM))
        for body, other in [(UNION, FACTORY), (NETWORK, PROGRAMME)] * 20
    ]
    pile = [person.certified_by(*below) for below, above in pairwise(floors) for person in above]
    top = floors[-1][0]

    assert register(*reversed(pile)).the_keys(top.person, DAY) == top.seeds.public
