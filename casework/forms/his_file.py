"""What is typed to make the respondent's file, to judge it, and to take it out."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import FormField
from wtforms.validators import DataRequired

from auth.forms import AgainForm
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.inquiry import DayThatWas
from casework.inquiry.his_file import Prepared

MOST = 100
"""Passages blacked out by hand."""


class PrepareForm(CaseForm):
    """In which language, and what is blacked out besides names."""

    language = OneOf(
        _l("In which language does he read it?"),
        validators=[DataRequired(_l("Choose the language."))],
    )
    words = Words(
        _l("Words to black out besides names"),
        _l("One passage a line, as it stands in the findings or reasons: a shift, a place, "
           "something only one person could know."),
        limit=REASON,
    )  # fmt: skip

    def offer(self, languages: Iterable[tuple[str, str]]) -> None:
        """Say which languages there are."""
        self.language.offer(languages)

    def prepared(self) -> Prepared:
        """What was typed, once the form is valid."""
        passages = (each.strip() for each in (self.words.data or "").splitlines())
        left_out = tuple(each for each in passages if each)[:MOST]
        return Prepared(language=self.language.value, left_out=left_out)


class HandedForm(CaseForm):
    """That he has it."""

    on = FormField(DayThatWas, _l("On which day did he get it?"))
    words = Line(
        _l("How, and what proves it?"),
        validators=[DataRequired(_l("Write how he got it."))],
    )


class TakeForm(CaseForm, AgainForm):
    """The passphrase once more, before it leaves."""
