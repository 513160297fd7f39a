"""Who interpreted: chosen or named, and bound to secrecy before anything is said."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError

from auth.forms import Form
from casework.case.timeline import Line as Told
from casework.forms.asking import Line, SomeOf
from casework.inquiry.undertakings import can_sit_beside, signed
from casework.parties.people import Part
from casework.words.inquiry import signed_or_not
from casework.words.parties import part_of

BOUND = _l("Asked first, and said: not related to either, not above or below either, not named.")


class InterpretedForm(Form):
    """By somebody who is in no case yet."""

    interpreter = Line(
        _l("Who interpreted?"),
        _l("A name, or empty for nobody. It stands on the People page of the case."),
    )
    bound = BooleanField(
        _l("Before anything was told, this person signed to keep it secret"),
        description=BOUND,
    )

    def validate_bound(self, field: BooleanField) -> None:
        """Raises ValidationError for an interpreter who has signed nothing."""
        if self.interpreter.data and not field.data:
            raise ValidationError(
                _("Whoever interprets signs first, and without a conflict. Else find another.")
            )


class BesideForm(Form):
    """By somebody of the People page, or with somebody beside."""

    beside = SomeOf(
        _l("Who sat beside, or interpreted?"),
        hint=_l("Support persons, companions and interpreters stand on the People page."),
    )
    signing = SomeOf(
        _l("Who of them signed today to keep it secret, before anything was said?"),
        hint=BOUND,
    )

    def offer_beside(self, lines: Iterable[Told], on: date, *, parts: Collection[Part]) -> None:
        """Say who there is to choose from, and who of them has not signed by this day."""
        read = list(lines)
        known = [each for each in can_sit_beside(read) if each.sketch.part in parts]
        bound = signed(read, on)
        named = [(each, f"{each.called}, {part_of(each)}") for each in known]
        self.beside.offer(
            [(each.id.hex, signed_or_not(who, is_signed=each.id in bound)) for each, who in named]
        )
        self.signing.offer([(each.id.hex, who) for each, who in named if each.id not in bound])

    @property
    def who_beside(self) -> tuple[UUID, ...]:
        """Those who were chosen, as they stand on the People page."""
        return tuple(UUID(each) for each in self.beside.values)

    @property
    def who_signs(self) -> tuple[UUID, ...]:
        """Those who signed today."""
        return tuple(UUID(each) for each in self.signing.values)
