"""The pack that a case began under, for the pages that offer what it knows."""

from flask import g

from casework.course.grounds import grounds_of
from casework.desk.reading import Opened
from casework.inquiry.choosing import Choice, choices
from casework.procedures.pack import Pack
from casework.views.casing import the_look
from casework.words.inquiry import choice_words, for_whom
from crypto.errors import KeyMissing


def pack_of(found: Opened) -> Pack:
    """The pack of an opened case. Raises KeyMissing without a key to the outcome."""
    if found.course is None:
        raise KeyMissing
    return grounds_of(g.db, found.cover, found.course, the_look().now).pack


def offered(found: Opened) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """What can be recommended and decided, and beside each whom it is for."""
    every: tuple[Choice, ...] = choices(pack_of(found))
    pairs = [(each.id, choice_words(each)) for each in every]
    return pairs, {each.id: for_whom(each.kind) for each in every}
