"""Facts of made-up factories, written by hand."""

from typing import Any
from uuid import UUID, uuid4

import msgspec

from casework.facts.fact import Fact, FactKind

PROGRAMME = UUID(int=1)
FACTORY, SECOND, THIRD, FOURTH = (UUID(int=each) for each in range(10, 14))
FIFTH, SIXTH = UUID(int=14), UUID(int=15)


def fact(kind: FactKind, *, at: UUID | None = FACTORY, month: str = "2026-02", **said: Any) -> Fact:
    """One fact."""
    bare = Fact(id=uuid4(), programme=PROGRAMME, factory=at, month=month, kind=kind)
    return msgspec.structs.replace(bare, **said)
