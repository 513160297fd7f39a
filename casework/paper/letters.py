"""Letters: to the respondent, from him, to the employer, to those who only arrange something."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.paper.blocks import (
    Block,
    Entry,
    Heading,
    NewPage,
    Note,
    Points,
    Signatures,
    Text,
)
from casework.paper.sheets import Sheet, asked, beside, table, ticks, yes_or_no

ADMINISTRATIVE = _l("Administrative")
"""The one reason that ever stands on a slip for personnel."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a respondent is told. Nothing in it may point at her or at a witness."""

    to: str = ""
    on: str = ""
    particulars: str = ""
    """Enough to answer: what, when, where."""
    rule: str = ""
    """The section of law or of the factory's own rules under which it is sent."""
    answer_by: str = ""
    hearing: str = ""
    with_copy: bool = False
    """Whether a copy of her complaint goes with it, as its second part."""
    complaint: Sequence[tuple[str, str]] = ()
    """That copy: when she told something, and her words."""
    signed_for: str = ""

    def __repr__(self) -> str:
        return "<Notice>"


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a respondent answers."""

    received_on: str = ""
    words: str = ""
    witnesses: str = ""
    papers: str = ""

    def __repr__(self) -> str:
        return "<Reply>"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the employer decided, and who sees that it is done."""

    to: str = ""
    on: str = ""
    finding: str = ""
    decision: str = ""
    rule: str = ""
    departure: str = ""
    """Why it departs from what the committee recommended."""
    remedy: str = ""
    by: str = ""
    appeal: str = ""
    rows: Sequence[Sequence[str]] = ()
    """What, by whom, by when, seen done by."""

    def __repr__(self) -> str:
        return "<Order>"


class PersonnelSlip(msgspec.Struct, frozen=True, kw_only=True):
    """What personnel arranges. Never why."""

    reference: str = ""
    """A number of its own: the case code would tell that there is a case, and which slips belong
    to one."""
    for_whom: str = ""
    what: str = ""
    from_on: str = ""
    until_on: str = ""
    pay: str = ""
    by: str = ""

    def __repr__(self) -> str:
        return "<PersonnelSlip>"


def notice(letter: Notice | None = None) -> Sheet:
    """The letter to the respondent, with what the law makes us say and no more."""
    has = letter or Notice()
    return Sheet(
        id="S06",
        layout="letter",
        cites=bool(has.rule),
        heading=_("Notice"),
        blocks=[
            beside((_("To"), has.to), (_("Day"), has.on)),
            Text(
                text=_(
                    "A complaint was made in which you are named. Nothing has been decided. You "
                    "are asked for your answer, and it will be heard before anybody judges."
                )
            ),
            asked(_("What is said"), has.particulars, 7),
            asked(_("Sent under"), has.rule),
            beside((_("Answer by"), has.answer_by), (_("You are heard on"), has.hearing)),
            *_his_rights(),
            *_that_it_has_a_copy(has),
            Signatures(who=[_("For the committee"), _("Received on, and sign")]),
            *_the_copy(has),
        ],
    )


def _that_it_has_a_copy(letter: Notice) -> list[Block]:
    if not letter.with_copy:
        return []
    return [
        Text(text=_("A copy of the complaint goes with this letter, because the law wants it."))
    ]


def _the_copy(letter: Notice) -> list[Block]:
    """On a page of its own; where its words are not at hand, room for what is put with it."""
    if not letter.with_copy:
        return []
    told: list[Block] = [Entry(head=when, text=words) for when, words in letter.complaint]
    missing = Note(text=_("The copy is put with this page by whoever reads the complaint."))
    return [NewPage(), Heading(text=_("Copy of the complaint")), *(told or [missing])]


def _his_rights() -> list[Block]:
    return [
        Heading(text=_("What you can ask for")),
        Points(
            points=[
                _("This letter, and every talk, in a language you choose."),
                _("Somebody you trust beside you when you are heard."),
                _("To say it in writing or by mouth, and to name witnesses and papers."),
                _("Safety for yourself, if anybody threatens you for this."),
                _(
                    "To see what the decision rests on, as far as it points at nobody else, and "
                    "to ask for a review of it."
                ),
            ]
        ),
        Heading(text=_("What is asked of you")),
        Points(
            points=[
                _(
                    "Do not look for, or speak to, whoever you think has spoken, and let nobody "
                    "do so for you."
                ),
                _(
                    "Nobody may be moved, cut in pay, threatened or talked about for this. If it "
                    "happens it is dealt with as a matter of its own."
                ),
                _("Keep this to yourself and to whoever advises you. The committee does the same."),
            ]
        ),
    ]


def reply(letter: Reply | None = None) -> Sheet:
    """The respondent's answer, in his own words."""
    has = letter or Reply()
    return Sheet(
        id="S07",
        heading=_("Reply"),
        blocks=[
            Text(
                text=_("Your own words. You need not use this sheet, and you may say it instead.")
            ),
            asked(_("What I say to it"), has.words, 14),
            asked(_("Who can say something about it"), has.witnesses, 3),
            asked(_("Papers, messages, pictures that I hand in"), has.papers, 2),
            ticks(
                _("I ask for"),
                (
                    ("interpreter", _("an interpreter")),
                    ("companion", _("somebody beside me")),
                    ("time", _("more time; why:")),
                    ("safety", _("a talk about my own safety")),
                ),
            ),
            beside((_("Received on"), has.received_on), (_("By"), "")),
            Signatures(who=[_("Sign and day"), _("Read back by, if it was said")]),
        ],
    )


def order(letter: Order | None = None) -> Sheet:
    """The decision, with who does what by when, and who saw it done."""
    has = letter or Order()
    return Sheet(
        id="S11",
        layout="letter",
        cites=bool(has.rule),
        heading=_("Decision"),
        blocks=[
            beside((_("To"), has.to), (_("Day"), has.on)),
            asked(_("What was established"), has.finding, 2),
            asked(_("What follows"), has.decision, 2),
            asked(_("Under"), has.rule),
            asked(
                _("Where this departs from what the committee recommended: why"), has.departure, 2
            ),
            asked(_("For her: pay, place, leave, what she asked for"), has.remedy, 2),
            table(
                [_("What"), _("By whom"), _("By when"), _("Seen done by, on")],
                has.rows,
                4,
                [4, 3, 2, 3],
            ),
            Note(text=_("Whoever saw it done signs here, and not whoever did it.")),
            asked(_("Review: with whom, until when"), has.appeal),
            Signatures(who=[has.by or _("For the employer"), _("For the committee")]),
        ],
    )


def personnel_slip(slip: PersonnelSlip | None = None) -> Sheet:
    """What personnel arranges: what, from, until. Neither case nor committee stands on it."""
    has = slip or PersonnelSlip()
    return Sheet(
        id="S12",
        heading=_("Please arrange"),
        is_named=False,
        is_coded=False,
        blocks=[
            beside((_("Reference"), has.reference), (_("For"), has.for_whom)),
            asked(_("What changes"), has.what, 2),
            beside((_("From"), has.from_on), (_("Until"), has.until_on)),
            asked(_("Leave and pay"), has.pay),
            asked(_("Reason"), str(ADMINISTRATIVE)),
            Text(text=_("Please enter no other reason, and ask nobody for one.")),
            yes_or_no(_("Arranged")),
            Signatures(who=[has.by or _("Asked by"), _("Arranged by, on")]),
        ],
    )
