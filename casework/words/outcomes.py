"""What a union follows, in the words of its pages."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.outcomes.beside import State as Beside
from casework.outcomes.filtering import Decided, State
from casework.outcomes.following import Kept, Need, Shared
from casework.outcomes.points import About
from casework.words.inquiry import item_words

NEEDS: Mapping[str, str] = {
    Need.WENT_BACK: _l("Shown older than you saw it"),
    Need.BESIDE: _l("She asks you to stand beside her"),
    Need.SIGNAL: _l("A sign of retaliation waits"),
    Need.NOT_APPLIED: _l("Somebody looked: not applied"),
    Need.LOOK: _l("Go and look"),
    Need.UNANSWERED: _l("An answer is owed to you"),
    Need.LATE: _l("A day has passed"),
}
KEPT: Mapping[str, str] = {
    Kept.KEPT: _l("Days kept"),
    Kept.BROKEN: _l("A day was not kept"),
    Kept.NONE: _l("Nothing was due yet"),
}
SHARED: Mapping[str, str] = {
    Shared.NOTHING: _l("Outcome only"),
    Shared.PLACE: _l("Outcome, post and line"),
    Shared.NAME: _l("Outcome and her name"),
}
STATES: Mapping[str, str] = {
    State.OPEN: _l("Not decided yet"),
    State.DECIDED: _l("Decided, not all seen applied"),
    State.SEEN: _l("All seen applied"),
    State.CLOSED: _l("Closed"),
}
DECIDED: Mapping[str, str] = {
    Decided.SANCTION: _l("A sanction"),
    Decided.REMEDY: _l("Something for the survivor"),
    Decided.SETTLED: _l("Settled between them"),
    Decided.NOTHING: _l("Nothing follows"),
}
ABOUT: Mapping[str, str] = {
    About.LATE: _l("A day has passed"),
    About.NOT_APPLIED: _l("A sanction is not applied, or not any more"),
    About.REMEDY: _l("She has not received what was decided for her"),
    About.RETALIATION: _l("Retaliation, or too little done about it"),
    About.OTHER: _l("Something else"),
}
BESIDE: Mapping[str, str] = {
    Beside.ASKED: _l("She asks for it; nobody has answered yet"),
    Beside.ACCEPTED: _l("Yes, and signed to keep it secret"),
    Beside.DECLINED: _l("No"),
    Beside.LISTED: _l("Yes; the committee has her among the people of the case"),
    Beside.ENDED: _l("The survivor does not want it any more"),
}
LINES: Mapping[tuple[str, str], str] = {
    ("union_point", "raised"): _l("The union asks the committee:"),
    ("union_point", "answered"): _l("The committee answers the union:"),
    ("beside_her", "asked"): _l("She asks the union representative to stand beside her."),
    ("beside_her", "accepted"): _l("The representative does, and signed to keep it secret."),
    ("beside_her", "declined"): _l("The representative does not."),
    ("beside_her", "listed"): _l("She stands among the people of the case now."),
    ("beside_her", "ended"): _l("The survivor does not want it any more."),
}
PROGRESS: Mapping[str, str] = {
    "open": STATES[State.OPEN],
    "decided": STATES[State.DECIDED],
    "seen": STATES[State.SEEN],
}
SIGN_PROGRESS: Mapping[str, str] = {
    "none": _l("No sign"),
    "settled": _l("A sign, and something was done about each"),
    "waiting": _l("A sign about which nobody has said what was done"),
}
REMEDY_PROGRESS: Mapping[str, str] = {
    "none": _l("Nothing was decided for her, or not yet"),
    "waiting": _l("Decided, and not all of it seen"),
    "seen": _l("Seen: she has received it"),
}
CLASSES: Mapping[str, str] = {
    "nothing": _l("No sanction"),
    "settled": _l("Settled between them"),
    "several": _l("Several sanctions together"),
}
TONES: Mapping[str, str] = {
    Need.WENT_BACK: "red",
    Need.BESIDE: "plum",
    Need.SIGNAL: "red",
    Need.NOT_APPLIED: "red",
    Need.LOOK: "teal",
    Need.UNANSWERED: "red",
    Need.LATE: "amber",
}


def need_words(need: str) -> str:
    """What of a case needs the union, in a few words."""
    return str(NEEDS[need])


def class_words(name: str, label: str) -> str:
    """What was decided about the respondent, in a few words."""
    return str(CLASSES.get(name) or item_words(name, label))


def union_line(kind: str, step: str) -> str:
    """An entry about the union as a sentence; nothing for an entry of anything else."""
    return str(LINES.get((kind, step), ""))


OUTCOME_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "need_words": need_words,
        "need_tones": TONES,
        "kept_words": lambda kept: str(KEPT[kept]),
        "shared_words": lambda shared: str(SHARED[shared]),
        "point_about": lambda about: str(ABOUT[about]),
        "outcome_progress": lambda name: str(PROGRESS[name]),
        "sign_progress": lambda name: str(SIGN_PROGRESS[name]),
        "remedy_progress": lambda name: str(REMEDY_PROGRESS[name]),
        "class_words": class_words,
        "union_line": union_line,
        "beside_words": lambda state: str(BESIDE[state]),
    }
)
