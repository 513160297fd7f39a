"""Made-up places that help, each with only what a test is about."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask_babel import Babel

from referrals.directory.offered import Line, Offered, Opening, Tells
from referrals.models.terms import Category, Cost, Duty, Freshness, Known, StaffSex

CONFIRMED_ON = date(2026, 11, 2)
SATURDAY_TO_THURSDAY = frozenset({5, 6, 0, 1, 2, 3})
TELLS_NOBODY = Tells(police=Duty.NEVER, family=Duty.NEVER, employer=Duty.NEVER)


def place(name: str, *kinds: Category, **known: Any) -> Offered:
    """A place in Bangladesh that somebody of ours has called."""
    basis: dict[str, Any] = {
        "id": uuid4(),
        "service": uuid4(),
        "organization": uuid4(),
        "name": name,
        "organization_name": "Asha Foundation",
        "country": "BD",
        "areas": frozenset({"BD-18"}),
        "categories": frozenset(kinds),
        "freshness": Freshness.CONFIRMED,
        "assured_on": CONFIRMED_ON,
    }
    return Offered(**{**basis, **known})


def health_corner() -> Offered:
    """A place of which everything is known."""
    return place(
        "Health corner",
        Category.HEALTH,
        phones=(Line(number="0800 000 001"),),
        address="Ward 3, behind the bus stand",
        transport="Bus 7",
        openings=(Opening(days=SATURDAY_TO_THURSDAY, opens=480, closes=1200),),
        cost=Cost.FREE,
        documents_known=True,
        staff_sex=frozenset({StaffSex.WOMEN}),
        languages=frozenset({"bn"}),
        children_welcome=Known.YES,
        tells=TELLS_NOBODY,
    )


def hidden_house() -> Offered:
    """A shelter whose door nobody may know, as it would be if somebody had typed it after all."""
    return place(
        "The house",
        Category.SHELTER,
        phones=(Line(number="0800 000 002"),),
        is_confidential=True,
        address="12 River Road",
        transport="Bus 9 to the river",
        tells=Tells(police=Duty.MUST, family=Duty.NEVER, employer=Duty.NEVER),
    )


@pytest.fixture
def speaking() -> Any:
    """A request in which words can be said, in English."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield app
