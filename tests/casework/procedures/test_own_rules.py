"""A factory enters its own days and answers: stricter than the law, never looser, and never law."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.procedures import loading
from casework.procedures.committee import Numbers
from casework.procedures.covering import Open, open_questions
from casework.procedures.own_rules import (
    OwnDays,
    OwnRules,
    OwnRulesRefused,
    Why,
    effective,
    keep,
    kept,
    version,
)
from casework.procedures.pack import Deadline, Pack
from casework.procedures.terms import Binding, DeadlineKind, Period, SourceKind, Unit

GENERIC = loading.the_pack(loading.GENERIC)
DAY, MONTH, CALENDAR, WORKING = Period.DAY, Period.MONTH, Unit.CALENDAR, Unit.WORKING
ENTERED = OwnRules(in_force_on=date(2027, 1, 4), reason="Registered.", title="Regulations, art. 9")


def entered(*days: OwnDays, **answers: object) -> OwnRules:
    """What a factory enters, over and above its reason."""
    return msgspec.structs.replace(ENTERED, days=days, **answers)


def in_factory(code: str, own: OwnRules) -> Pack:
    """A country's pack as it holds in a factory."""
    return effective(loading.the_pack(code), own, GENERIC)


def rule(pack: Pack, name: str) -> Deadline:
    """A deadline of a pack."""
    return next(each for each in pack.deadlines if each.id == name)


def test_viet_nam_asks_the_factory_for_its_days_until_it_has_entered_them() -> None:
    before = loading.the_pack("vn")

    after = in_factory("vn", entered(OwnDays("ilr", 20, DAY, WORKING)))

    assert Open.OWN_DAYS in {each.open for each in open_questions(before)}
    assert Open.OWN_DAYS not in {each.open for each in open_questions(after)}
    assert (rule(after, "ilr").amount, rule(after, "ilr").unit) == (20, WORKING)


def test_what_a_factory_enters_is_shown_as_its_own_with_its_day_and_reason() -> None:
    pack = in_factory("vn", entered(OwnDays("ilr", 20)))

    source = pack.the_source(rule(pack, "ilr"))

    assert rule(pack, "ilr").binding is Binding.FACTORY
    assert source.kind is SourceKind.FACTORY
    assert (source.title, source.note) == ("Regulations, art. 9", "Registered.")
    assert source.on == date(2027, 1, 4)


def test_a_deadline_the_country_has_not_is_taken_from_the_generic_pack() -> None:
    pack = in_factory("vn", entered(OwnDays("reply", 5, DAY, WORKING)))

    assert rule(pack, "reply").from_event == rule(GENERIC, "reply").from_event
    assert rule(pack, "reply").amount == 5
    assert len(pack.deadlines) == len(loading.the_pack("vn").deadlines) + 1


def test_a_factory_that_enters_nothing_has_the_pack_as_it_is() -> None:
    pack = loading.the_pack("bd")

    assert effective(pack, None, GENERIC) is pack


@pytest.mark.parametrize(
    ("code", "days", "why"),
    [
        ("in", OwnDays("inquiry", 91), Why.LONGER_THAN_LAW),
        ("in", OwnDays("inquiry", 60, DAY, WORKING), Why.LAW_COUNTS_OTHERWISE),
        ("in", OwnDays("inquiry", 1, MONTH), Why.LAW_COUNTS_OTHERWISE),
        ("in", OwnDays("file", 2, MONTH), Why.SHORTER_THAN_LAW),
        ("in", OwnDays("exparte", 10), Why.SHORTER_THAN_LAW),
        ("in", OwnDays("appeal", 30), Why.SHORTER_THAN_LAW),
        ("kh", OwnDays("serious", 6), Why.BAR_OF_LAW),
        ("kh", OwnDays("discipline", 20), Why.BAR_OF_LAW),
        ("bd", OwnDays("ord_inquiry", 60), Why.NO_SUCH_DEADLINE),
        ("bd", OwnDays("nothing", 60), Why.NO_SUCH_DEADLINE),
        ("vn", OwnDays("ilr", 0), Why.NOT_POSITIVE),
        ("vn", OwnDays("ilr", 1, MONTH, WORKING), Why.WORKING_IN_DAYS),
    ],
)
def test_days_that_go_against_the_law_are_refused(code: str, days: OwnDays, why: Why) -> None:
    with pytest.raises(OwnRulesRefused) as caught:
        in_factory(code, entered(days))

    assert caught.value.why == ((days.deadline, why),)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("in", OwnDays("inquiry", 60)),
        ("in", OwnDays("file", 12, MONTH)),
        ("in", OwnDays("exparte", 20)),
        ("in", OwnDays("our_ack", 2, DAY, WORKING)),
        ("generic", OwnDays("inquiry", 45)),
        ("id", OwnDays("policy", 60)),
    ],
)
def test_a_factory_may_be_stricter_and_may_leave_our_advice(code: str, days: OwnDays) -> None:
    assert rule(in_factory(code, entered(days)), days.deadline).amount == days.amount


