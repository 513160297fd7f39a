"""A quarter out of a hundred thousand facts of two hundred factories and thirty-six months."""

from itertools import cycle
from uuid import UUID

import msgspec

from casework.facts.fact import Answer, Channel, Fact, FactKind, Facts, Result, Step
from casework.measures.quarters import Quarter
from casework.measures.tables import Groups, published
from casework.procedures.terms import Gender, StageId
from casework.telling.choices import CONDUCT
from tests.bench.bench import Bench

BAR = 3_000.0
FACTORIES, MONTHS = 200, 36
FORMS, STAGES, RESULTS = tuple(CONDUCT), tuple(StageId), tuple(Result)
ANSWERS = (*Answer, None)


def measure(bench: Bench) -> None:
    """All tables of one quarter, for groups, for every factory and for everybody; each another."""
    count = bench.size.facts
    bench.say(f"counting {count} facts")
    rows = [a_fact(each) for each in range(count)]
    every = cycle([Quarter(2024 + each // 4, each % 4 + 1) for each in range(12)])
    groups = Groups(
        {_factory(each): ("BD", "IN", "KH", "VN")[each % 4] for each in range(FACTORIES)}
    )
    name = f"all tables of a quarter out of {count} facts of {FACTORIES} factories"
    bench.runs(name, lambda: published(Facts(rows), next(every), groups), BAR, bench.size.slow_runs)


def _factory(each: int) -> UUID:
    return UUID(int=1000 + each % FACTORIES)


def a_fact(each: int) -> Fact:
    """One of everything, unevenly spread."""
    month = each * 7 % MONTHS
    kind = tuple(FactKind)[each * 11 % (len(FactKind) - 1)]
    bare = Fact(
        id=UUID(int=each),
        programme=UUID(int=1),
        factory=_factory(each * each // 3),
        month=f"{2024 + month // 12}-{month % 12 + 1:02}",
        kind=kind,
    )
    return msgspec.structs.replace(bare, **_said(each))


def _said(each: int) -> dict[str, object]:
    return {
        "forms": (FORMS[each % len(FORMS)],),
        "sex": tuple(Gender)[each % 4],
        "channel": tuple(Channel)[each % len(Channel)],
        "delay": each % 120,
        "days": each % 200,
        "stage": STAGES[each % len(STAGES)],
        "kept": ANSWERS[each % 4],
        "needed": ANSWERS[each % 4],
        "done": ANSWERS[each // 4 % 4],
        "step": tuple(Step)[each % len(Step)],
        "result": RESULTS[each % len(RESULTS)],
    }
