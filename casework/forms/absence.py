"""What somebody types who goes away: the days, who stands in, and in which cases."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField
from wtforms.validators import DataRequired, ValidationError

from auth.choice_forms import DayForm
from auth.forms import Form
from casework.forms.asking import OneOf, SomeOf, Words
from casework.forms.cases import REASON

NOBODY = "nobody"


class DayNeededForm(DayForm):
    """A day that has to be there."""

    def validate_day(self, _field: object) -> None:
        """Something was typed; whether it is a day, its year says."""
        if not any((each.data or "").strip() for each in (self.day, self.month, self.year)):
            raise ValidationError(_("Type a day, such as 27 3 2027."))


class AbsenceForm(Form):
    """From when to when, and who stands in."""

    first = FormField(DayNeededForm, _l("Your first day away"))
    last = FormField(
        DayNeededForm,
        _l("Your last day away"),
        description=_l("After this day whoever stands in can read nothing of it any more."),
    )
    substitute = OneOf(
        _l("Who stands in for you?"),
        hint=_l("Certified people of your own body who can take your place."),
        validators=[DataRequired(_l("Choose somebody, or that nobody stands in."))],
    )


class LendForm(Form):
    """In which cases, and what the survivors read about it."""

    cases = SomeOf(_l("In which cases?"))
    words = Words(
        _l("What each survivor reads about it"),
        _l("On her page, before anybody new can read. Change it if you like."),
        limit=REASON,
        validators=[DataRequired(_l("Write a sentence for her."))],
    )
