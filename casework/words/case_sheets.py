"""Sheets of an inquiry as its signed entries fill them; what is not written yet stays blank."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.desk.statements import Agreed, Speaker
from casework.inquiry.carrying_out import Carrying, carried_out
from casework.inquiry.decisions import reasons_of, the_decision
from casework.inquiry.findings import Allegation, allegations, the_report
from casework.inquiry.hearings import Hearing, Signed, hearings
from casework.inquiry.her_complaint import copy_for_him
from casework.inquiry.notices import Notice, notices
from casework.models.entry import Kind
from casework.paper import first_talk, inquiry, letters
from casework.paper.sheets import Sheet
from casework.protection.safety import safety
from casework.words.cases import CAPACITIES
from casework.words.inquiry import FOUND, STANDARDS, item_words, short_words


def safety_plan(opened: Opened) -> Sheet:
    """Her plan as it stands, and what she said of danger."""
    known = safety(opened.timeline.lines)
    plan, asked = known.plan, known.assessment
    if plan is None:
        return first_talk.safety_plan()
    return first_talk.safety_plan(
        first_talk.SafetyPlan(
            danger=asked.words if asked else "",
            places=plan.places,
            ways=plan.ways,
            allies=plan.allies,
            words=plan.code_words,
            papers=plan.papers,
            phone=plan.phone,
            changes=plan.changes,
            home=plan.home,
            review_on=_day(known.review_on),
        )
    )


def notice(opened: Opened) -> Sheet:
    """The letter to the respondent, once somebody else has read it as he would and let it go."""
    found = [each for each in notices(opened.timeline.lines).values() if each.released_on]
    if not found:
        return letters.notice()
    return the_letter(found[-1], opened.timeline.lines)


def the_letter(notice: Notice, lines: Iterable[Line]) -> Sheet:
    """One letter as he gets it, with the copy of her complaint where the law makes us send it."""
    letter, told = notice.letter, copy_for_him(notice, lines)
    return letters.notice(
        letters.Notice(
            to=letter.to,
            on=_day(notice.released_on or notice.at.date()),
            particulars=letter.particulars,
            rule=letter.rule,
            answer_by=_day(letter.answer_by),
            hearing=letter.hearing,
            with_copy=letter.with_copy,
            complaint=[(format_date(each.at), each.words) for each in told],
        )
    )


def reply(opened: Opened) -> Sheet:
    """The respondent's newest reply."""
    line = _newest(opened, Kind.HIS_REPLY)
    if line is None:
        return letters.reply()
    facts = {name: str(line.facts.get(name, "")) for name in ("witnesses", "papers")}
    return letters.reply(letters.Reply(received_on=format_date(line.at), words=line.text, **facts))


def witness_statement(opened: Opened) -> Sheet:
    """The newest statement of somebody who is neither of the two, called by what they are."""
    said = [line for line in opened.timeline.lines if _is_of_a_witness(line)]
    if not said:
        return inquiry.witness_statement()
    return inquiry.witness_statement(
        inquiry.WitnessStatement(
            called=_("Witness %(number)s", number=len(said)),
            taken_on=format_datetime(said[-1].at),
            words=said[-1].text,
            is_read_back=said[-1].facts.get("agreed") == Agreed.READ_BACK or None,
        )
    )


def minutes(opened: Opened) -> Sheet:
    """The newest hearing that was held."""
    held = [each for each in hearings(opened.timeline.lines).values() if each.held]
    return inquiry.hearing_minutes(_minutes(opened, held[-1]) if held else None)


def report(opened: Opened) -> Sheet:
    """What was established so far, and what is recommended."""
    lines = opened.timeline.lines
    said, handed = list(allegations(lines).values()), the_report(lines)
    return inquiry.inquiry_report(
        inquiry.Report(
            findings=[_finding(each) for each in said],
            standard=_joined(STANDARDS[each.finding.standard] for each in said if each.finding),
            reasons=handed.words if handed else "",
            dissent=_joined(each.finding.dissent for each in said if each.finding),
            handed_over_on=f"{_day(handed.on)}, {handed.to}" if handed else "",
        )
    )


def order(opened: Opened) -> Sheet:
    """What was decided, and how far it is carried out."""
    lines = opened.timeline.lines
    decided, why = the_decision(lines), reasons_of(lines)
    if decided is None:
        return letters.order()
    return letters.order(
        letters.Order(
            on=_day(decided.on),
            finding=_joined(_found(each) for each in allegations(lines).values()),
            decision=_joined(item_words(each.outcome, each.label) for each in decided.items),
            departure=str(why.facts.get("departure", "")) if why else "",
            rows=[_carried(each) for each in carried_out(lines)],
        )
    )


OF_AN_INQUIRY: Mapping[str, Callable[[Opened], Sheet]] = MappingProxyType(
    {
        "S04": safety_plan,
        "S06": notice,
        "S07": reply,
        "S08": witness_statement,
        "S09": minutes,
        "S10": report,
        "S11": order,
    }
)


def _minutes(opened: Opened, hearing: Hearing) -> inquiry.Minutes:
    held = hearing.held
    people = held.people if held else ()
    sitting = [(opened.name(each), _capacity(opened, each), "") for each in people]
    return inquiry.Minutes(
        on=f"{_day(hearing.setting.on)}, {hearing.setting.hour}",
        place=hearing.setting.place,
        sitting=sitting,
        quorum=_("Yes") if hearing.has_quorum else "\n".join(short_words(hearing.short)),
        beside_them=held.beside if held else "",
        course=held.words if held else "",
        adjourned="\n".join(hearing.put_off),
        is_read_back=None if hearing.signed is None else hearing.signed is not Signed.REFUSED,
        said_to_it=hearing.said_to_it,
    )


def _capacity(opened: Opened, person: object) -> str:
    held = [each for each in opened.staff if each.holder == person]
    return str(CAPACITIES[held[0].capacity]) if held else ""


def _finding(allegation: Allegation) -> Sequence[str]:
    finding = allegation.finding
    return (allegation.words, _found(allegation), finding.reasons if finding else "")


def _found(allegation: Allegation) -> str:
    return str(FOUND[allegation.finding.found]) if allegation.finding else ""


def _carried(each: Carrying) -> Sequence[str]:
    seen = [_day(seeing.at.date()) for seeing in each.seeings]
    what = item_words(each.item.outcome, each.item.label)
    return (what, "", _day(each.applied_on), ", ".join(seen))


def _is_of_a_witness(line: Line) -> bool:
    return line.kind is Kind.OTHERS and line.facts.get("speaks_as") != Speaker.RESPONDENT


def _newest(opened: Opened, kind: Kind) -> Line | None:
    found = [line for line in opened.timeline.lines if line.kind is kind]
    return found[-1] if found else None


def _joined(words: Iterable[object]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(str, words))))


def _day(day: date | None) -> str:
    return str(format_date(day)) if day else ""
