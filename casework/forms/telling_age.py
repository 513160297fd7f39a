"""The page of `/w` on how old the person is, and, where the law depends on it, man or woman."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from casework.case.answers import Age, Answers
from casework.forms.asking import OneOf, Question, joined, label_of
from casework.procedures.covering import of_age_at
from casework.procedures.terms import Gender
from casework.telling.choices import AGES, GENDERS, ages
from casework.telling.way import Around


class HowOld(Question):
    """Whether the person it happened to is a child, by the rules of the place."""

    intro: ClassVar[Sequence[str]] = (
        _l(
            "For somebody under age, or if you are not sure, child-protection officers read "
            "it. Nobody of the factory does, and no inquiry begins."
        ),
        _l("If you go on without an answer, we treat this as an adult's."),
    )
    why = _l("Children have a right to people who are trained for them. The factory never sees it.")
    age = OneOf(_l("How old is the person this happened to?"), AGES)

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """With one question more where the law covers some and not others."""
        return HowOldAndWho if around.pack.scope.women_only else HowOld

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer the age that counts there; where none is known, 18."""
        self.age.offer(ages(of_age_at(around.pack)).items())

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.age.data = answers.age

    def write(self, answers: Answers) -> None:
        """Take the answer."""
        answers.age = Age(self.age.value) if self.age.value else None

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No answer, which counts as an adult."""
        answers.age = None

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The answer in words."""
        return label_of(answers.age or "", ages(of_age_at(around.pack)))


class HowOldAndWho(HowOld):
    """The same where the law covers women: it asks whether the person is one, and need not know."""

    title = _l("About the person this happened to")
    gender = OneOf(
        _l("Is this person a woman or a man?"),
        GENDERS,
        _l(
            "The law of this country on this covers women. For everybody else, general rules of "
            "good practice count instead. You need not answer: then we go by the law. Your answer "
            "is kept with what you tell; whoever follows the case sees which rules count."
        ),
    )

    def show(self, answers: Answers) -> None:
        """Fill both."""
        super().show(answers)
        self.gender.data = None if answers.gender is Gender.UNSAID else answers.gender

    def write(self, answers: Answers) -> None:
        """Take both."""
        super().write(answers)
        answers.gender = Gender(self.gender.value or Gender.UNSAID)

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Neither."""
        super().forget(answers)
        answers.gender = Gender.UNSAID

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Both in words."""
        age = super().summary(answers, around)
        return joined(each for each in (age, label_of(answers.gender, GENDERS)) if each)


class Child(Question):
    """What under that age means here: nothing to answer."""

    can_skip = False
