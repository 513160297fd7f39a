"""What she is asked and answers, in words: on her page and on those of a case."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.asking.questions import Asked, QuestionKind, Reply, SafeBy, questions

Q = QuestionKind
KINDS: Mapping[str, str] = {
    Q.OTHER: _l("A question"),
    Q.MEASURE: _l("A measure to protect you"),
    Q.DAY_AND_HOUR: _l("The day and hour"),
    Q.MAY_STOP: _l("Shall it happen?"),
    Q.CHECK_IN: _l("How it is at work"),
    Q.NAMED_BY_OTHERS: _l("May we say it?"),
    Q.VERIFICATION_NOTE: _l("Who checks that it was carried out"),
    Q.APOLOGY: _l("An apology"),
    Q.CONCILIATION: _l("A talk to settle it"),
    Q.STEPS: _l("What we would do, step by step"),
    Q.FEEDBACK: _l("How we dealt with it"),
}
STAFF_KINDS: Mapping[str, str] = {
    **KINDS,
    Q.MEASURE: _l("A measure to protect her"),
    Q.NAMED_BY_OTHERS: _l("May it be said that somebody else named him?"),
}
REPLIES: Mapping[str, str] = {
    Reply.YES: _l("Yes"),
    Reply.NO: _l("No"),
    Reply.IN_WORDS: _l("Neither: in my own words"),
}
REPLIES_TO: Mapping[str, Mapping[str, str]] = {
    Q.CHECK_IN: {
        Reply.YES: _l("Something has changed"),
        Reply.NO: _l("Nothing has changed"),
    },
    Q.STEPS: {Reply.YES: _l("Yes, like this"), Reply.NO: _l("No, not like this")},
    Q.DAY_AND_HOUR: {Reply.YES: _l("Yes, I know it"), Reply.NO: _l("No, not like this")},
    Q.MAY_STOP: {Reply.YES: _l("Yes, go on"), Reply.NO: _l("No, stop")},
}
WAYS: Mapping[str, str] = {
    SafeBy.PAGE: _l("On her page, where she answers with one press"),
    SafeBy.IN_PERSON: _l("Only by voice or face to face: nothing of it waits on her page"),
}


def reply_words(kind: str, reply: str) -> str:
    """An answer, in the words of what was asked."""
    known = REPLIES_TO.get(kind, {})
    return str(known.get(reply, REPLIES.get(reply, reply)))


def question_words(kind: str) -> str:
    """What a question is about, for her."""
    return str(KINDS.get(kind, kind))


def question_of_case(kind: str) -> str:
    """The same for whoever deals with her case."""
    return str(STAFF_KINDS.get(kind, kind))


def way_words(way: str) -> str:
    """By which way it was safe to ask."""
    return str(WAYS.get(way, ""))


def question_of(digits: object, lines: object) -> Asked | None:
    """The question that an entry answers, among the lines of a timeline."""
    found = questions(lines) if isinstance(lines, list) else {}
    return next((each for each in found.values() if each.id.hex == digits), None)


ASKING_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "question_of": question_of,
        "question_of_case": question_of_case,
        "question_words": question_words,
        "reply_words": reply_words,
        "way_words": way_words,
    }
)
