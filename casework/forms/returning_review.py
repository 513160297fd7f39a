"""What she types who asks for a review of what was decided."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.forms.asking import Words
from casework.forms.cases import REASON
from casework.inquiry.asking_review import Asking


class AskThisReviewForm(Form):
    """What she says against what was decided of a proceeding against her."""

    words = Words(
        _l("What do you not agree with?"),
        _l("In your own words. A sentence is enough."),
        limit=REASON,
        validators=[DataRequired(_l("Write a sentence: what you do not agree with."))],
    )


class AskReviewForm(Form):
    """What she says against the decision; after its day also why it comes now."""

    words = Words(
        _l("What do you not agree with?"),
        _l("In your own words. A sentence is enough."),
        limit=REASON,
        validators=[DataRequired(_l("Write a sentence: what you do not agree with."))],
    )
    why_late = Words(
        _l("Why does it come now?"),
        _l("For example: I was not told, or I was afraid."),
        limit=REASON,
    )

    def say_why(self) -> None:
        """Say beside the field that its words are missing."""
        self.why_late.errors = [str(_("The day has passed. Write why it comes now."))]

    def asking(self) -> Asking:
        """What was typed, once the form is valid."""
        return Asking(self.words.data or "", self.why_late.data or "")
