"""Needs as an officer makes them up, to see what the directory would answer. Nothing is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta

import msgspec
from babel.dates import format_time
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    SelectField,
    StringField,
    ValidationError,
)

from auth.forms import Form
from referrals.forms.choosing import OneOf, SomeOf
from referrals.matching.needs import AgeBand, Ear, Needs, Reach, Shift, StaffWish
from referrals.models.terms import Category, Document, Known, Whom
from referrals.words.kinds import KINDS
from referrals.words.matching import WHOM
from referrals.words.needing import AGES, EARS, REACHES, STAFF
from referrals.words.showing import DOCUMENTS

COUNTRY = 2
"""Signs of a country's code; every other area's is longer."""
HALF_HOURS = range(0, 24 * 60, 30)
MOST_HOURS = 24 * 366
DAY = 24 * 60
Pairs = Iterable[tuple[str, str]]


class TryForm(Form):
    """Everything may stay empty: what is empty asks nothing of a place."""

    kinds = SomeOf(_l("What does she need?"), KINDS)
    hours_ago = StringField(
        _l("Hours since it happened"),
        description=_l("Only after rape, or where body fluids may have touched her."),
    )
    in_danger = BooleanField(_l("She is not safe now"))
    area = OneOf(_l("Where she sets out"))
    reach = OneOf(_l("How far she can go"), REACHES)
    can_call = BooleanField(_l("Her telephone is safe to be called and to call from"))
    can_travel = BooleanField(_l("She can leave for a place"))
    open_now = BooleanField(_l("Only what is open now"))
    work_days = SomeOf(_l("Days on which she works"))
    begins = OneOf(_l("Her shift begins"))
    ends = OneOf(_l("Her shift ends"))
    language = OneOf(_l("She speaks"))
    must_be_free = BooleanField(_l("It has to be free"))
    staff = OneOf(_l("She wants to speak with"), STAFF)
    staff_is_condition = BooleanField(_l("Otherwise she would not go"))
    trans_friendly = BooleanField(_l("Trans people are received well"))
    whom = SomeOf(_l("She counts herself among"), WHOM)
    age = OneOf(_l("Her age"), AGES)
    step_free = BooleanField(_l("She needs a way in without steps"))
    children_along = BooleanField(_l("She brings children"))
    documents_known = BooleanField(_l("She said which papers she can show"))
    documents = SomeOf(_l("Papers she can show"), DOCUMENTS)
    migrant_friendly = BooleanField(_l("She wishes for a place that serves migrants"))
    accompaniment = BooleanField(_l("She wants somebody to go with her"))
    secret_from = SomeOf(_l("Who must not be told without her"), EARS)

    def offer(self, areas: Mapping[str, Sequence[tuple[str, str]]], languages: Pairs) -> None:
        """Say which areas there are, by country, and which languages are spoken somewhere."""
        self.area.choices = {"": [("", _("Not said"))], **{k: list(v) for k, v in areas.items()}}
        self.language.choices = [("", _("Not said")), *languages]
        named = get_locale().days["stand-alone"]["wide"]
        self.work_days.choices = [(str(day), str(named[day])) for day in range(7)]
        clock = [(str(each), _clock(each)) for each in HALF_HOURS]
        self.begins.choices = self.ends.choices = [("", _("Not said")), *clock]

    def validate_hours_ago(self, field: StringField) -> None:
        """Raises ValidationError for what is no number of hours within a year."""
        typed = (field.data or "").strip()
        if typed and not (typed.isdecimal() and int(typed) <= MOST_HOURS):
            raise ValidationError(_("Type a whole number of hours, such as 20, or leave it empty."))

    def validate_ends(self, field: SelectField) -> None:
        """Raises ValidationError for one half of a shift."""
        if bool(field.data) is not bool(self.begins.data):
            raise ValidationError(_("Choose when the shift begins and when it ends."))
        if field.data and not self.work_days.data:
            raise ValidationError(_("Choose the days on which she works, too."))

    def needs(self, when: datetime) -> Needs:
        """What is asked of matching at that moment (aware)."""
        area = self.area.data or ""
        ago = (self.hours_ago.data or "").strip()
        asked = Needs(
            kinds=frozenset(map(Category, self.kinds.data or ())),
            happened_at=when - timedelta(hours=int(ago)) if ago else None,
            exposed=Known.YES if ago else Known.UNKNOWN,
            country=area[:COUNTRY],
            area="" if len(area) == COUNTRY else area,
            reach=Reach(self.reach.data),
            shifts=self._shifts(),
            rest_days=self._rest_days(),
            languages=frozenset({self.language.data} if self.language.data else ()),
            staff=StaffWish(self.staff.data),
            whom=frozenset(map(Whom, self.whom.data or ())),
            age=AgeBand(self.age.data),
            documents=frozenset(map(Document, self.documents.data or ())),
            secret_from=frozenset(map(Ear, self.secret_from.data or ())),
        )
        return msgspec.structs.replace(asked, **{each: bool(self[each].data) for each in TICKS})

    @property
    def asks_when(self) -> bool:
        """Whether anything was said of her time."""
        return bool(self.work_days.data or self.begins.data or self.ends.data or self.open_now.data)

    @property
    def asks_who(self) -> bool:
        """Whether anything was said of her, or of whom she wants to meet."""
        named = ("staff_is_condition", "trans_friendly", "step_free", "children_along")
        ticked = any(self[name].data for name in (*named, "accompaniment", "migrant_friendly"))
        chosen = self.staff.data != StaffWish.ANY or self.age.data != AgeBand.UNKNOWN
        return bool(self.is_submitted() and (ticked or chosen or self.whom.data))

    @property
    def asks_trust(self) -> bool:
        """Whether anything was said of money, papers, or who must not be told."""
        papers = self.documents_known.data or self.documents.data
        return bool(self.must_be_free.data or papers or self.secret_from.data)

    def _shifts(self) -> tuple[Shift, ...]:
        """The shift on each day of work; one that ends before it begins ends the day after."""
        if not self.begins.data:
            return ()
        begins, ends = int(self.begins.data), int(self.ends.data)
        days = frozenset(map(int, self.work_days.data or ()))
        return (Shift(days=days, begins=begins, ends=ends if ends > begins else ends + DAY),)

    def _rest_days(self) -> frozenset[int]:
        """The days on which she does not work; unknown where no day of work was chosen."""
        days = frozenset(map(int, self.work_days.data or ()))
        return frozenset(range(7)) - days if days else days


TICKS = (
    "in_danger",
    "can_call",
    "can_travel",
    "open_now",
    "must_be_free",
    "staff_is_condition",
    "trans_friendly",
    "step_free",
    "children_along",
    "documents_known",
    "migrant_friendly",
    "accompaniment",
)


def _clock(minutes: int) -> str:
    at = time(minutes // 60, minutes % 60)
    return str(format_time(at, "short", locale=get_locale()))
