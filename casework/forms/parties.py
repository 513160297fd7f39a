"""What is typed of the people of a case, and what a member answers about a conflict."""

from flask_babel import lazy_gettext as _l
from wtforms import Form as AnyForm
from wtforms import ValidationError
from wtforms.validators import DataRequired

from casework.asking.questions import Question, QuestionKind, SafeBy
from casework.case.answers import Named
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.parties.declaring import Answers
from casework.parties.linking import TO_CARE
from casework.parties.people import Part, Relation, Sketch
from casework.words.asking import WAYS
from casework.words.parties import RELATIONS, SHOWN

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
ANSWER = _l("Answer with yes or no.")
SHOWN_HINT = _l(
    "On sheets, prints and reports. Ask first: without a yes it is a letter instead of the name."
)


class PartyForm(CaseForm):
    """Somebody of a case."""

    part = Part.WITNESS
    name = Line(_l("Name"))
    employee_number = Line(_l("Number at work"))
    post = Line(_l("Post"), _l("Such as: mechanic, welfare officer."))
    line = Line(_l("Line, floor or department"))
    shown = OneOf(_l("How may this person stand on paper?"), SHOWN, SHOWN_HINT)
    words = Words(_l("What else is to be known, such as whom it must be kept from"), limit=REASON)

    def validate_name(self, field: Line) -> None:
        """Something has to be known. Raises ValidationError."""
        _require_something(self, field)

    @property
    def nickname_typed(self) -> str:
        """A nickname, on the forms that ask for it."""
        return ""

    @property
    def relation_chosen(self) -> Relation:
        """What power this person has, on the forms that ask for it."""
        return Relation.UNKNOWN

    @property
    def is_masked(self) -> bool:
        """What was chosen; without a choice the name stands nowhere."""
        return self.shown.value != "named"

    def sketch(self) -> Sketch:
        """What was typed, once the form is valid."""
        return Sketch(
            part=self.part,
            named=Named(
                name=self.name.data or "",
                nickname=self.nickname_typed,
                employee_number=self.employee_number.data or "",
                post=self.post.data or "",
                line=self.line.data or "",
            ),
            relation=self.relation_chosen,
            is_masked=self.is_masked,
            words=self.words.data or "",
        )

    def show(self, sketch: Sketch) -> None:
        """Fill the fields with what is written down already."""
        self.name.data, self.post.data = sketch.named.name, sketch.named.post
        self.employee_number.data = sketch.named.employee_number
        self.line.data, self.words.data = sketch.named.line, sketch.words
        self.shown.data = "masked" if sketch.is_masked else "named"


class RespondentForm(PartyForm):
    """Whom it is about."""

    part = Part.RESPONDENT
    nickname = Line(_l("What people call this person"))
    relation = OneOf(
        _l("What power has this person over her?"),
        RELATIONS,
        validators=[DataRequired(_l("Choose one. Not known is an answer too."))],
    )
    shown = OneOf(
        _l("How may this person stand on paper?"),
        SHOWN,
        _l("On prints and reports. The letter to this person has the name in any case."),
    )
    words = Words(_l("What else is to be known"), limit=REASON)

    @property
    def nickname_typed(self) -> str:
        """What people call this person."""
        return self.nickname.data or ""

    @property
    def relation_chosen(self) -> Relation:
        """What was chosen."""
        return Relation(self.relation.value)

    @property
    def is_masked(self) -> bool:
        """A letter only where it was chosen: the letter to this person has the name."""
        return self.shown.value == "masked"

    def show(self, sketch: Sketch) -> None:
        """Fill the fields with what is written down already."""
        super().show(sketch)
        self.nickname.data, self.relation.data = sketch.named.nickname, sketch.relation.value

    def begin(self, named: Named) -> None:
        """Fill in what was told of this person, and nothing that nobody has answered."""
        self.show(Sketch(part=self.part, named=named, is_masked=False))
        self.relation.data = self.shown.data = None


class WitnessForm(PartyForm):
    """Somebody who saw or heard something."""

    part = Part.WITNESS


class SupportForm(PartyForm):
    """Somebody who stands beside her."""

    part = Part.SUPPORT_PERSON


class CompanionForm(PartyForm):
    """Somebody who stands beside the respondent."""

    part = Part.COMPANION


class InterpreterForm(PartyForm):
    """Somebody who interprets."""

    part = Part.INTERPRETER


class LeaveForm(CaseForm):
    """Why somebody does not belong to it."""

    words = Words(
        _l("Why"), limit=REASON, validators=[DataRequired(_l("Write why, in a sentence."))]
    )


class AskForm(CaseForm):
    """Asking her whether it may be said that somebody else named the same person."""

    words = Words(
        _l("What we ask her"),
        _l("Plain words. She may read it on a phone that others see."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her."))],
    )
    safe_by = OneOf(
        _l("By which way is it safe to ask her?"),
        WAYS,
        validators=[DataRequired(_l("Choose a way."))],
    )

    def question(self) -> Question:
        """What was typed, once the form is valid."""
        return Question(
            kind=QuestionKind.NAMED_BY_OTHERS,
            text=self.words.data or "",
            facts={TO_CARE: "said"},
            safe_by=SafeBy(self.safe_by.value),
        )


class ToHimForm(CaseForm):
    """What he was told of a link, or says to it."""

    words = Words(
        _l("In a sentence"),
        _l("Nothing that names who told the other case."),
        limit=REASON,
        validators=[DataRequired(_l("Write it in a sentence."))],
    )


class DeclarationForm(CaseForm):
    """What a member answers before a case opens to her."""

    related = OneOf(
        _l("Are you related to one of them, or close as friends or as enemies?"),
        YES_NO,
        validators=[DataRequired(ANSWER)],
    )
    over = OneOf(
        _l("Are you above or below one of them at work?"),
        YES_NO,
        validators=[DataRequired(ANSWER)],
    )
    is_named = OneOf(
        _l("Are you named in it yourself, or did you see what it is about?"),
        YES_NO,
        validators=[DataRequired(ANSWER)],
    )
    why = Words(
        _l("If yes: in a sentence"),
        _l("Those who go on with the case read it."),
        limit=REASON,
    )

    def answers(self) -> Answers:
        """What was typed, once the form is valid."""
        return Answers(
            is_related=self.related.value == "yes",
            is_over=self.over.value == "yes",
            is_named=self.is_named.value == "yes",
            words=self.why.data or "",
        )


def _require_something(form: AnyForm, field: Line) -> None:
    known = (form[name].data for name in ("name", "employee_number", "post") if name in form)
    if not any(known):
        raise ValidationError(_l("Write a name, a number or a post: whatever is known."))
