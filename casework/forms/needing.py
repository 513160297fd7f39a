"""What she needs of a place that helps, as somebody asks it and writes it down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, ValidationError

from casework.forms.asking import Line, OneOf, OneOfMany, SomeOf
from casework.forms.cases import CaseForm
from casework.forms.consenting import named
from casework.forms.safety import HOURS, show_day, the_day
from casework.forms.taking_down import PastDay
from casework.helping.needs import KeptOut, KeptWhy, Wanted
from casework.procedures.terms import Gender
from casework.telling.choices import REPLIES
from casework.words import helping as words
from referrals.matching.needs import AgeBand, Ear, Needs, Reach, Shift, StaffWish
from referrals.models.terms import Category, Document, Known, Whom
from referrals.words.kinds import KINDS
from referrals.words.showing import DOCUMENTS

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
DAY = 24 * 60
UNSAID = Needs().travel_minutes
"""On the way, where nobody asked."""
FARTHEST = 240
ASKED = "asked"
"""Beside the papers: that she was asked which she can show."""
PLAIN = (
    "in_danger", "must_be_free", "staff_is_condition", "trans_friendly", "step_free",
    "children_along", "accompaniment", "migrant_friendly",
)  # fmt: skip
"""Ticks that are fields of `Needs` under the same name."""


class NeedsForm(CaseForm):
    """Every question may stay open: what is not answered asks nothing of a place."""

    kinds = SomeOf(_l("Which help does she want?"))
    event_on = FormField(PastDay, _l("On which day did it happen first, where care has its hours?"))
    event_hour = Line(
        _l("At about which hour?"), _l("From 0 to 23. Empty where she does not know."), limit=2
    )
    exposed = OneOf(
        _l("Could she need care that has its hours?"),
        REPLIES,
        _l("If there was or may have been contact of bodies or fluids. Not sure counts as yes."),
    )
    area = OneOfMany(_l("From where would she set out?"), _l("As near as she likes to say it."))
    reach = OneOf(_l("How far can she go?"), words.REACHES)
    shift_days = SomeOf(_l("On which days does she work?"))
    shift_begins = Line(_l("Work begins at"), _l("Such as 8 or 7:30."), limit=5)
    shift_ends = Line(_l("Work ends at"), _l("After midnight too, such as 2:00."), limit=5)
    other_days = SomeOf(
        _l("On which days does she work a second shift?"),
        hint=_l("Where shifts change: what fits both is looked for. Else leave it empty."),
    )
    other_begins = Line(_l("The second shift begins at"), limit=5)
    other_ends = Line(_l("The second shift ends at"), limit=5)
    rest_days = SomeOf(_l("Which day is she off?"))
    travel = Line(
        _l("How many minutes is she on the way?"),
        _l("One way, from her work to a place near by. Empty where nobody knows: half an hour."),
        limit=3,
    )
    languages = SomeOf(_l("In which languages is she at ease?"))
    staff = OneOf(_l("Whom would she rather speak with?"), words.STAFF)
    whom = SomeOf(_l("Which places does she want to see among others?"), words.GROUPS)
    sex = OneOf(
        _l("Is she a woman or a man?"), words.SEXES, _l("Only where she says it. It may stay open.")
    )
    age = OneOf(
        _l("How old is she?"),
        words.AGE_CHOICES,
        _l("About. Who has to agree before anything is passed on depends on it."),
    )
    wishes = SomeOf(_l("What else has to be known?"), words.WISHES)
    access = Line(
        _l("What else does she need to get in and be understood?"),
        _l("Such as: sign language, large print."),
    )
    documents = SomeOf(
        _l("Which papers can she show?"),
        hint=_l("Nobody asks for nationality or a permit to stay, and neither is written down."),
    )
    secret_from = SomeOf(_l("Who must not learn of it without her?"), words.EARS)
    out = SomeOf(_l("Which places must still not be asked?"), hint=_l("Untick whom she may meet."))
    out_place = OneOfMany(
        _l("Which place must not be asked?"),
        _l("One at a time: save, and come back for the next. What lies there comes back."),
    )
    out_why = OneOf(_l("Why not?"), words.KEPT_WHYS)
    out_words = Line(_l("What is known of it?"), _l("It does not leave the case."))

    def offer_out(self, kept: Iterable[KeptOut], places: Iterable[tuple[UUID, str]]) -> None:
        """Say which places are kept out already, and which there are."""
        self.out.offer([(each.organization.hex, words.kept_out_words(each)) for each in kept])
        self.out_place.offer([(each.hex, name) for each, name in places])

    def offer(self, areas: Iterable[tuple[str, str]], languages: Iterable[tuple[str, str]]) -> None:
        """Say what there is to choose from in her country and in the directory."""
        self.area.offer(areas)
        self.languages.offer(languages)
        self.shift_days.offer(words.weekdays().items())
        self.other_days.offer(words.weekdays().items())
        self.rest_days.offer(words.weekdays().items())
        self.kinds.offer((each.value, str(said)) for each, said in KINDS.items())
        papers = {each.value: str(said) for each, said in DOCUMENTS.items()}
        self.documents.offer({ASKED: _("I have asked her"), **papers}.items())

    def validate_event_hour(self, field: Line) -> None:
        """Raises ValidationError for what is no hour of a day, or an hour of no day."""
        typed = (field.data or "").strip()
        if typed and not (typed.isdecimal() and int(typed) < HOURS):
            raise ValidationError(_("Type an hour from 0 to 23, or leave it empty."))
        if typed and the_day(self.event_on) is None:
            raise ValidationError(_("Write the day as well, or leave both empty."))

    def validate_out_why(self, field: OneOf) -> None:
        """Raises ValidationError for a place without a reason, or a reason without a place."""
        if self.out_place.value and not field.value:
            raise ValidationError(_("Choose why it must not be asked."))
        if not self.out_place.value and (field.value or self.out_words.data):
            raise ValidationError(_("Choose the place as well, or leave all three empty."))

    def validate_shift_begins(self, field: Line) -> None:
        """Raises ValidationError for what is no time, or half a shift."""
        _require_whole(self.shift_days, field, self.shift_ends)

    def validate_other_begins(self, field: Line) -> None:
        """Raises ValidationError for what is no time, or half a shift."""
        _require_whole(self.other_days, field, self.other_ends)

    def validate_shift_ends(self, field: Line) -> None:
        """Raises ValidationError for what is no time."""
        _require_time(field)

    def validate_other_ends(self, field: Line) -> None:
        """Raises ValidationError for what is no time."""
        _require_time(field)

    def validate_travel(self, field: Line) -> None:
        """Raises ValidationError for what is no number of minutes, or more than a shift is long."""
        typed = (field.data or "").strip()
        if typed and not (typed.isdecimal() and int(typed) <= FARTHEST):
            raise ValidationError(_("Type a number of minutes, or leave it empty."))

    def show(self, wanted: Wanted, zone: ZoneInfo) -> None:
        """Fill the fields with what is known."""
        needs = wanted.needs
        for name, value in _shown(needs).items():
            self[name].data = value
        self.sex.data, self.access.data = wanted.sex.value, wanted.access
        self.wishes.data = _wishes(needs)
        self.out.data = [each.organization.hex for each in wanted.kept_out]
        if needs.happened_at is not None:
            at = needs.happened_at.astimezone(zone)
            show_day(self.event_on, at.date())
            self.event_hour.data = str(at.hour)

    def wanted(self, before: Wanted, zone: ZoneInfo) -> Wanted:
        """What was typed, once the form is valid; what it does not ask stays as it was."""
        ticked = set(self.wishes.values)
        needs = msgspec.structs.replace(
            before.needs,
            kinds=frozenset(Category(each) for each in self.kinds.values),
            happened_at=self._happened_at(zone),
            exposed=Known(self.exposed.value or Known.UNKNOWN),
            area=self.area.value,
            reach=Reach(self.reach.value or Reach.NEIGHBOURS),
            shifts=tuple(self._shifts()),
            travel_minutes=int((self.travel.data or "").strip() or UNSAID),
            rest_days=frozenset(int(each) for each in self.rest_days.values),
            languages=frozenset(self.languages.values),
            staff=StaffWish(self.staff.value or StaffWish.ANY),
            whom=frozenset(Whom(each) for each in self.whom.values),
            age=AgeBand(self.age.value or AgeBand.UNKNOWN),
            documents=frozenset(Document(each) for each in self.documents.values if each != ASKED),
            documents_known=bool(self.documents.values),
            secret_from=frozenset(Ear(each) for each in self.secret_from.values),
            can_call="no_call" not in ticked,
            can_travel="no_travel" not in ticked,
            **{name: name in ticked for name in PLAIN},
        )
        sex = Gender(self.sex.value or Gender.UNSAID)
        out = self._kept_out(before.kept_out)
        return Wanted(needs=needs, sex=sex, access=self.access.data or "", kept_out=out)

    def _kept_out(self, before: tuple[KeptOut, ...]) -> tuple[KeptOut, ...]:
        """Those that stay out, and the one that was chosen now."""
        chosen = self.out_place.value
        kept = [each for each in before if each.organization.hex in self.out.values]
        if not chosen:
            return tuple(kept)
        more = KeptOut(
            organization=UUID(hex=chosen),
            name=named(self.out_place.choices)[chosen],
            why=KeptWhy(self.out_why.value),
            words=self.out_words.data or "",
        )
        return (*(each for each in kept if each.organization != more.organization), more)

    def _happened_at(self, zone: ZoneInfo) -> datetime | None:
        day, hour = the_day(self.event_on), (self.event_hour.data or "").strip()
        return datetime.combine(day, time(int(hour or 0)), zone) if day is not None else None

    def _shifts(self) -> Iterator[Shift]:
        asked = (
            (self.shift_days, self.shift_begins, self.shift_ends),
            (self.other_days, self.other_begins, self.other_ends),
        )
        for days, first, last in asked:
            begins, ends = minutes(first.data or ""), minutes(last.data or "")
            if begins is not None and ends is not None:
                ends = ends if ends > begins else ends + DAY
                worked = frozenset(int(each) for each in days.values)
                yield Shift(days=worked, begins=begins, ends=ends)


def _require_whole(days: SomeOf, begins: Line, ends: Line) -> None:
    """Raises ValidationError for half a shift, and for a beginning that is no time."""
    if len({bool(days.values), bool(begins.data), bool(ends.data)}) > 1:
        raise ValidationError(_("Write the days, the beginning and the end, or none of them."))
    _require_time(begins)


def _require_time(field: Line) -> None:
    """Raises ValidationError."""
    if field.data and minutes(field.data) is None:
        raise ValidationError(_("Write it as 8 or 17:30."))


def minutes(typed: str) -> int | None:
    """Minutes after midnight, out of 8, 7:30 or 7.30; None for anything else."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < HOURS and minute < 60 else None


