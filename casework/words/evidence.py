"""The register of files, copies and intimate files, in the words of a page."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.desk.register import Exhibit
from casework.evidence.copies import Reason
from casework.evidence.kinds import DOCUMENTS, FILMS, PICTURES
from casework.models.entry import Kind, Ruling


def _(words: str, **values: object) -> str:
    return str(gettext(words, **values))


CHILD_ANSWERS: Mapping[str, str] = {
    "no": _l("No, everybody in it is grown up"),
    "yes": _l("Yes"),
    "not_sure": _l("I am not sure"),
}
RULINGS: Mapping[str, str] = {
    Ruling.CLOSED: _l("It stays closed: nobody of the case opens it"),
    Ruling.AUTHORITY: _l("It goes, unopened, to the police or the authority that may look at it"),
    Ruling.NO_CHILD: _l("Nobody in it is under 18: two named people may look, as with any other"),
}
STEPS: Mapping[str, str] = {
    "asked": _l("Number %(number)s: somebody asks to look at it."),
    "child": _l("Number %(number)s: somebody in it may be under 18. Nobody opens it."),
    Ruling.CLOSED: _l("Number %(number)s stays closed."),
    Ruling.AUTHORITY: _l("Number %(number)s goes, unopened, to the authority that may look at it."),
    Ruling.NO_CHILD: _l("Number %(number)s: nobody in it is under 18."),
}
HANDS: Mapping[str, str] = {
    "case:file:open": _l("opened the copy"),
    "case:file:mark": _l("marked it as intimate"),
    "case:file:ask": _l("asked to look at it"),
    "case:file:agree": _l("agreed that two look at it"),
    "case:file:refuse": _l("said that nobody looks at it"),
    "case:file:look": _l("looked at it"),
    "case:file:lost": _l("found that it is not there any more, or was damaged"),
    "case:file:found": _l("found it again"),
    "case:file:rule": _l("decided what becomes of it"),
}
UNCOPIED: Mapping[str, str] = {
    Reason.BROKEN: _l("It is damaged or cut off, so that no copy of it can be made."),
    Reason.LOST: _l(
        "What is stored is not there any more, or was damaged. Tell the operator today; a backup "
        "may hold it whole."
    ),
    Reason.TOO_LARGE: _l("It is damaged, or unfolds to more than can be copied here."),
    Reason.LOCKED: _l("It asks for a passphrase of its own, so that no copy of it can be made."),
    Reason.NO_TOOLS: _l(
        "Sound and films are not copied on this server. Its operator can add that."
    ),
    Reason.BUSY: _l("Another copy is being made. Please try again in a minute."),
}
WHEN: Mapping[str, str] = {
    Kind.STATEMENT: _l("With her words"),
    Kind.TOLD_AGAIN: _l("Told a second time"),
}


def copy_words(exhibit: Exhibit, moment: Callable[[datetime], str]) -> str:
    """Whether there is a copy that people may open, since when, or why there is none."""
    if exhibit.meta.is_intimate:
        return _("It is made when two have agreed to look")
    if exhibit.copied_at is not None:
        return _("Made %(day)s", day=moment(exhibit.copied_at))
    if exhibit.meta.uncopied is None:
        return _("It is made when somebody opens it first")
    return f"{_('No safe copy could be made.')} {uncopied_words(exhibit.meta.uncopied)}"


def media_words(media_type: str) -> str:
    """What kind of file it is."""
    if media_type in PICTURES:
        return _("Photo or picture")
    if media_type in FILMS:
        return _("Film")
    return _("Document (PDF)") if media_type in DOCUMENTS else _("Sound recording")


def what_words(exhibit: Exhibit) -> str:
    """What it is, as far as anybody said."""
    line = exhibit.line
    if line.kind is Kind.FILE and line.text:
        return line.text
    return str(WHEN.get(line.kind, _("Added later")))


def origin_words(exhibit: Exhibit, opened: Opened) -> str:
    """From whom it came, and who put it into the case where that is somebody else."""
    if exhibit.origin:
        return exhibit.origin
    who = opened.who(exhibit.line)
    if exhibit.line.author is not None and who is None:
        who = opened.name(exhibit.line.author)
        return _("The survivor, taken down by %(name)s", name=who)
    return who or (_("Who told it") if opened.cover.is_concern else _("The survivor"))


def hand_words(verb: str) -> str:
    """What somebody did with a file, after a name."""
    return str(HANDS.get(verb, verb))


def intimate_words(line: Line) -> str:
    """What an entry about an intimate file says, beside the reason."""
    number = str(line.facts.get("exhibit", ""))
    return str(STEPS.get(str(line.facts.get("step")), "")) % {"number": number}


def ruled_words(ruling: Ruling) -> str:
    """What was decided of an intimate file."""
    return str(RULINGS[ruling])


def uncopied_words(reason: Reason) -> str:
    """Why there is no copy, as a sentence."""
    return str(UNCOPIED[reason])
