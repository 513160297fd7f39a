"""The made-up directory and the vignettes, read from their files."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

import msgspec

from referrals.directory.offered import Offered, Opening
from referrals.matching.ground import Ground
from referrals.matching.needs import Needs, Shift
from referrals.models.terms import Freshness

HERE = Path(__file__).parent
MONDAY_MORNING = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""Ten o'clock in the made-up country."""


class Vignette(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's need, and the place that comes first."""

    name: str
    story: str
    needs: dict[str, Any]
    first: str
    when: datetime = MONDAY_MORNING
    hours_ago: int | None = None
    never: list[str] = []

    def asked(self) -> Needs:
        """The same as matching is asked."""
        known = dict(self.needs)
        shift = known.pop("shift", "")
        known["kept_from"] = [id_of(each) for each in known.get("kept_from", ())]
        known["factory"] = id_of(known["factory"]) if "factory" in known else None
        if self.hours_ago is not None:
            known["happened_at"] = self.when - timedelta(hours=self.hours_ago)
        if shift:
            days, begins, ends = _hours(shift)
            known["shifts"] = [Shift(days=days, begins=begins, ends=ends)]
        return msgspec.convert(known, Needs)


def id_of(name: str) -> UUID:
    """The id of a place, or of a factory, by its name in the files."""
    return uuid5(NAMESPACE_DNS, name)


def vignettes() -> list[Vignette]:
    """All that are written."""
    rows = tomllib.loads((HERE / "vignettes.toml").read_text())["vignettes"]
    return msgspec.convert(rows, list[Vignette])


def directory() -> tuple[tuple[Offered, ...], Ground]:
    """All places of the made-up country, and its areas."""
    read = tomllib.loads((HERE / "directory.toml").read_text())
    near = {area: frozenset(beside) for area, beside in read["neighbours"].items()}
    ground = Ground(parents=read["parents"], neighbours=near)
    every = {name: read[name] for name in ("country", "time_zone", "assured_on")}
    return tuple(_place(slug, {**every, **said}) for slug, said in read["places"].items()), ground


def _place(slug: str, said: dict[str, Any]) -> Offered:
    rule = said.pop("monthly", "")
    openings = [_opening(each, rule) for each in said.pop("open", ())]
    known = {
        "organization_name": said["name"],
        "freshness": Freshness.CONFIRMED,
        **said,
        "id": id_of(slug),
        "service": id_of(slug),
        "organization": id_of(slug),
        "openings": openings,
        "factories": [id_of(each) for each in said.get("factories", ())],
    }
    return msgspec.convert(known, Offered)


def _opening(said: str, rule: str) -> Opening:
    days, opens, closes = _hours(said)
    since = date(2026, 1, 1) if rule else None
    return Opening(days=days, opens=opens, closes=closes, rule=rule, since=since)


def _hours(said: str) -> tuple[frozenset[int], int, int]:
    """ "5,6 08:00-17:00": weekdays, first and last minute; past midnight hours go on counting."""
    days, clock = said.split()
    begins, ends = (_minutes(each) for each in clock.split("-"))
    return frozenset(map(int, days.split(","))), begins, ends


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
