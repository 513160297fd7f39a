"""A whole case as a report says it: what is in it, what was left out, what it can be checked by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from auth.trail import Entry as TrailLine
from casework.case.timeline import File, Line
from casework.desk.reading import Opened
from casework.inquiry.correcting import correction
from casework.models.entry import Kind
from casework.paper.blocks import Block, Entry, Table
from casework.paper.case_report import CaseReport, Part
from casework.report.masking import Labels, Mask, labels, masked, of_parties
from casework.words.acts import ACTS
from casework.words.cases import CAPACITIES, COMPARTMENTS, kind_words, stage_words
from casework.words.parties import called
from casework.words.route import SHORT
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord

C = Compartment
UNTOLD = frozenset(
    {
        Kind.IDENTITY,
        Kind.NEEDS,
        Kind.CONSENT,
        Kind.REFERRAL,
        Kind.MATCHES,
        Kind.NUMBER,
        Kind.RENEWAL,
        Kind.CARE,
        Kind.SAFETY,
    }
)
"""Names and numbers, help and health, where she hides: no report is the place for them."""
PARTS: Mapping[Compartment, str] = MappingProxyType(
    {
        C.OUTCOME: _l("How it went"),
        C.TOLD: _l("What she told"),
        C.ACCOUNT: _l("The inquiry"),
        C.CHANNEL: _l("Messages with her"),
    }
)
MASKS: Mapping[Mask, str] = MappingProxyType(
    {
        Mask.SURVIVOR: _l("Her name and number"),
        Mask.WITNESSES: _l("The names of witnesses and others who spoke"),
        Mask.HER_WORDS: _l("What she told, word for word"),
        Mask.NOTES: _l("The committee's own notes"),
        Mask.MESSAGES: _l("Messages between her and the receivers"),
    }
)
LEFT_OUT: Mapping[Mask, str] = MappingProxyType(
    {
        Mask.SURVIVOR: _l("Her name and number are masked wherever they were found."),
        Mask.WITNESSES: _l("Names of those who spoke are masked wherever they were found."),
        Mask.HER_WORDS: _l("What she told is left out."),
        Mask.NOTES: _l("The committee's own notes are left out."),
        Mask.MESSAGES: _l("Messages between her and the receivers are left out."),
    }
)
Texts = Mapping[tuple[str, int], str]
"""What the page says of each entry, by compartment and number (casework.views.as_text)."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants of a report."""

    made_for: str
    masks: frozenset[Mask]


@dataclass(frozen=True)
class Proof:
    """What the report can be checked by."""

    epoch: EpochRecord = field(repr=False)
    checkpoint: str
    trail: Sequence[TrailLine] = field(repr=False)
    log_keys: Sequence[str] = ()
    """What the checkpoint is checked with, as the programme publishes it."""


def case_report(
    opened: Opened, texts: Texts, asked: Asked, proof: Proof, made_on: str
) -> CaseReport:
    """The report of a case, as far as whoever makes it reads it.

    Whoever deals with it stands there by capacity; her and witnesses it names unless masked.
    """
    lines = opened.timeline.lines
    names = {
        **of_parties(lines, called()),
        **labels(lines, asked.masks, _("[the survivor]"), _("[witness {}]")),
        **_capacities(opened),
    }
    return CaseReport(
        made_on=made_on,
        made_for=asked.made_for,
        facts=_facts(opened),
        left_out=list(_left_out(opened, asked.masks)),
        parts=[*_parts(opened, texts, asked.masks, names), _trail(opened, proof.trail)],
        epoch=f"{proof.epoch.number} · {_hex(proof.epoch.digest())}",
        heads=list(_heads(opened)),
        checkpoint=proof.checkpoint or _("None has been signed yet."),
        log_keys="\n".join(proof.log_keys),
    )


def _facts(opened: Opened) -> list[tuple[str, str]]:
    cover = opened.cover
    route = str(SHORT[cover.route]) if cover.route else _("not chosen yet")
    return [
        (_("Where"), opened.place),
        (_("Told on"), format_date(cover.received_at)),
        (_("Stage"), stage_words(cover.stage)),
        (_("Route, by her choice"), route),
        *(
            [(_("Correction"), _("It was not proved."))]
            if correction(opened.timeline.lines)
            else []
        ),
    ]


