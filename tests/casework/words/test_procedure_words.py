"""Everything a procedure can say has words, and only law is called law."""

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel

from casework.procedures import composition as committees
from casework.procedures import loading, terms
from casework.procedures.composition import Asked, Finding, State
from casework.procedures.covering import Open, banner
from casework.procedures.deciding import Closed
from casework.procedures.own_rules import Why
from casework.procedures.pack import Counsel
from casework.procedures.terms import Binding
from casework.words import procedures as words


@pytest.fixture
def app() -> Flask:
    """Pages with words and nothing else: no database stands behind a pack."""
    bare = Flask("words")
    Babel(bare)
    return bare


def test_every_word_of_a_pack_has_words() -> None:
    assert set(words.STAGES) == set(words.STAGES_SAY) == set(terms.StageId)
    assert set(words.BINDINGS) == set(Binding)
    assert set(words.CONFIDENCES) == set(terms.Confidence)
    assert set(words.EVIDENCES) == set(terms.Evidence)
    assert set(words.OWNERS) == set(terms.Owner)
    assert set(words.KINDS) == set(terms.DeadlineKind)
    assert set(words.EVENTS) == set(terms.Event)
    assert set(words.OUTCOMES) == set(terms.OutcomeKind)
    assert set(words.DOORS) == set(terms.Door)
    assert set(words.QUESTIONS) == set(Open)
    assert set(words.REFUSALS) == set(Why)
    assert set(words.ASKED) == set(Asked)
    assert set(words.NO_SETTLEMENT) == set(Closed)


@pytest.mark.parametrize("binding", [each for each in Binding if each is not Binding.LAW])
def test_what_is_no_law_says_that_it_is_none(app: Flask, binding: Binding) -> None:
    rule = msgspec.structs.replace(loading.the_pack("in").deadlines[0], binding=binding)

    with app.test_request_context():
        said = words.shown_as(rule)

    assert said.endswith("not law")


def test_a_law_that_is_switched_off_is_not_shown_as_law(app: Flask) -> None:
    rules = {each.id: each for each in loading.the_pack("bd").deadlines}

    with app.test_request_context():
        said = [words.shown_as(rules[name]) for name in ("inquiry", "ord_inquiry")]

    assert said == ["Law", "Not in force here, as far as is known"]


def test_a_due_day_can_name_its_section_and_how_it_was_read(app: Flask) -> None:
    pack = loading.the_pack("in")
    rules = {each.id: each for each in pack.deadlines}

    with app.test_request_context():
        said = words.rests_on(pack, rules["serve"])

    assert said.startswith("POSH Rules, 2013")
    assert said.endswith(", r. 7(2) (sure; confirmed through somebody else)")


def test_the_banner_says_whether_counsel_reviewed_the_pack(app: Flask) -> None:
    draft = loading.the_pack("bd")
    counsel = Counsel(name="S. Karim", on=draft.written_on, version="")
    reviewed = msgspec.structs.replace(draft, counsel=counsel)

    with app.test_request_context():
        said = [words.reviewed(banner(pack)) for pack in (draft, reviewed)]

    assert said[0].startswith("No lawyer has reviewed these rules.")
    assert said[1] == "Reviewed by S. Karim on 2026-11-21."


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding(Asked.MEMBERS, State.SHORT, 5, 4), "Members: 5 asked for, 4 there: 1 short"),
        (Finding(Asked.WOMEN, State.MET, 3, 3), "Women: 3 asked for, 3 there: as it should be"),
        (Finding(Asked.WOMAN_CHAIR, State.SHORT, 1, 0), "A woman as chair: 1 short"),
        (Finding(Asked.EXTERNAL, State.NO_RULE), "Members from outside: no rule is known"),
    ],
)
def test_a_committee_is_told_what_is_missing(app: Flask, finding: Finding, said: str) -> None:
    with app.test_request_context():
        assert words.found(finding) == said


def test_nothing_about_an_empty_committee_is_without_words(app: Flask) -> None:
    found = committees.composition(loading.the_pack("generic").committee, [])

    with app.test_request_context():
        said = [words.found(each) for each in found]

    assert all("%(" not in each for each in said)


def test_a_sentence_of_a_pack_is_spoken_as_it_is_until_somebody_translates_it(app: Flask) -> None:
    with app.test_request_context():
        said = [words.spoken(each) for each in ("A written apology", "")]

    assert said == ["A written apology", ""]
