"""What a service costs, where only its prices say so (HSDS `cost_option`)."""

from collections.abc import Iterable
from datetime import date

from referrals.models.details import CostOption
from referrals.models.terms import Cost


def priced(rows: Iterable[CostOption], on: date) -> Cost:
    """What follows from its prices of a day; unknown where there is none, or one says no amount."""
    amounts = [row.amount for row in _of_day(rows, on)]
    if not amounts or None in amounts:
        return Cost.UNKNOWN
    if any(amounts):
        return Cost.PAID if all(amounts) else Cost.VARIES
    return Cost.FREE


def prices(rows: Iterable[CostOption], on: date) -> tuple[str, ...]:
    """Its prices of a day in the words of the list they came with."""
    return tuple(filter(None, (price_told(row) for row in _of_day(rows, on))))


def _of_day(rows: Iterable[CostOption], on: date) -> list[CostOption]:
    return [row for row in rows if (row.valid_from or on) <= on <= (row.valid_to or on)]


def price_told(row: CostOption) -> str:
    """Whom or what for, how much, and what is said about it. Nothing is nothing to pay."""
    amount = f"{_number(row.amount)} {row.currency}".strip() if row.amount is not None else ""
    said = ": ".join(filter(None, (row.option, amount)))
    note = row.amount_description
    return f"{said} ({note})" if said and note else said or note


def _number(amount: float) -> str:
    """All its digits, and of a fraction no more than two."""
    return f"{amount:.2f}".rstrip("0").rstrip(".")
