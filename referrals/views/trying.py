"""`/directory/try`: needs without a case, answered as those of a case. Nothing of them is kept."""

from collections.abc import Sequence

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.directory.showable import countries_served
from referrals.forms.trying import TryForm
from referrals.matching.grounding import grounded
from referrals.matching.ranking import excluded, matched
from referrals.words.areas import area_choices
from referrals.words.candidates import barred, by_lane, explained

bp = Blueprint("trying", __name__, url_prefix="/directory/try")
MOST = 15
"""Candidates of a page; whoever asks less sharply is told how many more there are."""
MOST_OUT = 30


@bp.get("")
@guarded(Permission.Directory.READ)
def show() -> ResponseReturnValue:
    return render_template("referrals/trying.html", form=_form(is_typed=False))


@bp.post("")
@guarded(Permission.Directory.READ, reads=True)
def find() -> ResponseReturnValue:
    """What matching answers, as the answer to the question itself."""
    form = _form()
    if not form.validate():
        return render_template("referrals/trying.html", form=form), 422
    when, ground, every = now(), grounded(g.db).ground, offered(g.db)
    needs = form.needs(when)
    found = matched(every, needs, when, ground)
    out = excluded(every, needs, when, ground)
    return render_template(
        "referrals/trying.html",
        form=form,
        lanes=by_lane(explained(each, ground, when) for each in found[:MOST]),
        more=max(len(found) - MOST, 0),
        out=[barred(each, ground) for each in out[:MOST_OUT]],
        more_out=max(len(out) - MOST_OUT, 0),
    )


def _form(*, is_typed: bool = True) -> TryForm:
    form = TryForm() if is_typed else TryForm(formdata=None, data={"can_call": 1, "can_travel": 1})
    areas = area_choices(grounded(g.db).areas, countries_served(g.db))
    form.offer(areas, _languages(offered(g.db)))
    return form


def _languages(every: Sequence[Offered]) -> list[tuple[str, str]]:
    named = get_locale().languages
    codes = {code for each in every for code in each.languages}
    return sorted(((code, str(named.get(code, code))) for code in codes), key=lambda pair: pair[1])
