"""What a place passes on without asking her, as sentences: shown before she chooses it."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.directory.offered import Tells
from referrals.models.terms import Duty

POLICE: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.NEVER: _l("It does not tell the police without asking you."),
        Duty.MAY: _l("It may tell the police without asking you."),
        Duty.MUST: _l("It must tell the police, also if you do not want it."),
        Duty.UNKNOWN: _l("We do not know if it tells the police. Ask before you say more."),
    }
)
FAMILY: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.NEVER: _l("It does not tell your family without asking you."),
        Duty.MAY: _l("It may tell your family without asking you."),
        Duty.MUST: _l("It must tell your family, also if you do not want it."),
        Duty.UNKNOWN: _l("We do not know if it tells your family. Ask before you say more."),
    }
)
EMPLOYER: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.NEVER: _l("It does not tell your employer without asking you."),
        Duty.MAY: _l("It may tell your employer without asking you."),
        Duty.MUST: _l("It must tell your employer, also if you do not want it."),
        Duty.UNKNOWN: _l("We do not know if it tells your employer. Ask before you say more."),
    }
)


def telling(tells: Tells) -> list[str]:
    """One sentence for each of the three; one for all where it is the same for all and good."""
    duties = (tells.police, tells.family, tells.employer)
    own = [tells.words] if tells.words else []
    if set(duties) == {Duty.NEVER}:
        return [_("It tells nobody without asking you: not police, family or employer."), *own]
    if set(duties) == {Duty.UNKNOWN}:
        return [_("We do not know whom it tells: police, family, employer. Ask first."), *own]
    said = zip((POLICE, FAMILY, EMPLOYER), duties, strict=True)
    return [*(str(words[duty]) for words, duty in said), *own]


def warns(tells: Tells) -> bool:
    """Whether it may or must tell somebody: that is to be seen at a glance."""
    return bool({Duty.MAY, Duty.MUST} & {tells.police, tells.family, tells.employer})


def telling_briefly(tells: Tells) -> str:
    """The same in a few words, for paper that has little room."""
    named = (
        (tells.police, _("police")),
        (tells.family, _("family")),
        (tells.employer, _("employer")),
    )
    must = ", ".join(who for duty, who in named if duty is Duty.MUST)
    may = ", ".join(who for duty, who in named if duty is Duty.MAY)
    unknown = ", ".join(who for duty, who in named if duty is Duty.UNKNOWN)
    said = (
        _("must tell: %(whom)s", whom=must) if must else "",
        _("may tell: %(whom)s", whom=may) if may else "",
        _("ask first about: %(whom)s", whom=unknown) if unknown else "",
    )
    return "; ".join(filter(None, said)) or _("nobody without asking you")
