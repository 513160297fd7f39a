"""A copy of a picture shows the same, upright, and tells nothing."""

import io

import pytest
from PIL import Image

from casework.evidence.copies import NotCopied, Reason
from casework.evidence.pictures import copied
from tests.casework.evidence import making


def red_side(content: bytes) -> str:
    """Where in a picture the red is."""
    with Image.open(io.BytesIO(content)) as image:
        plain = image.convert("RGB")
        width, height = plain.size
        tops = {"top": (width // 2, 2), "left": (2, height // 2), "right": (width - 3, height // 2)}
        found = {name: plain.getpixel(at) for name, at in tops.items()}
    reds = [name for name, value in found.items() if isinstance(value, tuple) and value[0] > 200]
    return " ".join(reds)


@pytest.mark.parametrize(
    ("kind", "media_type", "becomes"),
    [
        ("JPEG", "image/jpeg", "image/jpeg"),
        ("PNG", "image/png", "image/png"),
        ("WEBP", "image/webp", "image/jpeg"),
        ("HEIF", "image/heic", "image/jpeg"),
        ("AVIF", "image/avif", "image/jpeg"),
        ("TIFF", "image/tiff", "image/jpeg"),
    ],
)
def test_a_photograph_loses_its_camera_its_place_and_its_maker(
    kind: str, media_type: str, becomes: str
) -> None:
    original = making.photograph(kind)

    copy = copied(original, media_type)

    assert making.tells(original)
    assert not making.tells(copy.content)
    assert copy.media_type == becomes
    with Image.open(io.BytesIO(copy.content)) as image:
        assert not image.getexif()
        assert {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info) == set()


def test_a_photograph_stands_as_the_telephone_showed_it() -> None:
    copy = copied(making.photograph(), "image/jpeg")

    with Image.open(io.BytesIO(copy.content)) as image:
        assert image.size == (200, 320)
    assert "top" in red_side(copy.content)


def test_the_small_picture_inside_a_photograph_does_not_stay() -> None:
    inner = making.photograph(size=(16, 16))
    notes = b"Exif\0\0" + inner
    marker = b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes
    original = making.photograph()
    with_inner = original[:2] + marker + original[2:]

    copy = copied(with_inner, "image/jpeg")

    assert copy.content.count(b"\xff\xd8\xff") == 1
    assert not making.tells(copy.content)


def test_a_drawing_keeps_what_is_clear_in_it_and_loses_its_words() -> None:
    copy = copied(making.drawing(), "image/png")

    assert not making.tells(copy.content)
    with Image.open(io.BytesIO(copy.content)) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((47, 0)) == (0, 0, 0, 0)


def test_colours_stay_when_the_profile_that_named_them_goes() -> None:
    profile = making.profile()
    original = making.photograph(icc_profile=profile)

    copy = copied(original, "image/jpeg")

    assert profile in original
    assert b"ICC_PROFILE" not in copy.content
    assert "top" in red_side(copy.content)


def test_of_a_picture_that_moves_the_first_is_shown_and_it_is_said() -> None:
    copy = copied(making.moving_picture(), "image/gif")

    assert copy.is_first_of_several
    assert not making.tells(copy.content)
    assert "left" in red_side(copy.content)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_every_way_of_writing_colours_is_understood(mode: str) -> None:
    out = io.BytesIO()
    Image.new("L", (8, 8), 200).convert(mode).save(out, "TIFF")

    copy = copied(out.getvalue(), "image/tiff")

    with Image.open(io.BytesIO(copy.content)) as image:
        assert image.size == (8, 8)


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_not_unfolded(side: int) -> None:
    with pytest.raises(NotCopied) as refused:
        copied(making.huge_picture(side), "image/png")

    assert refused.value.reason is Reason.TOO_LARGE


def test_what_was_hung_on_behind_a_picture_falls_off() -> None:
    archive = b"PK\x03\x04" + making.CANARY.encode()

    copy = copied(making.photograph() + archive, "image/jpeg")

    assert b"PK\x03\x04" not in copy.content
    assert not making.tells(copy.content)


@pytest.mark.parametrize("other", ["PNG", "TIFF", "WEBP"])
def test_only_the_decoder_of_its_own_type_looks_at_a_picture(other: str) -> None:
    with pytest.raises(OSError, match="cannot identify"):
        copied(making.photograph(other), "image/jpeg")
