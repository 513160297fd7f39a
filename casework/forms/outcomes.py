"""What a union representative chooses and types, and what the committee answers her."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, ValidationError
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.forms.asking import OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.finding import MONTH, Choice
from casework.forms.safety import the_day
from casework.forms.taking_down import PastDay
from casework.outcomes.filtering import (
    ANY,
    CLOCKS,
    NEEDS,
    SHARED,
    Decided,
    Filter,
    State,
    sanctions,
)
from casework.outcomes.following import Row
from casework.outcomes.points import About
from casework.parties.declaring import Answers
from casework.protection.signs import Sign, Watched
from casework.protection.watching import Heard
from casework.words.inquiry import item_words
from casework.words.outcomes import ABOUT, DECIDED, KEPT, STATES
from casework.words.outcomes import NEEDS as NEED_WORDS
from casework.words.outcomes import SHARED as SHARED_WORDS
from casework.words.protection import SIGNS, WATCHED

NOBODY_NAMED = _l("She reads it, and the committee does. Name nobody.")
YES_NO = {"yes": _l("Yes"), "no": _l("No")}


class OutcomeFilterForm(Form):
    """Which of the cases she follows a list shows. Nothing in the address is case text."""

    s = Choice(_l("How far"))
    c = Choice(_l("Days"))
    n = Choice(_l("What needs the union"))
    f = Choice(_l("Factory"))
    d = Choice(_l("What was decided"))
    k = Choice(_l("Which sanction"))
    h = Choice(_l("What she shares"))
    since = Choice(_l("Told from"))
    until = Choice(_l("Told until"))

    def offer(self, months: Sequence[date], rows: Sequence[Row]) -> None:
        """Say from which months and factories there are cases, and which sanctions they have."""
        every = _("All of them")
        homes = {row.home.hex: row.place for row in rows if row.home is not None}
        self.f.give(every, sorted(homes.items(), key=lambda each: each[1]))
        self.d.give(every, [(each, str(words)) for each, words in DECIDED.items()])
        found = sanctions(rows).items()
        self.k.give(every, [(id_, item_words(id_, label)) for id_, label in found])
        self.h.give(every, [(letter, str(SHARED_WORDS[each])) for letter, each in SHARED.items()])
        self.s.give(every, [(each, str(words)) for each, words in STATES.items()])
        self.c.give(every, [(letter, str(KEPT[kept])) for letter, kept in CLOCKS.items()])
        needs = [(letter, str(NEED_WORDS[need])) for letter, need in NEEDS.items()]
        self.n.give(every, [(ANY, _("Anything")), *needs])
        named = [(month.strftime(MONTH), format_date(month, "LLLL y")) for month in months]
        self.since.give(_("The first month"), named)
        self.until.give(_("The last month"), named)

    def validate_until(self, field: Choice) -> None:
        """Refuse an end before the beginning. Raises ValidationError."""
        is_known = not (field.errors or self.since.errors)
        if is_known and self.since.value and field.value and field.value < self.since.value:
            raise ValidationError(_("This month is before the first one you chose."))

    @property
    def chosen(self) -> Filter:
        """What was chosen; nothing where anything of it is not right."""
        if self.errors:
            return Filter()
        return Filter(
            state=State(self.s.value) if self.s.value else None,
            kept=CLOCKS.get(self.c.value),
            need=self.n.value,
            since=_month(self.since),
            until=_month(self.until),
            factory=UUID(self.f.value) if self.f.value else None,
            decided=Decided(self.d.value) if self.d.value else None,
            sanction=self.k.value or "",
            shared=SHARED.get(self.h.value),
        )

    @property
    def asked(self) -> Mapping[str, str]:
        """The same as it stands in an address."""
        if self.errors:
            return {}
        of_it = (self.s, self.c, self.n, self.f, self.d, self.k, self.h)
        fields = (*of_it, self.since, self.until)
        return {field.name: field.value for field in fields if field.value}

    @property
    def query(self) -> str:
        """The same, to be followed by the page."""
        return "".join(f"{name}={value}&" for name, value in self.asked.items())


class UnionSignForm(CaseForm):
    """A sign of retaliation: of whom, what, since when, and no word more."""

    whom = OneOf(
        _l("Of whom is this?"), WATCHED, validators=[DataRequired(_l("Choose of whom it is."))]
    )
    signs = SomeOf(
        _l("What has changed?"),
        SIGNS,
        validators=[DataRequired(_l("Choose what has changed."))],
    )
    on = FormField(PastDay, _l("Since which day?"))

    def heard(self) -> Heard:
        """What was chosen, once the form is valid."""
        return Heard(
            whom=Watched(self.whom.value),
            how="",
            signs=tuple(Sign(each) for each in self.signs.values),
            on=the_day(self.on),
        )


class UnionPointForm(CaseForm):
    """What she asks the committee."""

    about = OneOf(
        _l("What is it about?"), ABOUT, validators=[DataRequired(_l("Choose what it is about."))]
    )
    words = Words(
        _l("What do you ask the committee?"),
        NOBODY_NAMED,
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask."))],
    )

    @property
    def what(self) -> About:
        """What it is about, once the form is valid."""
        return About(self.about.value)


class UnionAnswerForm(CaseForm):
    """What the committee answers."""

    words = Words(
        _l("Your answer to the union"),
        _l("The union and the survivor read it. Name nobody, and tell nothing of what was told."),
        limit=REASON,
        validators=[DataRequired(_l("Write the answer."))],
    )


class BesideForm(CaseForm):
    """Whether the representative stands beside her, and what has to be known before."""

    beside = OneOf(
        _l("Do you stand beside her?"),
        {"yes": _l("Yes"), "no": _l("No, I cannot")},
        validators=[DataRequired(_l("Choose yes or no."))],
    )
    related = OneOf(_l("Are you related to anybody of the case, or close to them?"), YES_NO)
    over = OneOf(_l("Do you stand above or below any of them at work?"), YES_NO)
    named = OneOf(_l("Are you named in it yourself?"), YES_NO)
    secret = BooleanField(
        _l("I keep secret what I hear and see, for always, also in the union"),
        description=_l("By this you sign. Without it nobody stands beside her."),
    )
    words = Words(
        _l("What you say to her"),
        _l("She reads it on her page. Those who follow the outcome read it too."),
        limit=REASON,
    )

    def validate_related(self, field: OneOf) -> None:
        """Raises ValidationError where she says yes and does not answer this."""
        self._require(field)

    def validate_over(self, field: OneOf) -> None:
        """Raises ValidationError where she says yes and does not answer this."""
        self._require(field)

    def validate_named(self, field: OneOf) -> None:
        """Raises ValidationError where she says yes and does not answer this."""
        self._require(field)

    def _require(self, field: OneOf) -> None:
        if self.is_yes and not field.value:
            raise ValidationError(_("Answer this first: yes or no."))

    @property
    def is_yes(self) -> bool:
        """Whether she stands beside her."""
        return self.beside.value == "yes"

    def answers(self) -> Answers:
        """What she said of herself, once the form is valid."""
        return Answers(
            is_related=self.related.value == "yes",
            is_over=self.over.value == "yes",
            is_named=self.named.value == "yes",
            words=self.words.data or "",
        )


def _month(field: Choice) -> date | None:
    return date.fromisoformat(f"{field.value}-01") if field.value else None
