"""What somebody types about an intimate file before anybody looks at it."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from casework.forms.asking import OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.models.entry import Ruling
from casework.words.evidence import CHILD_ANSWERS, RULINGS

NO = "no"


class ChildForm(CaseForm):
    """Whether somebody in it may be a child: asked before anything else."""

    child = OneOf(
        _l("May somebody in it be under 18?"),
        CHILD_ANSWERS,
        _l("Answer by what you were told. Do not open it to find out."),
        validators=[DataRequired(_l("Choose one."))],
    )

    def ask_under(self, age: int) -> None:
        """Ask by the age from which somebody is an adult where the case belongs."""
        self.child.label.text = _("May somebody in it be under %(age)s?", age=age)

    @property
    def may_show_child(self) -> bool:
        """Everything but a plain no."""
        return self.child.value != NO


class MarkForm(ChildForm):
    """Marking it: nobody opens it alone from then on."""


class LookForm(ChildForm):
    """Why somebody has to look."""

    words = Words(
        _l("Why does somebody have to look at it?"),
        _l("What is to be found out that nothing else tells. The others read this."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class AgreeForm(CaseForm):
    """The second word."""

    sure = BooleanField(
        _l("I have read why, and I agree that both of us look at it"),
        [InputRequired(_l("Tick this if you agree."))],
    )


class RuleForm(CaseForm):
    """What the child protection officer decides."""

    ruling = OneOf(_l("What becomes of it?"), RULINGS, validators=[DataRequired(_l("Choose one."))])
    words = Words(
        _l("Why"), limit=REASON, validators=[DataRequired(_l("Write why, in a sentence."))]
    )

    @property
    def decided(self) -> Ruling:
        """As it was chosen."""
        return Ruling(self.ruling.value)


FORMS: Mapping[str, type[CaseForm]] = {
    "mark": MarkForm,
    "ask": LookForm,
    "agree": AgreeForm,
    "rule": RuleForm,
}
"""By what is done with it."""
