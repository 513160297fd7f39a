"""Questions to the survivor and her answers, as they stand signed in the channel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from casework.case.timeline import Line
from casework.models.entry import Kind


class QuestionKind(StrEnum):
    """What a question is about."""

    OTHER = "other"
    MEASURE = "measure"
    """Whether she wants a measure that protects her, and agrees where it moves her."""
    DAY_AND_HOUR = "day_and_hour"
    """Whether she knows when something happens that the respondent can notice."""
    MAY_STOP = "may_stop"
    """Whether it is to happen, or to stop, the last time before."""
    CHECK_IN = "check_in"
    """Whether anything at work has changed since she spoke."""
    NAMED_BY_OTHERS = "named_by_others"
    """Whether it may be said that somebody else named the same person."""
    VERIFICATION_NOTE = "verification_note"
    """Whether whoever verifies may be told the post, the measure and the day."""
    APOLOGY = "apology"
    CONCILIATION = "conciliation"
    STEPS = "steps"
    """Whether what is written down is what is done informally."""
    FEEDBACK = "feedback"


class SafeBy(StrEnum):
    """By which way it is safe to ask her this."""

    PAGE = "page"
    """On her page, where she answers with one press."""
    IN_PERSON = "in_person"
    """Only by voice or face to face: nothing of it waits on her page."""


class Reply(StrEnum):
    """What she can answer. Nothing at all is a no."""

    YES = "yes"
    NO = "no"
    IN_WORDS = "in_words"
    """Neither: what she wrote or said."""


@dataclass(frozen=True)
class Question:
    """Something to ask her, in words that she can read on a phone that others see."""

    kind: QuestionKind
    text: str = field(repr=False)
    about: str = ""
    """The id of what it is about, such as a measure's."""
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What she says yes or no to, in the words of ours that the kind decides."""
    safe_by: SafeBy = SafeBy.PAGE


@dataclass(frozen=True)
class Answer:
    """What she answered, and how it came here."""

    reply: Reply
    words: str = field(repr=False)
    at: datetime
    taken_by: UUID | None
    """Who wrote down what she said; None where she pressed it herself."""
    how: str = ""
    when: str = field(default="", repr=False)

    @property
    def is_hers(self) -> bool:
        """Whether she answered with number and word, herself."""
        return self.taken_by is None


@dataclass(frozen=True)
class Asked:
    """One question with everything that was answered to it, the newest last."""

    id: UUID
    question: Question
    at: datetime
    by: UUID | None
    answers: tuple[Answer, ...] = ()
    acted_at: datetime | None = None
    """Since when her answer was acted on and stands."""

    @property
    def answer(self) -> Answer | None:
        """The one that counts."""
        return self.answers[-1] if self.answers else None

    @property
    def is_yes(self) -> bool:
        """Whether she said yes. A question she skipped is a no."""
        return self.answer is not None and self.answer.reply is Reply.YES

    @property
    def waits(self) -> bool:
        """Whether she can still answer it and has not."""
        return self.acted_at is None and self.answer is None

    @property
    def is_on_her_page(self) -> bool:
        """Whether it is one for her page, or was answered there."""
        return self.question.safe_by is SafeBy.PAGE


def questions(lines: Iterable[Line]) -> dict[UUID, Asked]:
    """Every question of a timeline by its id, in the order they were asked.

    Entries that do not verify ask nothing and answer nothing.
    """
    found: dict[UUID, Asked] = {}
    for line in lines:
        if line.is_verified and line.kind is Kind.ASKED:
            _ask(found, line)
        elif line.is_verified and line.kind is Kind.HER_ANSWER:
            _answer(found, line)
    return found


def answers(lines: Iterable[Line]) -> dict[UUID, Answer]:
    """What counts of her answers, by question; what she skipped is not among them."""
    return {id_: each.answer for id_, each in questions(lines).items() if each.answer is not None}


def newest_about(lines: Iterable[Line], kind: QuestionKind, about: str) -> Asked | None:
    """The last question of a kind about one thing."""
    every = questions(lines).values()
    fitting = [one for one in every if (one.question.kind, one.question.about) == (kind, about)]
    return fitting[-1] if fitting else None


def _ask(found: dict[UUID, Asked], line: Line) -> None:
    id_, facts = UUID(_text(line, "question")), line.facts
    if facts.get("step") == "acted":
        before = found.get(id_)
        if before is not None:
            found[id_] = _with(before, acted_at=line.at)
        return
    question = Question(
        kind=QuestionKind(_text(line, "about_kind")),
        text=line.text,
        about=_text(line, "about"),
        facts={name[2:]: _text(line, name) for name in facts if name.startswith("q_")},
        safe_by=SafeBy(_text(line, "safe_by")),
    )
    found[id_] = Asked(id=id_, question=question, at=line.at, by=line.author)


def _answer(found: dict[UUID, Asked], line: Line) -> None:
    before = found.get(UUID(_text(line, "question")))
    if before is None or before.acted_at is not None:
        return
    said = Answer(
        reply=Reply(_text(line, "reply")),
        words=line.text,
        at=line.at,
        taken_by=line.author,
        how=_text(line, "how"),
        when=_text(line, "when"),
    )
    found[before.id] = _with(before, answers=(*before.answers, said))


def _with(asked: Asked, **new: object) -> Asked:
    known = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return Asked(**{**known, **new})


def _text(line: Line, name: str) -> str:
    value = line.facts.get(name, "")
    return value if isinstance(value, str) else ""
