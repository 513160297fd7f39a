"""Comparing the copy of a course with what was signed: nobody puts an older one back unseen."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.timeline import Line
from casework.course.recording import MARK, digest
from casework.models.course import Course, CourseText
from casework.models.cover import CoverText
from crypto.compartments import Compartment
from crypto.errors import CryptoError, RolledBack
from crypto.sealing import the_ring

C = Compartment


def checked_course(
    db: Session, case: UUID, cover: CoverText, lines: Iterable[Line]
) -> CourseText | None:
    """The course of an opened case; None without a key to `outcome`, or where none has begun.

    Raises RolledBack where the copy is not the one that the newest signed entry and the cover
    name.
    """
    if not cover.course or not the_ring(db).holds(case, C.OUTCOME):
        return None
    text = _the_copy(db, case)
    if not text.mark == digest(text) == cover.course == _signed(lines):
        raise RolledBack
    return text


def _the_copy(db: Session, case: UUID) -> CourseText:
    row = db.scalar(select(Course).where(Course.case_id == case))
    if row is None or the_ring(db).is_past(case, C.OUTCOME, row.generation):
        raise RolledBack
    try:
        return row.text
    except CryptoError as wrong:
        raise RolledBack from wrong


def _signed(lines: Iterable[Line]) -> bytes:
    marked = [each for each in lines if each.compartment is C.OUTCOME and MARK in each.facts]
    newest = max(marked, key=lambda each: each.number, default=None)
    return bytes.fromhex(str(newest.facts[MARK])) if newest else b""
