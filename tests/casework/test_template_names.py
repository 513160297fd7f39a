"""A name that templates call is one thing: whoever takes it for another is told at once."""

from collections.abc import Callable

import pytest
from flask import Flask

from casework.template_names import Names, NameTaken


def word(said: str) -> str:
    """What stands under a name."""
    return said


INSTALLED: dict[str, Callable[[Names], object]] = {
    "by update": lambda names: names.update({"said": word}),
    "by keyword": lambda names: names.update(said=word),
    "by name": lambda names: names.__setitem__("said", word),
}


@pytest.mark.parametrize("install", INSTALLED.values(), ids=INSTALLED.keys())
def test_a_name_that_is_taken_is_given_to_nothing_else(
    install: Callable[[Names], object],
) -> None:
    names = Names(said=str.upper)

    with pytest.raises(NameTaken, match="said"):
        install(names)

    assert names["said"] is str.upper


def test_the_very_same_thing_can_be_installed_by_every_page_that_needs_it() -> None:
    names = Names()

    names.update(said=word)
    names.update({"said": word})

    assert (dict(names), names.setdefault("said", str.upper)) == ({"said": word}, word)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_no_page_takes_a_name_that_another_has(app: Flask) -> None:
    with pytest.raises(NameTaken, match="may"):
        app.jinja_env.globals.update(may=word)
