"""A copy of a recording sounds and looks the same, and has no title, place or cover."""

import io

import av
import pytest

from casework.evidence.copies import NotCopied, Reason
from casework.evidence.recordings import copied
from tests.casework.evidence import making

RECORDED = [
    ("mp4", "aac", 8000, "audio/mp4"),
    ("3gp", "libopencore_amrnb", 8000, "audio/3gpp"),
    ("3gp", "aac", 8000, "audio/3gpp"),
    ("wav", "pcm_s16le", 8000, "audio/x-wav"),
    ("ogg", "libopus", 48000, "audio/ogg"),
    ("mp3", "libmp3lame", 16000, "audio/mpeg"),
    ("flac", "flac", 8000, "audio/x-flac"),
    ("webm", "libopus", 48000, "audio/webm"),
]
UNTITLED = [("amr", "libopencore_amrnb", "audio/amr"), ("adts", "aac", "audio/aac")]


def heard(content: bytes) -> list[tuple[str, bytes]]:
    """The tracks and sounds of a recording, one packet after another."""
    with av.open(io.BytesIO(content), "r") as source:
        return [(each.stream.type, bytes(each)) for each in source.demux() if each.size]


@pytest.mark.parametrize(("container", "codec", "rate", "media_type"), RECORDED)
def test_a_recording_loses_its_title_and_keeps_every_sound(
    container: str, codec: str, rate: int, media_type: str
) -> None:
    original = making.sound(container, codec, rate)

    copy = copied(original, media_type)

    assert making.tells(original)
    assert not making.tells(copy.content)
    assert copy.media_type == media_type
    assert heard(copy.content) == heard(original)


@pytest.mark.parametrize(("container", "codec", "media_type"), UNTITLED)
def test_a_recording_that_has_no_titles_is_copied_too(
    container: str, codec: str, media_type: str
) -> None:
    original = making.sound(container, codec)

    copy = copied(original, media_type)

    assert heard(copy.content) == heard(original)
    assert b"Lavf" not in copy.content


def test_a_cover_and_a_title_in_front_of_music_fall_off() -> None:
    words = b"TIT2" + (len(making.CANARY) + 1).to_bytes(4, "big") + b"\0\0\0"
    words += making.CANARY.encode()
    picture = b"\0image/jpeg\0\x03\0" + making.photograph()
    cover = b"APIC" + len(picture).to_bytes(4, "big") + b"\0\0" + picture
    size = len(words + cover)
    head = b"ID3\x03\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    sound = making.sound("mp3", "libmp3lame", 16000)
    trailing = b"TAG" + making.CANARY.encode().ljust(125, b"\0")

    copy = copied(head + words + cover + sound + trailing, "audio/mpeg")

    assert not making.tells(copy.content)
    assert b"\xff\xd8\xff\xe0" not in copy.content
    assert {kind for kind, _ in heard(copy.content)} == {"audio"}


@pytest.mark.parametrize(
    ("container", "codec", "media_type"),
    [
        ("mp4", "libx264", "video/mp4"),
        ("mp4", "libx265", "video/mp4"),
        ("mov", "libx264", "video/quicktime"),
        ("3gp", "libx264", "video/3gpp"),
        ("webm", "libvpx-vp9", "video/webm"),
    ],
)
def test_a_film_loses_its_place_and_the_remarks_between_its_pictures(
    container: str, codec: str, media_type: str
) -> None:
    original = making.film(container, codec)

    copy = copied(original, media_type)

    assert making.tells(original)
    assert not making.tells(copy.content)
    assert b"x264" not in copy.content
    assert b"x265" not in copy.content
    with av.open(io.BytesIO(copy.content), "r") as source:
        assert len(list(source.decode(video=0))) == 5


def test_a_film_that_says_it_is_a_sound_is_shown_as_what_it_is() -> None:
    assert copied(making.film(), "audio/mp4").media_type == "video/mp4"


def test_a_recording_of_nothing_is_none() -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="wav") as target:
        target.add_stream("pcm_s16le", rate=8000)
        target.start_encoding()

    with pytest.raises(NotCopied) as refused:
        copied(out.getvalue(), "audio/x-wav")

    assert refused.value.reason is Reason.BROKEN
