"""A copy of a case rewritten by whoever has it and its code: it is never said to be verified."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from casework.case import handling
from casework.models.entry import EntryBody, Said
from casework.report.archive import INDEX, one, tar
from casework.report.exported import Exported, Written, decoded, encoded, signed_by, written
from casework.report.judging import Judged, judged
from crypto.authorship import Head, sign_entry
from crypto.compartments import Compartment
from crypto.copies import seal_copy, under_code
from crypto.epochs import EpochRecord, sign_epoch
from crypto.recovery_code import draw_recovery_code
from crypto.seeds import Seeds
from tests.accounts import open_account
from tests.casework.evidence.making import photograph
from tests.casework.turning import turn
from tests.casework.views.test_export_pages import code_shown, taken, unpack
from tests.visitors import Visitor
from tests.worlds import NOW, World

C = Compartment
Files = dict[str, bytes]
FORGED = "Nothing happened."


@pytest.fixture
def copy(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Exported:
    """A copy of a case with a note and a photo, as the chair took it out."""
    case = world.told(db, world.complaint())
    handling.note(db, turn(db, world, "chair", case), "Ask the whole line.")
    db.commit()
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    chair = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(chair).status_code == 303
    attach(chair, case)
    code = code_shown(chair, case)
    unpack(taken(chair, case, code).data, tmp_path, code)
    return decoded((tmp_path / "out" / INDEX).read_bytes())


def attach(chair: Visitor, case: UUID) -> None:
    """The chair adds a photo."""
    said = {"words": "The shift list", "origin": "The time office", "csrf_token": chair.token()}
    data = {**said, "file": (BytesIO(photograph()), "list.jpg")}
    assert chair.client.post(f"/cases/{case}/attach", data=data).status_code == 303


def unpacked(folder: Path, copy: Exported) -> Files:
    """The files that came with a copy."""
    return {each.path: (folder / "out" / each.path).read_bytes() for each in copy.files}


def opened(folder: Path, index: bytes, files: Files, world: World) -> Result:
    """What is said of an archive that somebody packed and sealed anew."""
    (folder / "again").mkdir()
    members = [one(INDEX, index), *(one(path, data) for path, data in files.items())]
    code = draw_recovery_code()
    archive = b"".join(seal_copy(tar(members), under_code(code)))
    return unpack(archive, folder / "again", code, world.root.public.verify.hex())


def named_after(copy: Exported, forger: Seeds) -> EpochRecord:
    """One list more, in which the survivor's key is the forger's."""
    last = copy.epochs[-1]
    more = msgspec.structs.replace(
        last,
        number=last.number + 1,
        survivor=forger.public,
        previous=last.digest(),
        reason="new number",
        author=None,
        author_key=forger.public.verify,
    )
    return sign_epoch(more, forger, b"k" * 32)


def retold(copy: Exported, forger: Seeds) -> tuple[Sequence[Written], Head]:
    """Everything she told, in other words and under the forger's key."""
    head, found = Head(), []
    for each in copy.entries[C.TOLD]:
        said = msgspec.msgpack.encode(msgspec.structs.replace(each.reads, text=FORGED))
        day = each.body.signed.day
        signed = sign_entry(
            said, head, forger, case=copy.case, compartment=C.TOLD, author=None, day=day
        )
        found.append(written(EntryBody(said=said, signed=signed)))
        head = signed.head(copy.case, C.TOLD)
    return found, head


def rewritten(copy: Exported, forger: Seeds) -> Exported:
    """Her statement replaced, and everything that nobody else has signed made to fit."""
    entries, head = retold(copy, forger)
    return msgspec.structs.replace(
        copy,
        epochs=[*copy.epochs, named_after(copy, forger)],
        entries={**copy.entries, C.TOLD: entries},
        heads={**copy.heads, C.TOLD: head},
    )


def cut(copy: Exported) -> Exported:
    """The last entry of the account left out, and the place where its chain ends moved."""
    *entries, _last = copy.entries[C.ACCOUNT]
    head = entries[-1].body.signed.head(copy.case, C.ACCOUNT)
    return msgspec.structs.replace(
        copy,
        entries={**copy.entries, C.ACCOUNT: entries},
        heads={**copy.heads, C.ACCOUNT: head},
    )


def verdict(copy: Exported, world: World) -> Judged:
    """By the root that was published, the files being as they are listed."""
    digests = {each.path: each.sha256 for each in copy.files}
    return judged(copy, [world.root.public.verify], (), digests)


def test_packed_again_as_it_was_it_holds(copy: Exported, world: World, tmp_path: Path) -> None:
    told = opened(tmp_path, encoded(copy), unpacked(tmp_path, copy), world)

    assert (told.exit_code, "VERIFIED. 2 files." in told.output) == (0, True)


