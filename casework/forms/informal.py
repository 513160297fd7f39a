"""What is typed of the informal steps."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from casework.asking.questions import SafeBy
from casework.ending.informal import Steps
from casework.forms.asking import OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.words.asking import WAYS


class StepsForm(CaseForm):
    """What would be done, and how it is safe to ask her."""

    words = Words(
        _l("The steps, one by one"),
        _l(
            "Who speaks with him, about what, and what is said of her. She is asked in these words."
        ),
        limit=REASON,
        validators=[DataRequired(_l("Write down the steps."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask?"), WAYS, validators=[DataRequired(_l("Choose a way."))]
    )

    def steps(self) -> Steps:
        """What was typed, once the form is valid."""
        return Steps(self.words.data or "", SafeBy(self.safe_by.value))
