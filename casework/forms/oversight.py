"""Notes to a committee, and what is to be changed in a factory: both about no case."""

from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.forms.asking import OneOf
from casework.forms.cases import CaseForm
from casework.forms.committee import REASON
from casework.forms.finding import Choice
from casework.forms.safety import ComingDay, a_day
from casework.forms.taking_down import PastDay
from casework.forms.uncoded import Uncoded, UncodedLine
from casework.models.committee_book import Forum, Hazard, Prevention
from casework.oversight.choosing import Order, Show
from casework.words.oversight import FORUMS, HAZARDS, ORDERS, SHOWS

NOTE = 2_000


class BoardForm(Form):
    """What a board shows, and what stands first. It stands in the address, and is no case text."""

    show = Choice(_l("Show"))
    order = Choice(_l("Sort by"))

    def offer(self) -> None:
        """Say what there is to choose from."""
        self.show.give(_("Everything"), list(SHOWS.items()))
        self.order.choices = list(ORDERS.items())

    @property
    def shown(self) -> Show | None:
        """What was asked for alone."""
        return Show(self.show.value) if self.show.value else None

    @property
    def first(self) -> Order:
        """What stands first; what is late where nothing was chosen."""
        return Order(self.order.value) if self.order.value else Order.LATE


class CoachingForm(Form):
    """What a supervisor writes to a committee."""

    words = Uncoded(
        _l("Your note to the committee"),
        _l("Everybody who sits on it reads it. Nothing of a case, not even its code."),
        limit=NOTE,
        validators=[DataRequired(_l("Write your note."))],
    )


class AnswerCoachingForm(Form):
    """What the committee answers."""

    words = Uncoded(
        _l("Your answer"), limit=NOTE, validators=[DataRequired(_l("Write an answer."))]
    )


class PreventionFields:
    """What is to be changed, by whom, by when."""

    hazard = OneOf(_l("What is it?"), HAZARDS, validators=[DataRequired(_l("Choose one."))])
    words = Uncoded(
        _l("What is to be changed"),
        _l("In new words, as somebody could write it who knows of no complaint."),
        limit=REASON,
        validators=[DataRequired(_l("Write what is to be changed."))],
    )
    forum = OneOf(_l("Who takes it up?"), FORUMS, validators=[DataRequired(_l("Choose one."))])
    who = UncodedLine(
        _l("Who sees to it?"),
        _l("A post, such as: head of maintenance."),
        validators=[DataRequired(_l("Write who sees to it."))],
    )
    by = FormField(ComingDay, _l("By when?"))

    @property
    def text(self) -> str:
        """Everything that is typed freely."""
        return f"{self.words.data or ''}\n{self.who.data or ''}"

    def action(self) -> Prevention:
        """What was typed, once it is valid."""
        return Prevention(
            id=uuid4(),
            hazard=Hazard(self.hazard.value),
            words=self.words.data or "",
            forum=Forum(self.forum.value),
            who=self.who.data or "",
            by_on=a_day(self.by),
        )


class PreventionForm(PreventionFields, Form):
    """The same by somebody of the committee, out of no case."""


class PassOnForm(PreventionFields, CaseForm):
    """The same out of a case: shown as it leaves, before it does."""

    sure = BooleanField(_l("I have read what leaves. Nobody can tell from it who told what."))


class ForumForm(Form):
    """For which other committee a sheet is."""

    forum = OneOf(_l("Who takes it up?"), FORUMS, validators=[DataRequired(_l("Choose one."))])


class DoneForm(Form):
    """That something was changed."""

    words = Uncoded(_l("What was done"), limit=REASON)
    on = FormField(PastDay, _l("On which day?"))
