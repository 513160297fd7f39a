"""What is typed of a referral: how a place is asked, what it says, and what is done beside it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField, ValidationError
from wtforms.validators import DataRequired, Regexp

from auth.choice_forms import DayForm
from auth.forms import Form
from auth.judging import complain
from casework.forms.asking import Line, OneOf, OneOfMany, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.safety import ComingDay, a_day, the_day
from casework.helping.feeling import Feedback
from casework.helping.moving import Heard
from casework.helping.states import State
from casework.helping.tasks import Plan
from casework.helping.written import Helped, TaskKind
from casework.words import referring as words
from casework.words.referral_lines import SAME
from casework.words.referring import REASONS
from referrals.models.terms import Category, Known, Way
from referrals.sending.steps import Reason

SAID = 2_000
DAYS = 3
REFERENCE = r"[A-HJ-NP-Z2-9]{6}"


class ChoiceForm(CaseForm):
    """Which help of a place is asked for, and how it is asked."""

    reference = HiddenField(validators=[Regexp(f"^{REFERENCE}$")])
    kind = OneOf(
        _l("Which help do you ask them for?"),
        validators=[DataRequired(_l("Choose which help."))],
    )
    way = OneOf(_l("How do you ask them?"), validators=[DataRequired(_l("Choose how."))])
    is_urgent = BooleanField(
        _l("It is urgent"),
        description=_l("You are told the same day if no answer comes, instead of after three."),
    )
    words = Words(
        _l("For those who read this case"),
        _l("Such as why this place. It does not leave the case."),
        limit=SAID,
    )

    @property
    def category(self) -> Category:
        """Which help."""
        return Category(self.kind.value)

    @property
    def how(self) -> Way:
        """By which way."""
        return Way(self.way.value)


class SameForm(CaseForm):
    """Whether somebody of a place is whoever it is about."""

    same = OneOf(
        _l("Is it the same person?"), SAME, validators=[DataRequired(_l("Choose one of them."))]
    )
    words = Words(
        _l("How do you know?"),
        _l("No name and no post here: whoever looks after help reads this too."),
        limit=REASON,
        validators=[DataRequired(_l("Write how you know, or why it is not known."))],
    )


class SendForm(Form):
    """That she has heard what the place tells others, and wants it."""

    is_heard = BooleanField(
        _l("She has heard what they may tell others, and wants to be sent there"),
        [DataRequired(_l("Read it to her first: she decides."))],
    )


class ForcedForm(Form):
    """That it goes without her yes, as two people decided."""

    is_decided = BooleanField(
        _l("It goes without her yes, as two of us decided. I have read what leaves"),
        [DataRequired(_l("Read what leaves first: she reads it too."))],
    )


class HeardForm(CaseForm):
    """What the place said, or what she said of it."""

    state = OneOf(_l("What do they say?"), validators=[DataRequired(_l("Choose what they say."))])
    on = FormField(DayForm, _l("If there is an appointment: on which day?"))
    hour = Line(_l("At which hour?"), _l("Such as: 14:30, after the shift."), limit=40)
    where = Line(_l("Where, and whom to ask for?"), limit=100)
    words = Words(
        _l("In their words"),
        _l("A note back, or what she should bring. She reads it on her page."),
        limit=SAID,
    )
    reason = OneOf(_l("If they said no: why?"), REASONS)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether a no has its reason and an appointment its day."""
        if not super().validate(extra_validators):
            return False
        if self.state.value == State.DECLINED and not self.reason.value:
            complain(self.reason, _("Choose why they said no: the next choice learns from it."))
        if self.state.value == State.APPOINTMENT and the_day(self.on) is None:
            complain(self.on.form.day, _("Write the day of the appointment."))
        return not self.errors

    def heard(self) -> Heard:
        """What was typed, once the form is valid."""
        state = State(self.state.value)
        is_coming, is_no = state is State.APPOINTMENT, state is State.DECLINED
        return Heard(
            state=state,
            reason=Reason(self.reason.value) if is_no else None,
            on=the_day(self.on) if is_coming else None,
            hour=self.hour.data or "" if is_coming else "",
            where=self.where.data or "" if is_coming else "",
            words=self.words.data or "",
        )


class BackForm(CaseForm):
    """That it is taken back."""

    words = Words(
        _l("What she said"),
        _l("It does not leave the case. She need not give a reason."),
        limit=REASON,
    )


class NameForm(CaseForm):
    """That what waited for their yes goes after it."""


class TaskForm(CaseForm):
    """Something to be done for it, by a day."""

    kind = OneOf(
        _l("What is to be done?"),
        words.TASKS,
        validators=[DataRequired(_l("Choose what is to be done."))],
    )
    on = FormField(ComingDay, _l("By which day?"))
    who = Line(_l("Who does it?"), _l("As she knows them, such as: Lina, of CARE."))
    words = Words(_l("Anything to remember"), _l("Such as where they meet."), limit=SAID)

    def plan(self) -> Plan:
        """What was typed, once the form is valid."""
        return Plan(
            kind=TaskKind(self.kind.value),
            on=a_day(self.on),
            who=self.who.data or "",
            words=self.words.data or "",
        )


class TaskDoneForm(CaseForm):
    """What became of it."""

    became = OneOf(
        _l("What became of it?"),
        {"done": _l("It is done"), "dropped": _l("It is not needed any more")},
        validators=[DataRequired(_l("Choose what became of it."))],
    )
    words = Words(_l("What came of it"), limit=SAID)

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.became.value == "done"


class FeltForm(CaseForm):
    """How it was, as she says. Only the first question needs an answer."""

    helped = OneOf(
        _l("Did it help?"), words.HELPED, validators=[DataRequired(_l("Choose one of the three."))]
    )
    is_respected = OneOf(_l("Were they respectful?"), words.RESPECTED)
    days = Line(
        _l("After how many days did they answer?"),
        _l("If you know it. Such as 2; the same day is 0."),
        limit=DAYS,
    )
    words = Words(_l("Anything else about it"), limit=SAID)

    def validate_days(self, field: Line) -> None:
        """Raises ValidationError for what is no number of days."""
        typed = (field.data or "").strip()
        if typed and not typed.isdecimal():
            raise ValidationError(_("Type a number of days, or leave it empty."))

    def feedback(self) -> Feedback:
        """What was typed, once the form is valid."""
        days = (self.days.data or "").strip()
        return Feedback(
            helped=Helped(self.helped.value),
            is_respected=Known(self.is_respected.value or Known.UNKNOWN),
            days=int(days) if days else None,
            words=self.words.data or "",
        )


class SlipForm(Form):
    """What stands on the slip that she carries; nothing of hers ever does."""

    is_named = BooleanField(
        _l("Let the name of the place stand on it"),
        description=_l("Only if nobody who finds it may think something of it."),
    )
    language = OneOfMany(_l("In which language?"))
