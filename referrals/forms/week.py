"""Seven days, each with its hours, as somebody types them."""

from collections.abc import Iterable

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from auth.forms import Form
from referrals.directory.offered import Opening
from referrals.forms.typed import Unreadable, hours_shown, hours_typed

DAYS = tuple(f"day_{day}" for day in range(7))


class WeekForm(Form):
    """The hours of an ordinary week. An empty day is a closed one."""

    always_open = BooleanField(_l("Open day and night, every day"))
    day_0 = StringField(validators=[Length(max=60)])
    day_1 = StringField(validators=[Length(max=60)])
    day_2 = StringField(validators=[Length(max=60)])
    day_3 = StringField(validators=[Length(max=60)])
    day_4 = StringField(validators=[Length(max=60)])
    day_5 = StringField(validators=[Length(max=60)])
    day_6 = StringField(validators=[Length(max=60)])
    hours_words = StringField(
        _l("Hours in words"),
        [Length(max=300)],
        description=_l("What the days do not say: by appointment, closed on holidays."),
    )

    def name_days(self) -> None:
        """Call the days what they are called in the reader's language."""
        named = get_locale().days["stand-alone"]["wide"]
        for day, name in enumerate(DAYS):
            self[name].label.text = str(named[day])

    def show_week(self, week: Iterable[Opening]) -> None:
        """Put hours into the days."""
        known = tuple(week)
        for day, name in enumerate(DAYS):
            self[name].data = hours_shown(known, day)

    def week_typed(self) -> tuple[Opening, ...]:
        """The hours of all days, in their order."""
        return tuple(
            each
            for day, name in enumerate(DAYS)
            for each in hours_typed(self[name].data or "", day)
        )

    def validate(self, extra_validators: object = None) -> bool:
        """Whether every field is right, hours among them."""
        is_right: bool = super().validate(extra_validators)
        for day, name in enumerate(DAYS):
            try:
                hours_typed(self[name].data or "", day)
            except Unreadable:
                self[name].errors = [_("Type hours like 09:00-17:00, or leave the day empty.")]
                is_right = False
        return is_right
