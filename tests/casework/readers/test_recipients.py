"""Keys follow need: which places in a case somebody could take, for any case and anybody."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.models import OrganizationKind, Role
from casework.case.roster import Reader
from casework.clocks.routes import Route
from casework.models.cover import Capacity, CoverText, Holder
from casework.readers.recipients import (
    candidates_for,
    place_of,
    places_for,
    reads_for_it,
)
from crypto.compartments import Compartment
from crypto.seeds import PublicKeys
from tests.worlds import NOW

C = Compartment
COMMITTEE = (Role.CHAIR, Role.MEMBER)
INQUIRY = {C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME}
RECEIVER = INQUIRY | {C.CHANNEL}
CASE = uuid4()
NEVER_ANYTHING = [
    role for role in Role
    if role not in {*COMMITTEE, Role.EXTERNAL_MEMBER, Role.SUPERVISOR, Role.UNION_REPRESENTATIVE,
                    Role.REFERRAL_OFFICER, Role.CHILD_PROTECTION_OFFICER}
]  # fmt: skip


def reader(role: Role, person: UUID | None = None) -> Reader:
    return Reader(
        person=person or uuid4(),
        membership=uuid4(),
        organization=uuid4(),
        organization_name="",
        kind=OrganizationKind.FACTORY,
        role=role,
        name="",
        post="",
        keys=PublicKeys(b"k" * 1216, b"v" * 32),
    )


def holder(
    capacity: Capacity,
    parts: set[Compartment],
    person: UUID | None = None,
    *,
    instead_of: UUID | None = None,
) -> Holder:
    return Holder(
        holder=person or uuid4(),
        capacity=capacity,
        compartments=tuple(parts),
        grants=(),
        until=date(2026, 4, 1) if instead_of else None,
        instead_of=instead_of,
    )


def cover(route: Route | None, *holders: Holder) -> CoverText:
    hers = holder(Capacity.SURVIVOR, set(C) - {C.ACCOUNT}, CASE)
    return CoverText(
        code="",
        received_at=NOW,
        holders=[hers, *holders],
        route=route,
        survivor=None,
        number=None,
        heads={},
        trail_keys=[],
    )


known = st.sets(st.sampled_from([C.IDENTITY, C.REFERRAL]))
routes = st.sampled_from([None, *Route])
not_formal = st.sampled_from([None, Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
committee = st.sampled_from(COMMITTEE)


def readers(count: int, agreed: set[Compartment]) -> list[Holder]:
    return [holder(Capacity.RECEIVER, RECEIVER | agreed) for _each in range(count)]


def external(agreed: set[Compartment]) -> Holder:
    return holder(Capacity.EXTERNAL_MEMBER, RECEIVER | agreed)


@given(not_formal, known, committee)
def test_before_the_formal_route_the_rest_of_the_committee_is_offered_nothing(
    route: Route | None, agreed: set[Compartment], role: Role
) -> None:
    filled = cover(route, *readers(2, agreed), external(agreed))

    assert places_for(filled, reader(role)) == []


@given(routes, known, committee, st.integers(0, 1))
def test_a_vacant_receivers_place_is_taken_as_a_receiver(
    route: Route | None, agreed: set[Compartment], role: Role, count: int
) -> None:
    vacant = cover(route, *readers(count, agreed), external(agreed))

    offered = {each.capacity: each.compartments for each in candidates_for(vacant, reader(role))}

    assert offered[Capacity.RECEIVER] == RECEIVER | agreed
    assert (Capacity.PANEL in offered) == (route is Route.FORMAL)


@given(known, committee)
def test_from_the_formal_route_on_a_panel_opens_the_inquiry_and_her_name_if_she_agreed(
    agreed: set[Compartment], role: Role
) -> None:
    filled = cover(Route.FORMAL, *readers(2, agreed), external(agreed))

    (offered,) = candidates_for(filled, reader(role))

    assert offered.capacity is Capacity.PANEL
    assert offered.compartments == INQUIRY | (agreed & {C.IDENTITY})


@given(routes, known, st.integers(0, 2), st.sampled_from(list(Role)))
def test_a_panel_is_never_offered_her_messages_or_her_needs(
    route: Route | None, agreed: set[Compartment], count: int, role: Role
) -> None:
    case = cover(route, *readers(count, agreed), external(agreed))

    panel = [one for one in candidates_for(case, reader(role)) if one.capacity is Capacity.PANEL]

    assert all(not one.compartments & {C.CHANNEL, C.REFERRAL} for one in panel)
    assert not panel or (route is Route.FORMAL and role in COMMITTEE)


@given(routes, known, known)
def test_her_name_and_needs_stay_where_she_left_them(
    route: Route | None, agreed: set[Compartment], hers: set[Compartment]
) -> None:
    """What she shared with CARE alone is not for the committee."""
    care = holder(Capacity.SUPERVISOR, RECEIVER | agreed | hers)
    case = cover(route, *readers(1, agreed), external(agreed), care)

    parts = {part for one in candidates_for(case, reader(Role.MEMBER)) for part in one.compartments}

    assert parts & {C.IDENTITY, C.REFERRAL} == agreed


@given(routes, known)
def test_the_external_members_place_is_taken_where_it_is_vacant(
    route: Route | None, agreed: set[Compartment]
) -> None:
    vacant = cover(route, *readers(2, agreed))
    filled = cover(route, *readers(2, agreed), external(agreed))
    someone = reader(Role.EXTERNAL_MEMBER)

    (offered,) = candidates_for(vacant, someone)

    assert offered.capacity is Capacity.EXTERNAL_MEMBER
    assert offered.compartments == RECEIVER | agreed
    assert places_for(filled, someone) == []


@given(routes, st.sampled_from(NEVER_ANYTHING))
def test_other_roles_have_no_place_in_a_case(route: Route | None, role: Role) -> None:
    assert places_for(cover(route), reader(role)) == []


@given(routes)
def test_who_stands_in_fills_no_place_and_is_offered_nothing_of_her_own(
    route: Route | None,
) -> None:
    own, outside = readers(1, set())[0], external(set())
    substitute = holder(Capacity.RECEIVER, RECEIVER, instead_of=own.holder)
    case = cover(route, own, outside, substitute)

    offered = {each.capacity for each in places_for(case, reader(Role.MEMBER))}

    assert Capacity.RECEIVER in offered
    assert places_for(case, reader(Role.MEMBER, substitute.holder)) == []
    assert not reads_for_it(case, reader(Role.MEMBER, substitute.holder))


def test_somebodys_place_is_her_capacity_and_what_she_holds() -> None:
    away = external({C.IDENTITY})

    place = place_of(away)

    assert place.capacity is Capacity.EXTERNAL_MEMBER
    assert place.compartments == RECEIVER | {C.IDENTITY}


@pytest.mark.parametrize("capacity", [Capacity.RECEIVER, Capacity.EXTERNAL_MEMBER, Capacity.PANEL])
def test_who_opens_the_inquiry_already_needs_nothing_new(capacity: Capacity) -> None:
    holding = holder(capacity, INQUIRY)
    case = cover(Route.FORMAL, holding)

    assert reads_for_it(case, reader(Role.MEMBER, holding.holder))
    assert not reads_for_it(case, reader(Role.MEMBER))
    assert not reads_for_it(case, reader(Role.SUPERVISOR, holding.holder))


def test_a_member_of_the_panel_can_take_a_receivers_place_that_became_vacant() -> None:
    on_it = holder(Capacity.PANEL, INQUIRY)
    case = cover(Route.FORMAL, on_it, *readers(1, set()), external(set()))

    offered = candidates_for(case, reader(Role.MEMBER, on_it.holder))

    assert {each.capacity: each.compartments for each in offered} == {
        Capacity.RECEIVER: {C.CHANNEL},
        Capacity.PANEL: frozenset(),
    }
