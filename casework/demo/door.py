"""The demonstration's door: fictional people come in by one press, on this machine alone."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth import bundle, login
from auth.forms import SignInForm
from auth.guard import public
from auth.lanes import Busy, Lane
from auth.login import Candidate, Proof
from auth.models import Role
from auth.throttle import address_digest
from auth.titles import role_title
from auth.views.entrance import let_in
from casework import db as database
from casework.config import Config
from casework.demo import keeping
from casework.demo.keeping import Demo, KeptPerson
from casework.parts import Parts, the_parts
from casework.variables import is_loopback
from crypto.errors import CryptoError

EXTENSION = "casework-demo"
bp = Blueprint("demo", __name__)


class DemoExposed(Exception):
    """A demonstration would be reachable from elsewhere than this machine."""


def find(config: Config) -> Demo | None:
    """The demonstration behind this configuration, or None where the instance is a real one.

    Both must hold: the file with everybody's passphrases lies beside the database, and the
    database itself says that `make demo` made it.
    """
    kept = keeping.beside(config)
    if kept is None:
        return None
    engine = database.engine(config)
    try:
        with database.sessions(engine)(writing=False) as db:
            return kept if keeping.is_demo(db) else None
    finally:
        # Gunicorn's workers and the parent of a demonstration share no connection.
        engine.dispose()


def install(app: Flask, parts: Parts) -> None:
    """Open the door where the instance is a demonstration; elsewhere the route does not exist.

    Raises DemoExposed where the settings speak of a proxy or of another machine.
    """
    kept = find(parts.config)
    if kept is None:
        return
    if parts.config.proxy_hops or not _is_here(parts.config.origin):
        raise DemoExposed
    parts.is_demo = True
    app.extensions[EXTENSION] = kept
    app.before_request(_stay_here)
    app.register_blueprint(bp)
    app.context_processor(
        lambda: {"demo_bodies": lambda: _by_body(kept), "demo_now": lambda: datetime.now(UTC)}
    )


def may_listen_on(host: str) -> bool:
    """Whether a demonstration may listen on an address."""
    return is_loopback(host)


def refuse_elsewhere(app: object, names: Iterable[object]) -> None:
    """Stop a server whose sockets (by `getsockname`) are open to others. Raises DemoExposed."""
    is_demo = isinstance(app, Flask) and EXTENSION in app.extensions
    hosts = [name[0] for name in names if isinstance(name, tuple)]
    if is_demo and not all(may_listen_on(str(host)) for host in hosts):
        raise DemoExposed


@bp.post("/sign-in/demo")
@public
def come_in() -> ResponseReturnValue:
    kept = _the_demo().find(request.form.get("person", ""))
    if kept is None:
        abort(404)
    try:
        proof = _proof(kept)
    except Busy as busy:
        return _shown(503, busy=busy.seconds)
    return _shown(403, is_refused=True) if proof is None else let_in(proof)


def _proof(kept: KeptPerson) -> Proof | None:
    """What her passphrase opens, without a code; None where she has changed it meanwhile."""
    parts = the_parts()
    with parts.sessions(writing=False) as db:
        candidate = login.find_candidate(db, kept.address)
    if candidate is None or candidate.is_frozen or candidate.person != kept.person:
        return None
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        return _opened(kept, candidate)


def _opened(kept: KeptPerson, candidate: Candidate) -> Proof | None:
    account, locked = candidate.account, candidate.by_passphrase
    try:
        found = bundle.open_by_passphrase(g.keys, account, locked, kept.passphrase)
    except CryptoError:
        return None
    return Proof(account, candidate.person, 0, candidate.last_step_sealed, found)


def _shown(status: int, **facts: object) -> ResponseReturnValue:
    form = SignInForm(formdata=None)
    return render_template("auth/sign_in.html", form=form, **facts), status


def _stay_here() -> ResponseReturnValue | None:
    """Nobody on another machine is answered, and only under the name a form is taken from."""
    if not is_loopback(request.remote_addr or ""):
        abort(404)
    origin = the_parts().config.origin
    if request.host_url.rstrip("/") != origin and request.method == "GET":
        return redirect(f"{origin}{request.full_path.rstrip('?')}", 302)
    return None


def _by_body(kept: Demo) -> list[tuple[str, list[tuple[KeptPerson, str]]]]:
    """Everybody with her role in words, by organisation, in the order they were made."""
    names = dict.fromkeys(each.organization for each in kept.people)
    return [
        (
            name,
            [
                (each, role_title(Role(each.role)))
                for each in kept.people
                if each.organization == name
            ],
        )
        for name in names
    ]


def _the_demo() -> Demo:
    return cast("Demo", current_app.extensions[EXTENSION])


def _is_here(origin: str) -> bool:
    return is_loopback(urlsplit(origin).hostname or "")
