"""What somebody chooses who has a report of a whole case made."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from auth.forms import AgainForm
from casework.forms.asking import OneOf, OneOfMany, SomeOf

FOR: Mapping[str, str] = {
    "decides": _l("Whoever decides"),
    "committee": _l("The committee's own file"),
    "authority": _l("A court or an authority"),
    "survivor": _l("The survivor herself"),
}


class ReportForm(AgainForm):
    """For whom, what is left out, in which language; and the passphrase once more."""

    made_for = OneOf(
        _l("For whom is it?"), FOR, validators=[DataRequired(_l("Choose for whom it is."))]
    )
    masks = SomeOf(
        _l("What is left out or masked?"),
        hint=_l("The report says on its first page what was."),
    )
    language = OneOfMany(_l("In which language?"))

    def offer(self, masks: Mapping[str, str], languages: Iterable[tuple[str, str]]) -> None:
        """Say what there is to choose from."""
        self.masks.choices = list(masks.items())
        self.language.offer(languages)
