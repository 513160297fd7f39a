"""Everything that can be allowed or refused, by name."""

from enum import StrEnum


class Permission:
    """The names, grouped by what they are about."""

    class Case(StrEnum):
        """About one case, by somebody who holds keys of it."""

        LIST = "case:list"
        LOG = "case:log"
        """Take a complaint down for somebody who told it. What comes of it she may not read."""
        READ = "case:read"
        READ_WORDS = "case:read-words"
        ACKNOWLEDGE = "case:acknowledge"
        ANSWER = "case:answer"
        NOTE = "case:note"
        TAKE_STATEMENT = "case:take-statement"
        """Take down what somebody else says."""
        ATTACH = "case:attach"
        READ_EVIDENCE = "case:read-evidence"
        """See the register of files, and open the copy of one that is not intimate."""
        MARK_INTIMATE = "case:mark-intimate"
        OPEN_INTIMATE = "case:open-intimate"
        """Ask to look at an intimate file, agree that somebody does, and look."""
        RULE_INTIMATE = "case:rule-intimate"
        """Decide what becomes of an intimate file that may show a child."""
        RULE_AGE = "case:rule-age"
        """Decide, as a child protection officer, what follows where she may be under age."""
        RECUSE = "case:recuse"
        STEP_OUT = "case:step-out"
        """Give back the keys with which one was called in from outside, and say why."""
        REMOVE = "case:remove"
        """Take another holder's keys away, with a second person."""
        LEND = "case:lend"
        """Hand one's own place to a substitute while one is away, and take it back."""
        HAND_OVER = "case:hand-over"
        SETTLE = "case:settle"
        RENEW = "case:renew"
        OBJECT = "case:object"
        SPEAK_FOR = "case:speak-for"
        """Act for the survivor by voice: stop her number, give her a new one, object."""
        READ_SAFETY = "case:read-safety"
        """See how safe she is, her plan, the measures, and what the gate waits for."""
        PROTECT = "case:protect"
        """Assess and plan with her, propose and decide measures, tell her before an act."""
        READ_WATCH = "case:read-watch"
        """See signs of retaliation and when she is asked, without names."""
        KEEP_WATCH = "case:keep-watch"
        """Ask her how it is at work, and write down signs and what was done about them."""
        DECLARE = "case:declare"
        """Say, before the case opens, whether one is close to somebody of it."""
        KEEP_PARTIES = "case:keep-parties"
        """See and write down whom it is about, who saw it, who stands beside and interprets."""
        ASK = "case:ask"
        """Ask the survivor something, and write down what she answered by voice."""
        RECORD_ROUTE = "case:record-route"
        """Write down which route the survivor chose by voice."""
        NAME_PANEL = "case:name-panel"
        INQUIRE = "case:inquire"
        """Write to the respondent, hear, establish what happened, report, note a review."""
        DECIDE = "case:decide"
        """Let the letter go to him, write down what was decided, ask her about the note."""
        GIVE_FILE = "case:give-file"
        """Take the respondent's masked file out, to be handed to him."""
        CHARGE_MALICE = "case:charge-malice"
        """Propose, open and decide a proceeding of its own against whoever complained."""
        VERIFY = "case:verify"
        """Confirm that one saw applied what was decided."""
        READ_COURSE = "case:read-course"
        """See at which stage a case stands and what of it is due."""
        MOVE = "case:move"
        """Move a case to its next stage, note when something happened, say why it was late."""
        HEAR_ALONE = "case:hear-alone"
        """Hear her alone, as somebody from outside: of a withdrawal, or of what was agreed."""
        CONCILIATE = "case:conciliate"
        """Open a talk to settle it that she asked for, and write down what was agreed."""
        CLOSE = "case:close"
        """Close a case that has come to its end, and open it again."""
        KEEP = "case:keep"
        """Tell her when a case is destroyed, and hold it against that, with a second person."""
        READ_NEEDS = "case:read-needs"
        """See what she needs, what she agreed to pass on, and where she was referred."""
        KEEP_NEEDS = "case:keep-needs"
        """Ask her what she needs of a place that helps, and write it down."""
        CONSENT = "case:consent"
        """Ask her what may be passed on, write down her yes, and end it as she says."""
        REFER = "case:refer"
        """Find a place that helps, ask it, and follow what becomes of that."""
        OVERRIDE = "case:override"
        """Pass something on without her yes: ask for it, or stand behind it as the second."""
        OFFER_HELP = "case:offer-help"
        CLOSE_CONCERN = "case:close-concern"
        AGREE = "case:agree"
        """Write down that the survivor agreed: a new case of her own."""
        PRINT = "case:print"
        """Put on a sheet of paper what stands in the case."""
        FOLLOW = "case:follow"
        """See, for the union she chose, what came of a case, as far as she opened it."""
        STAND_BY = "case:stand-by"
        """Ask the committee, note a sign, stand beside her, as the union's representative."""
        ANSWER_UNION = "case:answer-union"
        """Answer the union, and write down who of it stands beside her."""
        SEARCH = "case:search"
        READ_TRAIL = "case:read-trail"
        PREVENT = "case:prevent"
        """Pass on, in a text without the case, what of the workplace can be changed."""

    class Outcome(StrEnum):
        """About what a union follows, across the cases that were opened to it."""

        LIST = "outcome:list"
        COLLECT = "outcome:collect"
        """See, for one factory, counts of them that point at nobody."""

    class Committee(StrEnum):
        """About the committee one sits on, and no case of it."""

        LIST = "committee:list"
        SEE = "committee:see"
        """Who sits on a committee, which rules its factory goes by, how it stands against them."""
        KEEP = "committee:keep"
        """Write in its register, and decide with which rules and days off its factory counts."""
        READ_COACHING = "committee:read-coaching"
        """Read what whoever supports a committee writes to it, and what it answers."""
        COACH = "committee:coach"
        """Write to it, about no case."""
        AUDIT = "committee:audit"
        """Put together what assessors and brands are shown of it."""
        PRINT = "committee:print"
        """Print its own sheets: who sits on it, its week, its box."""

    class Oversight(StrEnum):
        """About the committees of a programme, and of cases only what one holds."""

        LIST = "oversight:list"
        """See how they stand, and the clocks of the cases one reads."""

    class Matching(StrEnum):
        """About names that a programme compares, and no case of it."""

        LIST = "matching:list"
        """See how many names wait to be compared."""
        WORK = "matching:work"
        """Compare them, by one press."""
        KEEP = "matching:keep"
        """Make the programme's match key, and hand it to the other supervisors."""

    class Measures(StrEnum):
        """About what a programme counts, and no case of it."""

        READ = "measures:read"
        """See the tables that were sealed to oneself: after suppression, and no fact."""
        PUBLISH = "measures:publish"
        """Make a quarter's tables out of facts, once, for partners and for everybody."""
        KEYS = "measures:keys"
        """See how the keys of measurement stand, and how many facts wait."""
        LOSE = "measures:lose"
        """Say, or confirm, that nobody has a key of measurement any more."""
        KEEP = "measures:keep"
        """Make the programme's key, hand it to the other analysts, open and keep what waits."""

    class Partners(StrEnum):
        """About what partners do together, in which no case stands."""

        READ = "partners:read"
        """See sessions and whom they reached, meetings, who covers what, contacts."""
        KEEP = "partners:keep"
        """Enter them for one's own organisation, and write down what was kept."""
        CHANGE = "partners:change"
        """Count, change or strike out what one's own organisation entered."""

    class Received(StrEnum):
        """About what was sent to oneself, as somebody who helps, and about no case."""

        LIST = "received:list"
        READ = "received:read"
        ANSWER = "received:answer"

    class Directory(StrEnum):
        """About the directory of places that help, in which no case stands."""

        READ = "directory:read"
        """See every entry, also what nobody confirmed, and whom to ask for there."""
        KEEP = "directory:keep"
        """Add an entry, change it, close it."""
        CONFIRM = "directory:confirm"
        """Write down that one called there, and what came of it."""
        IMPORT = "directory:import"
        """Take in many entries at once, and take the directory out."""
        AREAS = "directory:areas"
        """Change the tree of areas."""

    class People(StrEnum):
        """About accounts and memberships."""

        LIST = "people:list"
        INVITE = "people:invite"
        CHANGE = "people:change"
        END = "people:end"
        FREEZE = "people:freeze"

    class Certificate(StrEnum):
        """About who is a recipient."""

        LIST = "certificate:list"
        PROPOSE = "certificate:propose"
        """Ask for one of one's own."""
        CONFIRM = "certificate:confirm"

    class Trail(StrEnum):
        """About the trail of administration."""

        READ = "trail:read"

    class Own(StrEnum):
        """About oneself."""

        SEE = "own:see"
        CHANGE = "own:change"

    class Logged(StrEnum):
        """About what one logged for somebody else and cannot read."""

        LIST = "logged:list"
        WRITE = "logged:write"

    class Survivor(StrEnum):
        """About one's own case, with the number."""

        STATUS = "survivor:status"
        WRITE_INBOX = "survivor:write-inbox"
        READ = "survivor:read"
        WRITE = "survivor:write"
        OBJECT = "survivor:object"
        ANSWER = "survivor:answer"
        """Answer what she is asked."""
        CHOOSE_ROUTE = "survivor:choose-route"
        WITHDRAW = "survivor:withdraw"
        DECIDE = "survivor:decide"
        """Ask for a talk to settle it or stop it, open it again, keep it, take a copy of it."""
        CONSENT = "survivor:consent"
        """Read what she agreed to pass on, agree to more, and take it back."""
        CHANGE_NUMBER = "survivor:change-number"
        CLOSE_ACCESS = "survivor:close-access"


AnyPermission = (
    Permission.Case
    | Permission.Outcome
    | Permission.Committee
    | Permission.Oversight
    | Permission.Matching
    | Permission.Measures
    | Permission.Partners
    | Permission.Received
    | Permission.Directory
    | Permission.People
    | Permission.Certificate
    | Permission.Trail
    | Permission.Own
    | Permission.Logged
    | Permission.Survivor
)
EVERY: tuple[AnyPermission, ...] = (
    *Permission.Case,
    *Permission.Outcome,
    *Permission.Committee,
    *Permission.Oversight,
    *Permission.Matching,
    *Permission.Measures,
    *Permission.Partners,
    *Permission.Received,
    *Permission.Directory,
    *Permission.People,
    *Permission.Certificate,
    *Permission.Trail,
    *Permission.Own,
    *Permission.Logged,
    *Permission.Survivor,
)
