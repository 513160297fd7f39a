"""Where the folders beside the code are: in a checkout next to it, in a wheel inside it."""

from pathlib import Path

HERE = Path(__file__).parent


def templates() -> Path:
    """The folder of Jinja templates."""
    return _beside("templates")


def migrations() -> Path:
    """The folder of Alembic's env.py and versions."""
    return _beside("migrations")


def translations() -> Path:
    """The folder of Babel's catalogues."""
    return HERE / "translations"


def static() -> Path:
    """The folder of built stylesheets, scripts and pictures."""
    return HERE / "static"


def _beside(name: str) -> Path:
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name
