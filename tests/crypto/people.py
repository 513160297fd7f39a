"""Made-up people with seeds and certificates, for the tests of keys alone."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from crypto.certificates import (
    OFFICER,
    Certificate,
    Confirmation,
    Register,
    Statement,
    confirm,
    confirm_as_root,
)
from crypto.seeds import Seeds

DAY = date(2026, 3, 2)
FROM, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
ROOT = Seeds.generate()
FACTORY, UNION, PROGRAMME, NETWORK = uuid4(), uuid4(), uuid4(), uuid4()


@dataclass(frozen=True)
class Someone:
    """A person in a body with a role."""

    body: UUID
    role: str = "member"
    person: UUID = field(default_factory=uuid4)
    seeds: Seeds = field(default_factory=Seeds.generate, repr=False)
    from_on: date = FROM
    until_on: date = UNTIL

    @property
    def statement(self) -> Statement:
        """What her certificate says."""
        return Statement(
            self.person, self.body, self.role, self.seeds.public, self.from_on, self.until_on
        )

    def confirms(self, other: "Someone") -> Confirmation:
        """Her signature under somebody's statement."""
        return confirm(other.statement, self.statement, self.seeds)

    def certified_by(self, *signers: "Someone") -> Certificate:
        """Her certificate, confirmed by these."""
        return Certificate(self.statement, tuple(each.confirms(self) for each in signers))

    def certified_by_root(self, *signers: "Someone", root: Seeds = ROOT) -> Certificate:
        """Her certificate with a root's signature too."""
        given = tuple(each.confirms(self) for each in signers)
        return Certificate(self.statement, (*given, confirm_as_root(self.statement, root)))


# The two first officers, in two different bodies, certified by the root alone.
FIRST, SECOND = Someone(NETWORK, OFFICER), Someone(PROGRAMME, OFFICER)
FOUNDED = (FIRST.certified_by_root(), SECOND.certified_by_root())


def register(*certificates: Certificate, ended: tuple[Someone, ...] = ()) -> Register:
    """The two officers and these, against the one root."""
    gone = [each.statement.digest() for each in ended]
    return Register([*FOUNDED, *certificates], [ROOT.public.verify], gone)
