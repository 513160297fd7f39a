"""A packet holds what a live consent covers for that recipient and purpose, and nothing else."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.consent.ledger import Consent, Ledger, Override, Recipient, Withdrawal
from referrals.consent.packet import (
    Basis,
    NothingLeaves,
    Packet,
    Received,
    Why,
    compiled,
    read,
    received,
    sent,
)
from referrals.consent.terms import Field, Given, Ground, Purpose, RecipientKind, Voice
from tests.referrals.consent.agreeing import (
    CLINIC,
    KNOWN,
    LINA,
    MAYA,
    NURSE,
    RECIPIENTS,
    SHELTER,
    TODAY,
    ledgers,
)

WEEK = timedelta(days=7)
YES = Consent(
    id=UUID(int=7),
    fields=frozenset({Field.HELP, Field.NAME, Field.REACH}),
    recipient=CLINIC,
    purpose=Purpose.SERVICE,
    given_on=TODAY,
    until=TODAY + WEEK,
    given=Given.IN_PERSON,
    written={Field.REACH: "Call her sister on Friday."},
)
DANGER = Override(
    id=UUID(int=8),
    fields=frozenset({Field.NAME, Field.AREA}),
    recipient=CLINIC,
    ground=Ground.DANGER,
    law="Penal Code s. 354",
    reason="He waits at her door.",
    asked_by=LINA,
    confirmed_by=MAYA,
    on=TODAY,
    until=TODAY + WEEK,
)
recipients = st.sampled_from(RECIPIENTS)
purposes = st.sampled_from(Purpose)
accepting = st.booleans()


def packet(
    ledger: Ledger,
    recipient: Recipient = CLINIC,
    purpose: Purpose = Purpose.SERVICE,
    on: date = TODAY,
    *,
    is_accepted: bool = False,
) -> Packet | None:
    """What leaves; None where nothing does."""
    try:
        return compiled(KNOWN, ledger, recipient, purpose, on, is_accepted=is_accepted)
    except NothingLeaves:
        return None


def leaving(found: Packet | None) -> set[Field]:
    return {each.field for each in found.leaves} if found else set()


def holds(ledger: Ledger, consent: Consent, on: date) -> bool:
    """The rule once more, in other words than the product's."""
    is_gone = consent.id in [each.consent for each in ledger.withdrawals]
    everybody = ledger.voices_needed
    if is_gone or everybody is None or everybody - consent.voices:
        return False
    return not (on < consent.given_on or on > consent.until)


def forces(each: Override, on: date) -> bool:
    two = {each.asked_by, each.confirmed_by} - {None}
    said = each.law.strip() and each.reason.strip()
    return len(two) == 2 and bool(said) and not each.is_ended and each.on <= on <= each.until


@given(ledgers, recipients, purposes, accepting)
def test_exactly_what_she_agreed_to_for_this_recipient_and_purpose_leaves(
    ledger: Ledger, recipient: Recipient, purpose: Purpose, is_accepted: bool
) -> None:
    found = packet(ledger, recipient, purpose, is_accepted=is_accepted)

    same = {
        field
        for each in ledger.consents
        if holds(ledger, each, TODAY)
        and (each.recipient.kind, each.recipient.id) == (recipient.kind, recipient.id)
        and each.purpose == purpose
        for field in each.fields
    }
    forced = {
        field
        for each in ledger.overrides
        if forces(each, TODAY) and each.recipient == recipient
        for field in each.fields
    }
    waits = {Field.NAME} if not is_accepted else set()
    expected = {
        Purpose.SERVICE: forced or same - waits,
        Purpose.SHARING: same,
        Purpose.STATISTICS: set(),
    }
    assert leaving(found) == expected[purpose]


@given(ledgers, recipients, purposes)
def test_what_a_provider_receives_tells_nothing_of_what_stays(
    ledger: Ledger, recipient: Recipient, purpose: Purpose
) -> None:
    found = packet(ledger, recipient, purpose)

    raw = sent(found) if found else b""
    gone = [each.field for each in found.stays] if found else list(Field)
    assert [field for field in gone if f"her {field.value}".encode() in raw] == []


