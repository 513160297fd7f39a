"""From an act to what an analyst counts: sealed, closed, checked, kept."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import CertificateRow
from casework.facts.closing import close_days
from casework.facts.fact import FactKind
from casework.facts.keeping import PackBroken, facts_of, in_pack, keep, waiting
from casework.facts.keys import her_keys
from casework.models.measuring import DeliveredFact, FactPack, OutboxFact
from crypto.errors import KeyMissing
from crypto.seeds import Seeds
from tests.casework.facts.counting import (
    TOMORROW,
    a_fact,
    analyst,
    counted,
    counts,
    origin,
    sends,
)
from tests.worlds import TODAY, World


def test_what_somebody_sends_is_counted_the_day_after(db: Session, world: World) -> None:
    counts(db, world)
    fact = a_fact(world, forms=("touching",), delay=3)
    sends(db, world, fact)

    assert list(counted(db, world)) == [fact]
    assert db.scalars(select(OutboxFact)).all() == []
    assert db.scalars(select(DeliveredFact)).all() == []


def test_what_a_survivor_sends_is_counted_by_the_word_of_the_instance(
    db: Session, world: World
) -> None:
    counts(db, world)
    fact = a_fact(world)
    sends(db, world, fact, who=None)

    assert list(counted(db, world)) == [fact]


def test_a_day_that_is_not_over_is_not_closed(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))

    assert close_days(db, TODAY) == 0
    assert close_days(db, TOMORROW) == 1
    assert close_days(db, TOMORROW) == 0


def test_facts_of_one_length_whatever_they_say(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    sends(db, world, a_fact(world, forms=("touching", "verbal"), country="BD"), who=None)

    lengths = {len(each.box) for each in db.scalars(select(OutboxFact))}

    assert len(lengths) == 1


@pytest.mark.parametrize("who", ["puppet", "nobody"])
def test_a_fact_that_nobody_certified_wrote_is_refused_and_gone(
    db: Session, world: World, who: str
) -> None:
    counts(db, world)
    world.people["nobody"], world.seeds["nobody"] = world.people["chair"], Seeds.generate()
    sends(db, world, a_fact(world), who=who)
    close_days(db, TOMORROW)

    done = keep(db, analyst(db, world), origin(world))

    assert (done.kept, done.refused) == (0, 1)
    assert len(facts_of(db, analyst(db, world))) == 0
    assert waiting(db, world.bodies["programme"], world.register(db)) == 0


def test_a_fact_moved_to_another_row_is_refused(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    sends(db, world, a_fact(world))
    one, other = db.scalars(select(OutboxFact)).all()
    one.box = other.box
    db.commit()
    close_days(db, TOMORROW)

    done = keep(db, analyst(db, world), origin(world))

    assert (done.kept, done.refused) == (1, 1)


def test_a_fact_that_names_another_programme_is_refused(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world, programme=world.bodies["union"]))

    assert len(counted(db, world)) == 0


def test_what_somebody_wrote_who_has_left_since_still_counts(db: Session, world: World) -> None:
    counts(db, world)
    fact = a_fact(world)
    sends(db, world, fact)
    hers = CertificateRow.person_id == world.people["chair"]
    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY))
    db.commit()
    db.expire_all()

    assert list(counted(db, world)) == [fact]


def test_whoever_left_before_a_month_began_wrote_nothing_of_it(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world, month="2026-03"))
    hers = CertificateRow.person_id == world.people["chair"]
    last_month = TODAY.replace(month=TODAY.month - 1)
    db.execute(update(CertificateRow).where(hers).values(ended_on=last_month))
    db.commit()
    db.expire_all()

    assert list(counted(db, world)) == []


def test_a_press_goes_on_where_the_last_one_stopped(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts(db, world)
    monkeypatch.setattr("casework.facts.keeping.MOST", 2)
    monkeypatch.setattr("casework.facts.keeping.IN_A_PACK", 1)
    facts = [a_fact(world) for _ in range(3)]
    sends(db, world, facts[0])
    sends(db, world, facts[1])
    sends(db, world, facts[2])
    close_days(db, TOMORROW)

    first = keep(db, analyst(db, world), origin(world))
    left = waiting(db, world.bodies["programme"], world.register(db))
    keep(db, analyst(db, world), origin(world))

    assert (first.kept, left) == (2, 1)
    assert set(facts_of(db, analyst(db, world))) == set(facts)


def test_a_correction_counts_for_what_it_corrects(db: Session, world: World) -> None:
    counts(db, world)
    wrong = a_fact(world)
    sends(db, world, wrong)
    counted(db, world)
    sends(db, world, a_fact(world, kind=FactKind.NOT_COUNTED, replaces=wrong.id))

    (left,) = counted(db, world)

    assert left.kind is FactKind.NOT_COUNTED
    # What it took back lies in no pack either; of itself stays that it took it back.
    sends(db, world, a_fact(world, kind=FactKind.RETRACTED, replaces=left.id))
    assert list(counted(db, world)) == []
    assert set(_kinds_in_packs(db, world)) == {FactKind.RETRACTED}


def test_what_was_replaced_twice_counts_once_in_whichever_order_it_is_kept(
    db: Session, world: World
) -> None:
    counts(db, world)
    first = a_fact(world)
    second = a_fact(world, replaces=first.id)
    third = a_fact(world, replaces=second.id)
    sends(db, world, second)
    counted(db, world)
    sends(db, world, third)
    counted(db, world)

    sends(db, world, first)

    assert list(counted(db, world)) == [third]


def _kinds_in_packs(db: Session, world: World) -> list[FactKind]:
    ((said, key),) = her_keys(db, analyst(db, world))
    packs = db.scalars(select(FactPack)).all()
    return [fact.kind for each in packs for fact in in_pack(each.id, each.sealed, said, key)]


def test_of_other_years_nothing_is_opened(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    counted(db, world)

    assert len(facts_of(db, analyst(db, world), [2025])) == 0
    assert len(facts_of(db, analyst(db, world), [2025, 2026])) == 1


@pytest.mark.parametrize("who", ["supervisor", "administrator", "chair"])
def test_nobody_else_keeps_or_opens_them(db: Session, world: World, who: str) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    counted(db, world)

    with pytest.raises(KeyMissing):
        facts_of(db, analyst(db, world, who))
    with pytest.raises(KeyMissing):
        keep(db, analyst(db, world, who), origin(world))


def test_kept_facts_that_somebody_changed_are_not_passed_over(db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    counted(db, world)
    pack = db.scalars(select(FactPack)).one()
    pack.sealed = pack.sealed[:-1] + bytes([pack.sealed[-1] ^ 1])
    db.commit()

    with pytest.raises(PackBroken):
        facts_of(db, analyst(db, world))


def test_the_order_in_which_they_came_is_lost(db: Session, world: World) -> None:
    counts(db, world)
    facts = [a_fact(world) for _ in range(3)]
    sends(db, world, facts[2])
    sends(db, world, facts[0])
    sends(db, world, facts[1])

    kept = [each.id for each in counted(db, world)]

    assert kept == sorted((each.id for each in facts), key=lambda each: each.int)
