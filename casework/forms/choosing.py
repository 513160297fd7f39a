"""What is typed about the route: by the survivor, by whoever heard her, and to name a panel."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from auth.forms import Form
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.telling.choices import SAYING


class RouteForm(Form):
    """Her own choice."""

    route = OneOf(
        _l("How should it go on?"),
        hint=_l("You can choose again at any time."),
        validators=[DataRequired(_l("Choose one, or go back to your page."))],
    )


class HeardForm(CaseForm):
    """Her choice as a receiver heard it."""

    route = OneOf(
        _l("What did she choose?"), validators=[DataRequired(_l("Choose what she said."))]
    )
    how = OneOf(
        _l("How did she say it?"),
        SAYING,
        validators=[DataRequired(_l("Choose how she said it."))],
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when she said it."))],
    )
    words = Words(
        _l("What she said"),
        _l("Her own words, as near as you can. She can read them on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )
    are_hers = BooleanField(
        _l("These were her words, and her choice"),
        [InputRequired(_l("Tick this only if she chose herself. Nobody chooses for her."))],
        description=_l("Nobody of the factory, the committee or her family chose for her."),
    )


class PanelForm(CaseForm):
    """Who is to sit on the panel, and why."""

    people = SomeOf(
        _l("Who is to sit on the panel?"),
        hint=_l("People of the committee, certified today, whom nothing keeps away."),
        validators=[DataRequired(_l("Choose at least one person."))],
    )
    words = Words(
        _l("Why these people"),
        _l("The survivor reads this on her page, and so does whoever follows the outcome."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )
