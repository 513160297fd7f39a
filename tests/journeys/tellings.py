"""Whole complaints, told at `/w` page by page as a worker would."""

from typing import Any

from werkzeug.test import Client

from tests.casework.evidence.making import drawing
from tests.casework.tellers import Teller
from tests.journeys.founding import Village

WORD = "blue door"
PNG = drawing()
PAGES = 60
Story = dict[str, list[dict[str, Any]]]


def full_story(village: Village, mark: str = "", word: str = WORD, file: bytes = PNG) -> Story:
    """An answer to every question, open to everybody but the respondent and his kin.

    Page → what is typed there, visit by visit. `mark` stands in everything she writes.
    """
    return {
        "workplace": [{**village.place, "code": village.poster}],
        "safe": [{"safe": "yes"}],
        "wish": [{"wish": "complain"}],
        "whom": [{"whom": "self"}],
        "age": [{"age": "adult"}],
        **_what_happened(mark, file),
        **_who_may_know(village, mark),
        "contact": [{"how": "phone"}],
        "reach": [
            {
                "where": f"my sister's {mark}",
                "when": f"Friday {mark}",
                "whose_phone": f"hers {mark}",
                "who_answers": f"her son {mark}",
                "what_to_say": f"wrong number {mark}",
            }
        ],
        "needs": [{"needs": ["health"], "officer": "yes"}],
        "word": [{"word": word}],
    }


def _what_happened(mark: str, file: bytes) -> Story:
    return {
        "respondent": [
            {
                "name": "Abdul Karim",
                "post": "supervisor",
                "line": "line 3",
                "nickname": f"nick {mark}",
                "employee_number": f"number {mark}",
            }
        ],
        "where": [{"places": ["line", "phone"], "place_text": f"beside the gate {mark}"}],
        "when": [{"when": f"on Tuesday {mark}"}],
        "kinds": [{"kinds": ["touching"]}],
        "words": [{"words": f"He put his hand on my back. {mark}"}],
        "files": [{"file": (file, f"photo {mark}.png")}],
    }


def _who_may_know(village: Village, mark: str) -> Story:
    away = {village.people[who].membership.hex for who in ("respondent", "conflicted")}
    members = {each.membership.hex for each in village.people.values()}
    close = {f"close_{each}": "yes" if each in away else "no" for each in members}
    shared = ["committee", "union", "programme"]
    return {
        "name": [{"name": f"Rahima {mark}", "employee_number": f"RK {mark}", "shared": shared}],
        "union": [
            {
                "union": village.bodies["union"].hex,
                "post": f"helper {mark}",
                "line": f"line seven {mark}",
            }
        ],
        "care": [{"care": "told"}],
        "close": [{**close, "jobs": "no"}],
    }


def friends_story(village: Village, mark: str = "", word: str = WORD) -> Story:
    """What a friend tells: about somebody else, so that nobody answers in her place."""
    story = full_story(village, mark, word)
    asked = (
        "workplace",
        "safe",
        "wish",
        "age",
        "respondent",
        "where",
        "when",
        "kinds",
        "words",
        "files",
    )
    known = {page: story[page] for page in (*asked, "close", "word")}
    return {**known, "whom": [{"whom": "other"}]}


def short_story(village: Village, body: str = "factory") -> Story:
    """As little as possible: where, and that it is a complaint."""
    return {"workplace": [{"place": village.bodies[body].hex}], "wish": [{"wish": "complain"}]}


def walk(client: Client, story: Story, until: str = "readers") -> Teller:
    """Answer page after page until that one: the last shows who will read it."""
    teller, left = Teller(client), {page: list(visits) for page, visits in story.items()}
    teller.open()
    for _page in range(PAGES):
        if teller.page == until:
            break
        visits = left.get(teller.page, [])
        teller.press(**(visits.pop(0) if visits else {}))
    assert teller.page == until, teller.seen
    return teller


def tell(client: Client, story: Story) -> Teller:
    """The same, and sent: she looks at her number."""
    teller = walk(client, story)
    teller.press("send")
    assert teller.number, teller.seen
    return teller
