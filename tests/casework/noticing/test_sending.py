"""A round of notices: each is told once a day, says nothing, and survives a node that dies."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth import phones
from auth.models import Account, Arrangement, Membership, Organization, Person
from auth.notifying import Letter, LetterUnsent
from auth.reminders import Notice, Reminder
from auth.texting import ShortText, TextUnsent
from casework.committee.register import with_details, write
from casework.models.committee import CommitteeRegister, Details, Register, Trained
from casework.noticing import claiming
from casework.noticing.sending import Outcome, Round, Ways, send_at_once, send_round
from tests.accounts import open_account
from tests.databases import Fresh
from tests.worlds import World

MORNING = datetime(2026, 3, 5, 2, 10, tzinfo=UTC)
NOON = MORNING.replace(hour=9)
TODAY, DAY = MORNING.date(), timedelta(days=1)
TIMES = (time(2), time(9))
WORDS = ("Notes", "Something waits for you.")


@dataclass
class FakePost:
    """Keeps letters; what it refuses it refuses like a server that is away."""

    letters: list[Letter] = field(default_factory=list)
    is_away: bool = False

    def send(self, letter: Letter) -> None:
        if self.is_away:
            raise LetterUnsent
        self.letters.append(letter)

    @property
    def told(self) -> list[str]:
        return sorted(each.to.partition("@")[0] for each in self.letters)


@dataclass
class FakeGateway:
    """Keeps short messages."""

    texts: list[ShortText] = field(default_factory=list)
    is_away: bool = False

    def send(self, text: ShortText) -> None:
        if self.is_away:
            raise TextUnsent
        self.texts.append(text)


@dataclass
class Desk:
    """What a round works with, and what left by it."""

    database: Fresh
    world: World
    post: FakePost = field(default_factory=FakePost)
    gateway: FakeGateway = field(default_factory=FakeGateway)

    def round(self, number: int = 0, now: datetime = MORNING) -> Outcome:
        return send_round(self._given(now), number)

    def at_once(self, now: datetime = MORNING) -> Outcome:
        return send_at_once(self._given(now))

    def _given(self, now: datetime) -> Round:
        ways = Ways(self.post, self.gateway, lambda _language: WORDS)
        return Round(self.database.sessions, self.world.keys, ways, now, TIMES)


@pytest.fixture
def desk(database: Fresh, db: Session, world: World) -> Desk:
    """Everybody of the factory's committee can sign in."""
    for who in ("chair", "member", "external"):
        open_account(db, world, who)
    db.commit()
    return Desk(database, world)


def remind(
    db: Session, world: World, who: str, day: date = TODAY, *, at_once: bool = False
) -> None:
    tag = world.keys.reminder_tag(world.people[who])
    db.add(Reminder(recipient=tag, recipient_version=1, day=day, is_at_once=at_once))
    db.commit()


def left(db: Session) -> int:
    db.expire_all()
    return len(db.scalars(select(Reminder.id)).all())


def change(db: Session, world: World, who: str, **hers: object) -> None:
    person = db.get_one(Person, world.people[who])
    for name, value in hers.items():
        setattr(person, name, value)
    db.commit()


def test_whose_day_has_come_is_told_and_nobody_else(db: Session, world: World, desk: Desk) -> None:
    remind(db, world, "chair")
    remind(db, world, "member", TODAY + DAY)

    desk.round()

    assert desk.post.told == ["chair"]


def test_the_notice_says_nothing(db: Session, world: World, desk: Desk) -> None:
    remind(db, world, "chair")
    remind(db, world, "chair")

    desk.round()

    assert [(each.subject, each.body) for each in desk.post.letters] == [WORDS]


@pytest.mark.parametrize(
    ("days", "told"), [(61, []), (60, ["chair"]), (30, ["chair"]), (7, ["chair"]), (0, ["chair"])]
)
def test_the_chair_is_told_as_the_term_of_a_member_runs_out(
    db: Session, world: World, desk: Desk, days: int, told: list[str]
) -> None:
    db.get_one(Membership, world.memberships["member"]).until_on = TODAY + days * DAY
    db.commit()

    desk.round()
    desk.round(1, NOON)

    assert desk.post.told == told


