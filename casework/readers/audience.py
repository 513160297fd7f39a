"""Who receives which compartments: her choices applied to the people in post, and nothing else.

Pure: the last page before sending and the sending itself ask the same function.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from auth.models import Role
from auth.predicates import READING_ROLES
from casework.case.answers import Age, Answers, Wish
from casework.case.roster import Reader
from casework.models.cover import Capacity
from crypto.compartments import Compartment

C = Compartment
ALL = tuple(Compartment)
SURVIVOR = (C.COVER, C.IDENTITY, C.TOLD, C.OUTCOME, C.REFERRAL, C.CHANNEL)
KEPT = (C.COVER, C.IDENTITY, C.TOLD, C.REFERRAL)
REPORTER = (C.COVER, C.TOLD, C.CHANNEL)
RECEIVERS = 2


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One person and what she will be able to open."""

    reader: Reader
    capacity: Capacity
    compartments: tuple[Compartment, ...]


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who will be able to read, and why it may be nobody."""

    recipients: tuple[Recipient, ...] = ()
    survivor: tuple[Compartment, ...] = SURVIVOR
    withheld: tuple[UUID, ...] = ()
    is_too_small: bool = False
    """Too few remain to read it: the page asks her, no one new receives a key by rule."""
    is_kept: bool = False
    """Sealed to herself alone."""
    lacks_child_protection: bool = False
    for_children: bool = False
    refused: tuple[UUID, ...] = ()
    """The reading posts within reach whose holder has keys that nobody may deliver to."""

    @property
    def is_heard(self) -> bool:
        """Whether anybody opens messages, so that she can write and be answered."""
        return any(C.CHANNEL in each.compartments for each in self.recipients)

    @property
    def has_one_reader(self) -> bool:
        """Whether one person alone reads what she told: she is asked before she sends that."""
        return sum(C.TOLD in each.compartments for each in self.recipients) == 1


def audience(answers: Answers, readers: Iterable[Reader], withheld: frozenset[UUID]) -> Audience:
    """Apply the table of docs/ciphertext.md, "Compartments and who holds them"."""
    everybody = list(readers)
    refused = [each for each in everybody if each.is_refused and each.role in READING_ROLES]
    made = _audience(answers, everybody, withheld)
    return msgspec.structs.replace(made, refused=tuple(each.membership for each in refused))


def is_help_only(answers: Answers) -> bool:
    """Whether she would like help, and the factory's committee is not to know of it."""
    is_hers = answers.wish is Wish.HELP and not answers.for_somebody_else
    return is_hers and not answers.help_for_committee


def is_reached(answers: Answers, heard: Audience) -> bool:
    """Whether somebody who reads it may reach her, and will see how: by voice or in person."""
    shared = any(C.IDENTITY in each.compartments for each in heard.recipients)
    return shared and answers.contact.how != "never"


def _audience(answers: Answers, readers: Iterable[Reader], withheld: frozenset[UUID]) -> Audience:
    certified = _within_reach(answers, [each for each in readers if each.keys is not None])
    free = [each for each in certified if each.person not in withheld]
    own = REPORTER if answers.for_somebody_else else SURVIVOR
    if answers.wish is Wish.KEEP:
        return Audience(survivor=KEPT, is_kept=True)
    if answers.age in (Age.UNDER_18, Age.NOT_SURE):
        return _for_children(free, own)
    recipients = _concern(answers, free) if answers.for_somebody_else else _adult(answers, free)
    held_back = tuple(sorted(withheld & {each.person for each in certified}))
    return Audience(
        recipients=_once(recipients),
        survivor=own,
        withheld=held_back,
        is_too_small=not _can_be_read(answers, recipients),
    )


def _within_reach(answers: Answers, certified: list[Reader]) -> list[Reader]:
    """Without a factory one programme alone: the one she chose, or the only one there is.

    A child is asked nothing about programmes; there the one with most officers for children.
    """
    if answers.workplace is not None:
        return certified
    bodies = list(dict.fromkeys(each.organization for each in certified))
    chosen = answers.programme if len(bodies) > 1 else next(iter(bodies), None)
    if answers.age in (Age.UNDER_18, Age.NOT_SURE):
        officers = [each.organization for each in _of(certified, Role.CHILD_PROTECTION_OFFICER)]
        chosen = max(bodies, key=officers.count, default=None)
    return [each for each in certified if each.organization == chosen]


def _for_children(free: Sequence[Reader], own: tuple[Compartment, ...]) -> Audience:
    officers = [each for each in free if each.role is Role.CHILD_PROTECTION_OFFICER][:2]
    if not officers:
        return Audience(survivor=KEPT, is_kept=True, lacks_child_protection=True)
    capacity = Capacity.CHILD_PROTECTION_OFFICER
    return Audience(
        recipients=tuple(_recipient(each, capacity, ALL) for each in officers),
        survivor=own,
        for_children=True,
    )


