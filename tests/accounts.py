"""Accounts for the cast: how each of them signs in."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import bundle, last_step, second_factor
from auth.bundle import Bundle, Factor, FactorKind
from auth.models import Account
from crypto.passphrase import Cost
from tests.crypto.costs import CHEAP
from tests.visitors import Visitor
from tests.worlds import World

PASSPHRASE = "orchid lantern gravel tuesday"


@dataclass
class Insider:
    """Somebody with an account, and what she signs in with."""

    who: str
    world: World
    account: Account
    factor: Factor = field(repr=False)
    passphrase: str = field(default=PASSPHRASE, repr=False)
    used: int = 0

    @property
    def address(self) -> str:
        """Her sign-in name."""
        return f"{self.who}@example.org"

    def code(self) -> str:
        """The next code of her sheet."""
        self.used += 1
        return second_factor.sheet(self.factor)[self.used - 1][1]

    def sign_in(self, visitor: Visitor, **changes: str) -> TestResponse:
        """Sign in on a browser; `changes` replace what she types."""
        typed = {"address": self.address, "passphrase": self.passphrase, **changes}
        code = typed.pop("code", None) or self.code()
        return visitor.post("/sign-in", code=code, **typed)


def open_account(
    db: Session,
    world: World,
    who: str,
    kind: FactorKind = FactorKind.SHEET,
    cost: Cost = CHEAP,
) -> Insider:
    """Give a member of the cast an account over the keys she has."""
    factor = Factor(kind, bytes(range(20)), is_enrolled=True)
    made = Bundle(seeds=world.seeds[who].to_bytes(), factor=factor)
    account = Account(
        person_id=world.people[who],
        address=f"{who}@example.org",
        by_recovery_code=b"",
        by_passphrase=b"",
        last_step_sealed=b"",
        colleagues_seen_on=date(2026, 1, 1),
    )
    account.by_passphrase = bundle.by_passphrase(world.keys, cost, account.id, made, PASSPHRASE)
    account.by_recovery_code = bundle.by_recovery_code(world.keys, account.id, made, bytes(16))
    account.last_step_sealed = last_step.written(world.keys, account.id, 0)
    db.add(account)
    db.commit()
    db.expunge(account)
    return Insider(who, world, account, factor)
