"""SECURITY.md says of every column what a thief of the database learns from it."""

import re
from pathlib import Path

from casework import schema

SECURITY = Path(__file__).parents[2] / "SECURITY.md"
ROW = re.compile(r"^\| `([a-z_]+\.[a-z_]+)` \| (.+) \|$", re.MULTILINE)


def test_every_column_is_listed_and_no_other() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in schema.tables().tables.values()
        for column in table.columns
    }

    listed = [name for name, _said in ROW.findall(SECURITY.read_text())]

    assert sorted(listed) == sorted(columns)


def test_no_column_of_a_case_holds_readable_text_or_a_clear_time() -> None:
    of_cases = ("case", "generation", "attachment", "cover", "entry", "epoch", "search_text")
    more = (
        "grant",
        "inbox_text",
        "return_number",
        "draft",
        "draft_file",
        "code_tag",
        "counterfoil",
        "match_name",
        "match_index",
        "match_hit",
        "measurement_key",
        "measurement_share",
        "fact_outbox",
        "fact",
        "fact_pack",
        "tally",
        "referral_packet",
        "referral_box",
        "referral_link",
        "referral_opening",
        "referral_answering",
        "referral_answer",
    )

    kinds = {
        f"{name}.{column.name}": type(column.type).__name__
        for name in (*of_cases, *more)
        for column in schema.tables().tables[name].columns
    }

    texts = {name for name, kind in kinds.items() if kind in ("String", "Text", "DateTime")}
    assert texts == {"attachment.object_name", "draft_file.object_name", "grant.form"}


def test_no_row_of_a_fact_refers_to_a_case_or_to_a_person_but_whoever_holds_a_key() -> None:
    rows = ("fact_outbox", "fact", "fact_pack", "measurement_share")

    referred = {
        (name, key.column.table.name)
        for name in rows
        for key in schema.tables().tables[name].foreign_keys
    }

    assert {whom for _name, whom in referred} == {"measurement_key", "person"}
    assert {name for name, whom in referred if whom == "person"} == {"measurement_share"}


def test_of_a_fact_no_time_is_kept_but_the_day_until_that_is_closed() -> None:
    tables = schema.tables().tables
    rows = ("fact_outbox", "fact", "fact_pack", "measurement_key", "measurement_share", "tally")

    days = {
        f"{name}.{column.name}"
        for name in rows
        for column in tables[name].columns
        if type(column.type).__name__ in ("Date", "DateTime", "Time", "Interval")
    }

    assert days == {"fact_outbox.day"}
