"""The annual report of a factory with three cases: made, handed on, read by its committee."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from casework.facts.closing import close_days
from casework.facts.fact import Fact, FactKind
from casework.facts.keeping import keep
from casework.facts.keys import current
from casework.facts.origin import Origin
from casework.facts.sealing import Hand, send
from crypto.seeds import Seeds
from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.walking import Walker
from tests.journeys.founding import Village

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
TODAY = datetime.now(UTC).date()
LAST_YEAR = TODAY.year - 1


@pytest.fixture
def scripts() -> bool:
    """One of the two: no page of these has a script."""
    return False


def three_cases(village: Village) -> None:
    """Three complaints of last year were counted, and the analyst has kept them."""
    parts = village.parts()
    with parts.sessions() as db:
        her, origin = village.analyst(parts.register(db)), Origin(parts.keys, parts.register)
        to = current(db, her.register, her.programme, TODAY)
        assert to is not None
        for month in ("02", "03", "08"):
            fact = Fact(
                id=uuid4(),
                programme=her.programme,
                factory=village.bodies["factory"],
                month=f"{LAST_YEAR}-{month}",
                kind=FactKind.RECEIVED,
            )
            send(db, origin, Hand(None, Seeds.generate()), to, fact, _before(TODAY))
        close_days(db, TODAY)
        keep(db, her, origin)
        db.commit()
    parts.sessions.engine.dispose()


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _printed(reader: Walker) -> str:
    link = reader.page.get_by_role("link", name="The report as a PDF").get_attribute("href")
    pdf = reader.page.request.get(f"{reader.url}{link}").body()
    said = (page.get_textpage().get_text_range() for page in PdfDocument(pdf))
    return " ".join("\n".join(said).split())


def test_the_annual_report_of_a_factory_with_three_cases(office: Office, village: Village) -> None:
    three_cases(village)
    tania, chair = office("analyst"), office("chair")

    tania.open(f"/measures/statutory/{village.bodies['programme']}")
    tania.press("Rupali Knitwear")
    typed = {"law": "bangladesh", "year": str(LAST_YEAR)}
    tania.fill({**typed, "passphrase": village.people["analyst"].passphrase})
    tania.press("Make the report")

    assert "Complaints received 3" in _printed(tania)
    tania.follow(tania.page.locator('main button[name="authority"]'))
    expect(tania.page.locator("main")).to_contain_text("To the Government: on")

    chair.open("/measures/reports")
    chair.press("Rupali Knitwear")
    assert re.search(r"Complaints received 3\b", _printed(chair))
    assert chair.page.locator('main button[name="authority"]').count() == 0
    assert tania.wrong + chair.wrong == []
