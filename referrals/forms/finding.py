"""What somebody asks for who looks for help: where she is, what kind, and what matters to her."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, ValidationError

from auth.forms import Form
from referrals.matching.needs import Needs, Reach, StaffWish
from referrals.models.terms import Category

TRANS_FRIENDLY = "trans"
COUNTRY = 2
"""Signs of a country's code; every other area's is longer."""
STAFF: Mapping[str, str] = MappingProxyType(
    {
        "": _l("Anybody"),
        StaffWish.WOMAN.value: _l("A woman"),
        StaffWish.MAN.value: _l("A man"),
        TRANS_FRIENDLY: _l("Somebody who is good to trans people"),
    }
)
Pairs = Iterable[tuple[str, str]]


class FindForm(Form):
    """All of it may stay empty but the kind of help, which is the button that she presses."""

    area = SelectField(_l("Where are you?"), choices=[], default="")
    kind = StringField()
    open_now = BooleanField(_l("Open now"))
    is_free = BooleanField(_l("Free"))
    language = SelectField(_l("They speak"), choices=[], default="")
    staff = SelectField(_l("I want to speak with"), choices=[], default="")

    def offer(self, areas: Mapping[str, Sequence[tuple[str, str]]], languages: Pairs) -> None:
        """Say which areas there are, by country, and which languages are spoken somewhere."""
        self.area.choices = {
            "": [("", _("Anywhere"))],
            **{name: list(areas[name]) for name in areas},
        }
        self.language.choices = [("", _("Any language")), *languages]
        self.staff.choices = list(STAFF.items())

    def validate_kind(self, field: StringField) -> None:
        """Raises ValidationError for a kind that nobody offered."""
        if field.data and field.data not in list(Category):
            raise ValidationError(_("Choose what kind of help you look for."))

    @property
    def category(self) -> Category | None:
        """The kind whose button was pressed; None where none was."""
        return Category(self.kind.data) if self.kind.data else None

    def needs(self, kind: Category) -> Needs:
        """What matching is asked. Areas further away come last, and are not left out."""
        area, staff = self.area.data or "", self.staff.data or ""
        is_country = len(area) == COUNTRY
        return Needs(
            kinds=frozenset({kind}),
            country=area[:COUNTRY],
            area="" if is_country else area,
            reach=Reach.COUNTRY,
            open_now=bool(self.open_now.data),
            languages=frozenset({self.language.data} if self.language.data else ()),
            must_be_free=bool(self.is_free.data),
            staff=StaffWish(staff) if staff in list(StaffWish) else StaffWish.ANY,
            staff_is_condition=True,
            trans_friendly=staff == TRANS_FRIENDLY,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything beside area and kind is asked for."""
        return bool(
            self.open_now.data or self.is_free.data or self.language.data or self.staff.data
        )
