"""What is typed where a case is kept: that she was told, why it is held, her copy's passphrase."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from auth.forms import Form
from casework.forms.asking import OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.words.ending import TOLD_BY
from crypto.passphrase import folded

LEAST = 16
"""Letters of a passphrase that has to hold without us beside it."""


class WarnForm(CaseForm):
    """That she is told until when it is kept, and how."""

    way = OneOf(
        _l("How is she told?"), TOLD_BY, validators=[DataRequired(_l("Choose how she is told."))]
    )
    words = Words(
        _l("What was said, or what was tried"), _l("Empty where her page tells it."), limit=REASON
    )


class HoldForm(CaseForm):
    """Why a case is held against being destroyed, or held no longer."""

    words = Words(
        _l("Why"),
        _l("Such as: a court has asked for it. Everybody who follows the outcome reads it."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class CopyForm(Form):
    """The passphrase of a sealed copy, twice, since nobody sees what is typed."""

    passphrase = PasswordField(
        _l("A passphrase for the copy"),
        [InputRequired(_l("Choose a passphrase.")), Length(max=1000)],
        description=_l(
            "Four words or more that nobody would guess; another one than your second word. "
            "Whoever has the file and these words reads everything."
        ),
    )
    again = PasswordField(_l("The same once more"), [Length(max=1000)])

    def validate_passphrase(self, field: PasswordField) -> None:
        """Raises ValidationError for what a thief of the file would guess."""
        if len(folded(field.data or "")) < LEAST:
            raise ValidationError(
                _("This is short: use %(least)s letters or more, as four words are.", least=LEAST)
            )

    def validate_again(self, field: PasswordField) -> None:
        """Raises ValidationError where the two differ."""
        if folded(self.passphrase.data or "") != folded(field.data or ""):
            raise ValidationError(_("The two are not the same."))
