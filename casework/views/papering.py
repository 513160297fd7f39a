"""What every page that prints has in common: the form, the passphrase once more, the file."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from flask import Response, g
from flask_babel import gettext as _

from auth import absences, trail
from auth.again import is_proven
from auth.judging import complain
from auth.models import Organization
from auth.trail_rows import Act
from casework import languages
from casework.case.acts import actor_kind
from casework.committee import rules
from casework.course.grounds import grounds_of
from casework.desk.reading import Opened
from casework.forms.paper import PaperForm
from casework.paper.catalogue import NAMES, Blank
from casework.paper.sheets import Around, Sheet, file_name, print_sheet
from casework.parts import the_parts
from casework.procedures.pack import Pack
from casework.views.casing import the_look
from casework.words import on_sheets
from casework.words.on_sheets import Desk

FormOfSheets = TypeVar("FormOfSheets", bound=PaperForm)


def offering(form: PaperForm, sheets: Mapping[str, Blank], fillable: Collection[str]) -> None:
    """Say in a form what there is to choose from."""
    named = [(number, str(NAMES[number])) for number in sheets]
    spoken = [(code, languages.own_name(code)) for code in languages.offered()]
    form.offer(named, fillable, spoken)


def is_sound(form: PaperForm) -> bool:
    """Whether a sheet can be made; what is sealed asks for the passphrase."""
    if not form.validate():
        return False
    if form.is_filled and not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return False
    return True


def language_of(form: PaperForm) -> str:
    """The language of the sheet: what was chosen, else the page's own."""
    return form.language.value or languages.in_force()


def sent(sheet: Sheet, around: Around) -> Response:
    """A sheet on its way out, under a name that says nothing; never kept on the way.

    Raises Unprintable.
    """
    response = Response(print_sheet(sheet, around), mimetype="application/pdf")
    name = file_name(sheet, around)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def around_case(found: Opened, language: str) -> Around:
    """What stands on every sheet of a case."""
    place = _place(found)
    return on_sheets.around(place, _pack(found, place), language, found.cover.code)


def pack_around(found: Opened) -> Pack:
    """What its sheets are filled by."""
    return _pack(
        found, g.db.get_one(Organization, found.case.factory_id or found.case.programme_id)
    )


def away(desk: Desk) -> Desk:
    """The same desk with the absence of whoever prints: when she is back, and who stands in."""
    bodies = {each.organization for each in g.actor.standings}
    known = absences.known_in(g.db, bodies, the_look().now.date())
    hers = next((each for each in known if each.post.person_id == g.actor.person), None)
    if hers is None:
        return desk
    back_on = hers.row.until_on + timedelta(days=1)
    return replace(desk, back_on=back_on, handed_to=hers.substitute)


def _place(found: Opened) -> Organization:
    there = found.case.factory_id or found.case.programme_id
    place: Organization = g.db.get_one(Organization, there)
    return place


def _pack(found: Opened, place: Organization) -> Pack:
    """The pack it began under; without a key to that, the one that held on its first day."""
    if found.course is not None:
        return grounds_of(g.db, found.cover, found.course, the_look().now).pack
    return rules.pack_of(g.db, place, found.cover.received_at.date())


def note_printing(found: Opened, verb: str, **facts: str) -> None:
    """On the trail, in a short transaction of its own: setting a sheet holds up nobody's."""
    cover, look = found.cover, the_look()
    done = Act(
        actor=look.actor.person,
        actor_kind=actor_kind(cover, look.actor.person),
        verb=verb,
        subject=found.case.id,
        at=look.now,
        facts=facts,
    )
    with the_parts().sessions() as own:
        trail.write(own, cover.trail_keys, done)
        own.commit()


def not_made(form: FormOfSheets) -> FormOfSheets:
    """The form of a sheet that could not be made, saying so; what was chosen stays."""
    complain(form.sheet, _("This sheet could not be made just now. Please try again."))
    return form
