"""A complaint taken down by somebody else: who reads it then, and that its writer may not."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth import trail
from auth.models import CertificateRow
from casework.case import covers, handling
from casework.case.answers import Age, Answers, Named, Reply, Wish
from casework.case.authors import Author
from casework.case.covers import the_cover, the_record
from casework.case.entries import put, said_now
from casework.case.keeping import check_epochs, keep_delivered
from casework.case.timeline import Line, timeline
from casework.case.verifying import verify
from casework.course.promised import COVERED, kept, token
from casework.course.recording import the_course
from casework.inquiry.undertakings import NotFree, undertakings
from casework.models.case import Case
from casework.models.entry import Kind
from casework.number import returning_number
from casework.parties.people import Part, of_part
from casework.readers.audience import audience
from casework.taking_down.complaint import NotCertified, Way, WishMissing, log, weigh
from casework.telling.intake import NobodyReads
from crypto import number
from crypto.certificates import Certificate
from crypto.compartments import Compartment
from crypto.epochs import sign_epoch
from crypto.errors import EpochInvalid, KeyMissing
from crypto.grants import Grant, GrantBody, delivered, open_grant, rows_of, sign_grant
from crypto.ring import KeyRing
from crypto.sealing import the_ring
from crypto.seeds import Seeds
from tests.casework.taking import logged, opens, taken
from tests.casework.turning import turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, TODAY, World

C = Compartment
RECEIVED = {"cover", "told", "account", "outcome", "channel"}


def another(world: World, **changes: object) -> Answers:
    """A complaint about somebody no member of the cast is like."""
    named = Named(name="Jashim Uddin", post="storekeeper", line="12")
    return world.complaint(**{"respondent": named, **changes})


def lines(db: Session, world: World, who: str, case: UUID) -> list[Line]:
    """What somebody reads of a case."""
    world.as_(db, who)
    return timeline(db, case, world.register(db)).lines


def test_what_a_member_took_down_is_read_by_the_receivers(db: Session, world: World) -> None:
    made = logged(db, world, "conflicted", taken(another(world)))

    assert opens(db, world, "chair", made.case) == RECEIVED | {"identity"}
    statement = next(
        each for each in lines(db, world, "chair", made.case) if each.kind is Kind.STATEMENT
    )
    assert statement.text == "He put his hand on my back and did not stop."
    assert statement.author == world.people["conflicted"]
    assert statement.is_verified
    assert verify(db, made.case, world.register(db)).holds


@pytest.mark.parametrize("who", ["chair", "member", "conflicted", "external", "respondent"])
def test_whoever_does_not_go_on_holds_nothing_of_what_she_took_down(
    db: Session, world: World, who: str
) -> None:
    made = logged(db, world, who, taken(another(world)))

    assert made.code == ""
    assert not the_ring(db).holds(made.case, C.COVER)
    assert world.as_(db, who).cases == frozenset()
    with pytest.raises(KeyMissing):
        the_cover(db, made.case)


def test_nothing_she_wrote_stays_open_in_the_session(db: Session, world: World) -> None:
    world.as_(db, "chair")
    what, register = taken(another(world)), world.register(db)

    log(db, world.keys, what, world.author("chair"), register, world.prepare(), NOW)

    assert what.case not in the_ring(db).cases
    with pytest.raises(KeyMissing):
        the_cover(db, what.case)


def test_a_member_goes_on_where_the_survivor_agreed(db: Session, world: World) -> None:
    made = logged(db, world, "conflicted", taken(another(world), goes_on=True))

    assert made.code
    assert the_ring(db).holds(made.case, C.TOLD)
    assert opens(db, world, "conflicted", made.case) == RECEIVED | {"identity"}
    others = [bool(opens(db, world, who, made.case)) for who in ("chair", "member")]
    assert sorted(others) == [False, True]


def test_the_woman_she_picked_reads_beside_the_member_who_goes_on(
    db: Session, world: World
) -> None:
    answers = another(world, preferred_receiver=world.memberships["member"])

    made = logged(db, world, "conflicted", taken(answers, goes_on=True))

    assert opens(db, world, "member", made.case) != set()
    assert opens(db, world, "conflicted", made.case) != set()
    assert opens(db, world, "chair", made.case) == set()


@pytest.mark.parametrize("who", ["union", "officer", "stranger"])
def test_going_on_is_for_the_committee_of_that_factory(db: Session, world: World, who: str) -> None:
    answers = another(world, union=None, tells_programme=None, wants_officer=False)

    made = logged(db, world, who, taken(answers, goes_on=True))

    assert not made.is_open
    assert opens(db, world, who, made.case) == set()


def test_a_union_representative_reads_no_more_than_the_survivor_gave_her_union(
    db: Session, world: World
) -> None:
    made = logged(db, world, "union", taken(another(world)))

    assert opens(db, world, "union", made.case) == {"cover", "outcome"}
    assert [each.kind for each in lines(db, world, "union", made.case)] == [Kind.STAGE]


def test_a_chair_who_logs_against_himself_holds_no_key(db: Session, world: World) -> None:
    about_her = Named(name="Akter", post="welfare officer")
    what = taken(another(world, respondent=about_her), goes_on=True)

    made = logged(db, world, "chair", what)

    assert not made.is_open
    assert opens(db, world, "chair", made.case) == set()
    assert opens(db, world, "member", made.case) != set()
    assert world.people["chair"] in made.audience.withheld


def test_nobody_clears_herself_or_others_where_she_may_be_meant(db: Session, world: World) -> None:
    close = {world.memberships[who].hex: Reply.NO for who in ("chair", "conflicted", "respondent")}
    both = Named(name="Shirin Akter", post="supervisor", line="3")
    what = taken(another(world, respondent=both, close=close))

    weighed = weigh(db, world.keys, what, world.people["chair"], world.register(db), TODAY)

    assert weighed.is_conflicted
    assert weighed.answers.close == {}
    assert {world.people["chair"], world.people["respondent"]} <= set(weighed.audience.withheld)
    assert weighed.asked == ()


def test_where_the_person_decides_on_jobs_a_writer_of_the_factory_is_told_so(
    db: Session, world: World
) -> None:
    what = taken(another(world, decides_on_jobs=Reply.YES, told_for_programme=True), goes_on=True)

    weighed = weigh(db, world.keys, what, world.people["chair"], world.register(db), TODAY)

    assert weighed.is_conflicted
    assert {each.reader.person for each in weighed.audience.recipients} == {
        world.people[who] for who in ("supervisor", "union", "officer")
    }


def test_colleagues_who_may_be_meant_are_asked_about(db: Session, world: World) -> None:
    what = taken(world.complaint())

    weighed = weigh(db, world.keys, what, world.people["member"], world.register(db), TODAY)

    assert not weighed.is_conflicted
    assert "Abdul Karim" in [each.name for each in weighed.asked]
    assert world.people["respondent"] in weighed.audience.withheld


choices = st.fixed_dictionaries(
    {
        "wish": st.sampled_from([Wish.TALK, Wish.HELP, Wish.COMPLAIN]),
        "for_somebody_else": st.booleans(),
        "age": st.sampled_from([None, Age.ADULT, Age.UNDER_18, Age.NOT_SURE]),
        "name_for_committee": st.booleans(),
        "name_for_union": st.booleans(),
        "name_for_programme": st.booleans(),
        "tells_programme": st.sampled_from([None, True, False]),
        "declines_programme": st.booleans(),
        "told_for_programme": st.booleans(),
        "wants_officer": st.booleans(),
        "needs_for_committee": st.booleans(),
        "decides_on_jobs": st.sampled_from([None, Reply.NO, Reply.UNKNOWN]),
    }
)


@given(choices, st.booleans(), st.sampled_from(["stranger", "analyst"]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_her_choices_decide_who_holds_what_whoever_writes_them_down(
    db: Session, world: World, chosen: dict[str, object], has_union: bool, who: str
) -> None:
    db.rollback()
    union = world.bodies["union"] if has_union else None
    answers = another(world, union=union, **chosen)
    expected = audience(answers, world.readers(db), frozenset())
    assume(not expected.is_too_small)

    made = log(
        db, world.keys, taken(answers), world.author(who), world.register(db), world.prepare(), NOW
    )

    found = {each.reader.person: set(each.compartments) for each in made.audience.recipients}
    assert found == {each.reader.person: {*each.compartments} for each in expected.recipients}
    keys = {
        person: {each.compartment for each in ring_of(db, world, person).held(made.case)}
        for person in world.people.values()
    }
    assert {person: parts for person, parts in keys.items() if parts} == found


def ring_of(db: Session, world: World, person: UUID) -> KeyRing:
    who = next(name for name, known in world.people.items() if known == person)
    return world.as_(db, who)


def a_box(db: Session, world: World, who: str) -> GrantBody:
    """The body of the box that somebody was given."""
    row = rows_of(db, world.keys.ring_tag(world.people[who]))[0]
    return open_grant(row, world.seeds[who])


def forged(world: World, body: GrantBody, signer: str, giver: UUID | None) -> Grant:
    """A box for the conflicted member, signed by somebody in somebody's name."""
    seeds, keys = world.seeds[signer], world.seeds["conflicted"].public
    claimed = msgspec.structs.replace(
        body, giver=giver, giver_key=seeds.public.verify, holder=keys.fingerprint()
    )
    tag = world.keys.ring_tag(world.people["conflicted"])
    return delivered(sign_grant(claimed, seeds), keys, tag, world.keys.version)


