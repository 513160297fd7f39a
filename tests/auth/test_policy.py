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
    is_concern: bool = False
    is_closed_concern: bool = False


COMPLAINT = Subject(CASE, FACTORY)
A_CHILDS = Subject(CHILDS_CASE, None, PROGRAMME)
CONCERN = Subject(CASE, FACTORY, is_concern=True)
CLOSED_CONCERN = Subject(CASE, FACTORY, is_concern=True, is_closed_concern=True)


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
PROVIDING = {"adviser", "provider"}
IN_POST = READING_ROLES | PROVIDING | {"analyst", "administrator"}
GRID: dict[AnyPermission, set[str]] = {
    C.LIST: READING_ROLES,
    C.LOG: READING_ROLES | PROVIDING,
    C.SEARCH: READING_ROLES,
    C.READ: READERS,
    C.READ_TRAIL: READERS,
    C.RECUSE: READERS,
    C.STEP_OUT: {"supervisor"},
    C.REMOVE: HANDLING,
    C.LEND: READERS,
    C.RENEW: READERS,
    C.READ_WORDS: HANDLING,
    C.ACKNOWLEDGE: HANDLING,
    C.ANSWER: HANDLING,
    C.NOTE: HANDLING | {"officer"},
    C.TAKE_STATEMENT: HANDLING,
    C.ATTACH: HANDLING,
    C.READ_EVIDENCE: HANDLING,
    C.MARK_INTIMATE: HANDLING,
    C.OPEN_INTIMATE: HANDLING,
    # Nobody of this case is a child.
    C.RULE_INTIMATE: set(),
    C.RULE_AGE: set(),
    C.HAND_OVER: HANDLING,
    C.SETTLE: HANDLING,
    C.OBJECT: HANDLING,
    C.SPEAK_FOR: HANDLING,
    C.READ_SAFETY: HANDLING,
    C.PROTECT: HANDLING,
    C.READ_WATCH: HANDLING | {"union"},
    C.KEEP_WATCH: HANDLING,
    C.DECLARE: HANDLING,
    C.KEEP_PARTIES: HANDLING,
    C.ASK: HANDLING,
    C.RECORD_ROUTE: HANDLING,
    C.NAME_PANEL: HANDLING,
    C.INQUIRE: HANDLING,
    C.DECIDE: HANDLING,
    C.GIVE_FILE: HANDLING,
    C.CHARGE_MALICE: HANDLING,
    C.VERIFY: {"external", "union"},
    C.READ_COURSE: HANDLING | {"union"},
    C.MOVE: HANDLING,
    C.HEAR_ALONE: {"external", "supervisor"},
    C.CONCILIATE: HANDLING,
    C.CLOSE: HANDLING,
    C.KEEP: HANDLING,
    # She let nobody of the committee read what she needs.
    C.READ_NEEDS: {"officer"},
    C.KEEP_NEEDS: {"officer"},
    C.CONSENT: {"officer"},
    C.REFER: {"officer"},
    C.OVERRIDE: {"officer"},
    # She told it herself: nobody need ask whether she agrees.
    C.OFFER_HELP: set(),
    C.CLOSE_CONCERN: set(),
    C.AGREE: set(),
    C.PRINT: HANDLING,
    C.PREVENT: HANDLING,
    C.FOLLOW: {"union"},
    C.STAND_BY: {"union"},
    C.ANSWER_UNION: HANDLING,
    Permission.Outcome.LIST: {"union"},
    # A factory is another subject than a case.
    Permission.Outcome.COLLECT: set(),
    Permission.Committee.LIST: {
        "chair",
        "member",
        "external",
        "respondent",
        "conflicted",
        "puppet",
        "stranger",
        "thief",
        "supervisor",
        "union",
    },
    Permission.Oversight.LIST: {"supervisor"},
    Permission.Matching.LIST: {"supervisor"},
    # A programme is another subject than a case.
    Permission.Matching.WORK: set(),
    Permission.Matching.KEEP: set(),
    # Whoever is not certified was sealed nothing: the page is empty for her.
    Permission.Measures.READ: {
        "chair",
        "member",
        "external",
        "respondent",
        "conflicted",
        "puppet",
        "stranger",
        "thief",
        "supervisor",
        "union",
        "analyst",
    },
    Permission.Measures.PUBLISH: set(),
    Permission.Measures.KEYS: {"analyst"},
    Permission.Measures.LOSE: set(),
    Permission.Measures.KEEP: set(),
    # A committee is another subject than a case.
    Permission.Committee.SEE: set(),
    Permission.Committee.KEEP: set(),
    Permission.Committee.READ_COACHING: set(),
    Permission.Committee.COACH: set(),
    Permission.Committee.AUDIT: set(),
    Permission.Committee.PRINT: {
        "chair",
        "member",
        "external",
        "respondent",
        "conflicted",
        "puppet",
        "stranger",
        "thief",
    },
    Permission.Partners.READ: {
        "union",
        "officer",
        "supervisor",
        "child_one",
        "child_two",
        "adviser",
        "analyst",
    },
    Permission.Partners.KEEP: {"union", "officer", "supervisor", "adviser"},
    # What an organisation entered is another subject than a case.
    Permission.Partners.CHANGE: set(),
    Permission.Received.LIST: PROVIDING,
    # What was sent to somebody is another subject than a case.
    Permission.Received.READ: set(),
    Permission.Received.ANSWER: set(),
    Permission.Directory.READ: {"officer", "supervisor", "administrator"},
    Permission.Directory.KEEP: {"officer", "supervisor"},
    Permission.Directory.CONFIRM: {"officer", "supervisor"},
    Permission.Directory.IMPORT: {"officer", "supervisor"},
    Permission.Directory.AREAS: {"officer", "supervisor", "administrator"},
    Permission.People.LIST: IN_POST,
    Permission.People.INVITE: {"administrator"},
    Permission.People.CHANGE: {"administrator"},
    Permission.People.END: {"administrator"},
    Permission.People.FREEZE: {"administrator"},
    Permission.Certificate.LIST: IN_POST,
    Permission.Certificate.PROPOSE: IN_POST - {"administrator"},
    Permission.Certificate.CONFIRM: IN_POST - {"administrator", "provider"},
    Permission.Trail.READ: {"administrator"},
    Permission.Survivor.STATUS: {"survivor", "number"},
    Permission.Survivor.WRITE_INBOX: {"survivor", "number"},
    Permission.Survivor.WITHDRAW: {"survivor", "number"},
    Permission.Survivor.READ: {"survivor"},
    Permission.Survivor.WRITE: {"survivor"},
    Permission.Survivor.OBJECT: {"survivor"},
    Permission.Survivor.ANSWER: {"survivor"},
    Permission.Survivor.CHOOSE_ROUTE: {"survivor"},
    Permission.Survivor.DECIDE: {"survivor"},
    Permission.Survivor.CONSENT: {"survivor"},
    Permission.Survivor.CHANGE_NUMBER: {"survivor"},
    Permission.Survivor.CLOSE_ACCESS: {"survivor"},
    Permission.Logged.LIST: IN_POST,
    # What one logged is another subject than the case, and so is oneself.
    Permission.Logged.WRITE: set(),
    Permission.Own.SEE: set(),
    Permission.Own.CHANGE: set(),
}

