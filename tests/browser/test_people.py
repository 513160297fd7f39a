"""Invited, activated, listened to, confirmed: four people in four real browsers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from auth.certifying import read
from auth.models import CertificateRow, Person
from casework.case.roster import the_register
from casework.config import Config
from crypto.certificates import Register
from tests import browsers
from tests.auth.people_pages import GOOD, app_code, secrets_on
from tests.browsers import PHONE, findings
from tests.databases import Fresh
from tests.journeys.founding import Village, found
from tests.servers import Server, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]
Opens = Callable[[], Page]


@pytest.fixture
def village(config: Config) -> Village:
    """Everybody has an account; the newcomer is not among them yet."""
    return found(config)


@pytest.fixture
def server(environment: dict[str, str], village: Village, tmp_path: Path) -> Iterator[Server]:
    """Casework over the village."""
    roots = ",".join(key.hex() for key in village.config.root_keys)
    rooted = {**environment, "CASEWORK_ROOT_KEYS": roots}
    with serving("tests.application:made()", rooted, tmp_path / "server.log") as running:
        yield running


@pytest.fixture
def opens(chromium: Browser, scripts: bool) -> Iterator[Opens]:
    """A browser for each person."""
    contexts = []

    def open_one() -> Page:
        context = chromium.new_context(
            viewport={"width": PHONE["width"], "height": PHONE["height"]},
            java_script_enabled=scripts,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def signed_in(opens: Opens, server: Server, village: Village, who: str) -> Page:
    """Somebody of the village at her desk."""
    page = opens()
    page.goto(f"{server.url}/sign-in")
    for name, typed in village.people[who].key().items():
        page.fill(f"[name={name}]", typed)
    browsers.press(page, page.get_by_role("button", name="Sign in", exact=True))
    page.goto(f"{server.url}/people/certificates")
    return page


def press(page: Page, words: str) -> None:
    """Press the button with these words."""
    browsers.press(page, page.get_by_role("button", name=words))


def invite(page: Page, server: Server, village: Village) -> str:
    """Add a member of the factory's committee and invite her; gives the link."""
    page.goto(f"{server.url}/people/organisations/{village.bodies['factory']}/people/new")
    page.fill("[name=name]", "Moushumi Khan")
    page.select_option("[name=role]", "member")
    press(page, "Add this person")
    page.fill("[name=address]", "moushumi")
    page.select_option("[name=confirmer]", str(village.people["union"].person))
    press(page, "Make a one-time link")
    return page.locator(".cw-once").inner_text().replace(village.config.origin, server.url)


def activate(page: Page, link: str, code: str) -> str:
    """The newcomer's own way; gives her six words."""
    page.goto(link)
    page.fill("[name=code]", code)
    press(page, "Continue")
    page.fill("[name=passphrase]", GOOD)
    page.fill("[name=again]", GOOD)
    page.get_by_label("An app on my phone that shows codes").check()
    press(page, "Continue")
    paper = page.content()
    page.fill("[name=group]", secrets_on(paper)[0].split()[2])
    page.fill("[name=factor_code]", app_code(paper))
    press(page, "I have written it down")
    page.fill("[name=names]", "Moushumi Khan\nমৌসুমী খান")
    press(page, "This is complete")
    return page.locator(".cw-secret__value").inner_text()


def listen_and_confirm(page: Page, village: Village, who: str, words: str) -> None:
    """Pick the line that was heard, and sign."""
    page.reload()
    browsers.press(page, page.get_by_role("link", name="Moushumi Khan"))
    page.get_by_label(words).check()
    page.fill("[name=passphrase]", village.people[who].passphrase)
    press(page, "Confirm this person")


def register_of(database: Fresh, village: Village) -> Register:
    """Every certificate there is now."""
    with database.sessions(writing=False) as db:
        return the_register(db, village.config.root_keys)


def test_a_newcomer_is_invited_heard_and_confirmed(
    opens: Opens, server: Server, village: Village, database: Fresh
) -> None:
    administrator, union, supervisor = (
        signed_in(opens, server, village, who) for who in ("administrator", "union", "supervisor")
    )
    link = invite(administrator, server, village)
    union.reload()
    code = union.locator(".cw-secret__value").first.inner_text()

    words = activate(opens(), link, code)
    listen_and_confirm(union, village, "union", words)
    listen_and_confirm(supervisor, village, "supervisor", words)

    with database.sessions(writing=False) as db:
        row = db.scalars(
            select(CertificateRow).join(Person).where(Person.name == "Moushumi Khan")
        ).one()
    assert register_of(database, village).is_valid(read(row), row.made_on)


def test_every_people_page_reads_well_to_everybody(
    opens: Opens, server: Server, village: Village, scripts: bool
) -> None:
    page = signed_in(opens, server, village, "administrator")
    factory, member = village.bodies["factory"], village.people["member"].membership
    paths = [
        "/people",
        "/people/certificates",
        "/people/trail",
        f"/people/{member}",
        "/people/organisations/new",
        f"/people/organisations/{factory}",
        f"/people/organisations/{village.bodies['union']}",
        f"/people/organisations/{factory}/people/new",
        "/me/about",
    ]

    found = {path: looked_at(page, f"{server.url}{path}", scripts=scripts) for path in paths}

    assert found == dict.fromkeys(paths, ([], 0))


def test_the_first_pages_of_a_newcomer_read_well_to_everybody(
    opens: Opens, server: Server, scripts: bool
) -> None:
    page = opens()

    assert looked_at(page, f"{server.url}/a/anything", scripts=scripts) == ([], 0)
    assert looked_at(page, f"{server.url}/recover", scripts=scripts) == ([], 0)


def looked_at(page: Page, url: str, *, scripts: bool) -> tuple[list[str], int]:
    """What axe finds on a page, and by how many pixels it is wider than the phone."""
    page.goto(url)
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return findings(page, scripts=scripts), int(page.evaluate(beyond))
