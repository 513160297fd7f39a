"""An analyst publishes a quarter, and neither she nor anybody else gets down to a small number."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from casework.facts.closing import close_days
from casework.facts.fact import Channel, Fact, FactKind
from casework.facts.keeping import keep
from casework.facts.keys import current
from casework.facts.origin import Origin
from casework.facts.sealing import Hand, send
from casework.measures.quarters import quarter_of
from crypto.seeds import Seeds
from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.walking import Walker
from tests.journeys.founding import Village

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
TODAY = datetime.now(UTC).date()
QUARTER = quarter_of(TODAY).before
MANY, FEW = 27, 3
"""Told by telephone, and in the box."""


@pytest.fixture
def scripts() -> bool:
    """One of the two: no page of these has a script."""
    return False


def counted(village: Village) -> None:
    """Thirty complaints of the last quarter were counted at one factory, and are kept."""
    parts = village.parts()
    with parts.sessions() as db:
        her, origin = village.analyst(parts.register(db)), Origin(parts.keys, parts.register)
        to = current(db, her.register, her.programme, TODAY)
        assert to is not None
        for channel in (Channel.PHONE,) * MANY + (Channel.BOX,) * FEW:
            fact = Fact(
                id=uuid4(),
                programme=her.programme,
                factory=village.bodies["factory"],
                month=QUARTER.months[0],
                kind=FactKind.RECEIVED,
                channel=channel,
            )
            send(db, origin, Hand(None, Seeds.generate()), to, fact, TODAY - timedelta(days=1))
        close_days(db, TODAY)
        keep(db, her, origin)
        db.commit()
    parts.sessions.engine.dispose()


def numbers(walker: Walker) -> set[str]:
    """What stands in the cells of every table of a page."""
    walker.look()
    return set(walker.page.locator("main td").all_inner_texts())


def test_an_analyst_publishes_a_quarter_and_cannot_drill_to_a_small_cell(
    office: Office, village: Village
) -> None:
    counted(village)
    tania, chair = office("analyst"), office("chair")
    place = f"/measures?place={village.bodies['factory'].hex}"

    tania.open(f"/measures/publish/{village.bodies['programme']}")
    tania.fill({"passphrase": village.people["analyst"].passphrase})
    tania.press(f"Publish {QUARTER}")
    tania.open(place)
    assert "30" in numbers(tania)
    tania.follow(tania.page.locator('main a[href$="indicator=I1"]'))

    found = numbers(tania)
    assert {"30", "hidden"} <= found
    assert not {str(MANY), str(FEW)} & found
    tania.open(f"{place}&indicator=I1&month={QUARTER.months[0]}")
    expect(tania.page.locator("main")).to_contain_text("together an answer about those few")
    assert not {str(MANY), str(FEW)} & numbers(tania)

    chair.open(f"{place}&indicator=I1")
    assert numbers(chair) == found
    chair.open("/measures/published")
    chair.follow(chair.page.locator(f'main a[href*="{QUARTER}"]'))
    assert not {"30", str(MANY), str(FEW)} & numbers(chair)
    assert tania.wrong + chair.wrong == []
