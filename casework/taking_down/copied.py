"""What somebody else had told in a concern, as it is carried over when the survivor agrees."""

from datetime import datetime

import msgspec

from casework.models.entry import Kind, Said


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """The reporter's words as they stood, and where they stood."""

    concern: str
    """Its code: those who read the new case may know it, the concern knows nothing of the case."""
    words: str

    def __repr__(self) -> str:
        return "<Copied>"

    def said(self, now: datetime) -> Said:
        """The entry of the new case; whoever copies it signs it."""
        return Said(kind=Kind.COPIED, at=now, text=self.words, facts={"concern": self.concern})
