"""What somebody types about a survivor's age, and about what must be reported of her case."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from casework.course.duties import YES
from casework.course.minority import AgeStep
from casework.forms.asking import OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.words.duties import DECISIONS, DUTY_ANSWERS


class MarkAgeForm(CaseForm):
    """That she may be under age."""

    words = Words(
        _l("How do you know, or why do you think so?"),
        _l("Such as: she said it herself. Do not ask her for papers, and do not look for them."),
        limit=REASON,
        validators=[DataRequired(_l("Write how you know it, in a sentence."))],
    )


class LiftAgeForm(CaseForm):
    """That she is of age after all, where no officer is there to say it."""

    words = Words(
        _l("How do you know that she is of age?"),
        _l("Such as: she said it herself to me, alone. Do not ask her for papers."),
        limit=REASON,
        validators=[DataRequired(_l("Write how you know it, in a sentence."))],
    )


class DecideAgeForm(CaseForm):
    """What a child protection officer decides."""

    step = OneOf(
        _l("What follows?"), DECISIONS, validators=[DataRequired(_l("Choose what follows."))]
    )
    words = Words(
        _l("Why"), limit=REASON, validators=[DataRequired(_l("Write why, in a sentence."))]
    )

    @property
    def decided(self) -> AgeStep:
        """As it was chosen."""
        return AgeStep(self.step.value)


class DutyForm(CaseForm):
    """What somebody found out about the law."""

    required = OneOf(
        _l("Must the state be told of this case, also against her will?"),
        DUTY_ANSWERS,
        validators=[DataRequired(_l("Choose yes or no. If nobody knows it yet, ask first."))],
    )
    words = Words(
        _l("Who said so, and where does it stand?"),
        _l("A lawyer, the labour office, the supervisor: and the law and its section."),
        limit=REASON,
        validators=[DataRequired(_l("Write who said so, and where it stands."))],
    )

    @property
    def is_required(self) -> bool:
        """As it was chosen."""
        return self.required.value == YES
