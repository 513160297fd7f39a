"""A proceeding of its own against whoever complained, in the words of a page."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.models.cover import Capacity
from casework.procedures.pack import Pack
from casework.procedures.terms import Binding
from casework.words.procedures import rests_on, shown_as, spoken

WHOM: Mapping[str, str] = {
    Capacity.EXTERNAL_MEMBER: _l("The external member"),
    Capacity.SUPERVISOR: _l("The supervisor of CARE"),
}
PROVED: Mapping[str, str] = {
    "yes": _l("Yes: she knew that it was not true, and meant to harm"),
    "no": _l("No: nothing follows for her"),
}
STOOD: Mapping[str, str] = {
    "yes": _l("It stands"),
    "no": _l("It was taken back: nothing follows for her"),
}


def malice_law(pack: Pack) -> str:
    """What the law of this country says of it, or that none is known to say anything."""
    rule = pack.false_complaint
    if not rule.enabled or not rule.rule:
        return str(
            _(
                "The rules of this country, as far as they are known here, know no such "
                "proceeding. Where no law asks for it, do not begin one."
            )
        )
    said = spoken(rule.rule)
    if rule.binding is Binding.LAW:
        return said
    return str(_("%(rule)s This is no law here: nobody has to do it.", rule=said))


def malice_source(pack: Pack) -> str:
    """On what that rests, and how far it binds; empty where nothing is known."""
    rule = pack.false_complaint
    if not rule.enabled or not rule.rule:
        return ""
    return f"{shown_as(rule)}: {rests_on(pack, rule)}"


MALICE_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "malice_law": malice_law,
        "malice_source": malice_source,
        "malice_whom": lambda each: str(WHOM.get(each, "")),
    }
)
