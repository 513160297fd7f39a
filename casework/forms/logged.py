"""What somebody types who adds to a case that she logged and cannot read."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.forms.asking import Words


class LaterForm(Form):
    """What she learnt later."""

    words = Words(
        _l("What did you learn later?"),
        _l("You cannot read it again once it is sealed. Keep no copy where others look."),
        limit=5_000,
        validators=[DataRequired(_l("Write what you learnt."))],
    )
