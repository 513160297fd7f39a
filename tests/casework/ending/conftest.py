"""What the tests of this folder share."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint of a grown woman that the committee, the union and CARE deal with."""
    return world.told(db, world.complaint(told_for_programme=True))
