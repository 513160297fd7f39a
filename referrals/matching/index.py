"""The directory laid out for matching, once a version: by country and kind of help."""

from collections.abc import Callable, Hashable, Iterable, Sequence

import msgspec

from referrals.directory.offered import Offered
from referrals.matching.entries import Entry, entry
from referrals.matching.questions import READS
from referrals.models.terms import Category


class Index:
    """All services of one version of the directory.

    What a question reads of a service is numbered here, so that services alike in it are asked
    once and not each: the directory has thousands of services and a few ways of being free.
    """

    def __init__(self, offered: Iterable[Offered]) -> None:
        self._by_kind: dict[tuple[str, Category], list[Entry]] = {}
        self._by_country: dict[str, list[Entry]] = {}
        self._numbers: tuple[dict[Hashable, int], ...] = tuple({} for _ in READS)
        for place in offered:
            self._add(entry(place))

    def _add(self, bare: Entry) -> None:
        pairs = zip(self._numbers, READS, strict=True)
        keys = tuple(_number(numbers, reads, bare) for numbers, reads in pairs)
        one = msgspec.structs.replace(bare, keys=keys)
        self._by_country.setdefault(one.place.country, []).append(one)
        for kind in one.place.categories:
            self._by_kind.setdefault((one.place.country, kind), []).append(one)

    def of(self, country: str, kinds: frozenset[Category]) -> list[Entry]:
        """Those with one of these kinds, or all when there are none; no country means every one."""
        countries = [country] if country else sorted(self._by_country)
        if not kinds:
            return [one for each in countries for one in self._by_country.get(each, ())]
        rows = (self._by_kind.get((each, kind), ()) for each in countries for kind in kinds)
        return list({id(one): one for row in rows for one in row}.values())


class Laid:
    """Keeps the index of the version asked for last: the same sequence is not laid out twice."""

    def __init__(self) -> None:
        self._kept: tuple[Sequence[Offered], Index] | None = None

    def of(self, offered: Sequence[Offered]) -> Index:
        """The index of these services. The same tuple is known again; a list is laid out anew."""
        kept = self._kept
        if kept and kept[0] is offered and isinstance(offered, tuple):
            return kept[1]
        index = Index(offered)
        self._kept = (offered, index)
        return index


def _number(numbers: dict[Hashable, int], reads: Callable[[Entry], Hashable], one: Entry) -> int:
    return numbers.setdefault(reads(one), len(numbers))
