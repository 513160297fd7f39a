"""`/cases/search`: words in all that somebody holds. They travel by POST and stay in no address."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.paging import Pages
from auth.permissions import Permission
from casework.case.search_words import Wanted
from casework.desk.held import Row, as_rows
from casework.desk.searching import MOST, excerpts, note_seen, search
from casework.forms.finding import SearchForm
from casework.parts import the_parts
from casework.views.casing import show_went_back, the_look
from casework.words.cases import stage_words, wait_words
from casework.words.finding import passage_words
from crypto.errors import RolledBack, SealBroken

bp = Blueprint("searching", __name__, url_prefix="/cases/search")
bp.register_error_handler(RolledBack, show_went_back)
bp.register_error_handler(SealBroken, show_went_back)
PAGE = 20


@bp.get("")
@guarded(Permission.Case.SEARCH)
def show() -> ResponseReturnValue:
    return render_template("casework/desk/search.html", form=SearchForm(formdata=None))


@bp.post("")
@guarded(Permission.Case.SEARCH, reads=True)
def find() -> ResponseReturnValue:
    form = SearchForm()
    if not form.validate():
        return render_template("casework/desk/search.html", form=form), 422
    look, wanted = the_look(), Wanted(form.words.data or "")
    result = search(g.db, look, wanted)
    pages = Pages(request.form.get("page", 1, int), len(result.cases), PAGE)
    shown = as_rows(g.db, look, pages.of(result.cases))
    texts = excerpts(g.db, shown, wanted)
    note_seen(g.db, the_parts().sessions, look, texts)
    found = [(row, stage_words(row.stage), _waits(row), texts.get(row.case, [])) for row in shown]
    return render_template(
        "casework/desk/search.html",
        form=form,
        found=found,
        result=result,
        most=MOST,
        pages=pages,
        passage_words=passage_words,
    )


def _waits(row: Row) -> list[str]:
    return [wait_words(wait) for wait in row.waits]
