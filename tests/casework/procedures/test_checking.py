"""Whoever writes a pack is told everything that is wrong with it, and on which line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.procedures import loading
from casework.procedures.checking import CARRIES, Fault, PackInvalid, parse
from casework.procedures.lines import line_of, positions
from casework.procedures.own_rules import version_read
from casework.procedures.terms import Binding, SourceKind

GOOD = loading.text_of("in")


def faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a text that is no pack."""
    with pytest.raises(PackInvalid) as caught:
        parse(text)
    return caught.value.faults


def changed(old: str, new: str, text: str = GOOD) -> str:
    """India's pack with the first such passage changed."""
    assert old in text
    return text.replace(old, new, 1)


CHANGES = [
    ('source = "ACT"', 'source = "ACTS"', "There is no source “ACTS”.", "source ="),
    (
        '\nbinding = "law"',
        '\nbinding = "recommended"',
        "of kind statute: it carries law",
        "binding =",
    ),
    ('binding = "law"', 'binding = "maybe"', "“maybe” is none of: law, guideline", "binding ="),
    ('binding = "recommended"', 'binding = "law"', "kind own: it carries recommended", "binding ="),
    ('kind = "statute"', 'kind = "factory"', "it carries no rule of a pack", "binding ="),
    ('id = "serve"', 'id = "file"', "“file” stands here a second time.", 'id = "file"'),
    ('id = "RULES"', 'id = "ACT"', "“ACT” stands here a second time.", 'id = "ACT"'),
    ('stage = "route"', 'stage = "receive"', "“receive” stands here a second", "stage = "),
    ('stage = "notify"', 'stage = "warn"', "“warn” is none of: receive, safety", "stage ="),
    ("amount = 7", "amount = 0", "A number here is one or more", "amount = 0"),
    ("amount = 7", "amount = -7", "A number here is one or more", "amount = -7"),
    ("amount = 7", 'amount = "seven"', "Expected int, got str.", "amount ="),
    ("amount = 7", "amount = true", "Expected int, got bool.", "amount ="),
    ("amount = 7", "weeks = 7", "“weeks” is not known here.", "weeks ="),
    ('to_event = "notice"', 'to_event = "complaint"', "It ends with the event it", "to_event ="),
    ('unit = "working"', 'unit = "lunar"', "“lunar” is none of: calendar, working.", "unit ="),
    ("women = 2", "women = 1", "1/2 of 4 is 2.", "women = 1"),
    ("external = 1", "external = 5", "more than the committee has members", "external = 5"),
    ("odd = false", "odd = true", "must be odd, and 4 is even", "odd ="),
    ("quorum]\nmembers = 3", "quorum]\nmembers = 9", "More must sit", "members = 9"),
    ("quorum]\nmembers = 3", "quorum]\nmembers = 0", "one or more", "members = 0"),
    ("schema = 1", "schema = 2", "Only schema 1 is known.", "schema ="),
    ('country = "IN"', 'country = "india"', "two capital letters", "country ="),
    ("Asia/Kolkata", "Asia/Kolkatta", "There is no time zone “Asia/Kolkatta”.", "timezone ="),
    ('["sun"]', '["mon","tue","wed","thu","fri","sat","sun"]', "could ever be due", "rest_days"),
    ('title = "India', 'titel = "India', "“titel” is not known here.", "titel ="),
    (
        "consent_required = true",
        "consent_required = false",
        "needs her consent",
        "consent_required",
    ),
    ('section = "s. 10"', 'section = ""', "Leave the line out if it is not known.", "section ="),
    (
        "[committee.quorum]",
        "[committee.own]\nodd = true\n[committee.quorum]",
        "own numbers",
        "own]",
    ),
    ('section = "r. 7(2)"', 'or_end_of = "serve"', "There is no other deadline", "or_end_of"),
    ('section = "r. 7(2)"', 'or_end_of = "later"', "There is no other deadline", "or_end_of"),
    ("written_on = 2026-11-21", "written_on = 2026-13-21", "This is no TOML", "written_on"),
]


@pytest.mark.parametrize(("old", "new", "said", "stands"), CHANGES)
def test_a_fault_is_explained_on_its_line(old: str, new: str, said: str, stands: str) -> None:
    text = changed(old, new)

    found = [each for each in faults(text) if said in each.says]

    assert found
    assert stands in text.splitlines()[found[0].line - 1]


def test_every_fault_is_named_and_not_only_the_first() -> None:
    text = changed("amount = 7", "amount = 0")
    text = changed('stage = "reply"', 'stage = "answer"', text)
    text = changed('country = "IN"', 'country = "India"', text)
    text = changed('body = "Police', 'office = "Police', text)

    said = [each.says for each in faults(text)]

    assert len(said) == 5
    assert "“body” is missing." in said
    assert "“office” is not known here." in said


