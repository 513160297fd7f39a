"""Everything of an inquiry that one reader opens, for the page that shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.case.timeline import Line
from casework.inquiry.correcting import correction
from casework.inquiry.findings import Allegation, Report, allegations, the_report
from casework.inquiry.hearings import Hearing, hearings
from casework.inquiry.notices import Notice, notices
from casework.inquiry.replies import GIVEN, NONE, PUT_RIGHT, care_of
from casework.inquiry.steps import those
from casework.inquiry.undertakings import Undertaking, undertakings
from casework.models.entry import Kind


@dataclass(frozen=True)
class Inquiry:
    """Letters, replies, hearings and findings as they stand."""

    notices: list[Notice]
    replies: list[Line] = field(repr=False)
    gone_without: bool
    care: Line | None = field(repr=False)
    put_right: Line | None = field(repr=False)
    correction: Line | None = field(repr=False)
    """That it was not proved."""
    undertakings: list[Undertaking]
    hearings: list[Hearing]
    allegations: list[Allegation]
    report: Report | None

    @property
    def is_served(self) -> bool:
        """Whether he has a letter."""
        return any(each.served is not None for each in self.notices)


def inquiry(lines: Iterable[Line]) -> Inquiry:
    """What the opened lines of a case say of its inquiry; pure."""
    read = list(lines)
    right = those(read, Kind.HIS_CARE, PUT_RIGHT)
    return Inquiry(
        notices=list(notices(read).values()),
        replies=those(read, Kind.HIS_REPLY, GIVEN),
        gone_without=bool(those(read, Kind.HIS_REPLY, NONE)),
        care=care_of(read),
        put_right=right[-1] if right else None,
        correction=correction(read),
        undertakings=undertakings(read),
        hearings=list(hearings(read).values()),
        allegations=list(allegations(read).values()),
        report=the_report(read),
    )
