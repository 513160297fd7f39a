"""The register of a case's files, the copies people open, and what nobody opens alone."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import NoReturn
from uuid import UUID

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.trail import walk
from casework.case.answers import Age
from casework.case.covers import the_cover
from casework.case.filing import COPIED, remark
from casework.case.turns import begin
from casework.evidence import copying
from casework.evidence.copies import NotCopied, Reason
from casework.models.entry import Attachment, FileMeta, Ruling
from casework.telling import uploads
from casework.telling.files import opened as opened_file
from crypto.compartments import Compartment
from tests.accounts import Insider, open_account
from tests.casework.evidence import making
from tests.casework.turning import turn
from tests.cast import CAST
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
PHOTO = making.photograph()
WHY = "Whose hand it is, the file alone can tell."


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of."""
    at(monkeypatch, NOW)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the clock of every page here stand at a moment."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.intimate"):
        monkeypatch.setattr(f"{module}.now", lambda: moment)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint told to chair, member, external member, union and programme."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def add(
    who: Visitor, case: UUID, content: bytes = PHOTO, name: str = "him.jpg", **typed: str
) -> TestResponse:
    """Add a file to a case."""
    said = {"words": "A photo of the gate", "origin": "The guard, from his phone", **typed}
    data = {"csrf_token": who.token(), **said, "file": (BytesIO(content), name)}
    return who.client.post(f"/cases/{case}/attach", data=data)


def added(who: Visitor, case: UUID, content: bytes = PHOTO, **typed: str) -> str:
    """The address of a file that was just added."""
    assert add(who, case, content, **typed).status_code == 303
    found = re.findall(r'href="(/cases/[^"]+/files/[0-9a-f-]{36})', _register(who, case))
    return str(found[-1])


def intimate(who: Visitor, case: UUID, content: bytes = PHOTO) -> str:
    """The address of an intimate file that was just added."""
    return f"{added(who, case, content, intimate='y')}/intimate"


@dataclass(frozen=True)
class Lain:
    """A row of a file, as the database had it."""

    id: UUID
    object_name: str
    compartment: Compartment
    meta: FileMeta


def rows(db: Session, world: World, case: UUID, who: str = "chair") -> list[Lain]:
    """The files of a case, originals first."""
    world.as_(db, who)
    found = [
        Lain(each.id, each.object_name, each.compartment, each.meta)
        for each in db.scalars(select(Attachment).where(Attachment.case_id == case))
    ]
    db.rollback()
    return sorted(found, key=lambda each: (each.meta.number, each.meta.copy_of is not None))


def do(who: Visitor, address: str, step: str, **typed: str) -> TestResponse:
    """Press something on the page of an intimate file."""
    seen = SEEN.search(who.get(address).text)
    known = {"seen": seen.group(1)} if seen else {}
    return who.post(f"{address}/{step}", **known, **typed)


def pair(chair: Visitor, member: Visitor, address: str) -> None:
    """Let the chair ask and the member agree."""
    assert do(chair, address, "ask", words=WHY, child="no").status_code == 303
    assert do(member, address, "agree", sure="y").status_code == 303


def the_name_of(key: str) -> str:
    """How somebody of the cast is called."""
    return next(each.name for each in CAST if each.key == key)


def _register(who: Visitor, case: UUID) -> str:
    return who.get(f"/cases/{case}/evidence").text


