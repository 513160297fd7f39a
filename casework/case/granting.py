"""Handing somebody keys of a case: the box, and the line on the cover that says so."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.models.cover import Capacity, Holder
from crypto.compartments import Compartment
from crypto.grants import GrantBody, delivered, sign_grant
from crypto.instance import InstanceKeys
from crypto.ring import Held
from crypto.seeds import PublicKeys

SHORT = 8
"""Bytes of a fingerprint: enough to see that somebody has other keys today."""


def grant(
    db: Session,
    keys: InstanceKeys,
    *,
    case: UUID,
    epoch: int,
    held: Iterable[Held],
    holder: UUID,
    to: PublicKeys,
    author: Author,
    day: date,
) -> UUID:
    """Add the box that hands `held` to `to`; gives back the row's id, for the cover.

    The caller has checked that `to` is certified, or is the survivor's key of the epoch record.
    """
    body = GrantBody(
        case=case,
        epoch=epoch,
        holder=to.fingerprint(),
        held=tuple(held),
        giver=author.person,
        giver_key=author.seeds.public.verify,
        day=day,
    )
    row = delivered(sign_grant(body, author.seeds), to, keys.ring_tag(holder), keys.version)
    db.add(row)
    return row.id


def sealed_under(to: PublicKeys) -> bytes:
    """What the cover keeps of the keys that somebody's box was sealed to."""
    return to.fingerprint()[:SHORT]


def with_grant(
    holders: Sequence[Holder],
    holder: UUID,
    capacity: Capacity,
    compartments: Iterable[Compartment],
    row: UUID,
    to: PublicKeys,
) -> list[Holder]:
    """The list of holders after one more box; the capacity is the one it was given in."""
    known = next((each for each in holders if each.holder == holder), None)
    given = tuple(compartments)
    sealed_to = dict.fromkeys(given, sealed_under(to))
    others = [each for each in holders if each.holder != holder]
    if known is None:
        parts = tuple(sorted(set(given)))
        return [
            *others,
            Holder(
                holder=holder,
                capacity=capacity,
                compartments=parts,
                grants=(row,),
                sealed_to=sealed_to,
            ),
        ]
    parts = tuple(sorted({*known.compartments, *given}))
    more = msgspec.structs.replace(
        known,
        capacity=capacity,
        compartments=parts,
        grants=(*known.grants, row),
        sealed_to={**known.sealed_to, **sealed_to},
    )
    return [*others, more]
