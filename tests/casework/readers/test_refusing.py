"""Somebody in a post whose keys nobody confirmed: she is given nothing, and that is not silent."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from auth import administered, trail
from auth.models import CertificateRow, Membership
from casework.case.covers import the_cover
from casework.readers.refusing import AT_INTAKE, DAILY, NAMED, note_daily, note_refused
from tests.worlds import NOW, World


def acts(db: Session, case: UUID) -> list[dict[str, str]]:
    """What the trail of a case says of recipients that were refused."""
    walked = trail.walk(db, the_cover(db, case).text.trail_keys)
    return [each.act.facts for each in walked if each.act and each.act.verb == AT_INTAKE]


def daily(db: Session, world: World) -> list[str]:
    """Whom the trail of administration names."""
    lines = administered.since(db, world.keys, date(2026, 1, 1))
    return sorted(each.named for each in lines if each.verb == DAILY)


def test_a_puppet_in_the_committee_stands_on_the_trail_of_what_was_told(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    world.kept(db, "chair")

    (facts,) = acts(db, case)

    assert facts == {"posts": world.memberships["puppet"].hex, "count": "1"}


def test_the_trail_of_administration_does_not_tell_that_somebody_complained(
    db: Session, world: World
) -> None:
    world.told(db, world.complaint())

    assert administered.count(db, world.keys) == 0


def test_a_certificate_that_is_over_is_refused_too(db: Session, world: World) -> None:
    db.execute(
        update(CertificateRow)
        .where(CertificateRow.person_id == world.people["member"])
        .values(ended_on=NOW.date())
    )

    case = world.told(db, world.complaint())
    world.kept(db, "chair")

    (facts,) = acts(db, case)
    assert world.memberships["member"].hex in facts["posts"]


def test_whoever_has_no_keys_yet_is_nobody_who_was_refused(db: Session, world: World) -> None:
    rows = db.query(CertificateRow).where(CertificateRow.person_id == world.people["puppet"])
    db.delete(rows.one())

    case = world.told(db, world.complaint())
    world.kept(db, "chair")

    assert acts(db, case) == []


def test_a_hundred_puppets_make_one_entry(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.kept(db, "chair")

    note_refused(db, case, [world.memberships["puppet"]] * 100, NOW)

    (_first, last) = acts(db, case)
    assert last["count"] == "100"
    assert len(last["posts"].split(",")) == NAMED


def test_every_day_such_a_post_stands_once_on_the_trail_of_administration(
    db: Session, world: World
) -> None:
    register = world.register(db)
    hours = (NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=2))

    counts = [note_daily(db, world.keys, register, each) for each in hours]
    today = daily(db, world)
    note_daily(db, world.keys, register, NOW + timedelta(days=1))

    assert counts == [len(today)] * 3
    assert "Puppet" in "".join(today)
    assert "Shirin Akter" not in today
    assert daily(db, world) == sorted(today * 2)


def test_a_post_that_is_over_is_named_no_more(db: Session, world: World) -> None:
    db.get_one(Membership, world.memberships["puppet"]).until_on = NOW.date() - timedelta(days=1)
    db.flush()

    note_daily(db, world.keys, world.register(db), NOW)

    assert "Puppet" not in "".join(daily(db, world))