def is_refused(db: Session, world: World, row: Grant) -> bool:
    """Whether the conflicted member's next sign-in refuses a box."""
    db.add(row)
    db.commit()
    return row.id in world.kept(db, "conflicted")


def test_the_boxes_of_a_writer_who_holds_nothing_are_kept(db: Session, world: World) -> None:
    made = logged(db, world, "stranger", taken(another(world)))

    world.as_(db, "chair")
    cover = the_cover(db, made.case).text
    record = the_record(db, made.case)

    assert cover.holder(world.people["stranger"]) is None
    assert (record.number, record.author) == (1, world.people["stranger"])
    assert [world.kept(db, who) for who in ("chair", "external", "union")] == [[], [], []]


@pytest.mark.parametrize("who", ["officer", "respondent", "analyst"])
def test_a_certified_person_who_did_not_write_it_gives_nothing(
    db: Session, world: World, who: str
) -> None:
    logged(db, world, "stranger", taken(another(world, wants_officer=False)))
    body = a_box(db, world, "chair")

    assert is_refused(db, world, forged(world, body, who, world.people[who]))


@pytest.mark.parametrize("signer", ["respondent", "puppet"])
def test_nobody_gives_in_the_name_of_whoever_wrote_it(
    db: Session, world: World, signer: str
) -> None:
    logged(db, world, "stranger", taken(another(world)))
    body = a_box(db, world, "chair")

    assert is_refused(db, world, forged(world, body, signer, world.people["stranger"]))


