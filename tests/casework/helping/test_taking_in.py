"""What a clinic answers becomes part of the case, once, and her name follows its yes."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import Membership, Role
from auth.reminders import Reminder
from casework.helping.following import Referral
from casework.helping.moving import Heard, note, take_in, waiting
from casework.helping.naming import NothingFollows, send_name
from casework.helping.referring import AgainstHer, refer
from casework.helping.states import MoveNotAllowed, Mover, State
from crypto.errors import KeyMissing
from referrals.consent.terms import Field
from referrals.models.sending import ReferralAnswer, ReferralBox, ReferralPacket
from referrals.models.terms import Way
from referrals.sending import answering, link, opening, receiving
from referrals.sending.answers import Signer
from referrals.sending.given import Appointment, Said
from referrals.sending.link import raw_token
from referrals.sending.steps import Reason, Step
from tests.casework.helping.referred import (
    DAY,
    agreed,
    asked_for_help,
    case,
    choice,
    clinic,
    the_only,
)
from tests.casework.turning import turn
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
from tests.referrals.sending.parcels import BROWSER, letters, opens
from tests.worlds import NOW, TODAY, World

__all__ = ["case"]
YES = (Said(step=Step.SEEN), Said(step=Step.ACCEPTED, words="Ask for the nurse."))
NO = (Said(step=Step.SEEN), Said(step=Step.DECLINED, reason=Reason.FULL, words="In May again."))
COMING = Appointment(on=TODAY + 3 * DAY, at="14:30", where="Side door")
DONE = (
    *YES,
    Said(step=Step.APPOINTMENT, appointment=COMING),
    Said(step=Step.DONE, words="Seen and treated."),
)
HER_NAME = {Field.NAME: "Rahima Khatun"}


@pytest.fixture
def referral(db: Session, world: World, case: UUID) -> UUID:
    """A clinic whose people have accounts was asked; her name is to follow its yes."""
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, case, there, written=HER_NAME)
    made = refer(db, turn(db, world, "officer", case), choice(there, Way.ACCOUNT)).referral
    db.commit()
    return made


def says(db: Session, world: World, *said: Said) -> None:
    """The nurse answers what lies there for her."""
    signer = Signer(world.people["provider"], world.seeds["provider"])
    for each in said:
        receiving.answer(db, letters(db, world)[0], each, signer, TODAY)
        db.commit()


def taken(db: Session, world: World, case: UUID) -> Referral:
    """The referral, once the officer has taken in what lay there."""
    take_in(db, turn(db, world, "officer", case))
    db.commit()
    return the_only(db, world, case)


def rows(db: Session, kind: type) -> int:
    return db.scalar(select(func.count()).select_from(kind)) or 0


def told_at_once(db: Session) -> list[bytes]:
    return list(db.scalars(select(Reminder.recipient).where(Reminder.is_at_once.is_(True))))


@pytest.mark.parametrize(("is_urgent", "told"), [(True, 1), (False, 0)])
def test_a_clinic_s_no_where_help_has_its_hours_is_told_at_once_to_whoever_sees_to_it(
    db: Session, world: World, case: UUID, is_urgent: bool, told: int
) -> None:
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, case, there)
    urgent = choice(there, Way.ACCOUNT, is_urgent=is_urgent)
    refer(db, turn(db, world, "officer", case), urgent)
    db.commit()
    before = told_at_once(db)

    says(db, world, *NO)

    hers = [world.keys.reminder_tag(world.people["officer"])]
    assert sorted(told_at_once(db)) == sorted([*before, *hers * told])


def test_a_no_by_a_one_time_link_is_told_at_once_too(
    db: Session, database: Fresh, world: World, case: UUID
) -> None:
    there = clinic()
    agreed(db, world, case, there)
    urgent = choice(there, Way.LINK, is_urgent=True)
    made = refer(db, turn(db, world, "officer", case), urgent, link.draw(CHEAP)).linked
    assert made is not None
    db.commit()
    assert opens(db, database.sessions, world.keys, made)
    visit = opening.visit(db, world.keys, raw_token(made.token) or b"", BROWSER, NOW)
    assert visit is not None

    answering.answer(db, visit, NO[1], TODAY)

    assert told_at_once(db) == [world.keys.reminder_tag(world.people["officer"])]


def test_each_answer_becomes_a_step_of_its_own_with_its_words(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *DONE)

    found = taken(db, world, case)

    assert [each.state for each in found.steps] == [
        State.SEEN,
        State.ACCEPTED,
        State.APPOINTMENT,
        State.DONE,
    ]
    assert {each.by for each in found.steps} == {Mover.PROVIDER}
    assert found.steps[1].words == "Ask for the nurse."
    coming = found.steps[2]
    assert (coming.on, coming.hour, coming.where) == (COMING.on, "14:30", "Side door")


def test_nothing_of_it_moves_before_somebody_takes_it_in(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)

    found = the_only(db, world, case)

    lying = waiting(db, world.register(db), found)
    assert found.state is State.SENT
    assert [each.answered.said.step for each in lying] == [Step.SEEN, Step.ACCEPTED]
    assert all(each.is_signed for each in lying)


def test_what_is_taken_in_lies_nowhere_else_and_is_taken_in_once(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)

    counts = [take_in(db, turn(db, world, "officer", case)) for _time in range(2)]
    db.commit()

    assert counts == [2, 0]
    assert rows(db, ReferralAnswer) == 0
    assert len(the_only(db, world, case).steps) == 2


def test_an_answer_that_a_backup_brings_back_counts_once(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)
    fields = ReferralAnswer.id, ReferralAnswer.place, ReferralAnswer.until_on, ReferralAnswer.box
    before = [row._asdict() for row in db.execute(select(*fields))]
    taken(db, world, case)
    db.add_all([ReferralAnswer(**each) for each in before])
    db.commit()

    again = take_in(db, turn(db, world, "officer", case))

    assert rows(db, ReferralAnswer) == 2
    assert again == 0


def test_after_a_no_nothing_lies_there_and_nobody_is_reminded(
    db: Session, world: World, case: UUID
) -> None:
    before = rows(db, Reminder)
    asked_for_help(db, world, case, clinic(account=world.bodies["provider"]), Way.ACCOUNT)
    says(db, world, *NO)

    found = taken(db, world, case)

    assert (found.state, found.leads_on) == (State.DECLINED, True)
    assert found.steps[-1].reason is Reason.FULL
    assert (rows(db, ReferralPacket), rows(db, ReferralBox)) == (0, 0)
    assert rows(db, Reminder) == before


def test_what_moves_nothing_any_more_is_kept_as_what_it_says(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)
    heard = Heard(state=State.ACCEPTED, words="She called.")
    note(db, turn(db, world, "officer", case), referral, heard)
    db.commit()

    found = taken(db, world, case)

    assert found.state is State.ACCEPTED
    assert [each.state for each in found.steps] == [State.ACCEPTED, None, None]
    assert found.steps[-1].words == "Ask for the nurse."


def test_whoever_does_not_read_what_she_needs_takes_in_nothing(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)

    with pytest.raises(KeyMissing):
        take_in(db, turn(db, world, "union", case))
    db.rollback()

    assert rows(db, ReferralAnswer) == 2


def test_an_answer_by_a_link_is_taken_in_though_nobody_signs_it(
    db: Session, database: Fresh, world: World, case: UUID
) -> None:
    there = clinic()
    agreed(db, world, case, there)
    officer = turn(db, world, "officer", case)
    made = refer(db, officer, choice(there, Way.LINK), link.draw(CHEAP)).linked
    assert made is not None
    db.commit()
    assert opens(db, database.sessions, world.keys, made)
    minute = NOW + timedelta(minutes=1)
    visit = opening.visit(db, world.keys, raw_token(made.token) or b"", BROWSER, minute)
    assert visit is not None
    answering.answer(db, visit, YES[-1], TODAY)
    db.commit()

    found = taken(db, world, case)

    assert [each.state for each in found.steps] == [State.SEEN, State.ACCEPTED]
    assert found.steps[-1].words == "Ask for the nurse."


def test_her_name_follows_their_yes_into_what_they_read_and_into_the_case(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    before = letters(db, world)[0].contents.content
    says(db, world, *YES)
    taken(db, world, case)

    send_name(db, turn(db, world, "officer", case), referral)
    db.commit()

    after = letters(db, world)[0].contents.content
    found = the_only(db, world, case)
    assert (b"Rahima Khatun" in before, b"Rahima Khatun" in after) == (False, True)
    assert Field.NAME not in found.sent.left
    assert found.left[Field.NAME] == ("Rahima Khatun",)


@pytest.mark.parametrize("said", [(), NO])
def test_without_a_yes_of_theirs_her_name_stays(
    db: Session, world: World, case: UUID, referral: UUID, said: tuple[Said, ...]
) -> None:
    says(db, world, *said)
    taken(db, world, case)

    with pytest.raises(MoveNotAllowed):
        send_name(db, turn(db, world, "officer", case), referral)


def test_her_name_goes_to_nobody_who_came_to_be_kept_from_her_since(
    db: Session, world: World, case: UUID, referral: UUID
) -> None:
    says(db, world, *YES)
    taken(db, world, case)
    nurse, factory = world.people["provider"], world.bodies["factory"]
    hired = Membership(person_id=nurse, organization_id=factory, role=Role.MEMBER, from_on=TODAY)
    db.add(hired)
    db.commit()

    with pytest.raises(AgainstHer):
        send_name(db, turn(db, world, "officer", case), referral)


def test_her_name_goes_once(db: Session, world: World, case: UUID, referral: UUID) -> None:
    says(db, world, *YES)
    taken(db, world, case)
    send_name(db, turn(db, world, "officer", case), referral)
    db.commit()

    with pytest.raises(NothingFollows):
        send_name(db, turn(db, world, "officer", case), referral)


def test_a_name_that_she_did_not_agree_to_goes_nowhere(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, case, there, frozenset({Field.HELP, Field.REFERENCE}))
    officer = turn(db, world, "officer", case)
    made = refer(db, officer, choice(there, Way.ACCOUNT)).referral
    db.commit()
    says(db, world, *YES)
    taken(db, world, case)

    with pytest.raises(NothingFollows):
        send_name(db, turn(db, world, "officer", case), made)


def test_by_telephone_the_case_keeps_that_somebody_told_it(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic()
    agreed(db, world, case, there, written=HER_NAME)
    made = refer(db, turn(db, world, "officer", case), choice(there)).referral
    note(db, turn(db, world, "officer", case), made, Heard(state=State.ACCEPTED))

    send_name(db, turn(db, world, "officer", case), made)
    db.commit()

    assert the_only(db, world, case).left[Field.NAME] == ("Rahima Khatun",)
