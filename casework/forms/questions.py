"""What is typed to ask her, to write down what she said, and by her as she answers."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.asking.questions import Question, QuestionKind, Reply, SafeBy
from casework.course.choosing import ByVoice
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.telling.choices import SAYING
from casework.words.asking import WAYS
from casework.words.protection import SIGNS


class AskForm(CaseForm):
    """A question in somebody's own words."""

    words = Words(
        _l("Your question"),
        _l("One thing at a time, so that yes or no can answer it. Others may see her phone."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you want to ask her."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask her this?"),
        WAYS,
        validators=[DataRequired(_l("Choose how it is safe to ask her."))],
    )

    def question(self) -> Question:
        """What was typed, once the form is valid."""
        return Question(
            kind=QuestionKind.OTHER,
            text=self.words.data or "",
            safe_by=SafeBy(self.safe_by.value),
        )


class HerAnswerForm(CaseForm):
    """Her answer as a receiver heard it."""

    reply = OneOf(
        _l("What did she answer?"), validators=[DataRequired(_l("Choose what she answered."))]
    )
    how = OneOf(
        _l("How did she say it?"), SAYING, validators=[DataRequired(_l("Choose how she said it."))]
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when she said it."))],
    )
    words = Words(
        _l("What she said"),
        _l("Her own words, as near as you can. She can read them on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )

    def heard(self) -> ByVoice:
        """What was typed, once the form is valid."""
        return ByVoice(self.words.data or "", self.how.value, self.when.data or "")


class ReplyForm(Form):
    """Her own answer."""

    reply = OneOf(_l("Your answer"), validators=[DataRequired(_l("Choose an answer, or go back."))])
    signs = SomeOf(_l("What has changed?"), SIGNS)
    """Only on the page of a check-in."""
    words = Words(
        _l("Anything you want to say to it"),
        _l("It may stay empty."),
        limit=REASON,
    )

    def validate_words(self, field: Words) -> None:
        """Raises ValidationError where she answers in words and writes none."""
        if self.reply.data == Reply.IN_WORDS and not (field.data or "").strip():
            raise ValidationError(_("Write your answer here, or choose yes or no."))
