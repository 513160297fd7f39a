"""Why a place stands where it stands, as whole sentences for whoever chooses it with her."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from types import MappingProxyType

from babel.dates import format_time
from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.matching.facts import Fact, Reason
from referrals.matching.ground import Ground
from referrals.matching.limits import Limit, Refusal
from referrals.matching.needs import StaffWish
from referrals.matching.weights import WEIGHTS, Lane
from referrals.models.terms import Whom
from referrals.words.kinds import KINDS
from referrals.words.showing import DOCUMENTS

LANES: Mapping[Lane, str] = MappingProxyType(
    {
        Lane.CARE_72: _l("First: care that helps most within 72 hours of when it happened"),
        Lane.CARE_120: _l("First: care that still helps within five days of when it happened"),
        Lane.SAFETY: _l("First: she is not safe now"),
        Lane.ORDINARY: _l("Places that fit what she asked for"),
    }
)
SENTENCES: Mapping[Fact, str] = MappingProxyType(
    {
        Fact.ALL_KINDS: _l("It gives everything she asked for: %(what)s."),
        Fact.SOME_KINDS: _l("It gives a part of what she asked for: %(what)s."),
        Fact.NOT_ASKED: _l("She did not ask for it. It is here because hours count: offer it."),
        Fact.CARE_72: _l(
            "It is open in time: medicine within 72 hours can prevent HIV, and pregnancy too. "
            "The sooner, the better."
        ),
        Fact.CARE_72_CALL: _l(
            "Medicine within 72 hours can prevent HIV. Nobody knows when it is open: call first."
        ),
        Fact.CARE_120: _l(
            "It is open in time: medicine within five days (120 hours) can prevent pregnancy. "
            "The sooner, the better."
        ),
        Fact.CARE_120_CALL: _l(
            "Medicine within five days (120 hours) can still prevent pregnancy, "
            "but nobody knows when it is open. Call first."
        ),
        Fact.CARE_LATE: _l("It opens only when medicine against pregnancy no longer helps."),
        Fact.CARE_BY_PHONE: _l("It advises by telephone only. Medicine is given at a door."),
        Fact.SAFE_NOW: _l("Somebody answers now, and can help her to be safe."),
        Fact.SAFE_CALL: _l("It helps to be safe, but nobody knows whether anybody answers now."),
        Fact.SAFE_LATER: _l("It helps to be safe, but nobody answers at this hour."),
        Fact.OPEN: _l("It is open now."),
        Fact.CLOSED: _l("It is closed now."),
        Fact.OPEN_UNKNOWN: _l("Nobody knows whether it is open now."),
        Fact.IN_AREA: _l("Its door is in her area: %(area)s."),
        Fact.NEXT_DOOR: _l("Its door is near her area: %(area)s."),
        Fact.BY_PHONE: _l("It is reached by telephone, from anywhere."),
        Fact.ELSEWHERE: _l("Its door is far from her: %(area)s."),
        Fact.HIDDEN_PLACE: _l("Where it is, is kept secret. They say how far it is when called."),
        Fact.PLACE_UNKNOWN: _l("Nobody wrote down where its door is."),
        Fact.SERVES_AREA: _l("It is there for people of her area."),
        Fact.SERVES_COUNTRY: _l("It is there for the whole country."),
        Fact.SERVES_OTHERS: _l("It is there for people of other areas: %(area)s."),
        Fact.SERVES_UNKNOWN: _l("Nobody knows for which areas it is there."),
        Fact.CALL_UNSAFE: _l(
            "It is reached only by telephone, and hers is not safe. Let her call from yours."
        ),
        Fact.ROUND_THE_CLOCK: _l("It is open day and night, so also outside her work."),
        Fact.ON_DAY_OFF: _l("It is open on a day she has off: %(day)s, %(hours)s."),
        Fact.AROUND_SHIFT: _l("It is open outside her shift: %(day)s, %(hours)s."),
        Fact.SOME_WEEKS: _l("It is open on a day she has off, but not every week: next %(day)s."),
        Fact.AT_WORK: _l("It is open only while she works. She would have to ask for leave."),
        Fact.HOURS_UNKNOWN: _l("Nobody knows whether it is open outside her work."),
        Fact.SPEAKS: _l("Her language is spoken: %(what)s."),
        Fact.SPEAKS_OTHERS: _l("Her language is not spoken there, only: %(what)s."),
        Fact.SPEAKS_UNKNOWN: _l("Nobody knows which languages are spoken there."),
        Fact.FREE: _l("It costs nothing."),
        Fact.COST_VARIES: _l("It depends what it costs. Ask before she goes."),
        Fact.PAID: _l("It costs money. Hours count: ask who can pay for her."),
        Fact.FREE_TOO: _l("It costs nothing, though she did not ask for that."),
        Fact.PAID_TOO: _l("It costs money. Ask her whether she can pay."),
        Fact.COST_UNKNOWN: _l("Nobody knows what it costs."),
        Fact.STAFF_WISHED: _l("%(who)s work there, as she wishes."),
        Fact.STAFF_BOTH: _l("Women and men work there. Ask for %(whom)s."),
        Fact.STAFF_OTHER: _l("She wishes for %(whom)s, and none works there."),
        Fact.STAFF_UNKNOWN: _l("She wishes for %(whom)s. Nobody knows whether one works there."),
        Fact.TRANS_FRIENDLY: _l("Trans people are received well."),
        Fact.TRANS_UNKNOWN: _l("Nobody knows how trans people are received."),
        Fact.FOR_HER: _l("It is there for: %(what)s."),
        Fact.FOR_EVERYBODY: _l("It is there for everybody."),
        Fact.WHOM_UNKNOWN: _l("Nobody knows whether it is there for people like her."),
        Fact.AGE_FITS: _l("It takes people of her age."),
        Fact.AGE_ASK: _l("It takes certain ages only. Ask how old she is, or ask there."),
        Fact.AGE_UNKNOWN: _l("Nobody knows whether it takes people under 18."),
        Fact.NO_STEPS: _l("There are no steps at the door."),
        Fact.NO_DOOR: _l("There is no door to get through: it is reached by telephone."),
        Fact.STEPS_UNKNOWN: _l("Nobody knows whether there are steps at the door."),
        Fact.CHILDREN_WELCOME: _l("She can bring her children."),
        Fact.CHILDREN_NOT: _l("She cannot bring her children."),
        Fact.CHILDREN_UNKNOWN: _l("Nobody knows whether she can bring her children."),
        Fact.NO_PAPERS: _l("It asks for no papers."),
        Fact.HAS_PAPERS: _l("It may ask for papers that she has: %(what)s."),
        Fact.LACKS_PAPERS: _l("It may ask for papers that she cannot show: %(what)s. Call first."),
        Fact.PAPERS_ASK: _l("It may ask for papers: %(what)s. Ask her what she can show."),
        Fact.PAPERS_UNKNOWN: _l("Nobody knows which papers it asks for."),
        Fact.NO_REPORT: _l("It helps without a report to the police."),
        Fact.HAS_REPORT: _l("It wants a report to the police, and she has one."),
        Fact.REPORT_ASK: _l(
            "It helps only with a report to the police. Ask her whether she has one, or wants to."
        ),
        Fact.REPORT_UNKNOWN: _l("Nobody knows whether it wants a report to the police."),
        Fact.MIGRANTS_WELCOME: _l("It serves migrants."),
        Fact.MIGRANTS_NOT: _l("It does not serve migrants."),
        Fact.MIGRANTS_UNKNOWN: _l("Nobody knows whether it serves migrants."),
        Fact.GOES_ALONG: _l("Somebody of theirs can go with her."),
        Fact.GOES_NOT: _l("Nobody of theirs can go with her."),
        Fact.GOES_UNKNOWN: _l("Nobody knows whether somebody of theirs can go with her."),
        Fact.POLICE_NEVER: _l("It does not tell the police without asking her."),
        Fact.POLICE_MAY: _l("It may tell the police without asking her."),
        Fact.POLICE_MUST: _l("It must tell the police. She has to know it before she goes."),
        Fact.POLICE_UNKNOWN: _l("Nobody knows whether it tells the police."),
        Fact.FAMILY_NEVER: _l("It does not tell her family without asking her."),
        Fact.FAMILY_MAY: _l("It may tell her family without asking her."),
        Fact.FAMILY_MUST: _l("It must tell her family. She has to know it before she goes."),
        Fact.FAMILY_UNKNOWN: _l("Nobody knows whether it tells her family."),
        Fact.EMPLOYER_NEVER: _l("It does not tell her employer without asking her."),
        Fact.EMPLOYER_MAY: _l("It may tell her employer without asking her."),
        Fact.EMPLOYER_MUST: _l("It must tell her employer. She has to know it before she goes."),
        Fact.EMPLOYER_UNKNOWN: _l("Nobody knows whether it tells her employer."),
        Fact.OF_A_FACTORY: _l("It belongs to a factory, or is paid by one."),
        Fact.PLACES: _l("Places free when it last said so: %(number)s."),
        Fact.FULL: _l("It was full when it last said so."),
        Fact.PLACES_UNKNOWN: _l("Nobody knows whether there is a place free."),
        Fact.CONFIRMED: _l("Somebody confirmed all this on %(day)s."),
        Fact.DUE: _l("This was confirmed on %(day)s and may have changed. Call first."),
        Fact.STALE: _l("This was confirmed on %(day)s, long ago. Do not rely on it."),
        Fact.NEVER_CONFIRMED: _l("Nobody has ever confirmed this."),
        Fact.ANSWERED_SOON: _l("It has answered within %(time)s."),
        Fact.SAYS_SOON: _l("It says that it answers within %(time)s."),
        Fact.ANSWERS_LATE: _l("It takes %(time)s to answer."),
        Fact.ANSWER_UNKNOWN: _l("Nobody knows how soon it answers."),
    }
)
REFUSALS: Mapping[Limit, str] = MappingProxyType(
    {
        Limit.NOT_ACTIVE: _l("It is closed at present, or for good."),
        Limit.UNVERIFIED: _l("Nobody has confirmed it yet. Call there, and write down what is so."),
        Limit.FACTORY: _l("It belongs to the factory of this case, or is paid by it."),
        Limit.KEPT_FROM: _l("It is linked to the person complained about, or she refused it."),
        Limit.TOO_FAR: _l("It is further away than she can go: %(area)s."),
        Limit.NO_TRAVEL: _l("One has to go there, and she cannot."),
        Limit.AGE: _l("It does not take people of her age."),
        Limit.WHOM: _l("It is there only for: %(what)s."),
        Limit.COST: _l("It costs money, and she needs help that is free."),
        Limit.STAFF: _l("Nobody works there with whom she would speak."),
        Limit.TRANS: _l("Trans people are not received well there."),
        Limit.STEPS: _l("There are steps at the door, and she cannot climb them."),
        Limit.CHILDREN: _l("She would sleep there, and cannot bring her children."),
        Limit.POLICE_REPORT: _l("It helps only with a report to the police, and she has none."),
        Limit.CLOSED_NOW: _l("It is closed now."),
        Limit.POLICE: _l("It must tell the police, who are not to learn of it."),
        Limit.FAMILY: _l("It must tell her family, who are not to learn of it."),
        Limit.EMPLOYER: _l("It must tell her employer, who is not to learn of it."),
    }
)
WHOM: Mapping[Whom, str] = MappingProxyType(
    {
        Whom.WOMEN: _l("women"),
        Whom.MEN: _l("men"),
        Whom.CHILDREN: _l("children and young people"),
        Whom.LGBTQ: _l("LGBTQ+ people"),
    }
)
WISHED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        StaffWish.WOMAN: (_l("Women"), _l("a woman")),
        StaffWish.MAN: (_l("Men"), _l("a man")),
    }
)
HOURS_IN_DAYS = 48
"""From how many hours on an answer is counted in days."""


def reason_words(reason: Reason, ground: Ground) -> str:
    """One reason as a sentence, areas by their names."""
    return _filled(SENTENCES[reason.fact], _FILL.get(reason.fact), reason.about, ground)


def refusal_words(refusal: Refusal, ground: Ground) -> str:
    """Why a place is out, as a sentence."""
    return _filled(REFUSALS[refusal.limit], _BARRED.get(refusal.limit), refusal.about, ground)


def points_words(reason: Reason) -> str:
    """What it counts, with its sign; empty where it counts nothing."""
    points = WEIGHTS[reason.fact].points
    return f"{points:+d}".replace("-", "−") if points else ""


About = Sequence[str | int]
Fill = Callable[[About, Ground], Mapping[str, str]]


def _filled(sentence: str, fill: Fill | None, about: About, ground: Ground) -> str:
    return str(sentence) % (fill(about, ground) if fill else {})


def _kinds(about: About, _ground: Ground) -> Mapping[str, str]:
    return {"what": ", ".join(str(words) for kind, words in KINDS.items() if kind in about)}


def _papers(about: About, _ground: Ground) -> Mapping[str, str]:
    return {"what": ", ".join(str(words) for each, words in DOCUMENTS.items() if each in about)}


def _groups(about: About, _ground: Ground) -> Mapping[str, str]:
    return {"what": ", ".join(str(words) for each, words in WHOM.items() if each in about)}


def _languages(about: About, _ground: Ground) -> Mapping[str, str]:
    named = get_locale().languages
    return {"what": ", ".join(named.get(str(each), str(each)) for each in about)}


def _areas(about: About, ground: Ground) -> Mapping[str, str]:
    names = (ground.names.get(str(each), str(each)) for each in about)
    return {"area": ", ".join(names) or _("not said where")}


def _staff(about: About, _ground: Ground) -> Mapping[str, str]:
    who, whom = WISHED[str(about[0])]
    return {"who": str(who), "whom": str(whom)}


def _number(about: About, _ground: Ground) -> Mapping[str, str]:
    return {"number": str(about[0])}


def _on(about: About, _ground: Ground) -> Mapping[str, str]:
    day = date.fromisoformat(str(about[0])) if about else None
    return {"day": format_date(day) if day else _("a day nobody wrote down")}


def _taken(about: About, _ground: Ground) -> Mapping[str, str]:
    """Hours, in days from two days on."""
    hours = max(int(about[0]), 1)
    if hours < HOURS_IN_DAYS:
        return {"time": ngettext("one hour", "%(num)s hours", hours)}
    return {"time": ngettext("one day", "%(num)s days", round(hours / 24))}


def _weekday(about: About, _ground: Ground) -> Mapping[str, str]:
    """A weekday, its first minute, and how many minutes from there on it is open."""
    day, begins, lasts = (int(each) for each in about)
    named = get_locale().days["stand-alone"]["wide"][day]
    return {"day": str(named), "hours": f"{_clock(begins)}–{_clock(begins + lasts)}"}


def _clock(minutes: int) -> str:
    of_day = minutes % (24 * 60)
    return str(format_time(time(of_day // 60, of_day % 60), "short", locale=get_locale()))


_FILL: Mapping[Fact, Fill] = MappingProxyType(
    {
        Fact.ALL_KINDS: _kinds,
        Fact.SOME_KINDS: _kinds,
        Fact.IN_AREA: _areas,
        Fact.NEXT_DOOR: _areas,
        Fact.ELSEWHERE: _areas,
        Fact.SERVES_OTHERS: _areas,
        Fact.ON_DAY_OFF: _weekday,
        Fact.AROUND_SHIFT: _weekday,
        Fact.SOME_WEEKS: _on,
        Fact.SPEAKS: _languages,
        Fact.SPEAKS_OTHERS: _languages,
        Fact.STAFF_WISHED: _staff,
        Fact.STAFF_BOTH: _staff,
        Fact.STAFF_OTHER: _staff,
        Fact.STAFF_UNKNOWN: _staff,
        Fact.FOR_HER: _groups,
        Fact.HAS_PAPERS: _papers,
        Fact.LACKS_PAPERS: _papers,
        Fact.PAPERS_ASK: _papers,
        Fact.PLACES: _number,
        Fact.CONFIRMED: _on,
        Fact.DUE: _on,
        Fact.STALE: _on,
        Fact.ANSWERED_SOON: _taken,
        Fact.SAYS_SOON: _taken,
        Fact.ANSWERS_LATE: _taken,
    }
)
_BARRED: Mapping[Limit, Fill] = MappingProxyType({Limit.TOO_FAR: _areas, Limit.WHOM: _groups})