def _left_out(opened: Opened, masks: Iterable[Mask]) -> Iterator[str]:
    yield from (str(LEFT_OUT[mask]) for mask in Mask if mask in frozenset(masks))
    yield _("How to reach her, help and health are in no report; intimate files in no document.")
    for part in opened.timeline.sealed:
        yield _("Sealed to its maker: %(part)s.", part=COMPARTMENTS[part])
    for part in opened.timeline.broken:
        yield _("Entries of this part do not verify: %(part)s.", part=COMPARTMENTS[part])
    if of_parties(opened.timeline.lines, called()):
        yield _("Whoever is to stand on paper by a letter is masked wherever the name was found.")
    if frozenset(masks) & {Mask.SURVIVOR, Mask.WITNESSES}:
        yield _("Other words can still point at somebody. Read it before you hand it on.")


def _capacities(opened: Opened) -> Labels:
    """The people who deal with it, by name: each becomes what she is in the case."""
    staff = ((opened.name(each.holder), CAPACITIES[each.capacity]) for each in opened.staff)
    return {name: f"[{capacity}]" for name, capacity in staff if name}


def _parts(opened: Opened, texts: Texts, masks: frozenset[Mask], names: Labels) -> Iterator[Part]:
    for compartment, heading in PARTS.items():
        entries = [
            _entry(opened, line, texts, names)
            for line in opened.timeline.lines
            if line.compartment is compartment and _is_shown(line, masks)
        ]
        if entries:
            yield Part(heading=str(heading), entries=entries)


def _is_shown(line: Line, masks: frozenset[Mask]) -> bool:
    hidden = {
        Mask.HER_WORDS: line.compartment is C.TOLD,
        Mask.NOTES: line.kind is Kind.NOTE,
        Mask.MESSAGES: line.compartment is C.CHANNEL,
    }
    return line.kind not in UNTOLD and not any(hidden.get(mask) for mask in masks)


def _entry(opened: Opened, line: Line, texts: Texts, names: Labels) -> Entry:
    files = [_("File: %(name)s", name=_file(each)) for each in line.files]
    said = texts.get((line.compartment.value, line.number), line.text)
    text = masked("\n".join(filter(None, [said, *files])), names)
    return Entry(head=kind_words(line, opened.cover), text=text, aside=_aside(opened, line))


def _file(file: File) -> str:
    return str(_("intimate, not shown")) if file.is_intimate else str(file.name)


def _aside(opened: Opened, line: Line) -> str:
    sound = "" if line.is_verified else _("its signature does not verify")
    mark = _("No. %(number)s, %(value)s", number=line.number, value=line.head.hex()[:16])
    return " · ".join(filter(None, (format_datetime(line.at), _by(opened, line), mark, sound)))


def _by(opened: Opened, line: Line) -> str:
    if line.author is None:
        return str(_("The survivor"))
    holder = opened.cover.holder(line.author)
    gone = _("Somebody who holds no keys any more")
    return str(CAPACITIES[holder.capacity] if holder else gone)


def _heads(opened: Opened) -> Iterator[tuple[str, str, str]]:
    for part, head in opened.cover.heads.items():
        yield str(COMPARTMENTS[part]), str(head.number), _hex(head.digest)


def _hex(value: bytes) -> str:
    """In groups of four letters: a line can break between them, and somebody can compare them."""
    return value.hex(" ", 2)


def _trail(opened: Opened, walked: Sequence[TrailLine]) -> Part:
    rows = [_act(opened, each) for each in walked]
    head = [_("No."), _("When"), _("Who"), _("What")]
    blocks: list[Block] = [Table(head=head, rows=rows, widths=[1, 4, 4, 5])]
    return Part(heading=_("The trail"), blocks=blocks)


def _act(opened: Opened, entry: TrailLine) -> tuple[str, str, str, str]:
    number = str(entry.number + 1)
    if entry.act is None:
        return number, "", "", _("missing or changed")
    holder = opened.cover.holder(entry.act.actor) if entry.act.actor else None
    who = str(CAPACITIES[holder.capacity]) if holder else ""
    verb = str(ACTS.get(entry.act.verb, entry.act.verb))
    return number, format_datetime(entry.act.at), who, verb
