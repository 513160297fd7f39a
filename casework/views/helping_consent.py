"""`/cases/<id>/help/consent`: what she agreed to pass on, asking her, and her yes and no."""

from datetime import date
from uuid import UUID, uuid4

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.desk import interpreting
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.consenting import (
    ON_HER_PAGE,
    AskForm,
    CountForm,
    FindOutForm,
    LessForm,
    YesForm,
)
from casework.helping import consenting as verbs
from casework.helping.agreed import Asked
from casework.helping.consenting import NoSuchConsent, VoicesMissing
from casework.helping.needs import her_needs
from casework.helping.passing import known, whose_yes
from casework.helping.standing import Standing, overrides, standings
from casework.helping.voices import Voices, voices_of
from casework.inquiry.undertakings import NotFree, NotSigned
from casework.languages import in_force, offered, own_name
from casework.models.case import Case
from casework.parties.people import Part, parties
from casework.views.beside import complain_beside
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.views.helping import doors_of
from casework.views.whom import programmes_of, whom_of
from casework.words.helping import HELP_WORDS
from referrals.consent.terms import Purpose
from referrals.directory.offered import Offered
from referrals.words.consent import pairs_of, to_read
from referrals.words.packets import PACKET_WORDS

bp = Blueprint("helping_consent", __name__, url_prefix="/cases/<uuid:case_id>/help/consent")
explain_refusals(bp)
WORDS = {**HELP_WORDS, **PACKET_WORDS}
bp.record_once(lambda state: state.app.jinja_env.globals.update(WORDS))
LIST, ASK, COUNT, ONE, LESS, AGE = (
    "helping/consents", "helping/ask", "helping/count", "helping/consent", "helping/less",
    "helping/whose_yes",
)  # fmt: skip


