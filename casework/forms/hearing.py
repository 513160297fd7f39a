"""What is typed of hearings, of what was established in them, and of the report."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField
from wtforms.validators import DataRequired, ValidationError

from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.inquiry import OWN_WORDS, WHY, DayThatWas
from casework.forms.safety import a_day
from casework.inquiry.findings import Finding, Found, Report
from casework.inquiry.hearings import Heard, Minutes, Setting, Signed
from casework.words.inquiry import FOUND, HEARD, SIGNED, STANDARDS

GUEST = "seat-"
"""Before the seat of a member without an account, in the list of who sat."""


class SettingForm(CaseForm):
    """When and where a hearing is."""

    heard = OneOf(
        _l("Who is heard?"),
        HEARD,
        _l("Each alone. The two are never brought face to face."),
        validators=[DataRequired(_l("Choose who is heard."))],
    )
    on = FormField(DayNeededForm, _l("On which day?"))
    hour = Line(_l("At which hour?"), validators=[DataRequired(_l("Write the hour."))])
    place = Line(
        _l("Where?"),
        _l("Where nobody sees who comes and goes."),
        validators=[DataRequired(_l("Write where."))],
    )

    def setting(self) -> Setting:
        """What was typed, once the form is valid."""
        return Setting(
            on=a_day(self.on),
            hour=self.hour.data or "",
            place=self.place.data or "",
            heard=Heard(self.heard.value),
        )


class PutOffForm(SettingForm):
    """The same for another day."""

    words = Words(_l("Why it is put off"), limit=REASON, validators=[DataRequired(WHY)])


class MinutesForm(CaseForm):
    """Who sat and what was said."""

    on = FormField(DayThatWas, _l("On which day was it held?"))
    people = SomeOf(
        _l("Who sat?"),
        hint=_l("Members without an account stand in the register of the committee."),
        validators=[DataRequired(_l("Choose who sat, one at least."))],
    )
    beside = SomeOf(
        _l("Who sat beside them?"),
        hint=_l("Support persons, companions and interpreters stand on the People page."),
    )
    signing = SomeOf(
        _l("Who signed on that day to keep it secret, before anything was said?"),
        hint=_l(
            "Whoever has not signed hears nothing. Ask each first: not related to either, not "
            "above or below either, not named."
        ),
    )
    words = Words(
        _l("What was asked and answered"),
        _l("As near to the words as possible. Nothing about clothes, past or character."),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Write the minutes."))],
    )

    def minutes(self) -> Minutes:
        """What was typed, once the form is valid."""
        sat = self.people.values
        return Minutes(
            on=a_day(self.on),
            people=tuple(UUID(each) for each in sat if not each.startswith(GUEST)),
            guests=tuple(UUID(each[len(GUEST) :]) for each in sat if each.startswith(GUEST)),
            words=self.words.data or "",
            beside=tuple(UUID(each) for each in self.beside.values),
            signing=tuple(UUID(each) for each in self.signing.values),
        )

    def validate_people(self, field: SomeOf) -> None:
        """One of them reads the case. Raises ValidationError."""
        if all(each.startswith(GUEST) for each in field.values):
            raise ValidationError(_("Choose one at least who has an account."))


class ReadBackForm(CaseForm):
    """What whoever was heard did when the minutes were read back."""

    signed = OneOf(
        _l("Read back, and then?"), SIGNED, validators=[DataRequired(_l("Choose what happened."))]
    )
    words = Words(_l("Changes asked for, or why it was not signed"), limit=REASON)

    @property
    def what(self) -> Signed:
        """What was chosen."""
        return Signed(self.signed.value)


class AllegationForm(CaseForm):
    """One thing that is said he did."""

    words = Words(
        _l("One thing that is said he did"),
        _l("One at a time: each gets a finding of its own."),
        limit=REASON,
        validators=[DataRequired(_l("Write what is said."))],
    )


class FindingForm(CaseForm):
    """What was established of it."""

    found = OneOf(
        _l("What was established?"),
        FOUND,
        _l("Not enough evidence does not mean that it did not happen."),
        validators=[DataRequired(_l("Choose what was established."))],
    )
    standard = OneOf(
        _l("How sure did the committee have to be?"),
        STANDARDS,
        validators=[DataRequired(_l("Choose the standard."))],
    )
    words = Words(
        _l("Reasons"),
        _l("On what it rests. Witnesses who asked for it are not named."),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Write the reasons."))],
    )
    dissent = Words(_l("Who sees it differently, and why"), limit=REASON)

    def finding(self) -> Finding:
        """What was typed, once the form is valid."""
        return Finding(
            found=Found(self.found.value),
            standard=self.standard.value,
            reasons=self.words.data or "",
            dissent=self.dissent.data or "",
        )


class ReportForm(CaseForm):
    """The report and what it recommends."""

    recommended = SomeOf(
        _l("What does the committee recommend?"),
        validators=[DataRequired(_l("Choose what is recommended."))],
    )
    to = Line(_l("To whom is it handed?"), validators=[DataRequired(_l("Write who decides."))])
    on = FormField(DayThatWas, _l("On which day was it handed over?"))
    words = Words(
        _l("What you want to say beside the findings"),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Write a sentence at least."))],
    )

    def report(self) -> Report:
        """What was typed, once the form is valid."""
        return Report(
            to=self.to.data or "",
            on=a_day(self.on),
            recommended=tuple(self.recommended.values),
            words=self.words.data or "",
        )
