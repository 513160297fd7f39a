"""`/people/trail`: what was done with people, posts and keys, for the administrator."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth import administered
from auth.act_words import administration_words, nobody_words
from auth.guard import guarded
from auth.permissions import Permission

bp = Blueprint("administered", __name__)
bp.add_app_template_global(administration_words, "administration_words")
bp.add_app_template_global(nobody_words, "nobody_words")
PAGE = 50


@bp.get("/people/trail")
@guarded(Permission.Trail.READ)
def show_trail() -> ResponseReturnValue:
    total = administered.count(g.db, g.keys)
    last = max((total - 1) // PAGE + 1, 1)
    page = min(max(request.args.get("page", 1, int), 1), last)
    high = total - (page - 1) * PAGE
    lines = administered.between(g.db, g.keys, max(high - PAGE, 0), high)
    return render_template("auth/trail.html", lines=lines, page=page, last=last)
