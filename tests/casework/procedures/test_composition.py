"""How a committee stands against its country's rules, and whether enough of it sit."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.procedures import loading
from casework.procedures.committee import Numbers
from casework.procedures.composition import (
    Asked,
    Finding,
    Member,
    Post,
    State,
    composition,
    holds,
    in_short,
    quorum,
)
from casework.procedures.terms import Binding, Gender, Share
from tests.casework.procedures.members import (
    HER,
    HIM,
    MAN_CHAIR,
    MANAGER,
    OUTSIDER,
    SOMEBODY,
    UNIONIST,
    WOMAN_CHAIR,
    WORKER,
)

GENERIC = loading.the_pack(loading.GENERIC).committee
MET, SHORT, UNCLEAR, NO_RULE = State.MET, State.SHORT, State.UNCLEAR, State.NO_RULE
members = st.lists(
    st.builds(Member, st.sampled_from(Gender), st.frozensets(st.sampled_from(Post))), max_size=12
)


def stands(code: str, who: Sequence[Member]) -> dict[Asked, Finding]:
    """How a committee stands in a country, by what is asked."""
    return {each.asked: each for each in composition(loading.the_pack(code).committee, who)}


@pytest.mark.parametrize(
    ("code", "own", "months"),
    [("in", 48, 36), ("in", 24, 24), ("bd", 30, 30), ("generic", None, 24)],
)
def test_a_factory_shortens_a_term_of_law_and_lengthens_none(
    code: str, own: int | None, months: int
) -> None:
    law = loading.the_pack(code).committee

    held = msgspec.structs.replace(law, own=Numbers(term_months=own))

    assert held.term_months == months


BANGLADESH = [WOMAN_CHAIR, OUTSIDER, OUTSIDER, HIM, HIM]
INDIA = [WOMAN_CHAIR, WORKER, UNIONIST, OUTSIDER]
PAKISTAN = [MAN_CHAIR, WORKER, MANAGER]


@pytest.mark.parametrize(
    ("code", "who"), [("bd", BANGLADESH), ("in", INDIA), ("pk", [*PAKISTAN[1:], MAN_CHAIR])]
)
def test_a_committee_as_the_law_asks_is_as_it_should_be(code: str, who: list[Member]) -> None:
    assert [*in_short([*stands(code, who).values()])] == []


@pytest.mark.parametrize(
    ("code", "who", "asked", "state", "short"),
    [
        ("bd", BANGLADESH[:-1], Asked.MEMBERS, SHORT, 1),
        ("bd", BANGLADESH[1:], Asked.CHAIR, SHORT, 1),
        ("bd", [MAN_CHAIR, *BANGLADESH[1:]], Asked.WOMAN_CHAIR, SHORT, 1),
        ("bd", [MAN_CHAIR, *BANGLADESH[1:]], Asked.WOMEN, SHORT, 1),
        ("bd", [WOMAN_CHAIR, HER, HER, HIM, HIM], Asked.EXTERNAL, SHORT, 2),
        ("bd", [*BANGLADESH, HIM], Asked.WOMEN, SHORT, 1),
        ("bd", [*BANGLADESH, HIM, HIM], Asked.WOMEN, SHORT, 1),
        ("bd", [*BANGLADESH[:-1], SOMEBODY], Asked.WOMEN, MET, 0),
        ("bd", [WOMAN_CHAIR, OUTSIDER, SOMEBODY, HIM, HIM], Asked.WOMEN, UNCLEAR, 1),
        ("in", [*INDIA, HIM], Asked.WOMEN, MET, 0),
        ("in", [*INDIA, HIM, HIM, HIM], Asked.WOMEN, SHORT, 1),
        ("in", INDIA[:-1], Asked.EXTERNAL, SHORT, 1),
        ("in", [WOMAN_CHAIR, HER, UNIONIST, OUTSIDER], Asked.WORKER_REPS, SHORT, 1),
        ("pk", PAKISTAN[:2], Asked.MANAGEMENT, SHORT, 1),
        ("pk", [MAN_CHAIR, HIM, MANAGER], Asked.WOMEN, SHORT, 1),
        ("pk", [*PAKISTAN, HIM], Asked.ODD, SHORT, 1),
        ("id", [HER, HIM, HIM], Asked.WOMEN, SHORT, 1),
        ("id", [HER, HER, HIM], Asked.WOMAN_CHAIR, NO_RULE, 0),
        ("generic", [WOMAN_CHAIR, OUTSIDER, WORKER, WORKER, HER], Asked.UNION_REP, SHORT, 1),
        ("bd", [], Asked.MEMBERS, SHORT, 5),
    ],
)
def test_what_is_missing_is_counted(
    code: str, who: list[Member], asked: Asked, state: State, short: int
) -> None:
    finding = stands(code, who)[asked]

    assert (finding.state, finding.short) == (state, short)


def test_everything_that_can_be_asked_is_answered_for_even_if_no_rule_is_known() -> None:
    assert [*stands("bd", BANGLADESH)] == [*Asked]
    assert stands("bd", BANGLADESH)[Asked.UNION_REP].state is NO_RULE


def test_what_the_source_leaves_open_and_we_advise_is_no_guideline() -> None:
    found = stands("id", [HER, HIM, HIM])

    assert found[Asked.MEMBERS].binding is Binding.GUIDELINE
    assert found[Asked.WOMEN].binding is Binding.RECOMMENDED


def test_a_factory_that_asks_for_more_is_held_to_it_beside_the_law() -> None:
    law = loading.the_pack("bd").committee
    own = msgspec.structs.replace(law, own=Numbers(members=7))

    asked = [each for each in composition(own, BANGLADESH) if each.asked is Asked.MEMBERS]

    assert [(each.state, each.binding) for each in asked] == [
        (MET, Binding.LAW),
        (SHORT, Binding.FACTORY),
    ]


def test_a_factory_that_asks_for_less_changes_nothing() -> None:
    law = loading.the_pack("bd").committee
    own = msgspec.structs.replace(law, own=Numbers(members=3, women=1, external=0))

    assert composition(own, BANGLADESH[:3]) == composition(law, BANGLADESH[:3])


def test_the_law_comes_first_of_what_is_short() -> None:
    law = loading.the_pack("bd").committee
    own = msgspec.structs.replace(law, own=Numbers(members=9, union_rep=True))

    bindings = [each.binding for each in in_short(composition(own, []))]

    assert bindings == sorted(bindings, key=[*Binding].index)


@given(members)
def test_one_more_woman_leaves_women_no_shorter(who: list[Member]) -> None:
    before = stands("generic", who)[Asked.WOMEN]
    after = stands("generic", [*who, HER])[Asked.WOMEN]

    assert after.short <= before.short


@given(members, st.sampled_from(loading.CODES))
def test_nothing_short_is_called_met(who: list[Member], code: str) -> None:
    found = stands(code, who).values()

    assert all((each.state in (MET, NO_RULE)) is (each.short == 0) for each in found)


@given(st.integers(0, 40))
def test_shares_are_never_less_than_they_say(count: int) -> None:
    assert Share.THIRD.of(count) * 3 >= count
    assert Share.HALF.of(count) * 2 >= count
    assert Share.MAJORITY.of(count) * 2 > count


@pytest.mark.parametrize(
    ("code", "who", "makes_findings", "enough"),
    [
        ("in", [WOMAN_CHAIR, HER, OUTSIDER], True, True),
        ("in", [HER, HER, OUTSIDER], True, False),
        ("in", [WOMAN_CHAIR, OUTSIDER], True, False),
        ("in", [WOMAN_CHAIR, HER, HER], False, True),
        ("in", [WOMAN_CHAIR, HER, HER], True, False),
        ("generic", [HER, HER, HIM], False, True),
        ("generic", [HER, HER, HIM], True, False),
        ("generic", [HER, OUTSIDER, HIM], True, True),
        ("generic", [HER, HIM, HIM], False, False),
        ("generic", [HER, SOMEBODY, HIM], False, False),
        ("bd", [HER, HER], False, False),
        ("bd", [HER, HER, HIM], False, True),
    ],
)
def test_enough_sit_or_not(
    code: str, who: list[Member], makes_findings: bool, enough: bool
) -> None:
    committee = loading.the_pack(code).committee

    found = quorum(committee, who, GENERIC, makes_findings=makes_findings)

    assert holds(found) is enough


def test_a_quorum_that_no_law_sets_is_shown_as_our_advice() -> None:
    found = quorum(loading.the_pack("bd").committee, [HER], GENERIC, makes_findings=False)

    assert {each.binding for each in found if each.state is not NO_RULE} == {Binding.RECOMMENDED}