def test_her_statement_rewritten_under_a_key_that_a_forged_list_gives_her_is_not_verified(
    copy: Exported, world: World, tmp_path: Path
) -> None:
    forged = rewritten(copy, Seeds.generate())

    found = verdict(forged, world)
    told = opened(tmp_path, encoded(forged), unpacked(tmp_path, copy), world)

    assert found.lists == [forged.epochs[-1].number]
    assert {part for part, _number in found.strangers} == {C.TOLD.value}
    assert not found.is_whole
    assert (told.exit_code, "NOT VERIFIED" in told.output) == (1, True)


def test_even_a_certified_exporter_gives_her_no_other_key(copy: Exported, world: World) -> None:
    forged = rewritten(copy, Seeds.generate())

    found = verdict(signed_by(forged, world.people["chair"], world.seeds["chair"]), world)

    assert found.is_whole
    assert found.lists
    assert found.strangers
    assert not found.holds


def test_a_new_key_for_her_that_nobody_confirmed_is_no_list(copy: Exported, world: World) -> None:
    chair, forger = world.seeds["chair"], Seeds.generate()
    alone = msgspec.structs.replace(
        named_after(copy, forger), author=world.people["chair"], author_key=chair.public.verify
    )
    signed = sign_epoch(alone, chair, b"k" * 32)

    found = verdict(msgspec.structs.replace(copy, epochs=[*copy.epochs, signed]), world)

    assert found.lists == [signed.number]


def test_a_chain_that_was_cut_off_is_not_verified(
    copy: Exported, world: World, tmp_path: Path
) -> None:
    shorter = cut(copy)

    found = verdict(shorter, world)
    told = opened(tmp_path, encoded(shorter), unpacked(tmp_path, copy), world)

    assert (found.wrong, found.is_whole, found.holds) == ([], False, False)
    assert (told.exit_code, "NOT VERIFIED" in told.output) == (1, True)


def test_under_a_key_that_nobody_certified_the_whole_is_not_signed(
    copy: Exported, world: World
) -> None:
    found = verdict(signed_by(cut(copy), world.people["chair"], Seeds.generate()), world)

    assert (found.is_whole, found.holds) == (False, False)


def test_another_file_in_the_place_of_one_is_not_verified(
    copy: Exported, world: World, tmp_path: Path
) -> None:
    files = unpacked(tmp_path, copy)
    swapped = copy.files[0].path

    told = opened(tmp_path, encoded(copy), {**files, swapped: b"another"}, world)

    assert f"{swapped} is missing, or is not the file that was signed for." in told.output
    assert (told.exit_code, "NOT VERIFIED" in told.output) == (1, True)


def test_a_file_that_nobody_listed_is_not_verified(
    copy: Exported, world: World, tmp_path: Path
) -> None:
    told = opened(
        tmp_path, encoded(copy), {**unpacked(tmp_path, copy), "files/more": b"more"}, world
    )

    assert "files/more is missing, or is not the file that was signed for." in told.output
    assert told.exit_code == 1


def test_a_listed_file_that_is_not_the_one_its_entry_was_signed_for_is_named(
    copy: Exported, world: World
) -> None:
    original = next(each for each in copy.files if each.copy_of is None)
    other = msgspec.structs.replace(original, sha256=b"o" * 32)
    files = [other, *(each for each in copy.files if each is not original)]
    forged = msgspec.structs.replace(copy, files=files)

    found = verdict(signed_by(forged, world.people["chair"], world.seeds["chair"]), world)

    assert (found.is_whole, found.others, found.holds) == (True, [original.path], False)


def test_an_entry_that_reads_otherwise_than_it_was_signed_is_named(
    copy: Exported, world: World
) -> None:
    first, *rest = copy.entries[C.ACCOUNT]
    other: Said = msgspec.structs.replace(first.reads, text=FORGED)
    entries = [Written(body=first.body, reads=other), *rest]
    forged = msgspec.structs.replace(copy, entries={**copy.entries, C.ACCOUNT: entries})

    found = verdict(signed_by(forged, world.people["chair"], world.seeds["chair"]), world)

    assert found.wrong == [(C.ACCOUNT.value, 1, "changed")]


def test_words_beside_what_was_signed_are_not_verified(
    copy: Exported, world: World, tmp_path: Path
) -> None:
    index = json.dumps({**json.loads(encoded(copy)), "note": FORGED}).encode()

    told = opened(tmp_path, index, unpacked(tmp_path, copy), world)

    assert "case.json was rewritten: NOT VERIFIED." in told.output
    assert told.exit_code == 1
