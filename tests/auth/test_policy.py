"""The grid: every permission and every person of the cast, written out by hand."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

import pytest

from auth.actor import Actor, Rank, Standing
from auth.models import Role
from auth.permissions import EVERY, AnyPermission, Permission
from auth.policy import POLICY, may, visible_cases
from crypto.compartments import Compartment
from crypto.ring import Held, KeyRing
from tests.cast import BODIES, CAST, Character

C = Permission.Case
FACTORY, PROGRAMME, CASE, CHILDS_CASE = uuid4(), uuid4(), uuid4(), uuid4()
PLACES = {"factory": FACTORY, "programme": PROGRAMME}
KINDS = {body.key: body.kind for body in BODIES}
ALL = frozenset(Compartment)
COMMITTEE_KEYS = ALL - {Compartment.IDENTITY, Compartment.REFERRAL}
KEYS = {
    "chair": COMMITTEE_KEYS,
    "member": COMMITTEE_KEYS,
    "external": COMMITTEE_KEYS,
    "supervisor": COMMITTEE_KEYS,
    "union": frozenset({Compartment.COVER, Compartment.OUTCOME}),
    "officer": frozenset({Compartment.COVER, Compartment.REFERRAL}),
    "leaver": COMMITTEE_KEYS,
    "thief": COMMITTEE_KEYS,
    "survivor": ALL,
}
"""Who holds what of the case: a grown woman's complaint, with the union and CARE chosen."""


@dataclass(frozen=True)
class Subject:
    """A case as policy asks about it."""

    id: UUID
    factory_id: UUID | None
    programme_id: UUID | None = None


COMPLAINT = Subject(CASE, FACTORY)
A_CHILDS = Subject(CHILDS_CASE, None, PROGRAMME)


def standing(character: Character) -> Standing:
    """Her post, and what it reaches: unions and the programme cover the factory."""
    home = PLACES.get(character.body, uuid4())
    covered = {FACTORY} if character.body in {"union", "programme"} else set()
    return Standing(
        uuid4(), home, KINDS[character.body], character.role, frozenset({home, *covered})
    )


def ring(case: UUID, parts: frozenset[Compartment]) -> KeyRing:
    """A ring with keys of one case."""
    made = KeyRing(uuid4())
    if parts:
        made.add(case, [Held(part, 1, bytes(32)) for part in parts])
    return made


def staff(key: str, standings: tuple[Standing, ...], held: KeyRing) -> Actor:
    """Somebody signed in."""
    return Actor(Rank.STAFF, uuid4(), key, standings=standings, ring_loader=lambda _actor: held)


PEOPLE = {
    each.key: staff(each.key, (standing(each),), ring(CASE, KEYS.get(each.key, frozenset())))
    for each in CAST
} | {
    # The leaver's boxes have not been deleted yet; her post has ended.
    "leaver": staff("leaver", (), ring(CASE, KEYS["leaver"])),
    # The thief is a chair elsewhere who came by somebody's keys.
    "thief": staff(
        "thief",
        (Standing(uuid4(), uuid4(), KINDS["factory"], Role.CHAIR, frozenset({uuid4()})),),
        ring(CASE, KEYS["thief"]),
    ),
    # The survivor came back with number and word.
    "survivor": Actor(Rank.SURVIVOR, CASE, ring_loader=lambda _actor: ring(CASE, ALL)),
    # Somebody has her number alone.
    "number": Actor(Rank.NUMBER, CASE),
    # Another survivor came back to her own case.
    "other_survivor": Actor(Rank.SURVIVOR, uuid4(), ring_loader=lambda _actor: ring(uuid4(), ALL)),
    "nobody": Actor(),
}

