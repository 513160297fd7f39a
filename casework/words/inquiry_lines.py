"""One step of an inquiry or of a decision as a sentence, for the timeline of its case."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.protection.reading import day, several, text
from casework.words.inquiry import (
    COULD_TELL,
    ENDED,
    FOUND,
    HEARD,
    NOTED_ACTS,
    SAW,
    SEEN_AS,
    SERVED_HOW,
    SIDES,
    SIGNED,
    STANDINGS,
    item_words,
)

STEPS: Mapping[tuple[Kind, str], str] = {
    (Kind.BEFORE_ACT, "heard"): _l("She knows %(on)s and %(hour)s, and says that it goes on."),
    (Kind.BEFORE_ACT, "noted"): _l("%(about)s: she said that she knows %(on)s, and it goes on."),
    (Kind.BEFORE_ACT, "unsaid"): _l("%(about)s: she says that she did not say so, or stops it."),
    (Kind.BEFORE_ACT, "used"): _l("It was done, on what she had said."),
    (Kind.NOTICE, "written"): _l("Worded; a second member reads it next."),
    (Kind.NOTICE, "read"): _l("Could he tell who? %(could_tell)s."),
    (Kind.NOTICE, "released"): _l("It may go to him on %(on)s."),
    (Kind.NOTICE, "served"): _l("He has it since %(on)s: %(how)s."),
    (Kind.HIS_REPLY, "given"): _l("He replied on %(on)s."),
    (Kind.HIS_REPLY, "none"): _l("He did not reply in the time he had."),
    (Kind.HIS_CARE, "looked_after"): _l("His language, his companion, his own safety."),
    (Kind.HIS_CARE, "put_right"): _l("His file at work was put right."),
    (Kind.HIS_CARE, "not_proved"): _l("It was not proved. Nothing is held against him."),
    (Kind.HIS_FILE, "prepared"): _l("Prepared; a second member reads it next."),
    (Kind.HIS_FILE, "read"): _l("Could he tell who? %(could_tell)s."),
    (Kind.HIS_FILE, "taken"): _l("Taken out, to be handed to him."),
    (Kind.HIS_FILE, "handed"): _l("He has it since %(on)s."),
    (Kind.MALICE, "proposed"): _l("Proposed. Nothing is open by that."),
    (Kind.MALICE, "informed"): _l("One of those who must know of it knows."),
    (Kind.MALICE, "opened"): _l("Opened; she was told on %(on)s."),
    (Kind.MALICE, "heard"): _l("She was heard on %(on)s."),
    (Kind.MALICE, "decided"): _l("Decided on %(on)s."),
    (Kind.MALICE, "review_asked"): _l("She asked for a review on %(on)s."),
    (Kind.MALICE, "review_taken"): _l("Taken up on %(on)s: %(body)s."),
    (Kind.MALICE, "reviewed"): _l("The review of it ended on %(on)s."),
    (Kind.UNDERTAKING, ""): _l("%(standing)s, signed on %(on)s."),
    (Kind.HEARING, "set"): _l("Set for %(on)s: %(heard)s."),
    (Kind.HEARING, "put_off"): _l("Put off to %(on)s."),
    (Kind.HEARING, "held"): _l("Held on %(on)s."),
    (Kind.HEARING, "read_back"): _l("The minutes were read back: %(signed)s."),
    (Kind.HEARING, "finished"): _l("Everybody was heard."),
    (Kind.FINDING, "put"): _l("An allegation."),
    (Kind.FINDING, "found"): _l("Established: %(found)s."),
    (Kind.REPORT, ""): _l("Handed over on %(on)s."),
    (Kind.DECISION, "decided"): _l("Decided on %(on)s: %(labels)s."),
    (Kind.DECISION, "reasons"): _l("The reasons."),
    (Kind.DECISION, "told"): _l("Both were told."),
    (Kind.CARRIED_OUT, "applied"): _l("Applied since %(on)s."),
    (Kind.CARRIED_OUT, "how"): _l("How it was applied."),
    (Kind.CARRIED_OUT, "note"): _l("With her yes the union may know post, measure and day."),
    (Kind.CARRIED_OUT, "seen"): _l("%(saw)s: %(seen_as)s."),
    (Kind.APPEAL, "asked_for"): _l("A review was asked for."),
    (Kind.APPEAL, "taken_up"): _l("The review she asked for was taken up: %(passed_to)s."),
    (Kind.APPEAL, "ended"): _l("The review has ended."),
    (Kind.DECISION, "sent_back"): _l("The report went back: the committee inquires further."),
    (Kind.OUTSIDE, ""): _l("Taken to a body outside."),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "could_tell": COULD_TELL,
    "how": SERVED_HOW,
    "standing": STANDINGS,
    "heard": HEARD,
    "signed": SIGNED,
    "found": FOUND,
    "saw": SAW,
    "seen_as": SEEN_AS,
    "side": SIDES,
    "outcome": ENDED,
    "about": NOTED_ACTS,
}


def step_line(line: Line) -> str:
    """What happened by an entry, in a sentence; nothing for an entry of anything else."""
    words = STEPS.get((line.kind, text(line.facts, "step")))
    if words is None:
        return ""
    known = {name: str(each.get(text(line.facts, name), "")) for name, each in VALUES.items()}
    on = day(line.facts, "on")
    facts = {**known, "on": format_date(on) if on else "", "labels": _labels(line)}
    facts |= {name: text(line.facts, name) for name in ("passed_to", "hour", "body")}
    return str(words) % facts


def _labels(line: Line) -> str:
    pairs = zip(several(line.facts, "outcomes"), several(line.facts, "labels"), strict=False)
    return ", ".join(item_words(outcome, label) for outcome, label in pairs)
