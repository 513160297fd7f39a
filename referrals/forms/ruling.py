"""Hours that are not those of every week, and prices, as an officer types them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from babel.numbers import get_territory_currencies
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from auth.choice_forms import DayForm
from auth.forms import Form
from auth.parts import now
from referrals.directory.entries import PriceText, RuledText
from referrals.directory.openings import DAYS
from referrals.forms.choosing import OneOf, SomeOf
from referrals.forms.typed import Unreadable, hours_typed, plain_digits
from referrals.words.directory import NOT_CALLED

TURNS: Mapping[str, str] = MappingProxyType(
    {
        "1MO": _l("On the first of them in the month"),
        "2MO": _l("On the second of them in the month"),
        "3MO": _l("On the third of them in the month"),
        "4MO": _l("On the fourth of them in the month"),
        "-1MO": _l("On the last of them in the month"),
        "2WE": _l("Every second week"),
        "3WE": _l("Every third week"),
        "4WE": _l("Every fourth week"),
        "1WE": _l("Every week, for a season"),
    }
)
"""Which of the chosen weekdays: the so-manieth of a month, or those of every so-manieth week."""
SEASON = "1WE"
OF_MONTH = "MO"
AMOUNT = re.compile(r"\d{1,9}([.,]\d{1,2})?")
CURRENCY = re.compile(r"[A-Z]{3}")


class _Confirming(Form):
    """Whether somebody has called there."""

    holds = BooleanField(_l("I have called there: all of the entry holds"), description=NOT_CALLED)
    said_by = StringField(_l("With whom"), [Length(max=200)])


class RuleForm(_Confirming):
    """Hours by a rule, of the service or of one door."""

    days = SomeOf(
        _l("On which weekdays"),
        dict.fromkeys(range(7), ""),
        validators=[InputRequired(_l("Choose at least one day."))],
    )
    turn = OneOf(_l("How often"), TURNS)
    hours = StringField(
        _l("From when to when"),
        [InputRequired(_l("Type hours like 09:00-12:00.")), Length(max=60)],
        description=_l("Such as 09:00-12:00, 14:00-17:00."),
    )
    since = FormField(DayForm, _l("From which day on"))
    until = FormField(DayForm, _l("Until which day"))
    door = OneOf(
        _l("Where"),
        description=_l("A door with hours of its own is open in these alone."),
    )

    def offer(self, doors: Sequence[tuple[str, str]]) -> None:
        """Say which doors there are, and call the days what the reader calls them."""
        named = get_locale().days["stand-alone"]["wide"]
        self.days.choices = [(str(day), str(named[day])) for day in range(7)]
        self.door.choices = [("", _("Wherever it has no hours of its own")), *doors]

    def validate_hours(self, field: StringField) -> None:
        """Raises ValidationError for what are no hours."""
        try:
            found = hours_typed(field.data or "", 0)
        except Unreadable as wrong:
            raise ValidationError(_("Type hours like 09:00-12:00.")) from wrong
        if not found:
            raise ValidationError(_("Type hours like 09:00-12:00."))

    def validate(self, extra_validators: object = None) -> bool:
        """Whether every field is right, and the days make sense together."""
        is_right: bool = super().validate(extra_validators)
        for field, wrong in ((self.since, self._first_unfit()), (self.until, self._last_unfit())):
            if wrong and not field.errors:
                field.form.year.errors = [wrong]
                is_right = False
        return is_right

    def _first_unfit(self) -> str:
        """What is wrong where nobody could count the weeks, or tell the season."""
        first, turn = _day(self.since), self.turn.data or ""
        if turn == SEASON and first is None and _day(self.until) is None:
            return str(
                _(
                    "Type its first day or its last. Hours of every week, the whole year, are "
                    "written where the entry is changed."
                )
            )
        if turn.endswith(OF_MONTH) or turn == SEASON:
            return ""
        if first is None or str(first.weekday()) not in (self.days.data or ()):
            return str(_("Type a day on which it is open: from it the weeks are counted."))
        return ""

    def _last_unfit(self) -> str:
        """What is wrong with a day that is past, or before the first."""
        last, first = _day(self.until), _day(self.since)
        if last is not None and (last < now().date() or (first is not None and last < first)):
            return str(_("This day is past, or before the first one."))
        return ""

    def texts(self) -> list[RuledText]:
        """The hours that the fields say: one for each opening of a day."""
        turn = self.turn.data or ""
        number, is_monthly = turn[:-2], turn.endswith(OF_MONTH)
        days = [DAYS[int(each)] for each in sorted(self.days.data or ())]
        return [
            RuledText(
                freq="MONTHLY" if is_monthly else "WEEKLY",
                interval=1 if is_monthly else int(number),
                byday=",".join(f"{number}{day}" if is_monthly else day for day in days),
                opens=each.opens,
                closes=each.closes,
                since=_day(self.since),
                until=_day(self.until),
            )
            for each in hours_typed(self.hours.data or "", 0)
        ]


class PriceForm(_Confirming):
    """One price."""

    option = StringField(
        _l("What for, or for whom"),
        [Length(max=300)],
        description=_l("Such as: an X-ray; who lives outside the town."),
    )
    amount = StringField(
        _l("How much"), [Length(max=14)], description=_l("0 where it costs nothing.")
    )
    currency = StringField(
        _l("Currency"), [Length(max=3)], description=_l("Three letters, such as BDT.")
    )
    note = StringField(
        _l("What is to be said of it"),
        [Length(max=300)],
        description=_l("Such as: nothing if she shows a poverty card."),
    )

    def suggest(self, country: str) -> None:
        """Begin with the money of that country."""
        known = get_territory_currencies(country)
        self.currency.data = known[-1] if known else ""

    def validate_amount(self, field: StringField) -> None:
        """Raises ValidationError for what is no amount, and where nothing at all is said."""
        typed = _plain(field)
        if typed and not AMOUNT.fullmatch(typed):
            raise ValidationError(_("Type a number like 1500 or 12.50."))
        if not any((each.data or "").strip() for each in (field, self.option, self.note)):
            raise ValidationError(_("Type what it costs, at least in words."))

    def validate_currency(self, field: StringField) -> None:
        """Raises ValidationError for an amount of which nobody knows in what it is counted."""
        if _plain(self.amount) and not CURRENCY.fullmatch((field.data or "").strip().upper()):
            raise ValidationError(_("Type the three letters of the currency, such as BDT."))

    def text(self) -> PriceText:
        """The price that the fields say."""
        typed = _plain(self.amount)
        return PriceText(
            option=" ".join((self.option.data or "").split()),
            amount=float(typed.replace(",", ".")) if typed else None,
            currency=(self.currency.data or "").strip().upper() if typed else "",
            note=" ".join((self.note.data or "").split()),
        )


def _day(field: "FormField[DayForm]") -> date | None:
    """The day of three parts; none for none, and for what is no day: it says so itself."""
    try:
        found: date | None = field.form.the_day()
    except ValueError:
        return None
    return found


def _plain(field: StringField) -> str:
    return plain_digits(field.data or "").replace(" ", "").replace("\u00a0", "")
