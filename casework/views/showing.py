"""A page of `/w` as it is drawn: its form, and what it has to tell beside the question."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from casework.case.answers import Answers
from casework.forms.asking import Question
from casework.forms.telling import FORMS, summary
from casework.forms.telling_story import FILES_LIMIT
from casework.models.cover import Capacity
from casework.parts import the_parts
from casework.procedures.covering import covers
from casework.readers.audience import Audience, is_reached
from casework.telling import way
from casework.telling.drafts import DraftText
from casework.telling.sending import fingerprint
from casework.telling.surroundings import Surroundings
from casework.telling.way import Section
from casework.views.calling import the_helplines
from casework.views.walking import look
from crypto.compartments import Compartment

OWN_TEMPLATES = {"language", "duties", "safe", "wish", "child", "files", "check", "readers"}
Facts = Mapping[str, object]


def shown(
    db: Session,
    text: DraftText,
    at: datetime,
    form: Question | None = None,
    *,
    is_late: bool = False,
) -> str:
    """The page her draft is on; with `form`, as she has just typed it."""
    around = look(db, the_parts(), text, at)
    page = way.the_page(text.page or way.FIRST)
    drawn = form or _form(page.name, text, around)
    name = page.name if page.name in OWN_TEMPLATES else "question"
    facts = BESIDE.get(page.name, _nothing)(text, around)
    return render_template(
        f"casework/telling/{name}.html",
        form=drawn,
        page=page.name,
        section=_section(page.section),
        is_story=page.section is Section.STORY and page.name != "files",
        is_first=page.name == way.FIRST,
        is_late=is_late,
        **facts,
    )


def _form(page: str, text: DraftText, around: Surroundings) -> Question:
    typed = text.typed.get(page)
    values: MultiDict[str, str] | None = MultiDict(typed) if typed else None
    return FORMS[page].asked(text.answers, around, values)


def _section(section: Section) -> str:
    words: dict[Section, str] = {
        Section.BEFORE: _("Before you tell"),
        Section.STORY: _("What happened"),
        Section.SHARING: _("Who may know what"),
        Section.REACHING: _("Reaching and helping you"),
        Section.SENDING: _("Before you send"),
    }
    return words[section]


def _nothing(_text: DraftText, _around: Surroundings) -> Facts:
    return {}


def _duties(text: DraftText, around: Surroundings) -> Facts:
    return {"arrangements": around.arrangements, "has_place": text.answers.workplace is not None}


def _help(text: DraftText, around: Surroundings) -> Facts:
    helplines = the_helplines()
    return {
        "helplines": helplines.for_everybody(around.countries),
        "child_lines": helplines.for_children(around.countries),
        "safe_now": text.answers.safe_now,
    }


def _child(text: DraftText, around: Surroundings) -> Facts:
    return {**_help(text, around), "has_officers": not around.audience.lacks_child_protection}


def _files(text: DraftText, _around: Surroundings) -> Facts:
    files = text.answers.files
    return {"files": files, "is_full": len(files) >= FILES_LIMIT}


def _check(text: DraftText, around: Surroundings) -> Facts:
    return {"rows": summary(text.answers, around), "is_kept": way.is_kept(text.answers)}


def _readers(text: DraftText, around: Surroundings) -> Facts:
    audience, answers = around.audience, text.answers
    return {
        **_help(text, around),
        "audience": audience,
        "heard": fingerprint(audience),
        "has_changed": text.has_changed_readers,
        "readers": _named(audience, around),
        "has_word": bool(answers.second_word) or around.has_number,
        "is_deciding": around.has_number,
        "for_somebody_else": answers.for_somebody_else,
        "changes": _changes(answers, around),
        "gaps": _gaps(answers, audience, has_word=bool(answers.second_word) or around.has_number),
        "is_reached": is_reached(answers, audience),
        "is_covered": _is_covered(answers, around),
        "pack": around.pack,
    }


def _is_covered(answers: Answers, around: Surroundings) -> bool | None:
    """Whether the law of the place covers her; nothing is said of it where no committee acts."""
    return covers(around.pack, answers.gender) if way.has_choice(answers) else True


def _gaps(answers: Answers, audience: Audience, *, has_word: bool) -> list[tuple[str, str, str]]:
    """What she told and nobody will see: the sentence, the button, the page to change."""
    seen = {part for each in audience.recipients for part in each.compartments}
    gaps = []
    if Compartment.TOLD not in seen:
        locked = _("What you told about it is read by nobody. It stays locked for you alone.")
        lost = _("What you told about it is read by nobody. Without a second word it is not kept.")
        offer = (_("Let the committee know"), "committee") if answers.workplace else None
        words, page = offer or (_("Let CARE read it"), "care")
        gaps.append((locked if has_word else lost, words, page))
        if not has_word:
            gaps.append((_("With a second word you can keep it."), _("Choose a word"), "word"))
    if answers.contact.how != "never" and Compartment.IDENTITY not in seen:
        sentence = _("You told how to reach you. Nobody will see it, as you shared it with nobody.")
        gaps.append((sentence, _("Choose who may see it"), "name"))
    if answers.needs and Compartment.REFERRAL not in seen:
        sentence = _("You told what you need. Nobody will see it, as no referral officer may know.")
        gaps.append((sentence, _("Choose who may know"), "needs"))
    return gaps


def _changes(answers: Answers, around: Surroundings) -> Facts:
    """What she might answer otherwise where nobody is left to read. Her no stays hers to change."""
    care = way.the_page("care").is_asked(answers, around)
    ask, again = _("Let CARE read it"), _("Look again at what you said about CARE")
    return {
        "care": (again if answers.declines_programme else ask) if care else "",
        "close": way.the_page("close").is_asked(answers, around),
        "committee": way.the_page("committee").is_asked(answers, around),
    }


def _named(audience: Audience, around: Surroundings) -> list[tuple[str, str]]:
    """Everybody who will be able to read, and what she will be able to read."""
    return [
        (around.known_as(each.reader), _what(each.capacity, set(each.compartments)))
        for each in audience.recipients
    ]


def _what(capacity: Capacity, parts: set[Compartment]) -> str:
    words: dict[tuple[str, bool], str] = {
        ("needs", True): _("What you need, and your name"),
        ("needs", False): _("What you need. Not your name"),
        ("told", True): _("What you told, and your name"),
        ("told", False): _("What you told. Not your name"),
        ("outcome", True): _("What is done about it, and your name"),
        ("outcome", False): _("What is done about it. Not what you told, and not your name"),
    }
    told = "told" if Compartment.TOLD in parts else "outcome"
    most = "needs" if capacity is Capacity.REFERRAL_OFFICER else told
    return words[most, Compartment.IDENTITY in parts]


BESIDE: Mapping[str, Callable[[DraftText, Surroundings], Facts]] = {
    "duties": _duties,
    "safe": _help,
    "wish": _help,
    "child": _child,
    "files": _files,
    "check": _check,
    "readers": _readers,
}
