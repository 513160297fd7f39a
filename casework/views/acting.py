"""A page with a form for each thing that can be done: shown, sent, and what stands against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.permissions import Permission
from auth.policy import may
from casework.asking.asking import NoYes
from casework.case.turns import Turn
from casework.clocks.course import MoveRefused
from casework.comparing.sending import NothingToSend
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.helping.feeling import OwnReferral, SaidAlready
from casework.helping.moving import NoReferral
from casework.helping.naming import NothingFollows
from casework.helping.referring import AgainstHer
from casework.helping.states import MoveNotAllowed
from casework.helping.tasks import NoTask, NotToBeTalkedAbout
from casework.helping.telling_apart import NobodyAlike
from casework.inquiry.appeals import CaseIsClosed, HersToTakeBack, NothingToReview
from casework.inquiry.carrying_out import AlreadySeen, NoNote, NoVerifier, OwnHand
from casework.inquiry.decisions import (
    BeforeHerDay,
    DecidedAlready,
    DepartureUnexplained,
    NoDecision,
    NoReport,
    NothingFound,
    OwnDecision,
)
from casework.inquiry.findings import NotAllFound
from casework.inquiry.his_file import Changed
from casework.inquiry.malice import MayBeChild, NoMalice, NotHeard, NotInformed, NotOver
from casework.inquiry.notices import NotRead, SameReader
from casework.inquiry.steps import NotThere, TooEarly
from casework.inquiry.telltale import TellsWho
from casework.inquiry.undertakings import NotAsked, NotFree, NotSigned
from casework.models.case import Case
from casework.outcomes.beside import NotSecret, TooClose
from casework.outcomes.points import NoPoint, NotOfTheUnion
from casework.parties.declaring import NotDeclared
from casework.parties.linking import NoLink
from casework.parties.people import NoParty
from casework.protection.gate import AnotherDay, GateClosed
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, opened, opened_anew, the_turn
from referrals.consent.packet import NothingLeaves

REFUSALS: Mapping[type[Exception], str] = {
    AgainstHer: _l(
        "The place, or somebody who got what was sent, must not have her name by now. Take it "
        "back, and choose another place or another way."
    ),
    NotOfTheUnion: _l("Only who follows this case for the union she chose does this."),
    NotSecret: _l("Nobody stands beside her who has not signed to keep it secret."),
    TooClose: _l(
        "Whoever is close to somebody of it does not stand beside her. Choose that you do not."
    ),
    AlreadySeen: _l("Somebody has confirmed it already."),
    AnotherDay: _l(
        "She was told of another day. Tell her of this one, or write down what she said of it."
    ),
    BeforeHerDay: _l("She was told that he learns of it on a later day."),
    CaseIsClosed: _l("The case is closed. Tick that it is opened again for the review."),
    DecidedAlready: _l("It is decided. Only a review that changed it makes room for another."),
    DepartureUnexplained: _l("It is not what was recommended. Write why."),
    GateClosed: _l("The gate is not open for that day: see above what is missing."),
    MoveNotAllowed: _l("It does not go from where it stands to there. Look at the page again."),
    MoveRefused: _l("The procedure is not there yet. See under Procedure what is missing."),
    NoDecision: _l("Nothing is decided that could be told, or both were told already."),
    NobodyAlike: _l("Nobody there is to be told apart from whoever it is about any more."),
    NoNote: _l("She has not agreed that you learn post, measure and day."),
    NoPoint: _l("Somebody has answered it already."),
    NoReport: _l("Nobody decides without a report."),
    NothingFound: _l("Nothing was substantiated, so that no sanction can follow."),
    NotAllFound: _l("Say of each allegation what was established, and write one down at least."),
    NotDeclared: _l(
        "Nothing goes out before it is known whom it is about, and before everybody who acts in it "
        "has said that she is close to nobody of it. Still to answer:"
    ),
    NotFree: _l("What is known of this person fits the respondent. Find somebody else."),
    NotSigned: _l(
        "Who has signed no secrecy undertaking hears nothing. Choose below who signed that day, "
        "or take them out. Not signed:"
    ),
    NotAsked: _l("Ask first whether a conflict stands against it."),
    NotRead: _l("A second member reads the letter first, as it stands now."),
    NothingToReview: _l(
        "No decision stands that could be reviewed: it was settled, or is not told."
    ),
    NothingToSend: _l("Nobody is named so that it could be compared, or CARE has no key here."),
    NotThere: _l("It does not stand where this can be done. Look at the page again."),
    NoReferral: _l("This referral is not there any more."),
    NotToBeTalkedAbout: _l(
        "She has not agreed that anybody speaks with them about her. Ask her first whether people "
        "may talk."
    ),
    NoTask: _l("Somebody has seen to it already."),
    NothingFollows: _l("All that she agreed to has left already, or what lay there is gone."),
    NothingLeaves: _l("She has not agreed that anything is passed on to them. Ask her first."),
    OwnReferral: _l("You sent her there. Somebody else asks her how it was, or she says it."),
    SaidAlready: _l("She has said how it was. Nobody writes over it."),
    NoVerifier: _l("Only the union representative or the external member confirms it."),
    NoLink: _l("Only a link to what was substantiated is shown to him, and before he answers."),
    NoParty: _l("Nobody like that belongs to this case any more."),
    Changed: _l("The case has moved on since it was read. A second member reads it again."),
    HersToTakeBack: _l("She asked for it. Only her own press on her page takes it back."),
    MayBeChild: _l("She may be under age: nobody proceeds against a child."),
    NoMalice: _l("Write what proves malice. That it was not proved is none."),
    NotHeard: _l("Hear her first, or ask her whether she wants to be heard."),
    NotInformed: _l("External member and CARE do not both know of it yet."),
    NotOver: _l("Her complaint is not decided yet, or not told to both."),
    OwnDecision: _l("You decided what this is about, or proposed it. Somebody else does it."),
    NoYes: _l("She has not said yes to it. What she does not answer is a no."),
    OwnHand: _l("You wrote down that it is applied: somebody else goes and looks."),
    SameReader: _l("You wrote this letter. Somebody else says whether he could tell."),
    TellsWho: _l("The letter names her, or somebody who spoke. Take these words out:"),
    TooEarly: _l("This day has not come yet."),
}
"""What stands against something, as a sentence above the form."""
NOBODY_YET = _l("nobody can, for nobody has written down whom it is about")


def _nothing(_form: Any, _found: Opened, _about: UUID | None) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One thing that can be done: its page, its form, and the verb."""

    title: str
    form: type[CaseForm]
    do: Callable[[Turn, Any, Any], object]
    say: str = ""
    button: str = _l("Write it down")
    offer: Callable[[Any, Opened, Any], Mapping[str, object]] = field(default=_nothing)
    """Says what there is to choose from, and what the page shows beside; NotFound for nothing."""
    begin: Callable[[Any, Opened, Any], object] = field(default=_nothing)
    """What stands in the fields of a page that nobody has typed into."""
    permission: Permission.Case = Permission.Case.INQUIRE
    is_about: bool = False
    """Whether it is about one of several things, named in the address."""
    may_be_about: bool = False
    beside: str = ""
    """A template shown above the form."""
    home: str = "/cases/"
    """What stands before the case's id on the page that it leads back to."""