WITH_A_CONCERN = {
    C.ACKNOWLEDGE, C.ANSWER, C.HAND_OVER, C.SETTLE, C.OBJECT,
    C.OFFER_HELP, C.CLOSE_CONCERN, C.AGREE, C.MARK_INTIMATE,
}  # fmt: skip
"""All that is done with a concern until the survivor agrees, beyond reading it."""
ABOUT_CONCERNS = {C.OFFER_HELP, C.CLOSE_CONCERN, C.AGREE}
READING = {
    C.LIST, C.LOG, C.SEARCH, C.READ, C.READ_TRAIL, C.READ_WORDS, C.RECUSE, C.RENEW, C.SPEAK_FOR,
    C.REMOVE, C.READ_EVIDENCE, C.STEP_OUT,
}  # fmt: skip
"""What is left when a concern is closed: reading, and that keys and a number can end."""


def allowed(permission: AnyPermission, subject: object) -> set[str]:
    """The people whom policy allows it."""
    return {key for key, actor in PEOPLE.items() if may(actor, permission, subject)}


@pytest.mark.parametrize("permission", EVERY)
def test_the_grid_says_who_may_do_what_with_her_complaint(permission: AnyPermission) -> None:
    assert allowed(permission, COMPLAINT) == GRID[permission]


@pytest.mark.parametrize("permission", sorted(WITH_A_CONCERN))
def test_those_who_deal_with_it_may_offer_help_once_and_close_a_concern(
    permission: Permission.Case,
) -> None:
    assert allowed(permission, CONCERN) == HANDLING


