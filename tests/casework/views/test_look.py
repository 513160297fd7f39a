"""What every page is dressed in: built files that are whole, light and need no inline code."""

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from casework import places
from tests.house import tree

STATIC = places.static()
BUILT: dict[str, str] = json.loads((STATIC / "manifest.json").read_text())
TEMPLATES = sorted(places.templates().rglob("*.html"))
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:")
# A quoted word of the template itself may be safe; what comes from elsewhere is escaped.
UNESCAPED = re.compile(r"[^\s'\"]+\s*\|\s*safe\b|autoescape|Markup")
OURS = {"qr|safe": "auth/factor_parts.html"}
"""What is put into a page unescaped: a picture that the program has drawn."""
FIRST_VISIT_BYTES = 25_000


def weight(*names: str) -> int:
    """Bytes on the wire when the proxy compresses."""
    return sum(len(gzip.compress((STATIC / BUILT[name]).read_bytes(), 9)) for name in names)


def uncommented(template: Path) -> str:
    """A template without its comments."""
    return re.sub(r"{#.*?#}", "", template.read_text(), flags=re.DOTALL)


def test_what_is_built_was_built_from_what_is_here() -> None:
    sources = [*tree.files("assets"), tree.ROOT / "package-lock.json"]
    lines = [f"{tree.name(each)} {sha256(each.read_bytes()).hexdigest()}\n" for each in sources]
    digest = sha256("".join(sorted(lines)).encode()).hexdigest()

    assert (STATIC / "source.txt").read_text().strip() == digest, (
        "assets/ or package-lock.json were changed since casework/static was built: type"
        " `make assets` and commit casework/static with the change"
    )


@pytest.mark.parametrize("name", sorted(BUILT))
def test_a_built_file_is_named_by_its_content(name: str) -> None:
    digest = sha256((STATIC / BUILT[name]).read_bytes()).hexdigest()

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


def test_nothing_but_a_picture_of_ours_is_put_into_a_page_unescaped() -> None:
    found = {
        hit: str(template.relative_to(places.templates()))
        for template in TEMPLATES
        for hit in UNESCAPED.findall(uncommented(template))
    }

    assert found == OURS


@pytest.mark.parametrize(
    "text",
    ["{{ words|safe }}", "{{ words | safe }}", "{{ (a ~ b)|safe }}", "{% autoescape false %}"],
)
def test_what_would_go_out_unescaped_is_seen(text: str) -> None:
    assert UNESCAPED.findall(text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_can_be_read_at_one_glance(template: Path) -> None:
    assert len(template.read_text().splitlines()) <= 80
