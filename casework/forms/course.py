"""What somebody types who moves a case, notes a day, asks for more time, or says why it is late."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField
from wtforms.validators import DataRequired, ValidationError

from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, OneOfMany, Words
from casework.forms.cases import REASON, CaseForm

DIGITS = 3
WHY = _l("Write why, in a sentence.")


class MoveForm(CaseForm):
    """Why a case goes on to its next stage."""

    words = Words(
        _l("Why now"),
        _l("It stands in the record under your name. Whoever follows the outcome reads it."),
        limit=REASON,
        validators=[DataRequired(WHY)],
    )


class DayOfForm(CaseForm):
    """What happened, and on which day."""

    event = OneOfMany(_l("What happened?"), validators=[DataRequired(_l("Choose what happened."))])
    day = FormField(DayNeededForm, _l("On which day?"))
    words = Words(
        _l("How is it known?"),
        _l("Such as: the letter of the inspectorate. Names nobody needs to read stay out."),
        limit=REASON,
        validators=[DataRequired(_l("Write how it is known, in a sentence."))],
    )


class KnewForm(CaseForm):
    """Who of the employer knew, and since when."""

    day = FormField(DayNeededForm, _l("Since which day?"))
    words = Words(
        _l("Who of the employer knew, and from whom?"),
        _l("The post is enough, such as: the manager of human resources, told by the chair."),
        limit=REASON,
        validators=[DataRequired(_l("Write who knew, by post."))],
    )


class LongerForm(CaseForm):
    """By how much a deadline is made longer, and why."""

    amount = Line(_l("By how much?"), limit=DIGITS)
    words = Words(
        _l("Why"),
        _l("It stands in the record under your name. She can read it on her page."),
        limit=REASON,
        validators=[DataRequired(WHY)],
    )

    def validate_amount(self, field: Line) -> None:
        """A whole number, in any digits. Raises ValidationError."""
        if self.number is None:
            raise ValidationError(_("Type a number of one or more."))

    @property
    def number(self) -> int | None:
        """What was typed, where it is a number."""
        text = self.amount.data or ""
        # int() reads the digits of any script.
        is_number = text.isdecimal() and len(text) <= DIGITS
        return int(text) or None if is_number else None


class PauseForm(CaseForm):
    """For which reason of the law a deadline stands still, or how it is known that it is over."""

    when = OneOf(
        _l("For which reason?"),
        hint=_l("These are the reasons that the rules of this case cite."),
        validators=[DataRequired(_l("Choose the reason."))],
    )
    words = Words(
        _l("How is it known?"),
        _l("It stands in the record under your name. She can read it on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write how it is known, in a sentence."))],
    )


class LateForm(CaseForm):
    """Why something was late."""

    words = Words(
        _l("Why it was late"),
        _l("It stands in the record under your name. She can read it on her page."),
        limit=REASON,
        validators=[DataRequired(WHY)],
    )
