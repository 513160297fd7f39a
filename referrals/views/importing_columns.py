"""`/directory/import/<id>/columns`: what each column of a list means."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.guard import guarded
from auth.judging import complain
from auth.parts import now
from auth.permissions import Permission
from referrals.forms.importing import COLUMN, SheetForm, columns_form, meanings, said_in, twice
from referrals.importing import keeping_files as kept
from referrals.importing.fields import ALSO_ORGANIZATION
from referrals.importing.intake import Columns, Sheet, has_doubtful_letters, sheets_of
from referrals.importing.opening import LISTS, FileRefused, Refusal
from referrals.views.importing import find_file, unread
from referrals.views.offering import countries_offered
from referrals.views.reading_files import Bringing

bp = Blueprint("importing_columns", __name__, url_prefix="/directory/import")
ASKED = 50
"""Columns that are asked about; no list of services has more that say something."""


@bp.get("/<uuid:file_id>/columns")
@guarded(Permission.Directory.IMPORT, find_file)
def show(bringing: Bringing) -> ResponseReturnValue:
    try:
        sheets = _sheets(bringing)
    except FileRefused as wrong:
        return unread(bringing, wrong.refusal)
    sheet = _chosen(sheets, request.args.get("sheet", ""))
    before = kept.said_before(g.db, sheet.headings.fingerprint)
    fields, country = before or (sheet.guess(), _only_country())
    if bringing.brought.columns and bringing.brought.columns.sheet == sheet.name:
        fields, country = bringing.brought.columns.fields, bringing.brought.columns.country
    told = {COLUMN.format(at): field.value for at, field in fields.items()}
    form = _form(sheet, sheets, {**told, "country": country})
    return _page(bringing, sheet, sheets, form, is_known=before is not None)


@bp.post("/<uuid:file_id>/columns")
@guarded(Permission.Directory.IMPORT, find_file)
def say(bringing: Bringing) -> ResponseReturnValue:
    try:
        sheets = _sheets(bringing)
    except FileRefused as wrong:
        return unread(bringing, wrong.refusal)
    sheet = _chosen(sheets, request.form.get("sheet", ""))
    form = _form(sheet, sheets)
    if not form.validate() or not _is_fit(form, sheet):
        return _page(bringing, sheet, sheets, form, is_known=False), 422
    fields = said_in(form, len(_asked(sheet)))
    country = form.country.data or ""
    brought = bringing.brought
    brought.columns = Columns(fields=fields, sheet=sheet.name, country=country)
    day = now().date()
    kept.say_columns(g.db, g.keys, bringing.row, brought, sheet.headings.fingerprint, day)
    return redirect(f"/directory/import/{bringing.row.id}", 303)


def _sheets(bringing: Bringing) -> list[Sheet]:
    if bringing.brought.format not in LISTS:
        raise FileRefused(Refusal.NO_HEADINGS)
    return sheets_of(bringing.content, bringing.brought.format)


def _chosen(sheets: list[Sheet], name: str) -> Sheet:
    return next((each for each in sheets if each.name == name), sheets[0])


def _form(sheet: Sheet, sheets: list[Sheet], told: dict[str, str] | None = None) -> SheetForm:
    """The form as it was sent, or with what is `told` before anybody sent it."""
    made = columns_form(_asked(sheet))
    form = made() if told is None else made(formdata=None, data=told)
    form.offer(countries_offered(g.db))
    form.sheet.choices = [(each.name, each.name) for each in sheets]
    form.sheet.data = sheet.name
    for at in range(len(_asked(sheet))):
        form[COLUMN.format(at)].choices = meanings()
    return form


def _asked(sheet: Sheet) -> tuple[str, ...]:
    return sheet.headings.names[:ASKED]


def _is_fit(form: SheetForm, sheet: Sheet) -> bool:
    fields = said_in(form, len(_asked(sheet)))
    for at in twice(fields):
        complain(form[COLUMN.format(at)], _("Another column means this already."))
    if not ALSO_ORGANIZATION & set(fields.values()):
        first = form[COLUMN.format(0)]
        complain(first, _("One column has to say who gives the help, or what it is called."))
    return not form.errors


def _only_country() -> str:
    there = countries_offered(g.db)
    return there[0][0] if len(there) == 1 else ""


def _page(
    bringing: Bringing, sheet: Sheet, sheets: list[Sheet], form: SheetForm, *, is_known: bool
) -> str:
    return render_template(
        "referrals/directory/columns.html",
        bringing=bringing,
        sheet=sheet,
        sheets=sheets,
        form=form,
        columns=[
            (form[COLUMN.format(at)], name, sheet.headings.samples[at])
            for at, name in enumerate(_asked(sheet))
        ],
        is_known=is_known,
        has_doubtful_letters=has_doubtful_letters(bringing.content, bringing.brought.format),
    )