def test_the_register_says_what_from_whom_when_and_the_hash_at_receipt(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    digest = hashlib.sha256(PHOTO).hexdigest()

    added(chair, case, came_on="12 March at noon")
    page = _register(chair, case)

    assert "Number 1" in page
    assert "A photo of the gate" in page
    assert "The guard, from his phone" in page
    assert "12 March at noon" in page
    assert digest in page.replace(" ", "")
    assert "Nobody has opened it" in page


def test_numbers_run_on_and_are_never_given_twice(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    added(chair, case)
    added(chair, case, making.drawing())

    originals = [each for each in rows(db, world, case) if each.meta.copy_of is None]
    assert [each.meta.number for each in originals] == [1, 2]
    world.as_(db, "chair")
    assert the_cover(db, case).text.last_file == 2


def test_people_open_a_copy_and_the_original_lies_untouched(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    here = added(chair, case)

    opened = chair.post(here)

    assert not making.tells(opened.data)
    assert opened.mimetype == "image/jpeg"
    assert opened.headers["Content-Disposition"] == 'attachment; filename="file.jpg"'
    original, copy = rows(db, world, case)
    store = app.extensions["casework"].files
    assert b"".join(opened_file(store, original.object_name, original.meta.key)) == PHOTO
    assert copy.meta.copy_of == original.id
    assert copy.compartment is original.compartment


def test_the_copy_is_made_when_the_file_comes_and_the_register_says_so(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    added(chair, case)

    original, copy = rows(db, world, case)
    page = _register(chair, case)

    assert copy.meta.copy_of == original.id
    assert original.meta.sha256 == hashlib.sha256(PHOTO).digest()
    assert "Made " in page
    assert "Nobody has opened it" in page
    world.as_(db, "chair")
    acts = [each.act for each in walk(db, the_cover(db, case).text.trail_keys)]
    made = [each for each in acts if each is not None and each.verb == COPIED]
    assert [(each.actor, each.facts["file"]) for each in made] == [
        (world.people["chair"], original.id.hex)
    ]


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every copy that an upload had made, instead of making it."""
    asked: list[object] = []

    def refuse(_store: object, _name: str, original: object) -> NoReturn:
        asked.append(original)
        raise NotCopied(Reason.BUSY)

    monkeypatch.setattr(uploads, "sealed_copy", refuse)
    return asked


def test_for_whoever_may_add_a_file_one_copy_is_ordered(
    app: Flask, db: Session, world: World, case: UUID, ordered: list[object]
) -> None:
    answer = add(enter(app, db, world, "chair"), case)

    assert (answer.status_code, len(ordered)) == (303, 1)


def test_without_a_token_no_copy_is_ordered(
    app: Flask, db: Session, world: World, case: UUID, ordered: list[object]
) -> None:
    chair = enter(app, db, world, "chair")
    data = {"words": "A photo", "file": (BytesIO(PHOTO), "him.jpg")}

    answer = chair.client.post(f"/cases/{case}/attach", data=data)

    assert (answer.status_code, ordered) == (400, [])


@pytest.mark.parametrize("who", ["administrator", "stranger"])
def test_without_leave_no_copy_is_ordered(
    app: Flask, db: Session, world: World, case: UUID, ordered: list[object], who: str
) -> None:
    answer = add(enter(app, db, world, who), case)

    assert (answer.status_code, ordered) == (404, [])


def test_a_file_of_nobody_who_is_signed_in_is_not_even_read(
    app: Flask, case: UUID, monkeypatch: pytest.MonkeyPatch, ordered: list[object]
) -> None:
    read: list[bytes] = []
    monkeypatch.setattr(uploads.Upload, "write", lambda _self, data: read.append(data))

    answer = add(Visitor(app.test_client()), case)

    assert (answer.status_code, read, ordered) == (404, [], [])


def test_where_the_copy_could_not_be_made_at_once_it_is_made_at_the_first_opening(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = enter(app, db, world, "chair")
    monkeypatch.setattr(copying, "PATIENCE", 0.01)
    with copying._turn():
        here = added(chair, case)
    waiting = _register(chair, case)

    opened = chair.post(here)

    assert "It is made when somebody opens it first" in waiting
    assert opened.status_code == 200
    assert not making.tells(opened.data)
    assert "Made " in _register(chair, case)


def test_of_an_intimate_file_there_is_no_copy_until_two_have_agreed(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)
    store = app.extensions["casework"].config.files
    before = rows(db, world, case), len(list(store.iterdir()))

    pair(chair, member, address)
    chair.post(f"{address}/look")

    assert [len(before[0]), before[1]] == [1, 1]
    assert [len(rows(db, world, case)), len(list(store.iterdir()))] == [2, 2]


def test_a_copy_is_made_once_and_whoever_opens_it_stands_in_the_register(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    here = added(chair, case)

    first, second = chair.post(here).data, member.post(here).data

    assert first == second
    assert len(rows(db, world, case)) == 2
    page = _register(chair, case)
    assert page.count("opened the copy") == 2
    assert "Nobody has opened it" not in page


def test_a_copy_is_no_file_of_the_register(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    here = added(chair, case)
    chair.post(here)
    _original, copy = rows(db, world, case)

    assert chair.get(f"/cases/{case}/files/{copy.id}").status_code == 404
    assert _register(chair, case).count("Number ") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PHOTO[:400], "damaged or cut off"),
        (making.huge_picture(20_000), "unfolds to more"),
        (making.document(opens_with="a word"), "asks for a passphrase"),
    ],
    ids=["cut off", "a bomb", "locked"],
)
def test_what_cannot_be_copied_is_not_shown_and_it_is_said_why(
    app: Flask, db: Session, world: World, case: UUID, content: bytes, said: str
) -> None:
    chair = enter(app, db, world, "chair")
    here = added(chair, case, content)

    register, before, page = _register(chair, case), chair.get(here), chair.post(here)

    assert "No safe copy could be made." in register
    assert said in register
    assert said in before.text
    assert "Open the copy" not in before.text
    assert page.status_code == 422
    assert said in page.text
    assert "The original lies sealed" in page.text
    assert len(rows(db, world, case)) == 1
    assert len(list((app.extensions["casework"].config.files).iterdir())) == 1


@pytest.mark.parametrize(
    ("missing", "asked"),
    [("words", "Write what it is."), ("origin", "Write from whom you have it.")],
)
def test_without_what_it_is_or_from_whom_it_is_not_taken_and_every_word_stays(
    app: Flask, db: Session, world: World, case: UUID, missing: str, asked: str
) -> None:
    chair = enter(app, db, world, "chair")

    typed = {"came_on": "12 March at noon", missing: ""}
    page = add(chair, case, PHOTO, "him.jpg", **typed)

    assert page.status_code == 422
    assert asked in page.text
    assert "12 March at noon" in page.text
    assert rows(db, world, case) == []


@pytest.mark.parametrize("who", ["union", "officer", "respondent", "administrator", "stranger"])
def test_for_everybody_else_there_is_no_register(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    chair, other = enter(app, db, world, "chair"), enter(app, db, world, who)
    here = added(chair, case)

    gone = [other.get(f"/cases/{case}/evidence{more}").status_code for more in ("", "/print")]
    gone += [other.get(here).status_code, other.post(here).status_code]
    gone += [other.get(f"{here}/intimate").status_code, other.post(f"{here}/intimate").status_code]

    assert set(gone) <= {404, 405}
    assert 200 not in gone


def test_on_paper_stand_numbers_and_hashes_and_nobody_is_named(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    chair.post(added(chair, case))

    sheet = chair.get(f"/cases/{case}/evidence/print").text
    words = chair.get(f"/cases/{case}/evidence/print?words=1").text

    assert hashlib.sha256(PHOTO).hexdigest() in sheet.replace(" ", "")
    assert "Opened the copy" in sheet
    assert "The guard" not in sheet
    assert "him.jpg" not in sheet
    assert the_name_of("chair") not in sheet
    assert "The guard" in words


def test_an_intimate_file_is_opened_by_nobody_and_its_name_is_not_shown(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    address = intimate(chair, case)
    here = address.removesuffix("/intimate")

    assert chair.post(here).status_code == 404
    assert chair.get(here).location == address
    assert chair.get(f"{address}/shown").status_code == 404
    assert do(chair, address, "look").status_code == 409
    assert "him.jpg" not in chair.get(f"/cases/{case}").text
    assert "him.jpg" not in _register(chair, case)


def test_two_named_people_look_and_a_third_does_not(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member, third = (enter(app, db, world, who) for who in ("chair", "member", "external"))
    address = intimate(chair, case)
    pair(chair, member, address)

    page = member.post(f"{address}/look")
    picture = member.get(f"{address}/shown")

    assert page.status_code == 200
    assert f'src="{address}/shown"' in page.text
    assert picture.mimetype == "image/jpeg"
    assert "Content-Disposition" not in picture.headers
    assert picture.headers["Cache-Control"] == "no-store, no-transform"
    assert not making.tells(picture.data)
    assert chair.get(f"{address}/shown").status_code == 404
    assert chair.post(f"{address}/look").status_code == 200
    assert third.post(f"{address}/look").status_code == 409
    assert third.get(f"{address}/shown").status_code == 404
    assert "These two may look" in third.get(address).text
    assert _register(third, case).count("looked at it") == 2


def test_nobody_agrees_with_herself(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")
    address = intimate(chair, case)
    do(chair, address, "ask", words=WHY, child="no")

    refused = do(chair, address, "agree", sure="y")

    assert refused.status_code == 409
    assert chair.post(f"{address}/look").status_code == 409
    assert rows(db, world, case)[0].meta.viewing is not None


def test_the_picture_is_given_to_the_page_that_was_drawn_and_not_kept_as_an_address(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)
    pair(chair, member, address)
    chair.post(f"{address}/look")

    at(monkeypatch, NOW + timedelta(minutes=2))

    assert chair.get(f"{address}/shown").status_code == 404


@pytest.mark.parametrize("who", ["chair", "member"])
def test_either_says_that_it_is_done_and_nobody_looks_any_more(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    two = {each: enter(app, db, world, each) for each in ("chair", "member")}
    address = intimate(two["chair"], case)
    pair(two["chair"], two["member"], address)

    assert two[who].post(f"{address}/refuse").status_code == 303

    assert [each.post(f"{address}/look").status_code for each in two.values()] == [409, 409]


def test_when_one_of_the_two_has_left_the_other_looks_no_more(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)
    pair(chair, member, address)
    assert member.post(f"/cases/{case}/recuse", words="He is my cousin").status_code == 200
    chair.get(f"/cases/{case}")
    chair.post(f"/cases/{case}/owing")

    assert chair.post(f"{address}/look").status_code == 409


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
@pytest.mark.parametrize("step", ["mark", "ask"])
def test_where_somebody_may_be_a_child_nobody_opens_it(
    app: Flask, db: Session, world: World, case: UUID, step: str, answer: str
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    plain = {"mark": "", "ask": "y"}[step]
    address = f"{added(chair, case, intimate=plain)}/intimate"

    assert do(chair, address, step, words=WHY, child=answer).status_code == 303

    assert "may be under 18" in member.get(address).text
    assert do(member, address, "ask", words=WHY, child="no").status_code == 409
    assert do(member, address, "look").status_code == 409
    assert chair.post(address.removesuffix("/intimate")).status_code == 404
    assert do(chair, address, "rule", ruling="no_child", words="x").status_code == 404


def test_where_somebody_may_be_a_child_keys_can_go_to_an_officer_who_decides(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    address = f"{added(chair, case)}/intimate"
    before = chair.get(f"/cases/{case}/hand-over").text

    do(chair, address, "mark", child="not_sure")

    officer = the_name_of("child_one")
    assert officer not in before
    assert officer in chair.get(f"/cases/{case}/hand-over").text


@pytest.mark.parametrize("ruling", [Ruling.CLOSED, Ruling.AUTHORITY])
def test_a_child_protection_officer_keeps_it_closed_or_sends_it_unopened(
    app: Flask, db: Session, world: World, ruling: Ruling
) -> None:
    case, one, two = childs(app, db, world)
    address = intimate(one, case)

    assert do(one, address, "rule", ruling=ruling, words="By what she told.").status_code == 303

    assert rows(db, world, case, "child_one")[0].meta.ruling is ruling
    assert do(two, address, "ask", words=WHY, child="no").status_code == 409
    assert "By what she told." in two.get(f"/cases/{case}").text


def test_when_nobody_in_it_is_a_child_two_named_people_look_as_with_any_other(
    app: Flask, db: Session, world: World
) -> None:
    case, one, two = childs(app, db, world)
    address = intimate(one, case)

    do(one, address, "rule", ruling=Ruling.NO_CHILD, words="It shows two grown men.")
    pair(one, two, address)

    assert two.post(f"{address}/look").status_code == 200


def childs(app: Flask, db: Session, world: World) -> tuple[UUID, Visitor, Visitor]:
    """A child's case, and the two officers who alone hold it."""
    answers = world.complaint(age=Age.UNDER_18)
    case = world.told(db, answers)
    db.commit()
    return case, enter(app, db, world, "child_one"), enter(app, db, world, "child_two")


@pytest.mark.parametrize(
    ("step", "plain", "typed", "asked"),
    [
        ("ask", "y", {"words": WHY}, "Choose one."),
        ("ask", "y", {"words": "", "child": "no"}, "Write why"),
        ("mark", "", {}, "Choose one."),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(
    app: Flask,
    db: Session,
    world: World,
    case: UUID,
    step: str,
    plain: str,
    typed: dict[str, str],
    asked: str,
) -> None:
    chair = enter(app, db, world, "chair")
    address = f"{added(chair, case, intimate=plain)}/intimate"

    page = do(chair, address, step, **typed)

    assert page.status_code == 422
    assert asked in page.text
    assert typed.get("words", "") in page.text


def test_whoever_agrees_says_so(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)
    do(chair, address, "ask", words=WHY, child="no")

    page = do(member, address, "agree")

    assert page.status_code == 422
    assert "Tick this if you agree." in page.text
    assert member.post(f"{address}/look").status_code == 409


def test_who_asks_after_somebody_else_asked_loses_no_word(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)
    seen = SEEN.search(member.get(address).text)
    assert seen
    do(chair, address, "ask", words=WHY, child="no")

    mine = {"words": "To see the clock on the wall.", "child": "no", "seen": seen.group(1)}
    page = member.post(f"{address}/ask", **mine)

    assert page.status_code == 409
    assert "To see the clock on the wall." in page.text
    assert WHY in page.text


def test_the_pages_of_an_intimate_document_are_shown_as_one_picture_to_the_two(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member, third = (enter(app, db, world, who) for who in ("chair", "member", "external"))
    address = intimate(chair, case, making.document())
    pair(chair, member, address)

    page, picture = chair.post(f"{address}/look"), chair.get(f"{address}/shown")

    assert "cw-looking--pages" in page.text
    assert picture.mimetype == "image/jpeg"
    assert "Content-Disposition" not in picture.headers
    with Image.open(BytesIO(picture.data)) as drawn:
        assert drawn.height > 2 * drawn.width
    assert third.post(f"{address}/look").status_code == 409
    assert chair.post(address.removesuffix("/intimate")).status_code == 404


def test_a_document_that_is_marked_later_is_given_to_nobody_as_a_document(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    here = added(chair, case, making.document())
    address = f"{here}/intimate"
    do(chair, address, "mark", child="no")
    pair(chair, member, address)

    chair.post(f"{address}/look")

    assert chair.post(here).status_code == 404
    assert chair.get(f"{address}/shown").mimetype == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "tag"),
    [(making.film(), "<video"), (making.sound("wav", "pcm_s16le"), "<audio")],
    ids=["film", "sound"],
)
def test_a_film_and_a_sound_play_in_the_page(
    app: Flask, db: Session, world: World, case: UUID, content: bytes, tag: str
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case, content)
    pair(chair, member, address)

    page = chair.post(f"{address}/look")

    assert tag in page.text
    assert chair.get(f"{address}/shown").status_code == 200


def test_why_somebody_has_to_look_stands_in_the_case(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    address = intimate(chair, case)

    do(chair, address, "ask", words=WHY, child="no")

    page = member.get(f"/cases/{case}").text
    assert WHY in page
    assert "Number 1: somebody asks to look at it." in page
    assert "asks to look at it" in member.get(address).text


def test_another_file_in_the_place_of_one_that_was_signed_for_is_found_and_not_shown(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    here = added(chair, case)
    begin(db, turn(db, world, "chair", case), Compartment.ACCOUNT)
    files = db.scalars(select(Attachment).where(Attachment.case_id == case))
    row = next(each for each in files if each.meta.copy_of is None)
    remark(row, sha256=hashlib.sha256(b"another").digest())
    db.commit()

    page = chair.get(f"/cases/{case}").text

    assert "This entry does not verify." in page
    assert chair.post(here).status_code == 422
