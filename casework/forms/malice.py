"""What is typed of a proceeding of its own against whoever complained."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField
from wtforms.validators import DataRequired, InputRequired

from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.inquiry import OWN_WORDS, DayThatWas
from casework.forms.safety import a_day
from casework.inquiry.malice import Ruling
from casework.models.cover import Capacity
from casework.words.malice import PROVED, STOOD, WHOM

HOW = _l("Write how.")


class ProposeForm(CaseForm):
    """What is to prove malice."""

    words = Words(
        _l("What proves that she knew it was not true, and wanted to harm him"),
        _l("Papers, messages, witnesses, each with its number. Not that it could not be proved, "
           "and not that she withdrew."),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Without proof of malice there is no such proceeding."))],
    )  # fmt: skip
    is_malice = BooleanField(
        _l("It is proof of malice, and more than that the complaint was not proved"),
        [InputRequired(_l("A complaint that was not proved is no malice."))],
    )


class InformForm(CaseForm):
    """That somebody knows of it before it is opened."""

    whom = OneOf(_l("Who knows of it?"), WHOM, validators=[DataRequired(_l("Choose who."))])
    on = FormField(DayThatWas, _l("Since which day?"))
    words = Words(_l("What she says to it"), limit=REASON)

    @property
    def capacity(self) -> Capacity:
        """Who was chosen."""
        return Capacity(self.whom.value)


class OpenForm(CaseForm):
    """That she was told."""

    on = FormField(DayThatWas, _l("On which day was she told?"))
    words = Words(
        _l("How was she told, and by whom?"),
        _l("By a safe way: what it is about, that she is heard, that somebody can stand beside "
           "her, and that she can ask for a review."),
        limit=REASON,
        validators=[DataRequired(HOW)],
    )  # fmt: skip


class HeardForm(CaseForm):
    """What she says to it."""

    on = FormField(DayThatWas, _l("On which day?"))
    words = Words(
        _l("What she says to it"),
        _l("Her own words; or that she was asked, and does not want to say anything."),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Write what she says."))],
    )


class RuleForm(CaseForm):
    """What was decided in it."""

    proved = OneOf(
        _l("Was malice proved?"), PROVED, validators=[DataRequired(_l("Say whether it was."))]
    )
    on = FormField(DayThatWas, _l("When was it decided?"))
    follows = Line(_l("What follows, only where it was proved"))
    words = Words(_l("Reasons"), limit=REASON, validators=[DataRequired(_l("Write the reasons."))])

    def ruling(self) -> Ruling:
        """What was typed, once the form is valid."""
        return Ruling(
            on=a_day(self.on),
            is_proved=self.proved.value == "yes",
            follows=self.follows.data or "",
            reasons=self.words.data or "",
        )


class ReviewForm(CaseForm):
    """That she asks for a review."""

    on = FormField(DayThatWas, _l("On which day?"))
    body = Line(_l("With whom?"), validators=[DataRequired(_l("Write which body."))])
    words = Words(_l("What she says against it"), limit=REASON)


class TakeUpForm(CaseForm):
    """With whom the review is that she asked for herself."""

    on = FormField(DayThatWas, _l("On which day?"))
    body = Line(
        _l("With whom is it?"),
        _l("Not whoever decided it. She reads this on her page."),
        validators=[DataRequired(_l("Write which body."))],
    )


class ReviewEndedForm(CaseForm):
    """How the review ended."""

    stands = OneOf(
        _l("How did it end?"), STOOD, validators=[DataRequired(_l("Choose how it ended."))]
    )
    on = FormField(DayThatWas, _l("On which day?"))
    words = Words(_l("The reasons that were given"), limit=REASON)
