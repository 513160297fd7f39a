"""What is typed where something is to be passed on without her yes."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON
from casework.forms.consenting import PassingForm
from casework.helping.agreed import Forced
from casework.words.helping import GROUNDS_ASKED
from referrals.consent.terms import Ground


class ForceForm(PassingForm):
    """To whom, what, by which law and why; another person has to confirm it."""

    ground = OneOf(
        _l("Why can it not wait for her yes?"),
        GROUNDS_ASKED,
        validators=[DataRequired(_l("Choose why it cannot wait."))],
    )
    law = Line(
        _l("Which law allows or demands it?"),
        _l("With its section. Where you do not know it, ask before you go on."),
        validators=[DataRequired(_l("Write the law and its section."))],
    )
    words = Words(
        _l("What is the danger, or the duty, and what was tried to have her yes?"),
        _l("She reads this on her page, and in which posts you both are."),
        limit=REASON,
        validators=[DataRequired(_l("Write why."))],
    )
    days = OneOf(
        _l("How long does it hold?"),
        {"1": _l("Until tomorrow"), "3": _l("Three days"), "7": _l("A week, at the longest")},
        validators=[DataRequired(_l("Choose how long it holds."))],
    )

    def forced(self, today: date) -> Forced:
        """What was typed, once the form is valid."""
        return Forced(
            override=self._drawn(),
            fields=self.chosen(),
            recipient=self.recipient(),
            ground=Ground(self.ground.value),
            law=self.law.data or "",
            until=today + timedelta(days=int(self.days.value)),
            written=self.written(),
        )