@bp.get("")
@guarded(Permission.Case.READ_NEEDS, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    lines = found.timeline.lines
    about = {
        "standings": list(reversed(standings(lines))),
        "overrides": list(reversed(overrides(lines))),
        "whose": whose(found),
        "today": the_look().now.date(),
    }
    return page(case, LIST, CaseForm(formdata=None), found, about=about)


@bp.get("/ask/<purpose>")
@guarded(Permission.Case.CONSENT, find_case)
def show_asking(case: Case, purpose: str) -> ResponseReturnValue:
    found = opened(case)
    name, form = _asking(found, purpose, is_new=True)
    return page(case, name, form, found, about={"purpose": purpose, "whose": whose(found)})


@bp.post("/ask/<purpose>")
@guarded(Permission.Case.CONSENT, find_case)
def ask(case: Case, purpose: str) -> ResponseReturnValue:
    found = opened(case)
    name, form = _asking(found, purpose)
    about = {"purpose": purpose, "whose": whose(found)}
    return written(case, name, form, lambda: _ask(case, form, Purpose(purpose)), about)


@bp.get("/<uuid:consent>")
@guarded(Permission.Case.READ_NEEDS, find_case)
def show_one(case: Case, consent: UUID) -> ResponseReturnValue:
    found, form = opened(case), YesForm(formdata=None)
    return page(case, ONE, form, found, about=_about(found, form, consent))


@bp.post("/<uuid:consent>/yes")
@guarded(Permission.Case.CONSENT, find_case)
def note_yes(case: Case, consent: UUID) -> ResponseReturnValue:
    found, form = opened(case), YesForm()
    about = _about(found, form, consent)
    return written(case, ONE, form, lambda: _note_yes(case, form, consent), about)


@bp.post("/<uuid:consent>/end")
@guarded(Permission.Case.CONSENT, find_case)
def end(case: Case, consent: UUID) -> ResponseReturnValue:
    """Her no, or that she takes it back, told to a member."""
    try:
        verbs.withdraw(g.db, the_turn(case), consent)
    except NoSuchConsent:
        raise NotFound from None
    return back_to(case, "/help/consent")


@bp.get("/<uuid:consent>/less")
@guarded(Permission.Case.CONSENT, find_case)
def show_less(case: Case, consent: UUID) -> ResponseReturnValue:
    """Which single things she takes back, told to a member."""
    found, form = opened(case), LessForm(formdata=None)
    return page(case, LESS, form, found, about=_about_less(found, form, consent))


@bp.post("/<uuid:consent>/less")
@guarded(Permission.Case.CONSENT, find_case)
def take_less(case: Case, consent: UUID) -> ResponseReturnValue:
    found, form = opened(case), LessForm()
    about = _about_less(found, form, consent)
    return written(case, LESS, form, lambda: _take_less(case, form, consent), about)


@bp.get("/age")
@guarded(Permission.Case.CONSENT, find_case)
def show_whose_yes(case: Case) -> ResponseReturnValue:
    found, form = opened(case), FindOutForm(formdata=None)
    advice = whose(found).advice
    if advice is not None:
        form.voices.data = sorted(voices_of(advice))
    return page(case, AGE, form, found, about={"whose": whose(found)})


@bp.post("/age")
@guarded(Permission.Case.CONSENT, find_case)
def find_out(case: Case) -> ResponseReturnValue:
    found, form = opened(case), FindOutForm()
    return written(case, AGE, form, lambda: _find_out(case, form), {"whose": whose(found)})


def whose(found: Opened) -> Voices:
    """Who has to agree in an opened case."""
    return whose_yes(g.db, found.cover, found.timeline.lines)


def _asking(
    found: Opened, purpose: str, *, is_new: bool = False
) -> tuple[str, AskForm | CountForm]:
    """The page and form of a purpose, with what can be chosen. Raises NotFound for no purpose."""
    if purpose not in set(Purpose):
        raise NotFound
    # Where somebody beside her has to agree, her own press is not enough.
    decides = whose(found).is_hers_alone
    has_page = found.cover.number is not None and found.cover.number.has_word and decides
    languages = [(code, own_name(code)) for code in offered()]
    form = _form(found, purpose, is_new=is_new)
    form.offer_ways(languages, has_page=has_page)
    form.language.data = form.language.data or in_force()
    return COUNT if purpose == Purpose.STATISTICS else ASK, form


def _form(found: Opened, purpose: str, *, is_new: bool) -> AskForm | CountForm:
    if purpose == Purpose.STATISTICS:
        counting = CountForm(formdata=None) if is_new else CountForm()
        counting.offer(programmes_of(found.cover))
        return counting
    form = AskForm(formdata=None) if is_new else AskForm()
    form.offer(whom_of(found.cover))
    if purpose == Purpose.SERVICE:
        form.only_places()
    if is_new:
        lines, at = found.timeline.lines, the_look().now
        form.show(known(g.db, found.cover, lines, at), request.args.get("for", ""))
    return form


def _about(found: Opened, form: YesForm, consent: UUID) -> dict[str, object]:
    """Raises NotFound for what she was never asked."""
    standing = _the_standing(found, consent)
    voices = whose(found)
    form.offer(voices.needed or frozenset())
    lines = found.timeline.lines
    form.offer_beside(lines, the_look().now.date(), parts={Part.INTERPRETER})
    today = the_look().now.date()
    return {
        "each": standing,
        "whose": voices,
        "today": today,
        "doors": _doors(found, standing, today),
        "interpreted_by": _interpreters(found, standing),
    }


def _interpreters(found: Opened, standing: Standing) -> list[str]:
    """By name for whoever opens the People page."""
    agreed, known = standing.agreed, parties(found.timeline.lines)
    if agreed is None or not (agreed.interpreters or agreed.is_interpreted):
        return []
    names = [known[each].called for each in agreed.interpreters if each in known]
    return names or [_("Somebody of the People page")]


def _doors(found: Opened, standing: Standing, today: date) -> list[Offered]:
    """The places that can be asked now, where her yes is to one that helps."""
    asked = standing.asked
    is_yes = asked.purpose is Purpose.SERVICE and standing.is_live(today)
    return doors_of(found.case, found, asked.recipient.id) if is_yes else []


def _about_less(found: Opened, form: LessForm, consent: UUID) -> dict[str, object]:
    """Raises NotFound for what holds no more."""
    standing = _the_standing(found, consent)
    if not standing.is_live(the_look().now.date()) or not standing.fields:
        raise NotFound
    form.offer(pairs_of(standing.fields))
    return {"each": standing}


def _take_less(case: Case, form: LessForm, consent: UUID) -> ResponseReturnValue:
    try:
        verbs.narrow(g.db, the_turn(case, form.seen.data), consent, form.taken())
    except NoSuchConsent:
        raise NotFound from None
    return back_to(case, f"/help/consent/{consent}")


def _the_standing(found: Opened, consent: UUID) -> Standing:
    for each in standings(found.timeline.lines):
        if each.asked.consent == consent:
            return each
    raise NotFound


def _ask(case: Case, form: AskForm | CountForm, purpose: Purpose) -> ResponseReturnValue:
    turn, fields, written_ = the_turn(case, form.seen.data), form.chosen(), form.written()
    recipient, until = form.recipient(), form.until(turn.now.date())
    language = form.language.value or in_force()
    with force_locale(language):
        words = to_read(fields, recipient.name, purpose, until, written_, recipient.account_name)
    asked = Asked(
        consent=uuid4(),
        fields=fields,
        recipient=recipient,
        purpose=purpose,
        until=until,
        words=words,
        language=language,
        written=written_,
        is_on_her_page=form.where.value == ON_HER_PAGE,
    )
    verbs.ask(g.db, turn, asked)
    return back_to(case, f"/help/consent/{asked.consent}")


def _note_yes(case: Case, form: YesForm, consent: UUID) -> ResponseReturnValue:
    found = opened(case)
    needed = whose(found).needed or frozenset()
    try:
        turn = the_turn(case, form.seen.data)
        interpreting.note_yes(g.db, turn, form.agreed(consent, needed), form.who_signs)
    except NoSuchConsent:
        raise NotFound from None
    except VoicesMissing:
        complain(form.voices, _("Somebody who has to agree has not. Nothing leaves before."))
        return _not_yet(case, form, consent)
    except (NotSigned, NotFree) as refused:
        complain_beside(form, refused)
        return _not_yet(case, form, consent)
    return back_to(case, f"/help/consent/{consent}")


def _not_yet(case: Case, form: YesForm, consent: UUID) -> ResponseReturnValue:
    anew = opened_anew(case)
    return page(case, ONE, form, anew, about=_about(anew, form, consent)), 422


def _find_out(case: Case, form: FindOutForm) -> ResponseReturnValue:
    age = her_needs(opened(case).timeline.lines).wanted.needs.age
    try:
        verbs.find_out(g.db, the_turn(case, form.seen.data), form.needed(age))
    except verbs.NotAskable:
        raise NotFound from None
    return back_to(case, "/help/consent")
