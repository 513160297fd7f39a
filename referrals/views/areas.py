"""`/directory/areas`: the tree of areas, as the operator keeps it."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.forms import Form
from auth.guard import guarded
from auth.permissions import Permission
from referrals.directory import areas, iso_codes
from referrals.directory.areas import AreaRefused, tree_of, upwards
from referrals.directory.seeding import begin, known_countries
from referrals.forms.keeping import AreaForm, CountryForm, NewAreaForm
from referrals.models.keeping import Area
from referrals.views.offering import audited, countries_offered, countries_there, writer
from referrals.words.areas import area_name, country_name

bp = Blueprint("areas", __name__, url_prefix="/directory/areas")
NEW = "new-"
"""Before the fields of the second form of a page, so that no two have one name."""


def find_area(db: Session, _actor: Actor, code: str) -> Area | None:
    """An area by its code."""
    return areas.find_area(db, code)


@bp.get("")
@guarded(Permission.Directory.AREAS)
def show() -> ResponseReturnValue:
    there, asked = countries_offered(g.db), request.args.get("country", "")
    chosen = asked if asked in countries_there(g.db) else (there[0][0] if there else "")
    return render_template(
        "referrals/directory/areas.html",
        countries=there,
        chosen=chosen,
        rows=_below(tree_of(g.db), chosen),
        form=_countries(CountryForm(formdata=None)),
        ours=", ".join(sorted(country_name(code) for code in known_countries())),
        lists_others=iso_codes.has_list(),
    )


@bp.post("")
@guarded(Permission.Directory.AREAS)
def add_country() -> ResponseReturnValue:
    """Areas and national numbers of a country. The numbers are shown to nobody before a call."""
    form = _countries(CountryForm())
    if not form.validate():
        return redirect("/directory/areas", 303)
    begin(g.db, writer(), {form.country.data})
    audited("country:begun", None)
    return redirect(f"/directory/areas?country={form.country.data}", 303)


@bp.get("/<code>")
@guarded(Permission.Directory.AREAS, find_area)
def show_area(area: Area) -> ResponseReturnValue:
    return _page(area, _as_it_is(area), _new())


@bp.post("/<code>")
@guarded(Permission.Directory.AREAS, find_area)
def change(area: Area) -> ResponseReturnValue:
    form = _offered(AreaForm(), area)
    if not form.validate() or not _changed(area, form):
        return _page(area, form, _new()), 422
    audited("area:changed", area.id)
    return redirect(f"/directory/areas?country={area.country}#{area.code}", 303)


@bp.post("/<code>/below")
@guarded(Permission.Directory.AREAS, find_area)
def add(area: Area) -> ResponseReturnValue:
    form = NewAreaForm(prefix=NEW)
    if not form.validate() or not _added(area, form):
        return _page(area, _as_it_is(area), form), 422
    return redirect(f"/directory/areas/{area.code}", 303)


@bp.post("/<code>/remove")
@guarded(Permission.Directory.AREAS, find_area)
def remove(area: Area) -> ResponseReturnValue:
    form, country, row = _as_it_is(area), area.country, area.id
    try:
        areas.remove_area(g.db, area)
    except AreaRefused as refused:
        form.form_errors.append(refusal(refused))
        return _page(area, form, _new()), 422
    audited("area:removed", row)
    return redirect(f"/directory/areas?country={country}", 303)


def refusal(refused: AreaRefused) -> str:
    """Why an area is not written so."""
    said = {
        "code": _("A code begins with that of its country, as in BD-13-SAVAR."),
        "known": _("There is an area with this code."),
        "parent": _("An area lies in another of its country, and not in itself."),
        "clock": _("There is no such time zone."),
        "used": _("Something lies in it or is offered there. Take that out first."),
    }
    return str(said[refused.why])


def _changed(area: Area, form: AreaForm) -> bool:
    try:
        areas.change_area(
            g.db,
            area,
            name=(form.name.data or "").strip(),
            local_name=(form.local_name.data or "").strip(),
            parent=form.parent.data or "",
            time_zone=(form.time_zone.data or "").strip(),
            neighbours=form.neighbours.data or (),
            is_served=bool(form.is_served.data),
        )
    except AreaRefused as refused:
        return _said(form, refused)
    return True


def _added(area: Area, form: NewAreaForm) -> bool:
    code = (form.code.data or "").strip().upper()
    local = (form.local_name.data or "").strip()
    try:
        row = areas.add_area(g.db, area, code, (form.name.data or "").strip(), local)
    except AreaRefused as refused:
        return _said(form, refused)
    audited("area:added", row.id)
    return True


def _said(form: Form, refused: AreaRefused) -> bool:
    g.db.rollback()
    form.form_errors.append(refusal(refused))
    return False


def _countries(form: CountryForm) -> CountryForm:
    known = known_countries().keys() | iso_codes.countries().keys()
    lacking = known - set(countries_there(g.db))
    pairs = [(code, country_name(code)) for code in lacking]
    form.country.choices = sorted(pairs, key=lambda pair: pair[1])
    return form


def _new() -> NewAreaForm:
    return NewAreaForm(formdata=None, prefix=NEW)


def _as_it_is(area: Area) -> AreaForm:
    form = _offered(AreaForm(formdata=None, obj=area), area)
    form.parent.data, form.neighbours.data = area.parent_code, sorted(area.neighbours)
    return form


def _offered(form: AreaForm, area: Area) -> AreaForm:
    tree = tree_of(g.db)
    others = [each for each in tree.values() if each.code != area.code]
    form.neighbours.choices = [
        (each.code, area_name(tree.values(), each.code)) for each in others if each.parent_code
    ]
    form.parent.choices = (
        [("", "–")]
        if not area.parent_code
        else [
            (each.code, area_name(tree.values(), each.code))
            for each in others
            if each.country == area.country and area.code not in upwards(tree, each.code)
        ]
    )
    return form


def _below(tree: dict[str, Area], code: str, depth: int = 0) -> list[tuple[Area, int]]:
    found: list[tuple[Area, int]] = [(tree[code], depth)] if code in tree else []
    for each in tree.values():
        if code and each.parent_code == code:
            found += _below(tree, each.code, depth + 1)
    return found


def _page(area: Area, form: AreaForm, new: NewAreaForm) -> str:
    tree = tree_of(g.db)
    drawn: str = render_template(
        "referrals/directory/area.html",
        area=area,
        form=form,
        new=new,
        below=[each for each in tree.values() if each.parent_code == area.code],
        title=area_name(tree.values(), area.code),
    )
    return drawn
