"""What somebody types who has lost her passphrase or her second factor."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from auth.addresses import LONGEST
from auth.bundle import FactorKind
from auth.choice_forms import OneOf
from auth.forms import Form

KEEP = "keep"


class RecoveryForm(Form):
    """Her sign-in name and the recovery code from her paper."""

    address = StringField(
        _l("Your sign-in name"), [InputRequired(_l("Type your sign-in name.")), Length(max=LONGEST)]
    )
    recovery_code = StringField(
        _l("Your recovery code"),
        [InputRequired(_l("Type the recovery code from your paper.")), Length(max=200)],
        description=_l("26 letters and digits. Spaces and dashes do not matter."),
    )


class CarriedFields:
    """What the first page was given, carried by the next ones."""

    address = HiddenField(validators=[Length(max=LONGEST)])
    recovery_code = HiddenField(validators=[Length(max=200)])


class RecoveredPassphraseForm(CarriedFields, Form):
    """A new passphrase, and whether the second factor is still there."""

    passphrase = PasswordField(
        _l("Your new passphrase"), [InputRequired(_l("Choose a passphrase.")), Length(max=1000)]
    )
    again = PasswordField(
        _l("The same passphrase again"),
        [InputRequired(_l("Type the passphrase a second time.")), Length(max=1000)],
    )
    kind = OneOf(
        _l("Do you still have your app or your sheet of codes?"),
        [InputRequired(_l("Choose one of these."))],
        pairs=[
            (KEEP, _l("Yes, I have it")),
            (FactorKind.TOTP.value, _l("No. I want to use an app on my phone")),
            (FactorKind.SHEET.value, _l("No. I want a new sheet of codes")),
        ],
    )

    @property
    def wanted(self) -> FactorKind | None:
        """The new factor she wants; None to keep hers."""
        return None if self.kind.data == KEEP else FactorKind(self.kind.data)


class RecoveredPaperForm(CarriedFields, Form):
    """That the new recovery code is on her paper, and that her second factor works."""

    progress = HiddenField(validators=[Length(max=20_000)])
    group = StringField(
        _l("The third group of your new recovery code"),
        [InputRequired(_l("Type the third group of your recovery code.")), Length(max=40)],
        description=_l("Read it from your paper: five letters and digits."),
    )
    factor_code = StringField(
        _l("A code from your app, or the next code of your sheet"),
        [InputRequired(_l("Type a code.")), Length(max=40)],
    )
