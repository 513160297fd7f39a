"""What leaves a case is made in one place: nobody else makes a packet, or what is in one."""

import ast
from collections.abc import Iterator

import pytest

from tests.house import tree

MADE_BY = "referrals/consent/packet.py"
MADE = {"Packet", "Leaf"}
FROM = "referrals.consent.packet"


def made_elsewhere(source: str) -> Iterator[int]:
    """The lines of a module that construct, convert to, or copy a packet or a leaf of one."""
    parsed = ast.parse(source)
    ours = {
        name.asname or name.name
        for each in ast.walk(parsed)
        if isinstance(each, ast.ImportFrom) and each.module == FROM
        for name in each.names
        if name.name in MADE
    }
    for each in ast.walk(parsed):
        if isinstance(each, ast.Call):
            named = [each.func, *(keyword.value for keyword in each.keywords)]
            named += each.args if _makes(each.func) else []
            if any(isinstance(part, ast.Name) and part.id in ours for part in named):
                yield each.lineno
            if any(_is_reached(part) for part in named):
                yield each.lineno


def _makes(called: ast.expr) -> bool:
    """Whether the first argument may be the type of what is made: convert(value, Packet)."""
    return isinstance(called, ast.Attribute) and called.attr in {"convert", "decode", "defstruct"}


def _is_reached(part: ast.expr) -> bool:
    """packet.Packet, by way of the module."""
    return (
        isinstance(part, ast.Attribute)
        and part.attr in MADE
        and isinstance(part.value, ast.Name)
        and part.value.id == "packet"
    )


def test_only_the_compiler_makes_a_packet() -> None:
    found = {
        f"{path.relative_to(tree.ROOT)}:{line}"
        for path in tree.files(*tree.PACKAGES, suffix=".py")
        if str(path.relative_to(tree.ROOT)) != MADE_BY
        for line in made_elsewhere(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "from referrals.consent.packet import Packet\nPacket(leaves=())",
        "from referrals.consent.packet import Leaf as L\nL(field=1)",
        "from referrals.consent.packet import Packet\nmsgspec.convert(values, Packet)",
        "from referrals.consent.packet import Packet\nmsgspec.json.decode(raw, type=Packet)",
        "from referrals.consent import packet\npacket.Packet()",
    ],
)
def test_somebody_who_makes_one_elsewhere_is_found(source: str) -> None:
    assert list(made_elsewhere(source)) == [2]


def test_somebody_who_only_takes_one_is_not() -> None:
    taking = "from referrals.consent.packet import Packet\ndef seal(packet: Packet) -> bytes: ..."

    assert list(made_elsewhere(taking)) == []
