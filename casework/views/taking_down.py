"""`/cases/new`: taking down what somebody told, on one screen; saved under a number of her own."""

from typing import cast

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from auth.guard import guarded
from auth.incoming import Incoming, takes_files
from auth.judging import complain
from auth.lanes import Busy, Lane
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import address_digest, limiter
from casework.case.answers import Answers, SentFile
from casework.case.authors import Author
from casework.case.covers import the_cover
from casework.case.entering import remember_case
from casework.forms.taking_down import TakingDownForm
from casework.forms.taking_down_check import WITH, CheckForm, close_form, replies
from casework.models.case import Case
from casework.models.instance import Instance
from casework.number import returning_number
from casework.number.returning_number import Prepared
from casework.parts import the_parts
from casework.taking_down import carried
from casework.taking_down.carried import Begun
from casework.taking_down.complaint import Logged, TakenDown, Weighed, is_certified, log, weigh
from casework.taking_down.taking_places import places_of, the_place
from casework.telling.files import ObjectMissing
from casework.telling.sending import fingerprint
from casework.telling.uploads import Problem, arrivals, sink
from casework.views.calling import the_helplines
from casework.views.taking_down_alike import beside
from casework.views.taking_down_pages import (
    ACTION,
    After,
    Desk,
    Kept,
    called,
    check_page,
    close_page,
    form_page,
    grouped,
    place_page,
    saved_page,
    typed,
    uncertified_page,
    with_status,
)
from crypto.errors import KeyMissing, SealBroken

bp = Blueprint("taking_down", __name__, url_prefix=ACTION)
LIMIT = "60 per minute; 600 per hour"


@bp.get("")
@guarded(Permission.Case.LOG)
def show() -> ResponseReturnValue:
    """The screen for the place she chose; without one, the places."""
    return shown(the_desk(request.args.get("at")))


@bp.post("")
@limiter.limit(LIMIT)
@takes_files(sink)
@guarded(Permission.Case.LOG)
def press() -> ResponseReturnValue:
    """One press: look at it once more, go back, or save it."""
    return pressed(the_desk(request.form.get("place")))


@bp.post("/slip")
@guarded(Permission.Case.LOG)
def show_slip() -> ResponseReturnValue:
    """The number of a case she has saved, on paper, and nothing that says what it is for."""
    desk = the_desk(request.form.get("place"))
    begun = _begun(desk)
    if g.db.get(Case, begun.case) is None:
        return redirect(ACTION, 303)
    return render_template("casework/taking_down/slip.html", number=grouped(desk, begun))


def the_desk(place: str | None, action: str = ACTION, after: After | None = None) -> Desk:
    """Whoever is signed in, at the place of a key."""
    if g.actor.seeds is None:
        raise KeyMissing
    author = Author(g.actor.person, g.actor.seeds)
    places = places_of(g.db, g.actor.standings)
    return Desk(author, the_parts().register(g.db), places, the_place(places, place), action, after)


def shown(desk: Desk, known: Answers | None = None) -> ResponseReturnValue:
    """The empty screen, or one with what is known of what happened; it draws a number."""
    if not is_certified(desk.register, desk.author, now().date()):
        return uncertified_page([])
    if desk.place is None:
        return place_page(desk, [])
    form = TakingDownForm(formdata=None)
    form.settle(desk.place, desk.offered(desk.place), desk.today)
    form.begin()
    if known is not None:
        form.show(known)
    return form_page(desk, form, carried.begin(desk.author.seeds))


def pressed(desk: Desk) -> ResponseReturnValue:
    """What a press on any of the pages does. Nothing typed is lost on any way through."""
    begun = _begun(desk)
    if g.db.get(Case, begun.case) is not None:
        return _again(desk, begun)
    if not is_certified(desk.register, desk.author, now().date()):
        return uncertified_page(typed()), 409
    form, place = TakingDownForm(), desk.place
    file, wrong = _file(form, desk, begun)
    keep: Kept = [*typed(), ("begun", begun.seal), ("carried", form.carried.data or "")]
    if place is None or "move" in request.form:
        return place_page(desk, keep)
    form.settle(place, desk.offered(place), desk.today)
    is_back = not {"back", "drop_file"}.isdisjoint(request.form)
    is_valid = is_back or form.validate()
    if wrong:
        complain(form.file, wrong)
    if is_back or wrong or not is_valid:
        return form_page(desk, form, begun, file=file), 200 if is_back else 422
    taken = form.taken(place, begun.case)
    taken.answers.files = [file] if file else []
    return _looked_at(desk, form, begun, taken, keep)


def _looked_at(
    desk: Desk, form: TakingDownForm, begun: Begun, taken: TakenDown, keep: Kept
) -> ResponseReturnValue:
    """Whom it may be about, then who reads it; with a press on "save" it is saved."""
    weighed = _weigh(desk, taken)
    people = [(each.membership.hex, called(each)) for each in weighed.asked]
    asked = close_form(people)()
    is_asked = bool(people) and "asked" not in request.form
    if "asked" in request.form and asked.validate():
        taken.answers.close = replies(asked)
        weighed = _weigh(desk, taken)
    if weighed.audience.is_too_small or weighed.audience.is_kept:
        return _nobody_reads(desk, form, begun, weighed, taken.answers.files)
    if is_asked or asked.errors:
        return close_page(desk, asked, keep)
    keep = [*keep, ("asked", "1")]
    twice = beside(desk, taken, weighed, keep)
    if twice is not None:
        return twice
    if "save" in request.form:
        return _save(desk, begun, taken, weighed, keep)
    return check_page(desk, CheckForm(formdata=None), taken, weighed, keep)


