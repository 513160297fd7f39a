"""A filled directory, a program that reads it, and the official schemas where they are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from sqlalchemy.orm import Session
from werkzeug.test import Client

from tests.house import tree
from tests.referrals.hsds.filled import Filled, fill

OFFICIAL = tree.ROOT.parent / "shared" / "hsds"
"""Where the schemas of Open Referral lie beside the project, which holds none of them."""
Reads = Callable[..., Any]


@pytest.fixture
def filled(db: Session) -> Filled:
    """A directory with one of each."""
    made = fill(db)
    db.commit()
    return made


@pytest.fixture
def program(app: Flask) -> Client:
    """A program that asks."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def read(program: Client) -> Reads:
    """Ask for an object or a list, and give what was answered."""

    def ask(path: str, **asked: object) -> Any:
        answer = program.get(f"/hsds/{path}", query_string=asked)
        assert answer.status_code == 200, answer.text
        return answer.json

    return ask


@pytest.fixture
def official() -> Callable[[str], Draft202012Validator]:
    """The official schema of that name. Skips where the schemas do not lie beside the project."""
    if not OFFICIAL.is_dir():
        pytest.skip(f"the official schemas of HSDS 3.1 do not lie in {OFFICIAL}")
    return schema


def schema(name: str) -> Draft202012Validator:
    """The validator of an official schema."""
    found = _held(OFFICIAL / "schema" / f"{name}.json")
    beside: Registry[Any] = Registry().with_resources(
        (path.name, DRAFT202012.create_resource(_held(path)))
        for path in (OFFICIAL / "schema").glob("*.json")
    )
    return Draft202012Validator(found, registry=beside, format_checker=FormatChecker())


def _held(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
