"""What is done about a name that CARE compares: it is sent, and what it finds is decided about."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import g
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.permissions import Permission
from casework.comparing import hits as found_hits
from casework.comparing.hits import Hit
from casework.comparing.sending import is_due, send, sent
from casework.desk.reading import Opened
from casework.forms import parties as forms
from casework.forms.cases import CaseForm
from casework.models.case import Case
from casework.views.acting import Doing
from casework.views.casing import the_look, the_turn

P = Permission.Case


def compared_of(case: Case, found: Opened) -> dict[str, object]:
    """What the page of people shows of it: what is to be sent, what was, and what was found."""
    lines, turn = found.timeline.lines, the_turn(case)
    return {
        "name_is_due": is_due(g.db, turn, found.cover, lines),
        "names_sent": list(sent(lines, found.cover).values()),
        "hits": hits_of(found),
    }


def hits_of(found: Opened) -> list[Hit]:
    """What supervisors found that nobody has decided about."""
    register = the_look().register
    return found_hits.hits(g.db, register, found.cover, found.timeline.lines)


def _the_hit(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    """Raises NotFound for a notice that is not there, or about which somebody has decided."""
    for each in hits_of(found):
        if each.id == about:
            return {"hit": each}
    raise NotFound


COMPARED: Mapping[str, Doing] = MappingProxyType(
    {
        "send": Doing(
            title=_l("Send the name to CARE"),
            say=_l(
                "It goes under your signature, sealed to a key that only CARE's supervisors hold."
                " This is what she agreed to:"
            ),
            form=CaseForm,
            do=lambda turn, _form, _about: send(g.db, turn),
            permission=P.KEEP_PARTIES,
            button=_l("Send it"),
            beside="casework/care_learns.html",
        ),
        "again": Doing(
            title=_l("Another case names the same person"),
            say=_l("It stays on record here. He sees only what was substantiated, and can answer."),
            form=CaseForm,
            offer=_the_hit,
            do=lambda turn, _form, about: found_hits.put_on_record(g.db, turn, about),
            permission=P.KEEP_PARTIES,
            is_about=True,
            button=_l("Put it on record"),
            beside="casework/case/people_hit.html",
        ),
        "not-same": Doing(
            title=_l("It is somebody else"),
            say=_l("Two people can have one name. Write what tells you that they are two."),
            form=forms.LeaveForm,
            offer=_the_hit,
            do=lambda turn, form, about: found_hits.not_the_same(
                g.db, turn, about, form.words.data or ""
            ),
            permission=P.KEEP_PARTIES,
            is_about=True,
            beside="casework/case/people_hit.html",
        ),
    }
)
"""By what stands in the address, beside what else is done with the people of a case."""
