"""What is typed as a case ends: by her who withdraws, and by whoever hears her."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.course.choosing import ByVoice
from casework.ending.closing import Check, Closing, Why
from casework.ending.confirming import Says, Talk
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.telling.choices import SAYING
from casework.words.asking import WAYS
from casework.words.cases import begun
from casework.words.ending import CHECKS, HER_IDEA, IDEAS, SAYS, SPOKEN, TOLD_BY


class WithdrawForm(Form):
    """Whose idea it was, where she wants to say it."""

    suggested = OneOf(
        _l("Whose idea is it?"),
        HER_IDEA,
        hint=_l("You need not answer. Whoever reads your messages reads this too."),
    )


class TalkForm(CaseForm):
    """What she said of her withdrawal, to somebody who heard her alone."""

    says = OneOf(
        _l("What does she say?"), SAYS, validators=[DataRequired(_l("Choose what she says."))]
    )
    how = OneOf(
        _l("How did you speak?"), SPOKEN, validators=[DataRequired(_l("Choose how you spoke."))]
    )
    was_alone = BooleanField(
        _l("We were alone"),
        description=_l("Nobody of the factory, of her family or of the committee could hear it."),
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when you spoke."))],
    )
    suggested = OneOf(_l("Whose idea was it, as she says?"), hint=_l("It may stay empty."))
    words = Words(
        _l("What she said"),
        _l("Her own words. The receivers read them, and she can: what is for you alone stays out."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )

    def offer(self) -> "TalkForm":
        """The same with the choices that are whole words of a page."""
        self.suggested.offer([(key, begun(str(words))) for key, words in IDEAS.items()])
        return self

    def talk(self) -> Talk:
        """What was typed, once the form is valid."""
        return Talk(
            says=Says(self.says.value),
            how=self.how.value,
            when=self.when.data or "",
            words=self.words.data or "",
            was_alone=bool(self.was_alone.data),
            suggested=self.suggested.value,
        )


class TellForm(CaseForm):
    """That she was told of the closing, and how."""

    way = OneOf(
        _l("How is she told?"), TOLD_BY, validators=[DataRequired(_l("Choose how she is told."))]
    )
    words = Words(
        _l("The words to her, what you said, or what was tried"),
        _l("Why it is to be closed, and that she can come back whenever she likes."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she is told."))],
    )


class FeedbackForm(CaseForm):
    """How she is asked what it was like."""

    words = Words(
        _l("The question"),
        _l("She may skip it. Nobody who dealt with the case asks it."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask?"), WAYS, validators=[DataRequired(_l("Choose a way."))]
    )


class ElsewhereForm(CaseForm):
    """That it belongs elsewhere, and to whom it was handed."""

    words = Words(
        _l("To whom was it handed, and why does it belong there?"),
        _l("Everybody who follows the outcome reads it, and she can."),
        limit=REASON,
        validators=[DataRequired(_l("Write to whom it was handed, and why."))],
    )


class CloseForm(CaseForm):
    """Why a case is closed, and what was gone through before."""

    why = OneOf(_l("Why is it closed?"), validators=[DataRequired(_l("Choose why it is closed."))])
    checks = SomeOf(_l("What holds?"), CHECKS, hint=_l("Go through it with somebody else."))
    unmet = Words(
        _l("Why it is closed although not all of that holds"),
        _l("Empty where all of it holds."),
        limit=REASON,
    )
    words = Words(
        _l("Why, in words for her"),
        _l("She reads it on her page. Everybody who follows the outcome reads it, the union too."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in words for her."))],
    )

    def validate_unmet(self, field: Words) -> None:
        """Raises ValidationError where something does not hold and nobody says why."""
        if len(self.checks.data or []) < len(CHECKS) and not (field.data or "").strip():
            raise ValidationError(_("Not all of it holds: write why it is closed all the same."))

    def closing(self) -> Closing:
        """What was typed, once the form is valid."""
        return Closing(
            why=Why(self.why.value),
            words=self.words.data or "",
            checks=tuple(Check(each) for each in self.checks.values),
            unmet=self.unmet.data or "",
        )


class ReopenForm(CaseForm):
    """Why a closed case is opened again."""

    words = Words(
        _l("Why it is opened again"),
        _l("She reads it, and everybody who follows the outcome."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class ReopenHeardForm(ReopenForm):
    """The same where she said to somebody that she wants it."""

    how = OneOf(
        _l("How did she say it?"), SAYING, validators=[DataRequired(_l("Choose how she said it."))]
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when she said it."))],
    )
    said = Words(
        _l("What she said"),
        _l("Her own words, as near as you can. She can read them on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )

    def heard(self) -> ByVoice:
        """What she said, once the form is valid."""
        return ByVoice(self.said.data or "", self.how.value, self.when.data or "")


class WishForm(Form):
    """Her own words, where she wants it opened again."""

    words = Words(_l("What has happened since?"), _l("It may stay empty."), limit=REASON)
