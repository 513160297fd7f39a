"""A new number shown before it counts: drawn for one person and case, and worth nothing alone."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from uuid import UUID

from crypto import number
from crypto.context import Part
from crypto.envelope import derive, open_, seal
from crypto.errors import SealBroken
from crypto.padding import pad, unpad
from crypto.seeds import Seeds


@dataclass(frozen=True)
class Offer:
    """A number, and the text that carries it in the form of the page that shows it.

    Whoever sends the form twice, or whose answer got lost, has seen the number already: it is
    the same one, and it counts or it does not. `seal` opens for these seeds, this case and the
    number it replaces alone.
    """

    number: str = field(repr=False)
    seal: str = field(repr=False)


def offer(seeds: Seeds, case: UUID, instead_of: UUID | None) -> Offer:
    """Draw a number and seal it for its way through the page."""
    digits = number.draw()
    sealed = seal(_key(seeds), pad(digits.encode()), *_place(case, instead_of))
    return Offer(digits, urlsafe_b64encode(sealed).decode())


def offered(text: str, seeds: Seeds, case: UUID, instead_of: UUID | None) -> Offer:
    """The offer that came back. Raises SealBroken for another person's, case's or older one."""
    try:
        sealed = urlsafe_b64decode(text.encode("ascii"))
    except (NotBase64, ValueError) as wrong:
        raise SealBroken from wrong
    digits = unpad(open_(_key(seeds), sealed, *_place(case, instead_of))).decode()
    return Offer(digits, text)


def _key(seeds: Seeds) -> bytes:
    return derive(seeds.ring_key, "casework/offered-number/1")


def _place(case: UUID, instead_of: UUID | None) -> tuple[Part, ...]:
    return ("offer", case, instead_of or b"")
