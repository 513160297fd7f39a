"""Which report a law asks for, of which factory and year, and what no case knows."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import DataRequired, NumberRange, Optional

from auth.forms import AgainForm
from casework.forms.asking import OneOf, OneOfMany
from casework.words.statutory import LAWS

MOST = 1_000_000


def _people(label: str) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(0, MOST, _l("Type a number."))])


class StatutoryForm(AgainForm):
    """A report for the authority that a law names. It is exact, so it asks who one is again."""

    law = OneOf(_l("Which report?"), LAWS, validators=[DataRequired(_l("Choose one."))])
    factory = OneOfMany(_l("Of which factory?"), validators=[DataRequired(_l("Choose one."))])
    year = OneOfMany(_l("Of which year?"), validators=[DataRequired(_l("Choose one."))])
    workshops = _people(_l("Workshops held in that year, if you know"))
    women = _people(_l("Women employed, if you know"))
    men = _people(_l("Men employed, if you know"))
    transgender = _people(_l("Transgender people employed, if you know"))

    def offer(self, factories: Iterable[tuple[str, str]], years: Iterable[int]) -> None:
        """Say of which factories and years there can be one."""
        self.factory.offer(list(factories))
        self.year.offer([(str(each), str(each)) for each in years])
