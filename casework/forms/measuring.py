"""Which report a law asks for, of which year, and what no case knows."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import DataRequired, NumberRange, Optional

from auth.forms import AgainForm, Form
from casework.forms.asking import OneOf, OneOfMany
from casework.measures.laws import Law
from casework.measures.statutory import Beside
from casework.words.statutory import LAWS

MOST = 1_000_000


def _people(label: str, hint: str = "") -> IntegerField:
    checks = [Optional(), NumberRange(0, MOST, _l("Type a number."))]
    return IntegerField(label, checks, description=hint)


class _Asked(Form):
    """What both kinds of reports ask."""

    law = OneOf(_l("Which report?"), validators=[DataRequired(_l("Choose one."))])
    year = OneOfMany(
        _l("Of which year?"),
        hint=_l("A financial year is named after the April in which it begins."),
        validators=[DataRequired(_l("Choose one."))],
    )
    workshops = _people(
        _l("Workshops held in that year, if you know"),
        _l("Left empty, the STOP sessions of the partners' calendar at this factory count."),
    )
    women = _people(_l("Women employed, if you know"))

    def offer(self, laws: Iterable[Law], years: Iterable[int]) -> None:
        """Say which reports and years there can be."""
        self.law.offer([(each.value, LAWS[each]) for each in laws])
        self.year.offer([(str(each), str(each)) for each in years])

    @property
    def beside(self) -> Beside:
        """What was entered, and nothing for what was not."""
        more = {name: self[name].data for name in ("men", "transgender") if name in self}
        return Beside(self.workshops.data, self.women.data, **more)


class StatutoryForm(_Asked, AgainForm):
    """A report for the authority that a law names. It is exact, so it asks who one is again."""

    men = _people(_l("Men employed, if you know"))
    transgender = _people(_l("Transgender people employed, if you know"))


class DisclosedForm(_Asked):
    """A report out of published tables: nothing in it is finer than they are."""
