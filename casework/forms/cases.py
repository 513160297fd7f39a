"""What somebody types who deals with a case. What she saw of it comes along, as `seen`."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from auth.forms import AgainForm, Form
from casework.forms.asking import Line, OneOf, SomeOf, Words

REASON = 2_000


class CaseForm(Form):
    """A form about a case. `seen` is what its page showed (casework.case.seeing)."""

    seen = HiddenField()


class AnswerForm(CaseForm):
    """An answer to the survivor."""

    words = Words(
        _l("Your message to her"),
        _l("Plain words. She may read it on a phone that others see."),
        limit=5_000,
        validators=[DataRequired(_l("Write what you want to tell her."))],
    )


class NoteForm(CaseForm):
    """A note for those who deal with the case."""

    words = Words(
        _l("Your note"),
        limit=20_000,
        validators=[DataRequired(_l("Write the note."))],
    )


class AttachForm(CaseForm):
    """A file: what it is, from whom, and when it came."""

    words = Line(
        _l("What is it?"),
        _l("One line, such as: the shift list of line 3 in March."),
        validators=[DataRequired(_l("Write what it is."))],
    )
    origin = Line(
        _l("From whom do you have it?"),
        _l("And how it was kept until then, such as: the time office, in its folder."),
        validators=[DataRequired(_l("Write from whom you have it."))],
    )
    came_on = Line(
        _l("When did you receive it?"), _l("Such as: 12 March at noon. Empty means just now.")
    )
    intimate = BooleanField(
        _l("It is intimate: it shows somebody undressed, or being touched"),
        description=_l(
            "Then nobody simply opens it: one asks, another agrees, and only they look."
        ),
    )
    file = HiddenField(_l("The file"))


class RecuseForm(CaseForm):
    """Why somebody steps back."""

    words = Words(
        _l("Why you step back"),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class StepOutForm(CaseForm):
    """Why somebody who was called in gives her keys back."""

    words = Words(
        _l("Why your part is done"),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence. She reads it."))],
    )


class ToWhomForm(CaseForm):
    """Who receives keys: asked first, so what is wrong with it stands first too."""

    person = OneOf(
        _l("To whom?"),
        hint=_l("People in post and certified today, whom nothing keeps away."),
        validators=[DataRequired(_l("Choose a person."))],
    )


class GiveForm(CaseForm):
    """Which keys, and why."""

    parts = SomeOf(
        _l("What will this person be able to read?"),
        hint=_l("Everything that is in it already, and what comes."),
        validators=[DataRequired(_l("Choose at least one."))],
    )
    words = Words(
        _l("Why"),
        _l("The survivor reads this on her page."),
        limit=REASON,
        validators=[DataRequired(_l("Write why, in a sentence."))],
    )


class HandOverForm(GiveForm, ToWhomForm):
    """To whom, which keys, and why."""

    could_read: Mapping[str, str] = MappingProxyType({})
    """Beside each person, what she could still be given."""

    danger = BooleanField(
        _l("Her life is in danger: it cannot wait"),
        description=_l("A second holder confirms it. She is told afterwards, with this reason."),
    )


class SettleForm(GiveForm):
    """Why somebody withheld is not the person named, and which keys she is handed then, if any."""

    parts = SomeOf(
        _l("What will this person be able to read?"),
        hint=_l("A place in this case is vacant. Choose nothing to settle the match alone."),
    )


class PressForm(AgainForm):
    """The passphrase once more, before keys are handed over."""

    seen = HiddenField()
