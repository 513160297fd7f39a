"""Taking a complaint down for somebody: what was told, how it came, and a case made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from auth import match_data
from auth.models import COMMITTEE, Organization, OrganizationKind
from casework.case import slips
from casework.case.acts import act
from casework.case.answers import Answers, Reply, Wish
from casework.case.authors import Author
from casework.case.entries import put
from casework.case.filing import take_files
from casework.case.keys_apart import keys_apart, keys_of_holder, learn
from casework.case.roster import Reader, keys_of, posts_of, roster
from casework.case.slips import KnownBy
from casework.case.turns import Turn
from casework.course.beginning import begin_course
from casework.models.cover import Cover
from casework.models.entry import TAKEN_DOWN, Kind, Said
from casework.number.returning_number import Prepared
from casework.readers import conflict
from casework.readers.audience import Audience, audience
from casework.taking_down.copied import Copied
from casework.taking_down.interpreting import write_interpreter
from casework.telling.intake import NobodyReads, Sending, begin, what_she_said
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys
from crypto.sealing import the_ring

HERS = frozenset({Kind.INTAKE, Kind.STATEMENT, Kind.IDENTITY, Kind.NEEDS})


class Way(StrEnum):
    """How it came."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"
    BOX = "box"
    MESSENGER = "messenger"
    UNION = "union"
    SAVINGS_GROUP = "savings_group"


class Wording(StrEnum):
    """In whose words it is written down."""

    HERS = "hers"
    MEMORY = "memory"
    AGREED = "agreed"


class Limit(StrEnum):
    """A limit of confidentiality that was read out before she told."""

    LAW = "law"
    READERS = "readers"
    EMERGENCY = "emergency"


class WishMissing(Exception):
    """What she would like was not asked; keeping it for herself alone she does at `/w`."""


class NotCertified(Exception):
    """Nobody takes keys from whoever wrote this: no certificate for them holds today."""


class TakenDown(msgspec.Struct, kw_only=True):
    """What somebody told, as another person wrote it down, and how it came to her.

    `answers.for_somebody_else` says that a third person told it: then it is a concern.
    """

    answers: Answers
    way: Way | None = None
    wording: Wording | None = None
    limits_read: tuple[Limit, ...] = ()
    told_on: date | None = None
    event_on: date | None = None
    """About when it happened, as a day: for finding the same complaint written down twice."""
    goes_on: bool = False
    """The writer is one of the two who read first. Asked of the survivor, for a committee only."""
    case: UUID = msgspec.field(default_factory=uuid4)
    """Drawn with the form, so that sending it twice makes one case."""
    code: str = ""
    """Its code, where others who wrote the same letter are to be told of it."""
    position: int = 0
    """Which woman of a letter of several, from 1 on."""
    joined_with: tuple[str, ...] = ()
    """Codes of those who wrote the same letter and, like her, agreed to be joined."""
    copied: Copied | None = None
    interpreter: str = ""
    """Who interpreted: asked about a conflict, and bound to secrecy, before anything was told."""

    def __repr__(self) -> str:
        return "<TakenDown>"


@dataclass(frozen=True)
class Weighed:
    """Who would read it, and whom of the possible readers it may be about."""

    answers: Answers = field(repr=False)
    """As they count: whoever it may be about clears nobody."""
    audience: Audience
    is_conflicted: bool
    """It may be about the writer, or somebody close to her: no key is hers."""
    asked: tuple[Reader, ...] = field(repr=False)
    """Others who may be meant, best first: the survivor is asked about each."""


@dataclass(frozen=True)
class Logged:
    """The case that was made. Its code is empty for whoever cannot read it."""

    case: UUID
    code: str
    audience: Audience

    @property
    def is_open(self) -> bool:
        """Whether the writer reads it too."""
        return bool(self.code)


def weigh(
    db: Session, keys: InstanceKeys, taken: TakenDown, writer: UUID, register: Register, on: date
) -> Weighed:
    """Apply her choices to the people in post, the writer among those it may be about.

    Nobody settles whether she is meant herself: her own "no" does not count, and where she may
    be meant, neither does any other that she typed.
    """
    around = roster(db, register, taken.answers.workplace, on)
    hers = posts_of(db, register, writer, on)
    places = {each.membership for each in around}
    everybody = [*around, *(each for each in hers if each.membership not in places)]
    data = match_data.of_everybody(db, {each.person for each in everybody}, keys.match)
    answers = _without_no(_as_logged(taken, hers), {each.membership.hex for each in hers})
    is_conflicted = writer in conflict.withheld(answers, everybody, data)
    if is_conflicted:
        answers = _without_no(answers, answers.close)
    away = conflict.withheld(answers, everybody, data)
    meant = conflict.candidates(answers.respondent, everybody, data)
    named = {each.membership: each for each in everybody}
    others = [named[each.membership] for each in meant if each.person != writer]
    heard = audience(answers, _reading(around, taken, writer), away)
    # Also of a writer who would not have read it: nobody hands it to her later unasked.
    kept_away = audience(answers, around, away).withheld
    return Weighed(
        answers=answers,
        audience=msgspec.structs.replace(heard, withheld=kept_away),
        is_conflicted=is_conflicted,
        asked=() if is_conflicted else tuple(others[: conflict.SHOWN]),
    )


