"""Who may do what: the only module that says so. Keys decide, beside it, who can."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from auth import predicates as p
from auth.actor import Actor
from auth.permissions import AnyPermission, Permission
from auth.subjects import CaseSubject

Predicate = Callable[[Actor, object], bool]
Clause = tuple[Predicate, ...]
Subject = TypeVar("Subject", bound=CaseSubject)

COMMITTEE: Clause = (p.is_on_its_committee, p.holds_cover)
SUPERVISOR: Clause = (p.supervises_there, p.holds_cover)
CHILD_PROTECTION: Clause = (p.protects_children_there, p.holds_cover)
UNION: Clause = (p.is_of_a_union_there, p.holds_cover)
REFERRALS: Clause = (p.refers_there, p.holds_cover)
HER_NUMBER: Clause = (p.came_with_number, p.is_the_case_of)
HER_WORD: Clause = (p.came_with_word, p.is_the_case_of, p.holds_cover)


def _each(clauses: tuple[Clause, ...], *also: Predicate) -> tuple[Clause, ...]:
    return tuple((*clause, *also) for clause in clauses)


EVERY_READER = (COMMITTEE, SUPERVISOR, CHILD_PROTECTION, UNION, REFERRALS)
HANDLERS = (COMMITTEE, SUPERVISOR, CHILD_PROTECTION)
HANDLING = _each(HANDLERS, p.is_no_concern)
"""Dealing with a case. Until the survivor agrees, a concern allows only what names it here."""
ANSWERING = _each(HANDLERS, p.is_not_over)
EVIDENCE = (*_each(HANDLERS, p.holds_told), *_each(HANDLERS, p.holds_account))
"""Seeing the register of files: with keys to what she told or to the inquiry."""
PROTECTING = _each(HANDLING, p.holds_account, p.holds_outcome, p.holds_channel)
"""Whoever protects her reads what she answers: nobody acts on what somebody else has heard."""
FROM_OUTSIDE = _each(
    ((p.is_its_external_member, p.holds_cover), SUPERVISOR, CHILD_PROTECTION),
    p.is_no_concern,
    p.holds_channel,
)
"""Hearing her alone. Which of them it is in a case, its cover says (casework.ending.outside)."""
VERIFIERS = ((p.is_its_external_member, p.holds_cover), UNION, CHILD_PROTECTION)
"""Whoever goes and looks whether a decision is applied: nobody of the factory itself.
Of a child's case another of its officers."""
DIRECTORY_KEEPERS: tuple[Clause, ...] = ((p.is_in_post, p.keeps_the_directory),)
DIRECTORY_READERS = (*DIRECTORY_KEEPERS, (p.is_in_post, p.is_administrator))
HELPING = _each((*HANDLERS, REFERRALS), p.is_no_concern, p.holds_referral)
"""Whoever finds help for her: as far as she let them read what she needs."""
WITHOUT_HER_YES = _each(
    ((p.is_its_external_member, p.holds_cover), SUPERVISOR, CHILD_PROTECTION, REFERRALS),
    p.is_no_concern,
    p.holds_referral,
)
"""Nobody of the factory itself. That the two are of two posts, casework.helping.overriding says."""
FOLLOWING = _each((UNION,), p.is_no_concern, p.holds_outcome)
"""For the union she chose: what came of it, and never what was told."""
WITH_A_CONCERN = _each(HANDLERS, p.is_open_concern, p.holds_told, p.holds_outcome, p.holds_channel)


