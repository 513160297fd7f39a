"""What somebody chooses who wants the directory on paper: which form, where, which language."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.forms.asking import OneOf, OneOfMany
from referrals.paper.pathway import POCKET, WALL

BOOKLET = "booklet"


class DirectoryPaperForm(Form):
    """A booklet, a sheet for the wall, or cards for the pocket."""

    paper = OneOf(
        _l("What do you want to print?"),
        {
            BOOKLET: _l("A booklet: every place, kind by kind"),
            WALL: _l("One page for the wall: where to go first"),
            POCKET: _l("Four cards for the pocket, on one page to be cut"),
        },
        validators=[DataRequired(_l("Choose what to print."))],
    )
    area = OneOfMany(_l("For which area?"), validators=[DataRequired(_l("Choose an area."))])
    language = OneOfMany(_l("In which language?"))

    def offer(self, areas: Iterable[tuple[str, str]], languages: Iterable[tuple[str, str]]) -> None:
        """Say for which areas and in which languages it can be printed."""
        self.area.offer(areas)
        self.language.offer(languages)