def the_doing(case: Case, doings: Mapping[str, Doing], act: str, about: UUID | None) -> Doing:
    """What an address names. Raises NotFound for nothing, and for what she may not do."""
    found = doings.get(act)
    if found is None or not may(g.actor, found.permission, case):
        raise NotFound
    if not found.may_be_about and found.is_about is not (about is not None):
        raise NotFound
    return found


def show_form(case: Case, doing: Doing, about: UUID | None, back: str) -> ResponseReturnValue:
    """The page of something to be done."""
    found, form = opened(case), doing.form(formdata=None)
    facts = _facts(doing, form, found, about, back)
    doing.begin(form, found, about)
    return page(case, "act-form", form, found, about=facts)


def do(case: Case, doing: Doing, about: UUID | None, back: str) -> ResponseReturnValue:
    """Do it; what stands against it is said above the form, and every typed word stays."""
    form, found = doing.form(), opened(case)
    facts = _facts(doing, form, found, about, back)
    return written(case, "act-form", form, lambda: _done(case, doing, form, about, back), facts)


def _done(
    case: Case, doing: Doing, form: CaseForm, about: UUID | None, back: str
) -> ResponseReturnValue:
    try:
        doing.do(the_turn(case, form.seen.data), form, about)
    except tuple(REFUSALS) as refused:
        return _refused(case, doing, form, about, back, refused)
    return back_to(case, back, doing.home)


def _refused(
    case: Case,
    doing: Doing,
    form: CaseForm,
    about: UUID | None,
    back: str,
    refused: Exception,
) -> ResponseReturnValue:
    found = opened_anew(case)
    form.form_errors.append(_sentence(refused, found))
    facts = _facts(doing, form, found, about, back)
    return page(case, "act-form", form, found, about=facts), 422


def _sentence(refused: Exception, found: Opened) -> str:
    """What stands against it, with the words or the people that it is about."""
    about: Sequence[str] = ()
    if isinstance(refused, TellsWho):
        about = refused.words
    elif isinstance(refused, NotSigned):
        about = refused.who
    elif isinstance(refused, NotDeclared):
        about = [found.name(each) for each in refused.people] or [str(NOBODY_YET)]
    words = str(REFUSALS[type(refused)])
    return f"{words} {', '.join(about)}" if about else words


def _facts(
    doing: Doing, form: CaseForm, found: Opened, about: UUID | None, back: str
) -> dict[str, object]:
    return {"doing": doing, "back_path": back, **doing.offer(form, found, about)}
