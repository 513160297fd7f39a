"""Reading a PDF as a person's reader would: its words, what it says of itself, its pages."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pikepdf

from casework.paper.typesetting import render

PAIRS = re.compile(r"<([0-9a-fA-F]+)>")
BLOCKS = re.compile(r"beginbf(char|range)(.*?)endbf", re.DOTALL)
ISOLATING = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True)
class Printed:
    """One document."""

    pdf: bytes

    @cached_property
    def opened(self) -> pikepdf.Pdf:
        """It, opened by somebody else's program."""
        return pikepdf.open(BytesIO(self.pdf))

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.opened.pages)

    @property
    def papers(self) -> set[tuple[int, int]]:
        """Width and height of its pages, in millimetres."""
        boxes = [[float(each) for each in page.mediabox] for page in self.opened.pages]
        return {(round(box[2] * 25.4 / 72), round(box[3] * 25.4 / 72)) for box in boxes}

    @property
    def title(self) -> str:
        """What a window calls it."""
        return str(self.opened.docinfo["/Title"])

    @property
    def text(self) -> str:
        """Every word on every page, with single blanks between them."""
        said = " ".join(_text_of(page) for page in self.opened.pages)
        return " ".join(ISOLATING.sub("", said).split())

    @property
    def about(self) -> str:
        """All that the file says of itself beside its pages."""
        return f"{dict(self.opened.docinfo)} {self.opened.Root.Metadata.read_bytes().decode()}"

    @property
    def is_for_screen_readers(self) -> bool:
        """Whether it promises PDF/UA-1."""
        return "<pdfuaid:part>1</pdfuaid:part>" in self.about


def printed(document: str, values: dict[str, object], language: str = "en") -> Printed:
    """A document as it comes from the press."""
    return Printed(render(document, values, language))


def _text_of(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    now: dict[str, str] = {}
    said = []
    for step in pikepdf.parse_content_stream(page):
        operands, name = list(step.operands), str(step.operator)
        if name == "Tf":
            now = fonts[str(operands[0])]
        if name == "TJ":
            said.append("".join(_shown(each, now) for each in operands[0]))
        if name == "Tj":
            said.append(_shown(operands[0], now))
        if name == "ET":
            said.append(" ")
    return "".join(said)


def _shown(piece: object, letters: dict[str, str]) -> str:
    if not isinstance(piece, pikepdf.String):
        return ""
    codes = bytes(piece).hex()
    return "".join(letters.get(codes[at : at + 4], "") for at in range(0, len(codes), 4))


def _letters(font: pikepdf.Object) -> dict[str, str]:
    found = {}
    for kind, lines in BLOCKS.findall(font.ToUnicode.read_bytes().decode()):
        for line in lines.strip().splitlines():
            codes = PAIRS.findall(line)
            first, last = int(codes[0], 16), int(codes[-2 if kind == "range" else 0], 16)
            letter = bytes.fromhex(codes[-1]).decode("utf-16-be")
            for step in range(last - first + 1):
                found[f"{first + step:04x}"] = letter[:-1] + chr(ord(letter[-1]) + step)
    return found
