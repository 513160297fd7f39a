"""What partners do together, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.models.partnership import Category, EntryKind, PlaceKind, SessionKind, Sex
from casework.partners.calendar import What

SESSION_KINDS: Mapping[str, str] = {
    SessionKind.STOP: _l("STOP module"),
    SessionKind.DIALOGUE: _l("Community Dialogue"),
    SessionKind.SAVINGS: _l("Savings group"),
    SessionKind.MEN: _l("With male relatives"),
    SessionKind.LEADERSHIP: _l("Leadership"),
    SessionKind.FINANCE: _l("Financial literacy"),
    SessionKind.STAFF: _l("For partners' own staff"),
}
PLACE_KINDS: Mapping[str, str] = {
    PlaceKind.FACTORY: _l("In a factory"),
    PlaceKind.AREA: _l("In an area"),
    PlaceKind.VILLAGE: _l("In a village"),
    PlaceKind.CENTRE: _l("In a resource centre"),
}
SEXES: Mapping[str, str] = {
    Sex.WOMAN: _l("Women"),
    Sex.MAN: _l("Men"),
    Sex.OTHER: _l("Others"),
    Sex.UNKNOWN: _l("Not known"),
}
CATEGORIES: Mapping[str, str] = {
    Category.WORKER: _l("Workers"),
    Category.LEADER: _l("Line leaders and supervisors"),
    Category.MANAGER: _l("Managers"),
    Category.COMMITTEE: _l("Members of committees"),
    Category.RELATIVE: _l("Relatives of workers"),
    Category.NEIGHBOUR: _l("Other people of the place"),
    Category.PARTNER: _l("Staff of partners"),
}
ENTRY_KINDS: Mapping[str, str] = {
    EntryKind.SAVINGS_GROUP: _l("Savings group"),
    EntryKind.RESOURCE_CENTRE: _l("Resource centre"),
}
DATED: Mapping[str, str] = {
    What.SESSION: _l("Session"),
    What.MEETING: _l("Meeting of partners"),
    What.DUE: _l("Taken on, due"),
}
PARTNER_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "session_kinds": SESSION_KINDS,
        "place_kinds": PLACE_KINDS,
        "sexes": SEXES,
        "categories": CATEGORIES,
        "entry_kinds": ENTRY_KINDS,
        "dated": DATED,
    }
)
"""For the pages of this part, which hand it to their templates."""
