"""What is typed about her safety: what she says of it, her plan, and care that has its hours."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, StringField, ValidationError
from wtforms.validators import DataRequired

from auth.choice_forms import DayForm
from auth.parts import now
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.taking_down import PastDay
from casework.protection.safety import DANGERS, Assessment, Plan
from casework.telling.choices import REACHING, REPLIES
from casework.words import protection as words

PLAN = 400
"""Characters of one line of a plan."""
HOURS = 24


class ComingDay(DayNeededForm):
    """A day that is still to come, in the year that comes."""

    def validate_year(self, field: StringField) -> None:
        """Raises ValidationError for what is no day, has been, or is far away."""
        super().validate_year(field)
        day, today = self.the_day(), now().date()
        # Today of UTC is yesterday somewhere.
        if day is not None and not today - timedelta(days=1) <= day <= today + timedelta(days=366):
            raise ValidationError(_("Choose a day that is still to come, within a year."))


class AssessmentForm(CaseForm):
    """How safe she is. Every question may stay open."""

    danger = OneOf(words.DANGERS["danger"], REPLIES)
    threats = OneOf(words.DANGERS["threats"], REPLIES)
    weapons = OneOf(words.DANGERS["weapons"], REPLIES)
    home = OneOf(words.DANGERS["home"], REPLIES)
    retaliation = OneOf(words.DANGERS["retaliation"], REPLIES)
    self_harm = OneOf(words.DANGERS["self_harm"], REPLIES)
    access = SomeOf(_l("Where can the respondent come near her?"), words.ACCESS)
    care = OneOf(
        _l("Could she need care that has its hours?"),
        REPLIES,
        _l("If there was or may have been contact of bodies or fluids. Not sure counts as yes."),
    )
    event_on = FormField(PastDay, _l("On which day did it happen last?"))
    event_hour = Line(
        _l("At about which hour, if she knows it?"), _l("From 0 to 23, such as 22."), limit=2
    )
    safe_way = OneOf(_l("How is it safe to reach her?"), REACHING)
    safe_when = Line(_l("When is it safe?"))
    safe_words = Line(_l("What to say if somebody else answers?"))
    words = Words(_l("Anything else she says about it"), limit=REASON)

    def validate_event_hour(self, field: Line) -> None:
        """Raises ValidationError for what is no hour of a day."""
        typed = (field.data or "").strip()
        if typed and not (typed.isdecimal() and int(typed) < HOURS):
            raise ValidationError(_("Type an hour from 0 to 23, or leave it empty."))

    def assessment(self) -> Assessment:
        """What was typed, once the form is valid."""
        hour = (self.event_hour.data or "").strip()
        return Assessment(
            **{name: self[name].value for name in DANGERS},
            access=tuple(self.access.values),
            care=self.care.value,
            event_on=the_day(self.event_on),
            event_hour=int(hour) if hour else None,
            safe_way=self.safe_way.value,
            safe_when=self.safe_when.data or "",
            safe_words=self.safe_words.data or "",
            words=self.words.data or "",
        )


class ReviewForm(CaseForm):
    """The plan was gone through with her, and when it is looked at next."""

    words = Words(
        _l("What she says of it today"),
        limit=REASON,
        validators=[DataRequired(_l("Write what she says, in a sentence."))],
    )
    review_on = FormField(ComingDay, _l("When do you go through it again?"))


class PlanForm(CaseForm):
    """Her plan, line by line; what does not concern her stays empty."""

    places = Words(words.PLAN["places"], limit=PLAN)
    ways = Words(words.PLAN["ways"], limit=PLAN)
    allies = Words(words.PLAN["allies"], limit=PLAN)
    code_words = Words(words.PLAN["code_words"], limit=PLAN)
    papers = Words(words.PLAN["papers"], limit=PLAN)
    phone = Words(
        words.PLAN["phone"], _l("Who sees it, what is on it, what is deleted."), limit=PLAN
    )
    changes = Words(words.PLAN["changes"], limit=PLAN)
    home = Words(words.PLAN["home"], limit=PLAN)
    review_on = FormField(ComingDay, _l("When do you go through it again?"))

    @classmethod
    def filled_with(cls, plan: Plan | None) -> "PlanForm":
        """The form with the plan of before, to be changed."""
        known = {name: getattr(plan, name) for name in words.PLAN} if plan else {}
        return cls(formdata=None, data=known)

    def plan(self) -> Plan:
        """What was typed, once the form is valid."""
        typed = {name: self[name].data or "" for name in words.PLAN}
        return Plan(**typed, review_on=the_day(self.review_on))


class CareForm(CaseForm):
    """What became of one kind of care."""

    became = OneOf(
        _l("What became of it?"),
        {"had": _l("She had it"), "refused": _l("She does not want it, in her own words")},
        validators=[DataRequired(_l("Choose what became of it."))],
    )
    words = Words(
        _l("Where and when, or what she said"),
        limit=REASON,
        validators=[DataRequired(_l("Write it in a sentence."))],
    )


def the_day(field: "FormField[Any]") -> date | None:
    """The day that was typed into a field of three parts."""
    day: DayForm = field.form
    return day.the_day()


def a_day(field: "FormField[Any]") -> date:
    """The same where it has to be there; only after the form was found valid."""
    day = the_day(field)
    if day is None:
        raise ValueError(field.name)
    return day


def show_day(field: "FormField[Any]", on: date | None) -> None:
    """Let a field of three parts begin with a day."""
    if on is not None:
        field.form.process(None, day=str(on.day), month=str(on.month), year=str(on.year))
