"""Whether a committee is made up as its pack asks, and whether enough of it sit for a hearing."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import msgspec

from casework.procedures.committee import Committee, Numbers, Quorum
from casework.procedures.terms import Binding, Gender


class Post(StrEnum):
    """For whom, or as what, somebody sits on a committee. She may be several at once."""

    CHAIR = "chair"
    MEMBER = "member"
    EXTERNAL = "external"
    WORKER_REP = "worker_rep"
    UNION_REP = "union_rep"
    MANAGEMENT = "management"


class Member(msgspec.Struct, frozen=True):
    """One member, as the register knows her."""

    gender: Gender
    posts: frozenset[Post] = frozenset({Post.MEMBER})


class Asked(StrEnum):
    """What can be asked of a committee or of a hearing."""

    MEMBERS = "members"
    ODD = "odd"
    WOMEN = "women"
    CHAIR = "chair"
    WOMAN_CHAIR = "woman_chair"
    EXTERNAL = "external"
    WORKER_REPS = "worker_reps"
    MANAGEMENT = "management"
    UNION_REP = "union_rep"


class State(StrEnum):
    """How it stands with one thing that is asked."""

    MET = "met"
    SHORT = "short"
    UNCLEAR = "unclear"
    """It depends on members whose gender the register does not say."""
    NO_RULE = "no_rule"
    """The pack does not know. That is no leave to do without."""


class Finding(msgspec.Struct, frozen=True):
    """One thing asked, how it stands, and how far it binds."""

    asked: Asked
    state: State
    needs: int = 0
    has: int = 0
    binding: Binding = Binding.RECOMMENDED

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.needs - self.has) if self.state is not State.NO_RULE else 0


def composition(committee: Committee, members: Sequence[Member]) -> tuple[Finding, ...]:
    """How a committee stands against its pack: every thing that can be asked, in one order.

    What its source says comes first; where that is silent, what we advise. What the factory asks
    of itself beside is a finding of its own wherever it asks for more.
    """
    layers = (
        (committee.numbers, committee.binding),
        (committee.recommended, Binding.RECOMMENDED),
    )
    found: list[Finding] = []
    for asked in Asked:
        said = (_asks(asked, numbers, members, binding) for numbers, binding in layers)
        first = next((each for each in said if each), None)
        own = _asks(asked, committee.own, members, Binding.FACTORY)
        found += [each for each in (first, own) if each and not _is_less(each, own, first)]
        if not (first or own):
            found.append(Finding(asked, State.NO_RULE))
    return tuple(found)


def _is_less(each: Finding, own: Finding | None, first: Finding | None) -> bool:
    """Whether this is the factory's own and asks for no more than the pack does."""
    return each is own and first is not None and own.needs <= first.needs


def quorum(
    committee: Committee, sitting: Sequence[Member], advice: Committee, *, makes_findings: bool
) -> tuple[Finding, ...]:
    """How those who sit stand against the pack's quorum; where it is silent, against the advice.

    `advice`: the committee of the generic pack. `makes_findings`: whether this sitting decides
    what was established.
    """
    asks = committee.quorum, committee.binding
    ours = advice.quorum, Binding.RECOMMENDED
    pairs = zip(
        _sitting(*asks, sitting, makes_findings=makes_findings),
        _sitting(*ours, sitting, makes_findings=makes_findings),
        strict=True,
    )
    return tuple(said if said.state is not State.NO_RULE else other for said, other in pairs)


def _sitting(
    asks: Quorum, bound: Binding, sitting: Sequence[Member], *, makes_findings: bool
) -> tuple[Finding, ...]:
    external = asks.external_for_findings if makes_findings else None
    return (
        _counted(Asked.MEMBERS, asks.members, len(sitting), bound),
        _wished(Asked.CHAIR, asks.chair, _has(sitting, Post.CHAIR), bound),
        _women_sitting(asks.women_majority, sitting, bound),
        _wished(Asked.EXTERNAL, external, _has(sitting, Post.EXTERNAL), bound),
    )


def holds(findings: Sequence[Finding]) -> bool:
    """Whether nothing that is asked is short or unclear. What no rule asks holds nothing up."""
    return all(each.state in (State.MET, State.NO_RULE) for each in findings)


