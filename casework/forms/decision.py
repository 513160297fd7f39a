"""What is typed of a decision: what follows, who carried it out, who saw it, and a review."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField
from wtforms.validators import DataRequired

from casework.asking.questions import Question, QuestionKind, SafeBy
from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.inquiry import DayThatWas
from casework.forms.safety import ComingDay, a_day
from casework.inquiry.appeals import Appeal, Outcome, Side
from casework.inquiry.carrying_out import Note, Saw
from casework.inquiry.decisions import Decision
from casework.inquiry.outside import By, Taken
from casework.words.asking import WAYS
from casework.words.inquiry import ENDED, GONE_BY, SAW, SIDES


class DecisionForm(CaseForm):
    """What was decided, by whom and why."""

    chosen = SomeOf(
        _l("What follows?"),
        hint=_l("No sanction on whoever complained stands here: that is a proceeding of its own."),
        validators=[DataRequired(_l("Choose what follows."))],
    )
    by = Line(_l("Who decided?"), validators=[DataRequired(_l("Write who decided."))])
    on = FormField(DayThatWas, _l("When was it decided?"))
    told_on = FormField(
        ComingDay,
        _l("On which day is he told?"),
        description=_l("The day that she was told before."),
    )
    words = Words(_l("Reasons"), limit=REASON, validators=[DataRequired(_l("Write the reasons."))])
    departure = Words(
        _l("Why it is not what the committee recommended"),
        _l("Only where it is not."),
        limit=REASON,
    )

    def decision(self) -> Decision:
        """What was typed, once the form is valid."""
        return Decision(
            chosen=tuple(self.chosen.values),
            by=self.by.data or "",
            on=a_day(self.on),
            told_on=a_day(self.told_on),
            reasons=self.words.data or "",
            departure=self.departure.data or "",
        )


class ToldForm(CaseForm):
    """That both were told."""

    on = FormField(DayThatWas, _l("On which day were both told?"))
    words = Words(
        _l("How was each of them told?"),
        _l("In writing, or read out."),
        limit=REASON,
        validators=[DataRequired(_l("Write how each was told."))],
    )


class ApologyForm(CaseForm):
    """Whether she wants an apology."""

    words = Words(
        _l("What you ask her"),
        _l("She reads it on her page. She answers yes or no; nothing counts as no."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask her this?"),
        WAYS,
        validators=[DataRequired(_l("Choose how it is safe to ask her."))],
    )

    def question(self) -> Question:
        """What was typed, once the form is valid."""
        by = SafeBy(self.safe_by.value)
        return Question(QuestionKind.APOLOGY, self.words.data or "", safe_by=by)


class AppliedForm(CaseForm):
    """That something decided was carried out."""

    on = FormField(DayThatWas, _l("Since when is it applied?"))
    words = Words(
        _l("What was done, and by whom"),
        _l("It stays in the inquiry."),
        limit=REASON,
        validators=[DataRequired(_l("Write what was done."))],
    )


class NoteForm(CaseForm):
    """What the union would be told, and how she is asked."""

    post = Line(
        _l("Whose post"),
        _l("By the work, without a name: such as line supervisor, line 3."),
        validators=[DataRequired(_l("Write the post."))],
    )
    measure = Line(_l("What is applied"), validators=[DataRequired(_l("Write what is applied."))])
    on = FormField(DayThatWas, _l("Since which day?"))
    words = Words(
        _l("What you ask her"),
        _l("She reads it on her page. She answers yes or no; nothing counts as no."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her."))],
    )
    safe_by = OneOf(
        _l("How is it safe to ask her this?"),
        WAYS,
        validators=[DataRequired(_l("Choose how it is safe to ask her."))],
    )

    def note(self) -> Note:
        """What was typed, once the form is valid."""
        post, measure = self.post.data or "", self.measure.data or ""
        return Note(post=post, measure=measure, on=a_day(self.on))

    @property
    def way(self) -> SafeBy:
        """By which way it is safe."""
        return SafeBy(self.safe_by.value)


class SeenForm(CaseForm):
    """What somebody saw who went to look."""

    saw = OneOf(_l("What did you see?"), SAW, validators=[DataRequired(_l("Choose what you saw."))])
    words = Words(
        _l("How you saw it"),
        _l("Such as: the order on his file, another supervisor on the line. No names."),
        limit=REASON,
        validators=[DataRequired(_l("Write how you saw it."))],
    )

    @property
    def what(self) -> Saw:
        """What was chosen."""
        return Saw(self.saw.value)


class AppealForm(CaseForm):
    """That a review was asked for."""

    side = OneOf(_l("Who asks for it?"), SIDES, validators=[DataRequired(_l("Choose who."))])
    on = FormField(DayThatWas, _l("On which day?"))
    body = Line(_l("With whom?"), validators=[DataRequired(_l("Write which body."))])
    words = Words(
        _l("What is said against the decision"),
        limit=REASON,
        validators=[DataRequired(_l("Write what is said."))],
    )
    reopens = BooleanField(
        _l("The case is closed: it is opened again for this review"),
        description=_l("Only where it was closed. It stands on the trail, with your name."),
    )

    def appeal(self) -> Appeal:
        """What was typed, once the form is valid."""
        return Appeal(
            side=Side(self.side.value),
            on=a_day(self.on),
            body=self.body.data or "",
            words=self.words.data or "",
            reopens=bool(self.reopens.data),
        )


class SendBackForm(CaseForm):
    """What the committee is to inquire further."""

    words = Words(
        _l("What is still to be asked, and of whom"),
        limit=REASON,
        validators=[DataRequired(_l("Write what is still to be asked."))],
    )


class TakeUpForm(CaseForm):
    """That a review of hers was taken up."""

    passed_to = Line(
        _l("To whom was it passed?"),
        _l("The body or office. She reads this, and so does who follows the outcome."),
        validators=[DataRequired(_l("Write to whom it was passed."))],
    )
    on = FormField(DayThatWas, _l("On which day?"))


class AppealEndedForm(CaseForm):
    """How a review ended."""

    outcome = OneOf(
        _l("How did it end?"), ENDED, validators=[DataRequired(_l("Choose how it ended."))]
    )
    on = FormField(DayThatWas, _l("On which day?"))
    words = Words(
        _l("The reasons that were given"),
        limit=REASON,
        validators=[DataRequired(_l("Write the reasons."))],
    )

    @property
    def how(self) -> Outcome:
        """What was chosen."""
        return Outcome(self.outcome.value)


class OutsideForm(CaseForm):
    """That it was taken to a body outside."""

    route = OneOf(_l("Where?"), validators=[DataRequired(_l("Choose where."))])
    on = FormField(DayThatWas, _l("On which day?"))
    by = OneOf(_l("Who went?"), GONE_BY, validators=[DataRequired(_l("Choose who went."))])
    words = Words(_l("What is known of it: number, name of the office"), limit=REASON)

    def taken(self) -> Taken:
        """What was typed, once the form is valid."""
        return Taken(
            route=self.route.value,
            on=a_day(self.on),
            by=By(self.by.value),
            words=self.words.data or "",
        )