def test_the_chair_is_told_as_a_term_of_the_rules_runs_out(
    db: Session, world: World, desk: Desk
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    db.get_one(Membership, world.memberships["member"]).from_on = date(2023, 3, 5)
    db.commit()

    desk.round()

    assert desk.post.told == ["chair"]


def test_the_chair_is_told_as_a_training_is_due_again(
    db: Session, world: World, desk: Desk
) -> None:
    factory, training = world.bodies["factory"], (Trained("Listening", date(2024, 4, 4)),)
    book = with_details(Register(), world.memberships["member"], Details(training=training))
    write(db, world.keys, factory, 0, book)
    db.commit()

    desk.round()

    assert desk.post.told == ["chair"]


def test_a_register_that_somebody_changed_keeps_no_other_chair_from_being_told(
    db: Session, world: World, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = world.bodies["other_factory"]
    write(db, world.keys, broken, 0, Register())
    db.execute(
        update(CommitteeRegister)
        .where(CommitteeRegister.factory_id == broken)
        .values(sealed=b"not a seal")
    )
    db.get_one(Membership, world.memberships["member"]).until_on = TODAY
    db.commit()

    desk.round()

    assert desk.post.told == ["chair"]
    said = "".join(capsys.readouterr())
    assert "committee register refused" in said
    assert "Sokha Chan" not in said


def test_nobody_is_told_twice_a_day(db: Session, world: World, desk: Desk) -> None:
    remind(db, world, "chair")
    desk.round()
    remind(db, world, "chair")

    desk.round(1, NOON)

    assert desk.post.told == ["chair"]


def test_what_came_after_the_morning_is_told_at_noon(db: Session, world: World, desk: Desk) -> None:
    desk.round()
    remind(db, world, "chair")

    desk.round(1, NOON)

    assert desk.post.told == ["chair"]


def test_what_another_node_has_claimed_it_sends_itself(
    db: Session, world: World, desk: Desk
) -> None:
    remind(db, world, "chair")
    claiming.claim(db, [world.keys.reminder_tag(world.people["chair"])], 1, TODAY)
    db.commit()

    outcome = desk.round()

    assert (desk.post.told, outcome.told) == ([], 0)


def test_a_node_that_died_before_it_sent_loses_a_day_and_not_the_notice(
    db: Session, world: World, desk: Desk
) -> None:
    remind(db, world, "chair")
    claiming.claim(db, [world.keys.reminder_tag(world.people["chair"])], 1, TODAY)
    db.commit()

    desk.round(0, MORNING + DAY)

    assert desk.post.told == ["chair"]


def test_what_could_not_leave_is_tried_again(db: Session, world: World, desk: Desk) -> None:
    remind(db, world, "chair")
    desk.post.is_away = True
    failed = desk.round().failed
    desk.post.is_away = False

    desk.round(1, NOON)

    assert (failed, desk.post.told, left(db)) == (1, ["chair"], 0)


def test_by_telephone_where_no_letter_gets_through(db: Session, world: World, desk: Desk) -> None:
    phones.keep(db.get_one(Person, world.people["chair"]), world.keys, "+880 1712 345678")
    remind(db, world, "chair")
    desk.post.is_away = True

    desk.round()

    assert [(each.to, each.words) for each in desk.gateway.texts] == [
        ("+8801712345678", "Notes: Something waits for you.")
    ]


def test_quiet_hours_are_kept(db: Session, world: World, desk: Desk) -> None:
    change(db, world, "chair", quiet_from=0, quiet_until=6)
    remind(db, world, "chair")

    desk.round()
    in_the_morning = list(desk.post.told)
    desk.round(1, NOON)

    assert (in_the_morning, desk.post.told) == ([], ["chair"])


def test_a_committee_that_is_told_daily_is_told_whole_also_when_nothing_waits(
    db: Session, world: World, desk: Desk
) -> None:
    db.add(Arrangement(organization_id=world.bodies["factory"], notices_daily=True))
    db.commit()

    desk.round()

    assert desk.post.told == ["chair", "external", "member"]


def test_it_is_told_at_no_other_hour(db: Session, world: World, desk: Desk) -> None:
    db.add(Arrangement(organization_id=world.bodies["factory"], notices_daily=True))
    remind(db, world, "chair")

    desk.round(1, NOON)

    assert desk.post.told == []


def test_danger_waits_for_no_hour_and_comes_by_telephone(
    db: Session, world: World, desk: Desk
) -> None:
    phones.keep(db.get_one(Person, world.people["chair"]), world.keys, "+8801712345678")
    remind(db, world, "chair", at_once=True)

    desk.at_once(NOON.replace(hour=13))

    assert ([each.to for each in desk.gateway.texts], desk.post.told) == (["+8801712345678"], [])


def test_danger_is_told_in_quiet_hours_too(db: Session, world: World, desk: Desk) -> None:
    change(db, world, "chair", quiet_from=0, quiet_until=23)
    remind(db, world, "chair", at_once=True)

    desk.at_once()

    assert desk.post.told == ["chair"]


def test_danger_is_told_once(db: Session, world: World, desk: Desk) -> None:
    remind(db, world, "chair", at_once=True)

    desk.at_once()
    desk.at_once()

    assert (desk.post.told, left(db)) == (["chair"], 0)


def test_danger_is_told_also_to_whom_the_days_notice_went_already(
    db: Session, world: World, desk: Desk
) -> None:
    remind(db, world, "chair")
    desk.round()
    remind(db, world, "chair", at_once=True)

    desk.at_once()

    assert desk.post.told == ["chair", "chair"]


def test_a_round_leaves_what_cannot_wait_to_the_other_timer(
    db: Session, world: World, desk: Desk
) -> None:
    remind(db, world, "chair", at_once=True)

    desk.round()

    assert desk.post.told == []


def test_whoever_gave_no_address_is_counted(db: Session, world: World, desk: Desk) -> None:
    open_account(db, world, "supervisor")
    db.execute(update(Account).values(address="supervisor").where(Account.address.like("super%")))
    remind(db, world, "supervisor")

    assert desk.round() == Outcome(unreachable=1)


def test_who_was_told_on_days_past_is_forgotten(db: Session, world: World, desk: Desk) -> None:
    db.add(Notice(recipient=uuid4().bytes * 2, recipient_version=1, day=TODAY - DAY))
    remind(db, world, "supervisor", TODAY - 40 * DAY)

    desk.round()

    assert (db.scalars(select(Notice.id)).all(), left(db)) == ([], 0)
