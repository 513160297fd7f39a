"""Coming back with a number: what it shows alone, and what the second word opens."""

import re
from uuid import UUID

import pytest
from flask import Flask, g
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import Attempt, LiveSession
from casework.answers import Wish
from casework.covers import the_cover
from casework.handling import answer, take_inbox_in
from casework.inbox import waiting
from casework.intentions import intend
from casework.models.case import Case
from casework.models.entry import Entry, InboxText, Kind
from casework.models.number import ReturnNumber
from casework.rekey import depart
from casework.timeline import timeline
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.grants import Grant
from tests.casework.returners import Returner
from tests.casework.tellers import BOUNDARY, multipart
from tests.casework.test_renumbering import found, staff
from tests.worlds import NOW, NUMBER, World

C = Compartment
BENGALI = "১০০০ ০০০০-০০০০ ০০০২"
KHMER = "១០០០០០០០០០០០០០០២"
LINK = re.compile(r'href="(/r/file/[^"]+)"')
UNKNOWN = "2000000000000004"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)


@pytest.fixture
def she(instance: Flask) -> Returner:
    """The survivor's browser."""
    return Returner(instance.test_client())


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def answered(db: Session, world: World, case: UUID, text: str = "Come on Friday.") -> None:
    answer(db, staff(db, world, case, "chair"), text)
    db.commit()


def lines(db: Session, world: World, case: UUID, kind: Kind) -> list[str]:
    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return [line.text for line in read.lines if line.kind is kind]


@pytest.mark.parametrize("typed", [NUMBER, BENGALI, KHMER, " 1000-0000 0000.0002 "])
def test_a_number_is_taken_in_any_script(she: Returner, case: UUID, typed: str) -> None:
    she.come(typed)

    assert she.path == "/r/here"
    assert "We have received it" in she.text


def test_the_number_alone_shows_no_word_of_hers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case, "Come on Friday.")

    she.come()

    assert "An answer waits for you" in she.text
    hers = ("hand on my back", "Friday", "Abdul", "Rahima", "Shirin", "KNIT")
    assert [word for word in hers if word in she.seen] == []


@pytest.mark.parametrize("page", ["all", "more", "readers", "number", "end"])
def test_the_number_alone_opens_no_other_page(she: Returner, case: UUID, page: str) -> None:
    she.come()

    she.open(f"/r/{page}")

    assert she.status == 404


@pytest.mark.parametrize("page", ["message", "read", "more", "file", "number", "end", "stop"])
def test_the_number_alone_writes_nothing_but_into_the_inbox(
    db: Session, she: Returner, case: UUID, page: str
) -> None:
    she.come()
    before = db.scalar(select(func.count()).select_from(Entry))
    db.rollback()

    she.press(f"/r/{page}", text="words", asks="withdrawal", word="blue door")

    assert she.status == 404
    assert db.scalar(select(func.count()).select_from(Entry)) == before


def test_a_slip_of_the_finger_is_told_before_anything_slow(
    db: Session, she: Returner, case: UUID
) -> None:
    she.open("/r")

    she.press("/r", number="1000 0000 0000 0003")

    assert she.status == 422
    assert "A digit is wrong" in she.text
    assert db.scalar(select(func.count()).select_from(Attempt)) in {0, 1, 2}


def test_wrong_numbers_are_answered_alike(she: Returner, case: UUID) -> None:
    she.open("/r")
    first = she.press("/r", number=UNKNOWN).text

    second = she.press("/r", number="7000000000000008").text

    assert she.status == 403
    assert first.replace(UNKNOWN, "") == second.replace("7000000000000008", "")


def test_many_wrong_numbers_are_followed_by_a_pause_and_never_a_lock(
    she: Returner, case: UUID
) -> None:
    she.open("/r")
    answers = [she.press("/r", number=UNKNOWN).status for _try in range(22)]

    assert answers[:20] == [403] * 20
    assert answers[-1] == 429
    assert "Nothing is locked" in she.text


def test_the_word_opens_everything_that_is_hers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case)

    she.enter()

    assert she.path == "/r/all"
    assert "Come on Friday." in she.text
    assert "He put his hand on my back" in she.text
    assert "Shirin Akter" in she.text


