"""Every table of every package in one place, for migrations and the tests that compare."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages

from sqlalchemy import MetaData

from crypto.records import Record

HOMES = ("crypto", "auth.models", "auth.reminders", "referrals.models", "casework.models")


def tables() -> MetaData:
    """The metadata of all models; importing them is what fills it."""
    for home in HOMES:
        if find_spec(home) is not None:
            _import_whole(home)
    return Record.metadata


def _import_whole(name: str) -> None:
    module = import_module(name)
    for each in walk_packages(getattr(module, "__path__", ()), f"{name}."):
        import_module(each.name)
