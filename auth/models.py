"""Organisations, the people in them, their accounts and what proves who they are."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crypto.records import Record, word_of


class OrganizationKind(StrEnum):
    """What an organisation is; it decides which roles can exist in it."""

    FACTORY = "factory"
    UNION = "union"
    PROGRAMME = "programme"
    PROVIDER = "provider"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    BRAND = "brand"
    NETWORK = "network"
    RESOURCE_CENTRE = "resource_centre"
    DONOR = "donor"


class Role(StrEnum):
    """What a person does here. A role belongs to a membership, never to a person."""

    CHAIR = "chair"
    MEMBER = "member"
    EXTERNAL_MEMBER = "external_member"
    UNION_REPRESENTATIVE = "union_representative"
    REFERRAL_OFFICER = "referral_officer"
    SUPERVISOR = "supervisor"
    CHILD_PROTECTION_OFFICER = "child_protection_officer"
    ANALYST = "analyst"
    OFFICER = "officer"
    RESOURCE_CENTRE_STAFF = "resource_centre_staff"
    PROVIDER_STAFF = "provider_staff"
    ADMINISTRATOR = "administrator"


COMMITTEE = (Role.CHAIR, Role.MEMBER, Role.EXTERNAL_MEMBER)
PROVIDING = (Role.PROVIDER_STAFF, Role.RESOURCE_CENTRE_STAFF)
"""Whoever helps somebody who is sent to them: they see what was sent, and nothing of a case."""


class Organization(Record):
    """A factory, union, programme or other body."""

    __tablename__ = "organization"

    kind: Mapped[OrganizationKind] = mapped_column(word_of(OrganizationKind, 16))
    name: Mapped[str] = mapped_column(String(200))
    country: Mapped[str] = mapped_column(String(2))
    place: Mapped[str] = mapped_column(String(200), default="")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")


class Coverage(Record):
    """Which union or programme covers which factory; there may be several unions."""

    __tablename__ = "coverage"
    __table_args__ = (UniqueConstraint("organization_id", "factory_id"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)


class Arrangement(Record):
    """What an organisation that receives complaints has set up and tells before anybody writes."""

    __tablename__ = "arrangement"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), unique=True)
    reading_hours: Mapped[str] = mapped_column(String(300), default="")
    closed_days: Mapped[str] = mapped_column(String(300), default="")
    must_tell: Mapped[str] = mapped_column(String(2000), default="")
    """What the law makes the readers pass on; empty means not known, and the page says so."""
    poster_code: Mapped[str] = mapped_column(String(12), default="")
    names_published: Mapped[bool] = mapped_column(default=False)
    stop_by_phone: Mapped[str] = mapped_column(String(100), default="")
    notices_daily: Mapped[bool] = mapped_column(default=False)
    """Everybody on its roster gets the same notice every day, also when nothing waits."""


class Person(Record):
    """Somebody with an account, or invited to have one."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8), default="en")
    match_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Names, numbers, posts, lines and kin for conflict matching, under the instance's key."""
    match_confirmed_on: Mapped[date | None]
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Where short notices may reach her, if she said so, under the instance's key."""
    quiet_from: Mapped[int | None]
    """The hour, in her own time, from which no notice is to reach her; both hours or neither."""
    quiet_until: Mapped[int | None]
    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")


