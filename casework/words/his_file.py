"""The respondent's file put together: what he may know of the case, with nobody else in it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

import msgspec
from flask_babel import format_date
from flask_babel import gettext as _

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.inquiry.appeals import Side, appeals, window
from casework.inquiry.correcting import correction
from casework.inquiry.decisions import reasons_of, the_decision
from casework.inquiry.findings import Allegation, allegations
from casework.inquiry.hearings import Heard, Hearing, hearings
from casework.inquiry.her_complaint import copy_for_him
from casework.inquiry.his_file import Pages, Prepared
from casework.inquiry.notices import Notice, notices, wants_copy
from casework.inquiry.replies import GIVEN, PUT_RIGHT, care_of
from casework.inquiry.steps import those
from casework.models.entry import Kind
from casework.paper.blocks import Block, Entry, Points, Table, Text
from casework.paper.his_file import HisFile, NotProved, Part
from casework.paper.his_file import his_file as the_sheet
from casework.paper.his_file import not_proved as the_letter
from casework.paper.sheets import Sheet
from casework.parties.linking import links
from casework.procedures.pack import Pack
from casework.procedures.terms import OutcomeKind
from casework.protection.reading import text
from casework.report.masking import Labels, Mask, labels, masked_throughout, of_parties
from casework.words.inquiry import FOUND, STANDARDS, item_words
from casework.words.parties import called
from casework.words.procedures import spoken

GONE = "[…]"
"""What stands for everybody else: one sign for all, so that nobody counts or compares them."""


def his_pages(opened: Opened, prepared: Prepared, pack: Pack) -> tuple[Sheet, Pages]:
    """The file as he reads it, in the language in force, and what is judged of it."""
    lines = opened.timeline.lines
    served = [each for each in notices(lines).values() if each.served is not None]
    parts = list(_parts(opened, served, prepared, pack))
    cleared, care = correction(lines), care_of(lines)
    has = HisFile(
        to=_his_name(served),
        parts=parts,
        not_proved_on=format_date(cleared.at) if cleared and _is_told(lines) else "",
        language=text(care.facts, "his_language") if care else "",
        companion=text(care.facts, "companion") if care else "",
    )
    sheet = the_sheet(has)
    pages = Pages(
        to=has.to,
        words="\n".join(_texts([part.blocks for part in parts if not part.is_known])),
        digest=sha256(msgspec.json.encode(sheet.blocks)).hexdigest(),
        has_copy=wants_copy(pack),
    )
    return sheet, pages


def not_proved_letter(opened: Opened) -> Sheet | None:
    """The letter that it was not proved; None where it was, or he was not told yet."""
    lines = opened.timeline.lines
    cleared, decided = correction(lines), the_decision(lines)
    if cleared is None or decided is None or decided.told_on is None:
        return None
    served = [each for each in notices(lines).values() if each.served is not None]
    right = those(lines, Kind.HIS_CARE, PUT_RIGHT)
    words = _masked(right[-1].text, _names(lines), ()) if right else ""
    day = format_date(decided.told_on)
    return the_letter(NotProved(to=_his_name(served), on=day, put_right=words))


def _parts(opened: Opened, served: list[Notice], prepared: Prepared, pack: Pack) -> Iterator[Part]:
    lines = opened.timeline.lines
    names = _names(lines)
    said = [Text(text=_particulars(each, names, prepared)) for each in served]
    yield Part(heading=_("What was said"), blocks=said)
    yield from _known(lines, served)
    judged: list[tuple[str, list[Block]]] = [
        (_("Papers, pictures and recordings"), _evidence(lines)),
        (_("What was established"), _findings(lines)),
        (_("What was decided about you"), _decision(lines)),
        (_("Review"), _review(opened, pack)),
        (_("Another complaint that was proved"), _shown_links(lines)),
    ]
    for heading, blocks in judged:
        if blocks:
            hidden = _masked_blocks(blocks, names, prepared.left_out)
            yield Part(heading=heading, blocks=hidden)


def _particulars(notice: Notice, names: Labels, prepared: Prepared) -> str:
    return _masked(notice.letter.particulars, names, prepared.left_out)


def _known(lines: list[Line], served: list[Notice]) -> Iterator[Part]:
    """What he has already, word for word: a gap in his own words would say that he guessed."""
    copy = [told for each in served for told in copy_for_him(each, lines)]
    if copy:
        told = [Entry(head=format_date(each.at), text=each.words) for each in copy]
        yield Part(heading=_("Copy of the complaint"), blocks=told, is_known=True)
    said = [_his_own(each) for each in those(lines, Kind.HIS_REPLY, GIVEN)]
    if said:
        yield Part(heading=_("What you answered"), blocks=said, is_known=True)
    heard = [each for each in hearings(lines).values() if _is_his(each)]
    if heard:
        blocks = [_minutes(each) for each in heard]
        yield Part(heading=_("When you were heard"), blocks=blocks, is_known=True)


def _his_own(line: Line) -> Entry:
    more = [text(line.facts, "witnesses"), text(line.facts, "papers")]
    words = "\n".join(filter(None, [line.text, *more]))
    return Entry(head=_day(date.fromisoformat(text(line.facts, "on"))), text=words)


def _is_his(hearing: Hearing) -> bool:
    return hearing.setting.heard is Heard.RESPONDENT and hearing.held is not None


def _minutes(hearing: Hearing) -> Entry:
    held = hearing.held
    head = f"{_day(hearing.setting.on)}, {hearing.setting.hour}"
    if held is None or hearing.signed is None:
        return Entry(head=head, text=_("The minutes are read back to you first."))
    return Entry(head=head, text="\n".join(filter(None, [held.words, hearing.said_to_it])))


def _evidence(lines: list[Line]) -> list[Block]:
    """By number and kind. From whom each is stands nowhere; an intimate one is not counted."""
    found = [
        (file.number, _sort(file.media_type), format_date(line.at), _what(line))
        for line in lines
        for file in line.files
        if not file.is_intimate and line.is_verified
    ]
    # Numbered anew: a gap in the case's own numbers would say that something is kept from him.
    rows = [(str(at), *rest) for at, (_number, *rest) in enumerate(sorted(found), start=1)]
    head = [_("No."), _("Kind"), _("Received"), _("What")]
    return [Table(head=head, rows=rows, widths=[1, 3, 3, 6])] if rows else []


def _what(line: Line) -> str:
    return line.text if line.kind is Kind.FILE else ""


def _sort(media_type: str) -> str:
    sorts = {"image": _("a picture"), "audio": _("a recording"), "video": _("a film")}
    return str(sorts.get(media_type.split("/")[0], _("a paper")))


def _findings(lines: list[Line]) -> list[Block]:
    """Once both were told: he reads in no paper what she has not heard yet."""
    said = allegations(lines).values() if _is_told(lines) else ()
    return [Entry(head=each.words, text="\n".join(filter(None, _found(each)))) for each in said]


def _found(each: Allegation) -> list[str]:
    if each.finding is None:
        return [_("Nothing is established yet.")]
    standard = STANDARDS.get(each.finding.standard, "")
    dissent = each.finding.dissent
    return [
        f"{FOUND[each.finding.found]} ({standard})",
        each.finding.reasons,
        _("Somebody sees it differently: %(why)s", why=dissent) if dissent else "",
    ]


def _decision(lines: list[Line]) -> list[Block]:
    """What follows for him, once he was told; what puts it right for her is hers."""
    decided, why = the_decision(lines), reasons_of(lines)
    if decided is None or decided.told_on is None:
        return []
    his = [each for each in decided.items if each.kind is not OutcomeKind.REMEDY]
    follows = [item_words(each.outcome, each.label) for each in his] or [_("Nothing follows.")]
    reasons = [Text(text=why.text)] if why and why.text else []
    return [
        Text(text=_("Decided on %(day)s.", day=_day(decided.on))),
        Points(points=follows),
        *reasons,
    ]


def _review(opened: Opened, pack: Pack) -> list[Block]:
    """With whom, until when: the same way as hers."""
    until = window(opened.course, pack) if opened.course else None
    asked = [each for each in appeals(opened.timeline.lines) if each.side is Side.RESPONDENT]
    points = [
        _("You can ask for a review of the decision, as the other side can.")
        if pack.appeal.available is not False
        else _("The rules here know no review; the committee can be asked to look at it again."),
        spoken(pack.appeal.body),
        _("Until: %(day)s", day=_day(until.due_on)) if until else "",
        *(_("You asked for one on %(day)s.", day=_day(each.on)) for each in asked),
    ]
    return [Points(points=[each for each in points if each])]


def _shown_links(lines: list[Line]) -> list[Block]:
    """A link that he was shown, and what he says to it; none once it was not proved."""
    if correction(lines) is not None:
        return []
    shown = [each for each in links(lines).values() if each.is_shown]
    sentence = _("You were shown that another complaint about you was proved, and may contest it.")
    said = [
        Entry(head=_("What you say to it"), text=word) for each in shown for word in each.contested
    ]
    return [Text(text=sentence), *said] if shown else []


def _names(lines: list[Line]) -> Labels:
    everybody = {Mask.SURVIVOR, Mask.WITNESSES}
    found = {**of_parties(lines, called()), **labels(lines, everybody, GONE, GONE)}
    return dict.fromkeys(found, GONE)


def _masked_blocks(blocks: list[Block], names: Labels, left_out: Iterable[str]) -> list[Block]:
    hidden = masked_throughout(_without(blocks, left_out), names)
    return hidden if isinstance(hidden, list) else blocks


def _without(value: object, left_out: Iterable[str]) -> object:
    """The same with each of these passages blacked out, however they are written."""
    words = [re.escape(each) for each in sorted(left_out, key=len, reverse=True) if each.strip()]
    if not words:
        return value
    return _replaced(value, re.compile("|".join(words), re.IGNORECASE))


def _replaced(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return pattern.sub(GONE, value)
    if isinstance(value, msgspec.Struct):
        fields = {
            name: _replaced(getattr(value, name), pattern) for name in value.__struct_fields__
        }
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, list | tuple):
        return type(value)(_replaced(each, pattern) for each in value)
    return value


def _masked(words: str, names: Labels, left_out: Iterable[str]) -> str:
    hidden = masked_throughout(_without(words, left_out), names)
    return str(hidden)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _his_name(served: list[Notice]) -> str:
    return served[-1].letter.to if served else ""


def _is_told(lines: list[Line]) -> bool:
    decided = the_decision(lines)
    return decided is not None and decided.told_on is not None


def _day(on: date) -> str:
    return str(format_date(on))
