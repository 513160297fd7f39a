"""What is drawn while a complaint is taken down: the screen, the questions after it, the number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from flask import g, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auth.models import COMMITTEE, Role
from auth.parts import now
from auth.titles import role_title
from casework.case.answers import Answers
from casework.case.authors import Author
from casework.case.roster import Reader, roster
from casework.forms.taking_down import Offered, TakingDownForm
from casework.forms.taking_down_check import CheckForm
from casework.models.cover import Capacity
from casework.number.returning_number import Prepared
from casework.number.spacing import groups_at
from casework.parts import the_parts
from casework.procedures.covering import of_age_at
from casework.readers.audience import Audience, Recipient
from casework.taking_down.carried import Begun
from casework.taking_down.complaint import Logged, TakenDown, Weighed
from casework.taking_down.taking_places import Place, sits_on_committee
from casework.telling.sending import fingerprint
from casework.telling.surroundings import Surroundings
from casework.telling.uploads import ACCEPT
from crypto import number
from crypto.certificates import Register
from crypto.compartments import Compartment

ACTION = "/cases/new"
After = Callable[[Logged, TakenDown], None]
Save = Callable[[TakenDown, Prepared], Logged]
Kept = list[tuple[str, str]]
UNKEPT = {
    *("csrf_token", "new_word", "again", "word_wish", "heard", "passphrase"),
    *("save", "back", "move", "drop_file", "asked", "carried", "begun", "add_to", "more"),
}
"""What belongs to one page alone, and is not carried on to the next."""


@dataclass(frozen=True)
class Desk:
    """Whoever writes it down, where it happened, and where her form goes."""

    author: Author
    register: Register = field(repr=False)
    places: list[Place]
    place: Place | None
    action: str = ACTION
    after: After | None = None
    """What else is done in the transaction that saves it."""
    agreed: Save | None = None
    """How it is saved where the survivor agreed to a concern: then she tells it herself."""

    @cached_property
    def today(self) -> date:
        """The day where she is."""
        return now().astimezone(ZoneInfo(g.actor.time_zone)).date()

    @property
    def around(self) -> Surroundings:
        """What there is around the place."""
        told = Answers(workplace=self.place.factory if self.place else None)
        return Surroundings(g.db, g.keys, lambda _db: self.register, (), told, now(), b"")

    def offered(self, place: Place) -> Offered:
        """What there is to choose from there."""
        around = self.around
        return Offered(
            unions=[(each.id.hex, each.label) for each in around.unions],
            women=[(each.membership.hex, called(each)) for each in self._women(place)],
            has_programme=bool(around.programmes),
            may_go_on=sits_on_committee(g.actor.standings, place),
            is_hers=self.agreed is not None,
            age=of_age_at(around.pack),
            asks_gender=around.pack.scope.women_only,
        )

    def _women(self, place: Place) -> list[Reader]:
        readers = roster(g.db, self.register, place.factory, self.today)
        return [
            each
            for each in readers
            if each.is_woman and each.keys is not None and each.person != self.author.person
            if each.organization == place.factory and each.role in (Role.CHAIR, Role.MEMBER)
        ]


def uncertified_page(keep: Kept) -> str:
    """That nothing she wrote could be delivered, with what she typed."""
    return render_template("casework/taking_down/uncertified.html", keep=keep)


def place_page(desk: Desk, keep: Kept) -> str:
    """Where it happened, before anything else."""
    return render_template("casework/taking_down/place.html", desk=desk, keep=keep)


def form_page(desk: Desk, form: TakingDownForm, begun: Begun, **facts: object) -> str:
    """The one screen."""
    form.begun.data = begun.seal
    return render_template(
        "casework/taking_down/form.html",
        desk=desk,
        form=form,
        accept_files=ACCEPT,
        arrangements=desk.around.arrangements,
        **facts,
    )


def close_page(desk: Desk, form: object, keep: Kept) -> str:
    """Whether it is one of these people."""
    return render_template("casework/taking_down/close.html", desk=desk, form=form, keep=keep)


def check_page(
    desk: Desk, form: CheckForm, taken: TakenDown, weighed: Weighed, keep: Kept, **facts: object
) -> str:
    """Who will be able to read it, to be said to her, and her second word."""
    heard = weighed.audience
    return render_template(
        "casework/taking_down/check.html",
        desk=desk,
        form=form,
        keep=[*keep, ("heard", fingerprint(heard))],
        readers=readers_of(heard),
        is_conflicted=weighed.is_conflicted,
        is_concern=taken.answers.for_somebody_else,
        for_children=heard.for_children,
        files=taken.answers.files,
        unkept=_unkept(taken, weighed),
        **facts,
    )


def readers_of(heard: Audience) -> list[tuple[str, str]]:
    """Everybody who will be able to read it, and what of it."""
    return [(_named(each), _what(each)) for each in heard.recipients]


def saved_page(desk: Desk, begun: Begun, code: str, **facts: object) -> str:
    """Her number, and what to tell her; the code is for whoever reads it too."""
    return render_template(
        "casework/taking_down/saved.html",
        begun=begun,
        number=grouped(desk, begun),
        place=desk.place.key if desk.place else "",
        code=code,
        **facts,
    )


def grouped(desk: Desk, begun: Begun) -> str:
    """A number in the groups of the place."""
    groupings = the_parts().config.number_grouping
    factory = desk.place.factory if desk.place else None
    return number.group(begun.number, groups_at(g.db, groupings, factory))


def typed() -> Kept:
    """Everything that was typed on the screen, to be carried on."""
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if name not in UNKEPT and value]


def called(reader: Reader) -> str:
    """A colleague by name and by what she does."""
    return f"{reader.name}, {reader.post or role_title(reader.role)}"


def with_status(page: str, status: int, wait: int = 0) -> Response:
    """A page that says that something did not go through."""
    response = Response(page, status, mimetype="text/html")
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _named(each: Recipient) -> str:
    reader = each.reader
    role = "" if reader.role in COMMITTEE and reader.post else role_title(reader.role)
    work = ", ".join(filter(None, (reader.post, role)))
    name = _("You yourself") if reader.person == g.actor.person else reader.name
    return f"{name}, {work}, {reader.organization_name}"


def _what(each: Recipient) -> str:
    parts = set(each.compartments)
    told = "told" if Compartment.TOLD in parts else "outcome"
    most = "needs" if each.capacity is Capacity.REFERRAL_OFFICER else told
    words: dict[tuple[str, bool], str] = {
        ("needs", True): _("What she needs, and her name"),
        ("needs", False): _("What she needs. Not her name"),
        ("told", True): _("What was told, and her name"),
        ("told", False): _("What was told. Not her name"),
        ("outcome", True): _("What is done about it, and her name"),
        ("outcome", False): _("What is done about it. Not what was told, and not her name"),
    }
    return words[most, Compartment.IDENTITY in parts]


def _unkept(taken: TakenDown, weighed: Weighed) -> list[str]:
    """What was typed and nobody would see: it is said before it is lost."""
    told, open_to = taken.answers, weighed.audience.recipients
    seen = {part for each in open_to for part in each.compartments}
    contact = told.name or told.employee_number or told.contact.how != "never"
    gaps = []
    if contact and Compartment.IDENTITY not in seen:
        gaps.append(_("Her name and how to reach her: nobody may know them."))
    if told.needs and Compartment.REFERRAL not in seen:
        gaps.append(_("What help she needs: nobody may know it."))
    return gaps
