"""With number and word: messages, what she adds, who reads it, and saying no."""

import tarfile
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import Arrangement
from auth.sessions import end_everywhere
from casework.case.answers import Contact, Wish
from casework.case.covers import the_cover
from casework.case.rekey import depart
from casework.case.timeline import timeline
from casework.desk import intimate
from casework.models.entry import Attachment, InboxText, Kind
from casework.number.reaching_her import newest_identity
from casework.readers.intentions import intend
from casework.views.her_presses import said_at
from crypto.compartments import Compartment
from crypto.copies import open_copy
from crypto.epochs import lock
from tests.accounts import PASSPHRASE
from tests.casework.numbers import LINK, OTHER_NUMBER, answered, case, found, lines, she, staff
from tests.casework.returners import Returner
from tests.casework.tellers import BOUNDARY, multipart
from tests.cast import CAST
from tests.worlds import NOW, World

__all__ = ["case", "she"]
C = Compartment
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)


def test_the_word_opens_everything_that_is_hers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case)

    she.enter()

    assert she.path == "/r/all"
    assert "Come on Friday." in she.text
    assert "He put his hand on my back" in she.text
    assert "Chair of the committee, Rupali Knitwear" in she.text


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

    assert "Chair of the committee, Rupali Knitwear" in she.text
    assert "case supervisor (Case supervisor), CARE programme" in she.text
    assert "Has not opened it yet." in she.text


def test_a_complaint_told_for_a_look_at_the_names_shows_none(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case)
    she.enter()

    pages = she.text + she.open("/r/readers").text

    assert [name for name in ("Shirin", "Nasrin", "Farida", "Salma") if name in pages] == []
    assert "welfare officer" not in pages


def test_with_the_posters_code_she_sees_posts_and_no_names(
    db: Session, world: World, she: Returner
) -> None:
    world.told(db, world.complaint(poster_code_given=True))
    she.enter()

    she.open("/r/readers")

    assert "welfare officer (Chair of the committee), Rupali Knitwear" in she.text
    assert "Shirin Akter" not in she.text


