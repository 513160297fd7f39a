"""What the administrator types about organisations, people and their posts."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from auth.addresses import LONGEST
from auth.choice_forms import DayForm, OneOf, OneOfMany
from auth.forms import Form
from auth.organising import is_time_zone

LANGUAGES = (
    ("en", "English"),
    ("bn", "বাংলা"),
    ("km", "ខ្មែរ"),
    ("lo", "ລາວ"),
    ("vi", "Tiếng Việt"),
    ("my", "မြန်မာ"),
    ("id", "Bahasa Indonesia"),
    ("hi", "हिन्दी"),
    ("ur", "اردو"),
)


class OrganizationForm(Form):
    """A new organisation."""

    kind = OneOfMany(_l("What it is"), [InputRequired(_l("Choose what it is."))])
    name = StringField(
        _l("Its name"), [InputRequired(_l("Type the organisation's name.")), Length(max=200)]
    )
    country = StringField(
        _l("Country"),
        [Regexp(r"^\s*[A-Za-z]{2}\s*$", message=_l("Type the two letters of the country."))],
        description=_l("Two letters: BD, KH, LA, VN, MM, ID, IN or PK."),
    )
    place = StringField(_l("Town or district"), [Length(max=200)])
    time_zone = StringField(
        _l("Time zone"),
        [Length(max=64)],
        default="UTC",
        description=_l("For example Asia/Dhaka, Asia/Phnom_Penh or Asia/Vientiane."),
    )

    def validate_time_zone(self, field: StringField) -> None:
        """Clocks of cases run in it, so it must exist."""
        if not is_time_zone((field.data or "").strip()):
            raise ValidationError(_l("This time zone is not known. Choose one like Asia/Dhaka."))


class ArrangementForm(Form):
    """What is told before anybody writes."""

    reading_hours = StringField(
        _l("When messages are read"),
        [Length(max=300)],
        description=_l("For example: Sunday to Thursday, 9 to 17."),
    )
    closed_days = StringField(
        _l("Days when nobody reads"),
        [Length(max=300)],
        description=_l("For example: Friday, and 16 to 20 June."),
    )
    must_tell = TextAreaField(
        _l("What the law makes you pass on"),
        [Length(max=2000)],
        description=_l("If you are not sure, leave this empty: the page then says it is unknown."),
    )
    stop_by_phone = StringField(_l("Telephone for stopping a lost number"), [Length(max=100)])
    names_published = BooleanField(
        _l("The names of the committee are published in the factory already")
    )
    notices_daily = BooleanField(
        _l("Send everybody on the roster the same short notice every day, also when nothing waits"),
        description=_l("Then a notice tells nobody around her that something has come."),
    )
    new_poster_code = BooleanField(_l("Draw a new poster code: every printed poster is replaced"))


class CoverForm(Form):
    """Another factory that a union or programme covers."""

    factory = OneOfMany(_l("Factory"), [InputRequired()])


class PostForm(Form):
    """What somebody does in an organisation."""

    post = StringField(
        _l("The work this person is known by"),
        [Length(max=200)],
        description=_l("For example: quality inspector, line 4. Workers see this, not the name."),
    )
    is_woman = OneOf(
        _l("A worker may ask to be heard by a woman. Is this person a woman?"),
        [Optional()],
        pairs=[("yes", _l("Yes")), ("no", _l("No")), ("unsaid", _l("Not said"))],
    )
    is_receiver = BooleanField(_l("Is one of the two who read first"))
    has_management_post = BooleanField(_l("Hires, dismisses, pays or gives work to others"))

    until = FormField(
        DayForm,
        _l("Last day in this post"),
        description=_l("Leave it empty if it has no end. For example, 31 12 2027."),
    )

    @property
    def woman(self) -> bool | None:
        """The answer as the roster keeps it."""
        return {"yes": True, "no": False}.get(self.is_woman.data or "")


class PersonForm(PostForm):
    """A new person, and her first post."""

    known = OneOfMany(_l("Is this person here already?"), default="")
    name = StringField(_l("Name"), [Length(max=200)])
    language = OneOfMany(_l("Language"), pairs=list(LANGUAGES), default="en")
    role = OneOfMany(_l("Role"), [InputRequired(_l("Choose a role."))])

    def validate_name(self, field: StringField) -> None:
        """Somebody who is new needs a name."""
        if not self.known.data and not (field.data or "").strip():
            raise ValidationError(_l("Type the person's name."))


class InviteForm(Form):
    """How she will sign in, and who will tell her the code."""

    address = StringField(
        _l("Sign-in name"),
        [InputRequired(_l("Type a sign-in name or a mail address.")), Length(max=LONGEST)],
        description=_l("A short name, or a mail address if the link may be sent there."),
    )
    confirmer = OneOfMany(
        _l("Who will meet or ring this person"),
        [InputRequired(_l("Choose who tells the code."))],
        description=_l("A certified person of another organisation. The code is shown only there."),
    )
    by_mail = BooleanField(_l("Send the link to this mail address"))
