"""A group of factories that is compared with others, as an analyst names it."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length, ValidationError

from auth.forms import Form
from casework.forms.asking import SomeOf
from casework.forms.uncoded import UncodedLine
from casework.measures.grouping import COUNTRY
from casework.measures.tables import FEWEST

LONGEST = 40


class GroupForm(Form):
    """Its name, and its factories."""

    name = UncodedLine(
        _l("What is it called?"),
        _l("All partners read it, and everybody outside: for example, visited in spring."),
        limit=LONGEST,
        validators=[
            DataRequired(_l("Write what it is called.")),
            Length(min=COUNTRY + 1, message=_l("Write a longer name.")),
        ],
    )
    factories = SomeOf(_l("Which factories?"))

    def offer(self, factories: Iterable[tuple[str, str]]) -> None:
        """Say which factories are in no group yet."""
        self.factories.offer(list(factories))

    def validate_factories(self, field: SomeOf) -> None:
        """Refuse a group so small that it is one factory, or nearly. Raises ValidationError."""
        if len(set(field.values)) < FEWEST:
            raise ValidationError(_("Choose at least %(least)s factories.", least=FEWEST))

    @property
    def chosen(self) -> list[UUID]:
        """Which factories."""
        return [UUID(each) for each in self.factories.values]
