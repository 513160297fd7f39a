"""What can be done about a decision: each with its page, its form and its verb."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import g
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.permissions import Permission
from casework.asking.asking import ask
from casework.desk.reading import Opened
from casework.forms import decision as forms
from casework.forms.cases import CaseForm
from casework.forms.safety import a_day, show_day
from casework.inquiry import appeals, carrying_out, decisions, outside
from casework.inquiry.carrying_out import Carrying
from casework.inquiry.findings import the_report
from casework.protection.gate import Act
from casework.views.acting import Doing
from casework.views.gate import gate_of
from casework.views.inquiry_pack import offered, pack_of
from casework.words.inquiry import item_words
from casework.words.procedures import DOORS, spoken


def _deciding(form: forms.DecisionForm, found: Opened, _about: UUID | None) -> Mapping[str, object]:
    pairs, hints = offered(found)
    form.chosen.offer(pairs)
    gate = gate_of(found.case, found, Act.DECISION)
    return {"hints": {"chosen": hints}, "gate": gate, "gate_act": Act.DECISION}


def _as_recommended(form: forms.DecisionForm, found: Opened, _about: UUID | None) -> None:
    handed = the_report(found.timeline.lines)
    form.chosen.data = list(handed.recommended) if handed else []


def _as_an_apology(form: forms.ApologyForm, _found: Opened, _about: UUID | None) -> None:
    form.words.data = str(
        _("Do you want an apology? Only if you want one is it decided that he makes one.")
    )


def _carrying(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    return {"carrying": _the_one(found, about)}


def _the_one(found: Opened, about: UUID) -> Carrying:
    """Raises NotFound."""
    every = carrying_out.carried_out(found.timeline.lines)
    known = next((each for each in every if each.item.id == about), None)
    if known is None:
        raise NotFound
    return known


def _as_applied(form: forms.NoteForm, found: Opened, about: UUID) -> None:
    known = _the_one(found, about)
    form.measure.data = item_words(known.item.outcome, known.item.label)
    form.words.data = str(
        _(
            "May the union representative be told which post it is about, what is applied, and "
            "since when? Then she goes and looks. If not, the external member looks alone."
        )
    )
    show_day(form.on, known.applied_on)


def _as_she_reads_it(form: forms.NoteForm) -> str:
    """The question with the note itself: she says yes to these words and to no others."""
    note = form.note()
    return f"{form.words.data}\n\n{note.post}: {note.measure}, {format_date(note.on)}"


def _doors(form: forms.OutsideForm, found: Opened, _about: UUID | None) -> Mapping[str, object]:
    every = outside.ways(pack_of(found))
    form.route.offer([(each.id, spoken(each.body)) for each in every])
    return {"hints": {"route": {each.id: str(DOORS[each.door]) for each in every}}}


def _body(form: forms.AppealForm, found: Opened, _about: UUID | None) -> None:
    form.body.data = spoken(pack_of(found).appeal.body)[: form.body.limit]


SEEING = Doing(
    title=_l("What I saw"),
    say=_l("You went yourself, and did not carry it out yourself."),
    form=forms.SeenForm,
    offer=_carrying,
    do=lambda turn, form, about: carrying_out.verify(
        g.db, turn, about, form.what, form.words.data or ""
    ),
    permission=Permission.Case.VERIFY,
    is_about=True,
    beside="casework/case/decision_item.html",
)
DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "decide": Doing(
            title=_l("What was decided"),
            form=forms.DecisionForm,
            offer=_deciding,
            begin=_as_recommended,
            do=lambda turn, form, _about: decisions.decide(g.db, turn, form.decision()),
            permission=Permission.Case.DECIDE,
            beside="casework/case/inquiry_gate.html",
        ),
        "send-back": Doing(
            title=_l("The report goes back"),
            say=_l("Nothing is decided: the committee inquires further, and reports anew."),
            form=forms.SendBackForm,
            do=lambda turn, form, _about: decisions.send_back(g.db, turn, form.words.data or ""),
            permission=Permission.Case.DECIDE,
        ),
        "apology": Doing(
            title=_l("Does she want an apology?"),
            say=_l("It is decided only with her yes. Nobody tells her that she should want one."),
            form=forms.ApologyForm,
            begin=_as_an_apology,
            do=lambda turn, form, _about: ask(g.db, turn, form.question()),
            permission=Permission.Case.ASK,
            button=_l("Ask her"),
        ),
        "told": Doing(
            title=_l("Both were told"),
            form=forms.ToldForm,
            do=lambda turn, form, _about: decisions.tell(
                g.db, turn, a_day(form.on), form.words.data or ""
            ),
        ),
        "applied": Doing(
            title=_l("It is applied"),
            say=_l("Somebody else goes and looks: whoever writes it down here does not verify it."),
            form=forms.AppliedForm,
            offer=_carrying,
            do=lambda turn, form, about: carrying_out.apply(
                g.db, turn, about, a_day(form.on), form.words.data or ""
            ),
            is_about=True,
            beside="casework/case/decision_item.html",
        ),
        "note": Doing(
            title=_l("May the union be told?"),
            say=_l(
                "With her yes the union learns exactly this, and goes to look. Without it the "
                "external member looks, and the union sees only that it is verified."
            ),
            form=forms.NoteForm,
            offer=_carrying,
            begin=_as_applied,
            do=lambda turn, form, about: carrying_out.ask_for_note(
                g.db, turn, about, form.note(), _as_she_reads_it(form), form.way
            ),
            permission=Permission.Case.DECIDE,
            is_about=True,
            button=_l("Ask her"),
            beside="casework/case/decision_item.html",
        ),
        "review": Doing(
            title=_l("A review was asked for"),
            say=_l("Whether it came in time is for the body to say."),
            form=forms.AppealForm,
            begin=_body,
            do=lambda turn, form, _about: appeals.lodge(g.db, turn, form.appeal()),
        ),
        "take-up": Doing(
            title=_l("Her review is taken up"),
            say=_l("She asked for it herself. She sees on her page that you have it, and who."),
            form=forms.TakeUpForm,
            do=lambda turn, form, _about: appeals.take_up(
                g.db, turn, a_day(form.on), form.passed_to.data or ""
            ),
        ),
        "review-ended": Doing(
            title=_l("How the review ended"),
            form=forms.AppealEndedForm,
            do=lambda turn, form, _about: appeals.end(
                g.db, turn, a_day(form.on), form.how, form.words.data or ""
            ),
        ),
        "outside": Doing(
            title=_l("It was taken outside"),
            say=_l("For the record. Nothing is sent anywhere by this."),
            form=forms.OutsideForm,
            offer=_doors,
            do=lambda turn, form, _about: outside.note(g.db, turn, form.taken()),
        ),
    }
)
"""By what stands in the address."""