COMMITTEE = {"chair", "member", "external"}
HANDLING = COMMITTEE | {"supervisor"}
READERS = HANDLING | {"union", "officer"}
READING_ROLES = {
    "chair", "member", "external", "respondent", "conflicted", "puppet", "stranger", "thief",
    "union", "officer", "supervisor", "child_one", "child_two",
}  # fmt: skip
IN_POST = READING_ROLES | {"analyst", "administrator"}
GRID: dict[AnyPermission, set[str]] = {
    C.LIST: READING_ROLES,
    C.SEARCH: READING_ROLES,
    C.READ: READERS,
    C.READ_TRAIL: READERS,
    C.RECUSE: READERS,
    C.RENEW: READERS,
    C.READ_WORDS: HANDLING,
    C.ACKNOWLEDGE: HANDLING,
    C.ANSWER: HANDLING,
    C.NOTE: HANDLING | {"officer"},
    C.ATTACH: HANDLING,
    C.HAND_OVER: HANDLING,
    C.SETTLE: HANDLING,
    C.OBJECT: HANDLING,
    C.SPEAK_FOR: HANDLING,
    Permission.People.LIST: IN_POST,
    Permission.People.INVITE: {"administrator"},
    Permission.People.CHANGE: {"administrator"},
    Permission.People.END: {"administrator"},
    Permission.People.FREEZE: {"administrator"},
    Permission.Certificate.LIST: IN_POST,
    Permission.Certificate.PROPOSE: {"administrator"},
    Permission.Certificate.CONFIRM: IN_POST - {"administrator"},
    Permission.Trail.READ: {"administrator"},
    Permission.Survivor.STATUS: {"survivor", "number"},
    Permission.Survivor.WRITE_INBOX: {"survivor", "number"},
    Permission.Survivor.WITHDRAW: {"survivor", "number"},
    Permission.Survivor.READ: {"survivor"},
    Permission.Survivor.WRITE: {"survivor"},
    Permission.Survivor.OBJECT: {"survivor"},
    Permission.Survivor.CHANGE_NUMBER: {"survivor"},
    Permission.Survivor.CLOSE_ACCESS: {"survivor"},
    # Oneself is another subject than the case.
    Permission.Own.SEE: set(),
    Permission.Own.CHANGE: set(),
}


def allowed(permission: AnyPermission, subject: object) -> set[str]:
    """The people whom policy allows it."""
    return {key for key, actor in PEOPLE.items() if may(actor, permission, subject)}


@pytest.mark.parametrize("permission", EVERY)
def test_the_grid_says_who_may_do_what_with_her_complaint(permission: AnyPermission) -> None:
    assert allowed(permission, COMPLAINT) == GRID[permission]


@pytest.mark.parametrize("permission", EVERY)
def test_every_permission_has_a_line_in_the_policy(permission: AnyPermission) -> None:
    assert POLICY[permission]


@pytest.mark.parametrize("permission", list(C))
def test_of_a_childs_case_only_child_protection_officers_may_anything(
    permission: Permission.Case,
) -> None:
    officer = next(each for each in CAST if each.key == "child_one")
    chair = next(each for each in CAST if each.key == "chair")
    holding = staff("child_one", (standing(officer),), ring(CHILDS_CASE, ALL))
    with_keys = staff("chair", (standing(chair),), ring(CHILDS_CASE, ALL))

    assert may(holding, permission, A_CHILDS)
    assert may(with_keys, permission, A_CHILDS) == (permission in {C.LIST, C.SEARCH})


def test_a_union_representative_who_hires_and_pays_reads_nothing() -> None:
    union = next(each for each in CAST if each.key == "union")
    post = standing(union)
    boss = Standing(
        post.membership, post.organization, post.kind, post.role, post.reach, False, True
    )

    assert not may(staff("union", (boss,), ring(CASE, KEYS["union"])), C.READ, COMPLAINT)


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_oneself_is_nobody_elses(who: str) -> None:
    actor = PEOPLE[who]

    assert may(actor, Permission.Own.SEE, actor) == (actor.rank is Rank.STAFF)
    assert not may(actor, Permission.Own.CHANGE, Actor(Rank.STAFF, uuid4()))


def test_what_policy_does_not_know_is_allowed_to_nobody() -> None:
    assert not may(PEOPLE["chair"], cast("AnyPermission", "case:burn"), COMPLAINT)


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_a_list_shows_what_the_table_allows(who: str) -> None:
    actor = PEOPLE[who]
    cases = [COMPLAINT, A_CHILDS]

    assert visible_cases(actor, cases) == [each for each in cases if may(actor, C.READ, each)]
