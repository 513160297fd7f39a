"""What kinds, compartments, capacities and acts are called on a page about a case."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.case.verifying import Wrong
from casework.desk.waits import Wait
from casework.languages import own_name
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Kind
from casework.telling import choices
from casework.words import concerns, ending, procedures
from casework.words.waits import WAITS
from crypto.compartments import Compartment

C = Compartment
KINDS: Mapping[str, str] = {
    Kind.STATEMENT: _l("Her words"),
    Kind.INTAKE: _l("What she answered"),
    Kind.TAKEN_DOWN: _l("How it was taken down"),
    Kind.IDENTITY: _l("Who she is and how to reach her"),
    Kind.NEEDS: _l("What she needs"),
    Kind.CONSENT: _l("What may be passed on"),
    Kind.REFERRAL: _l("Referral to a place that helps"),
    Kind.MATCHES: _l("Kept away by key"),
    Kind.NOTE: _l("Note"),
    Kind.OTHERS: _l("Statement of somebody else"),
    Kind.MESSAGE_TO_SURVIVOR: _l("Message to her"),
    Kind.MESSAGE_FROM_SURVIVOR: _l("Message from her"),
    Kind.ADDED_LATER: _l("Added later by who logged it"),
    Kind.FILE: _l("File"),
    Kind.STAGE: _l("Stage"),
    Kind.ACKNOWLEDGED: _l("Receipt confirmed"),
    Kind.RECUSAL: _l("Stepped back"),
    Kind.REMOVAL: _l("Keys taken away"),
    Kind.STEPPED_OUT: _l("Stepped out"),
    Kind.HAND_OVER: _l("Keys handed over"),
    Kind.OBJECTION: _l("Objection"),
    Kind.WITHDRAWAL: _l("Withdrawal"),
    Kind.RENEWAL: _l("New keys made"),
    Kind.SETTLED_MATCH: _l("A match settled"),
    Kind.NUMBER: _l("Her number"),
    Kind.SAFETY: _l("Her safety"),
    Kind.CARE: _l("Care with its hours"),
    Kind.MEASURE: _l("Interim measure"),
    Kind.BEFORE_ACT: _l("What she said before it"),
    Kind.EVIDENCE_HOLD: _l("Evidence hold"),
    Kind.CHECK_IN: _l("Check-in"),
    Kind.SIGNAL: _l("Sign of retaliation"),
    Kind.SIGN_DETAIL: _l("About a sign of retaliation"),
    Kind.BASELINE: _l("How work was before"),
    Kind.ASKED: _l("She was asked"),
    Kind.HER_ANSWER: _l("She answered"),
    Kind.ROUTE: _l("Her choice of route"),
    Kind.PANEL: _l("The panel named"),
    Kind.INTIMATE: _l("About an intimate file"),
    Kind.AGE: _l("Her age"),
    Kind.HAPPENED: _l("What happened"),
    Kind.NOTICE: _l("Letter to the respondent"),
    Kind.HIS_REPLY: _l("The respondent's reply"),
    Kind.HIS_CARE: _l("For the respondent"),
    Kind.HIS_FILE: _l("The respondent's file"),
    Kind.MALICE: _l("Proceeding against whoever complained"),
    Kind.UNDERTAKING: _l("Secrecy undertaking"),
    Kind.HEARING: _l("Hearing"),
    Kind.PARTY: _l("Somebody of the case"),
    Kind.DECLARATION: _l("Asked about a conflict"),
    Kind.LINK: _l("Somebody else named the same person"),
    Kind.FINDING: _l("Allegation and finding"),
    Kind.REPORT: _l("Report"),
    Kind.DECISION: _l("Decision"),
    Kind.CARRIED_OUT: _l("Carrying out"),
    Kind.APPEAL: _l("Review"),
    Kind.OUTSIDE: _l("Taken outside"),
    Kind.SETTLING: _l("About a talk to settle it"),
    Kind.CLOSING: _l("Closing"),
    Kind.KEEPING: _l("How long it is kept"),
    Kind.UNION_POINT: _l("The union and the committee"),
    Kind.BESIDE_HER: _l("The union beside her"),
    Kind.SHARED: _l("What she lets the union know of her"),
    Kind.OFFER: _l("Help offered, once"),
    Kind.OFFER_REPLY: _l("The offer has not reached her yet"),
    Kind.CONCERN_CLOSED: _l("Concern closed"),
    Kind.TOLD_AGAIN: _l("Told a second time"),
    Kind.COPIED: _l("Copied from a concern: words of who told it"),
}
COMPARTMENTS: Mapping[Compartment, str] = {
    C.COVER: _l("the cover"),
    C.IDENTITY: _l("her name and contact"),
    C.TOLD: _l("what she told"),
    C.ACCOUNT: _l("the inquiry"),
    C.OUTCOME: _l("the outcome"),
    C.REFERRAL: _l("needs and referrals"),
    C.CHANNEL: _l("messages with her"),
}
SEALED: Mapping[Compartment, str] = {
    C.IDENTITY: _l("Her name and how to reach her are sealed to you."),
    C.TOLD: _l("What she told, and her files, are sealed to you."),
    C.ACCOUNT: _l("Notes and the other material of the inquiry are sealed to you."),
    C.OUTCOME: _l("Stages, decision and sanction are sealed to you."),
    C.REFERRAL: _l("What help she needs and where she was referred is sealed to you."),
    C.CHANNEL: _l("The messages between her and the receivers are sealed to you."),
}
CAPACITIES: Mapping[str, str] = {
    Capacity.SURVIVOR: _l("The survivor"),
    Capacity.REPORTER: _l("Who told"),
    Capacity.RECEIVER: _l("Receiver"),
    Capacity.EXTERNAL_MEMBER: _l("External member"),
    Capacity.PANEL: _l("Member of the panel"),
    Capacity.SUPERVISOR: _l("Case supervisor"),
    Capacity.UNION_REPRESENTATIVE: _l("Union representative"),
    Capacity.REFERRAL_OFFICER: _l("Referral officer"),
    Capacity.CHILD_PROTECTION_OFFICER: _l("Child protection officer"),
}
STAGES: Mapping[str, str] = {
    **{each.value: words for each, words in procedures.STAGES.items()},
    "offered": _l("Help offered"),
    "closed": _l("Closed"),
}
EVENTS: Mapping[str, str] = {
    "changed": _l("She changed her number"),
    "stopped": _l("Her number was stopped"),
    "closed": _l("She closed her access"),
    "replaced": _l("She was given a new number"),
    "withdrawal": _l("She asks to withdraw"),
    "going_on": _l("She takes the withdrawal back"),
    "confirmed": _l("Her withdrawal confirmed in private"),
    "talked": _l("A talk about her withdrawal"),
}
"""What became of her number or her withdrawal, by the fact `event` or `asks`."""
WRONGS: Mapping[str, str] = {
    Wrong.CHANGED: _l("is not the one that was signed"),
    Wrong.MISSING: _l("is missing"),
    Wrong.TWICE: _l("was put in afterwards"),
    Wrong.UNKNOWN_AUTHOR: _l("was signed with a key that nobody here was ever certified for"),
    Wrong.CLOSED: _l("does not open with its key"),
    Wrong.EPOCH: _l("is not what its authors signed"),
    Wrong.KEY: _l("is not the key that the signed list names"),
    Wrong.TRAIL: _l("is missing or changed"),
}
WISHES = choices.WISHES
ANSWERS: Mapping[str, str] = {
    "workplace": _l("Where she works"),
    "elsewhere": _l("Another place of work"),
    "wish": _l("What she would like"),
    "safe_now": _l("Whether she is safe"),
    "respondent_name": _l("Whom it is about"),
    "respondent_nickname": _l("What people call this person"),
    "respondent_number": _l("Employee number of this person"),
    "respondent_post": _l("Work of this person"),
    "respondent_line": _l("Line or floor"),
    "places": _l("Where it happened"),
    "place_text": _l("More about the place"),
    "when_text": _l("When"),
    "kinds": _l("What kind of conduct"),
    "decides_on_jobs": _l("Whether this person hires, fires or pays"),
    "written_since": _l("First written down on"),
    "language": _l("Language she wrote in"),
    "name": _l("Name"),
    "employee_number": _l("Employee number"),
    "contact_how": _l("How to reach her"),
    "contact_where": _l("Where"),
    "contact_when": _l("When it is safe"),
    "contact_whose_phone": _l("Whose phone"),
    "contact_who_answers": _l("Who else answers it"),
    "contact_what_to_say": _l("What to say then"),
    "needs": _l("Help she asked for"),
    "age": _l("Age"),
    "gender": _l("A woman or a man"),
}
ASKED_OF_HER: Mapping[str, str] = {
    **ANSWERS,
    "workplace": _l("Where you work"),
    "wish": _l("What you would like"),
    "safe_now": _l("Whether you are safe"),
    "language": _l("Language you wrote in"),
    "contact_how": _l("How to reach you"),
    "needs": _l("Help you asked for"),
}
"""What she was asked, in the words she was asked in."""
VALUES: Mapping[str, Mapping[str, str]] = {
    "wish": choices.WISHES,
    "elsewhere": choices.ELSEWHERE,
    "safe_now": choices.REPLIES,
    "decides_on_jobs": choices.REPLIES,
    "places": choices.PLACES,
    "kinds": choices.CONDUCT,
    "contact_how": choices.REACHING,
    "needs": choices.NEEDS,
    "age": choices.AGES,
    "gender": choices.GENDERS,
}


ENDING: Mapping[str, Mapping[str, str]] = {
    Kind.CLOSING: ending.STEPS,
    Kind.KEEPING: ending.KEEPING,
    Kind.SETTLING: ending.SETTLING,
}
"""What a step by which a case ends is called."""


def kind_words(line: Line, cover: CoverText) -> str:
    """What an entry is called."""
    if cover.is_concern and line.kind in concerns.KINDS:
        return str(concerns.KINDS[line.kind])
    if line.kind is Kind.STATEMENT and line.author is not None:
        return str(_("What she told"))
    if line.kind is Kind.STAGE:
        return _stage_entered(str(line.facts.get("stage", "")))
    if line.kind in ENDING:
        return str(ENDING[line.kind].get(str(line.facts.get("step")), KINDS[line.kind]))
    if line.kind is Kind.HAND_OVER and str(line.facts.get("step")).startswith("told_"):
        return str(_("She was told of a hand-over"))
    if line.kind is Kind.HAND_OVER and line.facts.get("step") != "given":
        return str(_("Hand-over announced"))
    if line.kind in (Kind.NUMBER, Kind.WITHDRAWAL):
        event = str(line.facts.get("event") or line.facts.get("asks") or "")
        return str(EVENTS.get(event, KINDS[line.kind]))
    return str(KINDS.get(line.kind, line.kind))


def _stage_entered(stage: str) -> str:
    """That a case came to a stage."""
    if stage == "receive":
        return str(_("The complaint arrived"))
    return str(_("Stage: %(stage)s", stage=stage_words(stage)))


def wait_words(wait: Wait) -> str:
    """What waits, in a few words."""
    return str(WAITS[wait])


def stage_words(stage: str) -> str:
    """A stage's name."""
    return str(STAGES.get(stage, stage))