def test_a_wrong_word_is_delayed_and_never_locks(she: Returner, case: UUID) -> None:
    she.come()

    answers = [she.press("/r/word", word="red").status for _try in range(4)]

    assert answers[:3] == [403, 403, 403]
    assert answers[3] == 429
    assert "Nothing is locked" in she.text


def test_without_a_word_she_is_told_how_answers_come(
    db: Session, world: World, she: Returner
) -> None:
    world.told(db, world.complaint(), world.prepare(word=""))

    she.come()

    assert "by voice or in person only" in she.text
    assert "second word" not in she.text


def test_her_words_by_number_alone_reach_the_readers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.come()
    she.press("/r/write", text="Please call me after six.")

    world.as_(db, "chair")
    slips = waiting(db, case)
    assert [each.text for each in slips] == ["Please call me after six."]
    assert "We have your message" in she.text
    assert "after six" not in she.seen


def test_a_message_of_hers_is_an_entry_signed_by_her(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()

    she.press("/r/message", text="ধন্যবাদ, I will come.")

    assert "I will come." in she.text
    assert lines(db, world, case, Kind.MESSAGE_FROM_SURVIVOR) == ["ধন্যবাদ, I will come."]


def test_what_she_wrote_alone_comes_before_what_she_writes_with_her_word(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.come()
    she.press("/r/write", text="first")
    she.press("/r/word", word="blue door")
    she.press("/r/message", text="second")

    assert lines(db, world, case, Kind.MESSAGE_FROM_SURVIVOR) == ["first", "second"]
    assert db.scalar(select(func.count()).select_from(InboxText)) == 0


def test_reading_an_answer_lets_the_number_say_received_again(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case)
    she.enter()

    she.press("/r/read", seen=she.hidden["seen"])

    assert "An answer waits" not in she.text
    row = found(db, world)
    assert row is not None
    assert row.facts.status == "received"


def test_an_answer_that_came_meanwhile_still_waits(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case)
    she.enter()
    seen = she.hidden["seen"]
    answered(db, world, case, "One thing more.")

    she.press("/r/read", seen=seen)

    assert "Something new came" in she.text
    assert "An answer waits" in she.text
    assert "One thing more." in she.text


def test_words_she_adds_join_what_she_told(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/more")

    she.press("/r/more", text="It was the second time.")

    assert "It was the second time." in lines(db, world, case, Kind.STATEMENT)
    assert "It was added" in she.text


def test_an_empty_message_is_not_sent_and_says_so(she: Returner, case: UUID) -> None:
    she.enter()

    she.press("/r/message", text="  ")

    assert she.status == 422
    assert "Write something first." in she.text


def test_she_sees_who_holds_a_key_and_who_has_looked(she: Returner, case: UUID) -> None:
    she.enter()

    she.open("/r/readers")

    assert "Shirin Akter" in she.text
    assert "Has not opened it yet." in she.text
    assert "Abdul Karim" not in she.text


def test_she_says_no_to_somebody_new_with_one_press(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    turn = staff(db, world, case, "chair")
    meant = intend(db, turn, world.people["supervisor"], [C.TOLD], "She knows the law.")
    db.commit()
    she.enter()
    assert "She knows the law." in she.text

    she.press(f"/r/object/{meant.id}")

    assert "You said no" in she.text
    world.as_(db, "chair")
    kept = the_cover(db, case).text.intentions
    assert [each.objected_at is not None for each in kept] == [True]


def test_she_says_no_twice_and_nothing_breaks(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    meant = intend(db, staff(db, world, case, "chair"), world.people["supervisor"], [C.TOLD], "why")
    db.commit()
    she.enter()
    she.press(f"/r/object/{meant.id}")

    she.press(f"/r/object/{meant.id}")

    assert "done or ended already" in she.text


def test_withdrawing_destroys_nothing_and_can_be_taken_back(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/stop")
    she.press("/r/stop", asks="withdrawal")
    assert "You asked to withdraw" in she.text
    world.as_(db, "chair")
    assert the_cover(db, case).text.is_withdrawn
    assert "hand on my back" in "".join(lines(db, world, case, Kind.STATEMENT))
    db.commit()

    she.press("/r/stop", asks="going_on")

    assert "taken the withdrawal back" in she.text
    world.as_(db, "chair")
    assert not the_cover(db, case).text.is_withdrawn
    assert len(lines(db, world, case, Kind.WITHDRAWAL)) == 2


def test_by_number_alone_a_withdrawal_is_a_slip_in_the_inbox(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.come()
    she.open("/r/stop")

    she.press("/r/ask", asks="withdrawal")

    assert take_inbox_in(db, staff(db, world, case, "chair")) == 1
    assert the_cover(db, case).text.is_withdrawn
    assert lines(db, world, case, Kind.WITHDRAWAL) == [""]


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
    other = Returner(she.client.application.test_client())  # type: ignore[attr-defined]
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


def test_a_session_of_the_number_alone_holds_no_seeds(
    she: Returner, instance: Flask, case: UUID
) -> None:
    she.come()

    with she.client:  # type: ignore[attr-defined]
        she.open("/r/here")
        assert g.actor.seeds is None
        assert g.actor.ring.cases == frozenset()


def test_leaving_ends_her_visit(she: Returner, case: UUID) -> None:
    she.enter()

    she.client.get("/x")

    assert she.open("/r/all").path == "/r"


def test_every_page_of_hers_has_a_neutral_title(she: Returner, case: UUID) -> None:
    she.enter()
    pages = ["/r/all", "/r/more", "/r/readers", "/r/number", "/r/end", "/r/stop"]

    titles = {she.open(page).seen.split("<title>")[1].split("<")[0] for page in pages}

    assert titles == {"Notes"}


def uploaded(she: Returner, content: bytes = PNG, name: str = "arm.png") -> TestResponse:
    body = multipart({"csrf_token": she.token, "file": (content, name)})
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return she.client.post("/r/file", data=body, content_type=kind)


def test_a_file_she_adds_is_sealed_and_comes_back_to_her_alone(
    db: Session, world: World, she: Returner, instance: Flask, case: UUID
) -> None:
    world.told(db, world.complaint(), world.prepare(number=UNKNOWN))
    she.enter()
    she.open("/r/more")
    assert uploaded(she).status_code == 303
    link = LINK.findall(she.open("/r/all").seen)[0]
    assert "arm.png" in she.text

    she.open(link)
    answer = she.client.post(link, data={"csrf_token": she.token})
    other = Returner(instance.test_client()).enter(UNKNOWN)

    assert answer.data == PNG
    assert answer.headers["Content-Disposition"] == 'attachment; filename="file.png"'
    assert other.path == "/r/all"
    assert other.open(link).status == 404


def test_a_file_of_another_kind_is_refused_in_a_sentence(she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/more")

    answer = uploaded(she, b"MZ" + bytes(5000), "a.exe")

    assert answer.status_code == 422
    assert "photo, PDF or sound" in answer.text


def test_no_file_at_all_is_said(she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/more")

    answer = uploaded(she, b"", "")

    assert answer.status_code == 422
    assert "Choose a file first" in answer.text


def test_a_reporter_of_a_concern_sees_her_own_words_and_nothing_lost(
    db: Session, world: World, she: Returner
) -> None:
    world.told(db, world.complaint(for_somebody_else=True, words="I saw him follow her."))

    she.enter()

    assert "I saw him follow her." in she.text
    assert "lost number" not in she.text
    assert she.press("/r/message", text="She is ill today.").status == 200
    assert "She is ill today." in she.text


def test_somebody_else_s_number_opens_her_own_case_alone(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    world.told(db, world.complaint(words="Another story."), world.prepare("red", UNKNOWN))

    she.enter(UNKNOWN, "red")

    assert "Another story." in she.text
    assert "hand on my back" not in she.text
    assert she.open(f"/cases/{case}").status == 404


def test_a_leaver_s_keys_are_renewed_before_she_writes(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    world.as_(db, "member")
    depart(db, case, world.people["member"], "left", NOW)
    db.commit()
    she.enter()

    she.press("/r/message", text="After she left.")

    assert "After she left." in she.text
    assert lines(db, world, case, Kind.MESSAGE_FROM_SURVIVOR) == ["After she left."]
    assert set(lock(db, case).values()) == {1, 2}


def test_boxes_that_were_taken_away_show_nothing_and_break_nothing(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    db.execute(delete(Grant).where(Grant.ring == world.keys.ring_tag(case)))
    db.commit()

    she.enter()

    assert she.status == 403
    assert "cannot be opened just now" in she.text
