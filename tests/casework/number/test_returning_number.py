"""With number and word: another number, closing her access, what she keeps."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import LiveSession
from casework.case.answers import Wish
from casework.config import Config
from casework.models.case import Case
from casework.models.number import ReturnNumber
from casework.telling.files import Folder
from casework.telling.kept import shred_expired
from tests.casework.numbers import case, found, she
from tests.casework.returners import Returner
from tests.worlds import NUMBER, World

__all__ = ["case", "she"]


def test_she_changes_her_number(db: Session, world: World, she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/number")
    shown, offer = she.number, she.hidden["offer"]

    she.press(
        "/r/number",
        offer=offer,
        has_it="y",
        word="blue door",
        new_word="red window",
        again="Red window ",
    )

    assert "Your new number counts" in she.text
    other = Returner(she.client.application.test_client())
    assert "hand on my back" in other.enter(shown, "red window").text
    assert other.come(NUMBER).status == 403
    assert found(db, world) is None


def test_sending_the_new_number_twice_changes_it_once(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/number")
    shown = she.number
    typed = {
        "offer": she.hidden["offer"],
        "has_it": "y",
        "word": "blue door",
        "new_word": "red",
        "again": "red",
    }
    old = she.client.get_cookie("s")
    she.press("/r/number", **typed)
    assert old is not None
    she.client.set_cookie("s", old.value)

    she.press("/r/number", **typed)

    assert len(db.scalars(select(ReturnNumber.id)).all()) == 1
    assert found(db, world, shown) is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"word": "wrong"}, "The word of today is not right"),
        ({"again": "blue"}, "The two words are not the same"),
        ({"has_it": ""}, "Write the number down first"),
        ({"new_word": "", "again": ""}, "Choose a second word"),
    ],
)
def test_a_mistake_changes_no_number_and_shows_the_same_one_again(
    db: Session, world: World, she: Returner, case: UUID, typed: dict[str, str], said: str
) -> None:
    she.enter()
    she.open("/r/number")
    shown = she.number
    right = {"has_it": "y", "word": "blue door", "new_word": "red", "again": "red"}

    she.press("/r/number", offer=she.hidden["offer"], **{**right, **typed})

    assert said in she.text
    assert she.number == shown
    assert found(db, world) is not None


def test_somebody_else_s_offer_is_not_taken(she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/number")

    she.press("/r/number", offer="AAAA", has_it="y", word="blue door", new_word="a", again="a")

    assert she.path == "/r/number"
    assert she.number


def test_closing_her_access_ends_number_and_session(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/end")

    she.press("/r/end", word="blue door", knows="y")

    assert she.path == "/r/ended"
    assert found(db, world) is None
    assert db.scalar(select(func.count()).select_from(LiveSession)) == 0
    assert she.open("/r/all").path == "/r"


def test_closing_asks_for_the_word_and_a_tick(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/end")

    she.press("/r/end", word="blue door")

    assert she.status == 422
    assert she.press("/r/end", word="red", knows="y").status == 403
    assert found(db, world) is not None


def test_the_number_alone_does_not_say_that_something_is_kept(
    db: Session, world: World, she: Returner
) -> None:
    world.told(db, world.complaint(wish=Wish.KEEP))

    she.come()

    assert "We have received it" in she.text
    assert "kept" not in she.text


def test_what_is_kept_is_destroyed_by_her_press(db: Session, world: World, she: Returner) -> None:
    case = world.told(db, world.complaint(wish=Wish.KEEP))
    she.enter()
    assert "Kept for you alone" in she.text
    assert she.open("/r/end").text.count("Destroy") >= 2

    she.press("/r/end", word="blue door", knows="y")

    assert she.path == "/r/ended"
    assert db.get(Case, case) is None


def test_a_visit_keeps_what_is_kept(db: Session, world: World, she: Returner) -> None:
    case = world.told(db, world.complaint(wish=Wish.KEEP))
    before = db.get_one(Case, case).destroy_after
    db.rollback()

    she.come()

    after = db.get_one(Case, case).destroy_after
    assert before is not None
    assert after is not None
    assert after > before


def test_looking_at_the_page_moves_no_day(db: Session, world: World, she: Returner) -> None:
    case = world.told(db, world.complaint(wish=Wish.KEEP))
    she.enter()
    day = db.get_one(Case, case).destroy_after
    db.rollback()

    she.open("/r/all")

    assert db.get_one(Case, case).destroy_after == day


def test_what_she_kept_and_is_gone_is_told_once(
    db: Session, world: World, she: Returner, config: Config
) -> None:
    world.told(db, world.complaint(wish=Wish.KEEP))
    shred_expired(db, world.keys, Folder(config.files), date(2028, 4, 1))
    db.commit()

    she.come()

    assert "What you kept was destroyed" in she.text
    assert she.come().status == 403
