"""Who becomes a recipient: two other bodies, six words, and nobody by the administrator's hand."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import certifying, people
from auth.certifying import ConfirmationRefused, Reason, Signer
from auth.models import CertificateRow, Membership
from auth.six_words import digest_of_words, lines_to_choose_from, spoken
from casework.commands.certify import waiting_for_root
from crypto.certificates import Certificate, Statement
from crypto.errors import CertificateInvalid
from crypto.seeds import Seeds
from tests.worlds import TODAY, World


@pytest.fixture
def newcomer() -> Seeds:
    """The keys that a new member of the factory's committee has made."""
    return Seeds.generate()


@pytest.fixture
def row(db: Session, world: World, newcomer: Seeds) -> CertificateRow:
    """Her certificate, which nobody has confirmed."""
    membership = db.get_one(Membership, world.memberships["puppet"])
    made = certifying.propose(db, membership, newcomer.public, TODAY)
    assert made is not None
    return made


def _confirm(db: Session, world: World, row: CertificateRow, who: str, heard: str = "") -> bool:
    signer = Signer(world.people[who], world.seeds[who])
    line = heard or spoken(certifying.read(row).statement.keys)
    return certifying.confirm_keys(db, world.register(db), row, signer, line, TODAY)


def _reason(db: Session, world: World, row: CertificateRow, who: str, heard: str = "") -> Reason:
    with pytest.raises(ConfirmationRefused) as refused:
        _confirm(db, world, row, who, heard)
    return refused.value.reason


def test_two_people_of_two_other_bodies_make_a_recipient(
    db: Session, world: World, row: CertificateRow, newcomer: Seeds
) -> None:
    stands = [_confirm(db, world, row, who) for who in ("union", "supervisor")]

    assert stands == [False, True]
    assert world.register(db).the_keys(row.person_id, TODAY) == newcomer.public


def test_two_people_of_one_body_are_one(db: Session, world: World, row: CertificateRow) -> None:
    _confirm(db, world, row, "supervisor")

    assert _reason(db, world, row, "officer") is Reason.ALREADY


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("puppet", Reason.OWN),
        ("chair", Reason.SAME_BODY),
        ("administrator", Reason.ADMINISTRATOR),
    ],
)
def test_some_cannot_confirm(
    db: Session, world: World, row: CertificateRow, who: str, reason: Reason
) -> None:
    assert _reason(db, world, row, who) is reason


def test_an_unconfirmed_person_confirms_nobody(
    db: Session, world: World, row: CertificateRow
) -> None:
    other = db.get_one(Membership, world.memberships["stranger"])
    waiting = certifying.propose(db, other, Seeds.generate().public, TODAY)
    assert waiting is not None

    assert _reason(db, world, waiting, "puppet") is Reason.UNCERTIFIED


def test_a_member_who_left_confirms_nobody(db: Session, world: World, row: CertificateRow) -> None:
    db.get_one(Membership, world.memberships["union"]).until_on = TODAY - timedelta(days=1)

    assert _reason(db, world, row, "union") is Reason.UNCERTIFIED


def test_other_words_than_those_of_the_keys_are_refused(
    db: Session, world: World, row: CertificateRow
) -> None:
    heard = spoken(Seeds.generate().public)

    assert _reason(db, world, row, "union", heard) is Reason.OTHER_WORDS
    assert certifying.read(row).confirmations == ()


def test_swapped_keys_say_other_words_than_the_person_reads(
    db: Session, world: World, row: CertificateRow, newcomer: Seeds
) -> None:
    swapped = _with_keys(row, Seeds.generate())
    row.body = swapped

    assert _reason(db, world, row, "union", spoken(newcomer.public)) is Reason.OTHER_WORDS


def test_keys_swapped_in_the_database_make_a_valid_certificate_worthless(
    db: Session, world: World
) -> None:
    row = db.scalars(
        select(CertificateRow).where(CertificateRow.person_id == world.people["member"])
    ).one()

    row.body = _with_keys(row, Seeds.generate())
    db.flush()

    with pytest.raises(CertificateInvalid):
        world.register(db).the_keys(world.people["member"], TODAY)


def test_an_administrator_is_never_proposed(db: Session, world: World) -> None:
    membership = db.get_one(Membership, world.memberships["administrator"])

    assert certifying.propose(db, membership, Seeds.generate().public, TODAY) is None


def test_a_root_and_one_body_last_ninety_days_and_say_so(
    db: Session, world: World, row: CertificateRow
) -> None:
    certifying.confirm_offline(db, world.register(db), row, world.root, TODAY)
    _confirm(db, world, row, "union")

    register, certificate = world.register(db), certifying.read(row)
    assert register.rests_on_root(certificate)
    assert register.is_valid(certificate, TODAY + timedelta(days=90))
    assert not register.is_valid(certificate, TODAY + timedelta(days=91))


@pytest.fixture
def on_root(db: Session, world: World, row: CertificateRow) -> CertificateRow:
    """Her certificate, with a root in the place of a second body."""
    _confirm(db, world, row, "union")
    certifying.confirm_offline(db, world.register(db), row, world.root, TODAY)
    return row


