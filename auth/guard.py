"""The gate: nothing runs undeclared, unasked or unfinished."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import NoReturn

import structlog
from flask import Flask, current_app, g, redirect, request
from flask import Request as AnyRequest
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden, NotFound

from auth import cookies, sessions, trail
from auth.actor import Actor, Rank
from auth.again import ask_again
from auth.arriving import the_actor
from auth.csrf import csrf
from auth.incoming import Incoming, sink_maker_of
from auth.parts import now, the_parts
from auth.permissions import AnyPermission, Permission
from auth.policy import may
from auth.rings import load_ring
from crypto.ring import KeyRing
from crypto.sealing import give_ring

log = structlog.get_logger()
View = Callable[..., ResponseReturnValue]
Finder = Callable[..., object]
SAFE = {"GET", "HEAD"}


@dataclass(frozen=True)
class Declared:
    """What a view said about itself."""

    permission: AnyPermission | None = None
    finder: Finder | None = None
    writes: bool = False
    is_bare: bool = False
    asks_again: bool = False
    reads: bool = False
    is_for_programs: bool = False


class SessionEnded(Forbidden):
    """A form arrived after its session had ended. What was typed is not lost for that."""


class Undeclared(Exception):
    """A route whose view said neither who may call it nor that everybody may."""


def guarded(
    permission: AnyPermission,
    finder: Finder | None = None,
    *,
    asks_again: bool = False,
    writes: bool = False,
    reads: bool = False,
) -> Callable[[View], View]:
    """Let a view run only for whom policy allows it, on the subject the finder gives.

    `finder(db, actor, **args)` takes the route's arguments that it names; the view takes the
    subject and the others. It gives None for what does not exist. Without a finder the view
    takes no subject. `asks_again`: a passphrase in the form is judged before the view runs,
    see auth.again. `writes`: also a GET may write; KEYS names the few that do. `reads`: a POST
    that changes nothing and takes no lock, since what it asks for must stand in no address.

    What is missing, refused or somebody else's is the same 404.
    """
    takes = frozenset(list(signature(finder).parameters)[2:]) if finder else frozenset()

    def declare(view: View) -> View:
        @wraps(view)
        def enter(**args: object) -> ResponseReturnValue:
            subject = None
            if finder is not None:
                mine = {name: args.pop(name) for name in takes & args.keys()}
                subject = finder(g.db, g.actor, **mine)
            if (finder and subject is None) or not may(g.actor, permission, subject):
                return _refuse(permission)
            _let_in()
            return _finish(view(subject, **args) if finder else view(**args))

        declared = Declared(permission, finder, writes, asks_again=asks_again, reads=reads)
        enter.__dict__["declared"] = declared
        return enter

    return declare


def public(view: View) -> View:
    """Let everybody call a view."""
    return publicly()(view)


def publicly(
    *, writes: bool = False, bare: bool = False, reads: bool = False, programs: bool = False
) -> Callable[[View], View]:
    """Let everybody call a view. `bare`: it asks neither who it is nor for the database.

    `reads`: a POST that changes nothing, as in `guarded`. `programs`: programs elsewhere call it.
    Who asks is not looked at, and its POST needs no token: it changes nothing and answers everybody
    alike, so that a page elsewhere gains nothing by having a browser send it.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def enter(**args: object) -> ResponseReturnValue:
            return _finish(view(**args))

        enter.__dict__["declared"] = Declared(
            writes=writes, is_bare=bare, reads=reads or programs, is_for_programs=programs
        )
        return enter

    return declare


def install(app: Flask) -> None:
    """Set the gate before every request, and let Flask-Login carry who passes."""
    login = LoginManager()
    login.session_protection = None
    login.anonymous_user = Actor
    login.request_loader(_arrive)
    login.init_app(app)
    csrf.init_app(app)
    app.before_request(_open_gate)
    app.teardown_appcontext(_close_gate)
    app.jinja_env.globals["may"] = _may_here
    app.context_processor(_whose_page)


def check_declared(app: Flask) -> None:
    """Refuse to start with a route that nobody declared. Raises Undeclared."""
    silent = [
        rule.rule for rule in app.url_map.iter_rules() if _declared(app, rule.endpoint) is None
    ]
    if silent:
        raise Undeclared(silent)


def staff_here() -> Actor | None:
    """Whoever is signed in as staff on this request; survivors have no name on a page."""
    actor: Actor | None = g.get("actor")
    return actor if actor is not None and actor.rank is Rank.STAFF else None


