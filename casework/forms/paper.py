"""What somebody chooses who wants a sheet: which, blank or filled, in which language."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, ValidationError
from wtforms.validators import DataRequired, Length

from auth.forms import Form
from casework.forms.asking import OneOf, OneOfMany

BLANK, FILLED = "blank", "filled"


class PaperForm(Form):
    """A sheet. Nothing is chosen beforehand but that it is blank."""

    sheet = OneOf(_l("Which sheet?"), validators=[DataRequired(_l("Choose a sheet."))])
    state = OneOf(
        _l("Blank or filled?"),
        {
            BLANK: _l("Blank, to write on by hand"),
            FILLED: _l("Filled with what stands here, as far as you read it"),
        },
        validators=[DataRequired(_l("Choose one."))],
    )
    language = OneOfMany(_l("In which language?"))
    passphrase = PasswordField(
        _l("Your passphrase, once more"),
        [Length(max=1000)],
        description=_l("Only for a filled sheet: it leaves what is sealed."),
    )

    fillable: frozenset[str] = frozenset()

    def offer(
        self,
        sheets: Iterable[tuple[str, str]],
        fillable: Iterable[str],
        languages: Iterable[tuple[str, str]],
    ) -> None:
        """Say which sheets there are, which of them can be filled, and the languages."""
        self.sheet.offer(sheets)
        self.fillable = frozenset(fillable)
        self.language.offer(languages)

    @property
    def hints(self) -> dict[str, str]:
        """Beside each sheet that can be filled, that it can."""
        return {sheet: _("Can be filled.") for sheet in self.fillable}

    @property
    def is_filled(self) -> bool:
        """Whether she wants what stands in the case on it."""
        return self.state.value == FILLED

    def validate_state(self, field: OneOf) -> None:
        """Refuse to fill what nothing here fills. Raises ValidationError."""
        if field.value == FILLED and self.sheet.value and self.sheet.value not in self.fillable:
            raise ValidationError(_("This sheet can only be printed blank."))


class OwnPaperForm(PaperForm):
    """A sheet of a committee's own."""

    place = OneOf(_l("Which committee?"), validators=[DataRequired(_l("Choose a committee."))])