class Membership(Record):
    """A person's role in an organisation, for a time."""

    __tablename__ = "membership"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    role: Mapped[Role] = mapped_column(word_of(Role, 24))
    post: Mapped[str] = mapped_column(String(200), default="")
    """The work she is known by on the roster, such as "quality inspector, line 4"."""
    is_woman: Mapped[bool | None]
    is_receiver: Mapped[bool] = mapped_column(default=False)
    has_management_post: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="memberships")
    organization: Mapped[Organization] = relationship()

    def is_current(self, on: date) -> bool:
        """Whether the membership runs on that day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


class Absence(Record):
    """That somebody is away from a post for a time, and who stands in for her. It names no case."""

    __tablename__ = "absence"

    membership_id: Mapped[UUID] = mapped_column(ForeignKey("membership.id"), unique=True)
    substitute_id: Mapped[UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]

    def is_current(self, on: date) -> bool:
        """Whether she is away on that day."""
        return self.from_on <= on <= self.until_on


class CertificateRow(Record):
    """A certificate as bytes; whether it holds is for crypto.certificates to say, every time."""

    __tablename__ = "certificate"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    body: Mapped[bytes]
    """MessagePack of crypto.certificates.Certificate, confirmations included."""
    made_on: Mapped[date]
    ended_on: Mapped[date | None]


class Account(Record):
    """How a person signs in: her sealed seeds, and no hash to guess against."""

    __tablename__ = "account"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    address: Mapped[str] = mapped_column(String(200), unique=True)
    """What she types to sign in, folded."""
    by_passphrase: Mapped[bytes]
    by_recovery_code: Mapped[bytes]
    last_step_sealed: Mapped[bytes]
    """The last second-factor step used: compare-and-set, so that no code works twice."""
    is_frozen: Mapped[bool] = mapped_column(default=False)
    colleagues_seen_on: Mapped[date]
    """Certificates newer than this are shown at the next sign-in."""


class Invitation(Record):
    """A one-time link for an invited person, alive for 72 hours and worth nothing by itself."""

    __tablename__ = "invitation"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("membership.id"))
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_sealed: Mapped[bytes]
    """The second code, told by the person who will confirm her, sealed under the link's token."""
    tries_left: Mapped[int] = mapped_column(default=5)
    until_on: Mapped[date]
    address: Mapped[str] = mapped_column(String(200))
    """What she will type to sign in, folded."""
    confirmer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who tells her the code; none for the first officers, whose code is printed."""
    code_box: Mapped[bytes | None]
    """The second code, delivered to the confirmer's certified keys."""
    progress_sealed: Mapped[bytes | None]
    """What she has chosen so far, sealed for her own browser under link and code."""


class LiveSession(Record):
    """Half of a session; the other half is only in the cookie. Backups leave this table out."""

    __tablename__ = "live_session"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    holder: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    """HMAC of the person or case, so that all her sessions can be ended."""
    holder_version: Mapped[int]
    share: Mapped[bytes] = mapped_column(LargeBinary(32))
    slot: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    """An opaque expiry (crypto.slots): no clear time says when somebody was here."""
    sealed: Mapped[bytes]


class RingMemory(Record):
    """What one person remembers of her cases and of the trail, sealed under her ring key."""

    __tablename__ = "ring_memory"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ring: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    ring_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]


class TrailEntry(Record):
    """One audited act, opaque to everybody without the case's trail key."""

    __tablename__ = "trail_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    tag: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    day: Mapped[date] = mapped_column(index=True)
    commitment: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed: Mapped[bytes]


class FormerTrailKey(Record):
    """A key of the trail of administration, sealed under the instance secret in force.

    There is none before the secret is replaced for the first time.
    """

    __tablename__ = "former_trail_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    sealed: Mapped[bytes]


class Leaf(Record):
    """One commitment of a closed day in its place in the Merkle tree."""

    __tablename__ = "leaf"
    __table_args__ = (CheckConstraint("position >= 0", name="position"),)

    position: Mapped[int] = mapped_column(unique=True)
    commitment: Mapped[bytes] = mapped_column(LargeBinary(32))


class Checkpoint(Record):
    """The signed head of the tree at the close of a day (C2SP tlog-checkpoint)."""

    __tablename__ = "checkpoint"

    size: Mapped[int]
    day: Mapped[date] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(String(4000))


class Refusals(Record):
    """How many anonymous requests were refused on a day; none of them is kept by itself."""

    __tablename__ = "refusals"
    __table_args__ = (UniqueConstraint("day", "reason"),)

    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(40))
    count: Mapped[int] = mapped_column(default=0)


class Attempt(Record):
    """A throttle counter under a keyed, daily-salted digest. Backups leave this table out."""

    __tablename__ = "attempt"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    amount: Mapped[int]
    until_second: Mapped[int]
