"""A service as an officer writes it: one long page, of which nearly all may stay unknown."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from referrals.directory.entries import ServiceText
from referrals.forms.choosing import OneOf, SomeOf
from referrals.forms.typed import Unreadable, phones_shown, phones_typed, plain_digits
from referrals.forms.week import WeekForm
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Known,
    StaffSex,
    Status,
    Way,
    Whom,
)
from referrals.words.directory import DUTIES, KNOWN, NOT_CALLED, STAFF, STATUSES, WAYS
from referrals.words.kinds import KINDS
from referrals.words.showing import COSTS, DOCUMENTS, WHOM

TONGUES = (
    "bn", "hi", "ur", "pa", "ta", "te", "kn", "ml", "mr", "gu", "or", "as", "ne", "si", "km", "lo",
    "hmn", "vi", "id", "jv", "su", "my", "shn", "kar", "rhg", "th", "zh", "ar", "en", "fr",
)  # fmt: skip
"""Languages that are offered; those an entry has beside them are offered with it."""
MOST_AGE = 120
MOST = 100_000
TEXTS = (
    "organization", "name", "country", "description", "alert", "url", "email", "hours_words",
    "interpretation_services", "fees_description", "application_process",
    "eligibility_description", "tells_words", "ask_for",
)  # fmt: skip
WORDS: Mapping[str, type[Status | Cost | Known | Duty]] = {
    "status": Status,
    "cost": Cost,
    "trans_friendly": Known,
    "migrants": Known,
    "children_welcome": Known,
    "police_report": Known,
    "accompaniment": Known,
    "tells_police": Duty,
    "tells_family": Duty,
    "tells_employer": Duty,
}
SETS: Mapping[str, type[Category | Whom | StaffSex | Document | Way]] = {
    "kinds": Category,
    "serves": Whom,
    "staff_sex": StaffSex,
    "documents": Document,
    "accepts_by": Way,
}
NUMBERS = ("minimum_age", "maximum_age", "available", "maximum")
TICKS = ("is_remote", "ages_known", "documents_known")


UNKNOWN_FIRST = {Cost.UNKNOWN: COSTS[Cost.UNKNOWN], **COSTS}


class ServiceForm(WeekForm):
    """Everything of a service but its places."""

    organization = StringField(
        _l("Who gives it"),
        [InputRequired(_l("Type who gives it.")), Length(max=300)],
        description=_l("The organisation, as it calls itself."),
    )
    name = StringField(
        _l("What it is called"), [InputRequired(_l("Type what it is called.")), Length(max=300)]
    )
    country = OneOf(_l("Country"))
    kinds = SomeOf(
        _l("Kinds of help"), KINDS, validators=[InputRequired(_l("Choose at least one kind."))]
    )
    description = TextAreaField(
        _l("What it does, for whom"),
        [Length(max=2000)],
        description=_l("Workers read this. Short, in plain words."),
    )
    status = OneOf(_l("State"), STATUSES)
    alert = StringField(
        _l("What one should know now"),
        [Length(max=300)],
        description=_l("Stands on top, such as: closed until Sunday."),
    )
    phones = TextAreaField(
        _l("Numbers to call"),
        [Length(max=1000)],
        description=_l(
            "One a line, the first to call first. After a comma, what it is for: "
            "01711 000000, whatsapp, at night."
        ),
    )
    url = StringField(_l("Website"), [Length(max=500)])
    email = StringField(_l("Mail"), [Length(max=254)])
    areas = SomeOf(_l("Areas it serves"))
    is_remote = BooleanField(_l("By telephone only: there is no door to go to"))
    languages = SomeOf(_l("Languages"))
    interpretation_services = StringField(_l("Interpreters"), [Length(max=300)])
    cost = OneOf(_l("Cost"), UNKNOWN_FIRST)
    fees_description = StringField(_l("Cost in words"), [Length(max=300)])
    application_process = StringField(
        _l("How one comes to it"),
        [Length(max=500)],
        description=_l("Such as: call first; or come in the morning."),
    )
    eligibility_description = StringField(_l("For whom, in words"), [Length(max=500)])
    serves = SomeOf(_l("For whom it is there"), WHOM)
    staff_sex = SomeOf(_l("Who would sit opposite her"), STAFF)
    trans_friendly = OneOf(_l("Trans people are received well"), KNOWN)
    migrants = OneOf(_l("It helps people from other countries"), KNOWN)
    ages_known = BooleanField(_l("We asked from and up to which age"))
    minimum_age = StringField(_l("From age"), [Length(max=3)])
    maximum_age = StringField(_l("Up to age"), [Length(max=3)])
    children_welcome = OneOf(_l("Children may come along"), KNOWN)
    documents_known = BooleanField(_l("We asked which papers it wants to see"))
    documents = SomeOf(_l("Papers it asks for"), DOCUMENTS)
    police_report = OneOf(_l("It helps only with a report to the police"), KNOWN)
    accompaniment = OneOf(_l("Somebody of it can go with her"), KNOWN)
    tells_police = OneOf(_l("Does it tell the police?"), DUTIES)
    tells_family = OneOf(_l("Does it tell her family?"), DUTIES)
    tells_employer = OneOf(_l("Does it tell her employer?"), DUTIES)
    tells_words = StringField(_l("What else it tells, to whom"), [Length(max=500)])
    accepts_by = SomeOf(_l("How it takes people whom we send"), WAYS)
    answer_hours = StringField(_l("Answers within how many hours"), [Length(max=6)])
    available = StringField(_l("Places free now"), [Length(max=6)])
    maximum = StringField(_l("Places in all"), [Length(max=6)])
    ask_for = StringField(
        _l("Whom to ask for there"),
        [Length(max=200)],
        description=_l("For us alone: it is printed nowhere and leaves by no export."),
    )

    holds = BooleanField(_l("I have called there: all of this holds"), description=NOT_CALLED)
    said_by = StringField(_l("With whom"), [Length(max=200)])

    def offer(
        self,
        countries: Sequence[tuple[str, str]],
        areas: Mapping[str, Sequence[tuple[str, str]]],
        languages: frozenset[str] = frozenset(),
    ) -> None:
        """Say which countries and areas there are; `languages`: what the entry has already."""
        self.country.choices = list(countries)
        self.areas.choices = dict(areas)
        named = get_locale().languages
        pairs = [(code, str(named.get(code, code))) for code in {*TONGUES, *languages}]
        self.languages.choices = sorted(pairs, key=lambda pair: pair[1].casefold())

    def validate_phones(self, field: TextAreaField) -> None:
        """Raises ValidationError for a line that is no number."""
        try:
            phones_typed(field.data or "")
        except Unreadable as wrong:
            said = _('"%(line)s" is no number to call.', line=wrong.line)
            raise ValidationError(said) from wrong

    def validate_minimum_age(self, field: StringField) -> None:
        """Raises ValidationError for what is no age."""
        _whole(field, MOST_AGE)

    def validate_maximum_age(self, field: StringField) -> None:
        """Raises ValidationError for what is no age, or below the other."""
        last, first = _whole(field, MOST_AGE), whole_typed(self.minimum_age.data)
        if last is not None and first is not None and last < first:
            raise ValidationError(_("This age is below the other."))

    def validate_available(self, field: StringField) -> None:
        """Raises ValidationError for what is no number."""
        _whole(field, MOST)

    def validate_maximum(self, field: StringField) -> None:
        """Raises ValidationError for what is no number."""
        _whole(field, MOST)

    def validate_answer_hours(self, field: StringField) -> None:
        """Raises ValidationError for what is no number of hours."""
        _whole(field, MOST)

    def show(self, text: ServiceText) -> None:
        """Put an entry into the fields."""
        said = msgspec.structs.asdict(text)
        for name in (*TEXTS, *TICKS):
            self[name].data = said[name]
        for name in WORDS:
            self[name].data = str(said[name])
        for name in (*SETS, "areas", "languages"):
            self[name].data = sorted(str(each) for each in said[name])
        for name in NUMBERS:
            self[name].data = "" if said[name] is None else str(said[name])
        self.phones.data = phones_shown(text.phones)
        self.answer_hours.data = "" if text.answer_hours is None else f"{text.answer_hours:g}"
        self.always_open.data = text.always_open is Known.YES
        self.show_week(text.week)

    def text(self, before: ServiceText | None = None) -> ServiceText:
        """The entry that the fields say; `before`: what it said when the page was drawn."""
        hours = whole_typed(self.answer_hours.data)
        return ServiceText(
            **self._plain(),
            phones=phones_typed(self.phones.data or ""),
            areas=frozenset(self.areas.data or ()),
            languages=frozenset(self.languages.data or ()),
            always_open=self._always(before),
            week=self.week_typed(),
            answer_hours=float(hours) if hours is not None else None,
        )

    def _plain(self) -> dict[str, Any]:
        """Fields that stand under the same name in the entry."""
        return {
            **{name: " ".join((self[name].data or "").split()) for name in TEXTS},
            **{name: bool(self[name].data) for name in TICKS},
            **{name: kind(self[name].data) for name, kind in WORDS.items()},
            **{
                name: frozenset(kind(each) for each in self[name].data or ())
                for name, kind in SETS.items()
            },
            **{name: whole_typed(self[name].data) for name in NUMBERS},
        }

    def _always(self, before: ServiceText | None) -> Known:
        if self.always_open.data:
            return Known.YES
        known = before.always_open if before is not None else Known.UNKNOWN
        return Known.UNKNOWN if known is Known.YES else known


def whole_typed(typed: str | None) -> int | None:
    """A whole number in the digits of any script; None for none or for another text."""
    text = plain_digits(typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _whole(field: StringField, most: int) -> int | None:
    found = whole_typed(field.data)
    if (field.data or "").strip() and (found is None or found > most):
        raise ValidationError(_("Type a whole number, or leave it empty."))
    return found