@pytest.mark.parametrize("permission", sorted(READING))
def test_a_concern_is_read_by_whoever_would_read_a_case(permission: Permission.Case) -> None:
    assert allowed(permission, CONCERN) == GRID[permission]
    assert allowed(permission, CLOSED_CONCERN) == GRID[permission]


@pytest.mark.parametrize("permission", sorted(set(C) - WITH_A_CONCERN - READING - {C.LEND}))
def test_nothing_else_is_done_with_a_concern(permission: Permission.Case) -> None:
    assert allowed(permission, CONCERN) == set()


@pytest.mark.parametrize("permission", sorted(set(C) - READING))
def test_nothing_is_done_with_a_closed_concern(permission: Permission.Case) -> None:
    assert allowed(permission, CLOSED_CONCERN) == set()


def test_a_place_in_a_concern_is_lent_until_it_is_closed() -> None:
    assert allowed(C.LEND, CONCERN) == GRID[C.LEND]


def test_a_reporter_chooses_no_route_for_somebody_else() -> None:
    assert allowed(Permission.Survivor.CHOOSE_ROUTE, CONCERN) == set()
    assert allowed(Permission.Survivor.ANSWER, CONCERN) == set()


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

    # Nobody proceeds against a child, and nobody but them deals with her case.
    denied = {*ABOUT_CONCERNS, C.CHARGE_MALICE, C.FOLLOW, C.STAND_BY, C.STEP_OUT}
    assert may(holding, permission, A_CHILDS) == (permission not in denied)
    assert may(with_keys, permission, A_CHILDS) == (permission in {C.LIST, C.LOG, C.SEARCH})


@pytest.mark.parametrize("who", ["chair", "member", "external", "supervisor"])
def test_whoever_she_lets_read_what_she_needs_helps_her(who: str) -> None:
    standings = PEOPLE[who].standings
    let_in = staff(who, standings, ring(CASE, ALL))

    helping = {C.READ_NEEDS, C.KEEP_NEEDS, C.CONSENT, C.REFER}
    assert {each for each in helping if may(let_in, each, COMPLAINT)} == helping


@pytest.mark.parametrize(
    ("who", "can"), [("chair", False), ("member", False), ("external", True), ("supervisor", True)]
)
def test_nobody_of_the_factory_passes_anything_on_without_her_yes(who: str, can: bool) -> None:
    let_in = staff(who, PEOPLE[who].standings, ring(CASE, ALL))

    assert may(let_in, C.OVERRIDE, COMPLAINT) is can


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


@dataclass(frozen=True)
class Foil:
    """What is left with somebody who logged a case."""

    logged_by: UUID | None


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_what_somebody_logged_is_written_to_by_her_alone_and_while_in_post(who: str) -> None:
    actor = PEOPLE[who]

    writers = allowed(Permission.Logged.WRITE, Foil(actor.holder))

    assert writers == ({who} if who in IN_POST else set())


def test_what_nobody_logged_is_nobodys_to_write_to() -> None:
    assert allowed(Permission.Logged.WRITE, Foil(None)) == set()


@dataclass(frozen=True)
class Letter:
    """A packet that was sent to one person, for the body she works in."""

    receiver: UUID | None
    body: UUID


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_what_was_sent_to_somebody_is_hers_alone_while_she_helps_there(who: str) -> None:
    actor = PEOPLE[who]
    home = actor.standings[0].organization if actor.standings else uuid4()

    readers = allowed(Permission.Received.READ, Letter(actor.holder, home))

    assert readers == ({who} if who in PROVIDING else set())
    assert allowed(Permission.Received.ANSWER, Letter(actor.holder, home)) == readers


def test_whoever_has_left_the_place_it_was_sent_to_reads_it_no_more() -> None:
    provider = PEOPLE["provider"]

    assert not may(provider, Permission.Received.READ, Letter(provider.holder, uuid4()))


def test_what_was_sent_to_nobody_is_nobodys() -> None:
    assert allowed(Permission.Received.READ, Letter(None, uuid4())) == set()


def test_what_policy_does_not_know_is_allowed_to_nobody() -> None:
    assert not may(PEOPLE["chair"], cast("AnyPermission", "case:burn"), COMPLAINT)


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_a_list_shows_what_the_table_allows(who: str) -> None:
    actor = PEOPLE[who]
    cases = [COMPLAINT, A_CHILDS]

    assert visible_cases(actor, cases) == [each for each in cases if may(actor, C.READ, each)]
