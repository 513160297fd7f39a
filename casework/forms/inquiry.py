"""What is typed to write to the respondent, of his reply, and of whoever comes to hear of it."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from casework.desk.statements import Agreed
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.safety import ComingDay, a_day
from casework.forms.taking_down import PastDay
from casework.inquiry.notices import CouldTell, Letter, Service
from casework.inquiry.replies import Care, Reply
from casework.inquiry.undertakings import Standing, Undertaking
from casework.words.inquiry import (
    COULD_TELL,
    SERVED_HOW,
    STANDINGS,
)
from casework.words.statements import AGREED, COMING

LETTER = 5_000
OWN_WORDS = 20_000
SOMEBODY_ELSE = "else"
WHY = _l("Write why, in a sentence.")


class DayThatWas(DayNeededForm, PastDay):
    """A day that has been and has to be there."""


class LetterForm(CaseForm):
    """The letter to the respondent."""

    to = Line(
        _l("His name"),
        _l("As it stands on the letter. It stays in the inquiry."),
        validators=[DataRequired(_l("Write whom the letter goes to."))],
    )
    words = Words(
        _l("What is said that he did"),
        _l("What, when, where: enough for him to answer. Not who told it, and no witness."),
        limit=LETTER,
        validators=[DataRequired(_l("Write what he is to answer."))],
    )
    rule = Line(_l("Under which rule it is sent"), limit=200)
    answer_by = FormField(ComingDay, _l("By which day may he answer?"))
    hearing = Line(_l("When and where he is heard, if that is set"))

    def letter(self) -> Letter:
        """What was typed, once the form is valid."""
        return Letter(
            to=self.to.data or "",
            particulars=self.words.data or "",
            rule=self.rule.data or "",
            answer_by=a_day(self.answer_by),
            hearing=self.hearing.data or "",
        )


class JudgeForm(CaseForm):
    """What a second member says of the letter."""

    could_tell = OneOf(
        _l("Could he tell from it who spoke?"),
        COULD_TELL,
        _l("Read it as he would: he knows who was where, and when."),
        validators=[DataRequired(_l("Say whether he could tell."))],
    )
    words = Words(_l("Why"), limit=REASON, validators=[DataRequired(WHY)])

    @property
    def answer(self) -> CouldTell:
        """What was chosen."""
        return CouldTell(self.could_tell.value)


class ReleaseForm(CaseForm):
    """On which day the letter goes to him."""

    on = FormField(ComingDay, _l("On which day does he get it?"))


class ServeForm(CaseForm):
    """That he has it."""

    on = FormField(DayThatWas, _l("On which day did he get it?"))
    how = OneOf(_l("How?"), SERVED_HOW, validators=[DataRequired(_l("Choose how."))])
    by = Line(
        _l("Who handed it to him?"), validators=[DataRequired(_l("Write who handed it over."))]
    )
    words = Line(
        _l("What proves it?"),
        _l("Such as: his signature on the copy, in the folder."),
        validators=[DataRequired(_l("Write what proves it."))],
    )

    def service(self) -> Service:
        """What was typed, once the form is valid."""
        return Service(
            on=a_day(self.on),
            how=self.how.value,
            by=self.by.data or "",
            proof=self.words.data or "",
        )


class ReplyForm(CaseForm):
    """What he answers."""

    on = FormField(DayThatWas, _l("On which day did he reply?"))
    way = OneOf(
        _l("How did it come to you?"), COMING, validators=[DataRequired(_l("Choose how it came."))]
    )
    words = Words(
        _l("What he says to it"),
        _l("His own words, as near as you can."),
        limit=OWN_WORDS,
        validators=[DataRequired(_l("Write what he says."))],
    )
    agreed = OneOf(
        _l("Was it read back?"), AGREED, validators=[DataRequired(_l("Choose whether it was."))]
    )
    witnesses = Words(_l("Who can say something about it, as he says"), limit=REASON)
    papers = Words(_l("Papers and pictures he hands in"), limit=REASON)

    def reply(self) -> Reply:
        """What was typed, once the form is valid."""
        return Reply(
            on=a_day(self.on),
            way=self.way.value,
            words=self.words.data or "",
            read_back=Agreed(self.agreed.value).value,
            witnesses=self.witnesses.data or "",
            papers=self.papers.data or "",
        )


class WhyForm(CaseForm):
    """A reason and nothing else."""

    words = Words(_l("Why"), limit=REASON, validators=[DataRequired(WHY)])


class PutRightForm(CaseForm):
    """What was put right in his file at work."""

    words = Words(
        _l("What was put right, and where"),
        _l("Such as: the suspension taken out of his file, his pay for it made good."),
        limit=REASON,
        validators=[DataRequired(_l("Write what was put right."))],
    )


class CareForm(CaseForm):
    """What he needs to answer, and his own safety."""

    language = Line(_l("In which language does he read and speak?"))
    companion = Line(_l("Whom does he want beside him?"))
    safety = OneOf(
        _l("Is he safe himself?"), {"yes": _l("Yes"), "no": _l("No"), "unknown": _l("Not known")}
    )
    words = Words(_l("What threatens him, and what is done about it"), limit=REASON)

    def care(self) -> Care:
        """What was typed, once the form is valid."""
        return Care(
            language=self.language.data or "",
            companion=self.companion.data or "",
            safety=self.safety.value,
            safety_words=self.words.data or "",
        )


class UndertakingForm(CaseForm):
    """Who signed to keep it secret."""

    party = OneOf(
        _l("Who?"),
        hint=_l("Support persons, companions and interpreters stand on the People page."),
        validators=[DataRequired(_l("Choose who signed."))],
    )
    who = Line(_l("Somebody else: the name"))
    standing = OneOf(_l("Somebody else: as what?"), STANDINGS)
    on = FormField(DayThatWas, _l("When was it signed?"))
    is_free = BooleanField(
        _l("Asked, and said: not related to either, not above or below either, not named"),
        [InputRequired(_l("Ask first. With a conflict somebody else is found."))],
    )
    words = Line(_l("Where the signed sheet is kept"))

    def undertaking(self) -> Undertaking:
        """What was typed, once the form is valid."""
        is_else = self.party.value == SOMEBODY_ELSE
        return Undertaking(
            who=(self.who.data or "") if is_else else "",
            standing=Standing(self.standing.value) if is_else else Standing.OTHER,
            on=a_day(self.on),
            is_free=bool(self.is_free.data),
            words=self.words.data or "",
            party=None if is_else else UUID(self.party.value),
        )

    def validate_who(self, field: Line) -> None:
        """Raises ValidationError where somebody else signed and nobody says who."""
        if self.party.data == SOMEBODY_ELSE and not field.data:
            raise ValidationError(_("Write who signed."))

    def validate_standing(self, field: OneOf) -> None:
        """Raises ValidationError where somebody else signed and nobody says as what."""
        if self.party.data == SOMEBODY_ELSE and not field.data:
            raise ValidationError(_("Choose as what."))
