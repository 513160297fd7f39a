"""A union that follows a case: it asks the committee, and stands beside her when she wants it."""

import re

from werkzeug.test import Client

from tests.journeys.staff_pages import post

ANSWER = re.compile(r'href="(/cases/[0-9a-f-]{36}/union/answer/[0-9a-f-]{36})"')


def stand_by(union: Client, survivor: Client, chair: Client, case: str, mark: str) -> None:
    """A point and its answer, a sign, and her wish for company with what is answered to it."""
    here = f"/outcomes/{case}"
    point = {"about": "late", "words": f"when is it {mark}"}
    assert post(union, f"{here}/point", f"{here}/point", **point) == 303
    answer = ANSWER.findall(chair.get(f"/cases/{case}/union").text)[0]
    assert post(chair, answer, answer, words=f"on Thursday {mark}") == 303
    sign = {"whom": "witness", "signs": "overtime"}
    assert post(union, f"{here}/sign", f"{here}/sign", **sign) == 303
    assert post(survivor, "/r/beside", "/r/beside", words=f"come with me {mark}") == 303
    free = {"related": "no", "over": "no", "named": "no"}
    yes = {"beside": "yes", "secret": "y", "words": f"I come {mark}", **free}
    assert post(union, f"{here}/beside", f"{here}/beside", **yes) == 303
    listing = f"/cases/{case}/union"
    assert post(chair, listing, f"{listing}/beside") == 303
    assert f"on Thursday {mark}" in union.get(here).text
    assert f"I come {mark}" in survivor.get("/r/beside").text
