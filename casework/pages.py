"""What every template can use: the site's cover name, its built files, its line for help."""

import json
from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment

from casework import places
from casework.parts import Parts
from casework.template_names import Names


def install(app: Flask, parts: Parts) -> None:
    """Give templates their globals. Macros see globals only, so none of it is per request.

    From here on a name that is taken is given to nothing else.
    """
    app.jinja_env.globals = Names(app.jinja_env.globals)
    app.jinja_env.globals.update(
        asset=_asset_finder(),
        cover_name=parts.config.cover_name,
        help_line="",
    )
    app.context_processor(lambda: {"demo": parts.is_demo})


class Templates(Environment):
    """Flask's templates, all with the same globals: none is ever given some of its own.

    Jinja would put a map in front of them for each template, and ask that map for every name
    whenever one template takes macros from another: a page does so thirty times.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of one template; what it is given, beside them."""
        return super().make_globals(d) if d else self.globals


class AssetMissing(Exception):
    """A template names a built file that the manifest does not have."""


def _asset_finder() -> "Finder":
    manifest = places.static() / "manifest.json"
    return Finder(json.loads(manifest.read_text(encoding="utf-8")))


class Finder:
    """From a built file's plain name to its address."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def __call__(self, name: str) -> str:
        """The address, with the content's hash in it. Raises AssetMissing."""
        if name not in self._names:
            raise AssetMissing(name)
        return f"/static/{self._names[name]}"
