"""How the body that hears a case is made up, as far as a source or we say."""

import msgspec

from casework.procedures.rule import Rule
from casework.procedures.terms import Share


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """How a committee is made up. Each may be unknown."""

    members: int | None = None
    odd: bool | None = None
    women: int | None = None
    """At least so many, in a committee of the smallest size."""
    women_share: Share | None = None
    woman_chair: bool | None = None
    external: int | None = None
    worker_reps: int | None = None
    management: int | None = None
    union_rep: bool | None = None
    """Somebody named by the union, where there is one."""
    term_months: int | None = None


class Quorum(msgspec.Struct, frozen=True, kw_only=True):
    """Who must sit, so that a hearing counts. Each may be unknown."""

    members: int | None = None
    chair: bool | None = None
    women_majority: bool | None = None
    external_for_findings: bool | None = None
    rule: str = ""


class Committee(Rule, frozen=True, kw_only=True):
    """The body that hears a case: what it is called, who sits on it, who may not."""

    name: str
    """As it stands in every letter."""
    local_name: str = ""
    required: bool | None = None
    numbers: Numbers = Numbers()
    """As far as this rule's binding goes."""
    recommended: Numbers = Numbers()
    """What we advise where the source says nothing."""
    own: Numbers = Numbers()
    """What a factory asks of its own committee beside; in no pack's file."""
    quorum: Quorum = Quorum()
    training: bool | None = None
    members_rule: str = ""
    chair_rule: str = ""
    external_rule: str = ""
    worker_reps_rule: str = ""
    disqualifications: tuple[str, ...] = ()
    conflict_rule: str = ""

    @property
    def term_months(self) -> int | None:
        """How long somebody sits: the shorter of the factory's own number and the source's, or
        what we advise."""
        said = [each.term_months for each in (self.own, self.numbers) if each.term_months]
        return min(said, default=self.recommended.term_months)
