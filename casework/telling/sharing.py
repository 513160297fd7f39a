"""What she lets the union know of herself beside the outcome: her post and her line."""

from datetime import datetime

from sqlalchemy.orm import Session

from casework.case.answers import Answers
from casework.case.authors import Author
from casework.case.entries import put, said_now
from casework.models.cover import Cover
from casework.models.entry import Kind
from crypto.compartments import Compartment
from crypto.sealing import the_ring

OUTCOME = Compartment.OUTCOME


def share(db: Session, cover: Cover, answers: Answers, author: Author, now: datetime) -> None:
    """Write it where the union reads, in a case whose cover is taken.

    It is written empty where she shares nothing, also where she chose no union: that there is an
    entry says nothing. Whoever else follows the outcome reads it too, and her page says so.
    """
    if cover.text.is_concern:
        return
    is_chosen = answers.union is not None
    post, line = (answers.union_post, answers.union_line) if is_chosen else ("", "")
    if the_ring(db).holds(cover.case_id, OUTCOME):
        said = said_now(Kind.SHARED, now, post=post, line=line)
        put(db, cover, OUTCOME, said, author)
