"""What a committee writes about itself and its factory; the version shown comes along as `seen`."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, HiddenField
from wtforms.validators import DataRequired, ValidationError

from auth.choice_forms import DayForm
from auth.forms import Form
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, OneOfMany, SomeOf, Words
from casework.procedures.committee import Numbers
from casework.procedures.terms import Share
from casework.words.committee import COUNTED_IN, GENDERS, POSTS, SHARES, WEEKDAYS, YES_NO

REASON = 1_000
YEAR_DIGITS = 4


def whole(field: Line) -> int | None:
    """A number of one or more, in any digits; None for anything else."""
    text = field.data or ""
    return int(text) if text.isdecimal() and int(text) > 0 else None


class BookForm(Form):
    """A form about a committee. `seen` is the version of what its page showed."""

    seen = HiddenField()

    @property
    def version(self) -> int:
        """The version that was shown; 0 where nothing was decided yet, -1 for none that is one."""
        text = self.seen.data or "0"
        return int(text) if text.isdecimal() else -1


class PackForm(BookForm):
    """Which country's rules hold in the factory."""

    pack = OneOfMany(
        _l("Which rules does your factory go by?"),
        _l("Usually those of the country where it stands."),
        validators=[DataRequired(_l("Choose the rules."))],
    )
    from_on = FormField(DayNeededForm, _l("From which day on?"))
    reason = Words(
        _l("Who decided this, and why"),
        limit=REASON,
        validators=[DataRequired(_l("Say who decided this, and why."))],
    )


class OwnRulesForm(BookForm):
    """The days and answers of the factory's own regulations."""

    title = Line(
        _l("Name of your regulations"),
        _l("As it stands on them, with its number and date."),
        validators=[DataRequired(_l("Write the name of your regulations."))],
    )
    from_on = FormField(DayNeededForm, _l("In force from"))
    deadline = OneOfMany(
        _l("For which step do they set a time?"),
        _l("One at a time. Leave it open if you only answer the questions below."),
    )
    amount = Line(_l("How many"), _l("A whole number."), limit=4)
    counted_in = OneOf(_l("Counted in"), COUNTED_IN)
    children = OneOf(_l("Must what a child told be passed on by law?"), YES_NO)
    adults = OneOf(_l("Must what an adult told be passed on by law, against her will?"), YES_NO)
    majority = Line(_l("From which age is somebody of age here?"), _l("In years."), limit=2)
    retention = Line(
        _l("How long must a closed case be kept?"), _l("In months, after the last entry."), limit=3
    )
    body = Line(
        _l("What is your committee called?"),
        _l("The name stands in every letter and on every sheet."),
    )
    members = Line(_l("How many members do your regulations ask for?"), limit=2)
    women_share = OneOf(_l("How many of them must be women?"), SHARES)
    woman_chair = OneOf(_l("Must a woman preside?"), YES_NO)
    external = Line(_l("How many members from outside?"), limit=2)
    worker_reps = Line(_l("How many representatives of the workers?"), limit=2)
    union_rep = OneOf(_l("Must one member be named by the union?"), YES_NO)
    term_months = Line(
        _l("For how long is a member appointed?"),
        _l("In months. Where the law says a shorter term, that one holds."),
        limit=3,
    )
    reason = Words(
        _l("Who decided this, and why"),
        limit=REASON,
        validators=[DataRequired(_l("Say who decided this, and why."))],
    )

    def validate_amount(self, field: Line) -> None:
        """A number where a step is chosen. Raises ValidationError."""
        if self.deadline.value and whole(field) is None:
            raise ValidationError(_("Type a number of one or more."))

    def validate_counted_in(self, field: OneOf) -> None:
        """So is what it is counted in. Raises ValidationError."""
        if self.deadline.value and not field.value:
            raise ValidationError(_("Choose what it is counted in."))

    def validate_majority(self, field: Line) -> None:
        """A number, or nothing. Raises ValidationError."""
        if field.data and whole(field) is None:
            raise ValidationError(_("Type a number of one or more."))

    validate_retention = validate_majority
    validate_members = validate_majority
    validate_external = validate_majority
    validate_worker_reps = validate_majority
    validate_term_months = validate_majority

    @property
    def numbers(self) -> Numbers:
        """How the committee is to be made up, as far as it was answered."""
        share, chair, union = self.women_share.value, self.woman_chair.value, self.union_rep.value
        return Numbers(
            members=whole(self.members),
            women_share=Share(share) if share else None,
            woman_chair=chair == "yes" if chair else None,
            external=whole(self.external),
            worker_reps=whole(self.worker_reps),
            union_rep=union == "yes" if union else None,
            term_months=whole(self.term_months),
        )


class RestForm(BookForm):
    """On which days of the week nobody works."""

    days = SomeOf(_l("On which days of the week does the factory rest?"), WEEKDAYS)


class HolidayForm(BookForm):
    """One more day off."""

    on = FormField(DayNeededForm, _l("Day off"))
    name = Line(
        _l("What it is called"), validators=[DataRequired(_l("Write what the day is called."))]
    )


class StrikeForm(BookForm):
    """A day that is worked after all."""

    on = HiddenField()

    @property
    def day(self) -> date | None:
        """The day, where it is one."""
        try:
            return date.fromisoformat(self.on.data or "")
        except ValueError:
            return None


class YearForm(BookForm):
    """A year whose days off somebody has looked through."""

    on = HiddenField()

    @property
    def year(self) -> int | None:
        """The year, where it is one."""
        text = self.on.data or ""
        return int(text) if text.isdecimal() and len(text) == YEAR_DIGITS else None


class DetailsForm(BookForm):
    """What is known of a member beside her post."""

    gender = OneOf(_l("What this member says"), GENDERS)
    posts = SomeOf(_l("For whom this member sits here"), POSTS)
    module = OneOfMany(_l("Was trained in"), _l("One module at a time."))
    on = FormField(DayForm, _l("On"))


class GuestForm(BookForm):
    """Somebody who sits on the committee and has no account."""

    name = Line(_l("Name"), validators=[DataRequired(_l("Write the name."))])
    gender = OneOf(_l("What this member says"), GENDERS)
    posts = SomeOf(_l("For whom this member sits here"), POSTS)
    from_on = FormField(DayNeededForm, _l("From"))
    until_on = FormField(DayForm, _l("Until"))


class ModulesForm(BookForm):
    """What members are trained in, one a line."""

    modules = Words(_l("Modules, one on each line"), limit=2_000)
