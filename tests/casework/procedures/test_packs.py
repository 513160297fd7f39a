"""The twelve packs: each can be used, says what is law, and holds the numbers it was made from."""

import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from casework.procedures import loading
from casework.procedures.pack import Pack
from casework.procedures.rule import Rule
from casework.procedures.terms import (
    OF_THE_BODY,
    Binding,
    Event,
    OutcomeKind,
    Owner,
    SourceKind,
    StageId,
)
from tests.house import tree

REFERENCE = tree.ROOT.parent / "shared" / "reference" / "procedures"
OURS = {"PROD": "OURS", "unknown": None}
"""What the reference calls otherwise."""

COMMITTEE = [
    *("min_members", "odd_number", "min_women", "min_women_share", "chair_woman"),
    *("external_members_min", "worker_reps_min", "term_months", "quorum_min"),
    *("required", "composition_binding", "confidence", "basis"),
]

every_pack = pytest.mark.parametrize("code", loading.CODES)
with_its_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the data that the packs were made from lie beside no checkout"
)


def rules_of(pack: Pack) -> Iterator[Rule]:
    """Every rule of a pack, whatever it is about."""
    values = [getattr(pack, each.name) for each in msgspec.structs.fields(Pack)]
    rows = [row for value in values for row in (value if isinstance(value, tuple) else (value,))]
    return (row for row in rows if isinstance(row, Rule))


def reference(code: str) -> dict[str, Any]:
    """What a pack was made from."""
    return tomllib.loads((REFERENCE / f"{code}.toml").read_text(encoding="utf-8"))


def by_id(rows: Any) -> dict[str, Any]:
    """Rows of a reference by their ids."""
    return {row["id"]: row for row in rows}


def test_there_are_twelve_and_each_has_an_id_and_a_country_of_its_own() -> None:
    packs = loading.packs()

    assert len(packs) == 12
    assert len({each.id for each in packs}) == 12
    assert len({each.country for each in packs}) == 12


def test_every_file_that_comes_along_is_one_of_them() -> None:
    files = {path.stem for path in tree.files("casework/procedures", suffix=".toml")}

    assert files == set(loading.CODES)


def test_a_country_without_a_pack_gets_the_generic_one() -> None:
    assert loading.for_country("BD").country == "BD"
    assert loading.for_country("FR") is loading.the_pack(loading.GENERIC)


@pytest.mark.parametrize("code", ["fr", "../config", ""])
def test_no_file_is_read_that_is_no_pack(code: str) -> None:
    with pytest.raises(loading.PackUnknown):
        loading.the_pack(code)


@every_pack
def test_every_rule_rests_on_a_source_that_is_there(code: str) -> None:
    pack = loading.the_pack(code)

    cited = [pack.the_source(rule) for rule in rules_of(pack)]

    assert len(cited) > 25


@every_pack
def test_our_own_advice_is_never_law_and_law_is_never_our_own(code: str) -> None:
    pack = loading.the_pack(code)

    ours = {rule.binding for rule in rules_of(pack) if _kind(pack, rule) is SourceKind.OWN}
    theirs = {rule.binding for rule in rules_of(pack) if _kind(pack, rule) is not SourceKind.OWN}

    assert ours == {Binding.RECOMMENDED}
    assert theirs <= {Binding.LAW, Binding.GUIDELINE}


def _kind(pack: Pack, rule: Rule) -> SourceKind:
    return pack.the_source(rule).kind


def test_the_generic_pack_calls_nothing_law() -> None:
    bindings = {rule.binding for rule in rules_of(loading.the_pack(loading.GENERIC))}

    assert Binding.LAW not in bindings


@every_pack
def test_no_counsel_has_reviewed_any_of_them_yet(code: str) -> None:
    assert loading.the_pack(code).counsel is None


@every_pack
def test_no_clock_pauses_because_no_source_says_so(code: str) -> None:
    assert [each.id for each in loading.the_pack(code).deadlines if each.pauses] == []


@every_pack
def test_what_moves_her_needs_her_consent(code: str) -> None:
    moving = [each for each in loading.the_pack(code).interim_measures if each.moves_her]

    assert moving
    assert all(each.survivor_consent_required for each in moving)


@every_pack
def test_somebody_is_reminded_at_the_start_and_after_the_end(code: str) -> None:
    stages = {each.stage for each in loading.the_pack(code).running()}

    assert {StageId.RECEIVE, StageId.SAFETY, StageId.MONITOR} <= stages


@every_pack
def test_nobody_here_is_reminded_of_what_a_body_outside_must_do(code: str) -> None:
    outside = [each for each in loading.the_pack(code).deadlines if each.owner is Owner.OUTSIDE]

    assert all(each.stage is StageId.APPEAL for each in outside)


def test_only_the_setting_up_of_a_committee_is_of_no_case() -> None:
    of_none = [
        (pack.country, each.id)
        for pack in loading.packs()
        for each in pack.deadlines
        if each.from_event in OF_THE_BODY
    ]

    assert of_none == [("PK", "form")]


def test_cambodias_bars_count_from_what_the_employer_knew() -> None:
    bars = {each.id: each for each in loading.the_pack("kh").deadlines if each.kind == "bar"}

    assert {name: each.amount for name, each in bars.items()} == {"serious": 7, "discipline": 15}
    assert {each.from_event for each in bars.values()} == {Event.EMPLOYER_KNEW}


def test_bangladeshs_ordinance_is_listed_and_does_not_run() -> None:
    pack = loading.the_pack("bd")

    off = {each.id for each in pack.deadlines if not each.enabled}

    assert off == {"ord_inquiry"}
    assert "ord_inquiry" not in {each.id for each in pack.running()}
    assert {each.id for each in pack.outcomes if not each.enabled} == {
        "reprimand",
        "demote",
        "dismiss",
    }


