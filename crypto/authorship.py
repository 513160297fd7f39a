"""Who wrote an entry, provable to those who can read it and to nobody else."""

import secrets
from datetime import date
from hashlib import sha256
from uuid import UUID

import msgspec

from crypto.compartments import Compartment
from crypto.context import Part, encode
from crypto.errors import SignatureInvalid
from crypto.seeds import Seeds, verify

SALT_BYTES = 32


class Head(msgspec.Struct, frozen=True, gc=False):
    """The end of one compartment's chain of entries."""

    number: int = 0
    digest: bytes = b""


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Authorship of one entry. It stands inside the seal: beside it, it would confirm guesses.

    It says: the server held this person's keys, signed in, when this was written.
    """

    number: int
    author: UUID | None
    """The person; None for the survivor, a reporter, or whoever sent the case in."""
    author_key: bytes
    day: date
    previous: bytes
    salt: bytes
    text_digest: bytes
    signature: bytes = b""

    def parts(self, case: UUID, compartment: Compartment) -> tuple[Part, ...]:
        """What is signed, in order (docs/ciphertext.md, "Authorship")."""
        return (
            "casework/entry/1",
            case,
            compartment,
            self.number,
            self.author or b"",
            self.author_key,
            self.day,
            self.previous,
            self.salt,
            self.text_digest,
        )

    def head(self, case: UUID, compartment: Compartment) -> Head:
        """The chain's head once this entry stands in it."""
        return Head(
            self.number, sha256(encode(*self.parts(case, compartment), self.signature)).digest()
        )


def sign_entry(
    plaintext: bytes,
    after: Head,
    seeds: Seeds,
    *,
    case: UUID,
    compartment: Compartment,
    author: UUID | None,
    day: date,
) -> Signed:
    """Sign a text as the next entry of its compartment's chain."""
    salt = secrets.token_bytes(SALT_BYTES)
    unsigned = Signed(
        number=after.number + 1,
        author=author,
        author_key=seeds.public.verify,
        day=day,
        previous=after.digest,
        salt=salt,
        text_digest=sha256(plaintext).digest(),
    )
    signature = seeds.sign(*unsigned.parts(case, compartment))
    return msgspec.structs.replace(unsigned, signature=signature)


def check_entry(
    signed: Signed, plaintext: bytes, after: Head, *, case: UUID, compartment: Compartment
) -> None:
    """Check one entry's place, text and signature. Raises SignatureInvalid."""
    if not is_in_place(signed, plaintext, after):
        raise SignatureInvalid
    check_signature(signed, case=case, compartment=compartment)


def is_in_place(signed: Signed, plaintext: bytes, after: Head) -> bool:
    """Whether an entry comes after this head, and this is its text: all but the signature."""
    comes_after = signed.number == after.number + 1 and signed.previous == after.digest
    return comes_after and sha256(plaintext).digest() == signed.text_digest


def check_signature(signed: Signed, *, case: UUID, compartment: Compartment) -> None:
    """The signature alone. Raises SignatureInvalid."""
    verify(signed.author_key, signed.signature, *signed.parts(case, compartment))
