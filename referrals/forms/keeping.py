"""What else the pages of the directory ask: which entries to list, what came of a call, an area."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from auth.forms import Form
from referrals.forms.choosing import OneOf, SomeOf
from referrals.models.terms import Category, Freshness
from referrals.words.directory import ANSWERS, STATES
from referrals.words.kinds import KINDS

OVER = "over"
"""The state of entries that are offered no more."""


class ListForm(Form):
    """Which entries to list; nothing chosen is all that are offered."""

    area = OneOf(_l("Area"))
    kind = OneOf(_l("Kind of help"))
    state = OneOf(_l("State"))

    def offer(self, areas: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Say what there is to choose from."""
        self.area.choices = {"": [("", _("Everywhere"))], **areas}
        self.kind.choices = [("", _("Every kind")), *((str(k), w) for k, w in KINDS.items())]
        states = ((str(each), words) for each, (words, _tone) in STATES.items())
        self.state.choices = [("", _("Any")), *states, (OVER, _("Not offered now, or gone"))]

    @property
    def category(self) -> Category | None:
        """The kind that was chosen."""
        return Category(self.kind.data) if self.kind.data else None

    @property
    def freshness(self) -> Freshness | None:
        """How fresh, if that was chosen."""
        chosen = self.state.data
        return Freshness(chosen) if chosen and chosen != OVER else None


class DueForm(Form):
    """Where those are whom somebody is to call."""

    area = OneOf(_l("Area"))

    def offer(self, areas: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Say what there is to choose from."""
        self.area.choices = {"": [("", _("Everywhere"))], **areas}


class NameForm(Form):
    """A word of what a service or its body is called."""

    words = StringField(_l("Name"), [Length(max=100)])


class CallForm(Form):
    """What came of a call: which button was pressed, and what was said."""

    answer = OneOf(_l("What came of it"), {"": "", **ANSWERS})
    note = StringField(_l("With whom, what was said"), [Length(max=500)])
    back = StringField()
    area = StringField(validators=[Length(max=20)])

    def validate_answer(self, field: SelectField) -> None:
        """Raises ValidationError where no button was pressed."""
        if not field.data:
            raise ValidationError(_("Press what came of the call."))


class LinksForm(Form):
    """Which organisation here a body is, and to which factories it belongs."""

    account = OneOf(_l("It has accounts here as"))
    factories = SomeOf(_l("It belongs to, or is paid by"))


class AreaForm(Form):
    """An area as the operator keeps it."""

    name = StringField(_l("Name"), [InputRequired(_l("Type its name.")), Length(max=200)])
    local_name = StringField(_l("Name in its own script"), [Length(max=200)])
    parent = OneOf(_l("Lies in"))
    neighbours = SomeOf(_l("Lies beside"))
    time_zone = StringField(
        _l("Time zone"),
        [Length(max=64)],
        description=_l("Such as Asia/Dhaka; empty takes that of the area above."),
    )
    is_served = BooleanField(
        _l("We serve it"),
        description=_l("Then it needs confirmed help in an emergency, for health, after violence."),
    )


class NewAreaForm(Form):
    """An area below another."""

    code = StringField(_l("Code"), [InputRequired(_l("Type its code.")), Length(max=20)])
    name = StringField(_l("Name"), [InputRequired(_l("Type its name.")), Length(max=200)])
    local_name = StringField(_l("Name in its own script"), [Length(max=200)])


class CountryForm(Form):
    """A country whose areas and national numbers are wanted."""

    country = OneOf(_l("Country"))
