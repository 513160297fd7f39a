"""The vectors of docs/ciphertext.md for encodings, seeds and the children of a compartment key."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from crypto.compartments import Compartment
from crypto.context import encode
from crypto.envelope import derive
from crypto.epochs import commit, inbox_keys, mac_key
from crypto.ring import Held
from crypto.seeds import Seeds

KEY = bytes(range(32))
CASE = UUID(int=2)


def test_the_encoding_is_the_one_written_down() -> None:
    encoded = encode("entry", UUID(int=1), 7, date(2026, 3, 2), b"\0")

    assert encoded.hex() == (
        "00000005656e747279000000100000000000000000000000000000000100000008"
        "00000000000000070000000a323032362d30332d30320000000100"
    )


def test_a_person_is_found_by_the_fingerprint_written_down() -> None:
    seeds = Seeds.from_bytes(bytes(range(128)))

    assert seeds.public.fingerprint().hex() == (
        "d8bb989cc6b0f34e6e25af124588c5dd323876b11f61dd1b094cd4cd84f4316c"
    )
    assert seeds.ring_key.hex() == (
        "37a75261d85549cfff14ac87e6c6d354a569e2c80b8838a49895bc99c64b0b2a"
    )


def test_the_children_of_a_compartment_key_are_the_ones_written_down() -> None:
    told = Held(Compartment.TOLD, 3, KEY)

    assert derive(KEY, "casework/field/1", CASE, told.compartment, 3).hex() == (
        "2d6a8f14e2a69e4b48aff3e670bb8d375d5cb2e80d4a77158fe8078ebdf63351"
    )
    assert commit(CASE, told).commitment.hex() == (
        "c90238b4ff73751ff8324fcc84a1759468787631d413196f1d7cae2f98b65b74"
    )
    assert mac_key(CASE, Held(Compartment.COVER, 3, KEY)).hex() == (
        "158e40fd322fd1533041ea501ad0b19f3a8f0cabff4c73c8060f6461e63a4dcc"
    )


def test_the_inbox_key_is_a_child_of_the_channel_key() -> None:
    inbox = inbox_keys(CASE, Held(Compartment.CHANNEL, 1, KEY))

    assert sha256(inbox.kem_public).hexdigest() == (
        "9ba0b15324c6d27f553219b5df7170901eb64a87cdef2cf8555da8ebe301cba2"
    )
