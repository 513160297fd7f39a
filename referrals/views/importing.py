"""`/directory/import`: a list comes in, its columns get a meaning, every row is looked at first."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec.structs import replace
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.incoming import takes_files
from auth.judging import complain
from auth.parts import now
from auth.permissions import Permission
from referrals.forms.importing import CountryForm, FileForm, TakeInForm
from referrals.importing import keeping_files as kept
from referrals.importing.checking import TooManyRows
from referrals.importing.intake import the_format
from referrals.importing.keeping_files import Brought
from referrals.importing.looking import PAGE, Looked
from referrals.importing.opening import LISTS, FileRefused, Refusal
from referrals.importing.taking_in import RowsFail, ShownOtherwise, checked, take_in
from referrals.models.importing import ImportFile
from referrals.views.arriving import arrived, sink
from referrals.views.offering import audited, countries_offered, writer
from referrals.views.reading_files import Bringing, reads_anew
from referrals.words import importing as words

bp = Blueprint("importing", __name__, url_prefix="/directory/import")
ROWS = 5_000
"""What a page goes through; more is for the command line."""


def find_file(db: Session, actor: Actor, file_id: UUID) -> Bringing | None:
    """A file that she herself brought, if it can still be opened."""
    row = db.get(ImportFile, file_id)
    if row is None or row.by_id != actor.person:
        return None
    brought = kept.what_is(g.keys, row)
    return Bringing(row, brought) if brought else None


@bp.get("")
@guarded(Permission.Directory.IMPORT)
def show() -> ResponseReturnValue:
    return _page(FileForm(formdata=None))


@bp.post("")
@takes_files(sink)
@guarded(Permission.Directory.IMPORT)
def bring() -> ResponseReturnValue:
    form, came = FileForm(), arrived()
    if came is None or came.is_too_large:
        too_large = _("This file is larger than 8 MB. Whoever runs this house can take it in.")
        complain(form.file, too_large if came else _("Choose a file."))
        return _page(form), 422
    try:
        format_ = the_format(came.content)
    except FileRefused as wrong:
        complain(form.file, words.refusal_words(wrong.refusal))
        return _page(form), 422
    brought = Brought(name=came.name, format=format_)
    row = kept.keep_file(
        g.db, g.keys, g.actor.person, now().date(), brought, came.content.getvalue()
    )
    return redirect(_next(row, brought), 303)


@bp.get("/<uuid:file_id>")
@guarded(Permission.Directory.IMPORT, find_file)
def look(bringing: Bringing) -> ResponseReturnValue:
    if bringing.brought.format in LISTS and bringing.brought.columns is None:
        return redirect(_next(bringing.row, bringing.brought), 303)
    return _looked(bringing, TakeInForm(formdata=None))


@bp.post("/<uuid:file_id>")
@guarded(Permission.Directory.IMPORT, find_file)
def take(bringing: Bringing) -> ResponseReturnValue:
    form = TakeInForm()
    by = replace(writer(), source=bringing.brought.name)
    try:
        reads = reads_anew(g.db, bringing, ROWS)
        digest = bytes.fromhex(form.shown.data or "")
        verdict = take_in(g.db, reads, by, digest, leaves_out=bool(form.leaves_out.data))
    except (RowsFail, ShownOtherwise, FileRefused, TooManyRows, ValueError) as wrong:
        g.db.rollback()
        again = find_file(g.db, g.actor, bringing.row.id)
        is_other = isinstance(wrong, (ShownOtherwise, ValueError))
        if isinstance(wrong, RowsFail):
            complain(form.leaves_out, _("Tick that they stay out, or put them right first."))
        return _looked(again or bringing, form, is_other=is_other, code=409)
    kept.drop_file(g.db, bringing.row)
    audited("import:taken", None)
    return render_template("referrals/directory/taken_in.html", verdict=verdict)


@bp.post("/<uuid:file_id>/drop")
@guarded(Permission.Directory.IMPORT, find_file)
def drop(bringing: Bringing) -> ResponseReturnValue:
    kept.drop_file(g.db, bringing.row)
    return redirect("/directory/import", 303)


@bp.post("/<uuid:file_id>/country")
@guarded(Permission.Directory.IMPORT, find_file)
def say_country(bringing: Bringing) -> ResponseReturnValue:
    form = CountryForm()
    form.offer(countries_offered(g.db))
    if form.validate():
        bringing.brought.country = form.country.data or ""
        kept.say_columns(g.db, g.keys, bringing.row, bringing.brought, b"", now().date())
    return redirect(f"/directory/import/{bringing.row.id}", 303)


def _page(form: FileForm) -> str:
    mine = [(row, kept.what_is(g.keys, row)) for row in kept.of_person(g.db, g.actor.person)]
    return render_template(
        "referrals/directory/bring.html",
        form=form,
        waiting=[(row, brought) for row, brought in mine if brought],
    )


def _looked(
    bringing: Bringing, form: TakeInForm, *, is_other: bool = False, code: int = 200
) -> ResponseReturnValue:
    asked = request.args.get("page", 1, int), request.args.get("of", "")
    looked = Looked(*asked)
    try:
        verdict = checked(g.db, reads_anew(g.db, bringing, ROWS), looked)
    except FileRefused as wrong:
        return unread(bringing, wrong.refusal)
    except TooManyRows:
        return unread(bringing, Refusal.TOO_MANY_ROWS)
    form.shown.data = verdict.digest.hex()
    countries = CountryForm(formdata=None, country=bringing.brought.country)
    countries.offer(countries_offered(g.db))
    drawn = render_template(
        "referrals/directory/look.html",
        bringing=bringing,
        verdict=verdict,
        looked=looked,
        form=form,
        is_other=is_other,
        countries=countries,
        is_list=bringing.brought.format in LISTS,
        size=PAGE,
        in_words=words,
    )
    return drawn, code


def unread(bringing: Bringing, refusal: Refusal) -> ResponseReturnValue:
    said = words.refusal_words(refusal)
    return render_template("referrals/directory/unread.html", bringing=bringing, said=said), 422


def _next(row: ImportFile, brought: Brought) -> str:
    address = f"/directory/import/{row.id}"
    return f"{address}/columns" if brought.format in LISTS else address
