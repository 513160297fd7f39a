"""A committee writes its book, and is written to, with a mark in every field of it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from werkzeug.test import Client

from tests.casework.tellers import HIDDEN
from tests.journeys.inquiring import day
from tests.journeys.staff_pages import post
from tests.journeys.wire import token_in

SEAT = re.compile(r'<option value="([0-9a-f]{32})"')


def keep_book(chair: Client, factory: object, mark: str) -> None:
    """Who is on call, the box, a meeting, how its members are, a promise."""
    root, today = f"/committee/{factory}/book", datetime.now(UTC).date()
    one, other = SEAT.findall(chair.get(f"{root}/call").text)[:2]
    on, following = day("on", today), day("next_on", today)
    days = {**day("from_on", today), **day("until_on", today)}
    _write(chair, root, "call", {"who": one, "how": mark, **days})
    _write(chair, root, "box", {**dict.fromkeys(("where", "hour", "seal"), mark), **following})
    seals = dict.fromkeys(("hour", "seal", "new_seal"), mark)
    opened = {"who": one, "other": other, "is_whole": "yes", **seals}
    _write(chair, root, "opening", {**opened, **on, **following})
    said = dict.fromkeys(("hours", "place", "absent", "minutes", "todo"), mark)
    _write(chair, root, "meeting", {"present": one, **said, **on, **following})
    _write(chair, root, "care", {"what": "threat", "words": mark, "done": mark, **on})
    _write(chair, root, "promise", {"who": one, **on})
    assert mark in chair.get(root).text


def coach(supervisor: Client, chair: Client, factory: object, mark: str) -> None:
    """A note to the committee and its answer; something to be changed, until it was."""
    root, today = f"/committee/{factory}", datetime.now(UTC).date()
    notes, new = f"{root}/coaching", f"{root}/prevention/new"
    assert post(supervisor, notes, notes, words=f"note {mark}") == 303
    (note,) = re.findall(rf'href="({notes}/[0-9a-f-]{{36}})"', chair.get(notes).text)
    assert post(chair, note, note, words=f"answer {mark}") == 303
    change = {"hazard": "light", "forum": "safety", "words": f"lamps {mark}", "who": f"by {mark}"}
    assert post(chair, new, new, **change, **day("by", today)) == 303
    page = chair.get(f"{root}/prevention").text
    (done,) = re.findall(rf'action="({root}/prevention/[0-9a-f-]{{36}})"', page)
    assert post(chair, f"{root}/prevention", done, words=f"hung {mark}") == 303
    assert f"hung {mark}" in supervisor.get(f"{root}/prevention").text


def _write(chair: Client, root: str, page: str, fields: Mapping[str, str]) -> None:
    shown = chair.get(f"{root}/{page}").text
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', shown)
    assert seen
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "csrf_token"}
    data = {"csrf_token": token_in(shown), **hidden, "seen": seen.group(1), **fields}
    answer = chair.post(f"{root}/{page}", data=data)
    assert answer.status_code == 303, (page, answer.status_code)
