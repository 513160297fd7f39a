"""Her choices, applied: the exact set of keys each person receives, for any answers."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.models import OrganizationKind, Role
from casework.case.answers import Age, Answers, Wish
from casework.case.roster import Reader
from casework.readers.audience import Audience, audience
from crypto.compartments import Compartment
from crypto.seeds import PublicKeys

C = Compartment
FACTORY, UNION, OTHER_UNION, PROGRAMME = (UUID(int=n) for n in range(1, 5))
KEYS = PublicKeys(b"k" * 1216, b"v" * 32)
KINDS = {
    FACTORY: OrganizationKind.FACTORY,
    UNION: OrganizationKind.UNION,
    OTHER_UNION: OrganizationKind.UNION,
    PROGRAMME: OrganizationKind.PROGRAMME,
}


def reader(
    role: Role,
    organization: UUID,
    *,
    receives: bool = False,
    manages: bool = False,
    certified: bool = True,
) -> Reader:
    return Reader(
        person=uuid4(),
        membership=uuid4(),
        organization=organization,
        organization_name="",
        kind=KINDS[organization],
        role=role,
        name="",
        post="",
        is_receiver=receives,
        has_management_post=manages,
        keys=KEYS if certified else None,
    )


CHAIR = reader(Role.CHAIR, FACTORY, receives=True)
MEMBER = reader(Role.MEMBER, FACTORY, receives=True)
PLAIN_MEMBER = reader(Role.MEMBER, FACTORY)
PUPPET = reader(Role.MEMBER, FACTORY, receives=True, certified=False)
EXTERNAL = reader(Role.EXTERNAL_MEMBER, FACTORY)
REPRESENTATIVE = reader(Role.UNION_REPRESENTATIVE, UNION)
MANAGING = reader(Role.UNION_REPRESENTATIVE, UNION, manages=True)
OTHER_REPRESENTATIVE = reader(Role.UNION_REPRESENTATIVE, OTHER_UNION)
SUPERVISOR = reader(Role.SUPERVISOR, PROGRAMME)
REFERRALS = reader(Role.REFERRAL_OFFICER, PROGRAMME)
ANALYST = reader(Role.ANALYST, PROGRAMME)
ADMINISTRATOR = reader(Role.ADMINISTRATOR, PROGRAMME)
CHILD_ONE = reader(Role.CHILD_PROTECTION_OFFICER, PROGRAMME)
CHILD_TWO = reader(Role.CHILD_PROTECTION_OFFICER, PROGRAMME)
CHILD_THREE = reader(Role.CHILD_PROTECTION_OFFICER, PROGRAMME)
EVERYBODY = [
    PUPPET,
    CHAIR,
    MEMBER,
    PLAIN_MEMBER,
    EXTERNAL,
    REPRESENTATIVE,
    MANAGING,
    OTHER_REPRESENTATIVE,
    SUPERVISOR,
    REFERRALS,
    ANALYST,
    ADMINISTRATOR,
    CHILD_ONE,
    CHILD_TWO,
    CHILD_THREE,
]
NEVER = [PUPPET, MANAGING, ANALYST, ADMINISTRATOR, CHILD_THREE]
OF_THE_FACTORY = [PUPPET, CHAIR, MEMBER, PLAIN_MEMBER, EXTERNAL]

choices = st.builds(
    Answers,
    workplace=st.just(FACTORY),
    wish=st.sampled_from([Wish.TALK, Wish.HELP, Wish.COMPLAIN]),
    for_somebody_else=st.just(False),
    age=st.sampled_from([None, Age.ADULT]),
    name_for_committee=st.booleans(),
    name_for_union=st.booleans(),
    name_for_programme=st.booleans(),
    union=st.sampled_from([None, UNION, OTHER_UNION]),
    tells_programme=st.sampled_from([None, True, False]),
    declines_programme=st.booleans(),
    told_for_programme=st.booleans(),
    wants_officer=st.booleans(),
    needs_for_committee=st.booleans(),
    help_for_committee=st.booleans(),
)


def opened(heard: Audience, who: Reader) -> set[Compartment]:
    return {
        part
        for each in heard.recipients
        for part in each.compartments
        if each.reader.person == who.person
    }


def given_if(agreed: object, *parts: Compartment) -> set[Compartment]:
    return set(parts) if agreed else set()


@given(choices)
def test_the_receivers_open_what_she_told_and_her_name_only_if_she_agrees(answers: Answers) -> None:
    heard = audience(answers, EVERYBODY, frozenset())

    expected = {C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL}
    expected |= given_if(answers.name_for_committee, C.IDENTITY)
    expected |= given_if(answers.needs_for_committee, C.REFERRAL)
    wants_help_only = answers.wish is Wish.HELP and not answers.help_for_committee
    held = set() if wants_help_only else expected
    assert [opened(heard, who) for who in (CHAIR, MEMBER, EXTERNAL)] == [held] * 3
    assert opened(heard, PLAIN_MEMBER) == set()


@given(choices)
def test_a_union_opens_the_outcome_she_gave_it_and_never_her_words(answers: Answers) -> None:
    heard = audience(answers, EVERYBODY, frozenset())

    expected = {C.COVER, C.OUTCOME} | given_if(answers.name_for_union, C.IDENTITY)
    assert opened(heard, REPRESENTATIVE) == (expected if answers.union == UNION else set())
    assert opened(heard, OTHER_REPRESENTATIVE) == (
        expected if answers.union == OTHER_UNION else set()
    )


@given(choices)
def test_the_supervisor_opens_what_she_chose_and_a_no_is_never_overridden(
    answers: Answers,
) -> None:
    heard = audience(answers, EVERYBODY, frozenset())

    chosen = answers.tells_programme and not answers.declines_programme
    expected = {C.COVER, C.OUTCOME}
    expected |= given_if(answers.told_for_programme, C.TOLD, C.ACCOUNT, C.CHANNEL)
    expected |= given_if(answers.name_for_programme, C.IDENTITY)
    expected |= given_if(answers.wants_officer, C.REFERRAL)
    assert opened(heard, SUPERVISOR) == (expected if chosen else set())


@given(choices)
def test_the_referral_officer_opens_the_need_for_help_alone(answers: Answers) -> None:
    heard = audience(answers, EVERYBODY, frozenset())

    is_shared = answers.name_for_programme and not answers.declines_programme
    expected = {C.COVER, C.REFERRAL} | given_if(is_shared, C.IDENTITY)
    assert opened(heard, REFERRALS) == (expected if answers.wants_officer else set())


@given(choices)
def test_help_alone_reaches_nobody_of_the_factory_unless_she_says_so(answers: Answers) -> None:
    answers.wish, answers.help_for_committee = Wish.HELP, False
    alone = audience(answers, EVERYBODY, frozenset())
    answers.help_for_committee = True
    known = audience(answers, EVERYBODY, frozenset())

    assert [opened(alone, who) for who in OF_THE_FACTORY] == [set()] * len(OF_THE_FACTORY)
    assert C.TOLD in opened(known, CHAIR)


@given(choices)
def test_for_help_alone_it_is_enough_that_somebody_reads_her_needs(answers: Answers) -> None:
    answers.wish, answers.help_for_committee = Wish.HELP, False

    heard = audience(answers, EVERYBODY, frozenset())

    reads_needs = answers.wants_officer
    reads_words = C.TOLD in opened(heard, SUPERVISOR)
    assert heard.is_too_small is not (reads_needs or reads_words)


@given(choices, st.sampled_from([Wish.TALK, Wish.COMPLAIN]))
def test_to_talk_and_to_complain_reach_the_same_people(answers: Answers, wish: Wish) -> None:
    answers.wish = wish
    heard = audience(answers, EVERYBODY, frozenset())
    answers.wish = Wish.TALK

    assert heard.recipients == audience(answers, EVERYBODY, frozenset()).recipients


@given(choices)
def test_nobody_opens_anything_by_role_alone(answers: Answers) -> None:
    heard = audience(answers, EVERYBODY, frozenset())

    assert [opened(heard, who) for who in NEVER] == [set()] * len(NEVER)


@given(choices, st.sets(st.sampled_from(EVERYBODY), max_size=6))
def test_who_is_withheld_receives_nothing_whatever_the_role(
    answers: Answers, kept_away: set[Reader]
) -> None:
    withheld = frozenset(each.person for each in kept_away)

    heard = audience(answers, EVERYBODY, withheld)

    assert not withheld & {each.reader.person for each in heard.recipients}


@given(choices, st.sampled_from([Age.UNDER_18, Age.NOT_SURE]))
def test_what_a_child_tells_reaches_two_officers_and_nobody_of_the_factory(
    answers: Answers, age: Age
) -> None:
    answers.age = age

    heard = audience(answers, EVERYBODY, frozenset())

    assert opened(heard, CHILD_ONE) == opened(heard, CHILD_TWO) == set(C)
    assert [opened(heard, who) for who in OF_THE_FACTORY] == [set()] * len(OF_THE_FACTORY)
    assert len(heard.recipients) == 2


@given(choices)
def test_where_no_officer_for_children_is_named_it_stays_with_her(answers: Answers) -> None:
    answers.age = Age.UNDER_18

    heard = audience(answers, [CHAIR, MEMBER, EXTERNAL, SUPERVISOR], frozenset())

    assert heard.recipients == ()
    assert heard.lacks_child_protection
    assert heard.is_kept


@given(choices)
def test_what_is_kept_to_decide_later_reaches_nobody(answers: Answers) -> None:
    answers.wish = Wish.KEEP

    heard = audience(answers, EVERYBODY, frozenset())

    assert heard.recipients == ()
    assert set(heard.survivor) == {C.COVER, C.IDENTITY, C.TOLD, C.REFERRAL}


@given(choices)
def test_a_concern_reaches_the_committee_without_anything_only_the_survivor_may_choose(
    answers: Answers,
) -> None:
    answers.for_somebody_else = True

    heard = audience(answers, EVERYBODY, frozenset())

    assert {each.reader.person for each in heard.recipients} == {
        each.person for each in (CHAIR, MEMBER, EXTERNAL)
    }
    assert set(heard.survivor) == {C.COVER, C.TOLD, C.CHANNEL}


def test_she_may_pick_one_woman_of_the_committee_who_then_reads_first() -> None:
    answers = Answers(
        workplace=FACTORY, wish=Wish.COMPLAIN, preferred_receiver=PLAIN_MEMBER.membership
    )

    heard = audience(answers, EVERYBODY, frozenset())

    assert opened(heard, PLAIN_MEMBER) == opened(heard, CHAIR) != set()
    assert opened(heard, MEMBER) == set()


@pytest.mark.parametrize("declines", [True, False])
def test_where_too_few_remain_nobody_new_receives_a_key_by_rule(declines: bool) -> None:
    answers = Answers(workplace=FACTORY, wish=Wish.COMPLAIN, declines_programme=declines)
    committee = frozenset(each.person for each in OF_THE_FACTORY)

    heard = audience(answers, EVERYBODY, committee)

    assert heard.recipients == ()
    assert heard.is_too_small


def test_without_a_factory_the_programme_reads_it_if_she_says_so() -> None:
    answers = Answers(workplace=None, wish=Wish.TALK, tells_programme=True)

    heard = audience(answers, [SUPERVISOR, REFERRALS, ANALYST], frozenset())

    assert opened(heard, SUPERVISOR) >= {C.TOLD, C.ACCOUNT, C.CHANNEL}
    assert opened(heard, REFERRALS) == set()


def test_without_a_factory_a_skipped_question_is_a_no_too() -> None:
    answers = Answers(workplace=None, wish=Wish.TALK)

    heard = audience(answers, [SUPERVISOR, REFERRALS, ANALYST], frozenset())

    assert heard.recipients == ()
    assert heard.is_too_small


OTHER_PROGRAMME = UUID(int=9)
KINDS[OTHER_PROGRAMME] = OrganizationKind.PROGRAMME
OTHER_SUPERVISOR = reader(Role.SUPERVISOR, OTHER_PROGRAMME)
OTHER_REFERRALS = reader(Role.REFERRAL_OFFICER, OTHER_PROGRAMME)
OTHER_CHILD = reader(Role.CHILD_PROTECTION_OFFICER, OTHER_PROGRAMME)
PROGRAMMES = [OTHER_CHILD, SUPERVISOR, OTHER_SUPERVISOR, REFERRALS, OTHER_REFERRALS, CHILD_ONE]


@pytest.mark.parametrize("wish", [Wish.TALK, Wish.HELP, Wish.COMPLAIN])
def test_without_a_factory_one_programme_reads_it_and_the_others_nothing(wish: Wish) -> None:
    answers = Answers(
        wish=wish,
        programme=PROGRAMME,
        tells_programme=True,
        told_for_programme=True,
        wants_officer=True,
    )

    heard = audience(answers, PROGRAMMES, frozenset())

    assert {each.reader.organization for each in heard.recipients} == {PROGRAMME}
    assert C.TOLD in opened(heard, SUPERVISOR)
    assert C.REFERRAL in opened(heard, REFERRALS)


def test_of_several_programmes_none_reads_what_she_gave_to_none() -> None:
    answers = Answers(wish=Wish.TALK, tells_programme=True, wants_officer=True)

    heard = audience(answers, PROGRAMMES, frozenset())

    assert heard.recipients == ()
    assert heard.is_too_small


def test_a_child_without_a_factory_tells_the_programme_with_most_officers() -> None:
    answers = Answers(wish=Wish.TALK, age=Age.UNDER_18)

    heard = audience(answers, [*PROGRAMMES, CHILD_TWO], frozenset())

    assert [each.reader for each in heard.recipients] == [CHILD_ONE, CHILD_TWO]


@pytest.mark.parametrize("says", [True, None, False])
def test_a_concern_without_a_factory_reaches_the_programme_only_on_a_yes(
    says: bool | None,
) -> None:
    answers = Answers(wish=Wish.COMPLAIN, for_somebody_else=True, tells_programme=says)

    heard = audience(answers, [SUPERVISOR, REFERRALS], frozenset())

    assert heard.is_too_small is not bool(says)
    assert (C.TOLD in opened(heard, SUPERVISOR)) is bool(says)


@pytest.mark.parametrize(
    ("officers", "named", "is_one"),
    [
        ([], [], False),
        ([CHILD_ONE], [CHILD_ONE], True),
        ([CHILD_ONE, CHILD_TWO], [CHILD_ONE, CHILD_TWO], False),
        ([CHILD_ONE, CHILD_TWO, CHILD_THREE], [CHILD_ONE, CHILD_TWO], False),
    ],
)
def test_one_officer_for_children_is_asked_about_before_she_alone_reads(
    officers: list[Reader], named: list[Reader], is_one: bool
) -> None:
    answers = Answers(workplace=FACTORY, wish=Wish.COMPLAIN, age=Age.UNDER_18)

    heard = audience(answers, [CHAIR, *officers], frozenset())

    assert [each.reader for each in heard.recipients] == named
    assert heard.has_one_reader is is_one
    assert heard.lacks_child_protection is not bool(named)


def test_one_reader_alone_is_asked_about() -> None:
    answers = Answers(workplace=FACTORY, wish=Wish.COMPLAIN)

    alone = audience(answers, [EXTERNAL], frozenset())
    together = audience(answers, [EXTERNAL, CHAIR], frozenset())

    assert (alone.has_one_reader, together.has_one_reader) == (True, False)
