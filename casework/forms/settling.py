"""What is typed of a talk to settle it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.asking.questions import SafeBy
from casework.case.answers import Reply
from casework.course.choosing import ByVoice
from casework.ending.settling import Terms
from casework.ending.talks import Known
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.telling.choices import REPLIES
from casework.words.asking import WAYS
from casework.words.ending import SPOKEN


class HeardForm(CaseForm):
    """What she said to somebody, and how."""

    how = OneOf(
        _l("How did she say it?"), SPOKEN, validators=[DataRequired(_l("Choose how she said it."))]
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when she said it."))],
    )
    words = Words(
        _l("What she said"),
        _l("Her own words, as near as you can. She can read them on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )

    def heard(self) -> ByVoice:
        """What she said, once the form is valid."""
        return ByVoice(self.words.data or "", self.how.value, self.when.data or "")


class OpenTalkForm(CaseForm):
    """What has to be known before a talk is opened; what nobody knows counts as a yes."""

    contact = OneOf(
        _l("Did he touch her, or worse?"), REPLIES, validators=[DataRequired(_l("Choose one."))]
    )
    superior = OneOf(
        _l("Does he stand above her at work?"),
        REPLIES,
        validators=[DataRequired(_l("Choose one."))],
    )

    def known(self) -> Known:
        """What was typed, once the form is valid."""
        return Known(Reply(self.contact.value), Reply(self.superior.value))


class TermsForm(CaseForm):
    """What both would agree to."""

    words = Words(
        _l("What is agreed, word for word"),
        _l("It is read to her in these words. She says yes or no to them, alone."),
        limit=REASON,
        validators=[DataRequired(_l("Write what is agreed."))],
    )
    has_money = BooleanField(_l("Money is part of it"))
    safe_by = OneOf(
        _l("How is it safe to ask?"), WAYS, validators=[DataRequired(_l("Choose a way."))]
    )

    def terms(self) -> Terms:
        """What was typed, once the form is valid."""
        words, way = self.words.data or "", SafeBy(self.safe_by.value)
        return Terms(words, has_money=bool(self.has_money.data), safe_by=way)


class StopForm(CaseForm):
    """That she wants no talk any more, as she said."""

    words = Words(_l("What she said"), _l("It may stay empty."), limit=REASON)


class OwnWordsForm(Form):
    """Her own words beside a press."""

    words = Words(_l("Anything you want to say to it"), _l("It may stay empty."), limit=REASON)
