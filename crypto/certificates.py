"""Who is a recipient: certificates that two people of two other bodies signed, up to a root."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

from crypto.context import Part, encode
from crypto.errors import CertificateInvalid, SignatureInvalid
from crypto.seeds import PublicKeys, Seeds, verify

OFFICER = "officer"
"""The role a root signature alone may certify: the first officers of an instance."""
ADMINISTRATOR = "administrator"
"""The role that invites, and whose signature under a certificate therefore counts for nothing."""
ALONE_DAYS = 90
"""How long a certificate lasts in which a root stands for a missing body."""


class Statement(msgspec.Struct, frozen=True):
    """What a certificate says: these keys are this person's, in this body and role."""

    person: UUID
    body: UUID
    role: str
    keys: PublicKeys
    from_on: date
    until_on: date

    def parts(self) -> tuple[Part, ...]:
        """What is signed, in order (docs/ciphertext.md, "Certificates")."""
        return (
            "casework/certificate/1",
            self.person,
            self.body,
            self.role,
            self.keys.kem,
            self.keys.verify,
            self.from_on,
            self.until_on,
        )

    def digest(self) -> bytes:
        """32 bytes that name this statement."""
        return sha256(encode(*self.parts())).digest()


class Confirmation(msgspec.Struct, frozen=True):
    """One signature under a statement, by a certified person or by a root key."""

    signer: bytes
    """Digest of the signer's own statement, or the root's verifying key; 32 bytes."""
    signature: bytes


class Certificate(msgspec.Struct, frozen=True):
    """A statement and the signatures under it."""

    statement: Statement
    confirmations: tuple[Confirmation, ...] = ()


def confirm(statement: Statement, signer: Statement, seeds: Seeds) -> Confirmation:
    """The confirmation of a certified person with her own seeds."""
    return Confirmation(signer.digest(), seeds.sign(*statement.parts()))


def confirm_as_root(statement: Statement, root: Seeds) -> Confirmation:
    """The confirmation of an offline root key."""
    return Confirmation(root.public.verify, root.sign(*statement.parts()))


class Register:
    """All certificates of an instance, and the roots that its configuration names.

    The roots never come from the database: whoever can write there could name himself.
    `ended` names statements that receive nothing more; what they signed before still stands.
    """

    def __init__(
        self,
        certificates: Iterable[Certificate],
        roots: Iterable[bytes],
        ended: Iterable[bytes] = (),
    ) -> None:
        self._ended = frozenset(ended)
        self._certificates = {each.statement.digest(): each for each in certificates}
        self._roots = frozenset(roots)
        self._judged: dict[bytes, bool] = {}

    def is_valid(self, certificate: Certificate, on: date) -> bool:
        """Whether this certificate stands on that day, chain included."""
        statement = certificate.statement
        in_time = statement.from_on <= on <= statement.until_on
        if statement.digest() in self._ended:
            return False
        if in_time and self._rests_on_root(certificate):
            in_time = on <= statement.from_on + timedelta(days=ALONE_DAYS)
        return in_time and self._has_chain(certificate, frozenset())

    def the_keys(self, person: UUID, on: date) -> PublicKeys:
        """The keys to deliver to. Raises CertificateInvalid when no chain holds that day.

        Of several valid certificates the one that began last counts.
        """
        return self.the_certificate(person, on).statement.keys

    def the_certificate(self, person: UUID, on: date) -> Certificate:
        """The person's newest valid certificate. Raises CertificateInvalid."""
        valid = [each for each in self.of(person) if self.is_valid(each, on)]
        if not valid:
            raise CertificateInvalid
        return max(valid, key=lambda each: (each.statement.from_on, each.statement.digest()))

    def of(self, person: UUID) -> list[Certificate]:
        """Every certificate that names this person, valid or not."""
        return [each for each in self._certificates.values() if each.statement.person == person]

    def the_signer(self, confirmation: Confirmation) -> Statement | None:
        """Whose certificate a confirmation names; None for a root or for nobody known."""
        signer = self._certificates.get(confirmation.signer)
        return signer.statement if signer is not None else None

    def including(self, certificate: Certificate) -> "Register":
        """The same register with one certificate added, or replaced by its newer form."""
        return Register([*self._certificates.values(), certificate], self._roots, self._ended)

    def ever_signed_with(self, person: UUID, verify_key: bytes) -> bool:
        """Whether a chain that once held gave this person this verifying key."""
        return any(
            each.statement.keys.verify == verify_key and self._has_chain(each, frozenset())
            for each in self.of(person)
        )

    def rests_on_root(self, certificate: Certificate) -> bool:
        """Whether a root signature stands in it; every list of certificates shows this."""
        return any(each.signer in self._roots for each in certificate.confirmations)

    def _rests_on_root(self, certificate: Certificate) -> bool:
        return certificate.statement.role != OFFICER and self.rests_on_root(certificate)

    def _has_chain(self, certificate: Certificate, below: frozenset[bytes]) -> bool:
        digest = certificate.statement.digest()
        if digest in below or self._certificates.get(digest) != certificate:
            return False
        if not below and digest in self._judged:
            return self._judged[digest]
        judged = self._judge(certificate, below | {digest})
        if not below:
            self._judged[digest] = judged
        return judged

    def _judge(self, certificate: Certificate, below: frozenset[bytes]) -> bool:
        by_root = any(self._root_signed(certificate, each) for each in certificate.confirmations)
        if by_root and certificate.statement.role == OFFICER:
            return True
        bodies = {
            body
            for each in certificate.confirmations
            if (body := self._signing_body(certificate, each, below)) is not None
        } - {certificate.statement.body}
        return len(bodies) + by_root >= 2 and bool(bodies)

    def _root_signed(self, certificate: Certificate, given: Confirmation) -> bool:
        return given.signer in self._roots and _signed(certificate, given, given.signer)

    def _signing_body(
        self, certificate: Certificate, given: Confirmation, below: frozenset[bytes]
    ) -> UUID | None:
        signer = self._certificates.get(given.signer)
        if signer is None or signer.statement.person == certificate.statement.person:
            return None
        statement = signer.statement
        if statement.role == ADMINISTRATOR:
            return None
        in_time = statement.from_on <= certificate.statement.from_on <= statement.until_on
        if not in_time or not self._has_chain(signer, below):
            return None
        return statement.body if _signed(certificate, given, statement.keys.verify) else None


def _signed(certificate: Certificate, given: Confirmation, key: bytes) -> bool:
    try:
        verify(key, given.signature, *certificate.statement.parts())
    except SignatureInvalid:
        return False
    return True
