"""Single prices of a list: "X-ray: 200 BDT (free with a card)", one a line."""

import re

from referrals.importing.entry import Values

MOST = 20
"""Prices of one service that are read."""
LONGEST = 300
PRICE = re.compile(
    r"(?:(?P<option>[^\n]{1,300}): )?(?P<amount>[0-9]{1,9}(?:\.[0-9]{1,2})?)"
    r"(?: (?P<currency>[A-Z]{3}))?(?: \((?P<note>[^\n]{1,300})\))?"
)


def prices_in(text: str) -> list[Values] | None:
    """The prices of such lines, as columns; a line that tells no amount stays what it says."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    return [_price(each[: 2 * LONGEST]) for each in lines[:MOST]] or None


def _price(line: str) -> Values:
    found = PRICE.fullmatch(line)
    if found is None:
        return {"option": line[:LONGEST]}
    return {
        "option": found["option"] or "",
        "amount": float(found["amount"]),
        "currency": found["currency"] or "",
        "amount_description": found["note"] or "",
    }
