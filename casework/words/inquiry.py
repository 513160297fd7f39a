"""Letters, hearings, findings, decisions and reviews in the words of a page."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.inquiry.appeals import Outcome, Side
from casework.inquiry.carrying_out import Saw
from casework.inquiry.choosing import NOTHING, Choice, Remedy
from casework.inquiry.findings import Found
from casework.inquiry.hearings import Heard, Signed
from casework.inquiry.notices import CouldTell, wants_copy
from casework.inquiry.outside import By
from casework.inquiry.undertakings import Standing
from casework.models.cover import Capacity
from casework.procedures.composition import Asked
from casework.procedures.pack import Pack
from casework.procedures.terms import Binding, Event, OutcomeKind
from casework.protection.gate import Act
from casework.protection.reading import day, text
from casework.words.procedures import ASKED, BINDINGS, OUTCOMES, rests_on, shown_as, spoken

COULD_TELL: Mapping[str, str] = {
    CouldTell.NO: _l("No, he could not"),
    CouldTell.YES: _l("Yes, he could: word it anew"),
    CouldTell.LAW: _l("Yes, by the copy of the complaint that the law makes us send"),
}
SERVED_HOW: Mapping[str, str] = {
    "in_hand": _l("Handed to him, alone"),
    "post": _l("By post, with proof of delivery"),
    "read_out": _l("Read out to him, and handed to him"),
    "refused": _l("He would not take it, before a witness"),
}
STANDINGS: Mapping[str, str] = {
    Standing.INTERPRETER: _l("Interpreter"),
    Standing.COMPANION: _l("Companion of one of the two"),
    Standing.MEMBER: _l("Member of the committee"),
    Standing.OTHER: _l("Somebody else"),
}
NOTED_ACTS: Mapping[str, str] = {
    Act.NOTICE: _l("The letter to the respondent"),
    Act.HEARING: _l("The respondent is called to be heard"),
    Act.DECISION: _l("The respondent is told what was decided"),
}
"""What a panel writes down that she said of: its acts, by how the entry names them."""
FOR_HER_NOTED: Mapping[str, str] = {
    Act.NOTICE: _l("You know that he gets the letter on %(day)s, and that it goes on."),
    Act.HEARING: _l("You know that he is called to be heard on %(day)s, and that it goes on."),
    Act.DECISION: _l("You know that he is told of the decision on %(day)s, and that it goes on."),
}
HEARD: Mapping[str, str] = {
    Heard.SURVIVOR: _l("The survivor"),
    Heard.RESPONDENT: _l("The respondent"),
    Heard.WITNESS: _l("A witness"),
    Heard.NOBODY: _l("Nobody: the committee says what it found"),
}
SIGNED: Mapping[str, str] = {
    Signed.SIGNED: _l("Signed it"),
    Signed.MARK: _l("Put a mark or thumb print on it"),
    Signed.REFUSED: _l("Would not sign it"),
}
FOUND: Mapping[str, str] = {
    Found.SUBSTANTIATED: _l("Substantiated"),
    Found.PARTLY: _l("Partly substantiated"),
    Found.NOT_ENOUGH: _l("Not enough evidence"),
    Found.WITHDRAWN: _l("Withdrawn"),
}
STANDARDS: Mapping[str, str] = {
    "more_likely": _l("More likely than not"),
    "clear": _l("Clear and convincing"),
    "beyond_doubt": _l("Beyond reasonable doubt"),
}
REMEDIES: Mapping[str, str] = {
    Remedy.PAY: _l("Pay that she lost"),
    Remedy.TRANSFER_BACK: _l("Back to her own place"),
    Remedy.APOLOGY: _l("An apology, because she wants it"),
    Remedy.REINSTATEMENT: _l("Her employment back"),
    Remedy.LEAVE_RESTORED: _l("Her leave given back"),
    NOTHING: _l("Nothing follows"),
}
SEEN_AS: Mapping[str, str] = {
    Capacity.UNION_REPRESENTATIVE: _l("the union representative"),
    Capacity.EXTERNAL_MEMBER: _l("the external member"),
    Capacity.CHILD_PROTECTION_OFFICER: _l("a child protection officer"),
}
SAW: Mapping[str, str] = {
    Saw.APPLIED: _l("It is applied: I saw it"),
    Saw.NOT_APPLIED: _l("It is not applied, or not any more"),
}
STEPS_FOR_HER: Mapping[str, str] = {
    Event.NOTICE: _l("The person it is about was told"),
    Event.REPLY: _l("He or she replied"),
    Event.INQUIRY_BEGUN: _l("The committee began to ask"),
    Event.INQUIRY_DONE: _l("The committee had asked everybody"),
    Event.REPORT: _l("The committee wrote down what it found"),
    Event.DECISION: _l("It was decided"),
    Event.CARRIED_OUT: _l("All that was decided is applied, as they say"),
    Event.APPEAL: _l("A review was asked for"),
    Event.APPEAL_DECIDED: _l("The review ended"),
}
WHOM_FOR_HER: Mapping[str, str] = {
    OutcomeKind.DISCIPLINARY: _l("for the person it is about"),
    OutcomeKind.REMEDY: _l("for you"),
    OutcomeKind.NO_FINDING: _l("not enough evidence"),
}
SIDES: Mapping[str, str] = {
    Side.SURVIVOR: _l("The survivor"),
    Side.RESPONDENT: _l("The respondent"),
}
ENDED: Mapping[str, str] = {
    Outcome.STANDS: _l("The decision stands"),
    Outcome.CHANGED: _l("The decision was changed"),
    Outcome.SENT_BACK: _l("Sent back: the committee inquires further"),
    Outcome.TAKEN_BACK: _l("Whoever asked for it took that back"),
}
GONE_BY: Mapping[str, str] = {
    By.HERSELF: _l("She went herself"),
    By.WITH_HER: _l("Somebody went with her, at her wish"),
    By.LAW: _l("Somebody had to by law, and told her before"),
}


def choice_words(choice: Choice) -> str:
    """What can be recommended or decided, in a few words."""
    return str(REMEDIES.get(choice.id) or spoken(choice.label))


def item_words(outcome: str, label: str) -> str:
    """The same of something that was decided."""
    return str(REMEDIES.get(outcome) or spoken(label))


def for_whom(kind: str) -> str:
    """Whom an outcome is for."""
    return str(OUTCOMES[OutcomeKind(kind)])


def labels(choices: Iterable[Choice], ids: Iterable[str]) -> str:
    """Several outcomes by their ids, in one line."""
    wanted = set(ids)
    return ", ".join(choice_words(each) for each in choices if each.id in wanted)


def notice_law(pack: Pack) -> str:
    """What this country's law makes us send him, before she chooses, in her own person."""
    if wants_copy(pack):
        sentence = _(
            "On the formal route the law makes us send him a copy of your complaint. He then knows "
            "that it is you. You are told the day before, and can still stop it."
        )
    elif pack.notice.copy_of_complaint is False:
        sentence = _(
            "On the formal route he gets a letter that says what he is to answer. No copy of your "
            "complaint is sent. You are told the day before, and can still stop it."
        )
    else:
        sentence = _(
            "On the formal route he gets a letter that says what he is to answer, without your "
            "name. He may guess who spoke. Whether the law makes us send more is not known. You "
            "are told the day before, and can still stop it."
        )
    return str(sentence)


