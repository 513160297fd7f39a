"""What somebody chooses for her own pages: a language, and her quiet hours."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from auth.choice_forms import OneOfMany
from auth.forms import Form
from casework.forms.asking import Line, OneOf

HOURS = [("", _l("No quiet hours")), *((str(hour), f"{hour:02d}:00") for hour in range(24))]


class LanguageForm(Form):
    """The language of one's pages."""

    language = OneOf(
        _l("In which language do you want these pages?"),
        hint=_l("It is kept with your account. What people write stays in their own words."),
        validators=[DataRequired(_l("Choose a language."))],
    )


class PhoneForm(Form):
    """Where short notices may reach her."""

    phone = Line(
        _l("Your own telephone number, with its country"),
        hint=_l("For example, +880 1712 345678. Leave it empty to be told by mail alone."),
        limit=40,
    )


class QuietForm(Form):
    """From which hour until which no notice is to come."""

    begin = OneOfMany(_l("From"), pairs=HOURS)
    until = OneOfMany(_l("Until"), pairs=HOURS)

    @staticmethod
    def hours(begin: int | None, until: int | None) -> dict[str, str]:
        """What the fields show for hours that are kept."""
        if begin is None or until is None:
            return {"begin": "", "until": ""}
        return {"begin": str(begin), "until": str(until)}

    @property
    def is_half(self) -> bool:
        """Whether one hour is chosen and the other is not, or both are the same."""
        begin, until = self.begin.data or "", self.until.data or ""
        return bool(begin) != bool(until) or (bool(begin) and begin == until)

    @property
    def chosen(self) -> tuple[int | None, int | None]:
        """The two hours, or neither."""
        if not self.begin.data:
            return None, None
        return int(self.begin.data), int(self.until.data)
