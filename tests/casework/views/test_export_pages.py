"""A sealed copy of a case: taken with the passphrase, opened with the code, checked by entry."""

import base64
import re
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import trail
from auth.trail_days import close
from casework.case import handling
from casework.case.covers import the_cover
from casework.cli import main
from casework.report.exported import Exported, Written, decoded, encoded, faults
from casework.report.judging import Head, judged
from crypto.checkpoints import LogSigner
from crypto.compartments import Compartment
from tests.accounts import PASSPHRASE, open_account
from tests.auth.trails import LOG
from tests.casework.evidence.making import photograph
from tests.casework.turning import turn
from tests.casework.views.test_evidence_pages import do, intimate, pair, rows
from tests.visitors import Visitor
from tests.worlds import NOW, World

NOTE = "Ask the whole line, not her alone."
CODE = re.compile(r'name="new_code" value="([^"]+)"')


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint with a note of the chair's."""
    case = world.told(db, world.complaint())
    handling.note(db, turn(db, world, "chair", case), NOTE)
    db.commit()
    return case


@pytest.fixture
def chair(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    """The chair at her desk, on the day the complaint was told."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return visitor


def code_shown(visitor: Visitor, case: UUID) -> str:
    found = CODE.search(visitor.get(f"/cases/{case}/export").text)
    assert found
    return found.group(1)


def taken(visitor: Visitor, case: UUID, code: str, **typed: str) -> TestResponse:
    form = {"new_code": code, "group": code.split("-")[2], "passphrase": PASSPHRASE, **typed}
    return visitor.post(f"/cases/{case}/export", **form)


def unpack(archive: bytes, folder: Path, code: str, roots: str = "") -> Result:
    """What `casework export open` says."""
    file = folder / "copy.sealed"
    file.write_bytes(archive)
    line = ["export", "open", str(file), str(folder / "out"), "--code", code]
    return CliRunner().invoke(main, line, env={"CASEWORK_ROOT_KEYS": roots})


def exported(chair: Visitor, case: UUID, folder: Path) -> Exported:
    """A copy, taken and opened."""
    code = code_shown(chair, case)
    unpack(taken(chair, case, code).data, folder, code)
    return decoded((folder / "out" / "case.json").read_bytes())


def test_what_is_taken_opens_with_the_code_and_every_entry_holds(
    chair: Visitor, world: World, case: UUID, tmp_path: Path
) -> None:
    code = code_shown(chair, case)
    answer = taken(chair, case, code)

    told = unpack(answer.data, tmp_path, code, world.root.public.verify.hex())

    assert answer.status_code == 200
    assert re.search(r"\d+ entries, each as it was signed", told.output)
    assert re.search(r"^\S+: VERIFIED\.", told.output, re.MULTILINE)
    assert NOTE in (tmp_path / "out" / "case.json").read_text()
    assert NOTE.encode() not in answer.data


def test_the_copy_is_on_the_trail_and_its_name_says_nothing(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    answer = taken(chair, case, code_shown(chair, case))
    answer.close()

    world.as_(db, "chair")
    cover = the_cover(db, case).text
    verbs = [each.act.verb for each in trail.walk(db, cover.trail_keys) if each.act]
    name = f'attachment; filename="{cover.code.lower()}-x01.sealed"'
    assert "case:export:make" in verbs
    assert answer.headers["Content-Disposition"] == name


@pytest.mark.parametrize("typed", [{"passphrase": "not hers"}, {"group": "AAAAA"}])
def test_without_passphrase_or_paper_there_is_no_copy(
    chair: Visitor, case: UUID, typed: dict[str, str]
) -> None:
    answer = taken(chair, case, code_shown(chair, case), **typed)

    assert answer.status_code == 422
    assert answer.mimetype == "text/html"


def test_a_code_that_is_none_is_replaced(chair: Visitor, case: UUID) -> None:
    answer = taken(chair, case, "A-B-C")

    assert answer.status_code == 422
    assert "The code on this page is a new one." in answer.text


def test_another_code_opens_nothing(chair: Visitor, case: UUID, tmp_path: Path) -> None:
    archive = taken(chair, case, code_shown(chair, case)).data

    told = unpack(archive, tmp_path, "0AB12C-DEFGH-JKMNP-QRSTV-WXYZ0")

    assert told.exit_code == 1
    assert "The code or passphrase is another one, or the file was changed." in told.output


def test_an_entry_that_was_changed_afterwards_is_named(
    chair: Visitor, case: UUID, tmp_path: Path
) -> None:
    found = exported(chair, case, tmp_path)
    body = found.entries[Compartment.ACCOUNT][-1].body
    forged = encoded(found).replace(
        encoded_bytes(body.said), encoded_bytes(body.said.replace(b"whole", b"other"))
    )

    named = [(part, what) for part, _number, what in faults(decoded(forged))]

    assert named == [(Compartment.ACCOUNT, "changed")]
    assert list(faults(found)) == []


def test_whose_keys_signed_it_is_shown_by_certificates_in_the_copy(
    chair: Visitor, world: World, case: UUID, tmp_path: Path
) -> None:
    found = exported(chair, case, tmp_path)
    strange = msgspec.structs.replace(found, certificates=())

    assert judged(found, [world.root.public.verify]).holds
    assert judged(strange, [world.root.public.verify]).strangers
    assert judged(found, [b"r" * 32]).strangers


def test_acts_of_closed_days_stand_under_the_signed_head(
    chair: Visitor, db: Session, world: World, case: UUID, tmp_path: Path
) -> None:
    close(db, LOG, NOW.date() + timedelta(days=1))
    db.commit()

    found = exported(chair, case, tmp_path)

    verdict = judged(found, [world.root.public.verify], [LOG.verifier])
    assert (verdict.head, verdict.misplaced, verdict.holds) == (Head.SIGNED, [], True)
    assert verdict.closed > 1


def test_a_changed_act_stands_under_no_head(
    chair: Visitor, db: Session, world: World, case: UUID, tmp_path: Path
) -> None:
    close(db, LOG, NOW.date() + timedelta(days=1))
    db.commit()
    found = exported(chair, case, tmp_path)
    first, *rest = found.trail.acts
    other = msgspec.structs.replace(first.act, verb="case:note:forged")
    acts = [msgspec.structs.replace(first, act=other), *rest]
    forged = msgspec.structs.replace(found, trail=msgspec.structs.replace(found.trail, acts=acts))

    verdict = judged(forged, [world.root.public.verify], [LOG.verifier])

    assert (verdict.misplaced, verdict.holds) == ([1], False)


def test_a_head_that_somebody_else_signed_is_refused(
    chair: Visitor, db: Session, world: World, case: UUID, tmp_path: Path
) -> None:
    close(db, LogSigner(LOG.name, b"x" * 32), NOW.date() + timedelta(days=1))
    db.commit()
    found = exported(chair, case, tmp_path)

    verdict = judged(found, [world.root.public.verify], [LOG.verifier])

    assert (verdict.head, verdict.holds) == (Head.FORGED, False)


def test_a_list_of_keys_that_was_changed_is_named(
    chair: Visitor, world: World, case: UUID, tmp_path: Path
) -> None:
    found = exported(chair, case, tmp_path)
    first, *rest = found.epochs
    other = [msgspec.structs.replace(first, reason="another"), *rest]

    verdict = judged(msgspec.structs.replace(found, epochs=other), [world.root.public.verify])

    assert verdict.lists[:1] == [1]


def test_an_entry_that_was_left_out_is_named(chair: Visitor, case: UUID, tmp_path: Path) -> None:
    found = exported(chair, case, tmp_path)
    shorter = {**found.entries, Compartment.ACCOUNT: found.entries[Compartment.ACCOUNT][:-1]}

    named = [what for _part, _number, what in faults(replaced(found, shorter))]

    assert named == ["lost"]


def test_the_copy_holds_each_file_as_it_arrived(chair: Visitor, case: UUID, tmp_path: Path) -> None:
    photo = photograph()
    form = {"words": "The shift list", "origin": "The time office", "csrf_token": chair.token()}
    sent = chair.client.post(
        f"/cases/{case}/attach", data={**form, "file": (BytesIO(photo), "list.jpg")}
    )

    files = exported(chair, case, tmp_path).files

    assert sent.status_code == 303
    inside = {(tmp_path / "out" / each.path).read_bytes() for each in files}
    assert photo in inside
    assert {sha256(data).digest() for data in inside} == {each.sha256 for each in files}


def test_a_file_that_the_store_lost_is_named_in_the_copy_and_in_the_register(
    app: Flask, chair: Visitor, db: Session, world: World, case: UUID, tmp_path: Path
) -> None:
    form = {"words": "The shift list", "origin": "The time office", "csrf_token": chair.token()}
    photo = BytesIO(photograph())
    chair.client.post(f"/cases/{case}/attach", data={**form, "file": (photo, "list.jpg")})
    original = next(each for each in rows(db, world, case) if each.meta.copy_of is None)
    app.extensions["casework"].files.delete(original.object_name)
    code = code_shown(chair, case)

    told = unpack(taken(chair, case, code).data, tmp_path, code, world.root.public.verify.hex())

    assert "was missing or damaged when this copy was made" in told.output
    assert re.search(r"^\S+: VERIFIED\.", told.output, re.MULTILINE)
    assert "Missing or damaged" in chair.get(f"/cases/{case}/evidence").text


def test_what_two_people_saw_of_an_intimate_file_is_in_no_copy(
    app: Flask, chair: Visitor, db: Session, world: World, case: UUID, tmp_path: Path
) -> None:
    member = Visitor(app.test_client())
    assert open_account(db, world, "member").sign_in(member).status_code == 303
    address = intimate(chair, case)
    pair(chair, member, address)
    assert do(chair, address, "look").status_code == 200

    files = exported(chair, case, tmp_path).files

    assert len(rows(db, world, case)) == 2
    assert list(files) == []


def encoded_bytes(data: bytes) -> bytes:
    """Bytes as the JSON holds them."""
    return base64.b64encode(data)


def replaced(found: Exported, entries: dict[Compartment, Sequence[Written]]) -> Exported:
    """The same with other entries."""
    return msgspec.structs.replace(found, entries=entries)
