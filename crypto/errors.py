"""What can go wrong with keys and seals: one exception for each thing a caller can do about it."""


class CryptoError(Exception):
    """Root of every error here. No message ever holds a key or a person's words."""


class ContextMissing(CryptoError):
    """A seal, signature or hash was asked for with a None in its context."""


class SealBroken(CryptoError):
    """A sealed value does not open: wrong key, wrong place, or changed bytes."""


class BoxBroken(CryptoError):
    """A delivered box does not open for this person and place."""


class KeyInvalid(CryptoError):
    """Bytes that should be a key are none."""


class KeyMissing(CryptoError):
    """The ring holds no key to this case, compartment and generation."""


class InstanceSecretInvalid(CryptoError):
    """The instance secret is not 32 bytes."""


class SignatureInvalid(CryptoError):
    """A signature does not verify."""


class CertificateInvalid(CryptoError):
    """A person's certificate chain does not end at a configured root."""


class EpochInvalid(CryptoError):
    """An epoch record is not what its signature, its predecessor or its keys say."""


class GrantInvalid(CryptoError):
    """A grant was not given by somebody who may, or not for this epoch."""


class RolledBack(CryptoError):
    """The database shows an older state of a case or trail than this person remembers."""


class SealedQuery(CryptoError):
    """A sealed attribute was used in a query, or a sealed table in a bulk statement."""


class NotLocked(CryptoError):
    """Somebody seals into a case without having taken its row first."""


class PaddingBroken(CryptoError):
    """Opened bytes are not padded as we pad: they were not made here."""


class SecretWrong(CryptoError):
    """What a person typed from memory or paper opens nothing; she may try again, later."""


class PassphraseWrong(SecretWrong):
    """The row is whole and the passphrase does not open it."""


class RecoveryCodeWrong(SecretWrong):
    """The row is whole and the recovery code does not open it."""


class WordWrong(SecretWrong):
    """The row is whole; this number with this second word does not open it."""


class RecoveryCodeMistyped(CryptoError):
    """What was typed cannot be a recovery code: another length, or a letter none has."""


class NumberMistyped(CryptoError):
    """What was typed cannot be a number. `reason` is "length", "character" or "check"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StreamBroken(CryptoError):
    """A sealed file is cut short, reordered, spliced, changed or opened in another place."""


class StreamTooLong(CryptoError):
    """More was written to a sealed file than its limit; what was written is no file."""


class ProofInvalid(CryptoError):
    """A Merkle proof does not lead to the root it was given for."""


class NoteInvalid(CryptoError):
    """A signed note is malformed, or no signature of a known key is on it."""


class CheckpointInvalid(CryptoError):
    """The text of a note is no checkpoint of this log."""
