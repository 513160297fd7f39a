"""The tree of the trail: it says what is in it, and that nothing was taken out."""

import time
from dataclasses import dataclass
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import ProofInvalid
from crypto.tree import (
    EMPTY,
    Frontier,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

# Leaves and roots of the certificate-transparency project's own tests.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = [
    (0, 1, []),
    (0, 8, [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]),
    (5, 8, [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
]  # fmt: skip
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]),
    (6, 8, [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]),
    (2, 5, [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]),
]  # fmt: skip


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def plain_root(leaves: list[bytes]) -> bytes:
    """Section 2.1.1 of RFC 9162, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


@dataclass(frozen=True)
class Growth:
    """A tree that was once smaller."""

    first: int
    second: int


growths = st.integers(1, 200).flatmap(
    lambda second: st.integers(1, second).map(lambda first: Growth(first, second))
)
BIG = Tree(hashes(200))


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots(size: int) -> None:
    leaves = [leaf_hash(leaf) for leaf in LEAVES[:size]]

    assert Frontier(leaves).root.hex() == ROOTS[size]
    assert Tree(leaves).root().hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_the_published_inclusion_proofs(index: int, size: int, proof: list[str]) -> None:
    tree = Tree(leaf_hash(leaf) for leaf in LEAVES)

    made = tree.inclusion_proof(index, size)

    assert [step.hex() for step in made] == proof
    verify_inclusion(leaf_hash(LEAVES[index]), index, size, made, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "proof"), CONSISTENCIES)
def test_the_published_consistency_proofs(first: int, second: int, proof: list[str]) -> None:
    tree = Tree(leaf_hash(leaf) for leaf in LEAVES)

    made = tree.consistency_proof(first, second)

    assert [step.hex() for step in made] == proof
    old, new = bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second])
    verify_consistency(first, second, old, new, made)


@given(st.integers(0, 200))
def test_every_way_to_a_root_agrees(size: int) -> None:
    expected = plain_root(hashes(size))

    assert Frontier(hashes(size)).root == expected
    assert Tree(hashes(size)).root() == expected
    assert BIG.root(size) == expected


@given(st.integers(0, 200), st.integers(0, 50))
def test_a_frontier_put_away_goes_on_where_it_stopped(size: int, more: int) -> None:
    frontier = Frontier.from_bytes(Frontier(hashes(size)).to_bytes())
    frontier.extend(hashes(size + more)[size:])

    assert frontier.root == plain_root(hashes(size + more))
    assert frontier.size == size + more


@pytest.mark.parametrize("written", [b"", bytes(7), (1).to_bytes(8, "big"), bytes(8 + 32)])
def test_a_frontier_of_another_length_is_refused(written: bytes) -> None:
    with pytest.raises(ProofInvalid):
        Frontier.from_bytes(written)


@given(growths)
def test_every_leaf_can_be_proved(growth: Growth) -> None:
    index = growth.first - 1

    proof = BIG.inclusion_proof(index, growth.second)

    root = BIG.root(growth.second)
    verify_inclusion(hashes(200)[index], index, growth.second, proof, root)


@given(growths, st.integers(0, 199))
def test_a_leaf_proves_no_other_place(growth: Growth, other: int) -> None:
    index = growth.first - 1
    proof = BIG.inclusion_proof(index, growth.second)
    elsewhere = (index + 1 + other) % growth.second
    leaf = leaf_hash(b"never written") if elsewhere == index else hashes(200)[index]

    with pytest.raises(ProofInvalid):
        verify_inclusion(leaf, elsewhere, growth.second, proof, BIG.root(growth.second))


@given(growths, st.data())
def test_a_changed_inclusion_proof_is_refused(growth: Growth, data: st.DataObject) -> None:
    index, size = growth.first - 1, growth.second
    proof = BIG.inclusion_proof(index, size)

    with pytest.raises(ProofInvalid):
        verify_inclusion(hashes(200)[index], index, size, _changed(proof, data), BIG.root(size))


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_tree_that_grew_is_consistent_with_what_it_was(a: int, b: int) -> None:
    first, second = sorted((a, b))

    proof = BIG.consistency_proof(first, second)

    verify_consistency(first, second, BIG.root(first), BIG.root(second), proof)


@given(growths, st.data())
def test_a_changed_consistency_proof_is_refused(growth: Growth, data: st.DataObject) -> None:
    first, second = growth.first, growth.second
    proof = _changed(BIG.consistency_proof(first, second), data)

    with pytest.raises(ProofInvalid):
        verify_consistency(first, second, BIG.root(first), BIG.root(second), proof)


@given(growths, st.integers(0, 199))
def test_an_entry_changed_after_its_day_is_found(growth: Growth, at: int) -> None:
    rewritten = hashes(growth.second)
    rewritten[at % growth.first] = leaf_hash(b"rewritten")
    forged = Tree(rewritten)

    proof = forged.consistency_proof(growth.first)

    kept = BIG.root(growth.first)
    with pytest.raises(ProofInvalid):
        verify_consistency(growth.first, growth.second, kept, forged.root(), proof)


@pytest.mark.parametrize(
    ("first", "second", "old", "new"),
    [
        (5, 4, BIG.root(5), BIG.root(4)),
        (4, 4, BIG.root(4), BIG.root(5)),
        (0, 4, BIG.root(1), BIG.root(4)),
        (0, 0, EMPTY, BIG.root(1)),
        (3, 5, BIG.root(3), BIG.root(5)),
        (-1, 5, EMPTY, BIG.root(5)),
    ],
)
def test_history_that_shrinks_or_comes_without_proof_is_refused(
    first: int, second: int, old: bytes, new: bytes
) -> None:
    with pytest.raises(ProofInvalid):
        verify_consistency(first, second, old, new, [])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        BIG.inclusion_proof(index, size)
    with pytest.raises(ProofInvalid):
        verify_inclusion(leaf_hash(b""), index, size, [], leaf_hash(b""))


def test_a_tree_cannot_prove_what_it_will_be() -> None:
    with pytest.raises(IndexError):
        BIG.root(201)
    with pytest.raises(IndexError):
        BIG.consistency_proof(5, 4)


def test_a_million_entries_are_verified_within_a_minute() -> None:
    started = time.monotonic()

    frontier = Frontier(leaf_hash(number.to_bytes(4, "big")) for number in range(1_000_000))

    assert len(frontier.to_bytes()) == 8 + 32 * (1_000_000).bit_count()
    assert time.monotonic() - started < 60


def _changed(proof: list[bytes], data: st.DataObject) -> list[bytes]:
    """The proof with a step changed, left out, or one too many."""
    at = data.draw(st.integers(0, len(proof)))
    extra = [*proof[:at], leaf_hash(b"extra"), *proof[at:]]
    missing = proof[:at] + proof[at + 1 :]
    other = [*proof[:at], leaf_hash(b"other"), *proof[at + 1 :]]
    return data.draw(st.sampled_from([way for way in (extra, missing, other) if way != proof]))
