"""`/cases/<id>/people`: whom it is about, who saw it, who stands beside her, who interprets."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.asking.asking import ask
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.desk.named_again import Again, named_again
from casework.desk.reading import Opened, names_of
from casework.forms import parties as forms
from casework.forms.cases import CaseForm
from casework.forms.parties import PartyForm
from casework.inquiry.correcting import correction
from casework.models.case import Case
from casework.parties import linking, people
from casework.parties.declaring import is_due, whom
from casework.parties.people import Part, Party
from casework.readers.kept_away import described_by
from casework.readers.recipients import reach
from casework.views.acting import Doing, do, show_form, the_doing
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.people_compared import COMPARED, compared_of

bp = Blueprint("cases_people", __name__, url_prefix="/cases/<uuid:case_id>/people")
explain_refusals(bp)
HERE = "/people"
ASKED = _l(
    "Somebody else may have named the same person, here or in another factory. May CARE look, and"
    " may it be said to those who deal with the cases? Nobody learns who you are by it."
)
MATCHED = _l(
    "Whoever of the roster may be meant is kept away by key until somebody settles it, and "
    "everybody of the committee is asked again before the case opens."
)


def _party(found: Opened, about: UUID | None) -> Party | None:
    """Raises NotFound for an id that names nobody."""
    if about is None:
        return None
    known = people.parties(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return known


def _offer(form: PartyForm, found: Opened, about: UUID | None) -> Mapping[str, object]:
    party = _party(found, about)
    if party is not None and party.sketch.part is not form.part:
        raise NotFound
    return {}


def _begin(form: PartyForm, found: Opened, about: UUID | None) -> None:
    party = _party(found, about)
    if party is not None:
        form.show(party.sketch)
    elif isinstance(form, forms.RespondentForm):
        _as_she_told(form, found)


def _as_she_told(form: forms.RespondentForm, found: Opened) -> None:
    """What she answered stands there to begin with, once: the committee goes on from it."""
    told = whom(found.timeline.lines)
    if told and not people.of_part(found.timeline.lines, Part.RESPONDENT):
        form.begin(told[0])


def _write(turn: Turn, form: PartyForm, about: UUID | None) -> None:
    if about is None:
        people.add(g.db, turn, form.sketch())
    else:
        people.correct(g.db, turn, about, form.sketch())


def _of(form: type[PartyForm], title: str, say: str) -> Doing:
    return Doing(
        title=title,
        say=say,
        form=form,
        offer=_offer,
        begin=_begin,
        do=_write,
        permission=Permission.Case.KEEP_PARTIES,
        may_be_about=True,
    )


def _somebody(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    return {"party": _party(found, about)}


def _found_again(found: Opened) -> dict[UUID, Again]:
    again = named_again(g.db, the_look(), found.case, found.timeline.lines)
    return {each.case: each for each in again}


def _to_link(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    """Raises NotFound for a case in which nothing of it is found."""
    if about not in _found_again(found):
        raise NotFound
    return {"again": _found_again(found)[about]}


def _put_link(turn: Turn, _form: object, about: UUID) -> object:
    case = g.db.get_one(Case, turn.case)
    lines = timeline(g.db, turn.case, turn.register).lines
    found = {each.case: each for each in named_again(g.db, the_look(), case, lines)}
    if about not in found:
        raise NotFound
    return linking.link(g.db, turn, about, found[about].code, found[about].state)


def _known_link(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    known = linking.links(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return {"known": known}


def _as_we_ask(form: forms.AskForm, _found: Opened, _about: object) -> None:
    form.words.data = str(ASKED)


DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "ask": Doing(
            title=_l("Ask her whether it may be said"),
            say=_l(
                "Without her yes nobody looks whether another case names the same person. She reads"
                " this with your question:"
            ),
            form=forms.AskForm,
            begin=_as_we_ask,
            do=lambda turn, form, _about: ask(g.db, turn, form.question()),
            permission=Permission.Case.ASK,
            button=_l("Ask her"),
            beside="casework/care_learns.html",
        ),
        **COMPARED,
        "link": Doing(
            title=_l("Somebody else named the same person"),
            say=_l("It stays on record here. He sees only what was substantiated, and can answer."),
            form=CaseForm,
            offer=_to_link,
            do=_put_link,
            permission=Permission.Case.KEEP_PARTIES,
            is_about=True,
            beside="casework/case/people_again.html",
        ),
        "shown": Doing(
            title=_l("He was shown it"),
            form=forms.ToHimForm,
            offer=_known_link,
            do=lambda turn, form, about: linking.show(g.db, turn, about, form.words.data or ""),
            permission=Permission.Case.KEEP_PARTIES,
            is_about=True,
        ),
        "contested": Doing(
            title=_l("What he says to it"),
            form=forms.ToHimForm,
            offer=_known_link,
            do=lambda turn, form, about: linking.contest(g.db, turn, about, form.words.data or ""),
            permission=Permission.Case.KEEP_PARTIES,
            is_about=True,
        ),
        "respondent": _of(forms.RespondentForm, _l("Whom it is about"), MATCHED),
        "witness": _of(forms.WitnessForm, _l("A witness"), MATCHED),
        "support": _of(
            forms.SupportForm,
            _l("Somebody who stands beside her"),
            _l("She chooses who it is. Whoever it is signs a secrecy undertaking first."),
        ),
        "companion": _of(
            forms.CompanionForm,
            _l("Somebody who stands beside the respondent"),
            _l("He chooses who it is. Whoever it is signs a secrecy undertaking first."),
        ),
        "interpreter": _of(
            forms.InterpreterForm,
            _l("An interpreter"),
            _l("Nobody of the same line, and nobody close to one of the two."),
        ),
        "left": Doing(
            title=_l("Does not belong to it"),
            say=_l("What was written stays in the timeline, and so does why it no longer counts."),
            form=forms.LeaveForm,
            offer=_somebody,
            do=lambda turn, form, about: people.leave(g.db, turn, about, form.words.data or ""),
            permission=Permission.Case.KEEP_PARTIES,
            is_about=True,
            beside="casework/case/people_party.html",
        ),
    }
)
"""By what stands in the address."""


@bp.get("")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, look = opened(case), the_look()
    lines, cover, on = found.timeline.lines, found.cover, look.now.date()
    said = described_by(found.timeline)
    open_to = reach(g.db, g.keys, look.register, case.id, cover, on, said)
    return render_template(
        "casework/case/people.html",
        case=case,
        opened=found,
        parties=list(people.parties(lines).values()),
        told=whom(lines),
        to_settle=names_of(g.db, open_to.to_settle),
        consent=linking.consent(lines),
        links=[] if correction(lines) else list(linking.links(lines).values()),
        **compared_of(case, found),
        again=_found_again(found).values(),
        asked=[each.holder for each in cover.holders if is_due(cover, each.holder)],
    )


@bp.get("/<act>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show_act(case: Case, act: str) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.post("/<act>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def do_act(case: Case, act: str) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.get("/<act>/<uuid:about>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, about), about, HERE)


@bp.post("/<act>/<uuid:about>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def do_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, about), about, HERE)
