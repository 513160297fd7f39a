"""What a page shows of a source that was gone through: the rows and services of one page of it."""

from referrals.importing.checking import Listener
from referrals.importing.findings import Judged, Level
from referrals.importing.plan import Kind, Plan

PAGE = 30
LINES = 12
"""Differences that are shown of one service."""


class Looked(Listener):
    """Keeps one page: of the rows of one level, or of the services that would change.

    Asked for nothing, it keeps those rows first that somebody has to look at.
    """

    def __init__(self, page: int, of: str = "") -> None:
        self.of = of
        self.page = max(page, 1)
        self.rows: list[Judged] = []
        self.plans: list[Plan] = []
        self.rows_found = self.plans_found = 0

    def judged(self, row: Judged) -> None:
        """Keep a row of this page."""
        wanted = {Level.FAIL, Level.WARN} if self.of not in set(Level) else {Level(self.of)}
        if row.level not in wanted:
            return
        self.rows_found += 1
        if self._is_on_page(self.rows_found):
            self.rows.append(row)

    def planned(self, plan: Plan) -> None:
        """Keep a service of this page."""
        wanted = {Kind.NEW, Kind.CHANGED} if self.of not in set(Kind) else {Kind(self.of)}
        if plan.kind not in wanted:
            return
        self.plans_found += 1
        if self._is_on_page(self.plans_found):
            self.plans.append(plan)

    @property
    def pages(self) -> int:
        """How many pages there are of what is listed more."""
        return max(self.rows_found - 1, self.plans_found - 1, 0) // PAGE + 1

    def _is_on_page(self, number: int) -> bool:
        return (self.page - 1) * PAGE < number <= self.page * PAGE
