"""Photographs inside documents lose their notes and keep every pixel."""

import io

import pytest
from PIL import Image

from casework.evidence.copies import NotCopied, Reason
from casework.evidence.jpegs import JP2, bare_jp2, bare_jpeg
from tests.casework.evidence import making


def pixels(content: bytes) -> bytes:
    """What is seen."""
    with Image.open(io.BytesIO(content)) as image:
        return image.tobytes()


@pytest.mark.parametrize("progressive", [True, False])
def test_no_note_stays_and_every_pixel_does(progressive: bool) -> None:
    original = making.photograph(progressive=progressive) + making.CANARY.encode()

    bare = bare_jpeg(original)

    assert making.tells(original)
    assert not making.tells(bare)
    assert pixels(bare) == pixels(original)


def test_a_mark_of_how_colours_are_meant_stays() -> None:
    out = io.BytesIO()
    making.scene((16, 16)).convert("CMYK").save(out, "JPEG")

    bare = bare_jpeg(out.getvalue())

    assert b"Adobe" in bare
    assert pixels(bare) == pixels(out.getvalue())


def test_a_photograph_that_breaks_off_is_relieved_as_far_as_it_goes() -> None:
    original = making.photograph()

    bare = bare_jpeg(original[:-30])

    assert not making.tells(bare)
    assert len(bare) > 500


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\xff\xd8\x00\x00", b"\xff\xd8\xff\xe1\xff\xff\x00", b"GIF"]
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(NotCopied) as refused:
        bare_jpeg(content)

    assert refused.value.reason is Reason.BROKEN


def test_a_picture_of_the_other_kind_loses_its_boxes_of_words() -> None:
    out = io.BytesIO()
    making.scene((16, 16)).save(out, "JPEG2000")
    note = making.CANARY.encode()
    box = (len(note) + 8).to_bytes(4, "big") + b"xml " + note

    bare = bare_jp2(out.getvalue() + box)

    assert bare.startswith(JP2)
    assert not making.tells(bare)
    assert pixels(bare) == pixels(out.getvalue())
