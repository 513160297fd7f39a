"""A measurement key: vouched for by an analyst, handed to her alone, and made by hand."""

import hmac
from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest

from crypto.errors import BoxBroken
from crypto.instance import InstanceKeys
from crypto.measurement_keys import (
    MeasurementCertificate,
    MeasurementKey,
    MeasurementStatement,
    open_share,
)
from crypto.seeds import Seeds
from tests.crypto.test_signed_vectors import PRIVATE, WRITTEN, number
from tests.crypto.vectors import framed, hkdf

SEEDS = Seeds.from_bytes(bytes(range(128)))
KEY = MeasurementKey(bytes(range(96)))
KEY_ID, PROGRAMME, ROW, AUTHOR = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
SAID = MeasurementStatement(KEY_ID, PROGRAMME, 2026, 1, KEY.kem_public, date(2026, 3, 2))


def test_what_is_kept_is_sealed_under_a_child_of_the_seed() -> None:
    assert KEY.kept_key == hkdf(bytes(range(96)), b"casework/measurement-kept/1")
    assert KEY.kept_key.hex() == WRITTEN["measurement kept key"]


def test_a_statement_by_hand() -> None:
    by_hand = framed(
        b"casework/measurement-key/1",
        KEY_ID.bytes,
        PROGRAMME.bytes,
        number(2026),
        number(1),
        KEY.kem_public,
        b"2026-03-02",
    )

    vouched = MeasurementCertificate(SAID).vouched_by(AUTHOR, SEEDS)

    assert sha256(by_hand).hexdigest() == WRITTEN["measurement statement"]
    assert vouched.vouches[0].signature == PRIVATE.sign(by_hand)


def test_the_origin_of_a_fact_by_hand() -> None:
    signed = framed(b"casework/fact-said/1", ROW.bytes, KEY_ID.bytes, AUTHOR.bytes, b"fact")
    tagged = framed(b"casework/fact-origin/1", ROW.bytes, KEY_ID.bytes, b"fact")
    child = InstanceKeys(bytes(range(32))).child("fact-origin")

    assert PRIVATE.sign(signed).hex() == WRITTEN["fact signature"]
    assert hmac.digest(child, tagged, "sha256").hex() == WRITTEN["fact origin"]


def test_a_key_stands_only_by_the_word_of_somebody_known_as_an_analyst() -> None:
    vouched = MeasurementCertificate(SAID).vouched_by(AUTHOR, SEEDS)

    assert vouched.stands({AUTHOR: SEEDS.public.verify}.get)
    assert not vouched.stands({UUID(int=9): SEEDS.public.verify}.get)
    assert not MeasurementCertificate(SAID).stands({AUTHOR: SEEDS.public.verify}.get)


def test_a_share_opens_under_her_keys_and_those_she_had_before() -> None:
    box = KEY.share(SEEDS.public.kem, SAID, AUTHOR)

    opened = open_share(box, (Seeds.generate(), SEEDS), SAID, AUTHOR)

    assert opened.kem_public == KEY.kem_public


@pytest.mark.parametrize(
    ("seeds", "said", "person"),
    [
        (Seeds.generate(), SAID, AUTHOR),
        (SEEDS, SAID, UUID(int=9)),
        (SEEDS, MeasurementStatement(KEY_ID, PROGRAMME, 2026, 1, b"x", SAID.made_on), AUTHOR),
    ],
    ids=["somebody else's keys", "another person", "another public half"],
)
def test_a_share_opens_for_nobody_else(
    seeds: Seeds, said: MeasurementStatement, person: UUID
) -> None:
    box = KEY.share(SEEDS.public.kem, SAID, AUTHOR)

    with pytest.raises(BoxBroken):
        open_share(box, (seeds,), said, person)
