"""What the tests let gunicorn serve: Casework itself, but with a cheap Argon2."""

from dataclasses import replace

from flask import Flask

from casework import config
from casework.app import create_app
from tests.crypto.costs import CHEAP


def made() -> Flask:
    """The application over the environment's configuration."""
    return create_app(replace(config.read(), cost=CHEAP))
