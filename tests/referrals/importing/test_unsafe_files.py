"""Files that would grow, or were never lists, are refused before they are unpacked."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from referrals.importing.archives import ArchiveRefused, Fault, check_xml, opened_archive
from referrals.importing.intake import sheets_of
from referrals.importing.json_items import JsonRefused, items_in
from referrals.importing.opening import FileRefused, Format, Refusal, format_of
from tests.referrals.importing.lists import sheet, text_list

BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>"""
)


def packed(**parts: bytes) -> BytesIO:
    """A zip of these parts."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    held.seek(0)
    return held


def with_part(name: str, content: bytes) -> BytesIO:
    """A spreadsheet in which one part is another."""
    held = BytesIO()
    with ZipFile(sheet([["Organisation", "Phone"]])) as good, ZipFile(held, "w") as bad:
        for each in good.namelist():
            bad.writestr(each, content if each == name else good.read(each))
    held.seek(0)
    return held


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(ArchiveRefused) as refused:
        opened_archive(packed(sheet=b"0" * (6 * 1024 * 1024)))

    assert refused.value.fault is Fault.BOMB


def test_more_than_the_bound_is_too_large() -> None:
    with pytest.raises(ArchiveRefused) as refused:
        opened_archive(packed(a=b"12345678"), unpacked=7)

    assert refused.value.fault is Fault.TOO_LARGE


@pytest.mark.parametrize("letters", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_letters(letters: str) -> None:
    content = BOMB.decode().replace("?>", f' encoding="{letters}"?>', 1).encode(letters)

    with (
        opened_archive(packed(**{"a.xml": content})) as archive,
        pytest.raises(ArchiveRefused) as refused,
    ):
        check_xml(archive)

    assert refused.value.fault is Fault.ENTITIES


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_spreadsheet_with_entities_is_refused(part: str) -> None:
    with pytest.raises(FileRefused) as refused:
        sheets_of(with_part(part, BOMB), Format.XLSX)

    assert refused.value.refusal is Refusal.UNSAFE


def test_a_row_number_beyond_all_sheets_is_refused() -> None:
    odd = (
        b'<worksheet><sheetData><row r="99999999999"><c><v>1</v></c></row></sheetData></worksheet>'
    )

    with pytest.raises(FileRefused):
        sheets_of(with_part("xl/worksheets/sheet1.xml", odd), Format.XLSX)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"   \n", Refusal.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", Refusal.OLD_OFFICE),
        (b"%PDF-1.7", Refusal.NO_LIST),
        (b"<!DOCTYPE html>", Refusal.NO_LIST),
        (b"PK\x03\x04", Refusal.BROKEN),
    ],
)
def test_what_is_no_list_is_known_by_how_it_begins(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(FileRefused) as refused:
        format_of(BytesIO(content))

    assert refused.value.refusal is refusal


def test_a_zip_of_something_else_is_no_list() -> None:
    with pytest.raises(FileRefused) as refused:
        format_of(packed(readme=b"hello"))

    assert refused.value.refusal is Refusal.NO_LIST


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"contents": [{"id": ', "[1, 2]", '{"contents": [{}', "nonsense"]
)
def test_json_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(JsonRefused):
        list(items_in(BytesIO(text.encode())))


def test_a_body_is_told_with_each_of_its_services() -> None:
    text = b'{"id": "b", "name": "Body", "services": [{"id": "1"}, {"id": "2"}]}'

    assert [each["organization"]["name"] for each in items_in(BytesIO(text))] == ["Body", "Body"]


def test_a_list_without_headings_says_so() -> None:
    with pytest.raises(FileRefused) as refused:
        sheets_of(text_list("one", "two"), Format.CSV)

    assert refused.value.refusal is Refusal.NO_HEADINGS


WORDS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
STYLES = b"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
ROWS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def book_with(name: str, kind: bytes, content: bytes) -> BytesIO:
    """A spreadsheet with one more part, declared to be of a kind."""
    held = BytesIO()
    declared = b'<Override PartName="/%s" ContentType="%s"/></Types>' % (name.encode(), kind)
    with ZipFile(sheet([["Organisation", "Phone"]])) as good, ZipFile(held, "w") as book:
        for each in good.namelist():
            said = good.read(each)
            book.writestr(each, said.replace(b"</Types>", declared))
        book.writestr(name, content)
    held.seek(0)
    return held


@pytest.mark.parametrize("name", ["xl/worksheets/words.xml", "xl/words.dat", "media/words.png"])
def test_parts_that_are_read_whole_are_bounded_however_they_are_called(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("referrals.importing.sheets.BESIDE", 100_000)
    monkeypatch.setattr("referrals.importing.sheets.WORDS", 100_000)

    with pytest.raises(FileRefused) as refused:
        sheets_of(book_with(name, STYLES, b"<a>" + b" " * 100_000 + b"</a>"), Format.XLSX)

    assert refused.value.refusal is Refusal.TOO_LARGE


def test_rows_are_not_bounded_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referrals.importing.sheets.BESIDE", 100_000)
    rows = b"<a>" + b" " * 100_000 + b"</a>"

    assert sheets_of(book_with("xl/worksheets/sheet9.xml", ROWS, rows), Format.XLSX)


def test_a_document_type_is_refused_under_any_name() -> None:
    with pytest.raises(FileRefused) as refused:
        sheets_of(book_with("xl/words.dat", WORDS, BOMB), Format.XLSX)

    assert refused.value.refusal is Refusal.UNSAFE


def test_a_part_that_is_no_xml_harms_nobody() -> None:
    assert sheets_of(book_with("xl/printer.bin", b"application/bin", bytes(300)), Format.XLSX)
