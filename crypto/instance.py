"""The instance secret's children: tags and outer layers, never the key to a case."""

import hmac
from functools import cached_property
from uuid import UUID

from crypto.context import Part, encode
from crypto.envelope import KEY_BYTES, derive
from crypto.errors import InstanceSecretInvalid


class InstanceKeys:
    """Keys derived from the 32-byte instance secret of one instance.

    Whoever has them learns who holds which case and the rosters' match data, never content.
    """

    def __init__(self, secret: bytes, version: int = 1) -> None:
        if len(secret) != KEY_BYTES:
            raise InstanceSecretInvalid
        self._secret = secret
        self.version = version

    def __repr__(self) -> str:
        return f"<InstanceKeys version {self.version}>"

    def child(self, label: str) -> bytes:
        """The 32-byte child key for one purpose."""
        return derive(self._secret, f"casework/instance/{label}/1")

    @cached_property
    def pepper(self) -> bytes:
        """The outer layer over sealed seeds and lookup values."""
        return self.child("pepper")

    @cached_property
    def session(self) -> bytes:
        """Mixed into every session key: a stolen cookie and database are not enough."""
        return self.child("session")

    @cached_property
    def match(self) -> bytes:
        """Seals the rosters' match data."""
        return self.child("match")

    @cached_property
    def phones(self) -> bytes:
        """Seals the telephone numbers for notices."""
        return self.child("phones")

    @cached_property
    def committees(self) -> bytes:
        """Seals the registers of committees."""
        return self.child("committees")

    @cached_property
    def administration(self) -> bytes:
        """Seals and tags the trail of administration, which belongs to no case."""
        return self.child("administration")

    @cached_property
    def slots(self) -> bytes:
        """Tags the opaque expiry of drafts and sessions (crypto.slots)."""
        return self.child("slots")

    @cached_property
    def drafts(self) -> bytes:
        """Mixed into every draft key."""
        return self.child("drafts")

    @cached_property
    def throttle(self) -> bytes:
        """Keys the daily digests of addresses and accounts."""
        return self.child("throttle")

    def ring_tag(self, holder: UUID) -> bytes:
        """The 32-byte tag under which one holder's grants lie; a survivor's holder is her case."""
        return self._tag("ring", holder)

    def session_tag(self, holder: UUID) -> bytes:
        """The tag that finds all sessions of one holder."""
        return self._tag("session-tag", holder)

    def received_tag(self, person: UUID) -> bytes:
        """The tag under which lies what was sent to one person of a provider.

        Another one than of her ring: what she receives is not to be found beside what she holds.
        """
        return self._tag("received", person)

    def reminder_tag(self, person: UUID) -> bytes:
        """The tag under which stands that somebody is to be told on a day."""
        return self._tag("reminder", person)

    def _tag(self, label: str, *context: Part) -> bytes:
        return hmac.digest(self.child(label), encode(*context), "sha256")
