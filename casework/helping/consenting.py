"""Asking her what may be passed on, her yes and her no, and taking a yes back at any time."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.helping.agreed import (
    Agreed,
    Asked,
    Counting,
    Ended,
    Narrowed,
    Needed,
    Record,
    said_of,
)
from casework.helping.moving import fall
from casework.helping.needs import her_needs
from casework.helping.passing import whose_yes
from casework.helping.standing import Standing, standings
from casework.models.cover import Cover
from crypto.compartments import Compartment
from referrals.consent.terms import ENDLESS, Field, Given, Purpose, RecipientKind, Voice

C = Compartment
LONGEST = timedelta(days=366)
"""How far ahead a yes can hold; after that she is asked again."""


class NotAskable(Exception):
    """This cannot be agreed to: nobody gets it, nothing goes, or its days do not fit."""


class NoSuchConsent(Exception):
    """Nothing of this id waits for an answer, or holds."""


class VoicesMissing(Exception):
    """Somebody who has to agree has not; `needed` is None where nobody knows who that is."""

    def __init__(self, needed: frozenset[Voice] | None) -> None:
        super().__init__(sorted(needed or ()))
        self.needed = needed


def ask(db: Session, turn: Turn, asked: Asked) -> None:
    """Write down what she is asked, with its words. Nothing leaves by it before her yes.

    Raises NotAskable, and as `casework.case.turns.begin`.
    """
    _require_askable(asked, turn.now.date())
    cover = begin(db, turn, C.REFERRAL)
    put(db, cover, C.REFERRAL, said_of(asked, turn.now), turn.author)
    if asked.is_on_her_page and cover.text.number is not None:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:consent:ask", turn.author.person, turn.now)


def note_yes(db: Session, turn: Turn, agreed: Agreed) -> None:
    """Write down that she agreed in person or before a witness, and whoever must beside her.

    Raises NoSuchConsent where it does not wait; VoicesMissing; NotAskable where the witness has
    no name; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    if agreed.given is Given.NUMBER or (agreed.given is Given.WITNESSED and not agreed.witness):
        raise NotAskable
    _require_voices(db, cover, _lines(db, turn), agreed)
    _put(db, cover, turn, agreed, "case:consent:give")


def say_yes(db: Session, turn: Turn, consent: UUID) -> None:
    """Her own press, with number and second word.

    Raises NoSuchConsent and VoicesMissing, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    agreed = Agreed(consent=consent, given=Given.NUMBER, voices=frozenset({Voice.HERSELF}))
    _require_voices(db, cover, _lines(db, turn), agreed)
    _put(db, cover, turn, agreed, "case:consent:give")


def withdraw(db: Session, turn: Turn, consent: UUID) -> None:
    """Her no, or her yes taken back: by her own press, or by a member as she asked.

    What left by it comes back in the same transaction: nobody opens it from then on. Raises
    NoSuchConsent where it was ended before, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    _the_open(_lines(db, turn), consent)
    _put(db, cover, turn, Ended(consent=consent), "case:consent:withdraw")
    fall(db, turn, cover)


def narrow(db: Session, turn: Turn, consent: UUID, fields: frozenset[Field]) -> None:
    """Single things of her yes taken back: by her own press, or by a member as she asked.

    What lies with a place and holds one of them comes back whole, in the same transaction.
    Where nothing is left of her yes, it has ended. Raises NoSuchConsent where no yes holds, or none
    of them; and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    standing = _the_open(_lines(db, turn), consent)
    taken = fields & standing.fields - {Field.REFERENCE}
    if standing.agreed is None or not taken:
        raise NoSuchConsent
    rest = standing.fields - taken - {Field.REFERENCE}
    less = Narrowed(consent=consent, fields=taken) if rest else Ended(consent=consent)
    _put(db, cover, turn, less, "case:consent:withdraw")
    fall(db, turn, cover)


def count_me(db: Session, turn: Turn, *, is_counted: bool) -> None:
    """Her own press, whether anybody asked her or not: that she is not counted, or again.

    Her no ends whatever she was asked or agreed to about it. Raises NoSuchConsent where it is so
    already, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    if cover.text.is_uncounted is not is_counted:
        raise NoSuchConsent
    if is_counted:
        _put(db, cover, turn, Counting(is_counted=True), "case:consent:give")
        return
    for each in standings(_lines(db, turn)):
        if each.asked.purpose is Purpose.STATISTICS and each.ended_at is None:
            _put(db, cover, turn, Ended(consent=each.asked.consent), "case:consent:withdraw")
    _put(db, cover, turn, Counting(is_counted=False), "case:consent:withdraw")


def find_out(db: Session, turn: Turn, needed: Needed) -> None:
    """Write down who has to agree at her age where no rule is known, and who says so.

    What left with fewer voices than that comes back.

    Raises NotAskable without a source or a voice, or for another age than hers; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    her_age = her_needs(_lines(db, turn)).wanted.needs.age
    if not needed.voices or not needed.source.strip() or needed.age is not her_age:
        raise NotAskable
    _put(db, cover, turn, needed, "case:consent:find_out")
    fall(db, turn, cover)


def _require_askable(asked: Asked, today: date) -> None:
    is_counted = asked.purpose is Purpose.STATISTICS
    is_programme = asked.recipient.kind is RecipientKind.PROGRAMME
    in_time = today <= asked.until <= today + LONGEST
    is_something = bool(asked.fields - {Field.REFERENCE})
    # Being counted has neither single fields nor a last day.
    fits = (not asked.fields and asked.until == ENDLESS) if is_counted else in_time and is_something
    is_worded = bool(asked.words.strip()) and bool(asked.recipient.name.strip())
    if not (is_counted is is_programme and fits and is_worded):
        raise NotAskable


def _require_voices(db: Session, cover: Cover, lines: list[Line], agreed: Agreed) -> None:
    """Raises NoSuchConsent, VoicesMissing."""
    if not _the_open(lines, agreed.consent).waits:
        raise NoSuchConsent
    needed = whose_yes(db, cover.text, lines).needed
    if needed is None or not needed <= agreed.voices:
        raise VoicesMissing(needed)


def _the_open(lines: list[Line], consent: UUID) -> Standing:
    for each in standings(lines):
        if each.asked.consent == consent and each.ended_at is None:
            return each
    raise NoSuchConsent


def _put(db: Session, cover: Cover, turn: Turn, record: Record, verb: str) -> None:
    put(db, cover, C.REFERRAL, said_of(record, turn.now), turn.author)
    act(db, turn.case, verb, turn.author.person, turn.now)


def _lines(db: Session, turn: Turn) -> list[Line]:
    return timeline(db, turn.case, turn.register).lines