def notice_source(pack: Pack) -> str:
    """On what that rests, and how far it binds."""
    return f"{shown_as(pack.notice)}: {rests_on(pack, pack.notice)}"


def short_words(short: Iterable[str]) -> list[str]:
    """What was asked of a hearing and not met, each as a sentence."""
    return [_short(*each.split(":")) for each in short]


def _short(asked: str, state: str, needs: str, has: str, binding: str) -> str:
    what, bound = str(ASKED[Asked(asked)]), str(BINDINGS[Binding(binding)])
    known = {"what": what, "bound": bound, "needs": needs, "has": has}
    if state == "unclear":
        sentence = _(
            "%(what)s: not known, since somebody's gender is not entered (%(bound)s)", **known
        )
    else:
        sentence = _("%(what)s: %(needs)s asked for, %(has)s there (%(bound)s)", **known)
    return str(sentence)


def _of(words: Mapping[str, str]) -> object:
    return lambda value: str(words.get(str(value), value))


def guest_words(name: str) -> str:
    """A member of the committee who has no account."""
    return str(_("%(who)s, member without an account", who=name))


def signed_or_not(who: str, *, is_signed: bool) -> str:
    """Somebody who can sit beside them, and whether she has signed to keep it secret."""
    if is_signed:
        return str(_("%(who)s (signed to keep it secret)", who=who))
    return str(_("%(who)s (has not signed yet)", who=who))


def noted_for_her(line: Line) -> str:
    """What somebody wrote down that she said, as she reads it."""
    on = day(line.facts, "on")
    words = FOR_HER_NOTED.get(text(line.facts, "about"), "")
    return str(words) % {"day": format_date(on) if on else ""}


INQUIRY_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "could_tell_words": _of(COULD_TELL),
        "ended_words": _of(ENDED),
        "for_whom": for_whom,
        "found_words": _of(FOUND),
        "gone_by_words": _of(GONE_BY),
        "heard_words": _of(HEARD),
        "item_words": item_words,
        "notice_law": notice_law,
        "notice_source": notice_source,
        "noted_for_her": noted_for_her,
        "outcome_labels": labels,
        "saw_words": _of(SAW),
        "seen_as_words": _of(SEEN_AS),
        "served_how": _of(SERVED_HOW),
        "short_words": short_words,
        "rests_on": rests_on,
        "side_words": _of(SIDES),
        "signed_words": _of(SIGNED),
        "guest_words": guest_words,
        "spoken": spoken,
        "step_for_her": _of(STEPS_FOR_HER),
        "whom_for_her": _of(WHOM_FOR_HER),
        "standard_words": _of(STANDARDS),
        "standing_words": _of(STANDINGS),
    }
)
