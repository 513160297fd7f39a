"""A made-up survivor is helped: what she needs, her yes to four places, and what each answers."""

from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.demo.steps import Step
from casework.demo.world import World
from casework.helping import consenting, moving, noting_needs
from casework.helping.agreed import Agreed, Asked
from casework.helping.following import Referral, referrals
from casework.helping.moving import Heard
from casework.helping.needs import Wanted
from casework.helping.referring import Choice, recipient_of, refer
from casework.helping.states import State
from casework.procedures.terms import Gender
from referrals.consent.terms import Field, Given, Purpose, Voice
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.matching.needs import AgeBand, Needs, StaffWish
from referrals.models.terms import Category, Known, Way, Whom
from referrals.sending.steps import Reason

OFFICER = "lina"
HEALTH, SHELTER, CENTRE, LAW = (
    "Women's health corner (demo)",
    "The quiet house (demo)",
    "Asha centre (demo)",
    "Legal aid office (demo)",
)
TOLD = frozenset({Field.REFERENCE, Field.HELP, Field.URGENCY, Field.LANGUAGE, Field.REACH})
REACH = "A message after nine in the evening, as from the tailor about the blouse"
MONTH = timedelta(days=30)
NAME_STAYS = "Your name stays here."
NAME_FOLLOWS = "Your name goes there once they have said yes."


def asks_needs(hours_ago: float) -> Step:
    """The officer writes down what she needs."""

    def ask(_world: World, db: Session, turn: Turn) -> None:
        needs = Needs(
            kinds=frozenset({Category.HEALTH, Category.SHELTER, Category.LEGAL}),
            happened_at=turn.now - timedelta(hours=6),
            exposed=Known.YES,
            country="BD",
            area="BD-18",
            languages=frozenset({"bn"}),
            must_be_free=True,
            staff=StaffWish.WOMAN,
            whom=frozenset({Whom.WOMEN}),
            age=AgeBand.FROM_18,
        )
        noting_needs.keep(db, turn, Wanted(needs=needs, sex=Gender.WOMAN))

    return Step(OFFICER, hours_ago, ask)


def hears_yes(hours_ago: float, name: str, called: str = "") -> Step:
    """The officer reads to her what that place would be told, and she says yes.

    `called`: her name, where that may follow once the place has said yes.
    """
    written = {Field.REACH: REACH, **({Field.NAME: called} if called else {})}

    def hear(_world: World, db: Session, turn: Turn) -> None:
        place, consent = _place(db, name), _consent(turn, name)
        asked = Asked(
            consent=consent,
            fields=TOLD | written.keys(),
            recipient=recipient_of(place.organization, place.organization_name, place.account),
            purpose=Purpose.SERVICE,
            until=(turn.now + MONTH).date(),
            words=f"May {place.organization_name} know which help you look for, how soon, in which"
            " language, and how to reach you safely?"
            f" {NAME_FOLLOWS if called else NAME_STAYS} (demo)",
            language="en",
            written=written,
        )
        consenting.ask(db, turn, asked)
        said = Agreed(consent=consent, given=Given.IN_PERSON, voices=frozenset({Voice.HERSELF}))
        consenting.note_yes(db, turn, said)

    return Step(OFFICER, hours_ago, hear)


def asks_place(hours_ago: float, name: str, kind: Category, way: Way, reference: str) -> Step:
    """The officer asks a place for help, with what she agreed to alone."""

    def ask(_world: World, db: Session, turn: Turn) -> object:
        is_urgent = kind is Category.HEALTH
        choice = Choice(
            place=_place(db, name), kind=kind, way=way, reference=reference, is_urgent=is_urgent
        )
        return refer(db, turn, choice)

    return Step(OFFICER, hours_ago, ask)


def hears_of_it(hours_ago: float, name: str, heard: Heard) -> Step:
    """The officer writes down what the place said on the telephone."""

    def note(_world: World, db: Session, turn: Turn) -> None:
        moving.note(db, turn, sent_to(db, turn, name).id, heard)

    return Step(OFFICER, hours_ago, note)


def sent_to(db: Session, turn: Turn, name: str) -> Referral:
    """The newest referral of the case to the place of that name."""
    known = referrals(timeline(db, turn.case, turn.register).lines, turn.now.date())
    return next(each for each in reversed(known) if each.sent.name == name)


HELPED = (
    asks_needs(26),
    *(hears_yes(25.5, name) for name in (HEALTH, SHELTER, CENTRE, LAW)),
    asks_place(25, HEALTH, Category.HEALTH, Way.PHONE, "DEMAAA"),
    hears_of_it(24.5, HEALTH, Heard(state=State.ACCEPTED, words="She can come at once.")),
    hears_of_it(
        20, HEALTH, Heard(state=State.DONE, words="She had the medicine, and comes again.")
    ),
    asks_place(19, SHELTER, Category.SHELTER, Way.PHONE, "DEMBBB"),
    hears_of_it(
        18, SHELTER, Heard(state=State.DECLINED, reason=Reason.FULL, words="Full until Sunday.")
    ),
    asks_place(17, LAW, Category.LEGAL, Way.PHONE, "DEMCCC"),
    hears_of_it(16, LAW, Heard(state=State.ACCEPTED, words="Any morning; ask for room 5.")),
    asks_place(5, CENTRE, Category.LEGAL, Way.ACCOUNT, "DEMDDD"),
)
"""Done, declined, accepted, and one that lies with a place that has an account."""


def _place(db: Session, name: str) -> Offered:
    return next(each for each in offered(db) if each.name == name)


def _consent(turn: Turn, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:{turn.case}:{name}")
