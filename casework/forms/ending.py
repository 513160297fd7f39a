"""What is typed as a case ends: by her who withdraws, and by whoever hears her."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired

from auth.forms import Form
from casework.ending.confirming import Says, Talk
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.words.cases import begun
from casework.words.ending import HER_IDEA, IDEAS, SAYS, SPOKEN


class WithdrawForm(Form):
    """Whose idea it was, where she wants to say it."""

    suggested = OneOf(
        _l("Whose idea is it?"),
        HER_IDEA,
        hint=_l("You need not answer. Whoever reads your messages reads this too."),
    )


class TalkForm(CaseForm):
    """What she said of her withdrawal, to somebody who heard her alone."""

    says = OneOf(
        _l("What does she say?"), SAYS, validators=[DataRequired(_l("Choose what she says."))]
    )
    how = OneOf(
        _l("How did you speak?"), SPOKEN, validators=[DataRequired(_l("Choose how you spoke."))]
    )
    was_alone = BooleanField(
        _l("We were alone"),
        description=_l("Nobody of the factory, of her family or of the committee could hear it."),
    )
    when = Line(
        _l("When?"),
        _l("Such as: today after the shift."),
        validators=[DataRequired(_l("Write when you spoke."))],
    )
    suggested = OneOf(_l("Whose idea was it, as she says?"), hint=_l("It may stay empty."))
    words = Words(
        _l("What she said"),
        _l("Her own words. The receivers read them, and she can: what is for you alone stays out."),
        limit=REASON,
        validators=[DataRequired(_l("Write what she said."))],
    )

    def offer(self) -> "TalkForm":
        """The same with the choices that are whole words of a page."""
        self.suggested.offer([(key, begun(str(words))) for key, words in IDEAS.items()])
        return self

    def talk(self) -> Talk:
        """What was typed, once the form is valid."""
        return Talk(
            says=Says(self.says.value),
            how=self.how.value,
            when=self.when.data or "",
            words=self.words.data or "",
            was_alone=bool(self.was_alone.data),
            suggested=self.suggested.value,
        )
