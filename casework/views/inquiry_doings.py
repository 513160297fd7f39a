"""What can be done in an inquiry: each with its page, its form and its verb."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms import hearing
from casework.forms import inquiry as forms
from casework.forms.cases import CaseForm
from casework.forms.safety import a_day, show_day
from casework.inquiry import findings, guests, hearings, notices, replies, undertakings
from casework.inquiry.notices import CouldTell, Notice, wants_copy
from casework.inquiry.sitting import can_sit
from casework.parties.declaring import is_due
from casework.parties.people import Part, Party, of_part
from casework.protection.gate import Act
from casework.views.acting import Doing
from casework.views.gate import gate_of
from casework.views.inquiry_pack import offered, pack_of
from casework.words.case_sheets import the_letter
from casework.words.inquiry import COULD_TELL, guest_words, notice_source, signed_or_not
from casework.words.on_sheets import masked_sheet
from casework.words.parties import part_of

NO_COPY = {each: words for each, words in COULD_TELL.items() if each != CouldTell.LAW}


def _notice(found: Opened, about: UUID) -> Notice:
    """Raises NotFound."""
    known = notices.notices(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return known


def _letter(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    return {"notice": _notice(found, about)}


def _law(_form: CaseForm, found: Opened, about: UUID | None) -> Mapping[str, object]:
    if about is not None:
        _notice(found, about)
    pack = pack_of(found)
    return {"pack": pack, "with_copy": wants_copy(pack)}


def _last_wording(form: forms.LetterForm, found: Opened, about: UUID | None) -> None:
    pack = pack_of(found)
    if about is None:
        form.rule.data = notice_source(pack)[:200] if wants_copy(pack) else ""
        known = of_part(found.timeline.lines, Part.RESPONDENT)
        form.to.data = known[-1].sketch.named.name if known else ""
        return
    letter = _notice(found, about).letter
    form.to.data, form.words.data = letter.to, letter.particulars
    form.rule.data, form.hearing.data = letter.rule, letter.hearing
    show_day(form.answer_by, letter.answer_by)


def _as_he_reads_it(form: forms.JudgeForm, found: Opened, about: UUID) -> Mapping[str, object]:
    notice = _notice(found, about)
    answers = COULD_TELL if notice.letter.with_copy else NO_COPY
    form.could_tell.offer([(each, str(words)) for each, words in answers.items()])
    sheet = masked_sheet(the_letter(notice, found.timeline.lines), found)
    return {"notice": notice, "sheet": sheet}


def _gate(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    notice = _notice(found, about)
    gate = gate_of(found.case, found, Act.NOTICE)
    return {"notice": notice, "gate": gate, "gate_act": Act.NOTICE}


def _calling(_form: CaseForm, found: Opened, _about: UUID | None) -> Mapping[str, object]:
    return {"gate": gate_of(found.case, found, Act.HEARING), "gate_act": Act.HEARING}


def _sitting(form: hearing.MinutesForm, found: Opened, about: UUID) -> Mapping[str, object]:
    lines, facts = found.timeline.lines, _hearing(form, found, about)
    on: date = facts["hearing"].setting.on
    seats = guests.guests(g.db, g.keys, found.cover.home, on).values()
    sat = [(each.id, guest_words(each.name)) for each in seats]
    known = [(each.id, _called(each)) for each in undertakings.can_sit_beside(lines)]
    bound = undertakings.signed(lines, on) | guests.bound(lines, found.cover.named, on)
    with_keys = [(each.hex, found.name(each)) for each in can_sit(found.cover)]
    form.people.offer([*with_keys, *_marked(sat, bound, hearing.GUEST)])
    form.beside.offer(_marked(known, bound))
    form.signing.offer([(id_.hex, who) for id_, who in (*known, *sat) if id_ not in bound])
    return {**facts, "unanswered": _unanswered(found)}


def _marked(
    people: Iterable[tuple[UUID, str]], bound: Collection[UUID], before: str = ""
) -> list[tuple[str, str]]:
    """Each with whether she has signed to keep it secret."""
    return [
        (f"{before}{id_.hex}", signed_or_not(who, is_signed=id_ in bound)) for id_, who in people
    ]


def _called(party: Party) -> str:
    return f"{party.called}, {part_of(party)}"


def _unanswered(found: Opened) -> list[str]:
    """Members who read the inquiry and have not answered: none of them can be chosen."""
    asked = (each.holder for each in found.cover.holders if is_due(found.cover, each.holder))
    return [found.name(each) for each in asked]


def _who_signs(
    form: forms.UndertakingForm, found: Opened, _about: UUID | None
) -> Mapping[str, object]:
    known = undertakings.can_sit_beside(found.timeline.lines)
    listed = [(each.id.hex, _called(each)) for each in known]
    form.party.offer([*listed, (forms.SOMEBODY_ELSE, str(_("Somebody else")))])
    return {}


def _hearing(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, Any]:
    known = hearings.hearings(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return {"hearing": known}


def _calling_again(form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    return {**_hearing(form, found, about), **_calling(form, found, None)}


def _allegation(_form: CaseForm, found: Opened, about: UUID) -> Mapping[str, object]:
    known = findings.allegations(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return {"allegation": known}


def _recommending(
    form: hearing.ReportForm, found: Opened, _about: UUID | None
) -> Mapping[str, object]:
    pairs, hints = offered(found)
    form.recommended.offer(pairs)
    return {
        "hints": {"recommended": hints},
        "allegations": findings.allegations(found.timeline.lines).values(),
    }


DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "notice": Doing(
            title=_l("The letter to the respondent"),
            say=_l(
                "Only what he must know to answer. A second member reads it as he would before it "
                "can go, and she is told the day and hour before."
            ),
            form=forms.LetterForm,
            offer=_law,
            begin=_last_wording,
            do=lambda turn, form, about: notices.write(g.db, turn, form.letter(), about),
            may_be_about=True,
            beside="casework/case/inquiry_law.html",
        ),
        "read": Doing(
            title=_l("Could he tell who?"),
            form=forms.JudgeForm,
            offer=_as_he_reads_it,
            do=lambda turn, form, about: notices.judge(
                g.db, turn, about, form.answer, form.words.data or ""
            ),
            is_about=True,
            beside="casework/case/inquiry_letter.html",
        ),
        "release": Doing(
            title=_l("Let the letter go to him"),
            form=forms.ReleaseForm,
            offer=_gate,
            do=lambda turn, form, about: notices.release(g.db, turn, about, a_day(form.on)),
            permission=Permission.Case.DECIDE,
            is_about=True,
            beside="casework/case/inquiry_gate.html",
            button=_l("It may go on that day"),
        ),
        "served": Doing(
            title=_l("He has the letter"),
            form=forms.ServeForm,
            offer=_letter,
            do=lambda turn, form, about: notices.serve(g.db, turn, about, form.service()),
            is_about=True,
        ),
        "reply": Doing(
            title=_l("What he replies"),
            say=_l("It stands in the inquiry. She and the union do not read it."),
            form=forms.ReplyForm,
            do=lambda turn, form, _about: replies.reply(g.db, turn, form.reply()),
        ),
        "without": Doing(
            title=_l("Go on without his reply"),
            say=_l("Only once the day that the letter names is over."),
            form=forms.WhyForm,
            do=lambda turn, form, _about: replies.go_without(g.db, turn, form.words.data or ""),
        ),
        "care": Doing(
            title=_l("What he needs to answer"),
            form=forms.CareForm,
            do=lambda turn, form, _about: replies.look_after(g.db, turn, form.care()),
        ),
        "put-right": Doing(
            title=_l("His file was put right"),
            say=_l("Where nothing was substantiated, nothing of it stays in his file at work."),
            form=forms.PutRightForm,
            do=lambda turn, form, _about: replies.put_right(g.db, turn, form.words.data or ""),
        ),
        "undertaking": Doing(
            title=_l("A secrecy undertaking"),
            say=_l("Of interpreters, companions and members, before they hear anything."),
            form=forms.UndertakingForm,
            offer=_who_signs,
            do=lambda turn, form, _about: undertakings.undertake(g.db, turn, form.undertaking()),
        ),
        "hearing": Doing(
            title=_l("Set a hearing"),
            say=_l("Before he is called she knows the day and the hour, and may stop it."),
            form=hearing.SettingForm,
            offer=_calling,
            beside="casework/case/inquiry_gate.html",
            do=lambda turn, form, _about: hearings.plan(g.db, turn, form.setting()),
        ),
        "put-off": Doing(
            title=_l("Put the hearing off"),
            form=hearing.PutOffForm,
            offer=_calling_again,
            beside="casework/case/inquiry_gate.html",
            do=lambda turn, form, about: hearings.put_off(
                g.db, turn, about, form.setting(), form.words.data or ""
            ),
            is_about=True,
        ),
        "minutes": Doing(
            title=_l("Minutes of the hearing"),
            say=_l(
                "Who sat is counted against the quorum. Too few, and it goes to the desk of "
                "external member and supervisor."
            ),
            form=hearing.MinutesForm,
            offer=_sitting,
            do=lambda turn, form, about: hearings.hold(g.db, turn, about, form.minutes()),
            is_about=True,
            beside="casework/case/inquiry_sitting.html",
        ),
        "read-back": Doing(
            title=_l("The minutes were read back"),
            form=hearing.ReadBackForm,
            offer=_hearing,
            do=lambda turn, form, about: hearings.read_back(
                g.db, turn, about, form.what, form.words.data or ""
            ),
            is_about=True,
        ),
        "finish": Doing(
            title=_l("Everybody was heard"),
            say=_l("The inquiry ends once the committee sat in number to say what it found."),
            form=forms.WhyForm,
            do=lambda turn, form, _about: hearings.finish(g.db, turn, form.words.data or ""),
            button=_l("Finish the inquiry"),
        ),
        "allegation": Doing(
            title=_l("An allegation"),
            form=hearing.AllegationForm,
            do=lambda turn, form, _about: findings.allege(g.db, turn, form.words.data or ""),
        ),
        "finding": Doing(
            title=_l("What was established"),
            form=hearing.FindingForm,
            offer=_allegation,
            do=lambda turn, form, about: findings.find(g.db, turn, about, form.finding()),
            is_about=True,
            beside="casework/case/inquiry_allegation.html",
        ),
        "report": Doing(
            title=_l("Hand the report over"),
            say=_l("Findings and reasons stand in it already; say what is recommended."),
            form=hearing.ReportForm,
            offer=_recommending,
            do=lambda turn, form, _about: findings.report(g.db, turn, form.report()),
        ),
    }
)
"""By what stands in the address."""