def _save(
    desk: Desk, begun: Begun, taken: TakenDown, weighed: Weighed, keep: Kept
) -> ResponseReturnValue:
    form, heard = CheckForm(), request.form.get("heard")
    if heard != fingerprint(weighed.audience):
        return _look_again(desk, form, taken, weighed, keep)
    if not form.validate():
        return check_page(desk, form, taken, weighed, keep), 422
    try:
        prepared = _in_lane(begun.number, form.word)
    except Busy as busy:
        page = check_page(desk, form, taken, weighed, keep, busy=busy.seconds)
        return with_status(page, 503, busy.seconds)
    weighed = _weigh(desk, taken)
    if heard != fingerprint(weighed.audience):
        return _look_again(desk, form, taken, weighed, keep)
    try:
        logged = _logged(desk, taken, prepared)
    except IntegrityError:
        g.db.rollback()
        if g.db.get(Case, begun.case) is None:
            raise
        # The same form, sent twice at once: the other one was faster.
        return _again(desk, begun)
    return saved_page(
        desk,
        begun,
        logged.code,
        has_word=bool(form.word),
        is_conflicted=weighed.is_conflicted,
        is_concern=taken.answers.for_somebody_else,
    )


def _logged(desk: Desk, taken: TakenDown, prepared: Prepared) -> Logged:
    """Save it, and remember it where she reads on."""
    ring = g.actor.ring
    logged = (
        desk.agreed(taken, prepared)
        if desk.agreed is not None
        else log(g.db, g.keys, taken, desk.author, desk.register, prepared, now())
    )
    if logged.case in ring.cases:
        remember_case(g.db, the_parts(), g.actor, logged.case)
    if desk.after is not None:
        desk.after(logged, taken)
    return logged


def _look_again(
    desk: Desk, form: CheckForm, taken: TakenDown, weighed: Weighed, keep: Kept
) -> ResponseReturnValue:
    return check_page(desk, form, taken, weighed, keep, has_changed=True), 409


def _nobody_reads(
    desk: Desk, form: TakingDownForm, begun: Begun, weighed: Weighed, files: list[SentFile]
) -> ResponseReturnValue:
    """Too few are left: she is asked, and nothing is given to anybody by rule."""
    facts = {
        "is_conflicted": weighed.is_conflicted,
        "lacks_officers": weighed.audience.lacks_child_protection,
        "child_lines": the_helplines().for_children(desk.around.countries),
    }
    file = files[0] if files else None
    return form_page(desk, form, begun, file=file, nobody_reads=True, **facts), 422


def _again(desk: Desk, begun: Begun) -> ResponseReturnValue:
    """It was saved already: the same number once more, and what was typed this time."""
    is_open = begun.case in g.actor.ring.cases
    code = the_cover(g.db, begun.case).text.code if is_open else ""
    return saved_page(
        desk,
        begun,
        code,
        is_repeated=True,
        has_word=request.form.get("word_wish") == WITH,
        words=request.form.get("words", ""),
    )


def _weigh(desk: Desk, taken: TakenDown) -> Weighed:
    person = desk.author.person
    if person is None:
        raise KeyMissing
    return weigh(g.db, g.keys, taken, person, desk.register, now().date())


def _begun(desk: Desk) -> Begun:
    """The case and number that were drawn with the form; new ones for a form of somebody else."""
    try:
        return carried.begun(request.form.get("begun", ""), desk.author.seeds)
    except SealBroken:
        return carried.begin(desk.author.seeds)


def _file(form: TakingDownForm, desk: Desk, begun: Begun) -> tuple[SentFile | None, str]:
    """The file that came with this press, or with one before; and what is wrong with it."""
    arrived, seeds = arrivals(cast("Incoming", request)), desk.author.seeds
    if "drop_file" in request.form:
        form.carried.data = ""
    if arrived.first is not None and arrived.problem is None:
        sealed = arrived.first.keep(g.db, is_intimate=bool(form.intimate.data))
        form.carried.data = carried.carry_file(sealed, seeds, begun.case)
    file = _carried(form, desk, begun) if form.carried.data else None
    if form.carried.data and file is None:
        form.carried.data = ""
        return None, _("The file is not here any more. Choose it again, or go on without.")
    if file is not None and form.intimate.data:
        # Ticked with the file or after it; a copy made meanwhile is named by nothing then.
        file.is_intimate, file.copy, file.uncopied = True, None, None
    return file, _problem_words(arrived.problem)


def _carried(form: TakingDownForm, desk: Desk, begun: Begun) -> SentFile | None:
    try:
        file = carried.carried_file(form.carried.data or "", desk.author.seeds, begun.case)
        the_parts().files.open(file.object_name).close()
    except (SealBroken, ObjectMissing):
        return None
    return file


def _in_lane(digits: str, word: str) -> Prepared:
    """The slow part, with no transaction open. Raises Busy."""
    parts = the_parts()
    salt = g.db.scalars(select(Instance.number_salt)).one()
    g.db.rollback()
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        return returning_number.prepare(digits, word, salt, parts.keys, parts.config.cost)


def _problem_words(problem: Problem | None) -> str:
    words: dict[Problem | None, str] = {
        None: "",
        Problem.TOO_LARGE: _("This file is larger than 15 MB. Choose a smaller one."),
        Problem.WRONG_KIND: _("Only photos, PDF files, sound recordings and films can be added."),
        Problem.SECOND: _("Add one file at a time."),
    }
    return words[problem]
