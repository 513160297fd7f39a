"""What is on its way to a provider and back: rows that name no case, no provider and no person.

No row refers to another: what belongs together only the keys say (docs/ciphertext.md,
"A packet that leaves").
"""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class ReferralPacket(Record):
    """A packet for people with accounts, sealed under its own key."""

    __tablename__ = "referral_packet"
    __table_args__ = ({"sqlite_with_rowid": False},)

    until_on: Mapped[date] = mapped_column(index=True)
    """The last day of a month: it is gone then, whatever became of it."""
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]
    progress_sealed: Mapped[bytes]
    """What its people have answered so far, for each other."""


class ReferralBox(Record):
    """The key of a packet, delivered to one person."""

    __tablename__ = "referral_box"
    __table_args__ = ({"sqlite_with_rowid": False},)

    receiver: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    """Tag of a person (InstanceKeys.received_tag)."""
    receiver_version: Mapped[int]
    until_on: Mapped[date] = mapped_column(index=True)
    box: Mapped[bytes]


class ReferralLink(Record):
    """A packet for whoever has the address and hears the code: once, within seven days."""

    __tablename__ = "referral_link"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    slot: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    tries_left: Mapped[int]
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    sealed: Mapped[bytes]
    """Empty once the last try was wrong: then the right code opens nothing either."""


class ReferralOpening(Record):
    """What one browser that typed a right code may see for an hour."""

    __tablename__ = "referral_opening"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    slot: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    sealed: Mapped[bytes]


class ReferralAnswering(Record):
    """With address and answering code somebody answers by this, and reads nothing of the packet."""

    __tablename__ = "referral_answering"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    until_on: Mapped[date] = mapped_column(index=True)
    tries_left: Mapped[int]
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]


class ReferralAnswer(Record):
    """One answer of a provider, until a holder of the case takes it in."""

    __tablename__ = "referral_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    place: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    until_on: Mapped[date] = mapped_column(index=True)
    box: Mapped[bytes]
