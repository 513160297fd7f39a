"""Sheets of the first days: the talk itself, what she agrees to, and how she stays safe."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Cut, Heading, NewPage, Note, Points, Signatures, Text
from casework.paper.sheets import Sheet, asked, beside, table, ticks, yes_or_no


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What was said in a first talk."""

    told_on: str = ""
    taken_by: str = ""
    language: str = ""
    interpreter: str = ""
    words: str = ""
    wishes: str = ""
    needs: str = ""
    next_talk: str = ""

    def __repr__(self) -> str:
        return "<Record>"


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may be passed on: what, to whom, what for, until when, and her answer."""

    what: str
    to: str
    purpose: str
    until: str
    answer: str = ""

    def __repr__(self) -> str:
        return "<Passing>"


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """What she agreed may be passed on; nothing that is not listed."""

    passings: Sequence[Passing] = ()
    counted: bool | None = None
    """Whether it may be counted, without anything that points at her."""
    by_voice: str = ""


class SafetyPlan(msgspec.Struct, frozen=True, kw_only=True):
    """How she stays safe, in her own plan."""

    danger: str = ""
    near: str = ""
    places: str = ""
    ways: str = ""
    allies: str = ""
    words: str = ""
    papers: str = ""
    phone: str = ""
    changes: str = ""
    home: str = ""
    review_on: str = ""

    def __repr__(self) -> str:
        return "<SafetyPlan>"


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What she carries away."""

    received_on: str = ""
    answer_by: str = ""
    given_by: str = ""


def first_talk_card() -> Sheet:
    """A card for the hand of whoever listens: what to say, what to leave."""
    return Sheet(
        id="S01",
        layout="card",
        heading=_("First talk"),
        blocks=[*_card_first(), NewPage(), *_card_then()],
    )


def _card_first() -> list[Points | Heading | Note]:
    return [
        Note(text=_("Are you safe now? Is anybody else in danger?")),
        Points(
            points=[
                _("A place where nobody hears or sees you both. Ask whom she wants beside her."),
                _(
                    "Before she tells: who will be able to read it, and what you may have to "
                    "pass on (danger to life, somebody under 18, what the law demands)."
                ),
                _("Listen. Her words, her pace. You need not know everything today."),
                _(
                    "Say: thank you for telling me. It is not your fault. You decide what comes "
                    "next, and you can stop at any time."
                ),
            ]
        ),
        Heading(text=_("Leave out")),
        Points(
            points=[
                _("Why, what she wore, why she did not say so before, asking for proof."),
                _("Promises that are not yours to keep, and your own opinion of the person."),
                _("Speaking to the person complained about, or bringing the two together."),
            ]
        ),
    ]


def _card_then() -> list[Points | Heading | Note]:
    return [
        Heading(text=_("Hours that count")),
        Points(
            points=[
                _(
                    "After rape, or contact with blood or semen: medicine against HIV within 72 "
                    "hours, the sooner the better; against pregnancy within 120 hours. Care "
                    "helps later too."
                ),
                _(
                    "She needs no police report to be cared for. She says whether she wants to "
                    "go, and with whom."
                ),
            ]
        ),
        Heading(text=_("Before she goes")),
        Points(
            points=[
                _("How, when and with which words is it safe to reach her? When is it not?"),
                _("What does she want to happen, and what not?"),
                _(
                    "The slip with the code. Her number and second word she keeps apart, or not "
                    "at all."
                ),
                _("When you speak again, and who is there if you are away."),
            ]
        ),
        Note(text=_("Then write it down, under the code, and talk to nobody about it in passing.")),
    ]


