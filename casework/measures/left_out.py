"""Factories that are in no table of a quarter, because a law made their whole year public."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.measures.laws import Law, period_of
from casework.measures.quarters import Quarter
from casework.models.reported import StatutoryReport


def left_out(db: Session, quarter: Quarter) -> frozenset[UUID]:
    """Their ids. What is public of a year and what is published of a quarter share no fact."""
    rows = db.scalars(select(StatutoryReport).where(StatutoryReport.public_on.is_not(None)))
    return frozenset(
        each.factory_id for each in rows if quarter in period_of(Law(each.law), each.year).quarters
    )
