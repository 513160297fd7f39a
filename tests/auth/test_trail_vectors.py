"""The trail's bytes of docs/ciphertext.md, made again from HMAC, HKDF and SHA-256 alone."""

import hmac
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from auth.trail_rows import Act, ActorKind, RowKeys, committed, leaf_of
from tests.crypto.vectors import framed, hkdf

KEY = bytes(range(32))
NUMBER = 7
ACT = Act(
    actor=UUID(int=1),
    actor_kind=ActorKind.PERSON,
    verb="case:cover:opened",
    subject=UUID(int=2),
    at=datetime(2026, 3, 2, 9, 20, tzinfo=UTC),
    salt=b"s" * 32,
)
TAG = "c3285a75cea0e39413e9fd1e82f602ff9f99c4e57fb0979a6e63e8c5343851b3"
COMMITMENT = "87e34b715285c1525933abdcbf760f27b05df891848d8cb36a9d403625544aad"
ONCE = "5e826193-4009-4eab-b734-36235a0d08c5"
LEAF = "57e0dd058dac7dc4ce8d9d2086bd593ccc7bd91e89c3eb80e187942496cd4c6a"


def test_the_tag_of_a_running_number() -> None:
    by_hand = hmac.digest(
        hkdf(KEY, b"casework/trail-tag/1"), framed(NUMBER.to_bytes(8, "big")), "sha256"
    )

    assert RowKeys(KEY).tag(NUMBER).hex() == by_hand.hex() == TAG


def test_the_commitment_to_an_act() -> None:
    raw = msgspec.msgpack.encode(ACT)
    by_hand = sha256(framed(b"casework/trail-commitment/1", b"s" * 32, raw)).digest()

    assert committed(raw, ACT.salt).hex() == by_hand.hex() == COMMITMENT


def test_the_id_of_what_may_be_there_once() -> None:
    what = framed(b"case:cover:opened", b"person", UUID(int=1).bytes, b"2026-03-02")
    digest = hmac.digest(hkdf(KEY, b"casework/trail-once/1"), what, "sha256")
    by_hand = UUID(bytes=digest[:16], version=4)

    made = RowKeys(KEY).once("case:cover:opened", "person", UUID(int=1), date(2026, 3, 2))

    assert str(made) == str(by_hand) == ONCE


def test_the_leaf_of_a_row() -> None:
    tag, commitment, sealed = bytes.fromhex(TAG), bytes.fromhex(COMMITMENT), b"\1" * 797
    parts = (b"casework/trail-leaf/1", b"2026-03-02", tag, commitment, sealed)

    by_hand = sha256(framed(*parts)).hexdigest()

    assert leaf_of(date(2026, 3, 2), tag, commitment, sealed).hex() == by_hand == LEAF
