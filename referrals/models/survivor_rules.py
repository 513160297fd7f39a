"""What a garment worker must know of a service before she chooses it, and HSDS does not hold."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record, word_of
from referrals.models.terms import Cost, Duty, Known, StaffSex, Way, Whom
from referrals.models.wordsets import WordSet


class SurvivorRules(Record):
    """One row for each service; what nobody said stays unknown."""

    __tablename__ = "survivor_rules"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), unique=True)
    cost: Mapped[Cost] = mapped_column(word_of(Cost, 8), default=Cost.UNKNOWN)
    is_remote: Mapped[bool] = mapped_column(default=False)
    always_open: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    hours_words: Mapped[str] = mapped_column(String(300), default="")
    serves: Mapped[frozenset[Whom]] = mapped_column(WordSet(Whom, 60), default=frozenset())
    staff_sex: Mapped[frozenset[StaffSex]] = mapped_column(
        WordSet(StaffSex, 20), default=frozenset()
    )
    trans_friendly: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    migrants: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    """Whether it says that it helps migrants. Of her it is never asked whether she is one."""
    ages_known: Mapped[bool] = mapped_column(default=False)
    """Whether the ages of the service, also where there are none, were asked for."""
    children_welcome: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    documents_known: Mapped[bool] = mapped_column(default=False)
    """Whether the papers it asks for, also where there are none, were asked for."""
    police_report: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    accompaniment: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)
    tells_police: Mapped[Duty] = mapped_column(word_of(Duty, 8), default=Duty.UNKNOWN)
    tells_family: Mapped[Duty] = mapped_column(word_of(Duty, 8), default=Duty.UNKNOWN)
    tells_employer: Mapped[Duty] = mapped_column(word_of(Duty, 8), default=Duty.UNKNOWN)
    tells_words: Mapped[str] = mapped_column(Text, default="")
    accepts_by: Mapped[frozenset[Way]] = mapped_column(WordSet(Way, 60), default=frozenset())
    answer_hours: Mapped[float | None]
    """How long it says it takes to answer."""
    source: Mapped[str] = mapped_column(String(500), default="")
    """Where the entry was taken from."""
    confidence: Mapped[str] = mapped_column(String(10), default="")
    """How sure whoever took it in was: high, medium, low; empty where somebody called."""
