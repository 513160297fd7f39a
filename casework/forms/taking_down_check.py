"""What is answered before something taken down is saved: whom it may be about, a second word."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, ValidationError
from wtforms.validators import DataRequired, Length

from auth.forms import Form
from casework.case.answers import Reply
from casework.forms.asking import OneOf
from casework.forms.returning import LONGEST_WORD
from casework.telling.choices import REPLIES
from crypto import number

WITH, WITHOUT = "with", "without"
CLOSE = "close_"


class CheckForm(Form):
    """Whether she chooses a second word, and the word, which she types herself."""

    word_wish = OneOf(
        _l("A second word beside her number"),
        {
            WITH: _l("She is beside me, and types one now"),
            WITHOUT: _l("Without one"),
        },
        validators=[DataRequired(_l("Choose whether she types a second word."))],
    )
    new_word = PasswordField(
        _l("Her second word"),
        [Length(max=LONGEST_WORD)],
    )
    again = PasswordField(_l("The same word again"), [Length(max=LONGEST_WORD)])

    @property
    def word(self) -> str:
        """The word she typed; none where she wants none."""
        return str(self.new_word.data or "") if self.word_wish.value == WITH else ""

    def validate_new_word(self, _field: PasswordField) -> None:
        """Raises ValidationError where nothing is left of a word that she wants."""
        if self.word_wish.value == WITH and not number.folded_word(self.word):
            raise ValidationError(_("Turn the screen to her: she types the word here."))

    def validate_again(self, field: PasswordField) -> None:
        """Raises ValidationError where the two differ."""
        if number.folded_word(self.word) != number.folded_word(
            str(field.data or "") if self.word_wish.value == WITH else ""
        ):
            raise ValidationError(_("The two words are not the same."))


def close_form(people: Iterable[tuple[str, str]]) -> type[Form]:
    """A form with one question for each (membership in hexadecimal, name)."""
    fields = {f"{CLOSE}{digits}": OneOf(name, REPLIES) for digits, name in people}
    return type("CloseForm", (Form,), fields)


def replies(form: Form) -> dict[str, Reply]:
    """What was answered of each, by membership; who was passed over has no answer."""
    chosen = ((name.removeprefix(CLOSE), field.data) for name, field in form._fields.items())
    return {digits: Reply(value) for digits, value in chosen if value}
