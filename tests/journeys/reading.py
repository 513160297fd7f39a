"""What a page gives away to the browser itself: what it may complete, check or translate."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

TYPED = {"text", "search", "email", "tel", "url", "number"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4"}
PIECE = re.compile(r"<(/?)([a-z0-9]+)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>|([^<]+)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-z-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
Attributes = dict[str, str]


@dataclass
class Page:
    """The fields somebody types into, and the text of headings that a browser may translate."""

    fields: list[Attributes] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    inside: list[tuple[str, bool]] = field(default_factory=list)
    """The elements that are open, and whether each of them is kept from being translated."""

    def begin(self, tag: str, attributes: Attributes) -> None:
        """An element opens here."""
        is_typed = tag == "textarea" or attributes.get("type", "text") in TYPED
        if tag in {"input", "textarea"} and is_typed:
            self.fields.append(attributes)
        if tag not in VOID:
            self.inside.append((tag, attributes.get("translate") == "no"))

    def end(self, tag: str) -> None:
        """An element closes here, and what was left open in it."""
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def say(self, text: str) -> None:
        """Words between elements."""
        is_heading = any(tag in HEADINGS for tag, _is_kept in self.inside)
        if is_heading and not any(is_kept for _tag, is_kept in self.inside):
            self.headings.append(text)


def read(text: str) -> Page:
    """A page as it was sent."""
    page = Page()
    for slash, tag, rest, words in PIECE.findall(text):
        if words:
            page.say(words)
        elif slash:
            page.end(tag.lower())
        else:
            found = {name: one or two or bare for name, one, two, bare in ATTRIBUTE.findall(rest)}
            page.begin(tag.lower(), found)
    return page


def told_to_the_browser(text: str, names: Iterable[str], *, fills: bool) -> Iterator[str]:
    """What of a page the browser could hand to somebody else.

    `fills` says that it may complete what it knows itself, as on the way in.
    """
    page = read(text)
    for each in page.fields:
        if each.get("spellcheck") != "false" or each.get("translate") != "no":
            yield f"{each.get('name')} is spell-checked or translated"
        if each.get("autocomplete") != "off" and not fills:
            yield f"{each.get('name')} is completed"
    yield from (f"{name} is translated" for name in names for each in page.headings if name in each)