def _asks(
    asked: Asked, numbers: Numbers, members: Sequence[Member], binding: Binding
) -> Finding | None:
    """What these numbers say of one thing; None where they are silent."""
    finding = RULES[asked](numbers, members, binding)
    return None if finding.state is State.NO_RULE else finding


def _counted(asked: Asked, needs: int | None, has: int, binding: Binding) -> Finding:
    if needs is None:
        return Finding(asked, State.NO_RULE)
    return Finding(asked, State.MET if has >= needs else State.SHORT, needs, has, binding)


def _wished(asked: Asked, wish: bool | None, has: int, binding: Binding) -> Finding:
    """A thing that is asked for or not; not asking is met by anything."""
    return _counted(asked, None if wish is None else int(wish), has, binding)


def _odd(numbers: Numbers, members: Sequence[Member], binding: Binding) -> Finding:
    is_odd = len(members) % 2
    return _wished(Asked.ODD, numbers.odd, is_odd, binding)


def _women(numbers: Numbers, members: Sequence[Member], binding: Binding) -> Finding:
    if numbers.women is None and numbers.women_share is None:
        return Finding(Asked.WOMEN, State.NO_RULE)
    share = numbers.women_share
    part = share.of(max(len(members), numbers.members or 0)) if share else 0
    return _by_gender(Asked.WOMEN, max(numbers.women or 0, part), members, binding)


def _women_sitting(wish: bool | None, sitting: Sequence[Member], binding: Binding) -> Finding:
    if wish is None:
        return Finding(Asked.WOMEN, State.NO_RULE)
    return _by_gender(Asked.WOMEN, len(sitting) // 2 + 1 if wish else 0, sitting, binding)


def _woman_chair(numbers: Numbers, members: Sequence[Member], binding: Binding) -> Finding:
    if numbers.woman_chair is None:
        return Finding(Asked.WOMAN_CHAIR, State.NO_RULE)
    chairs = [each for each in members if Post.CHAIR in each.posts]
    return _by_gender(Asked.WOMAN_CHAIR, int(numbers.woman_chair), chairs, binding)


def _by_gender(asked: Asked, needs: int, members: Sequence[Member], binding: Binding) -> Finding:
    """Women counted; unclear where those who left it open could make up what is short."""
    women = sum(each.gender is Gender.WOMAN for each in members)
    unsaid = sum(each.gender is Gender.UNSAID for each in members)
    if women >= needs:
        state = State.MET
    else:
        state = State.UNCLEAR if women + unsaid >= needs else State.SHORT
    return Finding(asked, state, needs, women, binding)


def _has(members: Sequence[Member], post: Post) -> int:
    return sum(post in each.posts for each in members)


def _workers(members: Sequence[Member]) -> int:
    return sum(bool(each.posts & {Post.WORKER_REP, Post.UNION_REP}) for each in members)


Rules = Callable[[Numbers, Sequence[Member], Binding], Finding]
RULES: dict[Asked, Rules] = {
    Asked.MEMBERS: lambda asks, who, by: _counted(Asked.MEMBERS, asks.members, len(who), by),
    Asked.ODD: _odd,
    Asked.WOMEN: _women,
    Asked.CHAIR: lambda asks, who, by: _wished(
        Asked.CHAIR, None if asks.members is None else True, _has(who, Post.CHAIR), by
    ),
    Asked.WOMAN_CHAIR: _woman_chair,
    Asked.EXTERNAL: lambda asks, who, by: _counted(
        Asked.EXTERNAL, asks.external, _has(who, Post.EXTERNAL), by
    ),
    Asked.WORKER_REPS: lambda asks, who, by: _counted(
        Asked.WORKER_REPS, asks.worker_reps, _workers(who), by
    ),
    Asked.MANAGEMENT: lambda asks, who, by: _counted(
        Asked.MANAGEMENT, asks.management, _has(who, Post.MANAGEMENT), by
    ),
    Asked.UNION_REP: lambda asks, who, by: _wished(
        Asked.UNION_REP, asks.union_rep, _has(who, Post.UNION_REP), by
    ),
}


def in_short(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Those that somebody must see to, what binds most first."""
    order = (Binding.LAW, Binding.GUIDELINE, Binding.FACTORY, Binding.RECOMMENDED)
    open_ones = [each for each in findings if each.state in (State.SHORT, State.UNCLEAR)]
    return iter(sorted(open_ones, key=lambda each: order.index(each.binding)))
