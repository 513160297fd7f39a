"""What every response says to the browser about whom to trust and what to keep."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from casework.headers import EVERYWHERE, FILE_POLICY, protect

BUILT = "casework.0123456789.css"


def page() -> str:
    return "<p>A page</p>"


def broken() -> str:
    raise ZeroDivisionError


def attached() -> Response:
    return Response("<script>", headers={"Content-Disposition": "attachment; filename=file-1"})


def site(folder: Path, *, https: bool) -> Flask:
    """An app with one page, one attached file, one failing page and a folder of built files."""
    (folder / BUILT).write_text("body{}")
    (folder / "manifest.json").write_text("{}")
    app = Flask(__name__, static_folder=str(folder), static_url_path="/static")
    app.after_request(protect(https=https))
    app.add_url_rule("/", view_func=page)
    app.add_url_rule("/broken", view_func=broken)
    app.add_url_rule("/file", view_func=attached)
    return app


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[FlaskClient]:
    with site(tmp_path, https=True).test_client() as client:
        yield client


@pytest.mark.parametrize("address", ["/", "/missing", "/broken", "/file", f"/static/{BUILT}"])
@pytest.mark.parametrize("name", sorted(EVERYWHERE))
def test_every_response_carries_the_whole_table(
    visitor: FlaskClient, address: str, name: str
) -> None:
    assert visitor.get(address, buffered=True).headers[name] == EVERYWHERE[name]


@pytest.mark.parametrize("address", ["/", "/missing", "/broken"])
def test_a_page_runs_no_inline_script_and_loads_nothing_from_elsewhere(
    visitor: FlaskClient, address: str
) -> None:
    policy = visitor.get(address, buffered=True).headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert set(re.findall(r"-src ('[a-z-]+'|\S+)", policy)) == {"'none'", "'self'"}


def test_a_file_somebody_attached_runs_nowhere(visitor: FlaskClient) -> None:
    assert visitor.get("/file", buffered=True).headers["Content-Security-Policy"] == FILE_POLICY


@pytest.mark.parametrize(
    "address", ["/", "/missing", "/broken", "/file", "/static/manifest.json", "/static/x.css"]
)
def test_the_browser_keeps_no_page(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address, buffered=True).headers["Cache-Control"] == "no-store, no-transform"


def test_a_stylesheet_named_by_its_content_is_fetched_once(visitor: FlaskClient) -> None:
    answer = visitor.get(f"/static/{BUILT}", buffered=True)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_stylesheet_that_is_missing_is_not_remembered_as_missing(visitor: FlaskClient) -> None:
    answer = visitor.get("/static/casework.9876543210.css", buffered=True)

    assert answer.headers["Cache-Control"] == "no-store, no-transform"


def test_an_https_site_stays_on_https(visitor: FlaskClient) -> None:
    assert (
        visitor.get("/", buffered=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    )


def test_a_loopback_demo_does_not_ask_for_https(tmp_path: Path) -> None:
    answer = site(tmp_path, https=False).test_client().get("/")

    assert "Strict-Transport-Security" not in answer.headers
