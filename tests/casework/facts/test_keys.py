"""Who has a measurement key: certified analysts of the programme, and nobody else."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.models import CertificateRow, Membership
from casework.facts.keys import (
    Analyst,
    current,
    hand_on,
    her_keys,
    holding,
    make_key,
    once_sound,
    rows_of,
)
from casework.models.measuring import MeasurementKeyRow, MeasurementShare
from crypto.errors import KeyMissing
from crypto.measurement_keys import MeasurementCertificate, MeasurementKey, MeasurementStatement
from crypto.seeds import Seeds
from tests.casework.facts.counting import a_fact, analyst, another_joins, counted, counts, sends
from tests.worlds import TODAY, World


def the_key_of(db: Session, world: World) -> MeasurementStatement | None:
    return current(db, world.register(db), world.bodies["programme"], TODAY)


def leaves(db: Session, world: World, who: str) -> None:
    post = Membership.person_id == world.people[who]
    db.execute(update(Membership).where(post).values(until_on=TODAY - timedelta(days=1)))
    db.commit()


def test_a_key_is_for_every_analyst_who_is_certified(db: Session, world: World) -> None:
    another_joins(db, world)

    row = make_key(db, analyst(db, world))

    assert holding(db, row, world.register(db), TODAY).has == {
        world.people["analyst"],
        world.people["another"],
    }
    assert len(her_keys(db, analyst(db, world, "another"))) == 1


def test_an_analyst_who_comes_later_is_handed_the_keys_of_all_years(
    db: Session, world: World
) -> None:
    counts(db, world)
    make_key(db, analyst(db, world))
    another_joins(db, world)

    given = hand_on(db, analyst(db, world))

    assert given == 2
    assert len(her_keys(db, analyst(db, world, "another"))) == 2


@pytest.mark.parametrize("who", ["supervisor", "administrator", "chair", "puppet"])
def test_nobody_else_makes_one_or_opens_one(db: Session, world: World, who: str) -> None:
    counts(db, world)

    assert her_keys(db, analyst(db, world, who)) == []
    with pytest.raises(KeyMissing):
        make_key(db, analyst(db, world, who))
    with pytest.raises(KeyMissing):
        hand_on(db, analyst(db, world, who))


def test_when_an_analyst_leaves_the_next_key_is_not_hers(db: Session, world: World) -> None:
    another_joins(db, world)
    counts(db, world)
    leaves(db, world, "another")
    (old,) = rows_of(db, world.bodies["programme"])
    left = holding(db, old, world.register(db), TODAY).left
    assert the_key_of(db, world) is None

    new = make_key(db, analyst(db, world))

    assert left == {world.people["another"]}
    assert (new.year, new.number) == (2026, 2)
    assert holding(db, new, world.register(db), TODAY).has == {world.people["analyst"]}
    assert the_key_of(db, world) is not None
    assert getattr(the_key_of(db, world), "id", None) == new.id


def test_what_was_sealed_to_an_older_key_is_still_counted(db: Session, world: World) -> None:
    counts(db, world)
    early, late = a_fact(world), a_fact(world)
    sends(db, world, early)
    make_key(db, analyst(db, world))
    sends(db, world, late)

    assert set(counted(db, world)) == {early, late}


def test_to_a_key_that_no_analyst_vouches_for_nothing_is_sealed(db: Session, world: World) -> None:
    own, programme = MeasurementKey.generate(), world.bodies["programme"]
    row = MeasurementKeyRow(programme_id=programme, year=2026, number=9, body=b"")
    said = MeasurementStatement(row.id, programme, 2026, 9, own.kem_public, TODAY)
    vouched = MeasurementCertificate(said).vouched_by(world.people["analyst"], Seeds.generate())
    row.body = msgspec.msgpack.encode(vouched)
    db.add(row)
    db.flush()

    assert the_key_of(db, world) is None
    assert once_sound(row, world.register(db)) is None


def test_handing_on_gives_no_word_for_a_key_of_somebody_who_left(db: Session, world: World) -> None:
    another_joins(db, world)
    counts(db, world)
    own, programme = MeasurementKey.generate(), world.bodies["programme"]
    row = MeasurementKeyRow(programme_id=programme, year=2026, number=99, body=b"")
    said = MeasurementStatement(row.id, programme, 2026, 99, own.kem_public, TODAY)
    leaver, hers = world.people["another"], analyst(db, world)
    vouched = MeasurementCertificate(said).vouched_by(leaver, world.seeds["another"])
    row.body = msgspec.msgpack.encode(vouched)
    to = hers.seeds.public
    box = own.share(to.kem, said, hers.person)
    share = {"person_id": hers.person, "sealed_to": to.fingerprint(), "box": box}
    db.add_all([row, MeasurementShare(measurement_key_id=row.id, **share)])
    has_ended = CertificateRow.person_id == leaver
    db.execute(update(CertificateRow).where(has_ended).values(ended_on=TODAY))
    leaves(db, world, "another")
    db.expire_all()

    hand_on(db, analyst(db, world))

    assert {each.number for each, _key in her_keys(db, analyst(db, world))} == {1, 99}
    assert the_key_of(db, world) is None
    make_key(db, analyst(db, world))
    assert getattr(the_key_of(db, world), "number", None) == 100


def test_a_key_moved_to_another_year_is_no_key(db: Session, world: World) -> None:
    counts(db, world)
    db.execute(update(MeasurementKeyRow).values(number=4))
    db.expire_all()

    assert the_key_of(db, world) is None


def test_the_key_of_a_year_that_has_not_begun_waits(db: Session, world: World) -> None:
    counts(db, world)
    her = analyst(db, world)
    next_year = her.now.replace(year=2027)
    coming = make_key(
        db, Analyst(her.programme, her.person, her.seeds, (), her.register, next_year)
    )

    found = the_key_of(db, world)

    assert coming.year == 2027
    assert found is not None
    assert found.year == 2026


def test_a_box_for_another_person_opens_for_nobody(db: Session, world: World) -> None:
    another_joins(db, world)
    counts(db, world)
    hers = MeasurementShare.person_id == world.people["analyst"]
    db.execute(delete(MeasurementShare).where(hers))
    other = db.scalars(select(MeasurementShare)).one()
    other.person_id = world.people["analyst"]
    db.commit()

    assert her_keys(db, analyst(db, world)) == []
