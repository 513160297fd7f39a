"""A worker tells, on a small phone in a real browser, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casework.telling import way
from tests.browsers import findings, press
from tests.casework import samples
from tests.servers import Server, serving
from tests.worlds import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]
NOT_ASKED = {"child", "receiver", "committee"}
"""Pages that this worker is not asked."""
PAGES = [name for name in way.NAMES if name not in NOT_ASKED]


@pytest.fixture
def server(environment: dict[str, str], world: World, tmp_path: Path) -> Iterator[Server]:
    """Casework over the world of the cast."""
    rooted = {**environment, "CASEWORK_ROOT_KEYS": world.root.public.verify.hex()}
    with serving("tests.application:made()", rooted, tmp_path / "server.log") as running:
        yield running


def here(page: Page) -> str:
    """The name of the page of questions that is shown."""
    return page.locator("form.cw-question input[name=page]").get_attribute("value") or ""


def go_on(page: Page) -> None:
    """Press the first button below the questions."""
    press(page, page.locator("form.cw-question > .govuk-button-group button").first)


def fill(page: Page) -> None:
    """Answer the page she is on, if this worker has an answer to it."""
    answers = {
        "workplace": lambda: page.get_by_label("Rupali Knitwear").check(),
        "wish": lambda: page.get_by_label("Make a complaint").check(),
        "respondent": lambda: page.get_by_label("Name, or a part of it").fill("Karim"),
        "words": lambda: page.locator("textarea").fill("তিনি সিঁড়িতে দাঁড়িয়ে ছিলেন।"),
        "contact": lambda: page.get_by_label("Call me").check(),
        "word": lambda: page.get_by_label("Your second word").fill("নীল দরজা"),
    }
    answers.get(here(page), lambda: None)()


def width_beyond(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def walk(page: Page, server: Server, stop: str) -> list[str]:
    """Go on from the first page to that one; gives back the names of the pages on the way."""
    page.goto(f"{server.url}/w")
    seen = [here(page)]
    while seen[-1] != stop:
        fill(page)
        go_on(page)
        seen.append(here(page))
    return seen


def test_she_tells_from_the_first_page_to_her_number(page: Page, server: Server) -> None:
    seen = walk(page, server, "readers")
    press(page, page.get_by_role("button", name="Send"))

    number = page.locator(".cw-secret__value").inner_text()
    page.reload()

    assert seen == PAGES
    assert page.locator(".cw-secret__value").inner_text() == number
    press(page, page.get_by_role("button", name="I have it"))
    assert page.url == f"{server.url}/"


def test_a_photo_is_added_and_removed(page: Page, server: Server, tmp_path: Path) -> None:
    photo = tmp_path / "stairs.png"
    photo.write_bytes(samples.long(samples.PNG, 700_000))
    walk(page, server, "files")

    page.get_by_label("Choose a file").set_input_files(photo)
    go_on(page)
    assert page.locator("bdi", has_text="stairs.png").is_visible()
    press(page, page.get_by_role("button", name="Remove"))

    assert page.locator("bdi", has_text="stairs.png").count() == 0


def test_going_back_shows_every_word_again(page: Page, server: Server) -> None:
    walk(page, server, "files")

    press(page, page.get_by_role("button", name="Back"))

    assert page.locator("textarea").input_value() == "তিনি সিঁড়িতে দাঁড়িয়ে ছিলেন।"


def test_every_page_reads_well_to_everybody(page: Page, server: Server, scripts: bool) -> None:
    page.goto(f"{server.url}/w")
    found: dict[str, object] = {}
    for name in PAGES:
        found[name] = (here(page), findings(page, scripts=scripts), width_beyond(page))
        fill(page)
        # On the last page this sends: the receipt is looked at as well.
        go_on(page)
    found["receipt"] = ("receipt", findings(page, scripts=scripts), width_beyond(page))

    assert found == {name: (name, [], 0) for name in [*PAGES, "receipt"]}
