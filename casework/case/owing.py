"""Which generations are owing: somebody who lost her keys still knows them."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.models.cover import CoverText
from crypto.compartments import Compartment
from crypto.sealing import locked_generations


def owing(db: Session, case: UUID, cover: CoverText) -> list[Compartment]:
    """The compartments whose generation in force is known to a departed holder.

    Found by comparing the cover with the generations read under the lock; no row is flagged.
    """
    return owing_under(locked_generations(db, case), cover)


def owing_under(generations: dict[Compartment, int], cover: CoverText) -> list[Compartment]:
    """The same for generations that were read without a lock, to show.

    What nobody holds any more is not owing: nobody can renew it, it stays closed for good.
    """
    held = {part for each in cover.holders for part in each.compartments}
    return [
        part
        for part, number in generations.items()
        if part in held and any(each.knew.get(part) == number for each in cover.departed)
    ]
