"""Which entries of the directory an officer asked to see, each service once."""

from collections.abc import Iterable, Mapping

from referrals.directory.areas import Place, upwards
from referrals.directory.offered import Offered
from referrals.models.terms import Category, Freshness, Status

OFFERED = frozenset({Status.ACTIVE, Status.CLOSED})


def each_service(every: Iterable[Offered]) -> list[Offered]:
    """One of its places for each service, by name."""
    once = {each.service: each for each in reversed(list(every))}
    return sorted(once.values(), key=lambda each: (each.name.casefold(), str(each.service)))


def chosen(
    every: Iterable[Offered],
    tree: Mapping[str, Place],
    *,
    area: str = "",
    kind: Category | None = None,
    freshness: Freshness | None = None,
    is_over: bool = False,
) -> list[Offered]:
    """Services of one kind and state that serve an area or lie in it, each once, by name."""
    found = (
        each
        for each in every
        if (each.status in OFFERED) is not is_over
        and (kind is None or kind in each.categories)
        and (freshness is None or each.freshness is freshness)
        and (not area or is_for(each, tree, area))
    )
    return each_service(found)


def named(every: Iterable[Offered], words: str) -> list[Offered]:
    """Services whose name, body or number has every one of the words in it."""
    wanted = words.casefold().split()
    return each_service(each for each in every if all(one in _said(each) for one in wanted))


def is_for(each: Offered, tree: Mapping[str, Place], area: str) -> bool:
    """Whether it serves the area, or is in it."""
    serves = each.areas & set(upwards(tree, area))
    lies_there = any(area in upwards(tree, one) for one in (*each.areas, each.area) if one)
    return bool(serves) or lies_there


def _said(each: Offered) -> str:
    numbers = " ".join(line.number.replace(" ", "") for line in each.phones)
    return f"{each.name} {each.organization_name} {numbers}".casefold()
