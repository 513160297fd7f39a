"""What every page about one case has in common: finding it, opening it, taking a turn with it."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from auth.actor import Actor
from auth.parts import now
from auth.permissions import Permission
from auth.policy import may
from casework.case.authors import Author
from casework.case.bounds import ConcernClosed, NotAgreed
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case, report_rolled_back
from casework.case.one_pass import generations
from casework.case.seeing import Seen
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.desk.held import Look
from casework.desk.reading import Opened, note_opening, open_case
from casework.errors import typed_words
from casework.forms.parties import DeclarationForm
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.parties.declaring import fits, is_due, whom
from casework.parts import the_parts
from casework.views.case_pages import case_pages
from casework.words.in_templates import CASE_WORDS
from casework.words.parties import post_only
from crypto.errors import KeyMissing, RolledBack, SealBroken

WRITTEN = (
    "answer", "note", "statement", "attach", "recuse", "step-out", "hand-over", "match",
    "route", "panel", "course", "steps", "ending", "declaration",
    "offer", "reply", "close",
)  # fmt: skip
"""Pages whose words are kept while new keys are made (casework.views.cases_keeping)."""
HANDING_OVER = "cases_giving"
NAMED = ("match", "course", "steps", "ending")
"""Those of them that are about somebody or something, named after them."""


class MustDeclare(Exception):
    """Whoever deals with the case has not said yet whether she is close to somebody of it."""


def find_case(db: Session, actor: Actor, case_id: UUID) -> Case | None:
    """The same as `find_unasked`, for every page that opens a case.

    Raises MustDeclare where a member has to say first whether a conflict stands against it.
    """
    case = find_unasked(db, actor, case_id)
    if case is not None and must_declare(actor, case, the_cover(db, case_id).text):
        raise MustDeclare
    return case


def find_unasked(db: Session, actor: Actor, case_id: UUID) -> Case | None:
    """The case, where her ring opens its cover and the cover lists her.

    A box of a leaver that somebody puts back into the database finds nothing, nor does whoever
    stood in for somebody find anything after her last day.
    """
    if case_id not in actor.ring.cases or actor.person is None:
        return None
    actor.ring.catch_up(case_id, generations(db, [case_id]).get(case_id, {}))
    is_listed = the_cover(db, case_id).text.reads(actor.person, now().date())
    return db.get(Case, case_id) if is_listed else None


def must_declare(actor: Actor, case: Case, cover: CoverText) -> bool:
    """Whether somebody answers before this page opens to her.

    Whoever has said that she is close, and cannot leave yet, can hand her keys over meanwhile.
    """
    is_leaving = actor.person in cover.conflicted and request.blueprint == HANDING_OVER
    is_asked = is_due(cover, actor.person) and may(actor, Permission.Case.DECLARE, case)
    return is_asked and not is_leaving


def the_look() -> Look:
    """Whoever looks, now; all pieces of one page that changes nothing look at once."""
    known: Look | None = g.get("look") if request.method == "GET" else None
    look = known or Look(g.actor, g.keys, the_parts().register(g.db), now())
    g.look = look
    return look


def the_author() -> Author:
    """Whoever is signed in, as somebody who signs. Raises KeyMissing."""
    if g.actor.seeds is None:
        raise KeyMissing
    return Author(g.actor.person, g.actor.seeds)


def the_turn(case: Case, seen: str | None = None) -> Turn:
    """Whoever writes, now; with what her page showed, nobody is overtaken unseen."""
    known = Seen.read(seen)
    return Turn(
        case=case.id,
        author=the_author(),
        keys=g.keys,
        register=the_parts().register(g.db),
        now=now(),
        seen=known.version if known else None,
    )


def opened(case: Case) -> Opened:
    """The case opened whole, and the opening on its trail before anything is shown."""
    look = the_look()
    found = open_case(g.db, look, case)
    note_opening(g.db, None if g.is_writing else the_parts().sessions, look, case.id)
    return found


def opened_anew(case: Case) -> Opened:
    """The case as it is after somebody else was faster: nothing of this request was written."""
    g.db.rollback()
    return opened(g.db.get_one(Case, case.id))


def done(case: Case) -> Response:
    """What was done is remembered; back to the case."""
    remember_case(g.db, the_parts(), g.actor, case.id)
    return redirect(f"/cases/{case.id}", 303)


def back_to(case: Case, page: str, home: str = "/cases/") -> Response:
    """What was done is remembered; back to one of the pages of the case."""
    remember_case(g.db, the_parts(), g.actor, case.id)
    return redirect(f"{home}{case.id}{page}", 303)


def explain_refusals(bp: Blueprint) -> None:
    """Let the pages of a blueprint name things, and say why a case is not shown or written."""
    bp.register_error_handler(OwingFirst, _show_owing)
    bp.register_error_handler(MustDeclare, _show_declaration)
    bp.register_error_handler(RolledBack, show_went_back)
    bp.register_error_handler(SealBroken, _show_broken)
    bp.register_error_handler(KeyMissing, _show_missing)
    bp.register_error_handler(ConcernClosed, _show_over)
    bp.register_error_handler(NotAgreed, _show_over)
    words = {**CASE_WORDS, "case_pages": case_pages}
    bp.record_once(lambda state: state.app.jinja_env.globals.update(words))


def _show_owing(_wrong: Exception) -> ResponseReturnValue:
    """Keys are owing that she can make: an interruption, with everything she typed kept."""
    g.db.rollback()
    case = (request.view_args or {})["case_id"]
    page = render_template(
        "casework/case/owing.html",
        case_id=case,
        code=the_cover(g.db, case).text.code,
        keep=typed_words() if request.method == "POST" else [],
        then=_written(request.path),
    )
    return page, 409 if request.method == "POST" else 200


def _show_declaration(_wrong: Exception) -> ResponseReturnValue:
    """In place of every page of the case; what was typed on one of them is kept."""
    g.db.rollback()
    keep = typed_words() if request.method == "POST" else []
    then = _written(request.path) if keep else ""
    case = g.db.get_one(Case, (request.view_args or {})["case_id"])
    page = declaration_page(case, DeclarationForm(formdata=None), keep=keep, then=then)
    return page, 409 if request.method == "POST" else 200


def declaration_page(
    case: Case,
    form: DeclarationForm,
    *,
    keep: Sequence[tuple[str, str]] = (),
    then: str = "",
    is_last: bool = False,
) -> str:
    """What stands in place of a case: whom it is about, and three questions."""
    turn, cover = the_turn(case), the_cover(g.db, case.id).text
    lines = timeline(g.db, case.id, turn.register).lines
    form.seen.data = ""
    drawn: str = render_template(
        "casework/case/declaration.html",
        case=case,
        code=cover.code,
        form=form,
        whom=[post_only(each) for each in whom(lines)],
        is_again=bool(cover.declared.get(g.actor.person)),
        fits=fits(g.db, turn),
        is_last=is_last or g.actor.person in cover.conflicted,
        keep=keep,
        then=then,
    )
    return drawn


def _written(path: str) -> str:
    """Which page with words a path is, and whom it is about; nothing for every other path."""
    tail = "".join(path.split("/", 3)[3:])
    name, _slash, about = tail.partition("/")
    return tail if name in WRITTEN and (not about or name in NAMED) else ""


def show_went_back(_wrong: Exception) -> ResponseReturnValue:
    """What is shown is older than she remembers: not opened, and on the trail."""
    case = (request.view_args or {}).get("case_id")
    g.db.rollback()
    with the_parts().sessions() as own:
        report_rolled_back(own, g.keys, g.actor, case)
        own.commit()
    return render_template("casework/case/went_back.html"), 409


def _show_broken(_wrong: Exception) -> ResponseReturnValue:
    return render_template("casework/case/broken.html"), 409


def _show_over(_wrong: Exception) -> ResponseReturnValue:
    """A concern has no room for it, or was closed in this moment: its page says what it is."""
    g.db.rollback()
    return redirect(f"/cases/{(request.view_args or {})['case_id']}", 303)


def _show_missing(wrong: Exception) -> ResponseReturnValue:
    """Policy let her in, so a page that no key of hers opens was put back or damaged.

    A form she may not send is the same 404 as everywhere; raised here, it would be an error.
    """
    if request.method == "GET":
        return _show_broken(wrong)
    return current_app.handle_http_exception(NotFound())
