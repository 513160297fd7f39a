"""What every page is dressed in: built files that are whole, light and need no inline code."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from casework import places

STATIC = places.static()
BUILT: dict[str, str] = json.loads((STATIC / "manifest.json").read_text())
TEMPLATES = sorted(places.templates().rglob("*.html"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:|\|\s*safe\s*\("
)
FIRST_VISIT_BYTES = 25_000


def weight(*names: str) -> int:
    """Bytes on the wire when the proxy compresses."""
    return sum(len(gzip.compress((STATIC / BUILT[name]).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("name", sorted(BUILT))
def test_a_built_file_is_named_by_its_content(name: str) -> None:
    digest = hashlib.sha256((STATIC / BUILT[name]).read_bytes()).hexdigest()

    assert f".{digest[:10]}." in BUILT[name]


@pytest.mark.parametrize("sheet", ["casework.css", "casework.rtl.css"])
def test_a_worker_who_buys_her_data_pays_little_for_the_first_visit(sheet: str) -> None:
    assert weight(sheet, "casework.js", "favicon.svg") < FIRST_VISIT_BYTES


@pytest.mark.parametrize("sheet", ["casework.css", "casework.rtl.css"])
def test_a_stylesheet_asks_nobody_else_for_anything(sheet: str) -> None:
    text = (STATIC / BUILT[sheet]).read_text()

    assert re.findall(r"url\(|@import|@font-face|GDS Transport", text) == []


def test_the_script_stores_nothing_on_the_device_and_fetches_nothing() -> None:
    text = (STATIC / BUILT["casework.js"]).read_text()

    stores = r"localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|caches"
    assert re.findall(rf"{stores}|fetch\(|XMLHttp|sendBeacon", text) == []


def test_what_is_built_in_carries_its_licence() -> None:
    assert "Permission is hereby granted" in (STATIC / "LICENCES.txt").read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_needs_no_inline_code(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_can_be_read_at_one_glance(template: Path) -> None:
    assert len(template.read_text().splitlines()) <= 80
