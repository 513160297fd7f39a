"""Statements of others in the words of a page."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from casework.desk.statements import Agreed, Speaker

SPEAKERS: Mapping[str, str] = {
    Speaker.WITNESS: _l("A witness"),
    Speaker.COLLEAGUE: _l("A colleague"),
    Speaker.SUPPORT_PERSON: _l("A person she trusts"),
    Speaker.SUPERIOR: _l("A superior"),
    Speaker.RESPONDENT: _l("The respondent"),
    Speaker.OTHER: _l("Somebody else"),
}
COMING: Mapping[str, str] = {
    "in_person": _l("Said in person"),
    "phone": _l("Said on the telephone"),
    "written": _l("Written by the person"),
    "through_somebody": _l("Passed on by somebody else"),
}
AGREED: Mapping[str, str] = {
    Agreed.READ_BACK: _l("Yes, read back and found right"),
    Agreed.OWN_HAND: _l("The person wrote it"),
    Agreed.NOT_READ_BACK: _l("Not yet"),
}
FACTS: Mapping[str, str] = {
    "speaker": _l("Who speaks"),
    "speaks_as": _l("As"),
    "came_by": _l("How it came"),
    "said_when": _l("When"),
    "agreed": _l("Read back"),
    "beside_named": _l("Beside, or interpreting"),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "speaks_as": SPEAKERS,
    "came_by": COMING,
    "agreed": AGREED,
}


def statement_rows(facts: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """The facts of a statement as rows of question and answer; the unsaid is left out."""
    known = ((name, facts.get(name)) for name in FACTS)
    return [
        (str(FACTS[name]), str(VALUES.get(name, {}).get(value, value)))
        for name, value in known
        if isinstance(value, str) and value
    ]