def _wishes(needs: Needs) -> list[str]:
    """What is ticked of the last list."""
    ticked = [name for name in PLAIN if getattr(needs, name)]
    missing = {"no_call": needs.can_call, "no_travel": needs.can_travel}
    return [*ticked, *(name for name, can in missing.items() if not can)]


def _shown(needs: Needs) -> Mapping[str, object]:
    """What stands in the plain fields."""
    shift, other = [*needs.shifts, None, None][:2]
    papers = [each.value for each in needs.documents]
    return {
        "kinds": sorted(needs.kinds),
        "exposed": needs.exposed.value,
        "area": needs.area,
        "reach": needs.reach.value,
        **_hours("shift", shift),
        **_hours("other", other),
        "travel": "" if needs.travel_minutes == UNSAID else str(needs.travel_minutes),
        "rest_days": [str(day) for day in needs.rest_days],
        "languages": sorted(needs.languages),
        "staff": needs.staff.value,
        "whom": sorted(needs.whom),
        "age": needs.age.value,
        "documents": [*papers, *([ASKED] if needs.documents_known else [])],
        "secret_from": sorted(needs.secret_from),
    }


def _hours(name: str, shift: Shift | None) -> Mapping[str, object]:
    """What stands in the three fields of a shift."""
    return {
        f"{name}_days": [str(day) for day in shift.days] if shift else [],
        f"{name}_begins": _clock(shift.begins) if shift else "",
        f"{name}_ends": _clock(shift.ends) if shift else "",
    }


def _clock(at: int) -> str:
    return f"{at % DAY // 60}:{at % 60:02}"
