"""The vectors of docs/ciphertext.md for what is signed, tagged and kept, made by hand and by us."""

import hmac
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.models.entry import Entry
from crypto.authorship import Head, Signed, check_entry
from crypto.certificates import Statement, confirm
from crypto.compartments import Compartment
from crypto.envelope import open_
from crypto.epochs import EpochRecord, commit, sign_epoch
from crypto.grants import BODY_BYTES, Grant, GrantBody, check_grant, open_grant, sign_grant
from crypto.instance import InstanceKeys
from crypto.padding import pad
from crypto.ring import Held
from crypto.seeds import Seeds
from tests.crypto.vectors import framed, hkdf, sealed

DOCUMENT = Path(__file__).parents[2] / "docs" / "ciphertext.md"
SEEDS = Seeds.from_bytes(bytes(range(128)))
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(96, 128)))
KEY = bytes(range(32))
PERSON, CASE, BODY, ROW = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=5)
DAY, FIRST, LAST = date(2026, 3, 2), date(2026, 1, 1), date(2026, 12, 31)
SALT, NONCE = b"s" * 32, b"\xaa" * 12
HELD = (Held(Compartment.COVER, 1, KEY), Held(Compartment.TOLD, 3, KEY))

WRITTEN = dict(re.findall(r"^([a-z ]+?) += ([0-9a-f]{64,})$", DOCUMENT.read_text(), re.MULTILINE))
"""The vectors as the document has them, by name."""


def number(value: int) -> bytes:
    return value.to_bytes(8, "big")


def committed(part: Compartment, generation: int) -> bytes:
    return hkdf(KEY, b"casework/commit/1", CASE.bytes, part.encode(), number(generation))


def hashed(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def test_a_statement_and_the_signature_under_it() -> None:
    said = Statement(PERSON, BODY, "member", SEEDS.public, FIRST, LAST)
    by_hand = framed(
        b"casework/certificate/1",
        PERSON.bytes,
        BODY.bytes,
        b"member",
        SEEDS.public.kem,
        SEEDS.public.verify,
        b"2026-01-01",
        b"2026-12-31",
    )

    given = confirm(said, said, SEEDS)

    assert said.digest().hex() == hashed(by_hand) == WRITTEN["statement"]
    assert given.signature.hex() == PRIVATE.sign(by_hand).hex() == WRITTEN["certificate"]
    assert given.signer == said.digest()


def test_an_entry_and_the_head_it_leads_to() -> None:
    by_hand = framed(
        b"casework/entry/1",
        CASE.bytes,
        b"told",
        number(1),
        PERSON.bytes,
        SEEDS.public.verify,
        b"2026-03-02",
        b"",
        SALT,
        sha256(b"words").digest(),
    )
    signature = PRIVATE.sign(by_hand)
    signed = Signed(
        number=1,
        author=PERSON,
        author_key=SEEDS.public.verify,
        day=DAY,
        previous=b"",
        salt=SALT,
        text_digest=sha256(b"words").digest(),
        signature=signature,
    )

    check_entry(signed, b"words", Head(), case=CASE, compartment=Compartment.TOLD)

    head = signed.head(CASE, Compartment.TOLD).digest
    assert signature.hex() == WRITTEN["entry"]
    assert head.hex() == hashed(by_hand + framed(signature)) == WRITTEN["head"]


@pytest.fixture
def record() -> EpochRecord:
    """A second epoch of two compartments, signed and bound to the first."""
    unsigned = EpochRecord(
        case=CASE,
        number=2,
        keys=tuple(commit(CASE, each) for each in HELD),
        inbox=b"i" * 32,
        survivor=SEEDS.public,
        owing=(Compartment.CHANNEL,),
        previous=b"p" * 32,
        day=DAY,
        reason="recusal",
        author=PERSON,
        author_key=SEEDS.public.verify,
        salt=SALT,
    )
    return sign_epoch(unsigned, SEEDS, KEY)


def test_an_epoch_record_its_mac_and_its_digest(record: EpochRecord) -> None:
    keys = framed(
        *(b"cover", number(1), committed(Compartment.COVER, 1)),
        *(b"told", number(3), committed(Compartment.TOLD, 3)),
    )
    by_hand = framed(
        b"casework/epoch/1",
        CASE.bytes,
        number(2),
        keys,
        b"i" * 32,
        SEEDS.public.fingerprint(),
        framed(b"channel"),
        b"p" * 32,
        b"2026-03-02",
        b"recusal",
        PERSON.bytes,
        SEEDS.public.verify,
        b"",
        b"",
        b"",
        SALT,
    )
    signature = PRIVATE.sign(by_hand)
    mac = hmac.digest(KEY, by_hand + framed(signature), "sha256")

    assert record.signature.hex() == signature.hex() == WRITTEN["epoch"]
    assert record.mac.hex() == mac.hex() == WRITTEN["epoch mac"]
    assert (
        record.digest().hex() == hashed(by_hand + framed(signature, mac)) == WRITTEN["epoch digest"]
    )


@pytest.fixture
def body() -> GrantBody:
    """The keys of two compartments, given by somebody to herself."""
    unsigned = GrantBody(
        case=CASE,
        epoch=2,
        holder=SEEDS.public.fingerprint(),
        held=HELD,
        giver=PERSON,
        giver_key=SEEDS.public.verify,
        day=DAY,
    )
    return sign_grant(unsigned, SEEDS)


def test_a_grant_and_its_kept_box(record: EpochRecord, body: GrantBody) -> None:
    by_hand = framed(
        b"casework/grant/1",
        CASE.bytes,
        number(2),
        SEEDS.public.fingerprint(),
        framed(
            *(b"cover", number(1), committed(Compartment.COVER, 1)),
            *(b"told", number(3), committed(Compartment.TOLD, 3)),
        ),
        PERSON.bytes,
        SEEDS.public.verify,
        b"2026-03-02",
    )
    ring_key = hkdf(bytes(range(128)), b"casework/ring-key/1")
    plain = pad(msgspec.msgpack.encode(body), BODY_BYTES)

    kept = sealed(ring_key, NONCE, plain, b"casework/grant-kept/1", ROW.bytes)

    check_grant(body, record)
    row = Grant(id=ROW, ring=b"", ring_version=1, form="kept", sealed=kept)
    assert body.signature.hex() == PRIVATE.sign(by_hand).hex() == WRITTEN["grant"]
    assert hashed(kept) == WRITTEN["kept grant"]
    assert open_grant(row, SEEDS) == body


def test_the_tags_of_a_holder() -> None:
    keys = InstanceKeys(KEY)

    ring = hmac.digest(hkdf(KEY, b"casework/instance/ring/1"), framed(PERSON.bytes), "sha256")
    session = hmac.digest(
        hkdf(KEY, b"casework/instance/session-tag/1"), framed(PERSON.bytes), "sha256"
    )

    assert keys.ring_tag(PERSON).hex() == ring.hex() == WRITTEN["ring tag"]
    assert keys.session_tag(PERSON).hex() == session.hex() == WRITTEN["session tag"]


def test_a_sealed_column() -> None:
    row = Entry(id=ROW, case_id=CASE, compartment=Compartment.TOLD, generation=3)
    field_key = hkdf(KEY, b"casework/field/1", CASE.bytes, b"told", number(3))
    plain = pad(b"\xa5words", 4096)

    column = sealed(
        field_key,
        NONCE,
        plain,
        *(b"entry", ROW.bytes, b"body_sealed", CASE.bytes, b"told", number(3)),
    )

    assert hashed(column) == WRITTEN["column"]
    assert open_(field_key, column, *row.context("body_sealed")) == plain