@given(ledgers, recipients, purposes)
def test_nothing_is_in_a_packet_beyond_the_day_on_which_it_is_still_allowed(
    ledger: Ledger, recipient: Recipient, purpose: Purpose
) -> None:
    found = packet(ledger, recipient, purpose)

    last = found.until if found else TODAY
    assert last >= TODAY
    assert leaving(packet(ledger, recipient, purpose, last)) >= leaving(found)


@given(ledgers, recipients, purposes, ledgers)
def test_agreeing_to_more_takes_nothing_away_and_taking_back_adds_nothing(
    ledger: Ledger, recipient: Recipient, purpose: Purpose, more: Ledger
) -> None:
    wider = msgspec.structs.replace(ledger, consents=(*ledger.consents, *more.consents))
    back = msgspec.structs.replace(ledger, withdrawals=(*ledger.withdrawals, *more.withdrawals))

    now = leaving(packet(ledger, recipient, purpose))
    assert now <= leaving(packet(wider, recipient, purpose))
    assert leaving(packet(back, recipient, purpose)) <= now


@given(ledgers, recipients, purposes)
def test_where_nobody_knows_who_must_agree_no_consent_moves_anything(
    ledger: Ledger, recipient: Recipient, purpose: Purpose
) -> None:
    unknown = msgspec.structs.replace(ledger, voices_needed=None)

    found = packet(unknown, recipient, purpose)

    assert {each.basis for each in (found.leaves if found else ())} <= {Basis.OVERRIDE}


def test_a_packet_says_what_leaves_and_what_stays_and_why() -> None:
    found = packet(Ledger(consents=(YES,)))

    assert found is not None
    assert [(each.field, each.values) for each in found.leaves] == [
        (Field.HELP, ("her help",)),
        (Field.REACH, ("Call her sister on Friday.",)),
    ]
    assert found.stays[0].why is Why.NOT_AGREED
    assert {each.field: each.why for each in found.stays}[Field.NAME] is Why.UNTIL_ACCEPTED
    assert found.until == YES.until


def test_her_name_follows_when_the_provider_has_said_yes() -> None:
    assert Field.NAME in leaving(packet(Ledger(consents=(YES,)), is_accepted=True))


@pytest.mark.parametrize("recipient", [SHELTER, NURSE])
def test_what_she_agreed_to_for_one_goes_to_nobody_else(recipient: Recipient) -> None:
    assert packet(Ledger(consents=(YES,)), recipient) is None


@pytest.mark.parametrize("purpose", [Purpose.SHARING, Purpose.STATISTICS])
def test_a_yes_to_help_is_no_yes_to_anything_else(purpose: Purpose) -> None:
    assert packet(Ledger(consents=(YES,)), purpose=purpose) is None


def test_after_its_last_day_nothing_leaves() -> None:
    assert packet(Ledger(consents=(YES,)), on=YES.until) is not None
    assert packet(Ledger(consents=(YES,)), on=YES.until + timedelta(days=1)) is None


def test_taken_back_it_moves_nothing_on_the_same_day() -> None:
    back = Withdrawal(consent=YES.id, on=TODAY)

    assert packet(Ledger(consents=(YES,), withdrawals=(back,))) is None


def test_a_child_whose_caregiver_has_not_agreed_is_passed_on_to_nobody() -> None:
    both = frozenset({Voice.ASSENT, Voice.CAREGIVER})
    child = msgspec.structs.replace(YES, voices=frozenset({Voice.ASSENT}))
    agreed = msgspec.structs.replace(YES, voices=both)

    assert packet(Ledger(consents=(child,), voices_needed=both)) is None
    assert packet(Ledger(consents=(agreed,), voices_needed=both)) is not None


def test_with_a_life_in_danger_two_people_pass_on_what_they_wrote_down_and_no_more() -> None:
    found = packet(Ledger(overrides=(DANGER,)))

    assert found is not None
    assert leaving(found) == {Field.NAME, Field.AREA}
    assert received(found).is_override


