"""The closed words of procedure packs: stages, events, how far a rule binds, how sure it is."""

from enum import StrEnum


class Binding(StrEnum):
    """How far a rule binds. Only the first is law, and only it is ever shown as law."""

    LAW = "law"
    GUIDELINE = "guideline"
    RECOMMENDED = "recommended"
    """Ours: no source says it."""
    FACTORY = "factory"
    """A factory's own regulations, entered there; never in a pack's file."""


class Confidence(StrEnum):
    """How sure whoever wrote the pack was of a rule."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceKind(StrEnum):
    """What a source is; it decides how far a rule that cites it can bind."""

    STATUTE = "statute"
    RULES = "rules"
    DECREE = "decree"
    ORDINANCE = "ordinance"
    COURT = "court"
    TREATY = "treaty"
    """Binds states. To a factory it is a guideline."""
    GUIDELINE = "guideline"
    CODE = "code"
    PRACTICE = "practice"
    PROGRAMME = "programme"
    SUPERVISION = "supervision"
    REPORT = "report"
    """Somebody reports what a law or a guideline says."""
    OWN = "own"
    FACTORY = "factory"


class Evidence(StrEnum):
    """How a source was read when the pack was written."""

    EXCERPT = "excerpt"
    SECONDARY = "secondary"
    HEADINGS = "headings"
    KNOWLEDGE = "knowledge"
    """General knowledge, not read again."""
    NONE = "none"


class StageId(StrEnum):
    """The ten stages of every pack, in their order."""

    RECEIVE = "receive"
    SAFETY = "safety"
    ROUTE = "route"
    NOTIFY = "notify"
    REPLY = "reply"
    INQUIRY = "inquiry"
    REPORT = "report"
    DECIDE = "decide"
    APPEAL = "appeal"
    MONITOR = "monitor"


class Event(StrEnum):
    """What a deadline counts from, and what ends it. A case records the day of each."""

    INCIDENT = "incident"
    """The last of a series, where there was one."""
    COMPLAINT = "complaint"
    ACKNOWLEDGED = "acknowledged"
    SAFETY_CHECKED = "safety_checked"
    FORMAL_COMPLAINT = "formal_complaint"
    NOTICE = "notice"
    """The respondent has the complaint, or the charges."""
    REPLY = "reply"
    INQUIRY_BEGUN = "inquiry_begun"
    ABSENCE_NOTICE = "absence_notice"
    """A party that stayed away was told in writing what follows."""
    EX_PARTE = "ex_parte"
    INQUIRY_DONE = "inquiry_done"
    REPORT = "report"
    """Findings and recommendation are with whoever decides."""
    MEETING_NOTICE = "meeting_notice"
    MEETING = "meeting"
    """The employer's disciplinary meeting."""
    EMPLOYER_KNEW = "employer_knew"
    """Who of the employer knew when is recorded; the first of them counts."""
    DECISION = "decision"
    CARRIED_OUT = "carried_out"
    APPEAL = "appeal"
    APPEAL_DECIDED = "appeal_decided"
    FIRST_CHECK = "first_check"
    SECOND_CHECK = "second_check"
    DISMISSED = "dismissed"
    """The worker's contract was ended."""
    RIGHT_BREACHED = "right_breached"
    """The worker learnt that a right of hers was breached."""
    OUTSIDE_COMPLAINT = "outside_complaint"
    OUTSIDE_NOTICE = "outside_notice"
    OUTSIDE_REPLY = "outside_reply"
    OUTSIDE_DECISION = "outside_decision"
    REPRESENTATION = "representation"
    MEDIATION_ASKED = "mediation_asked"
    MEDIATION_DONE = "mediation_done"
    """Ended, with or without an agreement."""
    NEGOTIATION_BEGUN = "negotiation_begun"
    NEGOTIATION_DONE = "negotiation_done"
    COURT_CLAIM = "court_claim"
    COURT_HEARING = "court_hearing"
    COURT_DECISION = "court_decision"
    FACTORY_BEGUN = "factory_begun"
    COMMITTEE_FORMED = "committee_formed"


OF_THE_BODY = frozenset({Event.FACTORY_BEGUN, Event.COMMITTEE_FORMED})
"""Events of the factory and its committee, not of any case."""


class Owner(StrEnum):
    """Whose deadline it is."""

    RECEIVER = "receiver"
    COMMITTEE = "committee"
    EMPLOYER = "employer"
    SURVIVOR = "survivor"
    RESPONDENT = "respondent"
    PARTY = "party"
    OUTSIDE = "outside"
    """A body outside: shown, and nobody here is reminded."""


class DeadlineKind(StrEnum):
    """What happens on the day."""

    DUE = "due"
    """To be done by then; late when not."""
    WINDOW = "window"
    """Somebody may do it until then, and need not."""
    BAR = "bar"
    """After that day it can no longer be done."""
    NOT_BEFORE = "not_before"
    """At least so much time must lie between."""


class Period(StrEnum):
    """What an amount counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Unit(StrEnum):
    """Which days count."""

    CALENDAR = "calendar"
    WORKING = "working"


class Share(StrEnum):
    """How many of the members must be women, as a part."""

    THIRD = "1/3"
    HALF = "1/2"
    MAJORITY = "majority"

    def of(self, members: int) -> int:
        """The fewest of so many members that are this part."""
        if self is Share.MAJORITY:
            return members // 2 + 1
        parts = 2 if self is Share.HALF else 3
        return -(-members // parts)


class OutcomeKind(StrEnum):
    """Whom an outcome is for, and of what sort it is."""

    DISCIPLINARY = "disciplinary"
    REMEDY = "remedy"
    CRIMINAL = "criminal"
    EMPLOYER_PENALTY = "employer-penalty"
    COMPLAINANT_SANCTION = "complainant-sanction"
    """In no list of decisions: a proceeding of its own, with malice proved."""
    SETTLEMENT = "settlement"
    NO_FINDING = "no-finding"


class Door(StrEnum):
    """What sort of place an external route leads to."""

    LABOUR = "labour"
    COURT = "court"
    POLICE = "police"
    OMBUDSPERSON = "ombudsperson"
    COMMITTEE = "committee"
    MEDIATION = "mediation"
    GOVERNMENT = "government"
    SUPPORT = "support"


class Gender(StrEnum):
    """What somebody says of herself or himself; leaving it open is an answer."""

    WOMAN = "woman"
    MAN = "man"
    ANOTHER = "another"
    UNSAID = "unsaid"


class ChildAge(StrEnum):
    """Years of age, from and to, in which who agrees for a child is the same."""

    SMALL = "0-5"
    SCHOOL = "6-11"
    YOUNG = "12-14"
    NEARLY_ADULT = "15-17"


class Weekday(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
