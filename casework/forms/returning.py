"""What somebody types who comes back."""

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, PasswordField, StringField
from wtforms import Form as BaseForm
from wtforms.validators import InputRequired, Length, ValidationError

from auth.forms import Form
from casework.case.answers import Contact
from casework.forms.asking import SHORT, Line, OneOf, Words
from casework.telling.choices import REACHING
from crypto import number
from crypto.errors import NumberMistyped

LONGEST_WORD = 200


class NumberForm(Form):
    """The number, in any script's digits, with or without spaces and dashes."""

    number = StringField(_l("Your number"), description=_l("16 digits. Spaces do not matter."))

    def validate_number(self, field: StringField) -> None:
        """Catch a slip before anything slow is done. Raises ValidationError."""
        try:
            number.parse(field.data or "")
        except NumberMistyped as wrong:
            raise ValidationError(_slip(wrong.reason)) from wrong

    @property
    def digits(self) -> str:
        """The sixteen digits of a valid form."""
        return number.parse(self.number.data or "")


class WordForm(Form):
    """The second word."""

    word = PasswordField(
        _l("Your second word"),
        [InputRequired(_l("Type your second word.")), Length(max=LONGEST_WORD)],
        description=_l("Capital letters and spaces at the ends do not matter."),
    )


class MessageForm(Form):
    """A message to the people who read."""

    text = Words(_l("Your message"))

    def validate_text(self, field: Words) -> None:
        """Raises ValidationError for nothing at all."""
        if not (field.data or "").strip():
            raise ValidationError(_("Write something first."))


class IntimateForm(Form):
    """That one of her files is intimate, and whether a child may be in it."""

    child = OneOf(
        _l("Is somebody in it under 18?"),
        {"no": _l("No"), "yes": _l("Yes"), "not_sure": _l("I am not sure")},
        validators=[InputRequired(_l("Choose one."))],
    )

    @property
    def may_show_child(self) -> bool:
        """Everything but a plain no."""
        return self.child.value != "no"


class ReachForm(Form):
    """How it is safe to reach her, as it was asked when she told."""

    how = OneOf(_l("May we reach you, and how?"), REACHING)
    where = Line(_l("Number, place or person"))
    when = Line(
        _l("When is it safe?"), _l("For example: Friday after lunch. Never in the evening.")
    )
    whose_phone = Line(_l("Whose phone is it?"))
    who_answers = Line(_l("Who else may answer, or look at it?"))
    what_to_say = Words(
        _l("What should we say if somebody else answers?"),
        _l("For example: “wrong number”, or that a friend from the village calls."),
        limit=2 * SHORT,
    )

    @classmethod
    def filled_with(cls, contact: Contact) -> "ReachForm":
        """The form as it was answered before."""
        return cls(formdata=None, data=msgspec.structs.asdict(contact))

    @property
    def contact(self) -> Contact:
        """What she says now; with "never", or no choice, nothing beside it is kept."""
        typed = {name: self[name].data or "" for name in Contact.__struct_fields__}
        is_never = typed["how"] in ("", Contact().how)
        return Contact() if is_never else Contact(**typed)


class MoreForm(MessageForm):
    """Further words about what happened."""

    text = Words(_l("What would you like to add?"))


class FileForm(Form):
    """One file."""

    intimate = BooleanField(
        _l("The file I choose now is intimate"),
        description=_l(
            "It shows me, or somebody else, undressed or being touched. Then nobody simply opens "
            "it: two people whom you can see by name have to agree that it is needed."
        ),
    )
    file = FileField(
        _l("A photo, a PDF, a recording or a film"), description=_l("Up to 15 MB. One at a time.")
    )


class NewWord(BaseForm):
    """A new second word, twice, since nobody sees what is typed."""

    new_word = PasswordField(
        _l("A new second word"),
        [InputRequired(_l("Choose a second word.")), Length(max=LONGEST_WORD)],
        description=_l("A word or a few words that only you know. It can be in any language."),
    )
    again = PasswordField(_l("The same word again"), [Length(max=LONGEST_WORD)])

    def validate_again(self, field: PasswordField) -> None:
        """Raises ValidationError where the two differ."""
        first = number.folded_word(str(self.new_word.data or ""))
        if first != number.folded_word(field.data or ""):
            raise ValidationError(_("The two words are not the same."))

    def validate_new_word(self, field: PasswordField) -> None:
        """Raises ValidationError where nothing is left of a word, as of spaces or joiners alone."""
        if field.data and not number.folded_word(field.data):
            raise ValidationError(_("Please use letters or digits for the word."))


class NewNumberForm(WordForm, NewWord):
    """The word of today, a new word, and that the new number is written down."""

    offer = HiddenField()
    has_it = BooleanField(
        _l("I have written the new number down, or I know it by heart"),
        [InputRequired(_l("Write the number down first. We show it only here."))],
    )


class HandOutForm(Form, NewWord):
    """A number for somebody who sits beside the person who is signed in."""

    offer = HiddenField()
    has_it = BooleanField(
        _l("She has the number: written down or learnt"),
        [InputRequired(_l("She has to have the number before it counts."))],
    )
    passphrase = PasswordField(
        _l("Your own passphrase, once more"),
        [InputRequired(_l("Type your passphrase.")), Length(max=1000)],
    )


class EndForm(WordForm):
    """The word once more, and that she knows what is gone."""

    knows = BooleanField(
        _l("I understand that this cannot be undone"),
        [InputRequired(_l("Tick this if you are sure."))],
    )


def _slip(reason: str) -> str:
    sentences: dict[str, str] = {
        "length": _("The number has 16 digits. Please count them."),
        "character": _("The number has digits only. Please look at it again."),
    }
    digit = _("A digit is wrong, or two have changed places. Please look at it again.")
    return sentences.get(reason, str(digit))