POLICY: Mapping[AnyPermission, tuple[Clause, ...]] = MappingProxyType(
    {
        Permission.Case.LIST: ((p.is_in_post, p.reads_cases_by_role),),
        Permission.Case.LOG: ((p.is_in_post, p.takes_complaints_down),),
        Permission.Case.SEARCH: ((p.is_in_post, p.reads_cases_by_role),),
        Permission.Case.READ: EVERY_READER,
        Permission.Case.READ_TRAIL: EVERY_READER,
        Permission.Case.RECUSE: EVERY_READER,
        Permission.Case.STEP_OUT: (SUPERVISOR,),
        Permission.Case.REMOVE: _each(HANDLERS, p.holds_account),
        Permission.Case.LEND: _each(EVERY_READER, p.is_not_over),
        Permission.Case.RENEW: EVERY_READER,
        Permission.Case.READ_WORDS: _each(HANDLERS, p.holds_told),
        Permission.Case.ACKNOWLEDGE: _each(ANSWERING, p.holds_told),
        Permission.Case.ANSWER: _each(ANSWERING, p.holds_channel),
        Permission.Case.NOTE: (
            *_each(HANDLING, p.holds_account),
            (*REFERRALS, p.is_no_concern, p.holds_referral),
        ),
        Permission.Case.TAKE_STATEMENT: _each(HANDLING, p.holds_account),
        Permission.Case.ATTACH: _each(HANDLING, p.holds_account),
        Permission.Case.READ_EVIDENCE: EVIDENCE,
        Permission.Case.MARK_INTIMATE: _each(EVIDENCE, p.is_not_over),
        Permission.Case.OPEN_INTIMATE: _each(HANDLING, p.holds_account),
        Permission.Case.RULE_INTIMATE: ((*CHILD_PROTECTION, p.is_no_concern, p.holds_account),),
        Permission.Case.RULE_AGE: (
            (*CHILD_PROTECTION, p.is_no_concern, p.holds_account, p.holds_outcome),
        ),
        Permission.Case.HAND_OVER: _each(ANSWERING, p.holds_account),
        Permission.Case.SETTLE: _each(ANSWERING, p.holds_account),
        Permission.Case.OBJECT: _each(ANSWERING, p.holds_channel),
        Permission.Case.SPEAK_FOR: _each(HANDLERS, p.holds_channel),
        Permission.Case.READ_SAFETY: _each(HANDLING, p.holds_account),
        Permission.Case.PROTECT: PROTECTING,
        Permission.Case.READ_WATCH: _each((*HANDLERS, UNION), p.is_no_concern, p.holds_outcome),
        Permission.Case.KEEP_WATCH: PROTECTING,
        Permission.Case.DECLARE: _each(HANDLING, p.holds_account),
        Permission.Case.KEEP_PARTIES: _each(HANDLING, p.holds_account),
        Permission.Case.ASK: _each(HANDLING, p.holds_channel),
        Permission.Case.RECORD_ROUTE: _each(HANDLING, p.holds_channel, p.holds_outcome),
        Permission.Case.NAME_PANEL: _each(HANDLING, p.holds_account, p.holds_outcome),
        Permission.Case.INQUIRE: _each(HANDLING, p.holds_account, p.holds_outcome),
        Permission.Case.DECIDE: _each(HANDLING, p.holds_account, p.holds_outcome),
        Permission.Case.GIVE_FILE: PROTECTING,
        # Nobody proceeds against a child: those who protect her are not among them.
        Permission.Case.CHARGE_MALICE: _each(
            (COMMITTEE, SUPERVISOR), p.is_no_concern, p.holds_account, p.holds_outcome
        ),
        Permission.Case.VERIFY: _each(VERIFIERS, p.is_no_concern, p.holds_outcome),
        Permission.Case.READ_COURSE: _each(EVERY_READER, p.is_no_concern, p.holds_outcome),
        Permission.Case.MOVE: _each(HANDLING, p.holds_outcome, p.holds_account),
        Permission.Case.HEAR_ALONE: FROM_OUTSIDE,
        Permission.Case.CONCILIATE: PROTECTING,
        Permission.Case.CLOSE: PROTECTING,
        Permission.Case.KEEP: PROTECTING,
        Permission.Case.READ_NEEDS: HELPING,
        Permission.Case.KEEP_NEEDS: HELPING,
        Permission.Case.CONSENT: HELPING,
        Permission.Case.REFER: HELPING,
        Permission.Case.OVERRIDE: WITHOUT_HER_YES,
        Permission.Case.OFFER_HELP: WITH_A_CONCERN,
        Permission.Case.CLOSE_CONCERN: WITH_A_CONCERN,
        Permission.Case.AGREE: WITH_A_CONCERN,
        Permission.Case.PREVENT: _each(HANDLING, p.holds_account),
        Permission.Case.PRINT: HANDLING,
        Permission.Case.FOLLOW: FOLLOWING,
        Permission.Case.STAND_BY: FOLLOWING,
        Permission.Case.ANSWER_UNION: _each(HANDLING, p.holds_account, p.holds_outcome),
        Permission.Outcome.LIST: ((p.is_in_post, p.represents_a_union),),
        Permission.Outcome.COLLECT: (
            (p.is_in_post, p.represents_a_union, p.follows_this_committee),
        ),
        Permission.Committee.LIST: ((p.is_in_post, p.looks_after_committees),),
        Permission.Committee.SEE: (
            (p.is_in_post, p.sits_on_this_committee),
            (p.is_in_post, p.follows_this_committee),
        ),
        Permission.Committee.KEEP: ((p.is_in_post, p.sits_on_this_committee),),
        Permission.Committee.READ_COACHING: (
            (p.is_in_post, p.sits_on_this_committee),
            (p.is_in_post, p.supervises_this_committee),
        ),
        Permission.Committee.COACH: ((p.is_in_post, p.supervises_this_committee),),
        Permission.Committee.AUDIT: (
            (p.is_in_post, p.sits_on_this_committee),
            (p.is_in_post, p.supervises_this_committee),
        ),
        Permission.Committee.PRINT: ((p.is_in_post, p.sits_on_a_committee),),
        Permission.Oversight.LIST: ((p.is_in_post, p.supervises_a_programme),),
        Permission.Matching.LIST: ((p.is_in_post, p.supervises_a_programme),),
        Permission.Matching.WORK: ((p.is_in_post, p.supervises_this_programme),),
        Permission.Matching.KEEP: ((p.is_in_post, p.supervises_this_programme),),
        # Partners see the same numbers: whoever deals with cases, represents, supervises, counts.
        Permission.Measures.READ: (
            (p.is_in_post, p.sits_on_a_committee),
            (p.is_in_post, p.represents_a_union),
            (p.is_in_post, p.supervises_a_programme),
            (p.is_in_post, p.is_an_analyst),
        ),
        Permission.Measures.PUBLISH: ((p.is_in_post, p.is_an_analyst_of_this),),
        Permission.Measures.KEYS: ((p.is_in_post, p.is_an_analyst),),
        Permission.Measures.KEEP: ((p.is_in_post, p.is_an_analyst_of_this),),
        # One of each signs: what is sealed to a key that is lost is missed by nobody any more.
        Permission.Measures.LOSE: (
            (p.is_in_post, p.is_an_analyst_of_this),
            (p.is_in_post, p.supervises_this_programme),
        ),
        Permission.Partners.READ: ((p.is_in_post, p.works_with_partners),),
        Permission.Partners.KEEP: ((p.is_in_post, p.keeps_for_a_partner),),
        Permission.Partners.CHANGE: ((p.is_in_post, p.it_is_of_her_body),),
        Permission.Received.LIST: ((p.is_in_post, p.works_for_a_provider),),
        Permission.Received.READ: ((p.is_in_post, p.it_was_sent_to),),
        Permission.Received.ANSWER: ((p.is_in_post, p.it_was_sent_to),),
        # A number on a worker's page is answered for by whoever sends people there: administrators
        # keep the tree of areas, and write no entry.
        Permission.Directory.READ: DIRECTORY_READERS,
        Permission.Directory.KEEP: DIRECTORY_KEEPERS,
        Permission.Directory.CONFIRM: DIRECTORY_KEEPERS,
        Permission.Directory.IMPORT: DIRECTORY_KEEPERS,
        Permission.Directory.AREAS: DIRECTORY_READERS,
        Permission.People.LIST: ((p.is_in_post,),),
        Permission.People.INVITE: ((p.is_administrator,),),
        Permission.People.CHANGE: ((p.is_administrator,),),
        Permission.People.END: ((p.is_administrator,),),
        Permission.People.FREEZE: ((p.is_administrator,),),
        Permission.Certificate.LIST: ((p.is_in_post,),),
        Permission.Certificate.PROPOSE: ((p.is_in_post, p.is_no_administrator),),
        Permission.Certificate.CONFIRM: (
            (p.is_in_post, p.is_no_administrator, p.vouches_for_others),
        ),
        Permission.Trail.READ: ((p.is_in_post, p.is_administrator),),
        Permission.Own.SEE: ((p.is_staff, p.is_herself),),
        Permission.Own.CHANGE: ((p.is_staff, p.is_herself),),
        Permission.Logged.LIST: ((p.is_in_post,),),
        Permission.Logged.WRITE: ((p.is_in_post, p.logged_it),),
        Permission.Survivor.STATUS: (HER_NUMBER,),
        Permission.Survivor.WRITE_INBOX: (HER_NUMBER,),
        Permission.Survivor.READ: (HER_WORD,),
        Permission.Survivor.WRITE: (HER_WORD,),
        Permission.Survivor.OBJECT: (HER_WORD,),
        Permission.Survivor.ANSWER: ((*HER_WORD, p.is_no_concern),),
        Permission.Survivor.CHOOSE_ROUTE: ((*HER_WORD, p.is_no_concern),),
        Permission.Survivor.WITHDRAW: (HER_NUMBER,),
        Permission.Survivor.DECIDE: ((*HER_WORD, p.is_no_concern),),
        Permission.Survivor.CONSENT: ((*HER_WORD, p.is_no_concern),),
        Permission.Survivor.CHANGE_NUMBER: (HER_WORD,),
        Permission.Survivor.CLOSE_ACCESS: (HER_WORD,),
    }
)
"""Permission → clauses. One clause whose every predicate holds is enough."""


def may(actor: Actor, permission: AnyPermission, subject: object = None) -> bool:
    """Whether policy allows it. A permission the table does not know is allowed to nobody."""
    for clause in POLICY.get(permission, ()):
        for holds in clause:
            if not holds(actor, subject):
                break
        else:
            return True
    return False


def visible_cases(actor: Actor, cases: Iterable[Subject]) -> list[Subject]:
    """Those of the cases in her ring that policy lets her read; the rest do not exist for her."""
    return [each for each in cases if may(actor, Permission.Case.READ, each)]
