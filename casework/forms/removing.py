"""What somebody types who asks that another holder loses her keys."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import DataRequired, InputRequired, Length

from casework.forms.asking import OneOf, Words
from casework.forms.cases import REASON, CaseForm


class RemoveForm(CaseForm):
    """Whose keys, why, and the passphrase once more."""

    person = OneOf(
        _l("Who should not read on?"),
        hint=_l("Everybody but you who holds keys of this case."),
        validators=[DataRequired(_l("Choose a person."))],
    )
    words = Words(
        _l("Why"),
        _l("Those who go on with the case read it. The survivor reads that it was done."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )
    passphrase = PasswordField(
        _l("Your passphrase, once more"),
        [InputRequired(_l("Type your passphrase.")), Length(max=1000)],
    )
