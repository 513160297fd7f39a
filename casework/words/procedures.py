"""What stages, events, owners and bindings of a procedure are called, and how far a rule binds."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from casework.procedures.composition import Asked, Finding, State
from casework.procedures.covering import Banner, Open, banner, is_law
from casework.procedures.deciding import Closed
from casework.procedures.own_rules import Why
from casework.procedures.pack import Pack
from casework.procedures.rule import Rule
from casework.procedures.terms import (
    Binding,
    Confidence,
    DeadlineKind,
    Door,
    Event,
    Evidence,
    OutcomeKind,
    Owner,
    StageId,
)

STAGES: Mapping[StageId, str] = {
    StageId.RECEIVE: _l("Received"),
    StageId.SAFETY: _l("Safety"),
    StageId.ROUTE: _l("Her choice of route"),
    StageId.NOTIFY: _l("Respondent told"),
    StageId.REPLY: _l("His reply"),
    StageId.INQUIRY: _l("Inquiry"),
    StageId.REPORT: _l("Findings and recommendation"),
    StageId.DECIDE: _l("Decision"),
    StageId.APPEAL: _l("Appeal or review"),
    StageId.MONITOR: _l("Afterwards"),
}
STAGES_SAY: Mapping[StageId, str] = {
    StageId.RECEIVE: _l("Listen, say what can stay secret, write down what is needed."),
    StageId.SAFETY: _l("Her safety and health first, urgent help, protection she chooses."),
    StageId.ROUTE: _l("Informal, formal, outside or help only. She can change her mind."),
    StageId.NOTIFY: _l("Only after a formal complaint and a look at her safety."),
    StageId.REPLY: _l("In writing, or spoken and written down."),
    StageId.INQUIRY: _l("Each is heard alone; witnesses, evidence, minutes."),
    StageId.REPORT: _l("What was established and why, for whoever decides and for the parties."),
    StageId.DECIDE: _l("What follows, and the reasons where it departs from the recommendation."),
    StageId.APPEAL: _l("Inside, or by a body outside."),
    StageId.MONITOR: _l("Is anybody punished for speaking? Does help arrive? What does she say?"),
}
BINDINGS: Mapping[Binding, str] = {
    Binding.LAW: _l("Law"),
    Binding.GUIDELINE: _l("Official guideline, not law"),
    Binding.RECOMMENDED: _l("Our advice, not law"),
    Binding.FACTORY: _l("Rule of this factory, not law"),
}
CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.HIGH: _l("sure"),
    Confidence.MEDIUM: _l("fairly sure"),
    Confidence.LOW: _l("not sure"),
}
EVIDENCES: Mapping[Evidence, str] = {
    Evidence.EXCERPT: _l("an excerpt of the source was read"),
    Evidence.SECONDARY: _l("confirmed through somebody else"),
    Evidence.HEADINGS: _l("only headings were read"),
    Evidence.KNOWLEDGE: _l("from general knowledge, not read again"),
    Evidence.NONE: _l("no source"),
}
OWNERS: Mapping[Owner, str] = {
    Owner.RECEIVER: _l("the receivers"),
    Owner.COMMITTEE: _l("the committee"),
    Owner.EMPLOYER: _l("the employer"),
    Owner.SURVIVOR: _l("the survivor"),
    Owner.RESPONDENT: _l("the respondent"),
    Owner.PARTY: _l("either party"),
    Owner.OUTSIDE: _l("a body outside"),
}
KINDS: Mapping[DeadlineKind, str] = {
    DeadlineKind.DUE: _l("to be done by"),
    DeadlineKind.WINDOW: _l("possible until"),
    DeadlineKind.BAR: _l("no longer possible after"),
    DeadlineKind.NOT_BEFORE: _l("not before"),
}
EVENTS: Mapping[Event, str] = {
    Event.INCIDENT: _l("It happened"),
    Event.COMPLAINT: _l("The complaint arrived"),
    Event.ACKNOWLEDGED: _l("She was told that it was read"),
    Event.SAFETY_CHECKED: _l("Her safety was asked after"),
    Event.FORMAL_COMPLAINT: _l("A formal complaint was accepted"),
    Event.NOTICE: _l("The respondent was told"),
    Event.REPLY: _l("He replied"),
    Event.INQUIRY_BEGUN: _l("The inquiry began"),
    Event.ABSENCE_NOTICE: _l("A party that stayed away was warned in writing"),
    Event.EX_PARTE: _l("It was decided without a party"),
    Event.INQUIRY_DONE: _l("The inquiry was finished"),
    Event.REPORT: _l("The report was handed over"),
    Event.MEETING_NOTICE: _l("The disciplinary meeting was announced"),
    Event.MEETING: _l("The disciplinary meeting was held"),
    Event.EMPLOYER_KNEW: _l("Somebody of the employer knew"),
    Event.DECISION: _l("It was decided"),
    Event.CARRIED_OUT: _l("The decision was carried out"),
    Event.APPEAL: _l("An appeal was made"),
    Event.APPEAL_DECIDED: _l("The appeal was decided"),
    Event.FIRST_CHECK: _l("She was asked about retaliation"),
    Event.SECOND_CHECK: _l("She was asked about retaliation again"),
    Event.DISMISSED: _l("The contract was ended"),
    Event.RIGHT_BREACHED: _l("The worker found that a right was breached"),
    Event.OUTSIDE_COMPLAINT: _l("A complaint was made outside"),
    Event.OUTSIDE_NOTICE: _l("The body outside asked for a reply"),
    Event.OUTSIDE_REPLY: _l("The body outside was replied to"),
    Event.OUTSIDE_DECISION: _l("The body outside decided"),
    Event.REPRESENTATION: _l("A representation was made against it"),
    Event.MEDIATION_ASKED: _l("Mediation was asked for"),
    Event.MEDIATION_DONE: _l("Mediation ended"),
    Event.NEGOTIATION_BEGUN: _l("Negotiation began"),
    Event.NEGOTIATION_DONE: _l("Negotiation ended"),
    Event.COURT_CLAIM: _l("A claim was made at court"),
    Event.COURT_HEARING: _l("The court heard it first"),
    Event.COURT_DECISION: _l("The court decided"),
    Event.FACTORY_BEGUN: _l("The factory began"),
    Event.COMMITTEE_FORMED: _l("The committee was set up"),
}
OUTCOMES: Mapping[OutcomeKind, str] = {
    OutcomeKind.DISCIPLINARY: _l("For the respondent"),
    OutcomeKind.REMEDY: _l("For the survivor"),
    OutcomeKind.CRIMINAL: _l("By a criminal court"),
    OutcomeKind.EMPLOYER_PENALTY: _l("For the employer"),
    OutcomeKind.COMPLAINANT_SANCTION: _l("In a proceeding of its own, with malice proved"),
    OutcomeKind.SETTLEMENT: _l("Settled"),
    OutcomeKind.NO_FINDING: _l("Not enough evidence"),
}
DOORS: Mapping[Door, str] = {
    Door.LABOUR: _l("Labour office"),
    Door.COURT: _l("Court"),
    Door.POLICE: _l("Police"),
    Door.OMBUDSPERSON: _l("Ombudsperson"),
    Door.COMMITTEE: _l("Committee outside the factory"),
    Door.MEDIATION: _l("Mediation"),
    Door.GOVERNMENT: _l("Office of the state"),
    Door.SUPPORT: _l("Help"),
}
QUESTIONS: Mapping[Open, str] = {
    Open.REPORTING_CHILDREN: _l("Must a case be reported to the state when she is under age?"),
    Open.REPORTING_ADULTS: _l("Must a case of an adult be reported to the state?"),
    Open.MAJORITY: _l("From which age is somebody an adult by law?"),
    Open.RETENTION: _l("For how many months is a case kept?"),
    Open.OWN_DAYS: _l("How many days do the factory's own regulations set?"),
}
REFUSALS: Mapping[Why, str] = {
    Why.NO_REASON: _l("Say in which regulations it stands, and why it is entered."),
    Why.NO_SUCH_DEADLINE: _l("There is no such deadline in force."),
    Why.TWICE: _l("This stands here twice."),
    Why.NOT_POSITIVE: _l("Enter a number of one or more."),
    Why.WORKING_IN_DAYS: _l("Working days are counted in days."),
    Why.LAW_COUNTS_OTHERWISE: _l("Count it as the law does: the same days or months."),
    Why.LONGER_THAN_LAW: _l("The law leaves less time than this."),
    Why.SHORTER_THAN_LAW: _l("The law leaves more time than this."),
    Why.BAR_OF_LAW: _l("Only the law sets this."),
    Why.CANNOT_BE_MET: _l("No committee can be made up so: look at its size once more."),
    Why.LAW_ANSWERS: _l("The law says something else."),
}
ASKED: Mapping[Asked, str] = {
    Asked.MEMBERS: _l("Members"),
    Asked.ODD: _l("An odd number of members"),
    Asked.WOMEN: _l("Women"),
    Asked.CHAIR: _l("A chair"),
    Asked.WOMAN_CHAIR: _l("A woman as chair"),
    Asked.EXTERNAL: _l("Members from outside"),
    Asked.WORKER_REPS: _l("Representatives of the workers"),
    Asked.MANAGEMENT: _l("Members from management"),
    Asked.UNION_REP: _l("A representative of the union"),
}
NO_SETTLEMENT: Mapping[Closed, str] = {
    Closed.NOT_ASKED: _l("The survivor has not asked for it herself."),
    Closed.CONTACT: _l("It went as far as touching, or further."),
    Closed.CHILD: _l("She is under age, or may be."),
    Closed.SUPERIOR: _l("The respondent stands above her."),
    Closed.FORBIDDEN: _l("The rules of this country do not allow it."),
    Closed.BEGUN: _l("The inquiry has begun; the law allows it before only."),
}
COUNTED = frozenset(
    {Asked.MEMBERS, Asked.WOMEN, Asked.EXTERNAL, Asked.WORKER_REPS, Asked.MANAGEMENT}
)


def spoken(text: str) -> str:
    """A sentence of a pack in the reader's language, or as the pack has it."""
    return str(_(text)) if text else ""


