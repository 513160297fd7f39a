"""Who writes: the keys that sign, and whose they are."""

from dataclasses import dataclass, field
from uuid import UUID

from crypto.seeds import Seeds


@dataclass(frozen=True)
class Author:
    """Somebody who signs. `person` is None for the survivor, a reporter or a one-time key."""

    person: UUID | None
    seeds: Seeds = field(repr=False)
