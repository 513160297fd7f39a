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