def _adult(answers: Answers, free: Sequence[Reader]) -> list[Recipient]:
    name = {C.IDENTITY} if answers.name_for_committee else set()
    committee = {C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL} | name
    if answers.needs_for_committee:
        committee |= {C.REFERRAL}
    has_committee = answers.workplace is not None and not is_help_only(answers)
    found = _committee(answers, free, committee) if has_committee else []
    return [*found, *_union(answers, free), *_programme(answers, free), *_officers(answers, free)]


def _concern(answers: Answers, free: Sequence[Reader]) -> list[Recipient]:
    """What a third person tells: nobody may answer the survivor's questions for her."""
    told = {C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL}
    if answers.workplace is not None:
        return _committee(answers, free, told)
    if answers.declines_programme or not answers.tells_programme:
        return []
    return [_recipient(each, Capacity.SUPERVISOR, told) for each in _of(free, Role.SUPERVISOR)]


def _committee(
    answers: Answers, free: Sequence[Reader], parts: Iterable[Compartment]
) -> list[Recipient]:
    external = [each for each in free if each.role is Role.EXTERNAL_MEMBER][:1]
    return [
        *(_recipient(each, Capacity.RECEIVER, parts) for each in _receivers(answers, free)),
        *(_recipient(each, Capacity.EXTERNAL_MEMBER, parts) for each in external),
    ]


def _receivers(answers: Answers, free: Sequence[Reader]) -> list[Reader]:
    """The woman she picked first, then the confirmed receivers, two in all."""
    inside = [
        each
        for each in free
        if each.organization == answers.workplace and each.role in (Role.CHAIR, Role.MEMBER)
    ]
    picked = [each for each in inside if each.membership == answers.preferred_receiver]
    confirmed = [each for each in inside if each.is_receiver and each not in picked]
    return [*picked, *confirmed][:RECEIVERS]


def _union(answers: Answers, free: Sequence[Reader]) -> list[Recipient]:
    if answers.union is None:
        return []
    parts = {C.COVER, C.OUTCOME} | ({C.IDENTITY} if answers.name_for_union else set())
    return [
        _recipient(each, Capacity.UNION_REPRESENTATIVE, parts)
        for each in _of(free, Role.UNION_REPRESENTATIVE)
        if each.organization == answers.union and not each.has_management_post
    ]


def _programme(answers: Answers, free: Sequence[Reader]) -> list[Recipient]:
    """CARE, if she chose it. Where there is no committee it reads what a committee would."""
    alone = answers.workplace is None
    if answers.declines_programme or not answers.tells_programme:
        return []
    parts = {C.COVER, C.OUTCOME}
    if answers.told_for_programme or alone:
        parts |= {C.TOLD, C.ACCOUNT, C.CHANNEL}
    if answers.name_for_programme:
        parts |= {C.IDENTITY}
    if answers.wants_officer:
        parts |= {C.REFERRAL}
    return [_recipient(each, Capacity.SUPERVISOR, parts) for each in _of(free, Role.SUPERVISOR)]


def _officers(answers: Answers, free: Sequence[Reader]) -> list[Recipient]:
    if not answers.wants_officer:
        return []
    # Her name reaches the officer only through the programme she shared it with; after a no to
    # the programme she asked for an officer all the same, and gave nobody of it her name.
    is_shared = answers.name_for_programme and not answers.declines_programme
    parts = {C.COVER, C.REFERRAL} | ({C.IDENTITY} if is_shared else set())
    officers = _of(free, Role.REFERRAL_OFFICER)
    return [_recipient(each, Capacity.REFERRAL_OFFICER, parts) for each in officers]


def _can_be_read(answers: Answers, recipients: Iterable[Recipient]) -> bool:
    """Whether anybody reads what she told; for help alone it is enough that one reads her needs."""
    enough = {C.TOLD, C.REFERRAL} if is_help_only(answers) else {C.TOLD}
    return any(enough & set(each.compartments) for each in recipients)


def _of(readers: Iterable[Reader], role: Role) -> list[Reader]:
    return [each for each in readers if each.role is role]


def _recipient(reader: Reader, capacity: Capacity, parts: Iterable[Compartment]) -> Recipient:
    return Recipient(reader=reader, capacity=capacity, compartments=tuple(sorted(parts)))


def _once(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """One entry a person: the first capacity stands, what she may open is joined."""
    joined: dict[UUID, Recipient] = {}
    for each in recipients:
        known = joined.get(each.reader.person)
        if known is None:
            joined[each.reader.person] = each
        else:
            parts = tuple(sorted({*known.compartments, *each.compartments}))
            joined[each.reader.person] = msgspec.structs.replace(known, compartments=parts)
    return tuple(joined.values())
