"""A complaint told and sent: one transaction that makes the case, its entries and its number."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.case.acts import act
from casework.case.answers import Answers, Reply
from casework.case.authors import Author
from casework.case.covers import taken, the_record
from casework.case.entries import put
from casework.case.filing import take_files
from casework.case.founding import Founding, Recipient, found
from casework.course.beginning import begin_course
from casework.models.cover import Capacity, Chosen, Cover
from casework.models.entry import Kind, Said
from casework.models.number import NumberFacts, Status
from casework.number import returning_number
from casework.number.returning_number import Prepared
from casework.procedures.terms import Gender
from casework.readers.audience import KEPT, Audience, is_help_only, is_reached
from casework.readers.refusing import note_refused
from casework.telling.sharing import share
from crypto.compartments import Compartment
from crypto.epochs import NOT_MADE
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.sealing import give_ring, the_ring

KEPT_MONTHS = 24
"""How long a case that is kept to decide later lasts after her last visit: our own number."""


class WordNeeded(Exception):
    """What is sealed to her alone needs a second word, or nobody could ever open it."""


class NobodyReads(Exception):
    """Too few people remain who may read it: she is asked before anything is sent."""


@dataclass(frozen=True)
class Sending:
    """Everything that is known when she presses send."""

    answers: Answers
    audience: Audience
    prepared: Prepared = field(repr=False)
    now: datetime
    case: UUID = field(default_factory=uuid4)
    author: Author | None = None
    """Who takes it down and signs it; None for whoever tells it herself."""
    code: str = ""
    """Drawn beforehand, where other cases of the same moment name it."""


def send(db: Session, keys: InstanceKeys, sending: Sending) -> UUID:
    """Make the case; gives back its id. The caller commits.

    Raises WordNeeded or NobodyReads before anything is written.
    """
    audience = sending.audience
    if audience.is_kept and sending.prepared.seeds is None:
        raise WordNeeded
    if not audience.is_kept and audience.is_too_small:
        raise NobodyReads
    give_ring(db, KeyRing())
    cover, author = begin(db, keys, sending)
    write_answers(db, cover, sending.answers, audience, author, sending.now)
    share(db, cover, sending.answers, author, sending.now)
    begin_course(db, keys, cover, author, sending.now, sending.answers.gender,
                 is_urgent=sending.answers.is_urgent)  # fmt: skip
    act(db, sending.case, "case:complaint:tell", None, sending.now)
    return sending.case


def begin(db: Session, keys: InstanceKeys, sending: Sending) -> tuple[Cover, Author]:
    """Make the case with its number and no entry yet; gives back its cover, taken, and who signs.

    Its keys go to the session's ring. Whether anybody reads it is asked by the caller.
    """
    founding = _founding(db, sending)
    author = found(db, keys, founding)
    _add_number(db, founding, sending)
    note_refused(db, founding.case, sending.audience.refused, sending.now)
    return taken(db, founding.case), author


def kept_until(now: datetime) -> date:
    """The last day of the month 24 months after a visit: coarse, so that no visit shows."""
    months = now.year * 12 + now.month - 1 + KEPT_MONTHS
    year, month = divmod(months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def chosen(answers: Answers) -> Chosen:
    """What she chose that holds for later grants too."""
    return Chosen(
        union=answers.union,
        wants_officer=answers.wants_officer,
        is_help_only=is_help_only(answers),
        knows_roster=answers.poster_code_given,
    )


def recipients(audience: Audience) -> tuple[Recipient, ...]:
    """The audience as those who receive keys; nobody without a certificate is among them."""
    return tuple(
        Recipient(each.reader.person, each.capacity, each.reader.keys, frozenset(each.compartments))
        for each in audience.recipients
        if each.reader.keys is not None
    )


def write_answers(
    db: Session,
    cover: Cover,
    answers: Answers,
    audience: Audience,
    author: Author,
    now: datetime,
) -> None:
    """Write what she said as entries, each into the compartment where it belongs.

    A compartment that nobody holds was not made and takes nothing.
    """
    files = take_files(db, cover, answers.files, author, now)
    for part, said in what_she_said(db, answers, audience, files, now):
        if the_ring(db).holds(cover.case_id, part):
            put(db, cover, part, said, author)


def _founding(db: Session, sending: Sending) -> Founding:
    answers, audience = sending.answers, sending.audience
    factory, programme = home(db, answers, audience)
    prepared, is_handed_out = sending.prepared, sending.author is not None
    return Founding(
        case=sending.case,
        code=sending.code,
        factory=factory,
        programme=programme,
        recipients=recipients(audience),
        survivor=prepared.seeds,
        survivor_parts=frozenset(audience.survivor if not audience.is_kept else KEPT),
        capacity=Capacity.REPORTER if answers.for_somebody_else else Capacity.SURVIVOR,
        number=msgspec.structs.replace(prepared.state, is_provisional=is_handed_out),
        now=sending.now,
        author=sending.author,
        withheld=audience.withheld,
        declined_supervisor=answers.declines_programme,
        chosen=chosen(answers),
        is_kept=audience.is_kept,
        is_concern=answers.for_somebody_else,
        for_children=audience.for_children,
        destroy_after=kept_until(sending.now) if audience.is_kept else None,
        is_named=answers.respondent.is_anybody,
    )


def home(db: Session, answers: Answers, audience: Audience) -> tuple[UUID | None, UUID | None]:
    """The factory, or for what no factory deals with, a programme."""
    if answers.workplace is not None and not (audience.is_kept or audience.for_children):
        return answers.workplace, None
    programmes = [
        each.reader.organization
        for each in audience.recipients
        if each.reader.kind is OrganizationKind.PROGRAMME
    ]
    any_programme = select(Organization.id).where(Organization.kind == OrganizationKind.PROGRAMME)
    programme = programmes[0] if programmes else db.scalar(any_programme.order_by(Organization.id))
    return (None, programme) if programme else (answers.workplace, None)


def what_she_said(
    db: Session, answers: Answers, audience: Audience, files: tuple[UUID, ...], now: datetime
) -> list[tuple[Compartment, Said]]:
    """Her answers as entries, each with the compartment where it belongs."""
    contact = answers.contact
    return [
        (Compartment.TOLD, Said(kind=Kind.INTAKE, at=now, facts=_circumstances(db, answers))),
        (Compartment.TOLD, Said(kind=Kind.STATEMENT, at=now, text=answers.words, files=files)),
        (
            Compartment.IDENTITY,
            Said(
                kind=Kind.IDENTITY,
                at=now,
                facts={
                    "name": answers.name,
                    "employee_number": answers.employee_number,
                    "contact_how": contact.how,
                    "contact_where": contact.where,
                    "contact_when": contact.when,
                    "contact_whose_phone": contact.whose_phone,
                    "contact_who_answers": contact.who_answers,
                    "contact_what_to_say": contact.what_to_say,
                },
            ),
        ),
        (Compartment.REFERRAL, Said(kind=Kind.NEEDS, at=now, facts=_needs(answers, audience))),
        (Compartment.ACCOUNT, Said(kind=Kind.MATCHES, at=now, facts=_matches(answers, audience))),
    ]


def _circumstances(db: Session, answers: Answers) -> dict[str, str | list[str]]:
    # Where nobody of the factory reads, the row names no factory: those who do read learn it here.
    named, place = answers.respondent, db.get(Organization, answers.workplace or UUID(int=0))
    return {
        "workplace": place.name if place else "",
        "elsewhere": answers.elsewhere,
        "wish": answers.wish or "",
        "safe_now": answers.safe_now or "",
        "respondent_name": named.name,
        "respondent_nickname": named.nickname,
        "respondent_number": named.employee_number,
        "respondent_post": named.post,
        "respondent_line": named.line,
        "places": answers.places,
        "place_text": answers.place_text,
        "when_text": answers.when_text,
        "kinds": answers.kinds,
        "gender": "" if answers.gender is Gender.UNSAID else answers.gender.value,
        "language": answers.language,
    }


def _needs(answers: Answers, audience: Audience) -> dict[str, str | list[str]]:
    # Her age is written for the child-protection officers alone; no factory member learns it.
    age = answers.age or "" if audience.for_children or audience.is_kept else ""
    return {"needs": answers.needs, "age": age}


def _matches(answers: Answers, audience: Audience) -> dict[str, str | list[str]]:
    return {
        "withheld": [each.hex for each in audience.withheld],
        "decides_on_jobs": answers.decides_on_jobs or "",
        # Whom she named as close herself is never settled by anybody else.
        "said_no": [each for each, reply in answers.close.items() if reply is Reply.NO],
        "said_close": [each for each, reply in answers.close.items() if reply is Reply.YES],
    }


def _add_number(db: Session, founding: Founding, sending: Sending) -> None:
    record = the_record(db, founding.case)
    facts = NumberFacts(
        case=founding.case,
        status=Status.RECEIVED,
        # An inbox that nobody opens would take her words and keep them from everybody.
        inbox=record.inbox if sending.audience.is_heard else b"",
        inbox_generation=max(record.generation(Compartment.CHANNEL), NOT_MADE),
        has_word=sending.prepared.seeds is not None,
        is_provisional=sending.author is not None,
        is_kept=founding.is_kept,
        is_reached=is_reached(sending.answers, sending.audience),
        is_concern=founding.is_concern,
    )
    returning_number.add(db, sending.prepared, facts)
