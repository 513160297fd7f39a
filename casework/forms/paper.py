"""What somebody chooses who wants a sheet: which, blank or filled, in which language."""

from collections.abc import Iterable, Mapping, Sequence

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
    which = OneOfMany(
        _l("Which one, where there are several?"),
        _l("Only for a filled sheet. Left as it is: the newest, or the shortest."),
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

    def offer_several(self, several: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Say of which sheets there are several: their keys and words, by the sheet's number.

        Of one alone there is nothing to choose.
        """
        names = {str(each[0]): str(each[1]) for each in self.sheet.choices or ()}
        self.which.offer(
            (f"{sheet}:{key}", f"{names[sheet]}: {words}")
            for sheet, found in several.items()
            for key, words in found
            if len(found) > 1
        )

    @property
    def chosen(self) -> str:
        """The key of what the sheet is about; empty for the newest."""
        return self.which.value.partition(":")[2]

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

    def validate_which(self, field: OneOfMany) -> None:
        """Refuse one of another sheet than is printed. Raises ValidationError."""
        if self.is_filled and field.value and field.value.partition(":")[0] != self.sheet.value:
            raise ValidationError(_("This belongs to another sheet than the one you chose above."))


class OwnPaperForm(PaperForm):
    """A sheet of a committee's own."""

    place = OneOf(_l("Which committee?"), validators=[DataRequired(_l("Choose a committee."))])
