"""The pages of one case, as a row under its code on each of them."""

from typing import NamedTuple

from flask import g, request
from flask_babel import lazy_gettext as _l

from auth.permissions import Permission
from auth.policy import may
from casework.models.case import Case

P = Permission.Case


class CasePage(NamedTuple):
    """One page: what stands after `/cases/<id>`, its name, and who may see it."""

    path: str
    label: str
    permission: Permission.Case


class Tab(NamedTuple):
    """The same as a link, for one case and whoever looks."""

    href: str
    label: str
    is_here: bool


CASE_PAGES: tuple[CasePage, ...] = (
    CasePage("", _l("Timeline"), P.READ),
    CasePage("course", _l("Procedure"), P.READ_COURSE),
    CasePage("people", _l("People"), P.KEEP_PARTIES),
    CasePage("safety", _l("Safety"), P.READ_SAFETY),
    CasePage("help", _l("Help"), P.READ_NEEDS),
    CasePage("inquiry", _l("Inquiry"), P.INQUIRE),
    CasePage("decision", _l("Decision"), P.READ_COURSE),
    CasePage("watch", _l("Retaliation"), P.READ_WATCH),
    CasePage("union", _l("Union"), P.ANSWER_UNION),
    CasePage("evidence", _l("Files"), P.READ_EVIDENCE),
    CasePage("ending", _l("Closing"), P.READ_COURSE),
    CasePage("paper", _l("Paper"), P.PRINT),
)
"""In the order in which they stand. Whoever adds pages about a case adds a line here."""


def case_pages(case: Case) -> list[Tab]:
    """The pages of a case that whoever is signed in may see; none where it is only one."""
    allowed = [each for each in CASE_PAGES if may(g.actor, each.permission, case)]
    root = f"/cases/{case.id}"
    tabs = [
        Tab(f"{root}/{each.path}".rstrip("/"), str(each.label), _is_here(root, each.path))
        for each in allowed
    ]
    return tabs if len(tabs) > 1 else []


def _is_here(root: str, path: str) -> bool:
    here = request.path.removeprefix(root).strip("/")
    return here.split("/", 1)[0] == path
