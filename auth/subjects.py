"""What can be asked about a subject, and whether something is such a subject."""

from typing import Protocol, TypeGuard
from uuid import UUID

from auth.models import OrganizationKind


class CaseSubject(Protocol):
    """What can be asked about a case: which it is, where it belongs, and whether she agreed.

    The last is sealed on its cover: it is asked after `holds_cover`, and never in a list.
    """

    @property
    def id(self) -> UUID: ...
    @property
    def factory_id(self) -> UUID | None: ...
    @property
    def programme_id(self) -> UUID | None: ...
    @property
    def is_concern(self) -> bool: ...
    @property
    def is_closed_concern(self) -> bool: ...


class PersonSubject(Protocol):
    """What can be asked about a person who is the subject: which organisations she is in."""

    @property
    def person_id(self) -> UUID: ...


class SentSubject(Protocol):
    """What can be asked about a packet: to whom of which body it was sent."""

    @property
    def receiver(self) -> UUID: ...
    @property
    def body(self) -> UUID: ...


class KeptSubject(Protocol):
    """What can be asked about something that an organisation entered: which one did."""

    @property
    def body_id(self) -> UUID: ...


class PlaceSubject(Protocol):
    """What can be asked about a body that is the subject: which it is."""

    @property
    def id(self) -> UUID: ...


def is_case(subject: object) -> TypeGuard[CaseSubject]:
    """Whether the subject is a case, by what it answers."""
    return hasattr(subject, "factory_id") and hasattr(subject, "programme_id")


def is_sent(subject: object) -> TypeGuard[SentSubject]:
    """Whether the subject is a packet that was sent to somebody, by what it answers."""
    return hasattr(subject, "receiver") and hasattr(subject, "body")


def is_kept(subject: object) -> TypeGuard[KeptSubject]:
    """Whether the subject is something that an organisation entered, by what it answers."""
    return hasattr(subject, "body_id")


def is_place(subject: object) -> TypeGuard[PlaceSubject]:
    """Whether the subject is a factory, by what it answers."""
    return getattr(subject, "kind", None) == OrganizationKind.FACTORY


def is_programme(subject: object) -> TypeGuard[PlaceSubject]:
    """Whether the subject is a programme, by what it answers."""
    return getattr(subject, "kind", None) == OrganizationKind.PROGRAMME
