"""Which form belongs to which page of `/w`."""

from collections.abc import Mapping

from casework.case.answers import Answers
from casework.forms import telling_age as age
from casework.forms import telling_before as before
from casework.forms import telling_bodies as bodies
from casework.forms import telling_reaching as reaching
from casework.forms import telling_sharing as sharing
from casework.forms import telling_story as story
from casework.forms.asking import Question
from casework.telling.way import PAGES, Around

FORMS: Mapping[str, type[Question]] = {
    "language": before.Language,
    "workplace": before.Workplace,
    "duties": before.Duties,
    "safe": before.Safe,
    "wish": before.WhatSheWants,
    "whom": before.Whom,
    "age": age.HowOld,
    "child": age.Child,
    "respondent": story.Respondent,
    "where": story.Where,
    "when": story.When,
    "kinds": story.Kinds,
    "words": story.HerWords,
    "files": story.AFile,
    "committee": bodies.Committee,
    "name": sharing.HerName,
    "union": bodies.Union,
    "care": bodies.Care,
    "receiver": sharing.Receiver,
    "close": sharing.Close,
    "contact": reaching.Reaching,
    "reach": reaching.SafelyReaching,
    "needs": reaching.Needs,
    "word": reaching.SecondWord,
    "check": before.Duties,
    "readers": before.Duties,
}
NOT_IN_SUMMARY = ("language", "duties", "child", "check", "readers")


def summary(answers: Answers, around: Around) -> list[tuple[str, str, str]]:
    """Every page she was asked: the question, her answer in words, the page's name."""
    return [
        (_question(page.name, answers, around), _answer(page.name, answers, around), page.name)
        for page in PAGES
        if page.name not in NOT_IN_SUMMARY and page.is_asked(answers, around)
    ]


def _question(name: str, answers: Answers, around: Around) -> str:
    form = FORMS[name].for_place(answers, around)
    first = next(iter(form(None)), None)
    return str(form.title) or (str(first.label.text) if first is not None else "")


def _answer(name: str, answers: Answers, around: Around) -> str:
    return FORMS[name].summary(answers, around)
