"""What partners enter of their work: no name of who came, and nothing of a case."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField
from wtforms.validators import DataRequired, ValidationError

from auth.forms import Form
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, OneOfMany
from casework.forms.taking_down import PastDay
from casework.forms.uncoded import Uncoded, UncodedLine
from casework.models.partnership import WORDS, Category, PlaceKind, Sex
from casework.words.partners import CATEGORIES, ENTRY_KINDS, PLACE_KINDS, SESSION_KINDS, SEXES

YEARS, MONTHS = 3, range(12, 0, -1)
MOST = 5
"""Digits of a number of people: more have never come to one session."""
NO_CASE = _l("Many partners read it: no name of who came, nothing of a case, not even its code.")


class BodyForm(Form):
    """Something that is entered for one organisation."""

    body = OneOfMany(_l("For which organisation?"), validators=[DataRequired(_l("Choose one."))])

    def offer_bodies(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Say for whom she can enter it; of one there is nothing to choose."""
        named = list(pairs)
        self.body.offer(named)
        if len(named) == 1 and not self.body.data:
            self.body.data = named[0][0]


class SessionForm(BodyForm):
    """A session, planned or held."""

    kind = OneOf(
        _l("What is it?"), SESSION_KINDS, validators=[DataRequired(_l("Choose what it is."))]
    )
    on = FormField(DayNeededForm, _l("On which day?"))
    place_kind = OneOf(
        _l("Where is it held?"), PLACE_KINDS, validators=[DataRequired(_l("Choose where."))]
    )
    factory = OneOfMany(_l("Which factory?"), _l("If it is held in one."))
    place = UncodedLine(_l("Which place?"), _l("Name of the area, village or centre."))
    area = OneOfMany(
        _l("In which area is that?"), _l("So that everybody sees which areas nobody reaches.")
    )
    donor = OneOfMany(
        _l("Which donor pays for it?"), _l("If one does: it gets a table of its own.")
    )
    about = Uncoded(_l("What is it about?"), NO_CASE, limit=WORDS)

    def validate_factory(self, field: OneOfMany) -> None:
        """A session in a factory says in which. Raises ValidationError."""
        if self.place_kind.value == PlaceKind.FACTORY and not field.value:
            raise ValidationError(_("Choose the factory."))

    def validate_place(self, field: UncodedLine) -> None:
        """One elsewhere says where. Raises ValidationError."""
        elsewhere = self.place_kind.value not in ("", PlaceKind.FACTORY)
        if elsewhere and not (field.data or "").strip():
            raise ValidationError(_("Write the name of the place."))


class HowMany(Line):
    """A number of people, in any digits; empty counts as nobody."""

    def pre_validate(self, form: object) -> None:
        """Raises ValidationError for what is no number, or more than could come."""
        text = (self.data or "").strip()
        if text and not (text.isdecimal() and len(text) <= MOST):
            raise ValidationError(_("Type a whole number, or leave it empty."))

    @property
    def people(self) -> int:
        """The number."""
        text = (self.data or "").strip()
        return int(text) if text else 0


class CountForm(Form):
    """How many came, by category and sex. Its fields are made below, one a cell."""

    def cell(self, category: str, sex: str) -> HowMany:
        """The field of one cell."""
        found = self[_name(category, sex)]
        if not isinstance(found, HowMany):
            raise TypeError(found.name)
        return found

    @property
    def came(self) -> dict[tuple[Category, Sex], int]:
        """What was typed, once it is valid."""
        return {
            (category, sex): self.cell(category, sex).people for category in Category for sex in Sex
        }


def _name(category: str, sex: str) -> str:
    return f"{category}_{sex}"


for _category in Category:
    for _sex in Sex:
        _label = _l("%(category)s: %(sex)s", category=CATEGORIES[_category], sex=SEXES[_sex])
        setattr(CountForm, _name(_category, _sex), HowMany(_label, limit=MOST))


class MeetingForm(BodyForm):
    """A meeting of the partners."""

    on = FormField(DayNeededForm, _l("On which day?"))
    place = UncodedLine(_l("Where?"))
    present = Uncoded(_l("Which partners were there?"), limit=WORDS)
    notes = Uncoded(_l("What was said"), NO_CASE, limit=WORDS)
    decisions = Uncoded(_l("What was decided"), NO_CASE, limit=WORDS)


class CommitmentForm(Form):
    """What an organisation takes on."""

    who = OneOfMany(_l("Who takes it on?"), validators=[DataRequired(_l("Choose who."))])
    what = Uncoded(
        _l("What?"), NO_CASE, limit=WORDS, validators=[DataRequired(_l("Write what it is."))]
    )
    by = FormField(DayNeededForm, _l("By when?"))


class KeptForm(Form):
    """That what was taken on was done."""

    on = FormField(PastDay, _l("On which day was it done?"))


class EntryPointForm(BodyForm):
    """A savings group or a resource centre."""

    kind = OneOf(_l("What is it?"), ENTRY_KINDS, validators=[DataRequired(_l("Choose one."))])
    name = UncodedLine(_l("Name"), validators=[DataRequired(_l("Write its name."))])
    place = UncodedLine(_l("Where is it?"), validators=[DataRequired(_l("Write where it is."))])
    area = OneOfMany(_l("In which area is that?"))
    meets = UncodedLine(_l("When is somebody there?"), _l("Such as: Fridays from 15:00."))
    languages = UncodedLine(_l("Which languages are spoken there?"))


class ContactForm(BodyForm):
    """Whom to ask for at a partner."""

    name = UncodedLine(_l("Name"), validators=[DataRequired(_l("Write the name."))])
    work = UncodedLine(_l("As what this person works there"))
    phone = UncodedLine(_l("Telephone at work"), limit=40)
    languages = UncodedLine(_l("Which languages does this person speak?"))


class ReachForm(Form):
    """Of which time, and of which sessions, the table of those who were reached is to be."""

    since = OneOfMany(_l("From"))
    until = OneOfMany(_l("Until"))
    kind = OneOfMany(_l("Which sessions?"))
    donor = OneOfMany(_l("Which donor?"))

    def offer(self, today: date, donors: Iterable[tuple[str, str]]) -> None:
        """Say which months there are: those of this year and of two before; and which donors."""
        months = [date(today.year - back, month, 1) for back in range(YEARS) for month in MONTHS]
        named = [(f"{each:%Y-%m}", format_date(each, "MMMM y")) for each in months]
        self.since.offer(named)
        self.until.offer(named)
        self.kind.offer(SESSION_KINDS.items())
        self.donor.offer(donors)

    def time(self, today: date) -> tuple[date, date]:
        """First and last day; this year where nothing was chosen."""
        first, last = _month(self.since.value), _month(self.until.value)
        return first or date(today.year, 1, 1), _end_of(last or date(today.year, 12, 1))


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def _end_of(month: date) -> date:
    following = (month + timedelta(days=31)).replace(day=1)
    return following - timedelta(days=1)