def begun(words: str) -> str:
    """The same words as the beginning of a line."""
    return words[:1].upper() + words[1:]


def part_list(parts: object, cover: CoverText | None = None) -> str:
    """Compartments in words, in their order; the cover, which everybody holds, is left out.

    With the cover of a concern in the words of one: nothing in it is the survivor's.
    """
    own = concerns.COMPARTMENTS if cover is not None and cover.is_concern else {}
    words = {**COMPARTMENTS, **own}
    named = [str(words[part]) for part in C if part in _set(parts) and part is not C.COVER]
    return ", ".join(named) or _("the cover only")


def fact_rows(
    facts: Mapping[str, str | list[str]], asked: Mapping[str, str] = ANSWERS
) -> list[tuple[str, str]]:
    """What she answered, as rows of question and answer; unanswered ones are left out."""
    rows = [(str(asked[name]), _value(name, facts[name])) for name in asked if name in facts]
    return [(question, answer) for question, answer in rows if answer]


def _value(name: str, value: str | list[str]) -> str:
    if name == "language" and isinstance(value, str) and value:
        return own_name(value)
    words = VALUES.get(name, {})
    values = [value] if isinstance(value, str) else value
    return " · ".join(str(words.get(each, each)) for each in values if each)


def _set(parts: object) -> set[str]:
    return set(parts) if isinstance(parts, list | tuple | set | frozenset) else set()