def home_of(actor: Actor | None) -> str:
    """The page somebody begins with: what was sent to her, or for whoever reads cases the desk."""
    if actor is None or actor.rank is not Rank.STAFF:
        return "/"
    if may(actor, Permission.Received.LIST) and not may(actor, Permission.Case.LIST):
        return "/received"
    if may(actor, Permission.Case.LOG):
        return "/desk"
    return "/people" if may(actor, Permission.People.LIST) else "/me"


def _whose_page() -> dict[str, object]:
    actor = staff_here()
    return {"actor": actor, "home": home_of(actor)}


def _open_gate() -> ResponseReturnValue | None:
    if request.routing_exception is not None or request.endpoint is None:
        return None
    declared = _declared(current_app, request.endpoint)
    if declared is None:
        log.error("undeclared route", endpoint=request.endpoint)
        raise NotFound
    _accept_files(request.endpoint, declared)
    if request.method not in SAFE and not declared.is_for_programs:
        csrf.protect()
    if declared.is_bare:
        return None
    if declared.is_for_programs:
        _open_to_programs()
        return None
    g.actor = current_user._get_current_object()
    g.keys = the_parts().keys
    if declared.permission is not None and not g.actor.is_authenticated:
        return _show_in(declared.permission)
    if declared.asks_again and request.method not in SAFE:
        g.opened_again = ask_again(g.actor)
    g.is_writing = declared.writes or (request.method not in SAFE and not declared.reads)
    g.db = the_parts().sessions(writing=g.is_writing)
    return None


def _open_to_programs() -> None:
    g.is_writing = False
    g.db = the_parts().sessions(writing=False)


def _accept_files(endpoint: str, declared: Declared) -> None:
    """Let a view that takes files have them: of nobody who is not signed in where one has to be.

    Of a session that has ended the form is read, and its words are kept, as of any form.
    """
    maker = sink_maker_of(current_app.view_functions[endpoint])
    if maker is None or not isinstance(request, Incoming):
        return
    is_known = declared.permission is None or current_user.is_authenticated
    if not is_known and not g.get("had_session"):
        raise NotFound
    request.accept_files(maker)


def _let_in() -> None:
    """Begin the slow work that waited for leave: with no lock held, so that nobody waits for it."""
    calls = request.when_let_in if isinstance(request, Incoming) else []
    if calls:
        g.db.rollback()
    for call in calls:
        call()


def _arrive(_request: AnyRequest) -> Actor | None:
    parts = the_parts()
    name = cookies.named(cookies.SESSION, is_secure=parts.settings.is_secure)
    cookie, at = request.cookies.get(name), now()
    if not cookie:
        return None
    g.had_session = True
    with parts.sessions(writing=False) as db:
        found = sessions.find(db, parts.keys, cookie, limits(), at)
        actor = the_actor(db, found, at.date()) if found else None
    if found is None or actor is None:
        return None
    if sessions.is_stale(found, at):
        with parts.sessions() as own:
            sessions.touch(own, parts.keys, found, at)
            own.commit()
    actor.ring_loader = _ring_here
    return actor


def limits() -> sessions.Limits:
    """How long a session lives here."""
    settings = the_parts().settings
    return sessions.Limits(settings.idle_minutes, settings.absolute_hours)


def _ring_here(actor: Actor) -> KeyRing:
    parts = the_parts()
    if actor.seeds is None or actor.holder is None:
        return KeyRing(actor.holder)
    db: Session = g.db
    ring = load_ring(db, parts.keys, actor.holder, actor.seeds, actor.former, parts.admit)
    give_ring(db, ring)
    return ring


def _may_here(permission: AnyPermission, subject: object = None) -> bool:
    actor: Actor | None = g.get("actor")
    return actor is not None and may(actor, permission, subject)


def _declared(app: Flask, endpoint: str) -> Declared | None:
    declared: Declared | None = getattr(app.view_functions[endpoint], "declared", None)
    return declared


def _show_in(permission: AnyPermission) -> ResponseReturnValue:
    is_hers = isinstance(permission, Permission.Survivor)
    if request.method in SAFE:
        return redirect("/r" if is_hers else "/sign-in", 303)
    if g.get("had_session"):
        raise SessionEnded
    return _refuse(permission)


def _refuse(permission: AnyPermission) -> NoReturn:
    _close_gate(None)
    parts, actor = the_parts(), g.actor
    with parts.sessions() as own:
        trail.refused(own, parts.keys, person=actor.person, permission=permission, at=now())
        own.commit()
    raise NotFound


def _finish(response: ResponseReturnValue) -> ResponseReturnValue:
    db: Session | None = g.get("db")
    if db is not None and g.is_writing:
        db.commit()
    return response


def _close_gate(_wrong: BaseException | None) -> None:
    db: Session | None = g.pop("db", None)
    if db is not None:
        db.rollback()
        db.close()
