"""A request that claims a leave nobody gave it: refused and recorded, before any view runs."""

import re
from collections.abc import Iterable

from flask import Flask, g, request
from werkzeug.exceptions import NotFound

from auth import trail
from auth.parts import now
from auth.permissions import Permission
from casework.parts import the_parts

ABOUT_HELP = re.compile(r"/(cases/[^/]+/help|r/help)(/|$)")
"""Where something can leave a case."""
CLAIMS = frozenset(
    {
        "override", "overrides", "is_override", "override_id", "overridden", "force", "forced",
        "bypass", "basis", "consented", "is_consented", "is_accepted",
    }
)  # fmt: skip
"""Names that no form of ours sends. What leaves is decided by signed entries and nothing else: no
parameter reaches the function that makes a packet, and whoever sends one is written down."""


def install(app: Flask) -> None:
    """Look at every request about help. After the gate, which knows by then who asks."""
    app.before_request(_refuse_claims)


def claims(names: Iterable[str]) -> bool:
    """Whether one of these names of parameters claims a leave."""
    return any(each.strip().casefold().replace("-", "_") in CLAIMS for each in names)


def _refuse_claims() -> None:
    """Raises NotFound, as every refusal does."""
    if not ABOUT_HELP.match(request.path) or "actor" not in g:
        return
    if claims([*request.args, *request.form]):
        db = g.pop("db", None)
        if db is not None:
            db.rollback()
            db.close()
        with the_parts().sessions() as own:
            asked = Permission.Case.OVERRIDE
            trail.refused(own, g.keys, person=g.actor.person, permission=asked, at=now())
            own.commit()
        raise NotFound