def test_whoever_wrote_it_is_not_the_survivor(db: Session, world: World) -> None:
    logged(db, world, "stranger", taken(another(world)))
    body = a_box(db, world, "chair")

    assert is_refused(db, world, forged(world, body, "stranger", None))


def test_what_she_wrote_in_the_survivors_name_does_not_verify(db: Session, world: World) -> None:
    made = logged(db, world, "chair", taken(another(world), goes_on=True))
    world.as_(db, "chair")
    unnamed = Author(None, world.seeds["chair"])
    said = said_now("message_from_survivor", NOW, "I withdraw.")
    put(db, covers.taken(db, made.case), C.CHANNEL, said, unnamed)
    db.commit()

    message = lines(db, world, "external", made.case)[-1]

    assert (message.author, message.is_verified) == (None, False)


def test_her_boxes_open_the_first_list_of_keys_and_no_later_one(db: Session, world: World) -> None:
    made = logged(db, world, "stranger", taken(another(world)))
    handling.recuse(db, turn(db, world, "chair", made.case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "member", made.case))
    db.commit()
    body = next(
        each
        for row in rows_of(db, world.keys.ring_tag(world.people["member"]))
        if (each := open_grant(row, world.seeds["member"])).epoch == 2
    )

    assert is_refused(db, world, forged(world, body, "stranger", world.people["stranger"]))


@pytest.mark.parametrize("swap", ["unsigned", "another key"])
def test_with_another_certificate_for_its_writer_nothing_of_it_is_admitted(
    db: Session, world: World, swap: str
) -> None:
    logged(db, world, "stranger", taken(another(world)))
    row = db.scalars(
        select(CertificateRow).where(CertificateRow.person_id == world.people["stranger"])
    ).one()
    certificate = msgspec.msgpack.decode(row.body, type=Certificate)
    said = msgspec.structs.replace(certificate.statement, keys=Seeds.generate().public)
    changed = {
        "unsigned": msgspec.structs.replace(certificate, confirmations=()),
        "another key": msgspec.structs.replace(certificate, statement=said),
    }
    row.body = msgspec.msgpack.encode(changed[swap])
    db.commit()

    tag = world.keys.ring_tag(world.people["chair"])
    refused = keep_delivered(db, tag, world.seeds["chair"], world.register(db))

    assert len(refused) == 1


@pytest.mark.parametrize(("name", "signer"), [("stranger", "chair"), ("puppet", "puppet")])
def test_a_first_record_signed_again_by_somebody_else_is_refused(
    db: Session, world: World, name: str, signer: str
) -> None:
    made = logged(db, world, "stranger", taken(another(world)))
    world.as_(db, "chair")
    first, cover = the_record(db, made.case), the_cover(db, made.case).text
    seeds = world.seeds[signer]
    again = msgspec.structs.replace(
        first, author=world.people[name], author_key=seeds.public.verify
    )

    with pytest.raises(EpochInvalid):
        check_epochs([sign_epoch(again, seeds, None)], cover, world.register(db))


