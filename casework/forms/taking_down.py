"""The one screen on which a complaint is taken down for somebody, and what it says."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, FormField, HiddenField, StringField, ValidationError
from wtforms.validators import DataRequired

from auth.choice_forms import DayForm
from auth.forms import Form
from auth.parts import now
from casework.case.answers import Age, Answers, Contact, Named, Reply, Wish
from casework.forms.asking import LONG, Line, OneOf, OneOfMany, SomeOf, Words
from casework.forms.interpreting import InterpretedForm
from casework.inquiry.undertakings import is_same
from casework.procedures.terms import Gender
from casework.taking_down.complaint import Limit, TakenDown, Way, Wording
from casework.taking_down.taking_places import Place
from casework.telling.choices import (
    AGES,
    CONDUCT,
    GENDERS,
    NEEDS,
    PLACES,
    REPLIES,
    WAYS,
    WISHES,
    ages,
)
from casework.words.taken import (
    CARE,
    CARE_ALONE,
    HERSELF,
    LIMITS,
    REACHING,
    SHARED,
    SOMEBODY_ELSE,
    TOLD_BY,
    WORDINGS,
)

Pairs = list[tuple[str, str]]
ASKED = {key: words for key, words in WISHES.items() if key != Wish.KEEP}
YES_NO = {"yes": _l("Yes"), "no": _l("No")}


@dataclass(frozen=True)
class Offered:
    """What there is to choose from in one place."""

    unions: Pairs
    women: Pairs
    has_programme: bool
    may_go_on: bool
    age: int
    """From which somebody is an adult there."""
    asks_gender: bool
    """The law there covers some and not others."""
    is_hers: bool = False
    """The survivor has agreed to a concern: it is she who tells now."""


class PastDay(DayForm):
    """A day that has been, in this century or in the last."""

    def validate_year(self, field: StringField) -> None:
        """Raises ValidationError for what is no day, is still to come, or is long past."""
        super().validate_year(field)
        day = self.the_day()
        # Tomorrow of UTC is today somewhere.
        if day is not None and not date(1950, 1, 1) <= day <= now().date() + timedelta(days=1):
            raise ValidationError(_("Check the day: it is still to come, or very long ago."))


class HowItCame(Form):
    """By which way it came, from whom, and what was said to her before she told."""

    way = OneOfMany(_l("How did it reach you?"))
    told_by = OneOf(
        _l("Who told you?"),
        TOLD_BY,
        validators=[DataRequired(_l("Choose who told you: the rest depends on it."))],
    )
    wording = OneOf(_l("In whose words do you write?"), WORDINGS)
    limits = SomeOf(_l("What did you say to her before she told?"), LIMITS)
    told_on = FormField(PastDay, _l("When were you told?"))


class WhatHappened(Form):
    """What happened, about whom, where and when; all of it may stay empty."""

    words = Words(
        _l("What happened"),
        _l("Any language, any letters. Short is fine."),
        limit=LONG,
    )
    file = FileField(
        _l("A photo of the letter or the slip"),
        description=_l("One photo, PDF or sound recording of at most 15 MB."),
    )
    intimate = BooleanField(
        _l("It is intimate: it shows her, or somebody else, undressed or being touched"),
        description=_l(
            "Do not look at it. Then nobody simply opens it: one asks, another agrees, and only "
            "they look."
        ),
    )
    who_name = Line(_l("Name, or a part of it"))
    who_nickname = Line(_l("What people call this person"))
    who_number = Line(_l("Employee number"))
    who_post = Line(_l("Work this person does"))
    who_line = Line(_l("Line, floor or department"))
    places = SomeOf(_l("Where did it happen?"), PLACES)
    place_text = Line(_l("Anything else about the place"))
    when_text = Line(_l("When, in her words"), _l("About is fine."), limit=500)
    event_on = FormField(PastDay, _l("If there is a date: about which day?"))
    kinds = SomeOf(_l("What kind of conduct?"), CONDUCT)


class WhatSheChose(Form):
    """What she would like, and what she agreed to: each empty answer is a no."""

    wish = OneOf(
        _l("What would she like?"),
        ASKED,
        validators=[DataRequired(_l("Ask her what she would like, and choose it."))],
    )
    age = OneOf(_l("How old is the person it happened to?"), AGES)
    gender = OneOf(
        _l("Is this person a woman or a man?"),
        GENDERS,
        _l(
            "The law here covers women. For everybody else general rules count instead. Nobody "
            "need answer: then it goes by the law."
        ),
    )
    safe = OneOf(_l("Is she safe now?"), REPLIES)
    jobs = OneOf(
        _l("Can the person it is about hire, fire or pay the committee's people?"),
        REPLIES,
        _l("If yes, nobody of the factory can read this, and you cannot either."),
    )
    name = Line(_l("Her name"))
    employee_number = Line(_l("Her employee number"))
    shared = SomeOf(_l("Who may know her name and how to reach her?"), SHARED)
    union = OneOf(_l("May a union follow what is done?"))
    care = OneOf(_l("May CARE know of it?"))
    receiver = OneOf(_l("Is there a woman she would like to read it?"))
    goes_on = BooleanField(
        _l("She agreed that I am one of the two who read first"),
        description=_l("Without this you cannot read it again once it is saved."),
    )
    needs = SomeOf(_l("Would she like help with something?"), NEEDS)
    officer = OneOf(_l("May a referral officer know what she needs?"), YES_NO)
    how = OneOf(_l("How may she be reached?"), REACHING)
    where = Line(_l("Number, place or person"))
    when = Line(_l("When is it safe?"))
    whose_phone = Line(_l("Whose phone is it?"))
    who_answers = Line(_l("Who else may answer, or look at it?"))
    what_to_say = Words(_l("What should we say if somebody else answers?"), limit=500)


class TakingDownForm(WhatSheChose, WhatHappened, InterpretedForm, HowItCame):
    """All of it. `begun` and `carried` are sealed for the writer (casework.taking_down.carried)."""

    begun = HiddenField()
    carried = HiddenField()
    place = HiddenField()

    def settle(self, place: Place, offered: Offered, today: date) -> None:
        """Offer what there is in her place, and leave out what there is not."""
        self.today = today
        self.way.offer(WAYS.items())
        self.age.offer(ages(offered.age).items())
        self.union.offer([*offered.unions, ("none", _("No union"))])
        self.receiver.offer(offered.women)
        self.care.offer((CARE if place.factory else CARE_ALONE).items())
        if offered.is_hers:
            self.told_by.offer([(HERSELF, str(TOLD_BY[HERSELF]))])
            self.told_by.data = self.told_by.data or HERSELF
        absent = {
            "union": not offered.unions,
            "receiver": not offered.women,
            "care": not offered.has_programme,
            "goes_on": not offered.may_go_on,
            "jobs": place.factory is None,
            "gender": not offered.asks_gender,
        }
        for name in (name for name, is_absent in absent.items() if is_absent):
            del self[name]

    def validate_interpreter(self, field: Line) -> None:
        """Raises ValidationError where the name fits whom it is about."""
        if field.data and is_same(Named(name=field.data), self._respondent()):
            raise ValidationError(
                _("What is known of this person fits the respondent. Find somebody else.")
            )

    def begin(self) -> None:
        """An empty form: she was told today, most often."""
        when = self.told_on.form
        when.day.data, when.month.data = str(self.today.day), str(self.today.month)
        when.year.data = str(self.today.year)

    def show(self, answers: Answers) -> None:
        """Fill in what is known of what happened. What she agreed to is asked of her."""
        named = answers.respondent
        self.words.data = answers.words
        self.who_name.data, self.who_nickname.data = named.name, named.nickname
        self.who_number.data, self.who_post.data = named.employee_number, named.post
        self.who_line.data = named.line
        self.places.data, self.place_text.data = list(answers.places), answers.place_text
        self.when_text.data, self.kinds.data = answers.when_text, list(answers.kinds)

    def taken(self, place: Place, case: UUID) -> TakenDown:
        """What was written, for a valid form."""
        return TakenDown(
            case=case,
            answers=self._answers(place),
            way=Way(self.way.value) if self.way.value else None,
            wording=Wording(self.wording.value) if self.wording.value else None,
            limits_read=tuple(Limit(each) for each in self.limits.values),
            told_on=self.told_on.form.the_day(),
            event_on=self.event_on.form.the_day(),
            goes_on=bool(self._chosen("goes_on")),
            interpreter=self.interpreter.data or "",
        )

    def _answers(self, place: Place) -> Answers:
        age, safe, wish = self.age.value, self.safe.value, self.wish.value
        told = Answers(
            language="",
            workplace=place.factory,
            elsewhere=place.elsewhere,
            wish=Wish(wish) if wish else None,
            safe_now=Reply(safe) if safe else None,
            age=Age(age) if age else None,
            for_somebody_else=self.told_by.value == SOMEBODY_ELSE,
            respondent=self._respondent(),
            places=self.places.values,
            place_text=self.place_text.data or "",
            when_text=self.when_text.data or "",
            kinds=self.kinds.values,
            words=self.words.data or "",
        )
        jobs = self._chosen("jobs")
        told.gender = Gender(self._chosen("gender") or Gender.UNSAID)
        told.decides_on_jobs = Reply(jobs) if jobs else None
        told.preferred_receiver = _id(self._chosen("receiver"))
        if not told.for_somebody_else:
            self._consents(told)
        return told

    def _consents(self, told: Answers) -> None:
        """What only the survivor can answer; of a concern nothing of it is taken."""
        shared, care, union = self.shared.values, self._chosen("care"), self._chosen("union")
        told.name, told.employee_number = self.name.data or "", self.employee_number.data or ""
        told.name_for_committee = "committee" in shared
        told.name_for_union = "union" in shared
        told.name_for_programme = "programme" in shared
        told.union = _id(union) if union != "none" else None
        told.tells_programme = care in ("outcome", "told") if care else None
        told.told_for_programme = care == "told"
        told.declines_programme = care == "no"
        told.needs, told.wants_officer = self.needs.values, self.officer.value == "yes"
        fields = ("where", "when", "whose_phone", "who_answers", "what_to_say")
        said = {name: str(self[name].data or "") for name in fields}
        told.contact = Contact(how=self.how.value or "never", **said)

    def _respondent(self) -> Named:
        return Named(
            name=self.who_name.data or "",
            nickname=self.who_nickname.data or "",
            employee_number=self.who_number.data or "",
            post=self.who_post.data or "",
            line=self.who_line.data or "",
        )

    def _chosen(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""


def _id(digits: str) -> UUID | None:
    return UUID(digits) if digits else None
