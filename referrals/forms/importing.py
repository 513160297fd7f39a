"""What an officer says of a file: which one, what its columns mean, and that it may go in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField

from auth.forms import Form
from referrals.importing.fields import MANY, Field
from referrals.words.importing import FIELDS

COLUMN = "column-{}"


class FileForm(Form):
    """A file."""

    file = HiddenField(_l("The file"))


class CountryForm(Form):
    """Of which country rows are that do not say so."""

    country = SelectField(
        _l("In which country are the places that name none?"), choices=[], default=""
    )

    def offer(self, countries: Sequence[tuple[str, str]]) -> None:
        """Say what there is to choose from."""
        self.country.choices = [("", _("Every row says it")), *countries]


class SheetForm(CountryForm):
    """Which sheet of a file."""

    sheet = SelectField(_l("Which sheet?"), choices=[])


class TakeInForm(Form):
    """That it may go in as it was shown."""

    shown = HiddenField()
    leaves_out = BooleanField(_l("Leave out the rows that cannot go in, and take in the others"))


def columns_form(names: Sequence[str]) -> type[SheetForm]:
    """A form that asks for each column what it means."""
    fields: dict[str, Any] = {
        COLUMN.format(at): SelectField(
            name or _("Column %(number)s", number=at + 1), choices=[], default=""
        )
        for at, name in enumerate(names)
    }
    return type("ColumnsForm", (SheetForm,), fields)


def said_in(form: SheetForm, count: int) -> dict[int, Field]:
    """What the form says of each column that means something."""
    told = ((at, form[COLUMN.format(at)].data) for at in range(count))
    return {at: Field(word) for at, word in told if word}


def twice(fields: Mapping[int, Field]) -> list[int]:
    """Columns whose meaning an earlier one has already, where only one can have it."""
    seen: set[Field] = set()
    found = []
    for at, field in sorted(fields.items()):
        if field in seen and field not in MANY:
            found.append(at)
        seen.add(field)
    return found


def meanings() -> list[tuple[str, str]]:
    """What a column can mean, to choose from."""
    return [("", _("Leave this column out")), *((each.value, str(FIELDS[each])) for each in FIELDS)]
