"""A one-time link: opened once, by whoever has the address and hears the code."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto import passphrase
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost
from referrals.models.sending import ReferralLink
from referrals.sending import answering, answers, link, opening, sweeping, withdrawing
from referrals.sending.answers import OutOfTurn
from referrals.sending.codes import CodeMistyped, Kind, parse
from referrals.sending.given import Said
from referrals.sending.link import Linked, raw_token
from referrals.sending.steps import Step
from referrals.sending.withdrawing import Standing
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
from tests.referrals.sending.parcels import (
    BROWSER,
    HAPPENED,
    OTHER_BROWSER,
    linked,
    opens,
    packet,
    rows,
    sender,
    tries,
    words,
    wrong,
)
from tests.worlds import NOW, World


def seen(
    db: Session, keys: InstanceKeys, made: Linked, browser: bytes = BROWSER, minutes: int = 0
) -> answering.Visit | None:
    """What a browser sees at the address."""
    raw = raw_token(made.token) or b""
    found = opening.visit(db, keys, raw, browser, NOW + timedelta(minutes=minutes))
    db.commit()
    return found


def fail(
    database: Fresh, world: World, made: Linked, code: str, times: int = link.TRIES
) -> list[object]:
    """Type a wrong code so many times."""
    return [tries(database.sessions, world.keys, made.token, code) for _time in range(times)]


def test_whoever_has_address_and_code_reads_it(db: Session, database: Fresh, world: World) -> None:
    made = linked(db, world)

    is_open = opens(db, database.sessions, world.keys, made)

    found = seen(db, world.keys, made)
    assert is_open
    assert found is not None
    assert words(found.contents) == HAPPENED


def test_it_opens_once(db: Session, database: Fresh, world: World) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)

    again = opens(db, database.sessions, world.keys, made, OTHER_BROWSER)

    assert not again
    assert seen(db, world.keys, made, OTHER_BROWSER) is None
    assert rows(db, "referral_link") == 0


def test_of_two_clicks_at_once_one_opens_it(db: Session, database: Fresh, world: World) -> None:
    made = linked(db, world)
    first = tries(database.sessions, world.keys, made.token, made.code)
    second = tries(database.sessions, world.keys, made.token, made.code)
    assert first is not None
    assert second is not None

    opened = [opening.enter(db, world.keys, each, BROWSER, NOW) for each in (first, second)]

    assert opened == [True, False]
    assert rows(db, "referral_answering") == 1


def test_a_reload_within_the_hour_shows_it_and_later_nobody_sees_it(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)

    assert seen(db, world.keys, made, minutes=60) is not None
    assert seen(db, world.keys, made, minutes=61) is None


def test_after_five_wrong_codes_the_right_one_opens_nothing(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)

    found = fail(database, world, made, wrong(made.code))

    assert found == [None] * link.TRIES
    assert not opens(db, database.sessions, world.keys, made)
    assert withdrawing.standing(db, world.keys, made.given, NOW) is Standing.TRIED_OUT
    assert db.scalars(select(ReferralLink.sealed)).one() == b""


def test_a_slow_wrong_code_takes_nothing_from_whoever_types_the_last_one_meanwhile(
    db: Session, database: Fresh, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = linked(db, world)
    fail(database, world, made, wrong(made.code), link.TRIES - 2)

    def meanwhile(digits: str, salt: bytes, cost: Cost) -> bytes:
        monkeypatch.undo()
        last.append(tries(database.sessions, world.keys, made.token, made.code))
        return passphrase.stretch(digits, salt, cost)

    last: list[object] = []
    monkeypatch.setattr("referrals.sending.trying.passphrase.stretch", meanwhile)
    fail(database, world, made, wrong(made.code), 1)

    assert last != [None]
    assert db.scalars(select(ReferralLink.sealed)).one() != b""


def test_the_fifth_try_may_be_the_right_one(db: Session, database: Fresh, world: World) -> None:
    made = linked(db, world)
    fail(database, world, made, wrong(made.code), link.TRIES - 1)

    assert opens(db, database.sessions, world.keys, made)


def test_wrong_codes_at_one_address_cost_no_other_link_a_try(
    db: Session, database: Fresh, world: World
) -> None:
    made, other = linked(db, world), linked(db, world)
    fail(database, world, made, wrong(made.code))

    assert opens(db, database.sessions, world.keys, other)


def test_the_code_of_one_link_opens_no_other(db: Session, database: Fresh, world: World) -> None:
    made, other = linked(db, world), linked(db, world)
    crossed = Linked(other.given, other.token, made.code)

    assert not opens(db, database.sessions, world.keys, crossed) or made.code == other.code


def test_an_address_made_up_opens_nothing(database: Fresh, world: World) -> None:
    token = link.draw(CHEAP).token

    assert tries(database.sessions, world.keys, token, "123456") is None


def test_it_is_dead_after_seven_days_though_its_row_is_still_there(
    db: Session, database: Fresh, world: World
) -> None:
    made, later = linked(db, world), linked(db, world)

    assert opens(db, database.sessions, world.keys, made, days=7)
    assert not opens(db, database.sessions, world.keys, later, days=8)


def test_it_is_dead_when_her_consent_ends(db: Session, database: Fresh, world: World) -> None:
    made = linked(db, world, days=2)

    assert not opens(db, database.sessions, world.keys, made, days=3)


def test_a_link_withdrawn_before_it_was_opened_opens_nothing(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    withdrawing.withdraw(db, made.given)
    db.commit()

    assert not opens(db, database.sessions, world.keys, made)
    assert withdrawing.standing(db, world.keys, made.given, NOW) is Standing.GONE


def test_a_link_withdrawn_while_it_is_read_shows_nothing_on_the_next_look(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)
    here = seen(db, world.keys, made)
    assert here is not None

    withdrawing.withdraw(db, made.given)

    assert seen(db, world.keys, made) is None
    with pytest.raises(OutOfTurn):
        answering.answer(db, here, Said(step=Step.ACCEPTED), NOW.date())


def test_another_instance_secret_opens_nothing(db: Session, database: Fresh, world: World) -> None:
    made, stranger = linked(db, world), InstanceKeys(b"x" * 32)

    assert tries(database.sessions, stranger, made.token, made.code) is None


def test_opening_it_tells_the_case_that_it_was_seen(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)

    (told,) = answers.waiting(db, world.register(db), made.given)

    assert (told.answered.said.step, told.answered.by, told.is_signed) == (Step.SEEN, None, False)
    assert withdrawing.standing(db, world.keys, made.given, NOW) is Standing.USED


def test_with_the_answering_code_somebody_answers_weeks_later_and_reads_nothing(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)
    first = seen(db, world.keys, made)
    assert first is not None
    key = tries(database.sessions, world.keys, made.token, first.code)
    assert key is not None

    is_in = opening.enter(db, world.keys, key, OTHER_BROWSER, NOW + timedelta(days=20))
    found = opening.visit(db, world.keys, key.raw, OTHER_BROWSER, NOW + timedelta(days=20))

    assert is_in
    assert found is not None
    assert (found.contents, found.answerable.reference) == (None, "HERON-31")
    answering.answer(db, found, Said(step=Step.ACCEPTED, words="Come."), NOW.date())
    told = answers.waiting(db, world.register(db), made.given)
    assert [each.answered.said.words for each in told] == ["", "Come."]


def test_what_was_answered_is_not_to_be_read_with_the_answering_code(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)
    here = seen(db, world.keys, made)
    assert here is not None

    answering.answer(db, here, Said(step=Step.ACCEPTED, words="She is pregnant."), NOW.date())

    found = seen(db, world.keys, made)
    assert found is not None
    assert [each.said for each in found.answerable.progress] == [
        Said(step=Step.SEEN),
        Said(step=Step.ACCEPTED),
    ]


def test_five_wrong_answering_codes_keep_everybody_out_but_who_is_in(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    opens(db, database.sessions, world.keys, made)
    here = seen(db, world.keys, made)
    assert here is not None
    fail(database, world, made, wrong(here.code))

    assert tries(database.sessions, world.keys, made.token, here.code) is None
    assert seen(db, world.keys, made) is not None


def test_an_opened_link_and_an_unopened_one_leave_rows_of_one_length(
    db: Session, world: World
) -> None:
    long, short = linked(db, world), linked(db, world, days=1)

    lengths = {len(each) for each in db.scalars(select(ReferralLink.sealed))}

    assert long.token != short.token
    assert len(lengths) == 1


def test_retention_removes_links_and_openings_whose_time_is_over(
    db: Session, database: Fresh, world: World
) -> None:
    made = linked(db, world)
    linked(db, world)
    opens(db, database.sessions, world.keys, made)

    kept = sweeping.sweep(db, world.keys, NOW)
    gone = sweeping.sweep(db, world.keys, NOW + timedelta(days=8))

    assert (kept, gone) == (0, 2)
    assert rows(db, "referral_answering") == 1


@pytest.mark.parametrize(
    ("typed", "kind", "digits"),
    [
        ("123 456", Kind.OPENING, "123456"),
        ("১২৩৪৫৬", Kind.OPENING, "123456"),
        ("1234-5678", Kind.ANSWERING, "12345678"),
        ("\u200b12 34 56", Kind.OPENING, "123456"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, kind: Kind, digits: str) -> None:
    assert parse(typed) == (kind, digits)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "123456789", "abcdef", "9" * 50])
def test_what_has_not_the_shape_of_a_code_is_not_tried(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        parse(typed)


@pytest.mark.parametrize("token", ["", "x", "a" * 21, "a" * 23, "é" * 22, "a" * 21 + "b", "../../"])
def test_what_is_no_token_is_none(token: str) -> None:
    assert raw_token(token) is None


def test_the_case_finds_with_what_it_keeps_and_does_not_open(
    db: Session, database: Fresh, world: World
) -> None:
    drawn = link.draw(CHEAP)
    made = link.give(db, world.keys, drawn, packet(), sender(world), NOW)
    db.commit()
    known = Linked(made.given, link.draw(CHEAP).token, made.code)

    assert made.given.root != raw_token(made.token)
    assert not opens(db, database.sessions, world.keys, known)
