"""What stands in the repository, read as text and as syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("crypto", "auth", "referrals", "casework")
FOREIGN = {"node_modules", "var", "build", "dist", "__pycache__"}
HIDDEN_BUT_OURS = {".ci", ".gitignore", ".npmrc"}


def files(*folders: str, suffix: str = "") -> Iterator[Path]:
    """Every file of ours under these folders (all of them without), with this ending."""
    for folder in folders or (".",):
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            if path.is_file() and not any(map(_is_foreign, path.relative_to(ROOT).parts)):
                yield path


def code() -> list[Path]:
    """Every module, tests and migrations included."""
    return list(files(*PACKAGES, "migrations", "tests", suffix=".py"))


def name(path: Path) -> str:
    """The path as one says it: from the repository on."""
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods and inner ones included."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(path: Path) -> list[str]:
    """A file's lines; none for what is no text."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def _is_foreign(part: str) -> bool:
    return part in FOREIGN or (part.startswith(".") and part not in HIDDEN_BUT_OURS)
