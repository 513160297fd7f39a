"""What may leave, in words: to a provider who reads it, to staff, and to her to whom it is read."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.consent.packet import Why
from referrals.consent.terms import Field, Given, Ground, Purpose, Voice

F = Field
FIELDS: Mapping[Field, str] = MappingProxyType(
    {
        F.REFERENCE: _l("Code of this referral"),
        F.HELP: _l("Help asked for"),
        F.URGENCY: _l("How urgent it is"),
        F.REACH: _l("Safe way to reach her"),
        F.NAME: _l("Name"),
        F.LANGUAGE: _l("Languages"),
        F.AGE_BAND: _l("Age"),
        F.SEX: _l("A woman or a man"),
        F.ACCESS: _l("To get in and be understood"),
        F.STAFF: _l("Who should be there for her"),
        F.AREA: _l("Where she comes from"),
        F.SHIFT: _l("When she works"),
        F.MONEY: _l("Money"),
        F.DOCUMENTS: _l("Papers she can show"),
        F.CHILDREN: _l("Children"),
        F.ACCOMPANIMENT: _l("Company"),
        F.HAPPENED: _l("What happened"),
    }
)
"""As a provider and as staff read it, in the order of a packet."""
HERS: Mapping[Field, str] = MappingProxyType(
    {
        F.REFERENCE: _l("a code, so that we both know whom we speak of"),
        F.HELP: _l("which help you ask for"),
        F.URGENCY: _l("how urgent it is: that you are in danger, or by when you must see a doctor"),
        F.REACH: _l("how to reach you safely"),
        F.NAME: _l("your name, and that only after they have said that they can help"),
        F.LANGUAGE: _l("which languages you speak"),
        F.AGE_BAND: _l("about how old you are"),
        F.SEX: _l("that you are a woman, or a man"),
        F.ACCESS: _l("what you need to get in and be understood"),
        F.STAFF: _l("whom you would like to speak with"),
        F.AREA: _l("the area you come from"),
        F.SHIFT: _l("when you work and when you are free"),
        F.MONEY: _l("that it has to be free of charge"),
        F.DOCUMENTS: _l("which papers you can show"),
        F.CHILDREN: _l("that children come with you"),
        F.ACCOMPANIMENT: _l("that you want somebody to go with you"),
        F.HAPPENED: _l("what happened, in the words below"),
    }
)
"""The same as it is read to her."""
WORDED: Mapping[Field, str] = MappingProxyType(
    {
        F.NAME: _l("Your name, as they will read it:"),
        F.REACH: _l("How to reach you, word for word:"),
        F.ACCESS: _l("What you need to get in and be understood, word for word:"),
        F.HAPPENED: _l("What happened, word for word:"),
    }
)
"""Fields that leave in words agreed with her, and how these are introduced to her."""
PURPOSES: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.SERVICE: _l("So that they help her"),
        Purpose.SHARING: _l("So that people who help her can talk to each other"),
        Purpose.STATISTICS: _l("So that she is counted, without a name"),
    }
)
PURPOSES_TO_HER: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.SERVICE: _l("So that they help you"),
        Purpose.SHARING: _l("So that people who help you can talk to each other"),
        Purpose.STATISTICS: _l("So that you are counted, without a name"),
    }
)
GIVENS: Mapping[Given, str] = MappingProxyType(
    {
        Given.IN_PERSON: _l("In person"),
        Given.NUMBER: _l("On her own page"),
        Given.WITNESSED: _l("Before a witness"),
    }
)
VOICES: Mapping[Voice, str] = MappingProxyType(
    {
        Voice.HERSELF: _l("She herself"),
        Voice.ASSENT: _l("The child itself"),
        Voice.CAREGIVER: _l("Whoever looks after the child, or another adult it trusts"),
    }
)
GROUNDS: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.DANGER: _l("A life is in danger"),
        Ground.DUTY: _l("A law says that it must be told"),
    }
)
WHYS: Mapping[Why, str] = MappingProxyType(
    {
        Why.NOT_AGREED: _l("She has not agreed to it"),
        Why.UNTIL_ACCEPTED: _l("It waits until they have said that they can help"),
        Why.BY_HER_YES: _l("She agreed to it herself: it goes apart, by her own yes"),
        Why.NEVER_COUNTED: _l("It would tell who she is"),
    }
)
COUNTED: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("forms", "channel", "delay"),
        _l("which kinds of harassment you name, how you told it, and how long after it happened"),
    ),
    (("sex", "is_child"), _l("that you are a woman, or a man, and whether you are under 18")),
    (("concern_received", "concern_closed"), _l("whether you or somebody else told it")),
    (
        ("route", "stage", "days", "kept"),
        _l("which steps were taken, how long each took, and whether it was in time"),
    ),
    (("needed", "done"), _l("whether you need a plan to be safe, and what was seen done")),
    (("step", "need"), _l("which kind of help you were sent to, and what came of it")),
    (
        ("result", "outcome", "sanction", "remedy"),
        _l("how it ended, what was decided, and whether you received what was decided for you"),
    ),
    (("within",), _l("whether somebody took it out on you afterwards")),
    (
        ("satisfied", "by_another"),
        _l("whether you say that it was dealt with well, and who asked you"),
    ),
    (("consent_refused", "follow_up"), _l("that you were asked something, or said no to it")),
)
"""All that is counted of a case beside month, factory and country: what of a fact
(casework.facts.fact), and how it is read to her."""


def fields_words(fields: Collection[Field]) -> list[str]:
    """What these are called, in the order of a packet; the code goes without saying."""
    return [str(FIELDS[each]) for each in Field if each in fields and each is not F.REFERENCE]


def pairs_of(fields: Collection[Field]) -> list[tuple[Field, str]]:
    """Each field with what it is called, to tick; without the code."""
    return [
        (each, str(FIELDS[each])) for each in Field if each in fields and each is not F.REFERENCE
    ]


def hers_words(fields: Collection[Field], purpose: Purpose = Purpose.SERVICE) -> list[str]:
    """The same as she reads it. Only a place that is asked for help waits for her name."""
    said = HERS if purpose is Purpose.SERVICE else {**HERS, F.NAME: _("your name")}
    return [str(said[each]) for each in Field if each in fields and each is not F.REFERENCE]


def each_of_hers(fields: Collection[Field], purpose: Purpose) -> list[tuple[Field, str]]:
    """Each field with its words to her, to tick; without the code, which goes without saying."""
    shown = [each for each in Field if each in fields and each is not F.REFERENCE]
    return list(zip(shown, hers_words(fields, purpose), strict=True))


def to_read(
    fields: Collection[Field],
    name: str,
    purpose: Purpose,
    until: date,
    written: Mapping[Field, str] = MappingProxyType({}),
    account: str = "",
) -> str:
    """All that is read to her before she answers, as it is kept: one thought a line.

    `account`: the organisation whose people with accounts here get it, where there is one.
    """
    if purpose is Purpose.STATISTICS:
        return _to_read_of_counting(name)
    lines = [
        _opening(name, purpose),
        *_whose(account),
        *(f"– {each}" for each in hers_words(fields, purpose)),
    ]
    for field, title in WORDED.items():
        if field in fields and written.get(field, "").strip():
            lines += ["", str(title), written[field].strip()]
    lines += [
        "",
        _("They get nothing else."),
        _("It holds until %(day)s.", day=format_date(until)),
        _("You can say no, or yes to a part of it. You are helped all the same."),
        _("You can take it back on any day, with your number or by telling us."),
        _("What they have read by then they cannot forget."),
    ]
    return "\n".join(lines)


def counted_words() -> list[str]:
    """What is counted of a case, a thing a phrase."""
    return [str(words) for _held, words in COUNTED]


def _to_read_of_counting(name: str) -> str:
    lines = [
        _opening(name, Purpose.STATISTICS),
        _("Of a case this is counted, with the month, the factory and the country:"),
        *(f"– {each}" for each in counted_words()),
        "",
        _("Nothing else is counted: no name, no word of yours and no date."),
        _("You are counted in this way unless you say no. It has no last day."),
        _("You can say no. You are helped all the same."),
        _("You can say no on any later day too, with your number or by telling us."),
        _("Then it stays counted only that there was a case. What was published by then stays."),
    ]
    return "\n".join(lines)


def _whose(account: str) -> list[str]:
    if not account:
        return []
    return [_("Here it can be read by those who work for %(name)s.", name=account)]


def _opening(name: str, purpose: Purpose) -> str:
    asked = {
        Purpose.SERVICE: _("May we tell %(name)s this, so that they help you?", name=name),
        Purpose.SHARING: _(
            "May we and %(name)s talk about this, so that those who help you know of each other?",
            name=name,
        ),
        Purpose.STATISTICS: _(
            "May %(name)s count you? Nobody reads your name or what you told.", name=name
        ),
    }
    return str(asked[purpose])
