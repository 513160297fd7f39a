"""A page of a list, as HSDS counts pages; one past the last is empty and no mistake."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """The part of a list that was asked for, and where it stands in the whole."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: Sequence[Item]


def cut(every: Sequence[Item], page: int, per_page: int) -> Sequence[Item]:
    """The items of a page, from 1."""
    return every[(page - 1) * per_page : page * per_page]


def paged(contents: Sequence[Item], *, total: int, page: int, per_page: int) -> Page[Item]:
    """A page with these contents, of so many in all."""
    pages = -(-total // per_page)
    return Page(
        total_items=total,
        total_pages=pages,
        page_number=page,
        size=len(contents),
        first_page=page == 1,
        last_page=page >= pages,
        empty=not contents,
        contents=contents,
    )
