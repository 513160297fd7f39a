"""Sheets of an inquiry as its signed entries fill them; what is not written yet stays blank."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.desk.statements import Agreed, Speaker
from casework.inquiry.appeals import window
from casework.inquiry.carrying_out import Carrying, carried_out
from casework.inquiry.choosing import Choice, choices
from casework.inquiry.decisions import Decided, Item, reasons_of, the_decision
from casework.inquiry.findings import Allegation, allegations, the_report
from casework.inquiry.hearings import Heard, Hearing, Signed, hearings
from casework.inquiry.her_complaint import copy_for_him
from casework.inquiry.notices import Notice, notices
from casework.inquiry.replies import GIVEN
from casework.inquiry.steps import those
from casework.models.entry import Kind
from casework.paper import inquiry, letters
from casework.paper.sheets import Sheet
from casework.parties.people import parties
from casework.procedures.deciding import decisions
from casework.procedures.pack import Pack
from casework.procedures.terms import OutcomeKind
from casework.report.masking import of_parties
from casework.words.cases import CAPACITIES
from casework.words.inquiry import FOUND, HEARD, STANDARDS, choice_words, item_words, short_words
from casework.words.parties import called
from casework.words.procedures import rests_on, spoken
from casework.words.several import Named, picked


def notice(opened: Opened, which: str = "") -> Sheet:
    """The letter to the respondent, once somebody else has read it as he would and let it go."""
    found = picked(_released(opened), which)
    return the_letter(found, opened.timeline.lines) if found else letters.notice()


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


def reply(opened: Opened, which: str = "") -> Sheet:
    """What the respondent answered."""
    line = picked(_replies(opened), which)
    if line is None:
        return letters.reply()
    facts = {name: str(line.facts.get(name, "")) for name in ("witnesses", "papers")}
    return letters.reply(letters.Reply(received_on=format_date(line.at), words=line.text, **facts))


def witness_statement(opened: Opened, which: str = "") -> Sheet:
    """A statement of somebody who is neither of the two, called as far as she may be named."""
    found = picked(_spoken(opened), which)
    if found is None:
        return inquiry.witness_statement()
    number, line = found
    return inquiry.witness_statement(
        inquiry.WitnessStatement(
            called=_called(opened, line, number),
            taken_on=format_datetime(line.at),
            taken_by=opened.who(line) or "",
            language=str(line.facts.get("beside_named", "")),
            words=line.text,
            is_read_back=line.facts.get("agreed") == Agreed.READ_BACK or None,
        )
    )


def minutes(opened: Opened, which: str = "") -> Sheet:
    """A hearing: one that was held, else one that is set, with its day and place."""
    found = picked(_hearings(opened), which)
    return inquiry.hearing_minutes(_minutes(opened, found) if found else None)


def report(opened: Opened, _which: str = "", pack: Pack | None = None) -> Sheet:
    """What was established so far, and what is recommended of what there is to choose from."""
    lines = opened.timeline.lines
    said, handed = list(allegations(lines).values()), the_report(lines)
    every = choices(pack) if pack else ()
    chosen = [each for each in every if handed and each.id in handed.recommended]
    return inquiry.inquiry_report(
        inquiry.Report(
            heard="\n".join(_heard(opened)),
            findings=[_finding(each) for each in said],
            standard=_joined(STANDARDS[each.finding.standard] for each in said if each.finding),
            reasons=handed.words if handed else "",
            dissent=_joined(each.finding.dissent for each in said if each.finding),
            recommended=_joined(choice_words(each) for each in chosen if not _is_for_her(each)),
            remedy=_joined(choice_words(each) for each in chosen if _is_for_her(each)),
            handed_over_on=f"{_day(handed.on)}, {handed.to}" if handed else "",
        )
    )


def order(opened: Opened, _which: str = "", pack: Pack | None = None) -> Sheet:
    """What was decided and by which rule, how far it is carried out, and who reviews it."""
    lines = opened.timeline.lines
    decided, why = the_decision(lines), reasons_of(lines)
    if decided is None:
        return letters.order()
    said = {each: item_words(each.outcome, each.label) for each in decided.items}
    return letters.order(
        letters.Order(
            on=_day(decided.on),
            finding=_joined(_found(each) for each in allegations(lines).values()),
            decision=_joined(said.values()),
            rule=_joined(_rules(pack, decided)) if pack else "",
            departure=str(why.facts.get("departure", "")) if why else "",
            remedy=_joined(words for each, words in said.items() if _is_for_her(each)),
            rows=[_carried(each) for each in carried_out(lines)],
            appeal=_review(opened, pack) if pack else "",
            by=str(why.facts.get("decided_by", "")) if why else "",
        )
    )


OF_AN_INQUIRY: Mapping[str, Callable[[Opened, str], Sheet]] = MappingProxyType(
    {
        "S06": notice,
        "S07": reply,
        "S08": witness_statement,
        "S09": minutes,
        "S10": report,
        "S11": order,
    }
)


def _choices_of_notices(opened: Opened) -> Named:
    return [(key, _day(each.released_on)) for key, each in _released(opened).items()]


def _choices_of_replies(opened: Opened) -> Named:
    return [(key, format_date(each.at)) for key, each in _replies(opened).items()]


def _choices_of_statements(opened: Opened) -> Named:
    return [
        (key, f"{_called(opened, line, number)}, {format_date(line.at)}")
        for key, (number, line) in _spoken(opened).items()
    ]


def _choices_of_hearings(opened: Opened) -> Named:
    return [
        (key, f"{_day(each.setting.on)}, {HEARD[each.setting.heard]}")
        for key, each in _hearings(opened).items()
    ]


WHICH: Mapping[str, Callable[[Opened], Named]] = MappingProxyType(
    {
        "S06": _choices_of_notices,
        "S07": _choices_of_replies,
        "S08": _choices_of_statements,
        "S09": _choices_of_hearings,
    }
)
"""What each of these sheets can be about, where there are several."""


def _released(opened: Opened) -> dict[str, Notice]:
    every = notices(opened.timeline.lines)
    return {id_.hex: each for id_, each in every.items() if each.released_on}


def _replies(opened: Opened) -> dict[str, Line]:
    return {str(line.number): line for line in those(opened.timeline.lines, Kind.HIS_REPLY, GIVEN)}


def _spoken(opened: Opened) -> dict[str, tuple[int, Line]]:
    """Statements of witnesses, each with its number among them."""
    said = [line for line in opened.timeline.lines if _is_of_a_witness(line)]
    return {str(line.number): (place, line) for place, line in enumerate(said, start=1)}


def _hearings(opened: Opened) -> dict[str, Hearing]:
    """All that are set; those that were held come last."""
    every = sorted(hearings(opened.timeline.lines).values(), key=lambda each: each.held is not None)
    return {each.id.hex: each for each in every}


def _called(opened: Opened, line: Line, number: int) -> str:
    """By a letter, by name where she said it may stand, and by a number where nobody asked her."""
    speaker, lines = str(line.facts.get("speaker", "")), opened.timeline.lines
    known = {
        each.sketch.named.name: each.sketch.named.name
        for each in parties(lines).values()
        if each.sketch.named.name and not each.sketch.is_masked
    }
    names = {**known, **of_parties(lines, called())}
    return names.get(speaker) or _("Witness %(number)s", number=number)


def _minutes(opened: Opened, hearing: Hearing) -> inquiry.Minutes:
    held = hearing.held
    people = held.people if held else ()
    free = {each: _("No") for each in opened.cover.declared}
    sitting = [(opened.name(each), _capacity(opened, each), free.get(each, "")) for each in people]
    sitting += [
        (each, _("Member without an account"), _("No"))
        for each in (held.guests_named if held else ())
    ]
    return inquiry.Minutes(
        on=f"{_day(hearing.setting.on)}, {hearing.setting.hour}",
        place=hearing.setting.place,
        sitting=sitting,
        heard=str(HEARD[hearing.setting.heard]),
        quorum=_("Yes") if hearing.has_quorum else "\n".join(short_words(hearing.short)),
        beside_them=", ".join(held.beside_named) if held else "",
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


def _heard(opened: Opened) -> Iterator[str]:
    """Who was heard and when, and what was handed in; a witness as far as she may be named."""
    replied = list(_replies(opened).values())
    for line in replied:
        yield _("The respondent's reply, %(day)s", day=format_date(line.at))
    for number, line in _spoken(opened).values():
        yield f"{_called(opened, line, number)}, {format_date(line.at)}"
    for each in _hearings(opened).values():
        if each.held is not None and each.setting.heard is not Heard.NOBODY:
            yield f"{HEARD[each.setting.heard]}, {_day(each.held.on)}"
    yield from filter(None, (str(line.facts.get("papers", "")) for line in replied))


def _is_for_her(each: Choice | Item) -> bool:
    return each.kind is OutcomeKind.REMEDY


def _rules(pack: Pack, decided: Decided) -> Iterator[str]:
    """On what each outcome of the country's own rests; what puts it right for her has no rule."""
    chosen = {each.outcome for each in decided.items}
    yield from (rests_on(pack, each) for each in decisions(pack) if each.id in chosen)


def _review(opened: Opened, pack: Pack) -> str:
    """With whom, until when, as the page of the decision says it."""
    until = window(opened.course, pack) if opened.course else None
    day = _("Possible until %(day)s.", day=_day(until.due_on)) if until else ""
    return _joined((spoken(pack.appeal.body), day))


def _found(allegation: Allegation) -> str:
    return str(FOUND[allegation.finding.found]) if allegation.finding else ""


def _carried(each: Carrying) -> Sequence[str]:
    seen = [_day(seeing.at.date()) for seeing in each.seeings]
    what = item_words(each.item.outcome, each.item.label)
    return (what, "", _day(each.applied_on), ", ".join(seen))


def _is_of_a_witness(line: Line) -> bool:
    return line.kind is Kind.OTHERS and line.facts.get("speaks_as") != Speaker.RESPONDENT


def _joined(words: Iterable[object]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(str, words))))


def _day(day: date | None) -> str:
    return str(format_date(day)) if day else ""
