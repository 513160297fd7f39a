"""Past quarters are handed to those who came since, and to nobody else."""

from sqlalchemy.orm import Session

from casework.measures.handing import hand_on
from casework.measures.reading import Place, Reading, places_of, quarters_of
from casework.measures.storing import publish
from tests.casework.facts.counting import analyst, another_joins, counted, counts
from tests.casework.measures.test_storing import LAST
from tests.worlds import World


def _quarters(db: Session, world: World, who: str) -> list[str]:
    reading = Reading(world.people[who], (world.seeds[who],), world.register(db))
    place = Place(world.bodies["programme"], world.bodies["factory"])
    return [str(each.quarter) for each in quarters_of(db, reading, place)]


def test_who_came_since_reads_the_past_quarters_once_they_are_handed_on(
    db: Session, world: World
) -> None:
    counts(db, world)
    counted(db, world)
    publish(db, analyst(db, world), LAST)
    another_joins(db, world)
    assert _quarters(db, world, "another") == []

    assert hand_on(db, analyst(db, world)) == 1

    assert _quarters(db, world, "another") == [str(LAST)]
    assert hand_on(db, analyst(db, world)) == 0
    assert places_of(db, world.people["provider"]) == []