def log(
    db: Session,
    keys: InstanceKeys,
    taken: TakenDown,
    author: Author,
    register: Register,
    prepared: Prepared,
    now: datetime,
) -> Logged:
    """Make the case of what was taken down, signed by its writer; the caller commits.

    The ring of the session learns the keys the writer receives, and no other. A writer who
    cannot read it keeps a counterfoil, unless it may be about her.

    Raises WishMissing, NotCertified or NobodyReads before anything is written, NotFree for an
    interpreter who fits the respondent, and IntegrityError where the case was made already.
    """
    if author.person is None or not is_certified(register, author, now.date()):
        raise NotCertified
    if taken.answers.wish in (None, Wish.KEEP):
        raise WishMissing
    weighed = weigh(db, keys, taken, author.person, register, now.date())
    if weighed.audience.is_kept or weighed.audience.is_too_small:
        raise NobodyReads
    sending = Sending(
        weighed.answers, weighed.audience, prepared, now, taken.case, author, taken.code
    )
    with keys_apart(db, taken.case) as made:
        cover, _signer = begin(db, keys, sending)
        _write(db, cover, taken, weighed, author, now)
        begin_course(db, keys, cover, author, now, weighed.answers.gender,
                     is_urgent=weighed.answers.is_urgent)  # fmt: skip
        turn = Turn(taken.case, author, keys, register, now)
        write_interpreter(db, cover, turn, taken.interpreter, taken.told_on)
        act(db, taken.case, "case:complaint:take_down", author.person, now)
        _keep_foil(db, turn, weighed, taken)
        code, hers = cover.text.code, keys_of_holder(made, cover, author.person)
    if hers:
        learn(db, taken.case, hers)
    return Logged(taken.case, code if hers else "", weighed.audience)


def _keep_foil(db: Session, turn: Turn, weighed: Weighed, taken: TakenDown) -> None:
    if not weighed.is_conflicted:
        slips.keep(db, turn.keys, turn.author, turn.case, _known_by(db, taken), turn.now)


def _known_by(db: Session, taken: TakenDown) -> KnownBy:
    place = db.get(Organization, taken.answers.workplace) if taken.answers.workplace else None
    return KnownBy(place.name if place else "", taken.way or "", taken.position)


def is_certified(register: Register, author: Author, on: date) -> bool:
    """Whether these keys are certified for her today: else what she signs opens for nobody."""
    known = keys_of(register, author.person, on) if author.person is not None else None
    return known is not None and known.verify == author.seeds.public.verify


def _as_logged(taken: TakenDown, hers: Sequence[Reader]) -> Answers:
    """Her answers, and what follows from whom they were told.

    The survivor let a writer of the committee read on, so its receivers may know of a wish for
    help. Without a factory it is the programme it was told to that reads, a concern too.
    """
    answers = taken.answers
    told_to = (each.organization for each in hers if each.kind is OrganizationKind.PROGRAMME)
    is_elsewhere = answers.workplace is None
    return msgspec.structs.replace(
        answers,
        help_for_committee=answers.help_for_committee or taken.goes_on,
        programme=answers.programme or (next(told_to, None) if is_elsewhere else None),
        tells_programme=answers.tells_programme or (is_elsewhere and answers.for_somebody_else),
    )


def _without_no(answers: Answers, memberships: Iterable[str]) -> Answers:
    cleared = set(memberships)
    close = {
        each: reply
        for each, reply in answers.close.items()
        if not (each in cleared and reply is Reply.NO)
    }
    return msgspec.structs.replace(answers, close=close)


def _reading(around: Sequence[Reader], taken: TakenDown, writer: UUID) -> list[Reader]:
    """The roster, with the writer first where she goes on, and without her where she does not.

    On a committee she reads by rule, so it is asked whether she should. Whom the survivor's own
    choice makes a reader (a union, CARE, the officers for a child) she has chosen.
    """
    hers = [each for each in around if each.person == writer and each.role in COMMITTEE]
    others = [each for each in around if each not in hers]
    chosen = hers if taken.goes_on else []
    return [*(msgspec.structs.replace(each, is_receiver=True) for each in chosen), *others]


def _write(
    db: Session, cover: Cover, taken: TakenDown, weighed: Weighed, author: Author, now: datetime
) -> None:
    """How it came, then what she said, each entry where it belongs, all signed by the writer."""
    files = take_files(db, cover, weighed.answers.files, author, now)
    said = what_she_said(db, weighed.answers, weighed.audience, files, now)
    copied = [(Compartment.TOLD, taken.copied.said(now))] if taken.copied else []
    entries = [(Compartment.TOLD, _how(taken, weighed, author, now)), *said, *copied]
    for part, each in entries:
        if the_ring(db).holds(cover.case_id, part):
            put(db, cover, part, _marked(each, taken), author)


def _marked(said: Said, taken: TakenDown) -> Said:
    if said.kind is Kind.MATCHES:
        # In an entry that every case has: one more row would tell that she wrote with others.
        facts = {**said.facts, "joined_with": list(taken.joined_with)}
        return msgspec.structs.replace(said, facts=facts)
    if said.kind not in HERS:
        return said
    return msgspec.structs.replace(said, facts={**said.facts, "way": TAKEN_DOWN})


def _how(taken: TakenDown, weighed: Weighed, author: Author, now: datetime) -> Said:
    reads = {each.reader.person for each in weighed.audience.recipients}
    facts: dict[str, str | list[str]] = {
        "came_by": taken.way or "",
        "told_by": "somebody_else" if taken.answers.for_somebody_else else "herself",
        "wording": taken.wording or "",
        "limits_read": [each.value for each in taken.limits_read],
        "interpreter": taken.interpreter,
        "told_on": taken.told_on.isoformat() if taken.told_on else "",
        "event_on": taken.event_on.isoformat() if taken.event_on else "",
        "reads_on": Reply.YES if author.person in reads else Reply.NO,
        "logged_by": author.person.hex if author.person else "",
    }
    return Said(kind=Kind.TAKEN_DOWN, at=now, facts=facts)
