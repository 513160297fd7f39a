"""Real files, made here, each with canaries wherever a telephone or an office writes notes."""

import io
import zlib
from collections.abc import Iterator

import av
import pikepdf
import pillow_heif
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

CANARY = "Kanarienvogel"
"""Stands in every note of every file here."""
PLACE = (23.0, 48.0, 37.25)
"""Degrees, minutes and seconds of a place in Dhaka."""
GPS, EXIF, THUMBNAIL_AT = 0x8825, 0x8769, 0x0201
MAKER, CAMERA, ARTIST, TURNED, COMMENT = 0x010F, 0x0110, 0x013B, 0x0112, 0x9286


def canaries(text: str = CANARY) -> list[bytes]:
    """The forms in which notes are written."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]


def tells(content: bytes) -> bool:
    """Whether a canary stands in these bytes, in any form that notes are written in."""
    return any(each in content for each in canaries())


def photograph(kind: str = "JPEG", size: tuple[int, int] = (320, 200), **more: object) -> bytes:
    """A picture, red on its left and green on its right, turned by its notes and full of them."""
    out = io.BytesIO()
    notes = _notes()
    scene(size).save(out, kind, exif=notes, xmp=_xmp(), comment=CANARY.encode(), **more)
    return out.getvalue()


def scene(size: tuple[int, int]) -> Image.Image:
    """What is in a picture."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), "green")
    return image


def _notes() -> Image.Exif:
    notes = Image.Exif()
    notes[MAKER] = notes[CAMERA] = notes[ARTIST] = CANARY
    notes[TURNED] = 6
    place = notes.get_ifd(GPS)
    place.update({1: "N", 2: PLACE, 3: "E", 4: PLACE, 29: CANARY})
    notes.get_ifd(EXIF)[COMMENT] = b"ASCII\0\0\0" + CANARY.encode()
    return notes


def _xmp() -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()


def drawing(note: str = CANARY) -> bytes:
    """A PNG with words beside its picture, part of which is clear."""
    out = io.BytesIO()
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY)
    words.add_itxt("Comment", note, zip=False)
    image = scene((64, 48)).convert("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.save(out, "PNG", pnginfo=words, exif=_notes())
    return out.getvalue()


def moving_picture() -> bytes:
    """A GIF of two pictures and a remark."""
    out = io.BytesIO()
    first, second = scene((32, 32)), Image.new("RGB", (32, 32), "blue")
    first.save(out, "GIF", save_all=True, append_images=[second], comment=CANARY.encode())
    return out.getvalue()


def huge_picture(side: int) -> bytes:
    """A PNG of a few octets that says it has so many pixels each way."""
    header = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


def document(passphrase: str = "", opens_with: str = "") -> bytes:
    """A PDF of two pages that tells of its maker in every way there is."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.add_blank_page(page_size=(200, 200))
    with pdf.open_metadata() as notes:
        notes["dc:creator"] = [CANARY]
    pdf.docinfo["/Author"] = pdf.docinfo["/Producer"] = CANARY
    _hide_in_the_root(pdf)
    _hide_in_a_page(pdf)
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=passphrase or "owner", user=opens_with)
    pdf.save(out, encryption=locked if passphrase or opens_with else False)
    return out.getvalue()


def _hide_in_the_root(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.PieceInfo = Dictionary(Word=Dictionary(LastModified=CANARY))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
    pdf.Root.Elsewhere = pdf.make_indirect(Dictionary(Whoever=String(CANARY)))


def _hide_in_a_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    box = Array([10, 10, 50, 50])
    page.PieceInfo = Dictionary(Private=String(CANARY))
    page.LastModified = String(CANARY)
    page.Metadata = Stream(pdf, _xmp(), Type=Name.Metadata)
    outwards = Dictionary(S=Name.URI, URI=String(f"https://{CANARY}.example/"))
    remark = Dictionary(Subtype=Name.Text, Rect=box, T=String(CANARY), M=String(CANARY))
    remark.Contents = String("What the remark says")
    sound = Dictionary(Subtype=Name.FileAttachment, Rect=box, Contents=String(CANARY))
    link = Dictionary(Subtype=Name.Link, Rect=box, A=outwards, NM=String(CANARY))
    page.Annots = Array([pdf.make_indirect(each) for each in (remark, sound, link)])
    picture = Stream(pdf, photograph(), Type=Name.XObject, Subtype=Name.Image, Width=320)
    picture.Height, picture.BitsPerComponent = 200, 8
    picture.ColorSpace, picture.Filter = Name.DeviceRGB, Name.DCTDecode
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    page.Contents = Stream(pdf, b"q 100 0 0 100 0 0 cm /Im0 Do Q")


def all_of_a_document(content: bytes) -> Iterator[bytes]:
    """Every object of a PDF as it is written, unpacked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield repr(pdf.trailer).encode()
        for each in pdf.objects:
            yield each.unparse(resolved=True)
            if isinstance(each, Stream):
                yield each.read_bytes() if "/DCT" not in repr(each.get("/Filter")) else b""
                yield each.read_raw_bytes()


def sound(container: str, codec: str, rate: int = 8000) -> bytes:
    """A second of a recorder's silence with a title, an artist and a place."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        target.metadata.update(dict.fromkeys(("title", "artist", "comment", "location"), CANARY))
        stream = target.add_stream(codec, rate=rate)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        stream.metadata["title"] = CANARY
        for at in range(10):
            frame = AudioFrame("s16", "mono", rate // 10)
            frame.sample_rate, frame.pts = rate, at * rate // 10
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            for packet in stream.encode(frame):
                target.mux(packet)
        target.mux(stream.encode(None))
    return out.getvalue()


def film(container: str = "mp4", codec: str = "libx264") -> bytes:
    """Half a second of a film, with notes on it and between its pictures."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        target.metadata.update(dict.fromkeys(("title", "location", "comment"), CANARY))
        stream = target.add_stream(codec, rate=10)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(5):
            frame = VideoFrame(64, 48, "rgb24")
            frame.planes[0].update(scene((64, 48)).tobytes())
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def profile() -> bytes:
    """A description of colours, as cameras put into a picture."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
