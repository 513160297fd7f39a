"""A file is what it begins with, whatever it is called; only what is on the list is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.evidence.kinds import FAMILIES, ending, media_type
from tests.casework import samples
from tests.casework.evidence import making

SOUND = making.sound("mp4", "aac")
FILM = making.film()


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (making.photograph(), "letter.pdf", "image/jpeg"),
        (making.photograph("HEIF"), "IMG_1.JPG", "image/heic"),
        (making.photograph("AVIF"), "x.heic", "image/avif"),
        (making.photograph("TIFF"), "x", "image/tiff"),
        (making.photograph("WEBP"), "x.webp", "image/webp"),
        (making.drawing(), "x.jpg", "image/png"),
        (making.moving_picture(), "x.png", "image/gif"),
        (making.document(), "x.jpg", "application/pdf"),
        (making.sound("wav", "pcm_s16le"), "x.mp3", "audio/x-wav"),
        (making.sound("ogg", "libopus", 48000), "x", "audio/ogg"),
        (making.sound("mp3", "libmp3lame", 16000), "x", "audio/mpeg"),
        (making.sound("flac", "flac"), "x", "audio/x-flac"),
        (making.sound("amr", "libopencore_amrnb"), "x", "audio/amr"),
        (making.sound("adts", "aac"), "x", "audio/aac"),
        (SOUND, "Recording.m4a", "audio/mp4"),
        (SOUND, "Recording.mp4", "video/mp4"),
        (FILM, "film.mp4", "video/mp4"),
        (making.film("mov"), "film.mov", "video/quicktime"),
        (making.film("3gp"), "film.3gp", "audio/3gpp"),
        (making.film("webm", "libvpx-vp9"), "film.webm", "video/webm"),
        (samples.WINDOWS, "photo.jpg", None),
        (samples.ZIP, "letter.docx", None),
        (samples.HTML, "x.png", None),
        (samples.SVG, "x.svg", None),
        (b"", "x.png", None),
    ],
)
def test_a_file_is_what_it_begins_with(content: bytes, name: str, found: str | None) -> None:
    assert media_type(content[:4096], name, "") == found


def test_a_recorder_that_says_sound_is_believed() -> None:
    assert media_type(SOUND, "x", "audio/mp4") == "audio/mp4"
    assert media_type(samples.HTML, "x.m4a", "audio/mp4") is None


@pytest.mark.parametrize(
    ("media_type", "said"),
    [("image/jpeg", "jpg"), ("video/quicktime", "mov"), ("text/html", "bin"), ("", "bin")],
)
def test_a_name_ends_as_its_content_asks(media_type: str, said: str) -> None:
    assert ending(media_type) == said


@pytest.mark.parametrize("media_type", sorted(FAMILIES))
def test_every_type_that_is_taken_has_an_ending(media_type: str) -> None:
    assert ending(media_type) != "bin"
    assert "-" not in ending(media_type)


@given(name=st.text(max_size=300), head=st.binary(max_size=64))
def test_no_name_and_no_bytes_break_the_judging(name: str, head: bytes) -> None:
    found = media_type(head, name, "")

    assert found is None or found in FAMILIES
