"""What the demonstration's partners did together, and what its supervisor wrote: all made up."""

from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from auth.models import Role
from casework.committee import book as books
from casework.demo.world import World
from casework.models.committee_book import Book, Forum, Hazard, Prevention, Sitter
from casework.models.partnership import (
    Category,
    EntryKind,
    EntryPoint,
    PartnerContact,
    PartnerMeeting,
    PartnerSession,
    PlaceKind,
    SessionKind,
    Sex,
)
from casework.oversight.coaching import written
from casework.oversight.preventing import entered
from casework.partners import meetings, sessions

K, P = SessionKind, PlaceKind
HELD: tuple[tuple[str, int, SessionKind, PlaceKind, str, sessions.Counts], ...] = (
    ("care", -75, K.STOP, P.FACTORY, "rupali",
     {(Category.WORKER, Sex.WOMAN): 41, (Category.WORKER, Sex.MAN): 9,
      (Category.LEADER, Sex.MAN): 6}),
    ("care", -52, K.STOP, P.FACTORY, "mekong",
     {(Category.WORKER, Sex.WOMAN): 36, (Category.COMMITTEE, Sex.WOMAN): 3,
      (Category.WORKER, Sex.UNKNOWN): 4}),
    ("union", -40, K.LEADERSHIP, P.AREA, "Konabari (demo)",
     {(Category.WORKER, Sex.WOMAN): 18}),
    ("centre", -33, K.SAVINGS, P.CENTRE, "Women Workers Resource Centre (demo)",
     {(Category.WORKER, Sex.WOMAN): 22, (Category.NEIGHBOUR, Sex.WOMAN): 5}),
    ("care", -20, K.MEN, P.VILLAGE, "Char Kalia (demo)",
     {(Category.RELATIVE, Sex.MAN): 27, (Category.NEIGHBOUR, Sex.MAN): 8}),
)  # fmt: skip
"""By whom, how many days from today, what, in what kind of place, where, and who came."""
AREAS = {
    "rupali": "BD-18", "mekong": "KH-12", "vientiane": "LA-VT", "Konabari (demo)": "BD-18",
    "Women Workers Resource Centre (demo)": "KH-12", "Char Kalia (demo)": "BD-18",
}  # fmt: skip
PAID = frozenset({K.STOP, K.MEN})
"""What the donor of the demonstration pays for."""
PLANNED = (
    ("care", -3, K.STAFF, P.CENTRE, "Women Workers Resource Centre (demo)"),
    ("union", 6, K.DIALOGUE, P.VILLAGE, "Char Kalia (demo)"),
    ("care", 15, K.STOP, P.FACTORY, "vientiane"),
    ("centre", 24, K.FINANCE, P.CENTRE, "Women Workers Resource Centre (demo)"),
)


def works_together(db: Session, world: World, today: date) -> None:
    """Sessions, a meeting with what was taken on, where else women come in, whom to ask."""
    for body, ahead, kind, place_kind, place, came in HELD:
        held = _session(db, world, body, today + timedelta(days=ahead), kind, place_kind, place)
        sessions.count(db, held, came)
    for body, ahead, kind, place_kind, place in PLANNED:
        _session(db, world, body, today + timedelta(days=ahead), kind, place_kind, place)
    _meets(db, world, today)
    _places(db, world)
    for factory in ("rupali", "mekong"):
        books.say(db, world.parts.keys, world.bodies[factory], lambda book: _beside(book, today))


def _session(
    db: Session, world: World, body: str, on: date, kind: SessionKind, at: PlaceKind, place: str
) -> PartnerSession:
    factory = world.bodies[place] if at is PlaceKind.FACTORY else None
    named = "" if factory else place
    made = PartnerSession(kind=kind, held_on=on, place_kind=at, factory_id=factory, place=named)
    made.area_code = AREAS[place]
    made.donor_id = world.bodies["fund"] if kind in PAID else None
    return sessions.plan(db, world.bodies[body], made)


def _meets(db: Session, world: World, today: date) -> None:
    said = PartnerMeeting(
        held_on=today - timedelta(days=30),
        place="CARE office (demo)",
        present="CARE, the federation, the resource centre",
        notes="Posters hang in two factories of three. Few men come to the sessions in villages.",
        decisions="One poster in every language of a factory. Sessions for men on a Friday.",
    )
    meeting = meetings.hold(db, world.bodies["care"], said)
    day = timedelta(days=1)
    kept = meetings.take_on(
        db, meeting, world.bodies["union"], "Bring posters in Bangla to Rupali", today - day * 14
    )
    meetings.keep(db, kept, today - day * 16, world.bodies["union"])
    centre, care = world.bodies["centre"], world.bodies["care"]
    meetings.take_on(db, meeting, centre, "Ask the savings groups for a day for men", today - day)
    meetings.take_on(db, meeting, care, "Train the committee in Vientiane", today + day * 20)


def _places(db: Session, world: World) -> None:
    db.add(
        EntryPoint(
            body_id=world.bodies["centre"],
            kind=EntryKind.SAVINGS_GROUP,
            name="Lotus savings group (demo)",
            place="Phnom Penh, Lane 4",
            area_code="KH-12",
            meets="Fridays from 15:00",
            languages="Khmer",
        )
    )
    db.add(
        PartnerContact(
            body_id=world.bodies["union"],
            name="Salma Khatun",
            work="organiser",
            languages="Bangla, English",
        )
    )
    db.flush()


def _beside(book: Book, today: date) -> Book:
    """A note of the supervisor, and something to be changed."""
    words = "Rehearse the first talk once a month, two and two, before you need it."
    noted = written(book, Sitter("Maya Sen", Role.SUPERVISOR), words, today - timedelta(days=12))
    lamps = Prevention(
        id=uuid4(),
        hazard=Hazard.LIGHT,
        words="The lamps on the back stairs are broken; the night shift goes down in the dark.",
        forum=Forum.SAFETY,
        who="head of maintenance",
        by_on=today + timedelta(days=10),
    )
    return entered(noted, lamps)
