"""What is typed when somebody else's statement is taken down."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from casework.desk.statements import Agreed, Speaker, Statement
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import CaseForm
from casework.forms.interpreting import BesideForm
from casework.words.statements import AGREED, COMING, SPEAKERS


class StatementForm(BesideForm, CaseForm):
    """Who speaks, as what, how it came, when, and the words."""

    capacity = OneOf(
        _l("Who speaks?"), SPEAKERS, validators=[DataRequired(_l("Choose who speaks."))]
    )
    speaker = Line(
        _l("Name, or how you know the person"),
        _l("It may stay empty, for somebody who does not want to be named."),
    )
    way = OneOf(
        _l("How did it come to you?"),
        COMING,
        validators=[DataRequired(_l("Choose how it came to you."))],
    )
    when = Line(_l("When?"), _l("Such as: today at noon, in the canteen."))
    words = Words(
        _l("What was said"),
        _l("In the person's own words, as near as you can."),
        limit=20_000,
        validators=[DataRequired(_l("Write what was said."))],
    )
    agreed = OneOf(
        _l("Was it read back?"),
        AGREED,
        _l("Read aloud what you wrote, and let the person put it right."),
        validators=[DataRequired(_l("Choose whether it was read back."))],
    )

    def statement(self) -> Statement:
        """What was typed, once the form is valid."""
        return Statement(
            speaker=self.speaker.data or "",
            capacity=Speaker(self.capacity.value),
            way=self.way.value,
            when=self.when.data or "",
            agreed=Agreed(self.agreed.value),
            words=self.words.data or "",
            beside=self.who_beside,
            signing=self.who_signs,
        )
