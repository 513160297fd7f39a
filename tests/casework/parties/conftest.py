"""What the tests of this folder share."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that CARE reads too."""
    return world.told(db, world.complaint(told_for_programme=True))
