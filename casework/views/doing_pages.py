"""The addresses where something of an inquiry is done: shown and sent, of all or of one thing."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.models.case import Case
from casework.views.acting import Doing, do, show_form, the_doing
from casework.views.casing import find_case


def open_pages(bp: Blueprint, doings: Mapping[str, Doing], here: str) -> None:
    """Give a blueprint a page for each thing that can be done there; `here` leads back.

    Whoever inquires may open them; each says itself who may do it (casework.views.acting.Doing).
    """

    @bp.get("/<act>")
    @guarded(Permission.Case.INQUIRE, find_case)
    def show_act(case: Case, act: str) -> ResponseReturnValue:
        return show_form(case, the_doing(case, doings, act, None), None, here)

    @bp.post("/<act>")
    @guarded(Permission.Case.INQUIRE, find_case)
    def do_act(case: Case, act: str) -> ResponseReturnValue:
        return do(case, the_doing(case, doings, act, None), None, here)

    @bp.get("/<act>/<uuid:about>")
    @guarded(Permission.Case.INQUIRE, find_case)
    def show_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
        return show_form(case, the_doing(case, doings, act, about), about, here)

    @bp.post("/<act>/<uuid:about>")
    @guarded(Permission.Case.INQUIRE, find_case)
    def do_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
        return do(case, the_doing(case, doings, act, about), about, here)
