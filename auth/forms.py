"""What people type about themselves: signing in, and what they sign in with."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from auth.addresses import LONGEST


class Form(FlaskForm):
    """A form of ours. The gate has checked its token before any field is read."""

    class Meta:
        csrf = False

    def process(
        self,
        formdata: Any = None,
        obj: object = None,
        data: Any = None,
        extra_filters: Any = None,
        **shown: Any,
    ) -> None:
        """Take every text without NUL, which nobody types and PostgreSQL keeps in no text."""
        filters = {
            name: [_without_nul, *(extra_filters or {}).get(name, ())]
            for name, field in self._fields.items()
            if not isinstance(field, FormField)
        }
        super().process(formdata, obj, data, filters, **shown)


def _without_nul(typed: object) -> object:
    return typed.replace("\0", "") if isinstance(typed, str) else typed


class SignInForm(Form):
    """Passphrase and second factor on one page, judged together."""

    address = StringField(
        _l("Your sign-in name"),
        [InputRequired(_l("Type your sign-in name.")), Length(max=LONGEST)],
    )
    passphrase = PasswordField(
        _l("Your passphrase"), [InputRequired(_l("Type your passphrase.")), Length(max=1000)]
    )
    code = StringField(
        _l("Your code"),
        [InputRequired(_l("Type the code from your app or your sheet.")), Length(max=40)],
        description=_l("Six digits: from the app on your phone, or the next one on your sheet."),
    )


class AgainForm(Form):
    """The passphrase once more, before something weighty (auth.again judges it)."""

    passphrase = PasswordField(
        _l("Your passphrase, once more"),
        [InputRequired(_l("Type your passphrase.")), Length(max=1000)],
    )


class NewPassphraseFields:
    """A new passphrase, twice."""

    new_passphrase = PasswordField(
        _l("Your new passphrase"),
        [InputRequired(_l("Type the new passphrase.")), Length(max=1000)],
    )
    again = PasswordField(
        _l("The new passphrase again"),
        [InputRequired(_l("Type the new passphrase a second time.")), Length(max=1000)],
    )


class NewCodeFields:
    """A new recovery code, shown on the page and typed back in part."""

    new_code = HiddenField()
    group = StringField(
        _l("The third group of the new recovery code"),
        [InputRequired(_l("Type the third group of the code.")), Length(max=40)],
        description=_l(
            "Five letters and digits, from your paper, so that we both know it is there."
        ),
    )


class NewFactorFields:
    """A new second factor, shown on the page, and a code of it."""

    kind = HiddenField()
    secret = HiddenField()
    new_factor_code = StringField(
        _l("A code from it"),
        [InputRequired(_l("Type a code from your app or your sheet.")), Length(max=40)],
    )


class PassphraseForm(NewPassphraseFields, AgainForm):
    """Changing the passphrase."""


class RecoveryCodeForm(NewCodeFields, AgainForm):
    """A new recovery code."""


class FactorForm(NewCodeFields, NewFactorFields, AgainForm):
    """Another second factor, and with it a new recovery code, which locks up both."""


class KeysForm(NewCodeFields, NewPassphraseFields, AgainForm):
    """New keys, because somebody may know the passphrase."""
