"""`/cases/<id>/his-file`: the respondent's file, read as he would before it goes, and a letter."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.again import is_proven
from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework import languages
from casework.case.entering import remember_case
from casework.case.turns import Turn
from casework.desk.reading import Opened
from casework.forms import his_file as forms
from casework.forms.cases import CaseForm
from casework.forms.inquiry import JudgeForm
from casework.forms.safety import a_day
from casework.inquiry import his_file
from casework.inquiry.correcting import correction
from casework.inquiry.his_file import Barred, Changed, HisFile, Pages
from casework.inquiry.notices import NotRead, SameReader, notices, wants_copy
from casework.inquiry.steps import NotThere
from casework.inquiry.telltale import TellsWho
from casework.models.case import Case
from casework.paper.sheets import Around, Sheet
from casework.paper.typesetting import Unprintable
from casework.parts import the_parts
from casework.views.acting import REFUSALS, Doing
from casework.views.casing import explain_refusals, find_case, opened, opened_anew, the_turn
from casework.views.doing_pages import open_pages
from casework.views.inquiry_doings import NO_COPY
from casework.views.inquiry_pack import pack_of
from casework.views.papering import around_case, note_printing, sent
from casework.words.his_file import his_pages, not_proved_letter
from casework.words.inquiry import COULD_TELL, INQUIRY_WORDS
from casework.words.protection import MISSING

bp = Blueprint("his_file", __name__, url_prefix="/cases/<uuid:case_id>/his-file")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(INQUIRY_WORDS))
HERE = "/his-file"
AGAINST = (Barred, NotRead, Changed, SameReader, TellsWho, NotThere)


@bp.get("")
@guarded(Permission.Case.INQUIRE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    lines = found.timeline.lines
    every = [(each, _pages(found, each)[1].digest) for each in his_file.files(lines).values()]
    return render_template(
        "casework/case/his_file.html",
        case=case,
        opened=found,
        files=[(each, each.may_go(digest)) for each, digest in reversed(every)],
        has_letter=any(each.served for each in notices(lines).values()),
        correction=correction(lines),
        not_proved=not_proved_letter(found),
        own_name=languages.own_name,
    )


@bp.get("/take/<uuid:about>")
@guarded(Permission.Case.GIVE_FILE, find_case)
def show_take(case: Case, about: UUID) -> ResponseReturnValue:
    """What it means that it leaves, before it does."""
    found = opened(case)
    return _take_page(found, forms.TakeForm(formdata=None), _file(found, about))


@bp.post("/take/<uuid:about>")
@guarded(Permission.Case.GIVE_FILE, find_case, asks_again=True)
def take(case: Case, about: UUID) -> ResponseReturnValue:
    """The file itself. That it was taken out is an entry of the case, and on its trail."""
    form, found = forms.TakeForm(), opened(case)
    known = _file(found, about)
    if not _is_proven(form):
        return _take_page(found, form, known), 422
    sheet, pages = _pages(found, known)
    around = around_case(found, known.prepared.language)
    try:
        his_file.take(g.db, the_turn(case, form.seen.data), about, pages)
    except AGAINST as refused:
        form.form_errors.append(_refusal(refused))
        return _take_page(opened_anew(case), form, known), 422
    remember_case(g.db, the_parts(), g.actor, case.id)
    # Before it is set: nobody waits for the press.
    g.db.commit()
    try:
        return _printed(sheet, around)
    except Unprintable:
        complain(form.passphrase, _("It could not be made just now. Please try again."))
        return _take_page(opened(g.db.get_one(Case, case.id)), form, known), 503


@bp.get("/letter")
@guarded(Permission.Case.GIVE_FILE, find_case)
def show_letter(case: Case) -> ResponseReturnValue:
    """The letter that it was not proved, as he reads it."""
    return _letter_page(opened(case), forms.TakeForm(formdata=None))


@bp.post("/letter")
@guarded(Permission.Case.GIVE_FILE, find_case, asks_again=True, reads=True)
def take_letter(case: Case) -> ResponseReturnValue:
    form, found = forms.TakeForm(), opened(case)
    if not _is_proven(form):
        return _letter_page(found, form), 422
    try:
        his_file.require_unbarred(g.db, the_turn(case))
    except Barred as refused:
        form.form_errors.append(_refusal(refused))
        return _letter_page(found, form), 422
    try:
        response = _printed(_letter(found), around_case(found, languages.in_force()))
    except Unprintable:
        complain(form.passphrase, _("It could not be made just now. Please try again."))
        return _letter_page(found, form), 503
    note_printing(found, "case:his_file:letter")
    return response


def _refusal(wrong: Exception) -> str:
    if not isinstance(wrong, Barred):
        return str(REFUSALS[type(wrong)])
    what = "; ".join(str(MISSING[each]) for each in wrong.missing)
    return str(_("Nothing goes out to him yet. Needed first: %(what)s.", what=what))


def _is_proven(form: forms.TakeForm) -> bool:
    if form.validate() and is_proven():
        return True
    if not form.errors:
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
    return False


def _take_page(found: Opened, form: forms.TakeForm, known: HisFile) -> str:
    form.seen.data = form.seen.data or found.seen.text
    sheet, pages = _pages(found, known)
    return render_template(
        "casework/case/his_file_take.html",
        case=found.case,
        opened=found,
        form=form,
        sheet=sheet,
        may_go=known.may_go(pages.digest),
        judged=known.judged,
    )


def _letter_page(found: Opened, form: forms.TakeForm) -> str:
    form.seen.data = form.seen.data or found.seen.text
    facts = {"sheet": _letter(found), "may_go": True, "judged": None}
    page = "casework/case/his_file_take.html"
    return render_template(page, case=found.case, opened=found, form=form, **facts)


def _letter(found: Opened) -> Sheet:
    """Raises NotFound where something was proved, or he was not told yet."""
    sheet = not_proved_letter(found)
    if sheet is None:
        raise NotFound
    return sheet


def _printed(sheet: Sheet, around: Around) -> Response:
    with force_locale(around.language):
        return sent(sheet, around)


def _file(found: Opened, about: UUID) -> HisFile:
    """Raises NotFound."""
    known = his_file.files(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return known


def _pages(found: Opened, known: HisFile) -> tuple[Sheet, Pages]:
    """As he reads it: in his language, whatever that of this page is."""
    pack = pack_of(found)
    with force_locale(known.prepared.language):
        return his_pages(found, known.prepared, pack)


def _spoken(form: forms.PrepareForm, _found: Opened, _about: UUID | None) -> Mapping[str, object]:
    form.offer((code, languages.own_name(code)) for code in languages.offered())
    return {}


def _this_language(form: forms.PrepareForm, _found: Opened, _about: UUID | None) -> None:
    form.language.data = languages.in_force()


def _as_he_reads_it(form: JudgeForm, found: Opened, about: UUID) -> Mapping[str, object]:
    answers = COULD_TELL if wants_copy(pack_of(found)) else NO_COPY
    form.could_tell.offer([(each, str(words)) for each, words in answers.items()])
    return {"sheet": _pages(found, _file(found, about))[0]}


def _known(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    _file(found, about)
    return {}


def _judge(turn: Turn, form: JudgeForm, about: UUID) -> None:
    found = opened(g.db.get_one(Case, turn.case))
    pages = _pages(found, _file(found, about))[1]
    his_file.judge(g.db, turn, about, pages, form.answer, form.words.data or "")


DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "prepare": Doing(
            title=_l("His file"),
            say=_l(
                "What he is entitled to: the letter, his answer, his own hearing, the list of "
                "papers, what was established, what was decided and why, and his review. Names of "
                "others are masked; black out what else would point at somebody."
            ),
            form=forms.PrepareForm,
            offer=_spoken,
            begin=_this_language,
            do=lambda turn, form, _about: his_file.prepare(g.db, turn, form.prepared()),
            button=_l("Prepare it"),
        ),
        "read": Doing(
            title=_l("Could he tell who?"),
            form=JudgeForm,
            offer=_as_he_reads_it,
            do=_judge,
            is_about=True,
            beside="casework/case/inquiry_letter.html",
        ),
        "handed": Doing(
            title=_l("He has his file"),
            form=forms.HandedForm,
            offer=_known,
            do=lambda turn, form, about: his_file.hand(
                g.db, turn, about, a_day(form.on), form.words.data or ""
            ),
            is_about=True,
        ),
    }
)
"""By what stands in the address."""
open_pages(bp, DOINGS, HERE)
