"""Facts about somebody and something, each a pure function of the two, named as what it says."""

from auth.actor import Actor, Rank
from auth.models import COMMITTEE, PROVIDING, Role
from auth.subjects import is_case, is_kept, is_place, is_programme, is_sent
from crypto.compartments import Compartment

# Who she is.


def is_staff(actor: Actor, _subject: object) -> bool:
    """She signed in with passphrase and second factor."""
    return actor.rank is Rank.STAFF


def is_in_post(actor: Actor, _subject: object) -> bool:
    """A membership of hers runs today; a leaver has none."""
    return actor.rank is Rank.STAFF and bool(actor.standings)


def is_administrator(actor: Actor, _subject: object) -> bool:
    """She administers the instance. That opens no case."""
    return _has_role(actor, Role.ADMINISTRATOR)


def is_no_administrator(actor: Actor, _subject: object) -> bool:
    """Whoever invites does not certify, whatever else she is."""
    return not _has_role(actor, Role.ADMINISTRATOR)


def reads_cases_by_role(actor: Actor, _subject: object) -> bool:
    """Her role is one to which cases can be opened at all."""
    return bool(actor.standings_as(READING_ROLES))


def takes_complaints_down(actor: Actor, _subject: object) -> bool:
    """Her role is one to which people come and tell."""
    return bool(actor.standings_as((*READING_ROLES, *PROVIDING)))


def works_for_a_provider(actor: Actor, _subject: object) -> bool:
    """She works where people are sent to be helped."""
    return bool(actor.standings_as(PROVIDING))


def vouches_for_others(actor: Actor, _subject: object) -> bool:
    """She is more here than somebody of a place that helps: her word on who is who counts."""
    return any(each.role is not Role.PROVIDER_STAFF for each in actor.standings)


def it_was_sent_to(actor: Actor, subject: object) -> bool:
    """It was sent to her, for a body in which she works with those it helps, still today."""
    if not is_sent(subject) or actor.person is None or actor.person != subject.receiver:
        return False
    return any(subject.body == each.organization for each in actor.standings_as(PROVIDING))


def sits_on_a_committee(actor: Actor, _subject: object) -> bool:
    """She is chair, member or external member somewhere."""
    return bool(actor.standings_as(COMMITTEE))


def looks_after_committees(actor: Actor, _subject: object) -> bool:
    """She sits on a committee, or is of a union or a programme that may cover one."""
    return bool(actor.standings_as((*COMMITTEE, Role.SUPERVISOR, Role.UNION_REPRESENTATIVE)))


def sits_on_this_committee(actor: Actor, subject: object) -> bool:
    """She is chair, member or external member in the very factory that is asked about."""
    return is_place(subject) and any(
        each.organization == subject.id for each in actor.standings_as(COMMITTEE)
    )


def follows_this_committee(actor: Actor, subject: object) -> bool:
    """Her union or programme covers the factory that is asked about."""
    roles = (Role.SUPERVISOR, Role.UNION_REPRESENTATIVE)
    return is_place(subject) and any(subject.id in each.reach for each in actor.standings_as(roles))


def represents_a_union(actor: Actor, _subject: object) -> bool:
    """She represents workers for a union, and hires and pays nobody."""
    standings = actor.standings_as((Role.UNION_REPRESENTATIVE,))
    return any(not each.has_management_post for each in standings)


def supervises_this_committee(actor: Actor, subject: object) -> bool:
    """She supervises for a programme that covers the factory that is asked about."""
    standings = actor.standings_as((Role.SUPERVISOR,))
    return is_place(subject) and any(subject.id in each.reach for each in standings)


def supervises_a_programme(actor: Actor, _subject: object) -> bool:
    """She supervises cases of a programme."""
    return _has_role(actor, Role.SUPERVISOR)


def supervises_this_programme(actor: Actor, subject: object) -> bool:
    """She is a supervisor of the very programme that is asked about."""
    return is_programme(subject) and any(
        each.organization == subject.id for each in actor.standings_as((Role.SUPERVISOR,))
    )


def is_an_analyst(actor: Actor, _subject: object) -> bool:
    """She counts for a programme, and opens no case."""
    return _has_role(actor, Role.ANALYST)


def is_an_analyst_of_this(actor: Actor, subject: object) -> bool:
    """She is an analyst of the very programme that is asked about."""
    return is_programme(subject) and any(
        each.organization == subject.id for each in actor.standings_as((Role.ANALYST,))
    )


def works_with_partners(actor: Actor, _subject: object) -> bool:
    """She is of a programme, a union or a resource centre: the partners that work together."""
    return bool(actor.standings_as(PARTNERS))


def keeps_for_a_partner(actor: Actor, _subject: object) -> bool:
    """She writes for one of them: what its numbers come from is not hers to enter."""
    return bool(actor.standings_as(KEEPING))


def it_is_of_her_body(actor: Actor, subject: object) -> bool:
    """Her own organisation entered it."""
    return is_kept(subject) and any(
        each.organization == subject.body_id for each in actor.standings_as(KEEPING)
    )


def keeps_the_directory(actor: Actor, _subject: object) -> bool:
    """She finds help outside, or supervises cases of a programme."""
    return bool(actor.standings_as((Role.REFERRAL_OFFICER, Role.SUPERVISOR)))


