"""The seven compartments of a case: what one key opens and another does not."""

from enum import StrEnum


class Compartment(StrEnum):
    """One key's worth of a case. Inside a compartment everything opens or nothing does."""

    COVER = "cover"
    IDENTITY = "identity"
    TOLD = "told"
    ACCOUNT = "account"
    OUTCOME = "outcome"
    REFERRAL = "referral"
    CHANNEL = "channel"


CONTENT = tuple(part for part in Compartment if part is not Compartment.COVER)
"""Every compartment but the cover, which each holder of any key holds too."""
