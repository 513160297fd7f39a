"""What a person types to say who she is: one text, however a keyboard wrote it."""

from crypto.passphrase import folded

LONGEST = 200


def folded_address(typed: str) -> str:
    """NFKC, without unseen signs, in lower case; two addresses are one when this is equal."""
    return folded(typed).casefold()
