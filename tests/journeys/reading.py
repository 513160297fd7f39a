"""What a page gives away to the browser itself: what it may complete, check or translate."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

TYPED = {"text", "search", "email", "tel", "url", "number"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4"}
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """The fields somebody types into, and the text of headings that a browser may translate."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: list[Attributes] = []
        self.headings: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        is_typed = tag == "textarea" or attributes.get("type", "text") in TYPED
        if tag in {"input", "textarea"} and is_typed:
            self.fields.append(attributes)
        if tag not in VOID:
            self._open.append((tag, attributes.get("translate") == "no"))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _is_kept in self._open}
        if tags & HEADINGS and not any(is_kept for _tag, is_kept in self._open):
            self.headings.append(data)


def told_to_the_browser(text: str, names: Iterable[str], *, fills: bool) -> Iterator[str]:
    """What of a page the browser could hand to somebody else.

    `fills` says that it may complete what it knows itself, as on the way in.
    """
    page = Page(text)
    for each in page.fields:
        if each.get("spellcheck") != "false" or each.get("translate") != "no":
            yield f"{each.get('name')} is spell-checked or translated"
        if each.get("autocomplete") != "off" and not fills:
            yield f"{each.get('name')} is completed"
    yield from (f"{name} is translated" for name in names for each in page.headings if name in each)
