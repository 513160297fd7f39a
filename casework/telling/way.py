"""The way through `/w`: which page comes after which, as data. Nothing here knows a request.

Where she works is asked before she is told what we must tell others and when it is read: the law
of which country, and whose reading hours, hang on the place. Nothing she might regret is asked
before that page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from casework.case.answers import Age, Answers, Wish
from casework.procedures.pack import Pack


@dataclass(frozen=True)
class Option:
    """Something to choose, and the words it is shown in."""

    id: UUID
    label: str


class Verdict(StrEnum):
    """What becomes of a code somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_OFTEN = "too_often"


class Around(Protocol):
    """What there is to choose from where she works; found only when a page asks for it."""

    @property
    def has_number(self) -> bool:
        """Whether she has come with number and word, to decide about what she keeps."""

    @property
    def languages(self) -> Sequence[tuple[str, str]]:
        """Code and own name of each language offered."""

    @property
    def workplaces(self) -> Sequence[Option]:
        """Every factory that receives complaints here."""

    def try_poster_code(self, workplace: str, code: str) -> "Verdict":
        """Whether a code is on the poster of a factory, given by its id in hexadecimal."""

    @property
    def unions(self) -> Sequence[Option]:
        """The unions that cover the chosen factory."""

    @property
    def programmes(self) -> Sequence[Option]:
        """The programmes that cover it; without a factory, all of them."""

    @property
    def pack(self) -> Pack:
        """The rules of the place as they hold there today; without a factory the generic ones."""

    @property
    def officers(self) -> Sequence[str]:
        """The names of the bodies whose referral officer would read what she needs."""

    @property
    def women(self) -> Sequence[Option]:
        """Women of its confirmed committee, by membership."""

    @property
    def suspects(self) -> Sequence[Option]:
        """Who of the possible readers might be meant, by membership, five at the most."""


class Section(StrEnum):
    """The parts of the way."""

    BEFORE = "before"
    STORY = "story"
    SHARING = "sharing"
    REACHING = "reaching"
    SENDING = "sending"


Condition = Callable[[Answers, Around], bool]


@dataclass(frozen=True)
class Page:
    """One page: its name, its part of the way, and when it is asked."""

    name: str
    section: Section
    is_asked: Condition


def is_kept(answers: Answers) -> bool:
    """Whether it is sealed to herself alone, to decide later."""
    return answers.wish is Wish.KEEP


def is_for_child(answers: Answers) -> bool:
    """Whether child-protection officers read it and nobody of the factory."""
    return answers.age in (Age.UNDER_18, Age.NOT_SURE)


def is_concern(answers: Answers) -> bool:
    """Whether a third person tells of an adult: then nobody is asked in the adult's place."""
    return answers.for_somebody_else and not is_kept(answers) and not is_for_child(answers)


def has_choice(answers: Answers) -> bool:
    """Whether she decides who reads: neither kept, nor a child's, nor somebody else's."""
    return not (is_kept(answers) or is_for_child(answers) or is_concern(answers))


def _always(_answers: Answers, _around: Around) -> bool:
    return True


def _is_hers(answers: Answers, _around: Around) -> bool:
    return not is_kept(answers) and not is_concern(answers)


def _is_child(answers: Answers, _around: Around) -> bool:
    return is_for_child(answers)


def _may_keep_committee_out(answers: Answers, _around: Around) -> bool:
    wants_help = answers.wish is Wish.HELP and answers.workplace is not None
    return wants_help and has_choice(answers)


def _has_unions(answers: Answers, around: Around) -> bool:
    return has_choice(answers) and bool(around.unions)


def _has_programmes(answers: Answers, around: Around) -> bool:
    is_asked = has_choice(answers) or (is_concern(answers) and answers.workplace is None)
    return is_asked and bool(around.programmes)


def _knows_women(answers: Answers, around: Around) -> bool:
    can_choose = has_choice(answers) or is_concern(answers)
    if answers.wish is Wish.HELP and not answers.help_for_committee:
        return False
    return can_choose and answers.poster_code_given and bool(around.women)


def _could_be_close(answers: Answers, around: Around) -> bool:
    if is_kept(answers):
        return False
    is_of_factory = answers.workplace is not None and not is_for_child(answers)
    return is_of_factory or bool(around.suspects)


def _may_be_reached(answers: Answers, around: Around) -> bool:
    return _is_hers(answers, around) and answers.contact.how != "never"


def _has_no_word_yet(_answers: Answers, around: Around) -> bool:
    return not around.has_number


PAGES = (
    Page("language", Section.BEFORE, _always),
    Page("workplace", Section.BEFORE, _always),
    Page("duties", Section.BEFORE, _always),
    Page("safe", Section.BEFORE, _always),
    Page("wish", Section.BEFORE, _always),
    Page("whom", Section.BEFORE, _always),
    Page("age", Section.BEFORE, _always),
    Page("child", Section.BEFORE, _is_child),
    Page("respondent", Section.STORY, _always),
    Page("where", Section.STORY, _always),
    Page("when", Section.STORY, _always),
    Page("kinds", Section.STORY, _always),
    Page("words", Section.STORY, _always),
    Page("files", Section.STORY, _always),
    Page("committee", Section.SHARING, _may_keep_committee_out),
    Page("name", Section.SHARING, _is_hers),
    Page("union", Section.SHARING, _has_unions),
    Page("care", Section.SHARING, _has_programmes),
    Page("receiver", Section.SHARING, _knows_women),
    Page("close", Section.SHARING, _could_be_close),
    Page("contact", Section.REACHING, _is_hers),
    Page("reach", Section.REACHING, _may_be_reached),
    Page("needs", Section.REACHING, _is_hers),
    Page("word", Section.SENDING, _has_no_word_yet),
    Page("check", Section.SENDING, _always),
    Page("readers", Section.SENDING, _always),
)
FIRST = PAGES[0].name
CHECK = "check"
LAST = PAGES[-1].name
NAMES = tuple(page.name for page in PAGES)


def the_page(name: str) -> Page:
    """The page of a name. Raises KeyError for any other text."""
    return next((page for page in PAGES if page.name == name), None) or _no_page(name)


def is_before(name: str, other: str) -> bool:
    """Whether a page comes before another one."""
    return NAMES.index(name) < NAMES.index(other)


def is_page(name: str) -> bool:
    """Whether a text names a page."""
    return name in NAMES


def following(name: str, answers: Answers, around: Around) -> str:
    """The next page that is asked; the last one is followed by itself."""
    rest = PAGES[NAMES.index(name) + 1 :]
    return next((page.name for page in rest if page.is_asked(answers, around)), LAST)


def preceding(name: str, answers: Answers, around: Around) -> str:
    """The page before; the first one is preceded by itself."""
    before = reversed(PAGES[: NAMES.index(name)])
    return next((page.name for page in before if page.is_asked(answers, around)), FIRST)


def returning(name: str, seen: Iterable[str], answers: Answers, around: Around) -> str:
    """Where a changed answer leads: to a later page that it opened, else back to the summary.

    A change of who it is for, of age or of wish opens questions she was not asked before.
    """
    known = set(seen)
    rest = PAGES[NAMES.index(name) + 1 : NAMES.index(CHECK)]
    opened = (
        page.name for page in rest if page.name not in known and page.is_asked(answers, around)
    )
    return next(opened, CHECK)


def after_story(answers: Answers, around: Around) -> str:
    """Where the way goes on when she would rather not tell more."""
    return following("files", answers, around)


def _no_page(name: str) -> Page:
    raise KeyError(name)
