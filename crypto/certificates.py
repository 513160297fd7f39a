"""Who is a recipient: certificates that two people of two other bodies signed, up to a root."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import combinations
from uuid import UUID

import msgspec

from crypto.context import Part, encode
from crypto.errors import CertificateInvalid, SignatureInvalid
from crypto.seeds import PublicKeys, Seeds, verify

OFFICER = "officer"
"""The role a root signature alone may certify: the first officers of an instance."""
ADMINISTRATOR = "administrator"
"""The role that invites, and whose signature under a certificate therefore counts for nothing."""
OUTSIDE = "provider_staff"
"""The role of those who receive what is sent to a place that helps: they vouch for nobody else."""
NO_WITNESSES = frozenset({ADMINISTRATOR, OUTSIDE})
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
        ended: Mapping[bytes, date] | Iterable[bytes] = (),
    ) -> None:
        self._ended = ended if isinstance(ended, Mapping) else dict.fromkeys(ended, date.min)
        self._certificates = {each.statement.digest(): each for each in certificates}
        self._roots = frozenset(roots)
        self._signed_with: dict[tuple[UUID, bytes], bool] = {}

    def is_valid(self, certificate: Certificate, on: date) -> bool:
        """Whether this certificate stands on that day, chain included."""
        if certificate.statement.digest() in self._ended or not self._stands(certificate):
            return False
        rests = self._standing[certificate.statement.digest()]
        return _in_time(certificate.statement, on, rests_on_root=rests)

    def the_keys(self, person: UUID, on: date) -> PublicKeys:
        """The keys to deliver to. Raises CertificateInvalid when no chain holds that day.

        Of several valid certificates the one that began last counts.
        """
        return self.the_certificate(person, on).statement.keys

    def the_certificate(self, person: UUID, on: date) -> Certificate:
        """The person's newest valid certificate. Raises CertificateInvalid."""
        return self._newest(self.of(person), on)

    def the_keys_as(self, person: UUID, body: UUID, role: str, on: date) -> PublicKeys:
        """The keys to deliver to somebody for what she is in one body. Raises CertificateInvalid.

        Whoever writes the database can put a certified person into any post: what two people
        confirmed of her is this body and this role, and no other.
        """
        return self.the_certificate_as(person, body, role, on).statement.keys

    def the_certificate_as(self, person: UUID, body: UUID, role: str, on: date) -> Certificate:
        """The newest valid certificate of this person in this body and role.

        Raises CertificateInvalid.
        """
        found = self.of(person)
        return self._newest(
            [each for each in found if (each.statement.body, each.statement.role) == (body, role)],
            on,
        )

    def of(self, person: UUID) -> list[Certificate]:
        """Every certificate that names this person, valid or not."""
        return list(self._by_person.get(person, ()))

    def the_signer(self, confirmation: Confirmation) -> Statement | None:
        """Whose certificate a confirmation names; None for a root or for nobody known."""
        signer = self._certificates.get(confirmation.signer)
        return signer.statement if signer is not None else None

    def including(self, certificate: Certificate) -> "Register":
        """The same register with one certificate added, or replaced by its newer form."""
        return Register([*self._certificates.values(), certificate], self._roots, self._ended)

    def ever_worked_with(self, person: UUID, verify_key: bytes, body: UUID) -> bool:
        """Whether a chain that once held gave this person this verifying key in this body."""
        theirs = (each for each in self.of(person) if each.statement.body == body)
        return any(
            each.statement.keys.verify == verify_key and self._stands(each) for each in theirs
        )

    def spans(self, person: UUID, verify_key: bytes) -> list[tuple[Statement, date, date]]:
        """What chains that once held gave this person this verifying key for: from, and until.

        A certificate that was ended at no known day is over at once.
        """
        theirs = (each for each in self.of(person) if self._stands(each))
        return [
            (each.statement, each.statement.from_on, min(self.good_until(each), self._end(each)))
            for each in theirs
            if each.statement.keys.verify == verify_key
        ]

    def _end(self, certificate: Certificate) -> date:
        return self._ended.get(certificate.statement.digest(), date.max)

    def ever_signed_with(self, person: UUID, verify_key: bytes) -> bool:
        """Whether a chain that once held gave this person this verifying key.

        A case asks it of every entry, about the same few people.
        """
        asked = (person, verify_key)
        if asked not in self._signed_with:
            self._signed_with[asked] = any(
                each.statement.keys.verify == verify_key and self._stands(each)
                for each in self.of(person)
            )
        return self._signed_with[asked]

    def is_signed_by_root(self, certificate: Certificate) -> bool:
        """Whether a root signature stands in it; every list of certificates shows this."""
        return any(each.signer in self._roots for each in certificate.confirmations)

    def rests_on_root(self, certificate: Certificate) -> bool:
        """Whether a root stands in it for a body that is missing, or would with one body more.

        Never for an officer, whom the root certifies, nor where two bodies signed as well.
        """
        if self._stands(certificate):
            return self._standing[certificate.statement.digest()]
        is_officer = certificate.statement.role == OFFICER
        return self.is_signed_by_root(certificate) and not is_officer

    def good_until(self, certificate: Certificate) -> date:
        """The last day of it: its own, or an earlier one where a root stands for a body."""
        statement = certificate.statement
        rests = self.rests_on_root(certificate)
        return resting_until(statement) if rests else statement.until_on

    def _newest(self, certificates: list[Certificate], on: date) -> Certificate:
        valid = [each for each in certificates if self.is_valid(each, on)]
        if not valid:
            raise CertificateInvalid
        return max(valid, key=lambda each: (each.statement.from_on, each.statement.digest()))

    @cached_property
    def _by_person(self) -> dict[UUID, list[Certificate]]:
        found: dict[UUID, list[Certificate]] = {}
        for each in self._certificates.values():
            found.setdefault(each.statement.person, []).append(each)
        return found

    def _stands(self, certificate: Certificate) -> bool:
        digest = certificate.statement.digest()
        return digest in self._standing and self._certificates[digest] == certificate

    @cached_property
    def _standing(self) -> dict[bytes, bool]:
        """Every statement that has a chain, and whether a root stands for a missing body in it.

        Grown outwards from the roots, so that a circle of signatures never holds itself up, and
        so that a long chain, or a made-up one, costs one look at each certificate a round.
        """
        standing: dict[bytes, bool] = {}
        while True:
            better = {
                digest: rests
                for digest, each in self._certificates.items()
                if standing.get(digest) is not False
                and (rests := self._judge(each, standing)) is not None
                and rests is not standing.get(digest)
            }
            if not better:
                return standing
            standing |= better

    def _judge(self, certificate: Certificate, standing: dict[bytes, bool]) -> bool | None:
        """None without a chain; else whether a root stands for a missing body."""
        by_root = any(self._root_signed(certificate, each) for each in certificate.confirmations)
        if by_root and certificate.statement.role == OFFICER:
            return False
        signers = [
            signer
            for each in certificate.confirmations
            if (signer := self._signer(certificate, each, standing)) is not None
        ]
        # Somebody with a post in two bodies is still one person.
        if any(
            one.person != other.person and one.body != other.body
            for one, other in combinations(signers, 2)
        ):
            return False
        return True if by_root and signers else None

    def _root_signed(self, certificate: Certificate, given: Confirmation) -> bool:
        return given.signer in self._roots and _signed(certificate, given, given.signer)

    def _signer(
        self, certificate: Certificate, given: Confirmation, standing: dict[bytes, bool]
    ) -> Statement | None:
        """Who signed, if her signature counts: certified then, of another body, not herself."""
        rests = standing.get(given.signer)
        if rests is None:
            return None
        signer, statement = self._certificates[given.signer].statement, certificate.statement
        if signer.role in NO_WITNESSES or statement.person == signer.person:
            return None
        in_time = _in_time(signer, statement.from_on, rests_on_root=rests)
        if statement.body == signer.body or not in_time:
            return None
        return signer if _signed(certificate, given, signer.keys.verify) else None


def resting_until(statement: Statement) -> date:
    """The last day of a statement under which a root stands for a missing body."""
    return min(statement.until_on, statement.from_on + timedelta(days=ALONE_DAYS))


def _in_time(statement: Statement, on: date, *, rests_on_root: bool) -> bool:
    until = resting_until(statement) if rests_on_root else statement.until_on
    return statement.from_on <= on <= until


def _signed(certificate: Certificate, given: Confirmation, key: bytes) -> bool:
    return _verifies(key, given.signature, certificate.statement.parts())


@lru_cache(maxsize=4096)
def _verifies(key: bytes, signature: bytes, parts: tuple[Part, ...]) -> bool:
    # All of it is public, and every request asks about the same certificates.
    try:
        verify(key, signature, *parts)
    except SignatureInvalid:
        return False
    return True
