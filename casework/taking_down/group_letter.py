"""A letter that several women wrote: a case and keys each, joined among those alone who agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.codes import draw_code
from casework.number.returning_number import Prepared
from casework.taking_down.complaint import Logged, TakenDown, log
from casework.taking_down.duplicates import is_childs
from crypto.certificates import Register
from crypto.instance import InstanceKeys

FEWEST, MOST = 2, 12
"""How many women one letter is of."""


@dataclass(frozen=True)
class Signer:
    """One of those who wrote it: what is said for her, her number, and whether she agrees."""

    taken: TakenDown
    prepared: Prepared = field(repr=False)
    agrees: bool = False
    """To be joined with the others who agree. Not asked is a no."""


def log_letter(
    db: Session,
    keys: InstanceKeys,
    signers: Sequence[Signer],
    author: Author,
    register: Register,
    now: datetime,
) -> list[Logged]:
    """Make a case of each, in one transaction; the caller commits, or nothing is made.

    The cases of those who agree name each other's codes, in `account`; the others are named
    nowhere, and theirs name nobody. No row says that there was a letter: each has as many
    entries as any other case. Raises as `complaint.log`, for the first who fails.
    """
    together = joined((each.taken, each.agrees) for each in signers)
    codes = {case: draw_code(db, keys) for case in together}
    named = [_named(each.taken, codes, at) for at, each in enumerate(signers, 1)]
    numbers = [each.prepared for each in signers]
    return [
        log(db, keys, taken, author, register, number, now)
        for taken, number in zip(named, numbers, strict=True)
    ]


def joined(wrote: Iterable[tuple[TakenDown, bool]]) -> list[UUID]:
    """The cases that are joined: of who agreed, where another did too. A child's never is."""
    agreed = [taken.case for taken, agrees in wrote if agrees and not is_childs(taken.answers)]
    return agreed if len(agreed) >= FEWEST else []


def _named(taken: TakenDown, codes: Mapping[UUID, str], position: int) -> TakenDown:
    if taken.case not in codes:
        return msgspec.structs.replace(taken, position=position)
    others = tuple(sorted(code for case, code in codes.items() if case != taken.case))
    code = codes[taken.case]
    return msgspec.structs.replace(taken, position=position, code=code, joined_with=others)