def test_what_two_people_decided_holds_nothing_that_she_agreed_to_beside_it() -> None:
    found = packet(Ledger(consents=(YES,), overrides=(DANGER,)))

    assert found is not None
    assert leaving(found) == DANGER.fields
    stays = {each.field: each.why for each in found.stays}
    assert (stays[Field.HELP], stays[Field.SEX]) == (Why.BY_HER_YES, Why.NOT_AGREED)


@pytest.mark.parametrize(
    ("by", "leaves"), [(Basis.CONSENT, {Field.HELP, Field.REACH}), (Basis.OVERRIDE, DANGER.fields)]
)
def test_a_packet_goes_by_her_yes_or_by_what_was_decided(by: Basis, leaves: set[Field]) -> None:
    ledger = Ledger(consents=(YES,), overrides=(DANGER,))

    assert leaving(compiled(KNOWN, ledger, CLINIC, Purpose.SERVICE, TODAY, by=by)) == leaves


def test_what_nobody_decided_any_more_does_not_go_by_her_yes_instead() -> None:
    with pytest.raises(NothingLeaves):
        compiled(KNOWN, Ledger(consents=(YES,)), CLINIC, Purpose.SERVICE, TODAY, by=Basis.OVERRIDE)


def test_nobody_talks_about_her_by_force() -> None:
    assert packet(Ledger(overrides=(DANGER,)), purpose=Purpose.SHARING) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"confirmed_by": None},
        {"confirmed_by": LINA},
        {"law": " "},
        {"reason": ""},
        {"is_ended": True},
        {"until": TODAY - timedelta(days=1)},
        {"recipient": SHELTER},
    ],
)
def test_short_of_any_of_it_nothing_is_forced(changes: dict[str, object]) -> None:
    short = msgspec.structs.replace(DANGER, **changes)

    assert packet(Ledger(overrides=(short,))) is None


def test_for_counting_nothing_leaves_neither_by_a_yes_nor_by_force() -> None:
    programme = Recipient(kind=RecipientKind.PROGRAMME, id=UUID(int=3), name="CARE")
    everything = msgspec.structs.replace(
        YES, fields=frozenset(Field), recipient=programme, purpose=Purpose.STATISTICS
    )
    forced = msgspec.structs.replace(DANGER, recipient=programme)

    found = packet(
        Ledger(consents=(everything,), overrides=(forced,)), programme, Purpose.STATISTICS
    )

    assert not leaving(found)


def test_the_preview_is_what_the_provider_opens() -> None:
    found = packet(Ledger(consents=(YES,)))

    assert found is not None
    assert read(sent(found)) == received(found)


def test_no_repr_of_a_packet_says_a_word_of_hers() -> None:
    found = packet(Ledger(consents=(YES,)))

    assert found is not None
    shown: list[object] = [found, received(found), *found.leaves, YES, DANGER, Ledger()]
    shown += [*received(found).fields]
    assert [each for each in shown if "her" in repr(each) or "sister" in repr(each)] == []
    assert isinstance(received(found), Received)


@pytest.mark.parametrize(
    ("read_to_her", "leaves"),
    [({}, ("step_free",)), ({Field.ACCESS: "sign language"}, ("sign language",))],
)
def test_of_how_she_gets_in_no_words_leave_that_were_not_read_to_her(
    read_to_her: dict[Field, str], leaves: tuple[str, ...]
) -> None:
    typed_later = {Field.ACCESS: ("step_free", "she is five months pregnant")}
    yes = msgspec.structs.replace(YES, fields=frozenset({Field.ACCESS}), written=read_to_her)

    packet = compiled(typed_later, Ledger(consents=(yes,)), CLINIC, Purpose.SERVICE, TODAY)

    assert [each.values for each in packet.leaves] == [leaves]


def test_words_about_how_she_gets_in_that_she_never_heard_stay() -> None:
    typed_later = {Field.HELP: ("health",), Field.ACCESS: ("sign language",)}

    packet = compiled(typed_later, Ledger(consents=(YES,)), CLINIC, Purpose.SERVICE, TODAY)

    assert [each.field for each in packet.stays] == [Field.ACCESS]
