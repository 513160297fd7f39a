"""What a browser would send of a page's form that nobody has touched."""

import re
from html import unescape

FORM = re.compile(r'<form class="cw-question".*?</form>', re.DOTALL)
FIELD = re.compile(r"<(input|textarea)\b([^>]*)>(?:\n?([^<]*)</textarea>)?")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
TICKED = {"radio", "checkbox"}


def filled(page: str) -> dict[str, str | list[str]]:
    """The fields of the page's question, by name; several where several are ticked."""
    form = FORM.search(page)
    sent: dict[str, list[str]] = {}
    for tag, attributes, content in FIELD.findall(form.group() if form else ""):
        known = dict(ATTRIBUTE.findall(attributes))
        if _is_sent(known):
            value = content if tag == "textarea" else known.get("value", "")
            sent.setdefault(known["name"], []).append(unescape(value))
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def _is_sent(known: dict[str, str]) -> bool:
    kind = known.get("type", "text")
    return kind != "file" and (kind not in TICKED or "checked" in known)