def came_with_number(actor: Actor, _subject: object) -> bool:
    """She typed a survivor's number."""
    return actor.rank in {Rank.NUMBER, Rank.SURVIVOR}


def came_with_word(actor: Actor, _subject: object) -> bool:
    """She typed the number and its second word."""
    return actor.rank is Rank.SURVIVOR


# Where the case belongs.


def is_on_its_committee(actor: Actor, subject: object) -> bool:
    """She is chair, member or external member at the factory of the case, and of no other."""
    if actor.rank is not Rank.STAFF or not is_case(subject):
        return False
    place = subject.factory_id or subject.programme_id
    return any(place == each.organization for each in actor.standings_as(COMMITTEE))


def is_its_external_member(actor: Actor, subject: object) -> bool:
    """She is the external member of its committee: she belongs to no factory."""
    if actor.rank is not Rank.STAFF or not is_case(subject):
        return False
    place = subject.factory_id or subject.programme_id
    standings = actor.standings_as((Role.EXTERNAL_MEMBER,))
    return any(place == each.organization for each in standings)


def is_of_a_union_there(actor: Actor, subject: object) -> bool:
    """She represents a union that covers the factory, and hires and pays nobody."""
    return _stands_at(actor, subject, (Role.UNION_REPRESENTATIVE,), without_management=True)


def supervises_there(actor: Actor, subject: object) -> bool:
    """She supervises cases of the programme that covers the factory or owns the case."""
    return _stands_at(actor, subject, (Role.SUPERVISOR,))


def refers_there(actor: Actor, subject: object) -> bool:
    """She is a referral officer of that programme."""
    return _stands_at(actor, subject, (Role.REFERRAL_OFFICER,))


def protects_children_there(actor: Actor, subject: object) -> bool:
    """She is a child protection officer of that programme."""
    return _stands_at(actor, subject, (Role.CHILD_PROTECTION_OFFICER,))


def is_the_case_of(actor: Actor, subject: object) -> bool:
    """It is the case her number belongs to."""
    return is_case(subject) and actor.case is not None and actor.case == subject.id


def is_herself(actor: Actor, subject: object) -> bool:
    """The subject is she."""
    return subject is actor


# What the survivor agreed to.


def is_no_concern(_actor: Actor, subject: object) -> bool:
    """The survivor told it herself, or has agreed that it is dealt with."""
    return is_case(subject) and not subject.is_concern


def is_not_over(_actor: Actor, subject: object) -> bool:
    """It is no concern that was closed."""
    return is_case(subject) and not subject.is_closed_concern


def is_open_concern(_actor: Actor, subject: object) -> bool:
    """Somebody else told it, the survivor has not agreed, and it is not closed."""
    return is_case(subject) and subject.is_concern and not subject.is_closed_concern


def logged_it(actor: Actor, subject: object) -> bool:
    """It is the counterfoil of a case that she logged herself."""
    return actor.person is not None and getattr(subject, "logged_by", None) == actor.person


# What her keys open.


def holds_cover(actor: Actor, subject: object) -> bool:
    """Her ring opens the cover of the case; everyone with any key holds it."""
    return _holds(actor, subject, Compartment.COVER)


def holds_told(actor: Actor, subject: object) -> bool:
    """Her ring opens what the survivor told."""
    return _holds(actor, subject, Compartment.TOLD)


def holds_account(actor: Actor, subject: object) -> bool:
    """Her ring opens the material of the inquiry."""
    return _holds(actor, subject, Compartment.ACCOUNT)


def holds_outcome(actor: Actor, subject: object) -> bool:
    """Her ring opens stages and decisions."""
    return _holds(actor, subject, Compartment.OUTCOME)


def holds_channel(actor: Actor, subject: object) -> bool:
    """Her ring opens the messages with the survivor."""
    return _holds(actor, subject, Compartment.CHANNEL)


def holds_referral(actor: Actor, subject: object) -> bool:
    """Her ring opens needs and referrals."""
    return _holds(actor, subject, Compartment.REFERRAL)


KEEPING = (
    Role.SUPERVISOR,
    Role.REFERRAL_OFFICER,
    Role.UNION_REPRESENTATIVE,
    Role.RESOURCE_CENTRE_STAFF,
)
PARTNERS = (*KEEPING, Role.CHILD_PROTECTION_OFFICER, Role.ANALYST)
READING_ROLES = (
    *COMMITTEE,
    Role.UNION_REPRESENTATIVE,
    Role.SUPERVISOR,
    Role.REFERRAL_OFFICER,
    Role.CHILD_PROTECTION_OFFICER,
)


def _has_role(actor: Actor, role: Role) -> bool:
    return actor.rank is Rank.STAFF and bool(actor.standings_as((role,)))


def _stands_at(
    actor: Actor, subject: object, roles: tuple[Role, ...], *, without_management: bool = False
) -> bool:
    if actor.rank is not Rank.STAFF or not is_case(subject):
        return False
    place = subject.factory_id or subject.programme_id
    return any(
        place in each.reach and not (without_management and each.has_management_post)
        for each in actor.standings_as(roles)
    )


def _holds(actor: Actor, subject: object, compartment: Compartment) -> bool:
    return is_case(subject) and actor.ring.holds(subject.id, compartment)
