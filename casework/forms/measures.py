"""What is typed to propose and to decide a measure, before the gate, and to hold evidence."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SubmitField
from wtforms.validators import DataRequired

from auth.choice_forms import DayForm
from auth.forms import Form
from auth.judging import complain
from casework.asking.questions import SafeBy
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.safety import ComingDay, a_day, the_day
from casework.forms.taking_down import PastDay
from casework.protection.gate import Telling
from casework.protection.holding import Hold, Keeping
from casework.protection.in_person import InPerson
from casework.protection.measures import Proposal
from casework.protection.offers import Offer
from casework.words.asking import WAYS
from casework.words.ending import SPOKEN
from casework.words.protection import KEEPING, LEAVE_CODES


class AskingForm(CaseForm):
    """A question to her about a measure."""

    asked = Words(
        _l("What you ask her"),
        _l("So that yes or no answers it. Others may see her phone."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her: her yes or no counts."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask her this?"),
        WAYS,
        validators=[DataRequired(_l("Choose how it is safe to ask her."))],
    )

    @property
    def way(self) -> SafeBy:
        """By which way it is safe."""
        return SafeBy(self.safe_by.value)


class ProposalForm(AskingForm):
    """A measure: which, what exactly, from when, and what she is asked."""

    offer = OneOf(_l("Which measure?"), validators=[DataRequired(_l("Choose a measure."))])
    what = Words(
        _l("What exactly?"),
        _l("Such as: line 5 instead of line 3, day shift. She reads this on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write what exactly."))],
    )
    why = Words(_l("Why this protects her"), limit=REASON)
    from_on = FormField(ComingDay, _l("From which day?"))
    until_on = FormField(DayForm, _l("Until which day, if that is known?"))

    def proposal(self, offer: Offer) -> Proposal:
        """What was typed, once the form is valid."""
        return Proposal(
            offer=offer,
            what=self.what.data or "",
            from_on=a_day(self.from_on),
            until_on=the_day(self.until_on),
            why=self.why.data or "",
            asked=self.asked.data or "",
            safe_by=self.way,
        )


class GrantForm(CaseForm):
    """It is granted, until when, and when it is looked at again."""

    words = Words(
        _l("Why it is granted, and who carries it out"),
        _l("She reads this on her page. No names."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )
    until_on = FormField(DayForm, _l("Until which day, if that is known?"))
    review_on = FormField(ComingDay, _l("When do you look at it with her again?"))


class WhyForm(CaseForm):
    """Why something is not done."""

    words = Words(
        _l("Why"), limit=REASON, validators=[DataRequired(_l("Write why, in a sentence."))]
    )


class WhyToHerForm(CaseForm):
    """Why a measure is not granted, or ends: she reads it."""

    words = Words(
        _l("Why"),
        _l("She reads this on her page. No names."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class TellingForm(CaseForm):
    """What she is told before something that he can notice."""

    day = FormField(ComingDay, _l("On which day does it happen?"))
    hour = Line(
        _l("At which hour?"),
        _l("Such as: 14:00, after the break."),
        validators=[DataRequired(_l("Write the hour, as near as you know it."))],
    )
    words = Words(
        _l("What will happen, in words for her"),
        _l("End with a question, such as: do you know this, and is it all right?"),
        limit=REASON,
        validators=[DataRequired(_l("Write what will happen."))],
    )
    stop_words = Words(
        _l("That she may still stop it"),
        limit=REASON,
        validators=[DataRequired(_l("Write that she may still stop it, and how."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask her this?"),
        WAYS,
        validators=[DataRequired(_l("Choose how it is safe to ask her."))],
    )

    def telling(self) -> Telling:
        """What was typed, once the form is valid."""
        return Telling(
            on=a_day(self.day),
            hour=self.hour.data or "",
            words=self.words.data or "",
            stop_words=self.stop_words.data or "",
            safe_by=SafeBy(self.safe_by.value),
        )


class SpokenForm(CaseForm):
    """What she said in person before something he can notice, and who heard it."""

    day = FormField(DayNeededForm, _l("Of which day does she know?"))
    hour = Line(
        _l("And which hour?"),
        _l("Such as: 14:00, after the break."),
        validators=[DataRequired(_l("Write the hour."))],
    )
    spoke = Line(
        _l("Who spoke with her?"),
        _l("By name or post. You, or whoever reads what she writes."),
        validators=[DataRequired(_l("Write who spoke with her."))],
    )
    how = OneOf(_l("How?"), SPOKEN, validators=[DataRequired(_l("Choose how."))])
    when = Line(
        _l("When did she say it?"),
        _l("Such as: yesterday after the shift."),
        validators=[DataRequired(_l("Write when she said it."))],
    )
    words = Words(
        _l("What she said"),
        _l("As near to her own words as you can: that she knows the day, and that it goes on."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )
    was_told = BooleanField(
        _l("She was told that she may still stop it, and said that it goes on"),
        [DataRequired(_l("Without that it does not go on."))],
    )

    def said(self) -> InPerson:
        """What was typed, once the form is valid."""
        return InPerson(
            on=a_day(self.day),
            hour=self.hour.data or "",
            spoke=self.spoke.data or "",
            when=self.when.data or "",
            how=self.how.value,
            words=self.words.data or "",
        )


class PastNeeded(DayNeededForm, PastDay):
    """A day that has been, and has to be there."""


class HoldForm(CaseForm):
    """What is to be kept: of a whole floor, for whole days."""

    floor = Line(
        _l("Which floor or hall, all of it?"),
        _l("Never one line or one person: nobody is to be pointed at."),
        validators=[DataRequired(_l("Write which floor, all of it."))],
    )
    first_day = FormField(PastNeeded, _l("From which day, all of it?"))
    last_day = FormField(PastNeeded, _l("To which day, all of it?"))
    keeping = SomeOf(
        _l("What is to be kept?"),
        KEEPING,
        validators=[DataRequired(_l("Choose what is to be kept."))],
    )
    asked_of = Line(
        _l("Of whom do you ask it?"),
        _l("By post, such as: the security office. Not somebody of the respondent's."),
        validators=[DataRequired(_l("Write of whom you ask it."))],
    )
    words = Words(_l("Anything to remember about it"), limit=REASON)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all of it is there, and the last day is not before the first."""
        if not super().validate(extra_validators):
            return False
        if a_day(self.last_day) < a_day(self.first_day):
            complain(self.last_day.form.day, _("The last day is before the first."))
            return False
        return True

    def hold(self) -> Hold:
        """What was typed, once the form is valid."""
        return Hold(
            floor=self.floor.data or "",
            first_day=a_day(self.first_day),
            last_day=a_day(self.last_day),
            keeping=tuple(Keeping(each) for each in self.keeping.values),
            asked_of=self.asked_of.data or "",
            words=self.words.data or "",
        )


class SlipForm(Form):
    """What stands on a slip for personnel; nothing of it is kept."""

    who = Line(
        _l("Name and employee number"),
        validators=[DataRequired(_l("Write who it is for."))],
    )
    what = Line(
        _l("What changes"),
        _l("Such as: line 5, day shift. Never why."),
        validators=[DataRequired(_l("Write what changes."))],
    )
    code = OneOf(
        _l("Leave and pay"),
        LEAVE_CODES,
        _l("Ordinary codes only, as everybody has them."),
        validators=[DataRequired(_l("Choose an ordinary code."))],
    )
    as_file = SubmitField(_l("Get it as a file"))
