"""What is typed in the watch: a check-in, a sign, what was done, and how work was before."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, ValidationError
from wtforms.validators import DataRequired

from casework.forms.asking import Line, OneOf, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.safety import the_day
from casework.forms.taking_down import PastDay
from casework.protection.signs import Sign, Watched
from casework.protection.watching import Heard
from casework.telling.choices import SAYING
from casework.words.protection import SIGNS, SOMEBODY_ELSE, SOURCES, WATCHED

HERS = Watched.SURVIVOR.value
NOTICED = "noticed"
"""Nobody was asked: somebody saw it."""
HOW = {**SAYING, NOTICED: _l("Nobody was asked: it was noticed")}


class CheckForm(CaseForm):
    """What somebody said, or what was noticed."""

    known: Mapping[str, tuple[UUID, Watched]] = MappingProxyType({})
    whom = SomeOf(
        _l("Of whom is this?"),
        hint=_l("Several together only where the same holds for all of them."),
        validators=[DataRequired(_l("Choose of whom it is."))],
    )
    how = OneOf(
        _l("How do you know?"), HOW, validators=[DataRequired(_l("Choose how you know it."))]
    )
    changed = OneOf(
        _l("Has anything changed?"),
        {"no": _l("Nothing has changed"), "yes": _l("Something has changed")},
        validators=[DataRequired(_l("Choose whether anything has changed."))],
    )
    signs = SomeOf(_l("What has changed?"), SIGNS)
    on = FormField(PastDay, _l("Since which day?"))
    name = Line(
        _l("Name, where it is somebody else"),
        _l("It stands in the inquiry only: the union does not read it."),
    )
    words = Words(
        _l("In this person's words"),
        _l("They stand in the inquiry only."),
        limit=REASON,
    )

    def validate_signs(self, field: SomeOf) -> None:
        """Raises ValidationError where something was noticed and nothing is named."""
        if self.changed.data == "yes" and self.how.data == NOTICED and not field.values:
            raise ValidationError(_("Choose what has changed."))

    def offer(self, known: Mapping[UUID, tuple[Watched, str]]) -> None:
        """Say who is watched: her, everybody who is `known` by name, and anybody else."""
        every = [(HERS, str(WATCHED[HERS]))]
        every += [(id_.hex, named) for id_, (_whom, named) in known.items()]
        every += [(whom, str(words)) for whom, words in SOMEBODY_ELSE.items()]
        self.whom.offer(every)
        self.known = {id_.hex: (id_, whom) for id_, (whom, _named) in known.items()}

    def heard(self) -> list[Heard]:
        """What was typed of each, once the form is valid."""
        return [self._of(each) for each in self.whom.values]

    def _of(self, chosen: str) -> Heard:
        about, whom = self.known.get(chosen, (None, chosen))
        is_else = about is None and chosen != HERS
        return Heard(
            whom=Watched(whom),
            how="" if self.how.value == NOTICED else self.how.value,
            signs=tuple(Sign(each) for each in self.signs.values) if self.has_changed else (),
            on=the_day(self.on),
            about=about,
            name=(self.name.data or "") if is_else else "",
            words=self.words.data or "",
        )

    @property
    def has_changed(self) -> bool:
        """Whether there is a sign to note."""
        return self.changed.value == "yes"


class AskHerForm(CaseForm):
    """The question on her page."""

    words = Words(
        _l("What you ask her"),
        _l("Others may see her phone: nothing in it says what it is about."),
        limit=REASON,
        validators=[DataRequired(_l("Write what you ask her."))],
    )


class DoneForm(CaseForm):
    """What was done about a sign."""

    words = Words(
        _l("What was done about it?"),
        _l("Whoever follows the outcome reads it, the union too: no names."),
        limit=REASON,
        validators=[DataRequired(_l("Write what was done."))],
    )


class BaselineForm(CaseForm):
    """How work was before."""

    source = OneOf(
        _l("Where does it come from?"),
        SOURCES,
        _l("Never ask personnel about one worker: the question itself would tell."),
        validators=[DataRequired(_l("Choose where it comes from."))],
    )
    words = Words(
        _l("How was it before?"),
        _l("Shift, line, pieces and rate, overtime, pay, contract."),
        limit=REASON,
        validators=[DataRequired(_l("Write how it was."))],
    )
