"""The bytes of a one-time link and of answers, made again by the formulas of the document."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.context import Part, encode
from crypto.instance import InstanceKeys
from crypto.seeds import InboxKeys
from referrals.models.sending import ReferralLink
from referrals.sending import answering, link
from referrals.sending.sealing import answer_place

SAID = (Path(__file__).parents[3] / "docs" / "ciphertext.md").read_text()
TOKEN, STRETCHED, ROW = bytes(range(16)), bytes(range(32)), UUID(int=5)
KEYS = InstanceKeys(bytes(range(32)))
REPLY = InboxKeys(bytes(range(96))).kem_public
ROOT = link.root_of(TOKEN)
MADE = {
    "root": ROOT,
    "lookup of the link": link.lookup(ROOT, "link"),
    "lookup of the opening": link.lookup(ROOT, "opening"),
    "lookup of the answering": link.lookup(ROOT, "answering"),
    "packet key": link.packet_key(KEYS, TOKEN, STRETCHED, ReferralLink(id=ROW)),
    "answering key": answering.answering_key(KEYS, TOKEN, STRETCHED, ROW),
    "place": answer_place(REPLY),
    "tag": KEYS.received_tag(UUID(int=1)),
}


def hkdf(key: bytes, *info: Part) -> bytes:
    """HKDF-SHA256 without a salt, by the library's own hand."""
    return HKDF(SHA256(), 32, None, encode(*info)).derive(key)


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_document_says_what_the_code_makes(name: str) -> None:
    found = re.search(rf"^{name} += ([0-9a-f]{{64}})$", SAID, re.MULTILINE)

    assert found, f"{name} = {MADE[name].hex()}"
    assert found.group(1) == MADE[name].hex()


def test_the_formulas_of_the_document_make_the_same() -> None:
    root = hkdf(TOKEN, "casework/referral-link/1")
    secret = TOKEN + STRETCHED + KEYS.pepper

    assert root == MADE["root"]
    assert hkdf(root, "casework/referral-lookup/1", "link") == MADE["lookup of the link"]
    assert hkdf(secret, "casework/referral-link-packet/1", ROW) == MADE["packet key"]
    assert hkdf(secret, "casework/referral-answering/1", ROW) == MADE["answering key"]
    assert hkdf(REPLY, "casework/referral-place/1") == MADE["place"]