def test_names_are_hers_to_see_where_the_factory_publishes_them(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    db.add(Arrangement(organization_id=world.bodies["factory"], names_published=True))
    db.commit()
    she.enter()

    she.open("/r/readers")

    assert "Shirin Akter" in she.text
    assert "Salma Khatun" not in she.text


def test_she_sees_what_she_answered_and_how_she_can_be_reached(
    db: Session, world: World, she: Returner
) -> None:
    contact = Contact(how="phone", where="0100", when="Friday")
    world.told(db, world.complaint(contact=contact))

    she.enter()

    words = ("Rahima", "0100", "Friday", "last Tuesday")
    assert [word for word in words if word not in she.text] == []
    assert "A doctor or nurse" in she.text
    assert "Abdul Karim" in she.text


def test_she_changes_how_it_is_safe_to_reach_her_and_the_newest_counts(
    db: Session, world: World, she: Returner
) -> None:
    case = world.told(db, world.complaint(contact=Contact(how="phone", where="0100")))
    she.enter()
    assert 'value="0100"' in she.open("/r/reach").seen

    she.press("/r/reach", how="in_person", where="At the temple")

    assert "The newest counts." in she.text
    assert "At the temple" in she.text
    assert "0100" not in she.text
    world.as_(db, "chair")
    said = [
        each for each in timeline(db, case, world.register(db)).lines if each.kind is Kind.IDENTITY
    ]
    assert [each.facts["contact_where"] for each in said] == ["0100", "At the temple"]
    assert [each.facts["name"] for each in said] == ["Rahima", "Rahima"]
    row = found(db, world)
    assert row is not None
    assert row.facts.is_reached


def test_never_takes_back_everything_beside_it(db: Session, world: World, she: Returner) -> None:
    case = world.told(db, world.complaint(contact=Contact(how="phone", where="0100")))
    she.enter()
    she.open("/r/reach")

    she.press("/r/reach", how="never", where="0100")

    world.as_(db, "chair")
    newest = newest_identity(timeline(db, case, world.register(db)).lines)
    assert newest is not None
    assert (newest.facts["contact_how"], newest.facts["contact_where"]) == ("never", "")


def test_who_asked_for_help_alone_is_not_offered_a_box_that_nobody_reads(
    db: Session, world: World, she: Returner
) -> None:
    case = world.told(db, world.complaint(wish=Wish.HELP, union=None, tells_programme=None))

    alone = she.come().seen
    home = she.press("/r/word", word="blue door").seen

    assert 'action="/r/write"' not in alone
    assert 'action="/r/message"' not in home
    assert "You asked for help only" in she.text
    assert not world.as_(db, "chair").holds(case, C.COVER)
    assert world.as_(db, "officer").holds(case, C.REFERRAL)


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


@pytest.mark.both_databases
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


def test_every_page_of_hers_has_a_neutral_title(she: Returner, case: UUID) -> None:
    she.enter()
    pages = ["/r/all", "/r/more", "/r/reach", "/r/readers", "/r/number", "/r/end", "/r/stop"]

    titles = {she.open(page).seen.split("<title>")[1].split("<")[0] for page in pages}

    assert titles == {"Notes"}


def uploaded(
    she: Returner, content: bytes = PNG, name: str = "arm.png", **typed: str
) -> TestResponse:
    body = multipart({"csrf_token": she.token, **typed, "file": (content, name)})
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return she.client.post("/r/file", data=body, content_type=kind)


def test_a_file_she_adds_is_sealed_and_comes_back_to_her_alone(
    db: Session, world: World, she: Returner, instance: Flask, case: UUID
) -> None:
    world.told(db, world.complaint(), world.prepare(number=OTHER_NUMBER))
    she.enter()
    she.open("/r/more")
    assert uploaded(she).status_code == 303
    link = LINK.findall(she.open("/r/all").seen)[0]
    assert "arm.png" in she.text

    she.open(link)
    answer = she.client.post(link, data={"csrf_token": she.token})
    other = Returner(instance.test_client()).enter(OTHER_NUMBER)

    assert answer.data == PNG
    assert answer.headers["Content-Disposition"] == 'attachment; filename="file.png"'
    assert other.path == "/r/all"
    assert other.open(link).status == 404


def test_the_copy_she_takes_holds_her_files_and_no_intimate_one(she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/more")
    hidden = PNG + b"not for a copy"
    assert uploaded(she).status_code == 303
    assert uploaded(she, hidden, "other.png", intimate="y").status_code == 303
    she.open("/r/copy")

    typed = {"csrf_token": she.token, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    taken = she.client.post("/r/copy", data=typed)

    opened = b"".join(open_copy(BytesIO(taken.data), PASSPHRASE))
    with tarfile.open(fileobj=BytesIO(opened)) as lying:
        text, *files = lying.getmembers()
    assert text.name == "copy.txt"
    assert [(each.name.rpartition(".")[2], each.size) for each in files] == [("png", len(PNG))]
    assert opened[files[0].offset_data :].startswith(PNG)
    assert b"Your files lie beside this text" in opened


def test_a_file_that_the_store_lost_leaves_her_copy_whole_and_stands_in_their_register(
    instance: Flask, db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/more")
    assert uploaded(she).status_code == 303
    assert uploaded(she, PNG + b"another", "other.png").status_code == 303
    link = LINK.findall(she.open("/r/all").seen)[0]
    world.as_(db, "chair")
    file = UUID(link.rpartition("/")[2])
    row = db.get_one(Attachment, file)
    number = row.meta.number
    instance.extensions["casework"].files.delete(row.object_name)
    db.rollback()
    she.open("/r/copy")

    typed = {"csrf_token": she.token, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    taken = she.client.post("/r/copy", data=typed)

    opened = b"".join(open_copy(BytesIO(taken.data), PASSPHRASE))
    with tarfile.open(fileobj=BytesIO(opened)) as lying:
        assert len(lying.getmembers()) == 2
    assert f"missing or damaged: file no. {number}".encode() in opened
    world.as_(db, "chair")
    assert db.get_one(Attachment, file).meta.is_lost
    db.rollback()
    assert "This file does not open" in she.open(link).text
    assert she.client.post(link, data={"csrf_token": she.token}).status_code == 422


def test_an_intimate_file_of_hers_is_not_opened_on_her_page_and_she_sees_who_may_look(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    she.open("/r/more")
    assert uploaded(she, intimate="y").status_code == 303
    link = LINK.findall(she.open("/r/all").seen)[-1]
    token, before = she.open("/r/more").token, she.open(link).seen

    file = UUID(link.rpartition("/")[2])
    intimate.ask(db, staff(db, world, case, "chair"), file, "Nothing else tells.", child=False)
    intimate.agree(db, staff(db, world, case, "member"), file)
    db.commit()

    assert "Nobody may look at it now" in before
    assert she.client.post(link, data={"csrf_token": token}).status_code == 404
    after = she.open(link).seen
    assert "Two people agreed" in after
    assert all(named(key) in after for key in ("chair", "member"))


@pytest.mark.parametrize(("child", "standing"), [("no", "asking"), ("not_sure", "child")])
def test_she_marks_a_file_of_hers_as_intimate_and_nobody_opens_it_alone_any_more(
    db: Session, world: World, she: Returner, case: UUID, child: str, standing: str
) -> None:
    she.enter()
    she.open("/r/more")
    assert uploaded(she).status_code == 303
    link = LINK.findall(she.open("/r/all").seen)[-1]
    page = she.open(f"{link}/intimate")

    empty = she.client.post(f"{link}/intimate", data={"csrf_token": page.token})
    marked = she.client.post(f"{link}/intimate", data={"csrf_token": page.token, "child": child})

    assert empty.status_code == 422
    assert marked.location == link
    assert "This file is marked as intimate" in she.open(link).seen
    chair = staff(db, world, case, "chair")
    row = db.get_one(Attachment, UUID(link.rpartition("/")[2]))
    cover = the_cover(db, case).text
    assert intimate.standing(cover, row.meta, chair.author.person) == standing


def named(key: str) -> str:
    """How somebody of the cast is called."""
    return next(each.name for each in CAST if each.key == key)


def test_a_file_of_another_kind_is_refused_in_a_sentence(she: Returner, case: UUID) -> None:
    she.enter()
    she.open("/r/more")

    answer = uploaded(she, b"MZ" + bytes(5000), "a.exe")

    assert answer.status_code == 422
    assert "photo, PDF, recording or film" in answer.text


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


def test_words_that_come_after_her_visit_has_ended_are_not_lost(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.enter()
    end_everywhere(db, world.keys, case)
    db.commit()

    she.press("/r/message", text="A long message, written slowly. " * 5)

    assert "Your visit has ended" in she.text
    assert "written slowly" in she.text
    kept = {name: value for name, value in she.hidden.items() if name == "text"}
    she.enter()
    she.press("/r/message", **kept)
    assert "written slowly" in she.text
    assert she.path == said_at("/r/all", "written")