@pytest.mark.parametrize(
    ("days", "asked", "goes_on"), [(20, 0, True), (40, 1, True), (60, 1, True), (91, 1, False)]
)
def test_who_rests_on_the_root_asks_anew_before_her_ninety_days_are_over(
    db: Session,
    world: World,
    on_root: CertificateRow,
    newcomer: Seeds,
    days: int,
    asked: int,
    goes_on: bool,
) -> None:
    day = TODAY + timedelta(days=days)
    register = world.register(db)

    made = certifying.propose_again(db, register, on_root.person_id, newcomer.public, day)

    assert [certifying.read(each).statement.from_on for each in made] == [day] * asked
    assert register.is_valid(certifying.read(on_root), day) is goes_on
    assert (on_root.ended_on is None) is goes_on


@pytest.mark.parametrize("days", [40, 60, 91])
def test_what_she_asked_anew_is_offered_to_the_root_and_stands_for_ninety_days_more(
    db: Session, world: World, on_root: CertificateRow, newcomer: Seeds, days: int
) -> None:
    day = TODAY + timedelta(days=days)
    (new,) = certifying.propose_again(
        db, world.register(db), on_root.person_id, newcomer.public, day
    )

    offered = waiting_for_root(db, world.register(db), day)
    certifying.confirm_offline(db, world.register(db), new, world.root, day)
    certifying.confirm_keys(
        db,
        world.register(db),
        new,
        Signer(world.people["union"], world.seeds["union"]),
        spoken(newcomer.public),
        day,
    )

    assert new in offered
    assert on_root not in offered
    assert world.register(db).good_until(certifying.read(new)) == day + timedelta(days=90)
    assert world.register(db).the_keys(new.person_id, day) == newcomer.public


def test_the_root_is_not_asked_for_what_it_cannot_help_any_more(
    db: Session, world: World, row: CertificateRow
) -> None:
    _confirm(db, world, row, "union")

    last, after = TODAY + timedelta(days=90), TODAY + timedelta(days=91)

    assert row in waiting_for_root(db, world.register(db), last)
    assert row not in waiting_for_root(db, world.register(db), after)


def test_a_list_says_the_day_a_certificate_on_the_root_really_ends(
    db: Session, world: World, on_root: CertificateRow
) -> None:
    mine = CertificateRow.id == on_root.id

    (shown,) = people.papers(db, world.register(db), TODAY, mine)

    assert shown.good_until == TODAY + timedelta(days=90)
    assert (shown.rests_on_root, shown.is_signed_by_root) == (True, True)
    assert people.papers(db, world.register(db), TODAY + timedelta(days=91), mine) == []


def test_a_second_body_takes_the_place_of_the_root(
    db: Session, world: World, on_root: CertificateRow
) -> None:
    mine = CertificateRow.id == on_root.id
    (before,) = people.papers(db, world.register(db), TODAY, mine)
    supervisor = world.people["supervisor"]

    is_offered = people.may_confirm(db, world.register(db), before, supervisor, TODAY)
    _confirm(db, world, on_root, "supervisor")

    (after,) = people.papers(db, world.register(db), TODAY, mine)
    assert is_offered
    assert not after.rests_on_root
    assert after.good_until == TODAY + certifying.GOOD_FOR


def test_whoever_was_certified_later_is_asked_to_wait_for_a_new_one(
    db: Session, world: World
) -> None:
    membership = db.get_one(Membership, world.memberships["puppet"])
    early = certifying.propose(db, membership, Seeds.generate().public, date(2025, 12, 31))
    assert early is not None

    assert _reason(db, world, early, "union") is Reason.TOO_LATE


def test_new_keys_end_the_certificate_of_the_old_ones(db: Session, world: World) -> None:
    person = world.people["member"]

    certifying.propose_again(db, world.register(db), person, Seeds.generate().public, TODAY)

    with pytest.raises(CertificateInvalid):
        world.register(db).the_keys(person, TODAY)


def test_a_leaver_takes_nobody_with_her(db: Session, world: World, row: CertificateRow) -> None:
    _confirm(db, world, row, "union")
    _confirm(db, world, row, "supervisor")
    certifying.end(db, db.get_one(Membership, world.memberships["union"]), TODAY)
    db.flush()

    register = world.register(db)
    assert register.is_valid(certifying.read(row), TODAY)
    with pytest.raises(CertificateInvalid):
        register.the_keys(world.people["union"], TODAY)


def test_six_words_are_the_same_for_everybody_who_has_the_same_keys(newcomer: Seeds) -> None:
    there = Seeds.from_bytes(newcomer.to_bytes()).public

    assert spoken(newcomer.public) == spoken(there)
    assert len(spoken(there).split()) == 6
    assert lines_to_choose_from(there).count(spoken(there)) == 1
    assert len(set(lines_to_choose_from(there))) == 4


def test_the_list_of_words_never_changes() -> None:
    assert digest_of_words() == "05053a6af3e354f2ea32eb7f841bcda90fcfb19cc746eae7ef2bd997877c15d5"


def _with_keys(row: CertificateRow, seeds: Seeds) -> bytes:
    said = certifying.read(row)
    old = said.statement
    statement = Statement(old.person, old.body, old.role, seeds.public, old.from_on, old.until_on)
    changed = CertificateRow(person_id=row.person_id, membership_id=row.membership_id)
    certifying.write(changed, Certificate(statement, said.confirmations))
    return changed.body
