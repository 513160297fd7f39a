"""What a new person types on the way to her account, one small page after another."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from auth.bundle import FactorKind
from auth.choice_forms import OneOf
from auth.forms import Form
from auth.match_data import MatchData

MOST_LINES = 30
LONGEST_LINE = 100


class CodeForm(Form):
    """The second code of an invitation, told by the person who confirms her."""

    code = StringField(
        _l("The code you were told"),
        [InputRequired(_l("Type the code you were told.")), Length(max=40)],
        description=_l(
            "Eight digits. The person who confirms you tells it by phone or face to face."
        ),
    )


class PassphraseChoiceForm(Form):
    """A passphrase, and what she shows beside it."""

    code = HiddenField()
    passphrase = PasswordField(
        _l("Your passphrase"),
        [InputRequired(_l("Choose a passphrase.")), Length(max=1000)],
    )
    again = PasswordField(
        _l("The same passphrase again"),
        [InputRequired(_l("Type the passphrase a second time.")), Length(max=1000)],
    )
    kind = OneOf(
        _l("What will you use beside your passphrase?"),
        [InputRequired(_l("Choose an app or a sheet."))],
        pairs=[
            (FactorKind.TOTP.value, _l("An app on my phone that shows codes")),
            (FactorKind.SHEET.value, _l("A printed sheet of codes")),
        ],
    )


class TypedBackForm(Form):
    """That she can read her recovery code and her second factor."""

    code = HiddenField()
    group = StringField(
        _l("The third group of your recovery code"),
        [InputRequired(_l("Type the third group of your recovery code.")), Length(max=40)],
        description=_l("Read it from your paper: five letters and digits."),
    )
    factor_code = StringField(
        _l("A code from your app, or code number 1 of your sheet"),
        [InputRequired(_l("Type a code.")), Length(max=40)],
    )


class AboutForm(Form):
    """What keeps complaints about her, or somebody close to her, from coming to her."""

    code = HiddenField()
    names = TextAreaField(
        _l("Your name, in every way it is written"),
        [InputRequired(_l("Type your name.")), Length(max=2000)],
        description=_l("One a line: in Latin letters, in your own script, short forms."),
    )
    nicknames = TextAreaField(
        _l("What people at work call you"), [Length(max=2000)], description=_l("One a line.")
    )
    employee_number = StringField(_l("Your employee number"), [Length(max=40)])
    posts = TextAreaField(
        _l("Your work"), [Length(max=2000)], description=_l("One a line, such as: supervisor.")
    )
    lines = TextAreaField(
        _l("Your lines, floors or sections"),
        [Length(max=2000)],
        description=_l("One a line, such as: line 3."),
    )
    kin = TextAreaField(
        _l("Relatives and close friends who work here"),
        [Length(max=2000)],
        description=_l("Their names, one a line."),
    )
    manages = TextAreaField(
        _l("People or lines you hire, pay or give work to"),
        [Length(max=2000)],
        description=_l("One a line."),
    )

    @classmethod
    def of(cls, data: MatchData | None) -> "AboutForm":
        """The form filled with what she told last time."""
        known = data or MatchData()
        return cls(
            formdata=None,
            names="\n".join(known.names),
            nicknames="\n".join(known.nicknames),
            employee_number=known.employee_number,
            posts="\n".join(known.posts),
            lines="\n".join(known.lines),
            kin="\n".join(known.kin),
            manages="\n".join(known.manages),
        )

    def told(self) -> MatchData:
        """What she told, a list for each field of several lines."""
        return MatchData(
            names=_lines(self.names.data),
            nicknames=_lines(self.nicknames.data),
            employee_number=(self.employee_number.data or "").strip(),
            posts=_lines(self.posts.data),
            lines=_lines(self.lines.data),
            kin=_lines(self.kin.data),
            manages=_lines(self.manages.data),
        )


def _lines(text: str | None) -> list[str]:
    lines = (line.strip()[:LONGEST_LINE] for line in (text or "").splitlines())
    return [line for line in lines if line][:MOST_LINES]