def test_every_reason_is_named_at_once() -> None:
    own = msgspec.structs.replace(
        entered(OwnDays("inquiry", 99), OwnDays("inquiry", 98), report_children=False), reason=" "
    )

    with pytest.raises(OwnRulesRefused) as caught:
        in_factory("in", own)

    assert caught.value.why == (
        ("reason", Why.NO_REASON),
        ("inquiry", Why.LONGER_THAN_LAW),
        ("inquiry", Why.TWICE),
        ("inquiry", Why.LONGER_THAN_LAW),
        ("must_report_children", Why.LAW_ANSWERS),
    )


def test_answers_close_the_questions_and_are_the_factorys_own() -> None:
    own = entered(
        age_of_majority=18, report_adults=False, report_children=True, retention_months=60
    )

    pack = in_factory("bd", own)

    assert open_questions(pack) == ()
    assert pack.must_report_adults.required is False
    assert pack.retention.months == 60
    assert pack.retention.binding is Binding.FACTORY


def test_what_the_law_says_already_stays_the_laws() -> None:
    pack = in_factory("in", entered(report_children=True, report_adults=False))

    assert pack.must_report_children.binding is Binding.LAW
    assert pack.must_report_adults.binding is Binding.FACTORY


@pytest.mark.parametrize("name", ["age_of_majority", "retention_months"])
def test_an_answer_is_a_number_of_one_or_more(name: str) -> None:
    with pytest.raises(OwnRulesRefused) as caught:
        in_factory("bd", entered(**{name: 0}))

    assert [why for _, why in caught.value.why] == [Why.NOT_POSITIVE]


def test_a_factory_names_its_own_body_and_asks_more_of_it() -> None:
    pack = in_factory("vn", entered(committee_name="Ban hoà giải", committee=Numbers(members=7)))

    assert pack.committee.name == "Ban hoà giải"
    assert pack.committee.own.members == 7
    assert pack.committee.numbers == loading.the_pack("vn").committee.numbers


def test_a_running_case_keeps_the_pack_it_started_under() -> None:
    before = in_factory("vn", entered(OwnDays("ilr", 20)))

    carried = keep(before)
    after = in_factory("vn", entered(OwnDays("ilr", 10)))

    assert kept(carried) == before
    assert version(kept(carried)) == version(before)
    assert version(after) != version(before)


@pytest.mark.parametrize("code", loading.CODES)
def test_every_pack_comes_back_as_it_was_kept(code: str) -> None:
    assert kept(keep(loading.the_pack(code))) == loading.the_pack(code)


def test_no_two_packs_have_one_version() -> None:
    assert len({version(each) for each in loading.packs()}) == len(loading.CODES)


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"schema": 1}', b"[]"])
def test_what_is_no_pack_is_not_taken_for_one(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        kept(raw)


LEGAL = [
    (code, each)
    for code in loading.CODES
    for each in loading.the_pack(code).running()
    if each.binding is Binding.LAW
]


@given(st.sampled_from(LEGAL), st.integers(1, 400))
def test_no_factory_is_ever_looser_than_the_law(legal: tuple[str, Deadline], amount: int) -> None:
    code, law = legal

    held = taken(code, OwnDays(law.id, amount, law.period, law.unit)) or law

    assert held.amount is not None
    assert law.amount is not None
    assert sign(law) * (held.amount - law.amount) >= 0


def taken(code: str, days: OwnDays) -> Deadline | None:
    """The deadline as the factory entered it, or None where it was refused."""
    try:
        return rule(in_factory(code, entered(days)), days.deadline)
    except OwnRulesRefused:
        return None


def sign(law: Deadline) -> int:
    """Whether less time is stricter (-1) or more time is (1)."""
    return -1 if law.kind is DeadlineKind.DUE else 1