def test_what_is_missing_is_named_at_the_table_it_belongs_to() -> None:
    text = changed('id = "serve"\nstage = "notify"\n', 'id = "serve"\n')

    (fault,) = faults(text)

    assert fault.says == "“stage” is missing."
    assert text.splitlines()[fault.line] == 'id = "serve"'


def test_a_table_that_is_missing_is_named() -> None:
    start = GOOD.index("[retention]")

    (fault,) = faults(GOOD[:start])

    assert fault.says == "“retention” is missing."


def test_working_days_need_a_source_that_says_so() -> None:
    text = changed('unit = "working"\nunit_stated = true', 'unit = "working"')

    (fault,) = faults(text)

    assert "calendar days are counted" in fault.says


def test_a_clock_pauses_by_law_only() -> None:
    pause = '\n[[deadlines.pauses]]\nwhen = "rain"\nsource = "OURS"\nsection = "none"\n'
    start = GOOD.index("\n[[outcomes]]")

    (fault,) = faults(GOOD[:start] + pause + GOOD[start:])

    assert fault.says == "A clock pauses only where a source of law says so."


def test_a_pause_that_a_law_names_is_taken() -> None:
    pause = '\n[[deadlines.pauses]]\nwhen = "a court stays it"\nsource = "ACT"\nsection = "s. 1"\n'
    start = GOOD.index("\n[[outcomes]]")

    pack = parse(GOOD[:start] + pause + GOOD[start:])

    assert [each.source for rule in pack.deadlines for each in rule.pauses] == ["ACT"]


def stood_for(text: str, version: str) -> str:
    """A pack that counsel stands for, in the version she read."""
    return f'{text}\n[counsel]\nname = "S. Karim"\non = 2027-01-15\nversion = "{version}"\n'


def test_counsel_stands_for_the_text_she_read() -> None:
    read = version_read(parse(GOOD))

    pack = parse(stood_for(GOOD, read))

    assert pack.counsel is not None
    assert version_read(pack) == read


def test_counsel_stands_for_no_other_text() -> None:
    read = version_read(parse(GOOD))
    text = stood_for(changed("amount = 7", "amount = 8"), read)

    (fault,) = faults(text)

    assert fault.says.startswith("Counsel read another text")
    assert text.splitlines()[fault.line - 1] == f'version = "{read}"'


def test_an_empty_text_is_explained_too() -> None:
    assert {each.line for each in faults("")} == {1}
    assert len(faults("")) > 20


@pytest.mark.parametrize(
    "text", ["scope = 3\n", "deadlines = 4\n", "deadlines = [1]\n", "[[scope]]\nplaces = 1\n"]
)
def test_data_of_another_shape_are_explained(text: str) -> None:
    assert any("This must be a" in each.says for each in faults(text))


@given(st.text())
def test_no_text_whatever_breaks_the_check(text: str) -> None:
    with pytest.raises(PackInvalid):
        parse(text)


@given(st.integers(0, len(GOOD.splitlines()) - 1))
def test_a_pack_with_a_line_taken_out_is_a_pack_or_is_explained(at: int) -> None:
    rows = GOOD.splitlines()
    text = "\n".join([*rows[:at], *rows[at + 1 :]])

    assert explained(text) <= len(rows)


def explained(text: str) -> int:
    """The last line that is named; 0 for a pack that can be used."""
    try:
        parse(text)
    except PackInvalid as invalid:
        return max(each.line for each in invalid.faults)
    return 0


def test_advice_of_ours_and_law_never_share_a_kind_of_source() -> None:
    mixed = [kind for kind, binds in CARRIES.items() if {"law", "recommended"} <= binds]

    assert set(CARRIES) == set(SourceKind)
    assert mixed == []
    assert CARRIES[SourceKind.FACTORY] == frozenset()
    assert Binding.FACTORY not in frozenset().union(*CARRIES.values())


TEXT = """\
# a comment
top = 1
many = [
  "a [ in a string",
  "b", # and a comment ]
]
long = \"\"\"
not = 1
[not.a.table]
\"\"\"
after = 2

[table]
key = "x"
[table.inner]
deep = 1
[[rows]]
id = 1
[rows.part]
amount = 1
[[rows]]
id = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("many",), 3),
        (("after",), 11),
        (("table",), 13),
        (("table", "key"), 14),
        (("table", "inner", "deep"), 16),
        (("rows", 0), 17),
        (("rows", 0, "part", "amount"), 20),
        (("rows", 1, "id"), 22),
        (("rows", 1, "missing"), 21),
        (("nowhere",), 1),
    ],
)
def test_everything_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(path, positions(TEXT)) == line


def test_what_stands_inside_a_string_or_a_list_is_no_key() -> None:
    assert ("not",) not in positions(TEXT)
    assert ("not", "a", "table") not in positions(TEXT)
