"""What somebody answers who confirms another person's keys."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from auth.choice_forms import OneOf
from auth.forms import AgainForm


class ConfirmForm(AgainForm):
    """Which line she heard, and her own passphrase once more."""

    heard = OneOf(
        _l("Which line did the person read to you?"),
        [InputRequired(_l("Choose the line that you heard, or the last answer."))],
        pairs=(),
    )
