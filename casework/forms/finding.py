"""What somebody types or chooses to find cases: words, a state, months."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from auth.forms import Form
from casework.case.folding import words
from casework.desk.filtering import Filter, State
from casework.forms.asking import Line, OneOfMany

MOST_WORDS = 10
LONGEST = 200
MONTH = "%Y-%m"
STATES: Mapping[State, str] = MappingProxyType(
    {
        State.NEW: _l("New"),
        State.WAITING: _l("Waiting for me"),
        State.OPEN: _l("Open"),
        State.ENDED: _l("Closed"),
        State.CONCERN: _l("Concerns"),
        State.WITHDRAWN: _l("Withdrawal asked for"),
    }
)


class SearchForm(Form):
    """Words, all of which a case has to have."""

    words = Line(_l("Words to look for"), limit=LONGEST)

    def validate_words(self, field: Line) -> None:
        """Refuse nothing to look for, and more than a search takes. Raises ValidationError."""
        found = words(field.data or "")
        if not found:
            raise ValidationError(_("Type a word to look for."))
        if len(found) > MOST_WORDS:
            most = _("Look for at most %(most)s words at once.", most=MOST_WORDS)
            raise ValidationError(most)


class Choice(OneOfMany):
    """One of a list, or all of it."""

    def give(self, every: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Say what there is to choose from, after what stands for all."""
        self.choices = [("", every), *pairs]


class FilterForm(Form):
    """Which cases a list shows. What was chosen stands in the address, and is no case text."""

    s = Choice(_l("Which cases"))
    since = Choice(_l("Told from"))
    until = Choice(_l("Told until"))

    def offer(self, counts: Mapping[State, int], months: Sequence[date]) -> None:
        """Say how many cases are in each state, and from which months there are some."""
        every = _("All of them")
        self.s.give(every, [(each, f"{STATES[each]} ({count})") for each, count in counts.items()])
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
            State(self.s.value) if self.s.value else None,
            _month(self.since),
            _month(self.until),
        )

    @property
    def asked(self) -> dict[str, str]:
        """The same as it stands in an address."""
        if self.errors:
            return {}
        fields = (self.s, self.since, self.until)
        return {field.name: field.value for field in fields if field.value}

    @property
    def query(self) -> str:
        """The same, to be followed by the page."""
        return "".join(f"{name}={value}&" for name, value in self.asked.items())


def _month(field: Choice) -> date | None:
    return date.fromisoformat(f"{field.value}-01") if field.value else None
