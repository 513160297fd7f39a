"""What is offered, answered and decided about a concern, in the words of a page."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from casework.models.entry import Kind
from casework.taking_down.concerns import Reason, Reply, Way
from crypto.compartments import Compartment

SUGGESTED = _l(
    "Somebody who cares about you thought that you may want to talk. You need not answer, and"
    " nothing happens if you do not. If you like, I can tell you who could help."
)
"""Where an offer begins: it names no conduct, no person and nobody who told."""
WAYS: Mapping[str, str] = {
    Way.ALONE: _l("At work, when she is alone for another reason"),
    Way.OUTSIDE: _l("Outside, on the way to or from work"),
    Way.BY_PHONE: _l("On a telephone that is hers alone"),
    Way.THROUGH_SOMEBODY: _l("Through a person she trusts"),
}
REPLIES: Mapping[str, str] = {
    Reply.AGREED: _l("She agrees that it is dealt with"),
    Reply.DECLINED: _l("She would rather not"),
    Reply.NOT_REACHED: _l("She could not be reached yet"),
}
REPLY_HINTS: Mapping[str, str] = {
    Reply.AGREED: _l("A new case of her own, with her own number and her own choices."),
    Reply.DECLINED: _l("The concern is closed. She may come at any later time."),
    Reply.NOT_REACHED: _l("It stays open. It is still the same offer: do not press."),
}
REASONS: Mapping[str, str] = {
    Reason.DECLINED: _l("She would rather not"),
    Reason.NOT_REACHED: _l("She could not be reached"),
    Reason.UNSAFE: _l("An offer would be noticed and put her in danger"),
    Reason.UNKNOWN: _l("Nobody can tell who it is"),
    Reason.HELPED: _l("She has told it herself, or is being helped already"),
    Reason.TAKEN_BACK: _l("Whoever told it took it back"),
    Reason.AGREED: _l("She agreed: a case of her own takes its place"),
}
REASON_HINTS: Mapping[str, str] = {
    Reason.UNKNOWN: _l("Do not ask around to find out: that would be an inquiry."),
}
KINDS: Mapping[str, str] = {
    Kind.STATEMENT: _l("What was told"),
    Kind.INTAKE: _l("What was answered"),
    Kind.IDENTITY: _l("Who told it"),
    Kind.MESSAGE_TO_SURVIVOR: _l("Message to who told it"),
    Kind.MESSAGE_FROM_SURVIVOR: _l("Message from who told it"),
    Kind.WITHDRAWAL: _l("Taken back by who told it"),
    Kind.NUMBER: _l("The number"),
}
"""What an entry is called while nobody has spoken with the survivor: nothing of it is hers."""
COMPARTMENTS: Mapping[Compartment, str] = {
    Compartment.IDENTITY: _l("who told it"),
    Compartment.TOLD: _l("what was told"),
    Compartment.ACCOUNT: _l("who is kept away"),
    Compartment.OUTCOME: _l("what was done"),
    Compartment.CHANNEL: _l("messages with who told it"),
}
ACTS: Mapping[str, str] = {
    "case:complaint:tell": _l("told it for somebody else"),
    "case:complaint:take_down": _l("took it down"),
    "case:survivor:answer": _l("answered who told it"),
}
"""What was done with it, after a name: it is not she who told, nor she who is answered."""
FACTS: Mapping[str, str] = {
    "by": _l("Who spoke with her"),
    "offer_way": _l("How nobody noticed"),
    "offer_where": _l("Where and when"),
    "reason": _l("Why"),
    "concern": _l("From the concern"),
}
VALUES: Mapping[str, Mapping[str, str]] = {"offer_way": WAYS, "reason": REASONS}


def concern_rows(facts: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """The facts of an entry about a concern, as rows of question and answer."""
    known = ((name, facts.get(name)) for name in FACTS)
    return [
        (str(FACTS[name]), str(VALUES.get(name, {}).get(value, value)))
        for name, value in known
        if isinstance(value, str) and value
    ]
