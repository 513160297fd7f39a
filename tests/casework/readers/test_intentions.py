"""A later grant: told first, sealed after 48 hours unless she objects, to certified people."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import CertificateRow
from casework.case import handling
from casework.case.answers import Age, Reply
from casework.case.authors import Author
from casework.case.covers import OwingFirst, the_cover
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.models.cover import Capacity, Intention
from casework.models.entry import Kind
from casework.readers.intentions import (
    NotOffered,
    NotRipe,
    SamePerson,
    can_give,
    fulfil,
    intend,
    object_to,
    pending,
    ripe,
    second,
    told_to_her,
)
from casework.readers.recipients import reach
from casework.readers.settling import settle_match
from crypto.compartments import Compartment
from crypto.grants import rows_of
from tests.casework.turning import her_seeds, turn
from tests.worlds import NOW, TODAY, World

C = Compartment
LATER = NOW + timedelta(hours=48)
INQUIRY = (C.TOLD, C.ACCOUNT, C.OUTCOME)


def without_care(db: Session, world: World) -> UUID:
    """A complaint of which CARE was told nothing yet."""
    return world.told(db, world.complaint(tells_programme=None))


def vacant(db: Session, world: World, **changes: object) -> UUID:
    """A complaint of which one receiver has stepped back, so that her place is vacant."""
    case = world.told(db, world.complaint(**changes))
    handling.recuse(db, turn(db, world, "member", case), "My uncle.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()
    return case


def intended(db: Session, world: World, case: UUID, who: str = "supervisor") -> Intention:
    """The chair means to hand somebody what she told, and the inquiry."""
    intention = intend(
        db, turn(db, world, "chair", case), world.people[who], INQUIRY, "She can meet her"
    )
    db.commit()
    return intention


def boxes(db: Session, world: World, who: str) -> int:
    return len(rows_of(db, world.keys.ring_tag(world.people[who])))


def test_an_intention_makes_no_box(db: Session, world: World) -> None:
    case = without_care(db, world)

    intended(db, world, case)

    assert boxes(db, world, "supervisor") == 0


def test_the_survivor_is_told_who_and_what_and_why(db: Session, world: World) -> None:
    case = without_care(db, world)
    intended(db, world, case)

    world.with_seeds(db, case, her_seeds(db, world))
    told = told_to_her(the_cover(db, case).text)

    assert [(each.recipient, each.reason) for each in told] == [
        (world.people["supervisor"], "She can meet her")
    ]


def test_before_48_hours_nobody_can_seal_it(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    early = LATER - timedelta(seconds=1)

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "chair", case, now=early), intention.id)

    assert boxes(db, world, "supervisor") == 0


def test_after_48_hours_any_holder_seals_it_and_she_reads(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)

    fulfil(db, turn(db, world, "external", case, now=LATER), intention.id)
    db.commit()

    assert world.kept(db, "supervisor") == []
    world.as_(db, "supervisor")
    read = timeline(db, case, world.register(db))
    assert read.opened == [C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME]
    assert read.broken == []
    assert pending(the_cover(db, case).text) == []


def test_it_is_sealed_once(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    db.commit()

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "member", case, now=LATER), intention.id)


def test_her_objection_ends_it_and_is_an_entry(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    hers = Turn(case, Author(None, seeds), world.keys, world.register(db), NOW)
    object_to(db, hers, intention.id)
    db.commit()

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    read = timeline(db, case, world.register(db))
    objection = next(line for line in read.lines if line.kind is Kind.OBJECTION)
    assert (objection.author, objection.is_verified) == (None, True)
    assert boxes(db, world, "supervisor") == 0


def test_she_can_object_by_voice_through_a_receiver(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None), world.prepare(word=""))
    intention = intended(db, world, case)

    object_to(db, turn(db, world, "member", case), intention.id, by_voice=True)
    db.commit()

    world.as_(db, "chair")
    assert ripe(the_cover(db, case).text, LATER) == []


def test_danger_to_life_needs_two_holders(db: Session, world: World) -> None:
    case = without_care(db, world)
    asked = intend(
        db,
        turn(db, world, "chair", case),
        world.people["supervisor"],
        INQUIRY,
        "He waits at her door",
        for_danger=True,
    )
    db.commit()

    with pytest.raises(SamePerson):
        second(db, turn(db, world, "chair", case), asked.id)
    assert told_to_her(the_cover(db, case).text) == []
    given = second(db, turn(db, world, "member", case), asked.id)
    db.commit()

    assert set(given.given) == {C.COVER, *INQUIRY}
    assert [each.id for each in told_to_her(the_cover(db, case).text)] == [asked.id]
    assert world.as_(db, "supervisor").holds(case, C.ACCOUNT)


def test_what_is_not_danger_cannot_be_hurried(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)

    with pytest.raises(NotRipe):
        second(db, turn(db, world, "member", case), intention.id)


def test_danger_alone_does_not_ripen(db: Session, world: World) -> None:
    case = without_care(db, world)
    chair = turn(db, world, "chair", case)
    intend(db, chair, world.people["supervisor"], INQUIRY, "…", for_danger=True)
    db.commit()

    assert ripe(the_cover(db, case).text, LATER) == []


def test_whoever_holds_less_gives_what_she_holds(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)

    partly = fulfil(db, turn(db, world, "union", case, now=LATER), intention.id)
    db.commit()
    half = world.as_(db, "supervisor")
    wholly = fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    db.commit()

    assert set(partly.given) == {C.COVER, C.OUTCOME}
    assert not half.holds(case, C.ACCOUNT)
    assert set(wholly.given) == {C.COVER, *INQUIRY}
    assert world.as_(db, "supervisor").holds(case, C.ACCOUNT)


def test_a_ring_offers_only_what_it_holds(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)

    ring = world.as_(db, "union")

    assert can_give(ring, case, intention) == [C.COVER, C.OUTCOME]


def test_a_cover_alone_is_handed_to_nobody(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)

    ring = world.as_(db, "officer")

    assert can_give(ring, case, intention) == []
    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "officer", case, now=LATER), intention.id)


@pytest.mark.parametrize(
    "who", ["puppet", "stranger", "analyst", "administrator", "first", "child_one"]
)
def test_nobody_uncertified_or_from_elsewhere_is_offered(
    db: Session, world: World, who: str
) -> None:
    case = without_care(db, world)

    with pytest.raises(NotOffered):
        intended(db, world, case, who)


def test_the_union_is_never_handed_her_words(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(union=None))

    with pytest.raises(NotOffered):
        intended(db, world, case, "union")


def test_her_no_to_the_programme_is_never_overridden(db: Session, world: World) -> None:
    answers = world.complaint(tells_programme=None, declines_programme=True, wants_officer=False)
    case = world.told(db, answers)

    with pytest.raises(NotOffered):
        intended(db, world, case, "supervisor")


def test_who_recused_herself_is_not_offered_again(db: Session, world: World) -> None:
    case = without_care(db, world)
    handling.recuse(db, turn(db, world, "member", case), "My uncle.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    with pytest.raises(NotOffered):
        intended(db, world, case, "member")


def test_a_certificate_ended_meanwhile_receives_nothing(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    hers = CertificateRow.person_id == world.people["supervisor"]
    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY))
    db.commit()

    with pytest.raises(NotOffered):
        fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)

    assert boxes(db, world, "supervisor") == 0


def test_what_is_owing_is_handed_to_nobody_new(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    handling.recuse(db, turn(db, world, "member", case), "My uncle.")
    db.commit()

    with pytest.raises(OwingFirst):
        fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    with pytest.raises(OwingFirst):
        intended(db, world, case)


def test_an_intention_falls_with_whoever_meant_it(db: Session, world: World) -> None:
    case = without_care(db, world)
    intended(db, world, case)
    handling.recuse(db, turn(db, world, "chair", case), "My uncle.")
    handling.settle_owing(db, turn(db, world, "member", case))
    db.commit()

    assert ripe(the_cover(db, case).text, LATER) == []


def test_a_new_holder_keeps_her_box_after_new_keys(db: Session, world: World) -> None:
    case = without_care(db, world)
    intention = intended(db, world, case)
    fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    handling.recuse(db, turn(db, world, "member", case), "My uncle.")
    handling.settle_owing(db, turn(db, world, "external", case))
    db.commit()

    assert world.kept(db, "supervisor") == []
    world.as_(db, "supervisor")
    assert timeline(db, case, world.register(db)).broken == []


def withheld(db: Session, world: World, **changes: object) -> UUID:
    """A case from which one of the two receivers was kept away."""
    return world.told(db, world.complaint(**changes), withheld=frozenset({world.people["member"]}))


def test_a_withheld_person_needs_settling_first(db: Session, world: World) -> None:
    case = withheld(db, world)

    with pytest.raises(NotOffered):
        intended(db, world, case, "member")


def test_a_namesake_is_settled_and_told_to_her_before_any_key(db: Session, world: World) -> None:
    case = withheld(db, world)

    intention = settle_match(
        db,
        turn(db, world, "chair", case),
        world.people["member"],
        INQUIRY,
        "She works in another building.",
    )
    db.commit()

    assert intention is not None
    assert intention.capacity is Capacity.RECEIVER
    assert boxes(db, world, "member") == 0
    fulfil(db, turn(db, world, "external", case, now=LATER), intention.id)
    db.commit()
    assert world.as_(db, "member").holds(case, C.ACCOUNT)
    world.as_(db, "chair")
    kinds = {line.kind for line in timeline(db, case, world.register(db)).lines}
    assert Kind.SETTLED_MATCH in kinds


def test_whom_she_named_herself_nobody_settles(db: Session, world: World) -> None:
    close = {world.memberships["member"].hex: Reply.YES}
    case = withheld(db, world, close=close)

    with pytest.raises(NotOffered):
        settle_match(db, turn(db, world, "chair", case), world.people["member"], INQUIRY, "No.")


def test_who_decides_on_jobs_keeps_the_factory_away(db: Session, world: World) -> None:
    case = withheld(db, world, decides_on_jobs=Reply.YES)

    with pytest.raises(NotOffered):
        settle_match(db, turn(db, world, "chair", case), world.people["member"], INQUIRY, "No.")


def test_for_a_child_nobody_of_the_factory_is_offered(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(age=Age.UNDER_18))
    world.as_(db, "child_one")
    cover = the_cover(db, case).text

    offered = reach(db, world.keys, world.register(db), case, cover, TODAY).candidates

    assert {each.person for each in offered} <= {
        world.people["child_one"],
        world.people["child_two"],
    }


def test_who_fits_the_description_is_kept_away_though_she_came_later(
    db: Session, world: World
) -> None:
    case = vacant(db, world, close={world.memberships["conflicted"].hex: Reply.NO})

    with pytest.raises(NotOffered):
        intended(db, world, case, "respondent")
    intended(db, world, case, "conflicted")


def test_a_newcomer_of_a_factory_whose_boss_is_named_is_kept_away(
    db: Session, world: World
) -> None:
    case = vacant(db, world, decides_on_jobs=Reply.YES)

    with pytest.raises(NotOffered):
        intended(db, world, case, "conflicted")


def test_before_the_formal_route_the_rest_of_the_committee_is_handed_nothing(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NotOffered):
        intended(db, world, case, "conflicted")


def test_a_vacant_receivers_place_is_handed_over_as_hers(db: Session, world: World) -> None:
    case = vacant(db, world)
    intention = intended(db, world, case, "conflicted")
    fulfil(db, turn(db, world, "chair", case, now=LATER), intention.id)
    db.commit()

    cover = the_cover(db, case).text
    held = cover.holder(world.people["conflicted"])

    assert intention.capacity is Capacity.RECEIVER
    assert held is not None
    assert held.capacity is Capacity.RECEIVER


def test_a_place_filled_meanwhile_is_handed_to_nobody_else(db: Session, world: World) -> None:
    close = {world.memberships["respondent"].hex: Reply.NO}
    case = vacant(db, world, close=close)
    meant = [intended(db, world, case, who) for who in ("conflicted", "respondent")]
    fulfil(db, turn(db, world, "chair", case, now=LATER), meant[0].id)
    db.commit()

    with pytest.raises(NotOffered):
        fulfil(db, turn(db, world, "chair", case, now=LATER), meant[1].id)


def test_a_member_who_had_no_place_is_settled_without_a_key(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), withheld=frozenset({world.people["respondent"]}))
    chair = turn(db, world, "chair", case)

    with pytest.raises(NotOffered):
        settle_match(db, chair, world.people["respondent"], INQUIRY, "Another building.")
    db.rollback()
    settled = settle_match(
        db, turn(db, world, "chair", case), world.people["respondent"], (), "Another building."
    )
    db.commit()

    assert settled is None
    cover = the_cover(db, case).text
    assert (cover.withheld, cover.intentions) == ([], [])
