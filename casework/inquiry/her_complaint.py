"""Her complaint as a copy of it goes to the respondent, where the law makes us send him one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from casework.case.timeline import Line
from casework.inquiry.notices import Notice
from casework.models.entry import Kind
from crypto.compartments import Compartment


@dataclass(frozen=True)
class Told:
    """One thing she told, as it stands in the copy."""

    at: datetime
    words: str = field(repr=False)


def copy_for_him(notice: Notice, lines: Iterable[Line]) -> tuple[Told, ...]:
    """Her words of the complaint, in the order she told them; empty where no law wants a copy.

    Of a letter that was let go, only what she had told by then: nothing goes to him that the
    second reader had not before her. Nothing either where these lines do not open what she told.
    """
    if not notice.letter.with_copy:
        return ()
    until = notice.judged.at if notice.judged and notice.released_on else None
    return tuple(
        Told(each.at, each.text)
        for each in lines
        if _is_hers(each) and each.text and (until is None or each.at <= until)
    )


def _is_hers(line: Line) -> bool:
    return line.kind is Kind.STATEMENT and line.compartment is Compartment.TOLD and line.is_verified
