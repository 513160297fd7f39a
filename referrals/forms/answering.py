"""What a provider types: a code at a link, and an answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from auth.forms import Form
from auth.parts import now
from referrals.sending.codes import CodeMistyped, Kind, parse
from referrals.sending.given import Appointment, Said
from referrals.sending.steps import Reason, Step
from referrals.words.answering import NOTES, REASONS

LONGEST_NOTE = 1000
LONGEST_PLACE = 200
DAY, FURTHEST = timedelta(days=1), timedelta(days=366)


class CodeForm(Form):
    """The code that belongs to an address."""

    code = StringField(_l("Your code"))

    def validate_code(self, field: StringField) -> None:
        """Raises ValidationError for what has not the shape of a code: it costs no try."""
        try:
            parse(field.data or "")
        except CodeMistyped as wrong:
            raise ValidationError(
                _("Type the six digits that you were told, or the eight of your own copy.")
            ) from wrong

    @property
    def parsed(self) -> tuple[Kind, str]:
        """What it is for, and its digits. Raises CodeMistyped."""
        return parse(self.code.data or "")


class ComingDayForm(Form):
    """A coming day in three parts; digits of every script count."""

    day = StringField()
    month = StringField()
    year = StringField()

    def the_day(self) -> date:
        """Raises ValueError for what is no day."""
        year, month, day = (int(each.data or "") for each in (self.year, self.month, self.day))
        return date(year, month, day)

    def validate_day(self, _field: StringField) -> None:
        """Raises ValidationError for what is no day, or is long past or far away."""
        try:
            away = self.the_day() - now().date()
        except ValueError as wrong:
            raise ValidationError(_("Type a day, a month and a year.")) from wrong
        # Where she is, yesterday may still be today.
        if not -DAY <= away <= FURTHEST:
            raise ValidationError(_("Type a day that is still to come, within a year."))


class NoteForm(Form):
    """A note that goes back with an answer, and may stay empty."""

    words = TextAreaField(
        validators=[
            Length(max=LONGEST_NOTE, message=_l("Write at most 1,000 characters.")),
        ]
    )

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.words.label.text = str(NOTES[step])

    def said(self) -> Said:
        """The answer."""
        return Said(step=self.step, words=(self.words.data or "").strip())


class DeclineForm(NoteForm):
    """A no, and why."""

    reason = RadioField(
        _l("Why not?"),
        choices=[],
        validate_choice=False,
    )

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.reason.choices = [(each.value, str(words)) for each, words in REASONS.items()]

    def validate_reason(self, field: RadioField) -> None:
        """Raises ValidationError where nothing of the list was chosen."""
        if field.data not in list(Reason):
            raise ValidationError(_("Choose why. Another reason is on the list too."))

    def said(self) -> Said:
        """The answer."""
        words = (self.words.data or "").strip()
        return Said(step=self.step, reason=Reason(self.reason.data), words=words)


class AppointmentForm(NoteForm):
    """When and where."""

    on = FormField(ComingDayForm, _l("On which day?"))
    at = StringField(
        _l("At what time?"), [Length(max=40, message=_l("Write the time in a few characters."))]
    )
    where = StringField(
        _l("Where exactly, and whom to ask for?"),
        [Length(max=LONGEST_PLACE, message=_l("Write at most 200 characters."))],
    )

    def said(self) -> Said:
        """The answer."""
        at, where = (self.at.data or "").strip(), (self.where.data or "").strip()
        met = Appointment(on=self.on.form.the_day(), at=at, where=where)
        words = (self.words.data or "").strip()
        return Said(step=self.step, words=words, appointment=met)


FORMS: Mapping[Step, type[NoteForm]] = MappingProxyType(
    {Step.DECLINED: DeclineForm, Step.APPOINTMENT: AppointmentForm}
)


def form_for(step: Step) -> NoteForm:
    """What is asked for one answer."""
    return FORMS.get(step, NoteForm)(step)