def body_name(pack: Pack) -> str:
    """What the body is called: as the factory calls it, or else as its pack does."""
    return spoken(pack.committee.name)


def shown_as(rule: Rule) -> str:
    """How far a rule binds, to stand beside every number of it. Only law says "Law"."""
    if is_law(rule):
        return str(BINDINGS[Binding.LAW])
    if not rule.enabled:
        return str(_("Not in force here, as far as is known"))
    return str(BINDINGS[rule.binding])


def rests_on(pack: Pack, rule: Rule) -> str:
    """A rule's source and section, and how it was read. Raises KeyError for a foreign rule."""
    source = pack.the_source(rule)
    title = f"{source.title}, {rule.section}" if rule.section else source.title
    said: str = _(
        "%(source)s (%(sure)s; %(read)s)",
        source=title,
        sure=CONFIDENCES[rule.confidence],
        read=EVIDENCES[source.evidence],
    )
    return said


def reviewed(banner: Banner) -> str:
    """The first sentence of a pack's banner."""
    said: str = _("No lawyer has reviewed these rules. They are a draft and no legal advice.")
    if banner.is_reviewed:
        said = _("Reviewed by %(who)s on %(day)s.", who=banner.counsel, day=banner.reviewed_on)
    return said


def footing(pack: Pack) -> str:
    """That no lawyer has reviewed what a sheet cites; nothing where one has."""
    known = banner(pack)
    return "" if known.is_reviewed else f"{spoken(pack.title)}: {reviewed(known)}"


def found(finding: Finding) -> str:
    """How a committee or a hearing stands with one thing that is asked."""
    what = str(ASKED[finding.asked])
    if finding.asked in COUNTED and finding.state is not State.NO_RULE:
        numbers = {"needs": finding.needs, "has": finding.has}
        what = _("%(what)s: %(needs)d asked for, %(has)d there", what=what, **numbers)
    said: str = _("%(what)s: %(state)s", what=what, state=_state(finding))
    return said


def _state(finding: Finding) -> str:
    short: str = ngettext("%(num)d short", "%(num)d short", finding.short)
    return {
        State.MET: str(_("as it should be")),
        State.SHORT: short,
        State.UNCLEAR: str(_("not known, because somebody's gender is not entered")),
        State.NO_RULE: str(_("no rule is known")),
    }[finding.state]
