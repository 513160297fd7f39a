"""A new instance secret: everybody still gets in, and the old one opens nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import bundle, last_step, match_data, trail, trail_days
from auth.actor import Rank
from auth.administration import administration_keys
from auth.bundle import Bundle, Factor, FactorKind
from auth.match_data import MatchData
from auth.models import Account, LiveSession, Person, TrailEntry
from auth.sessions import Limits, begin, find
from auth.trail_verdict import verify
from casework.case.codes import open_code_key
from casework.case.timeline import timeline
from casework.instance.rotating import rotate
from casework.models.instance import Instance
from casework.number import returning_number
from crypto import number
from crypto.checkpoints import LogSigner
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from tests.crypto.costs import CHEAP
from tests.referrals.sending.parcels import given, letters, linked, rows
from tests.worlds import NOW, NUMBER, SALT, TODAY, World

NEW = InstanceKeys(b"n" * 32, 2)


@pytest.fixture
def account(db: Session, world: World) -> Account:
    """The chair's account."""
    row = Account(person_id=world.people["chair"], address="shirin", colleagues_seen_on=TODAY)
    kept = Bundle(seeds=world.seeds["chair"].to_bytes(), factor=Factor(FactorKind.TOTP, b"f" * 20))
    row.by_passphrase = bundle.by_passphrase(world.keys, CHEAP, row.id, kept, "six plain words")
    row.by_recovery_code = bundle.by_recovery_code(world.keys, row.id, kept, b"r" * 16)
    row.last_step_sealed = last_step.written(world.keys, row.id, 41)
    db.add(row)
    db.commit()
    return row


def test_the_chair_still_opens_her_seeds_and_her_cases(
    db: Session, world: World, account: Account
) -> None:
    case = world.told(db, world.complaint())
    world.kept(db, "chair")
    rotate(db, world.keys, NEW, NOW)
    db.commit()

    opened = bundle.open_by_passphrase(NEW, account.id, account.by_passphrase, "six plain words")
    world.keys = NEW
    ring = world.as_(db, "chair")

    assert opened.seeds == world.seeds["chair"].to_bytes()
    assert last_step.read(NEW, account.id, account.last_step_sealed) == 41
    assert ring.cases == {case}
    assert timeline(db, case, world.register(db)).broken == []


def test_the_recovery_code_opens_after_the_rotation(
    db: Session, world: World, account: Account
) -> None:
    rotate(db, world.keys, NEW, NOW)

    opened = bundle.open_by_recovery_code(NEW, account.id, account.by_recovery_code, b"r" * 16)

    assert opened.seeds == world.seeds["chair"].to_bytes()


def test_the_survivor_still_comes_back_with_number_and_word(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    rotate(db, world.keys, NEW, NOW)
    db.commit()

    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), NEW)
    assert found is not None
    seeds = returning_number.open_seeds(found, "blue door", NEW)
    world.keys = NEW
    ring = world.with_seeds(db, case, seeds)

    assert ring.cases == {case}


def test_the_old_secret_finds_and_opens_nothing(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    old = world.keys
    rotate(db, old, NEW, NOW)
    db.commit()

    ring = world.as_(db, "chair")

    assert ring.cases == frozenset()
    assert returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), old) is None
    with pytest.raises(SealBroken):
        open_code_key(db.scalars(select(Instance)).one(), old)


def test_match_data_and_the_keys_of_codes_are_carried_over(db: Session, world: World) -> None:
    person = db.get_one(Person, world.people["respondent"])
    match_data.keep(person, MatchData(names=["Abdul Karim"]), world.keys.match, TODAY)
    before = open_code_key(db.scalars(select(Instance)).one(), world.keys)

    rotate(db, world.keys, NEW, NOW)

    assert match_data.find(person, NEW.match) == MatchData(names=["Abdul Karim"])
    assert open_code_key(db.scalars(select(Instance)).one(), NEW) == before


def test_a_closed_day_still_verifies_after_two_rotations(db: Session, world: World) -> None:
    trail.refused(db, world.keys, person=world.people["analyst"], permission="case:read", at=NOW)
    signer = LogSigner("demo", b"l" * 32)
    trail_days.close(db, signer, TODAY + timedelta(days=1))
    newest = InstanceKeys(b"m" * 32, 3)

    rotate(db, world.keys, NEW, NOW + timedelta(days=1))
    rotate(db, NEW, newest, NOW + timedelta(days=2))

    assert verify(db, [signer.verifier]).faults == []
    walked = trail.walk(db, administration_keys(db, newest))
    assert [entry.act.facts for entry in walked if entry.act] == [
        {"permission": "case:read"},
        {"version": "2"},
        {"version": "3"},
    ]


def test_the_trail_of_administration_goes_on_with_the_commitments_it_had(
    db: Session, world: World
) -> None:
    trail.refused(db, world.keys, person=world.people["analyst"], permission="case:read", at=NOW)
    commitments = set(db.scalars(select(TrailEntry.commitment)))

    rotate(db, world.keys, NEW, NOW + timedelta(hours=1))

    walked = trail.walk(db, administration_keys(db, NEW))
    assert [entry.act.verb for entry in walked if entry.act] == [
        "administration:page:refused",
        "administration:secret:rotated",
    ]
    assert commitments < set(db.scalars(select(TrailEntry.commitment)))


def test_every_session_ends(db: Session, world: World) -> None:
    cookie = begin(db, world.keys, Rank.STAFF, world.people["chair"], NOW)

    rotate(db, world.keys, NEW, NOW)

    assert find(db, NEW, cookie, Limits(), NOW) is None
    assert db.scalars(select(LiveSession)).all() == []


def test_another_secret_than_the_database_s_changes_nothing(
    db: Session, world: World, account: Account
) -> None:
    with pytest.raises(SealBroken):
        rotate(db, InstanceKeys(b"x" * 32), NEW, NOW)


def test_the_nurse_still_finds_what_was_sent_and_every_outstanding_link_ends(
    db: Session, world: World
) -> None:
    given(db, world)
    linked(db, world)

    rotate(db, world.keys, NEW, NOW)
    world.keys = NEW

    assert len(letters(db, world)) == 1
    assert rows(db, "referral_link") == 0
