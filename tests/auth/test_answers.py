"""What a list is told about a kind of cases is what each of them would be told."""

from uuid import uuid4

import pytest

from auth.actor import Actor, Rank
from auth.answers import Answers
from auth.permissions import EVERY, AnyPermission, Permission
from auth.policy import may
from crypto.compartments import Compartment
from crypto.ring import Held
from tests.auth.test_policy import (
    A_CHILDS,
    ALL,
    CASE,
    CLOSED_CONCERN,
    COMPLAINT,
    CONCERN,
    FACTORY,
    PEOPLE,
    Subject,
    ring,
    staff,
)

C = Permission.Case


@pytest.mark.parametrize("permission", EVERY)
@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_a_list_that_asks_once_for_all_like_it_is_answered_as_for_each(
    who: str, permission: AnyPermission
) -> None:
    actor, cases = PEOPLE[who], [COMPLAINT, CONCERN, CLOSED_CONCERN, A_CHILDS]
    answers = Answers(actor)

    # Twice: asked the second time, it is what was answered the first time.
    answered = [answers.about(each)[permission] for each in cases * 2]

    assert answered == [may(actor, permission, each) for each in cases] * 2


@pytest.mark.parametrize("part", list(Compartment))
@pytest.mark.parametrize("permission", list(C))
def test_two_cases_of_which_she_holds_other_keys_are_not_alike(
    part: Compartment, permission: Permission.Case
) -> None:
    held, other = ring(CASE, ALL), Subject(uuid4(), FACTORY)
    held.add(other.id, [Held(each, 1, bytes(32)) for each in ALL - {part}])
    chair = staff("chair", PEOPLE["chair"].standings, held)
    answers = Answers(chair)

    answered = [answers.about(each)[permission] for each in (COMPLAINT, other)]

    assert answered == [may(chair, permission, each) for each in (COMPLAINT, other)]


@pytest.mark.parametrize("permission", [Permission.Survivor.STATUS, Permission.Survivor.READ])
def test_her_own_case_is_not_like_another_one_at_the_same_place(permission: AnyPermission) -> None:
    held = ring(CASE, ALL)
    held.add(other := uuid4(), [Held(each, 1, bytes(32)) for each in ALL])
    answers = Answers(Actor(Rank.SURVIVOR, CASE, ring_loader=lambda _actor: held))

    answered = [answers.about(Subject(each, FACTORY))[permission] for each in (other, CASE)]

    assert answered == [False, True]