def test_indias_respondent_gets_a_copy_of_her_complaint() -> None:
    notice = loading.the_pack("in").notice

    assert notice.copy_of_complaint is True
    assert notice.section == "r. 7(2)"


def test_what_is_not_known_of_the_others_notice_is_left_open() -> None:
    known = {each.country: each.notice.copy_of_complaint for each in loading.packs()}

    assert {country for country, copy in known.items() if copy is not None} == {"IN"}


def test_every_door_of_myanmars_state_carries_its_warning() -> None:
    doors = loading.the_pack("mm").external_routes

    assert doors
    assert all("February 2021" in each.warning for each in doors)


def test_a_sanction_on_whoever_complained_is_a_kind_of_its_own() -> None:
    found = {
        (pack.country, each.id)
        for pack in loading.packs()
        for each in pack.outcomes
        if each.kind is OutcomeKind.COMPLAINANT_SANCTION
    }

    assert found == {("IN", "malicious"), ("BD", "false"), ("NP", "false"), ("VN", "falseacc")}


@with_its_reference
@every_pack
def test_deadlines_hold_the_numbers_they_were_made_from(code: str) -> None:
    ours = {each.id: each for each in loading.the_pack(code).deadlines}
    theirs = by_id(reference(code)["deadlines"])

    assert {
        name: (each.amount, each.period, each.unit, each.unit_stated, each.stage)
        for name, each in ours.items()
        if name in theirs
    } == {
        name: (
            row["amount"],
            row["period"],
            row["unit"],
            row["unit_stated_in_source"],
            row["stage"],
        )
        for name, row in theirs.items()
    }


@with_its_reference
@every_pack
def test_deadlines_bind_as_far_as_those_they_were_made_from(code: str) -> None:
    ours = {each.id: each for each in loading.the_pack(code).deadlines}
    theirs = by_id(reference(code)["deadlines"])

    assert {
        name: (each.binding, each.source, each.confidence, each.enabled, _more(each.extension))
        for name, each in ours.items()
        if name in theirs
    } == {
        name: (
            row["binding"],
            OURS.get(row["basis"], row["basis"]),
            row["confidence"],
            row["enabled"],
            (row.get("extension_amount"), row.get("extension_period")),
        )
        for name, row in theirs.items()
    }
    assert {ours[name].binding for name in ours.keys() - theirs.keys()} <= {Binding.RECOMMENDED}


def _more(extension: object) -> tuple[int | None, str | None]:
    return getattr(extension, "amount", None), getattr(extension, "period", None)


@with_its_reference
@every_pack
def test_committees_hold_the_numbers_they_were_made_from(code: str) -> None:
    committee, row = loading.the_pack(code).committee, reference(code)["committee"]
    numbers = committee.numbers

    assert {
        "min_members": numbers.members,
        "odd_number": numbers.odd,
        "min_women": numbers.women,
        "min_women_share": numbers.women_share,
        "chair_woman": numbers.woman_chair,
        "external_members_min": numbers.external,
        "worker_reps_min": numbers.worker_reps,
        "term_months": numbers.term_months,
        "quorum_min": committee.quorum.members,
        "required": committee.required,
        "composition_binding": committee.binding,
        "confidence": committee.confidence,
        "basis": committee.source,
    } == {name: OURS.get(str(row.get(name)), row.get(name)) for name in COMMITTEE}


@with_its_reference
@every_pack
def test_sources_are_those_the_packs_were_made_from(code: str) -> None:
    ours = {each.id: each for each in loading.the_pack(code).sources}
    theirs = by_id(row for row in reference(code)["sources"] if row["id"] != "PROD")

    assert {
        name: (each.title, each.url, each.confidence, each.evidence.replace("headings", "h"))
        for name, each in ours.items()
        if name in theirs
    } == {
        name: (
            row["title"],
            row.get("url", ""),
            row["confidence"],
            row["evidence"].replace("headings-only", "h"),
        )
        for name, row in theirs.items()
    }


@with_its_reference
@every_pack
@pytest.mark.parametrize("name", ["outcomes", "external_routes"])
def test_outcomes_and_ways_outside_are_those_they_were_made_from(code: str, name: str) -> None:
    ours = getattr(loading.the_pack(code), name)
    theirs = reference(code)[name]

    assert [(each.id, each.source, each.confidence) for each in ours] == [
        (row["id"], OURS.get(row["basis"], row["basis"]), row["confidence"]) for row in theirs
    ]


@with_its_reference
@every_pack
def test_interim_measures_ask_for_her_consent_as_those_they_were_made_from(code: str) -> None:
    ours = {each.id: each for each in loading.the_pack(code).interim_measures}
    theirs = by_id(row for row in reference(code)["interim_measures"] if row["id"] != "generic")

    assert {
        name: (row["survivor_consent_required"], row["confidence"]) for name, row in theirs.items()
    } == {name: (ours[name].survivor_consent_required, ours[name].confidence) for name in theirs}


@with_its_reference
@every_pack
def test_rest_days_and_whom_they_protect_are_those_they_were_made_from(code: str) -> None:
    pack, row = loading.the_pack(code), reference(code)

    assert [*pack.calendar.rest_days] == row["calendar"]["weekly_rest_days"]
    assert pack.scope.women_only is not row["scope"]["gender_neutral"]
    assert (pack.scope.employees or 0) == row["scope"]["min_employees"]
    assert len(pack.warnings) == len(row["warnings"])
    assert len(pack.unknowns) == len(row["unknowns"])
