"""The survivor agreed: a new case of her own takes the place of what somebody else told."""

import msgspec
from sqlalchemy.orm import Session

from casework.case.answers import Answers
from casework.case.chains import bodies_of
from casework.case.covers import the_cover
from casework.case.turns import Turn
from casework.models.entry import Kind, Said
from casework.number.returning_number import Prepared
from casework.readers.kept_away import named_in
from casework.taking_down.complaint import Logged, TakenDown, log
from casework.taking_down.concerns import Reason, close_concern
from casework.taking_down.copied import Copied
from crypto.compartments import Compartment

BETWEEN = "\n\n"
Facts = dict[str, str | list[str]]


class NotHers(Exception):
    """What was taken down was told by somebody else again: the survivor has not agreed."""


def agree(db: Session, turn: Turn, taken: TakenDown, prepared: Prepared) -> Logged:
    """Close the concern, and make a case of what the survivor says herself, in one transaction.

    `turn` is with the concern. Her choices alone say who reads the new case, and its number is
    hers. The reporter's words are copied into it, signed by this author; nothing of the case
    stands in the concern, whose cover and trail are the reporter's to read.

    Raises NotHers, and as `casework.taking_down.concerns.close_concern` and `complaint.log`.
    """
    copied = copy_of(db, turn)
    close_concern(db, turn, Reason.AGREED)
    db.flush()
    said, signs = hers(taken, copied), turn.author
    return log(db, turn.keys, said, signs, turn.register, prepared, turn.now)


def hers(taken: TakenDown, copied: Copied) -> TakenDown:
    """What the survivor said, with what the reporter had told beside it. Raises NotHers."""
    if taken.answers.for_somebody_else:
        raise NotHers
    return msgspec.structs.replace(taken, copied=copied)


def copy_of(db: Session, turn: Turn) -> Copied:
    """The reporter's words, and the concern's code. Raises KeyMissing."""
    code = the_cover(db, turn.case).text.code
    said = _told(db, turn)
    return Copied(concern=code, words=_words(said))


def as_told(db: Session, turn: Turn, quoted: str) -> Answers:
    """What the reporter said of it, to begin with; the survivor says what is true.

    `quoted` stands in the place of the reporter's words, which are none of hers.
    """
    intake = next((each.facts for each in _told(db, turn) if each.kind is Kind.INTAKE), {})
    return Answers(
        respondent=named_in(intake),
        places=_list(intake, "places"),
        place_text=_text(intake, "place_text"),
        when_text=_text(intake, "when_text"),
        kinds=_list(intake, "kinds"),
        words=quoted,
    )


def elsewhere_of(db: Session, turn: Turn) -> str:
    """Where it happened, if that is no factory: a name of casework.telling.choices.ELSEWHERE."""
    intake = next((each.facts for each in _told(db, turn) if each.kind is Kind.INTAKE), {})
    return _text(intake, "elsewhere")


def _told(db: Session, turn: Turn) -> list[Said]:
    bodies, _closed = bodies_of(db, turn.case, [Compartment.TOLD])
    return [msgspec.msgpack.decode(body.said, type=Said) for body in bodies[Compartment.TOLD]]


def _words(said: list[Said]) -> str:
    return BETWEEN.join(each.text for each in said if each.kind is Kind.STATEMENT and each.text)


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def _list(facts: Facts, name: str) -> list[str]:
    value = facts.get(name, [])
    return value if isinstance(value, list) else []
