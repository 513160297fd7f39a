"""Handing over all one's cases before a leave: a page for each, to be given on one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec
from flask import g
from flask_babel import gettext as _

from auth.permissions import Permission
from auth.policy import may
from casework.case.covers import OwingFirst
from casework.desk.held import Row
from casework.desk.reading import Opened
from casework.paper.blocks import Block, Heading, NewPage, Note
from casework.paper.sheets import Sheet
from casework.views.casing import MustDeclare, find_case, opened
from casework.views.papering import note_printing
from casework.words import on_sheets
from casework.words.on_sheets import Desk
from crypto.errors import KeyMissing, RolledBack, SealBroken

MOST = 20
"""Cases that one hand-over prints: each is opened whole."""


def with_each_case(sheet: Sheet, desk: Desk) -> Sheet:
    """The sheet of what is handed on, and after it a page for each case with its safe times.

    Each case is opened and printed on its own trail. What cannot be opened now, because something
    is to be said or made first, stands on the first page by its code.
    """
    pages: list[Block] = []
    left: list[str] = [row.code for row in desk.rows[MOST:]]
    for row in desk.rows[:MOST]:
        found = _opened(row)
        if found is None:
            left.append(row.code)
        else:
            pages += _page(found, row, desk)
    return msgspec.structs.replace(sheet, blocks=[*sheet.blocks, *_left(left), *pages])


def _opened(row: Row) -> Opened | None:
    try:
        case = find_case(g.db, g.actor, row.case)
        if case is None or not may(g.actor, Permission.Case.PRINT, case):
            return None
        return opened(case)
    except (KeyMissing, MustDeclare, OwingFirst, RolledBack, SealBroken):
        return None


def _page(found: Opened, row: Row, desk: Desk) -> Iterator[Block]:
    due = [each for each in desk.due if each.row.case == row.case]
    its = replace(desk, rows=[row], due=due)
    sheet = on_sheets.masked_sheet(on_sheets.handover_of_case(found, its), found)
    note_printing(found, "case:paper:print", sheet=sheet.id, state="filled")
    yield NewPage()
    yield Heading(text=row.code)
    yield from sheet.blocks


def _left(codes: Sequence[str]) -> list[Block]:
    if not codes:
        return []
    said = _("Without a page here, to be opened and printed by itself: %(codes)s")
    return [Note(text=said % {"codes": ", ".join(codes)})]
