"""What can be decided, and when a settlement may not even be spoken of."""

import msgspec
import pytest

from casework.procedures import loading
from casework.procedures.deciding import (
    Circumstances,
    Closed,
    decisions,
    not_in_force,
    why_no_settlement,
)
from casework.procedures.terms import OutcomeKind

MILD = Circumstances(
    asked_by_her=True, contact=False, child=False, superior=False, inquiry_begun=False
)


@pytest.mark.parametrize("code", loading.CODES)
def test_no_list_of_decisions_holds_a_sanction_on_whoever_complained(code: str) -> None:
    offered = decisions(loading.the_pack(code))

    assert offered
    assert OutcomeKind.COMPLAINANT_SANCTION not in {each.kind for each in offered}
    assert all(each.enabled for each in offered)


@pytest.mark.parametrize(
    ("code", "answers", "why"),
    [
        ("in", {}, ()),
        ("in", {"asked_by_her": False}, (Closed.NOT_ASKED,)),
        ("in", {"contact": True}, (Closed.CONTACT,)),
        ("in", {"child": True, "superior": True}, (Closed.CHILD, Closed.SUPERIOR)),
        ("in", {"inquiry_begun": True}, (Closed.BEGUN,)),
        ("pk", {"inquiry_begun": True}, ()),
        ("id", {}, (Closed.FORBIDDEN,)),
        ("vn", {}, ()),
    ],
)
def test_a_settlement_is_sought_only_where_nothing_speaks_against_it(
    code: str, answers: dict[str, bool], why: tuple[Closed, ...]
) -> None:
    case = msgspec.structs.replace(MILD, **answers)

    assert why_no_settlement(loading.the_pack(code), case) == why


def test_a_sanction_that_may_not_be_in_force_is_listed_and_not_offered() -> None:
    pack = loading.the_pack("bd")

    listed = {each.id for each in not_in_force(pack)}

    assert listed == {"reprimand", "demote", "dismiss"}
    assert listed.isdisjoint(each.id for each in decisions(pack))
