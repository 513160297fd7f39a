"""Facts of the months before: of cases that were closed and are gone, so that there is a series."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import msgspec

from casework.clocks.routes import Route
from casework.facts.fact import Answer, Channel, Fact, FactKind, Result, Step
from casework.procedures.terms import Gender, OutcomeKind, StageId

MONTHS = 6
A, F = Answer, FactKind
FORMS = (("verbal",), ("touching",), ("non_verbal", "verbal"), ("digital",), ("demands",))
CHANNELS = (Channel.ONLINE, Channel.IN_PERSON, Channel.ONLINE, Channel.SAVINGS_GROUP)
DELAYS = (2, None, 11, 4, 35, None, 16)
RESULTS = (Result.SUBSTANTIATED, Result.PARTLY, Result.NOT_ENOUGH_EVIDENCE, Result.SUBSTANTIATED)


def months_before(day: date) -> Iterator[str]:
    """The months that a series begins with, the oldest first."""
    count = day.year * 12 + day.month - 1
    for back in range(MONTHS, 0, -1):
        year, month = divmod(count - back, 12)
        yield f"{year:04}-{month + 1:02}"


def facts_before(
    programme: UUID, factory: UUID, country: str, day: date, a_month: int
) -> Iterator[Fact]:
    """What was counted in one factory: so many complaints a month, and one more each month."""
    for which, month in enumerate(months_before(day)):
        place = Fact(id=uuid4(), programme=programme, factory=factory, country=country,
                     month=month, received=month, kind=F.RECEIVED)  # fmt: skip
        for number in range(a_month + which):
            for kind, values in _of_one(which + number):
                yield msgspec.structs.replace(place, id=uuid4(), kind=kind, **values)


def _of_one(number: int) -> Iterator[tuple[FactKind, dict[str, object]]]:
    is_kept = A.NO if number % 5 == 0 else A.YES
    yield (
        F.RECEIVED,
        {
            "forms": FORMS[number % 5],
            "sex": Gender.MAN if number % 9 == 4 else Gender.WOMAN,
            "channel": CHANNELS[number % 4],
            "delay": DELAYS[number % 7],
        },
    )
    yield F.ACKNOWLEDGED, {"days": number % 4, "kept": is_kept}
    yield F.SAFETY, {"needed": A.YES if number % 2 else A.NO, "done": A.YES}
    yield F.ROUTE, {"route": Route.FORMAL if number % 3 else Route.SUPPORT_ONLY}
    yield F.STAGE_ENDED, {"stage": StageId.RECEIVE, "days": number % 6, "kept": is_kept}
    if number % 2:
        yield F.REFERRAL, {"step": Step.OFFERED, "need": "health"}
        yield F.REFERRAL, {"step": Step.ACCEPTED, "need": "health"}
    yield from _ended(number) if number % 3 else _helped(number)


def _ended(number: int) -> Iterator[tuple[FactKind, dict[str, object]]]:
    result = RESULTS[number % 4]
    is_sanction = result is not Result.NOT_ENOUGH_EVIDENCE
    kind = OutcomeKind.DISCIPLINARY if is_sanction else OutcomeKind.NO_FINDING
    yield F.STAGE_ENDED, {"stage": StageId.INQUIRY, "days": 20 + number % 15, "kept": A.YES}
    yield F.DECIDED, {"result": result, "outcome": kind, "days": 40 + number}
    if is_sanction:
        yield F.APPLIED, {"done": A.NO if number % 8 == 1 else A.YES, "days": 5 + number % 9}
    if number % 6 == 5:
        yield F.RETALIATION, {"within": A.YES}
    yield F.CLOSED, {"result": result, "days": 55 + number, "route": Route.FORMAL}


def _helped(number: int) -> Iterator[tuple[FactKind, dict[str, object]]]:
    route = Route.SUPPORT_ONLY
    yield F.CLOSED, {"result": Result.HELPED, "days": 14 + number, "route": route}
    yield F.FEEDBACK, {"satisfied": A.NO if number % 4 == 1 else A.YES, "by_another": A.YES}
