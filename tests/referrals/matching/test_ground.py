"""Areas: what lies in what, what is near, and what nobody can say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.matching.ground import Distance, Ground

GROUND = Ground(
    parents={
        "BD-C": "BD",
        "BD-13": "BD-C",
        "BD-18": "BD-C",
        "BD-18-TONGI": "BD-18",
        "BD-18-SADAR": "BD-18",
        "BD-60": "BD",
        "VN-HN": "VN",
        "VN-HN-001": "VN-HN",
    },
    neighbours={"BD-18": frozenset({"BD-13"})},
)


@pytest.mark.parametrize(
    ("door", "area", "distance"),
    [
        ("BD-18", "BD-18", Distance.HERE),
        ("BD-18-TONGI", "BD-18", Distance.HERE),
        ("BD-13", "BD-18", Distance.NEXT),
        ("BD-13", "BD-18-TONGI", Distance.NEXT),
        ("BD-18-SADAR", "BD-18-TONGI", Distance.NEXT),
        ("BD-18", "BD-18-TONGI", Distance.NEXT),
        ("BD-60", "BD-18", Distance.ELSEWHERE),
        ("BD-60", "BD-C", Distance.ELSEWHERE),
        ("BD", "BD-18", Distance.UNKNOWN),
        ("", "BD-18", Distance.UNKNOWN),
        ("BD-99", "BD-18", Distance.ELSEWHERE),
        ("VN-HN-001", "VN-HN", Distance.HERE),
    ],
)
def test_how_far_a_door_is(door: str, area: str, distance: Distance) -> None:
    assert GROUND.distance(door, area) is distance


def test_provinces_are_not_near_each_other_because_they_share_a_country() -> None:
    assert "BD-60" not in GROUND.around("BD-C")


@pytest.mark.parametrize(
    ("codes", "area", "covers"),
    [
        ({"BD"}, "BD-18-TONGI", True),
        ({"BD-C"}, "BD-18", True),
        ({"BD-18-TONGI"}, "BD-18", True),
        ({"BD-13", "BD-60"}, "BD-18", False),
        ({"VN"}, "BD-18", False),
        (set(), "BD-18", False),
    ],
)
def test_whom_areas_cover(codes: set[str], area: str, covers: bool) -> None:
    assert GROUND.covers(frozenset(codes), area) is covers


@given(
    parents=st.dictionaries(
        st.sampled_from(["AA-1", "AA-2", "AA-3"]), st.sampled_from(["AA-1", "AA-2", "AA-3", "AA"])
    ),
    area=st.sampled_from(["AA-1", "AA-2", "AA-3", "AA-4", "AA", ""]),
)
def test_a_ring_of_areas_ends_the_way_up(parents: dict[str, str], area: str) -> None:
    path = Ground(parents=parents).path(area)

    assert len(path) == len(set(path))
    assert path[:1] == ((area,) if area else ())
