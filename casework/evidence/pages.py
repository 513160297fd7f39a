"""The pages of a document drawn as one picture, in which nothing runs and no word is text."""

import io
from collections.abc import Iterator
from itertools import islice

import pypdfium2
from PIL import Image

from casework.evidence.copies import Copy, NotCopied, Reason

PAGES = 12
"""So many are drawn, from the first on."""
WIDE, HIGH = 1000, 2400
"""The room a page is drawn in, in pixels; all of them are less than 30 million."""
BETWEEN = 16
GROUND = "#b1b4b6"
QUALITY = 88

Image.init()


def copied(content: bytes, _media_type: str) -> Copy:
    """The pages of a PDF, one below the other. Raises NotCopied for one that is broken or locked.

    The library that draws them has no engine for scripts, and asks nobody anything.
    """
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            drawn = list(islice(_drawn(pdf), PAGES))
            several = len(pdf) > PAGES
    except pypdfium2.PdfiumError as wrong:
        is_locked = wrong.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise NotCopied(Reason.LOCKED if is_locked else Reason.BROKEN) from wrong
    if not drawn:
        raise NotCopied(Reason.BROKEN)
    out = io.BytesIO()
    _one_below_the_other(drawn).save(out, "JPEG", quality=QUALITY)
    return Copy(content=out.getvalue(), media_type="image/jpeg", is_first_of_several=several)


def _drawn(pdf: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    for page in pdf:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise NotCopied(Reason.BROKEN)
        bitmap = page.render(scale=min(WIDE / width, HIGH / height), may_draw_forms=False)
        yield bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()


def _one_below_the_other(pages: list[Image.Image]) -> Image.Image:
    width = max(each.width for each in pages)
    height = sum(each.height + BETWEEN for each in pages) - BETWEEN
    strip, at = Image.new("RGB", (width, height), GROUND), 0
    for each in pages:
        strip.paste(each, (0, at))
        at += each.height + BETWEEN
    return strip
