"""A place where a service is given; of a secret one nothing is asked that leads there."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import Length

from referrals.directory.entries import PlaceText
from referrals.forms.choosing import OneOf
from referrals.forms.week import WeekForm
from referrals.models.terms import Known
from referrals.words.directory import KNOWN, NOT_CALLED

TEXTS = ("name", "address", "address_more", "city", "postal_code", "transportation")
LEADS_THERE = ("address", "address_more", "city", "postal_code", "transportation")


class PlaceForm(WeekForm):
    """Where a door is, how one gets there, and its own hours."""

    name = StringField(_l("What the place is called"), [Length(max=300)])
    area = OneOf(_l("Area"))
    is_confidential = BooleanField(
        _l("Where it is must not be known"),
        description=_l(
            "A safe house. Then type no address: it is never kept here. Workers read: call, they "
            "will tell you. Choose an area as wide as it may be known."
        ),
    )
    address = StringField(_l("Address"), [Length(max=300)])
    address_more = StringField(_l("Address, second line"), [Length(max=300)])
    city = StringField(_l("Town"), [Length(max=200)])
    postal_code = StringField(_l("Postal code"), [Length(max=20)])
    transportation = StringField(
        _l("How to get there"),
        [Length(max=500)],
        description=_l("By which bus, from where, how long on foot."),
    )
    step_free = OneOf(_l("No steps at the door"), KNOWN)
    accessibility = StringField(_l("With a disability"), [Length(max=500)])
    holds = BooleanField(_l("I have called there: all of the entry holds"), description=NOT_CALLED)
    said_by = StringField(_l("With whom"), [Length(max=200)])

    def offer(self, areas: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Say which areas there are."""
        self.area.choices = {"": [("", _("Not said"))], **areas}

    def validate_is_confidential(self, field: BooleanField) -> None:
        """Raises ValidationError where an address stands beside the tick: it is not kept."""
        if field.data and any((self[name].data or "").strip() for name in LEADS_THERE):
            raise ValidationError(_("Take the address and the way there out: they are not kept."))

    def show(self, text: PlaceText) -> None:
        """Put a place into the fields."""
        for name in (*TEXTS, "area", "is_confidential", "accessibility"):
            self[name].data = getattr(text, name)
        self.step_free.data = str(text.step_free)
        self.show_week(text.week)

    def text(self) -> PlaceText:
        """The place that the fields say."""
        said = {name: " ".join((self[name].data or "").split()) for name in TEXTS}
        return PlaceText(
            name=said["name"],
            address=said["address"],
            address_more=said["address_more"],
            city=said["city"],
            postal_code=said["postal_code"],
            transportation=said["transportation"],
            area=self.area.data or "",
            is_confidential=bool(self.is_confidential.data),
            step_free=Known(self.step_free.data),
            accessibility=" ".join((self.accessibility.data or "").split()),
            week=self.week_typed(),
        )
