"""One round of `casework remind`, over the reminders of very many open clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert

from auth.models import Account, Membership, Organization, OrganizationKind, Person, Role
from auth.notifying import Letter
from auth.reminders import Reminder
from auth.texting import NoGateway
from casework.noticing.sending import Outcome, Round, Ways, send_round
from crypto.records import Record
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import House, build

Row = dict[str, object]
BAR = 30.0
EACH = 10
"""Clocks a person, each with a step before its day, on it and after it."""
NOW = datetime(2026, 3, 5, 2, 10, tzinfo=UTC)
STEPS = (timedelta(days=-3), timedelta(), timedelta(days=1))
TIMES = (time(2), time(9))


class NotTold(Exception):
    """Somebody whose day had come was not told."""


class FakePost:
    """Takes letters as a mail server beside us would: at once."""

    def send(self, letter: Letter) -> None:
        """Forget it."""


def measure(bench: Bench) -> None:
    """A round in which everybody is told, because a step of hers falls on the day."""
    house, people = build(bench.folder / "reminders"), bench.size.clocks // EACH
    bench.say(f"writing the reminders of {bench.size.clocks} clocks")
    _write(house, people)
    told: list[Outcome] = []
    seconds = milliseconds(lambda: told.append(_round(house))) / 1000
    if [each.told for each in told] != [people]:
        raise NotTold(told)
    name = f"remind over {bench.size.clocks} open clocks"
    bench.tell(Figure(name, seconds, "s", 1, BAR), lambda: _round(house))


def _round(house: House) -> Outcome:
    ways = Ways(FakePost(), NoGateway(), lambda _language: ("Notes", "Something waits."))
    return send_round(Round(house.parts.sessions, house.parts.keys, ways, NOW, TIMES), 0)


def _write(house: House, count: int) -> None:
    people = [uuid4() for _number in range(count)]
    with house.filling() as db:
        factory = Organization(kind=OrganizationKind.FACTORY, name="Bench", country="BD")
        db.add(factory)
        db.flush()
        for table, rows in _everybody(people, factory.id):
            db.connection().execute(insert(table), rows)
        for each in people:
            db.connection().execute(insert(Reminder), list(_reminders(house, each)))


def _everybody(people: list[UUID], factory: UUID) -> Iterator[tuple[type[Record], list[Row]]]:
    today = NOW.date()
    yield Person, [{"id": each, "name": "A", "language": "en"} for each in people]
    posts = {"organization_id": factory, "role": Role.CHAIR, "from_on": today, "post": ""}
    flags = {"is_receiver": False, "has_management_post": False}
    yield (
        Membership,
        [{"id": uuid4(), "person_id": each, **posts, **flags} for each in people],
    )
    locks = {"by_passphrase": b"", "by_recovery_code": b"", "last_step_sealed": b""}
    plain = {"is_frozen": False, "colleagues_seen_on": today}
    yield (
        Account,
        [
            {"id": uuid4(), "person_id": each, "address": f"{each}@example.org", **locks, **plain}
            for each in people
        ],
    )


def _reminders(house: House, person: UUID) -> Iterator[Row]:
    tag = house.parts.keys.reminder_tag(person)
    for number in range(EACH):
        due = NOW.date() + timedelta(days=number)
        for step in STEPS:
            yield {
                "id": uuid4(),
                "recipient": tag,
                "recipient_version": 1,
                "day": due + step,
                "is_at_once": False,
            }
