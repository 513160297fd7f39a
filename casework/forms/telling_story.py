"""What happened: about whom, where, when, what kind, her words, files. Each may stay empty."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, FileField

from casework.case.answers import Answers, Named
from casework.forms.asking import LONG, SHORT, Line, Question, SomeOf, Words, joined
from casework.telling.choices import CONDUCT, PLACES
from casework.telling.way import Around

FILES_LIMIT = 10
WHO_READS = _l("Those who read what you tell see this, and nobody else.")


class Respondent(Question):
    """The person it is about, as far as she knows and wants to say."""

    title = _l("Who is it about?")
    intro: ClassVar[Sequence[str]] = (
        _l("Write what you know. One of these is enough, and none is fine too."),
    )
    why = _l(
        "With this we keep it away from this person, and from people close to this person. "
        "Those who read what you tell see it."
    )
    name = Line(_l("Name, or a part of it"))
    nickname = Line(_l("What people call this person"))
    employee_number = Line(_l("Employee number"))
    post = Line(_l("Work this person does"), _l("For example: line chief, mechanic, guard."))
    line = Line(_l("Line, floor or department"))

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        named = answers.respondent
        self.name.data, self.nickname.data = named.name, named.nickname
        self.employee_number.data = named.employee_number
        self.post.data, self.line.data = named.post, named.line

    def write(self, answers: Answers) -> None:
        """Take what is known. Other words mean other people may be meant: those are asked anew."""
        told = Named(
            name=self.name.data or "",
            nickname=self.nickname.data or "",
            employee_number=self.employee_number.data or "",
            post=self.post.data or "",
            line=self.line.data or "",
        )
        if told != answers.respondent:
            answers.close = {}
        answers.respondent = told

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Nobody named."""
        answers.respondent, answers.close = Named(), {}

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """All that is known, on one line."""
        named = answers.respondent
        return joined((named.name, named.nickname, named.employee_number, named.post, named.line))


class Where(Question):
    """In what sort of place."""

    title = _l("Where did it happen?")
    why = WHO_READS
    places = SomeOf(_l("Choose all that are right"), PLACES)
    place_text = Line(_l("Anything else about the place"))

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        self.places.data, self.place_text.data = list(answers.places), answers.place_text

    def write(self, answers: Answers) -> None:
        """Take the places."""
        answers.places, answers.place_text = self.places.values, self.place_text.data or ""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No place."""
        answers.places, answers.place_text = [], ""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The places in words."""
        return joined([*(PLACES.get(each, "") for each in answers.places), answers.place_text])


class When(Question):
    """About when."""

    why = WHO_READS
    when = Line(
        _l("When did it happen?"),
        _l("About is fine. For example: last week, since January, before the holiday."),
        limit=2 * SHORT,
    )

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.when.data = answers.when_text

    def write(self, answers: Answers) -> None:
        """Take her words for the time."""
        answers.when_text = self.when.data or ""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No time."""
        answers.when_text = ""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Her words for the time."""
        return answers.when_text


class Kinds(Question):
    """What kinds of conduct."""

    intro: ClassVar[Sequence[str]] = (_l("None of this is your fault."),)
    why = WHO_READS
    kinds = SomeOf(_l("What happened?"), CONDUCT, _l("Choose all that are right."))

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.kinds.data = list(answers.kinds)

    def write(self, answers: Answers) -> None:
        """Take the kinds."""
        answers.kinds = self.kinds.values

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No kind."""
        answers.kinds = []

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The kinds in words."""
        return joined(CONDUCT.get(each, "") for each in answers.kinds)


class HerWords(Question):
    """What happened, in her words."""

    intro: ClassVar[Sequence[str]] = (
        _l("Use any language and any letters. Short is fine. “Call me” is enough."),
        _l("You can leave out whatever you like, and add more on another day."),
    )
    why = WHO_READS
    words = Words(_l("What would you like to tell, in your own words?"), limit=LONG)

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """Who tells of somebody else is asked not to name her."""
        return WordsOfAnother if answers.for_somebody_else else cls

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.words.data = answers.words

    def write(self, answers: Answers) -> None:
        """Take her words as she wrote them."""
        answers.words = self.words.data or ""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No words."""
        answers.words = ""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """All her words."""
        return answers.words


class WordsOfAnother(HerWords):
    """The same for who tells what happened to somebody else."""

    intro: ClassVar[Sequence[str]] = (
        _l("Use any language and any letters. Short is fine."),
        _l("Please leave out the name of the person it happened to, unless she wants it told."),
    )


class AFile(Question):
    """One file at a time; what was added stands in the list."""

    title = _l("Do you have a photo, a document or a recording?")
    intro: ClassVar[Sequence[str]] = (
        _l("A photo, a PDF, a sound recording or a film, up to 15 MB. Ten files at most."),
        _l("Choose a file and press “Continue”. Then you can choose another one."),
        _l("It is locked before it is stored. It stays on your phone as well."),
    )
    why = WHO_READS
    intimate = BooleanField(
        _l("The file I choose now is intimate"),
        description=_l(
            "It shows me, or somebody else, undressed or being touched. Then nobody simply opens "
            "it: two people whom you can see by name have to agree that it is needed."
        ),
    )
    file = FileField(_l("Choose a file"))

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """How many files."""
        count = len(answers.files)
        return ngettext("One file", "%(num)s files", count) if count else ""
