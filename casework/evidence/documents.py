"""Documents written anew: their pages, without who made them, what hides and what would run."""

import io
import zlib
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from casework.evidence.copies import COPY_LIMIT, Copy, NotCopied, Reason
from casework.evidence.jpegs import bare_jp2, bare_jpeg

ROOT_KEEPS = {"/Type", "/Version", "/Pages", "/PageLabels", "/PageLayout", "/Outlines", "/Dests"}
ROOT_KEEPS |= {"/Names", "/OCProperties", "/AcroForm", "/Lang", "/MarkInfo", "/StructTreeRoot"}
NAMES_KEEP = {"/Dests"}
TRAILER_KEEPS = {"/Root", "/Size", "/Encrypt"}
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/EF", "/XFA")
RUNNING = ("/AA", "/OpenAction", "/JS")
OF_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")
"""What a remark in a margin says of its writer. `/T` of a form's field is the field's name."""
OF_FILES = ("/F", "/UF", "/Desc", "/DOS", "/Mac", "/Unix")
HIDING = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/TrapNet"}
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/URI"}
ACTIONS |= {"/Rendition", "/Movie", "/Sound", "/Hide", "/SetOCGState", "/RichMediaExecute"}
ACTIONS |= {"/GoTo3DView", "/ResetForm", "/Named", "/Thread", "/Trans", "/GoToDp"}
DEEPEST: Final = 50


def copied(content: bytes, media_type: str) -> Copy:
    """A copy of a PDF. Raises NotCopied for one that is broken, locked or unfolds too far.

    It opens without a passphrase if the original did, holds no older version of itself, no
    file inside, no script, no link outwards, no name of an author or a program; photographs in
    it keep no notes of their own.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _relieve(pdf)
            return Copy(content=_saved(pdf), media_type=media_type)
    except pikepdf.PasswordError as locked:
        raise NotCopied(Reason.LOCKED) from locked


def _relieve(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise NotCopied(Reason.BROKEN)
    _keep_only(pdf.trailer, TRAILER_KEEPS)
    _keep_only(pdf.Root, ROOT_KEEPS)
    if isinstance(names := pdf.Root.get("/Names"), Dictionary):
        _keep_only(names, NAMES_KEEP)
    for each in pdf.objects:
        for part in _parts(each):
            _clean(part)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _keep_only(place: Object, kept: set[str]) -> None:
    for key in set(place.keys()) - kept:
        del place[key]


def _parts(whole: Object, depth: int = 0) -> Iterator[Object]:
    """A dictionary or stream, and those that lie in it and have no number of their own."""
    if depth > DEEPEST:
        raise NotCopied(Reason.BROKEN)
    inner: Iterator[object] = iter(())
    if isinstance(whole, Dictionary | Stream):
        yield whole
        inner = (whole[key] for key in list(whole.keys()))
    if isinstance(whole, Array):
        inner = iter(list(whole))
    for each in inner:
        if isinstance(each, Dictionary | Array) and not each.is_indirect:
            yield from _parts(each, depth + 1)


def _clean(part: Object) -> None:
    _drop(part, TELLING)
    _drop(part, RUNNING)
    for key in [key for key in list(part.keys()) if _acts(part[key])]:
        del part[key]
    if part.get("/Type") == Name.Filespec:
        _drop(part, OF_FILES)
    if isinstance(annotations := part.get("/Annots"), Array):
        part["/Annots"] = Array([each for each in list(annotations) if not _hides(each)])
    if "/Rect" in part and "/Subtype" in part and part["/Subtype"] != Name.Widget:
        _drop(part, OF_NOTES)
    if isinstance(part, Stream):
        _clean_picture(part)


def _drop(part: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in part:
            del part[key]


def _acts(value: object) -> bool:
    """Whether it is an action, or a row of them: an innocent one can name others to follow."""
    if isinstance(value, Array):
        return any(_is_action(each) for each in list(value))
    return _is_action(value)


def _is_action(value: object) -> bool:
    return isinstance(value, Dictionary) and str(value.get("/S")) in ACTIONS


def _hides(annotation: object) -> bool:
    return isinstance(annotation, Dictionary) and str(annotation.get("/Subtype")) in HIDING


def _clean_picture(stream: Stream) -> None:
    """Take the notes out of a photograph that lies in the document as a camera made it."""
    filters = _filters(stream)
    if not {"/DCTDecode", "/JPXDecode"} & set(filters):
        return
    *before, last = filters
    if last == "/DCTDecode":
        bare = bare_jpeg(_unfolded(stream, before))
    else:
        bare = bare_jp2(_unfolded(stream, before))
    stream.write(bare, filter=Name(last))


def _filters(stream: Stream) -> list[str]:
    found = stream.get("/Filter")
    return [str(each) for each in found] if isinstance(found, Array) else [str(found)]


def _unfolded(stream: Stream, before: list[str]) -> bytes:
    raw = stream.read_raw_bytes()
    if not before:
        return raw
    if before != ["/FlateDecode"]:
        raise NotCopied(Reason.BROKEN)
    unfolding = zlib.decompressobj()
    found = unfolding.decompress(raw, COPY_LIMIT)
    if unfolding.unconsumed_tail:
        raise NotCopied(Reason.TOO_LARGE)
    return found
