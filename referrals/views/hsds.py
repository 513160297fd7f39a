"""The directory for programs: the HSDS API of Open Referral, read by everybody, written by none.

No cookie is set or looked at. A POST is a search whose words stand in no address; it writes
nothing and answers everybody alike, so it asks for no token (auth.guard.publicly, `programs`).
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from flask import Blueprint, Response, g, request, stream_with_context
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound, UnsupportedMediaType

from auth.guard import View, publicly
from auth.parts import the_parts
from auth.throttle import limiter
from referrals.hsds.answering import FINDERS, LISTS, lines, page
from referrals.hsds.asked import Asked, Unfit, asked, from_json
from referrals.hsds.openapi import ASKED, ASKED_OF_ONE, PROFILE, VERSION, document
from referrals.views.refusing import PREFIX, refused

bp = Blueprint("hsds", __name__, url_prefix=PREFIX)
JSON, LINES = "application/json", "application/x-ndjson"
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
STREAMS = "60 per hour"
"""Of one address: the whole directory, line by line."""


@bp.errorhandler(Unfit)
def _say_unfit(wrong: Unfit) -> Response:
    return refused(400, f"{wrong.name} has to be {wrong.why}.", wrong.name)


@bp.get("/")
@publicly(bare=True)
def about() -> ResponseReturnValue:
    said = {"version": VERSION, "profile": PROFILE, "openapi_url": f"{_base()}/openapi.json"}
    return _json(said)


@bp.get("/openapi.json")
@publicly(bare=True)
def openapi() -> ResponseReturnValue:
    settings = the_parts().settings
    return _json(document(_base(), settings.directory_licence, settings.directory_mail))


def _listing(name: str) -> View:
    @publicly(programs=True)
    @limiter.limit(STREAMS, exempt_when=_is_no_stream)
    def view() -> ResponseReturnValue:
        wanted = _asked(ASKED[name])
        listing = LISTS[name](g.db, wanted)
        if wanted.format == "ndjson":
            stream = stream_with_context(lines(g.db, listing))
            return Response(stream, content_type=LINES)
        return _json(page(g.db, listing, wanted))

    return view


def _one(name: str) -> View:
    @publicly(programs=True)
    def view(id_: str) -> ResponseReturnValue:
        wanted = _asked(ASKED_OF_ONE[name])
        found = FINDERS[name](g.db, _id(id_), wanted)
        if found is None:
            raise NotFound
        return _json(found)

    return view


def _base() -> str:
    return f"{the_parts().settings.origin}{PREFIX}"


def _json(said: object) -> Response:
    return Response(msgspec.json.encode(said), content_type=JSON)


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound from None


def _is_no_stream() -> bool:
    try:
        return _asked(("format",)).format != "ndjson"
    except (Unfit, HTTPException):
        return True


def _asked(names: Sequence[str]) -> Asked:
    """What is asked in the address, and in a body, which goes before it. Raises Unfit."""
    sent = dict(request.args.lists())
    asked(sent, names)
    return asked({**sent, **_body(names)}, names)


def _body(names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    if request.method != "POST" or not request.content_length:
        return {}
    if request.mimetype in FORMS:
        return dict(request.form.lists())
    if request.mimetype == JSON:
        return from_json(request.get_data(), names)
    raise UnsupportedMediaType


for _name in LISTS:
    bp.add_url_rule(f"/{_name}", f"list_{_name}", _listing(_name), methods=["GET"])
    bp.add_url_rule(f"/{_name}", f"search_{_name}", _listing(_name), methods=["POST"])
    bp.add_url_rule(f"/{_name}/<id_>", f"show_{_name}", _one(_name), methods=["GET"])
