"""Files made to do harm: what is two things at once, unfolds without end, runs or tells."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from casework.evidence.copies import PIXELS, NotCopied, Reason
from casework.evidence.copying import copied
from casework.evidence.kinds import media_type
from tests.casework.evidence import making

SCRIPT = b"<script>fetch('https://elsewhere.example/')</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"
HTML = b"<!doctype html><html><body>" + SCRIPT
DANGEROUS = ("/Launch", "/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFile", "/GoToE")


def folder() -> bytes:
    """A zip with a page in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("index.html", HTML)
    return out.getvalue()


def in_motion(kind: str) -> bytes:
    """Two pictures one after the other."""
    out = io.BytesIO()
    first, second = making.scene((32, 32)), Image.new("RGB", (32, 32), "blue")
    first.save(out, kind, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def launching() -> bytes:
    """A PDF whose pages, fields and links start programs and scripts, by every door."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page, box = pdf.pages[0].obj, Array([10, 10, 50, 50])
    starts = Dictionary(S=Name.Launch, F=String("cmd.exe"), Win=Dictionary(F=String("cmd.exe")))
    runs = Dictionary(S=Name.JavaScript, JS=Stream(pdf, b"app.launchURL('x')"))
    chained = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=Array([starts, runs]))
    inside = Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("inner")))
    pdf.attachments["inner.pdf"] = b"%PDF-1.7"
    pdf.Root.OpenAction = starts
    pdf.Root.AA = Dictionary(WC=runs)
    page.AA = Dictionary(O=runs)
    actions = (starts, runs, chained, inside)
    links = [Dictionary(Subtype=Name.Link, Rect=box, A=action) for action in actions]
    page.Annots = Array([pdf.make_indirect(link) for link in links])
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn_bomb(side: int) -> bytes:
    """A PDF of a few kilobytes with a picture of so many pixels each way."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    folding = zlib.compressobj(9)
    rows = b"".join(
        [*(folding.compress(bytes(side // 8)) for _row in range(side)), folding.flush()]
    )
    picture = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side)
    picture.BitsPerComponent, picture.ColorSpace = 1, Name.DeviceGray
    picture.write(rows, filter=Name.FlateDecode)
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    page.Contents = Stream(pdf, b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of so many pages, each as wide as a wall."""
    pdf = pikepdf.new()
    for _page in range(count):
        pdf.add_blank_page(page_size=(14_400, 14_400))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def keys_of(content: bytes) -> Iterator[str]:
    """Every word of every object of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield repr(pdf.trailer)
        yield from (each.unparse(resolved=True).decode("latin-1") for each in pdf.objects)


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (SVG, "rose.svg", "image/svg+xml"),
        (SVG, "rose.jpg", "image/jpeg"),
        (b"<?xml version='1.0'?>" + SVG, "rose.png", "image/png"),
        (HTML, "him.jpg", "image/jpeg"),
        (b"\xef\xbb\xbf" + HTML, "him.jpg", "image/jpeg"),
        (folder(), "him.jpg", "image/jpeg"),
        (b"MZ" + bytes(4000), "him.pdf", "application/pdf"),
        (b"#!/bin/sh\nrm -rf /\n", "voice.m4a", "audio/mp4"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "him.pdf", "application/pdf"),
        (b"", "him.jpg", "image/jpeg"),
    ],
    ids=[
        "svg",
        "svg as jpg",
        "xml",
        "html",
        "html with a mark",
        "zip",
        "exe",
        "sh",
        "eps",
        "empty",
    ],
)
def test_what_is_not_on_the_list_is_not_taken_whatever_it_is_called(
    content: bytes, name: str, declared: str
) -> None:
    assert media_type(content[:4096], name, declared) is None


@pytest.mark.parametrize("hidden", [folder(), HTML, b"%PDF-1.7\n"], ids=["zip", "html", "pdf"])
def test_a_photograph_that_is_something_else_as_well_is_only_a_photograph_afterwards(
    hidden: bytes,
) -> None:
    whole = making.photograph() + hidden

    copy = copied(whole, "image/jpeg")

    assert media_type(whole[:4096], "him.jpg", "") == "image/jpeg"
    assert zipfile.is_zipfile(io.BytesIO(making.photograph() + folder()))
    assert not zipfile.is_zipfile(io.BytesIO(copy.content))
    assert hidden not in copy.content
    assert copy.content.endswith(b"\xff\xd9")


def test_a_script_in_the_remark_of_a_photograph_does_not_stay() -> None:
    out = io.BytesIO()
    making.scene((64, 64)).save(out, "JPEG", comment=SCRIPT)

    assert SCRIPT in out.getvalue()
    assert SCRIPT not in copied(out.getvalue(), "image/jpeg").content


@pytest.mark.parametrize("side", [7_100, 50_000, 2**31 - 1])
def test_a_picture_that_says_it_is_enormous_is_refused(side: int) -> None:
    with pytest.raises(NotCopied) as refused:
        copied(making.huge_picture(side), "image/png")

    assert side * side > PIXELS
    assert refused.value.reason in {Reason.TOO_LARGE, Reason.BROKEN}


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_of_what_moves_one_picture_is_left(kind: str) -> None:
    media = {"GIF": "image/gif", "WEBP": "image/webp", "PNG": "image/png", "TIFF": "image/tiff"}

    copy = copied(in_motion(kind), media[kind])

    assert copy.is_first_of_several
    with Image.open(io.BytesIO(copy.content)) as shown:
        assert getattr(shown, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("JPEG", "image/jpeg"),
        ("HEIF", "image/heic"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
    ],
)
def test_where_a_photograph_was_taken_is_in_no_copy(kind: str, media: str) -> None:
    original = making.photograph(kind)
    with Image.open(io.BytesIO(original)) as before:
        place = before.getexif().get_ifd(making.GPS)

    with Image.open(io.BytesIO(copied(original, media).content)) as after:
        assert place
        assert dict(after.getexif()) == {}
        assert not after.getexif().get_ifd(making.GPS)
        assert "xmp" not in after.info


def test_a_document_that_starts_programs_and_scripts_starts_nothing_afterwards() -> None:
    original = launching()
    before = " ".join(keys_of(original))

    after = " ".join(keys_of(copied(original, "application/pdf").content))

    assert [word for word in DANGEROUS if word not in before] == []
    assert [word for word in DANGEROUS if word in after] == []
    assert "cmd.exe" not in after


def test_a_document_that_starts_programs_is_drawn_and_started_by_nobody() -> None:
    copy = copied(launching(), "application/pdf", is_drawn=True)

    assert copy.media_type == "image/jpeg"


def test_of_a_long_document_the_first_pages_are_drawn_in_bounds() -> None:
    copy = copied(many_pages(40), "application/pdf", is_drawn=True)

    assert copy.is_first_of_several
    with Image.open(io.BytesIO(copy.content)) as shown:
        assert shown.width * shown.height < PIXELS


def test_only_a_document_is_drawn() -> None:
    with pytest.raises(NotCopied):
        copied(making.photograph(), "image/jpeg", is_drawn=True)


def test_a_picture_that_unfolds_to_gigabytes_is_left_out_of_the_page_it_lies_in() -> None:
    copy = copied(drawn_bomb(160_000), "application/pdf", is_drawn=True)

    with Image.open(io.BytesIO(copy.content)) as shown:
        assert shown.width * shown.height < PIXELS
    assert len(copy.content) < 1_000_000
