"""Ledgers of all sorts, as hypothesis draws them."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from referrals.consent.ledger import Consent, Ledger, Override, Recipient, Withdrawal
from referrals.consent.terms import Field, Given, Ground, Purpose, RecipientKind, Voice

TODAY = date(2026, 3, 2)
CLINIC = Recipient(kind=RecipientKind.ORGANIZATION, id=UUID(int=1), name="Clinic")
SHELTER = Recipient(kind=RecipientKind.ORGANIZATION, id=UUID(int=2), name="Shelter")
NURSE = Recipient(kind=RecipientKind.PERSON, id=UUID(int=1), name="Clinic")
"""A person whose id and name happen to be those of an organisation."""
RECIPIENTS = (CLINIC, SHELTER, NURSE)
LINA, MAYA = UUID(int=11), UUID(int=12)
KNOWN = {field: (f"her {field.value}",) for field in Field} | {Field.ACCESS: ("step_free",)}
"""Everything there is to know of her, each thing in words of its own, or by its code."""

fields = st.frozensets(st.sampled_from(Field), min_size=1)
days = st.integers(-40, 40).map(lambda away: TODAY + timedelta(days=away))
ids = st.integers(100, 130).map(lambda number: UUID(int=number))
voices = st.frozensets(st.sampled_from(Voice))
written = st.dictionaries(
    st.sampled_from((Field.NAME, Field.REACH, Field.HAPPENED)), st.sampled_from(("agreed", " "))
)

consents = st.builds(
    Consent,
    id=ids,
    fields=fields,
    recipient=st.sampled_from(RECIPIENTS),
    purpose=st.sampled_from(Purpose),
    given_on=days,
    until=days,
    given=st.sampled_from(Given),
    voices=voices,
    written=written,
)
withdrawals = st.builds(Withdrawal, consent=ids, on=days)
overrides = st.builds(
    Override,
    id=ids,
    fields=fields,
    recipient=st.sampled_from(RECIPIENTS),
    ground=st.sampled_from(Ground),
    law=st.sampled_from(("Penal Code s. 354", " ")),
    reason=st.sampled_from(("He waits at her door.", "")),
    asked_by=st.sampled_from((LINA, MAYA)),
    confirmed_by=st.sampled_from((LINA, MAYA, None)),
    on=days,
    until=days,
    is_ended=st.booleans(),
)
ledgers = st.builds(
    Ledger,
    consents=st.lists(consents, max_size=6).map(tuple),
    withdrawals=st.lists(withdrawals, max_size=2).map(tuple),
    overrides=st.lists(overrides, max_size=2).map(tuple),
    voices_needed=st.sampled_from(
        (frozenset({Voice.HERSELF}), frozenset({Voice.CAREGIVER, Voice.ASSENT}), None)
    ),
)