def test_whoever_is_not_certified_saves_nothing(db: Session, world: World) -> None:
    with pytest.raises(NotCertified):
        logged(db, world, "puppet", taken(another(world)))


@pytest.mark.parametrize("wish", [None, Wish.KEEP])
def test_what_she_would_like_is_asked(db: Session, world: World, wish: Wish | None) -> None:
    with pytest.raises(WishMissing):
        logged(db, world, "chair", taken(another(world, wish=wish)))


def test_where_nobody_is_left_nothing_is_saved(db: Session, world: World) -> None:
    jobs = another(world, decides_on_jobs=Reply.YES, declines_programme=True)

    with pytest.raises(NobodyReads):
        logged(db, world, "chair", taken(jobs))

    assert db.scalar(select(func.count()).select_from(Case)) == 0


def test_the_same_form_makes_one_case(db: Session, world: World) -> None:
    what = taken(another(world))
    logged(db, world, "chair", what)

    with pytest.raises(IntegrityError):
        logged(db, world, "chair", what, world.prepare(number="2000000000000004"))


def test_three_are_taken_down_in_one_transaction(db: Session, world: World) -> None:
    world.as_(db, "chair")
    numbers = ["1000000000000002", "2000000000000004", "7000000000000006"]
    register = world.register(db)

    made = [
        log(
            db,
            world.keys,
            taken(another(world, words=f"Words of {each}"), goes_on=True),
            world.author("chair"),
            register,
            world.prepare(number=each),
            NOW,
        )
        for each in numbers
    ]
    db.commit()

    assert {each.case for each in made} <= the_ring(db).cases
    assert len({each.code for each in made}) == 3


def test_the_entry_says_how_it_came_and_the_trail_who_took_it_down(
    db: Session, world: World
) -> None:
    what = taken(another(world), way=Way.BOX, event_on=date(2026, 2, 24))

    made = logged(db, world, "union", what)

    how = lines(db, world, "chair", made.case)[1]
    assert (how.kind, how.author, how.is_verified) == (
        Kind.TAKEN_DOWN,
        world.people["union"],
        True,
    )
    assert how.facts == {
        "came_by": "box",
        "told_by": "herself",
        "wording": "agreed",
        "limits_read": ["law", "readers"],
        "interpreter": "",
        "told_on": "2026-03-01",
        "event_on": "2026-02-24",
        "reads_on": "yes",
        "logged_by": world.people["union"].hex,
    }
    acts = [each.act for each in trail.walk(db, the_cover(db, made.case).text.trail_keys)]
    done = [(each.verb, each.actor) for each in acts if each]
    assert ("case:complaint:take_down", world.people["union"]) in done


def test_her_number_is_provisional_and_opens_what_was_told_with_her_word(
    db: Session, world: World
) -> None:
    made = logged(db, world, "conflicted", taken(another(world)))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None

    seeds = returning_number.open_seeds(found, "blue door", world.keys)
    world.with_seeds(db, made.case, seeds)

    assert found.facts.is_provisional
    read = timeline(db, made.case, world.register(db))
    assert read.broken == []
    assert any("hand on my back" in each.text for each in read.lines)


def test_what_somebody_else_told_is_a_concern(db: Session, world: World) -> None:
    made = logged(db, world, "member", taken(another(world, for_somebody_else=True)))

    world.as_(db, "chair")
    assert the_cover(db, made.case).text.is_concern
    kinds = [each.kind for each in lines(db, world, "chair", made.case)]
    assert Kind.TAKEN_DOWN in kinds
    assert Kind.IDENTITY not in kinds


@pytest.mark.parametrize("who", ["chair", "conflicted"])
def test_who_interpreted_is_bound_to_secrecy_and_asked_on_set_days_whoever_reads_on(
    db: Session, world: World, who: str
) -> None:
    made = logged(db, world, who, taken(another(world), interpreter="Bina Rai"))

    read = lines(db, world, "external", made.case)
    (party,) = of_part(read, Part.INTERPRETER)
    (promise,) = undertakings(read)
    asked = kept(the_course(db, made.case).text, COVERED)
    how = next(each for each in read if each.kind is Kind.TAKEN_DOWN)
    assert (party.called, promise.party, promise.on) == ("Bina Rai", party.id, date(2026, 3, 1))
    assert set(asked) == {token(party.id)}
    assert how.facts["interpreter"] == "Bina Rai"
    assert verify(db, made.case, world.register(db)).holds


def test_nobody_interprets_who_may_be_the_one_it_is_about(db: Session, world: World) -> None:
    what = taken(another(world), interpreter="Jasim Uddin")

    with pytest.raises(NotFree):
        logged(db, world, "chair", what)
