"""The first pages of `/w`: language, place, safety, what she would like, for whom, how old."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from casework.case.answers import Answers, Reply, Wish
from casework.forms.asking import Line, OneOf, OneOfMany, Question, label_of
from casework.telling.choices import ELSEWHERE, REPLIES, WISH_HINTS, WISHES
from casework.telling.way import Around, Verdict

SHORT_LIST = 12
"""Up to so many factories are shown at once; a longer list is one to scroll."""
SELF, OTHER = "self", "other"


class Language(Question):
    """In which language the pages speak."""

    can_skip = False
    title = _l("Before you begin")
    language = OneOf(_l("Which language would you like?"))

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """With one language there is nothing to ask."""
        return cls if len(around.languages) > 1 else OneLanguage

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer the languages there are."""
        self.language.offer(around.languages)

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.language.data = answers.language

    def write(self, answers: Answers) -> None:
        """Take the language; without a choice it stays as it is."""
        answers.language = self.language.value or answers.language

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The language by its own name."""
        return label_of(answers.language, dict(around.languages))


class OneLanguage(Question):
    """The first page where there is one language only."""

    can_skip = False
    title = Language.title


class Workplace(Question):
    """Where she works, and the code of the poster there."""

    why = _l(
        "Each factory has its own people who read. We use the place to find them. "
        "Those who read what you tell can see it."
    )
    place: OneOf | OneOfMany = OneOf(_l("Where do you work, or where did it happen?"))
    code = Line(
        _l("Code from the poster (you can leave this empty)"),
        _l(
            "With the code we can show you who would read this. "
            "You can then keep it away from somebody you do not trust."
        ),
        limit=40,
    )

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """With many factories, a list to scroll."""
        return LongWorkplace if len(around.workplaces) > SHORT_LIST else cls

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer the factories, then the places that are none."""
        factories = [(each.id.hex, each.label) for each in around.workplaces]
        self.place.offer([*factories, *((key, str(text)) for key, text in ELSEWHERE.items())])
        self._around = around

    def show(self, answers: Answers) -> None:
        """Fill the place; the code is never shown again."""
        self.place.data = answers.workplace.hex if answers.workplace else answers.elsewhere

    def write(self, answers: Answers) -> None:
        """Take the place. What was chosen from another place's roster is let go."""
        before = answers.workplace
        chosen = self.place.value
        answers.elsewhere = chosen if chosen in ELSEWHERE else ""
        answers.workplace = UUID(chosen) if chosen and chosen not in ELSEWHERE else None
        if answers.workplace != before:
            _let_go(answers)
        if self.code.data:
            answers.poster_code_given = True

    def validate_code(self, field: Line) -> None:
        """Compare with the poster of the chosen factory. Raises ValidationError."""
        if not field.data:
            return
        verdict = self._around.try_poster_code(self.place.value, field.data)
        if verdict is Verdict.TOO_OFTEN:
            raise ValidationError(
                _("Too many codes were tried. Leave it empty, or wait some minutes.")
            )
        if verdict is Verdict.WRONG:
            raise ValidationError(
                _("This is not the code of that poster. Look again, or leave it empty.")
            )

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No place."""
        answers.workplace, answers.elsewhere = None, ""
        _let_go(answers)

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The factory's name, or which other place."""
        names = {each.id: each.label for each in around.workplaces}
        if answers.workplace is not None:
            return names.get(answers.workplace, "")
        return label_of(answers.elsewhere, ELSEWHERE)


class LongWorkplace(Workplace):
    """The same with a list to scroll."""

    title = _l("Where do you work, or where did it happen?")
    place = OneOfMany(_l("Factory or other place"))


class Duties(Question):
    """What we must tell others, and when this is read: nothing to answer."""

    can_skip = False


class Safe(Question):
    """Whether she is safe now; the help on the page is for everybody."""

    why = _l(
        "If you are not safe, those who read this first think of that before anything else. "
        "Only they see your answer."
    )
    safe = OneOf(_l("Are you safe now?"), REPLIES)

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.safe.data = answers.safe_now

    def write(self, answers: Answers) -> None:
        """Take the answer."""
        answers.safe_now = Reply(self.safe.value) if self.safe.value else None

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No answer."""
        answers.safe_now = None

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Yes, no, or not known."""
        return label_of(answers.safe_now or "", REPLIES)


class WhatSheWants(Question):
    """The one question that needs an answer."""

    can_skip = False
    why = _l(
        "This is the only question that needs an answer. "
        "It decides what happens with what you tell, and who can read it."
    )
    hints: ClassVar[Mapping[str, Mapping[str, str]]] = {"wish": WISH_HINTS}
    wish = OneOf(
        _l("What would you like?"),
        WISHES,
        _l("You can change this until you send, and say stop later at any time."),
    )

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.wish.data = answers.wish

    def write(self, answers: Answers) -> None:
        """Take the wish."""
        answers.wish = Wish(self.wish.value) if self.wish.value else None

    def validate_wish(self, field: OneOf) -> None:
        """Ask for an answer. Raises ValidationError."""
        if not field.data:
            raise ValidationError(_("Please choose one. You can change it later."))

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The wish in words."""
        return label_of(answers.wish or "", WISHES)


class Whom(Question):
    """Whether it happened to her or to somebody else."""

    why = _l(
        "If it happened to somebody else, she decides what happens next. "
        "Nobody acts in her name before she was asked."
    )
    whom = OneOf(
        _l("Did this happen to you or to somebody else?"),
        {SELF: _l("To me"), OTHER: _l("To somebody else")},
    )

    def show(self, answers: Answers) -> None:
        """Fill the field, where she has answered that it was somebody else."""
        self.whom.data = OTHER if answers.for_somebody_else else None

    def write(self, answers: Answers) -> None:
        """Take the answer."""
        answers.for_somebody_else = self.whom.value == OTHER

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Count it as her own."""
        answers.for_somebody_else = False

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """To her or to somebody else."""
        return str(_l("To somebody else")) if answers.for_somebody_else else str(_l("To me"))


def _let_go(answers: Answers) -> None:
    answers.poster_code_given = False
    answers.preferred_receiver = None
    answers.union = answers.programme = None
    answers.help_for_committee = False
    answers.close = {}
