"""A copy of a document has the same pages, and neither author nor anything that runs."""

import io

import pikepdf
import pytest

from casework.evidence.copies import NotCopied, Reason
from casework.evidence.documents import copied
from tests.casework.evidence import making

PDF = "application/pdf"


def test_a_document_loses_its_author_its_files_its_scripts_and_its_links() -> None:
    original = making.document()

    parts = list(making.all_of_a_document(copied(original, PDF).content))

    assert any(making.tells(part) for part in making.all_of_a_document(original))
    assert not any(making.tells(part) for part in parts)
    assert not any(b"/JavaScript" in part or b"/URI" in part for part in parts)


def test_a_document_keeps_its_pages_its_photographs_and_its_remarks() -> None:
    copy = copied(making.document(), PDF)

    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        page = pdf.pages[0]
        inside = page.Resources.XObject.Im0
        assert isinstance(inside, pikepdf.Stream)
        picture = pikepdf.PdfImage(inside).as_pil_image()
        remarks = [str(each.get("/Contents", "")) for each in page.Annots]
        assert len(pdf.pages) == 2
    assert picture.size == (320, 200)
    assert remarks == ["What the remark says", ""]


def test_an_older_version_of_a_document_does_not_stay_in_it() -> None:
    older = making.document()
    newer = io.BytesIO(older + b"\n% " + making.CANARY.encode() + b"\n" + older)

    copy = copied(newer.getvalue(), PDF)

    assert not making.tells(copy.content)


def test_a_document_that_anybody_opens_is_copied_without_its_lock() -> None:
    copy = copied(making.document(passphrase="of its owner"), PDF)

    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        assert not pdf.is_encrypted


def test_a_document_that_asks_for_a_passphrase_is_not_copied() -> None:
    with pytest.raises(NotCopied) as refused:
        copied(making.document(opens_with="a word"), PDF)

    assert refused.value.reason is Reason.LOCKED


def test_a_document_without_a_page_is_none() -> None:
    out = io.BytesIO()
    pikepdf.new().save(out)

    with pytest.raises(NotCopied) as refused:
        copied(out.getvalue(), PDF)

    assert refused.value.reason is Reason.BROKEN


def test_two_copies_of_a_document_are_alike() -> None:
    original = making.document()

    assert copied(original, PDF) == copied(original, PDF)
