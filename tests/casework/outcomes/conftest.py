"""What the tests of this folder share."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.casework.inquiry.inquiring import brought_to_route
from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint on the formal route, its outcome open to the union."""
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    return case
