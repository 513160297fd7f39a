"""Calling in the case supervisor: her yes or no to the programme decides."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts import open_account
from tests.visitors import Visitor
from tests.worlds import NOW, World

SUPERVISOR = "Maya Sen"


@pytest.fixture
def chair(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """The chair at her desk, on the day the complaints are told."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    return Visitor(app.test_client())


def told(db: Session, world: World, visitor: Visitor, **choices: bool | None) -> UUID:
    """A complaint with these choices about the programme; then the chair signs in."""
    case = world.told(db, world.complaint(**choices))
    db.commit()
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return case


def test_only_supervisors_are_offered(db: Session, world: World, chair: Visitor) -> None:
    case = told(db, world, chair, tells_programme=None)

    call, all_of_them = (
        chair.get(f"/cases/{case}/{page}").text for page in ("call-in", "hand-over")
    )

    assert call.count('name="person"') == 1
    assert SUPERVISOR in call
    assert all_of_them.count('name="person"') > 1


def test_her_no_to_the_programme_is_said_and_nobody_is_offered(
    db: Session, world: World, chair: Visitor
) -> None:
    case = told(db, world, chair, tells_programme=False, declines_programme=True)

    page = chair.get(f"/cases/{case}/call-in").text

    assert 'name="person"' not in page
    assert "She said no to the programme" in page