def first_talk_record(record: Record | None = None) -> Sheet:
    """What was said, in her words; how to reach her stands below a cut, to be kept apart."""
    said = record or Record()
    return Sheet(
        id="S02",
        heading=_("Record of a first talk"),
        blocks=[
            beside((_("Day and time"), said.told_on), (_("Taken down by"), said.taken_by)),
            beside((_("Language"), said.language), (_("Interpreter, if any"), said.interpreter)),
            ticks(
                _("Said to her before she told"),
                (
                    ("readers", _("who will be able to read it")),
                    ("limits", _("what may have to be passed on, and to whom")),
                    ("stop", _("that she can stop at any time, and leave any question out")),
                ),
            ),
            asked(
                _("What happened, in her words. Where, when, how often, who was near"),
                said.words,
                14,
            ),
            asked(_("What she wants to happen, and what not"), said.wishes, 4),
            asked(
                _("What she needs now: safety, health, somebody to talk to, time off, money"),
                said.needs,
                3,
            ),
            asked(_("When you speak again, and where"), said.next_talk),
            yes_or_no(_("Read back to her, and she says it is right")),
            Signatures(who=[_("Taken down by"), _("Her sign, only if she wants to")]),
            Cut(),
            Text(text=_("Cut here. Keep this part apart from the rest, sealed.")),
            asked(_("How, when and with which words she may be reached; when never"), "", 3),
        ],
    )


def consent(given: Consent | None = None) -> Sheet:
    """What she agrees may be passed on, each by itself; read aloud to her."""
    has = given or Consent()
    rows = [(each.what, each.to, each.purpose, each.until, each.answer) for each in has.passings]
    return Sheet(
        id="S03",
        heading=_("What may be passed on"),
        blocks=[
            Text(text=_("Read this to her, line by line. A line left empty is a no.")),
            Points(
                points=[
                    _("Only what stands here is passed on, only to whom it names, only for that."),
                    _("A no to one line changes nothing else, and costs no help."),
                    _(
                        "She can take any of it back, today or later. What was read by then stays "
                        "known."
                    ),
                ]
            ),
            table(
                [_("What"), _("To whom"), _("What for"), _("Until"), _("Yes or no")],
                rows,
                7,
                [4, 4, 4, 2, 2],
            ),
            yes_or_no(
                _("May it be counted, without name, place or anything that points at her?"),
                has.counted,
            ),
            asked(_("Agreed by voice: how, and who heard it"), has.by_voice),
            Signatures(who=[_("Her sign or thumbprint, and the day"), _("Read to her by")]),
        ],
    )


def safety_plan(plan: SafetyPlan | None = None) -> Sheet:
    """Her own plan, made with her; looked at again every week while it is open."""
    has = plan or SafetyPlan()
    return Sheet(
        id="S04",
        heading=_("Safety plan"),
        blocks=[
            Note(
                text=_(
                    "Her plan, in her words. Ask before you suggest. She may keep no copy: a "
                    "copy can be found."
                )
            ),
            asked(_("Is there danger now? From whom, and what was threatened?"), has.danger, 2),
            asked(
                _("Where does the person get near her: line, way, dormitory, transport, phone?"),
                has.near,
                2,
            ),
            asked(_("Places where she is safe, and places to keep away from"), has.places, 2),
            asked(_("Ways in and out, shifts, breaks, transport"), has.ways),
            asked(_("People who stand by her, and what each of them knows"), has.allies, 2),
            asked(
                _("A word that says: I need help now. Who knows it, and what they then do"),
                has.words,
                2,
            ),
            asked(_("Papers, money, keys, medicine: where they are"), has.papers),
            asked(_("Her phone: who sees it, what should not be on it"), has.phone),
            asked(_("What she asks the factory to change meanwhile"), has.changes, 2),
            asked(_("At home and for her children: is anything to be feared?"), has.home),
            Text(
                text=_("If she speaks of harming herself, stay with her, and call help with her.")
            ),
            beside((_("Looked at again on"), has.review_on), (_("With"), "")),
        ],
    )


def proof_slip(slip: Slip | None = None) -> Sheet:
    """That it was received. It names nothing: she may carry it home."""
    has = slip or Slip()
    return Sheet(
        id="S05",
        layout="card",
        heading=_("Received"),
        is_named=False,
        blocks=[
            beside((_("On"), has.received_on), (_("Answer by"), has.answer_by)),
            Text(
                text=_(
                    "This is proof that it was received. Ask for an answer with this code; "
                    "nobody needs your name for it."
                )
            ),
            asked(_("Received by"), has.given_by),
            Signatures(who=[_("Sign and stamp")]),
        ],
    )
