"""The way through the pages: which are asked of whom, and that answers survive any walk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from casework.case.answers import Age, Answers, Contact, Named, Reply, Wish
from casework.forms.asking import OneOf, OneOfMany, Question
from casework.forms.telling import FORMS, summary
from casework.procedures.loading import the_pack
from casework.procedures.own_rules import OwnRules, effective
from casework.procedures.pack import Pack
from casework.procedures.terms import Gender
from casework.telling import way
from casework.telling.choices import CONDUCT, ELSEWHERE, NEEDS, PLACES, REACHING
from casework.telling.way import Option, Verdict

FACTORY, UNION, WOMAN, SUSPECT, PROGRAMME = (UUID(int=each, version=4) for each in range(1, 6))

INDIAS = the_pack("in")


@dataclass(frozen=True)
class FakeAround:
    """A place with one factory, one union, one programme, and a roster of two."""

    has_number: bool = False
    languages: Sequence[tuple[str, str]] = (("en", "English"), ("bn", "বাংলা"))
    workplaces: Sequence[Option] = (Option(FACTORY, "Rupali Knitwear, Gazipur"),)
    unions: Sequence[Option] = (Option(UNION, "Garment Workers Federation"),)
    programmes: Sequence[Option] = (Option(PROGRAMME, "CARE programme"),)
    officers: Sequence[str] = ("CARE programme",)
    women: Sequence[Option] = (Option(WOMAN, "operator, line 7"),)
    suspects: Sequence[Option] = (Option(SUSPECT, "supervisor, line 3"),)
    pack: Pack = INDIAS

    def try_poster_code(self, _workplace: str, code: str) -> Verdict:
        """One code is right."""
        return Verdict.RIGHT if code == "BLUE-42" else Verdict.WRONG


AROUND = FakeAround()
few = settings(max_examples=25)
NOWHERE = FakeAround(workplaces=(), unions=(), programmes=(), officers=(), women=(), suspects=())
line = st.text(alphabet=st.characters(categories=["L", "N"]), max_size=20)
contacts = st.builds(
    Contact,
    how=st.sampled_from([each for each in REACHING if each != "never"]),
    where=line,
    when=line,
    whose_phone=line,
    who_answers=line,
    what_to_say=line,
)
answered = st.builds(
    Answers,
    language=st.sampled_from(["en", "bn"]),
    workplace=st.just(FACTORY),
    poster_code_given=st.booleans(),
    safe_now=st.none() | st.sampled_from(Reply),
    wish=st.sampled_from(Wish),
    for_somebody_else=st.booleans(),
    age=st.none() | st.sampled_from(Age),
    respondent=st.builds(Named, name=line, nickname=line, post=line, line=line),
    decides_on_jobs=st.none() | st.sampled_from(Reply),
    places=st.lists(st.sampled_from(list(PLACES)), unique=True).map(
        lambda chosen: [each for each in PLACES if each in chosen]
    ),
    place_text=line,
    when_text=line,
    kinds=st.lists(st.sampled_from(list(CONDUCT)), unique=True).map(
        lambda chosen: [each for each in CONDUCT if each in chosen]
    ),
    words=line,
    name=line,
    employee_number=line,
    name_for_committee=st.booleans(),
    union=st.none() | st.just(UNION),
    preferred_receiver=st.none() | st.just(WOMAN),
    needs=st.lists(st.sampled_from(list(NEEDS)), unique=True).map(
        lambda chosen: [each for each in NEEDS if each in chosen]
    ),
    wants_officer=st.booleans(),
    contact=contacts,
    second_word=line,
)


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Whatever is shown is shown in some language."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def names(answers: Answers, around: way.Around = AROUND) -> list[str]:
    """The pages that are asked, in their order."""
    return [page.name for page in way.PAGES if page.is_asked(answers, around)]


def typed(form: Question) -> MultiDict[str, str]:
    """What a browser sends of a page that nobody has touched."""
    sent: MultiDict[str, str] = MultiDict({"page": "x"})
    for name, field in form._fields.items():
        chosen = field.data if isinstance(field.data, list) else [field.data]
        sent.setlist(name, [str(each) for each in chosen if each is not None])
    return sent


def test_the_pages_come_in_the_order_they_are_promised_in() -> None:
    answers = Answers(
        wish=Wish.COMPLAIN, workplace=FACTORY, poster_code_given=True, contact=Contact(how="phone")
    )

    unasked = ("child", "committee")
    assert names(answers) == [name for name in way.NAMES if name not in unasked]


@pytest.mark.parametrize(
    ("wish", "is_asked"), [(Wish.HELP, True), (Wish.TALK, False), (Wish.COMPLAIN, False)]
)
def test_whether_the_committee_may_know_is_asked_of_who_wants_help(
    wish: Wish, is_asked: bool
) -> None:
    asked = names(Answers(wish=wish, workplace=FACTORY))

    assert ("committee" in asked) is is_asked


def test_for_help_alone_no_woman_of_the_committee_is_chosen() -> None:
    alone = Answers(wish=Wish.HELP, workplace=FACTORY, poster_code_given=True)
    known = msgspec.structs.replace(alone, help_for_committee=True)

    assert "receiver" not in names(alone)
    assert "receiver" in names(known)


def test_a_concern_without_a_factory_asks_about_the_programme() -> None:
    asked = names(Answers(wish=Wish.COMPLAIN, for_somebody_else=True))

    assert "care" in asked


@pytest.mark.parametrize(("is_other", "title"), [(True, "The child's name"), (False, "Your name")])
def test_the_name_page_says_whose_name_it_asks_for(is_other: bool, title: str) -> None:
    answers = Answers(age=Age.UNDER_18, for_somebody_else=is_other, workplace=FACTORY)

    form = FORMS["name"].asked(answers, AROUND)

    assert str(form.title).startswith(title)


def test_whether_she_is_a_woman_is_asked_where_the_law_depends_on_it_and_may_be_skipped() -> None:
    covered = FORMS["age"].asked(Answers(), FakeAround(pack=the_pack("np")))
    depends = FORMS["age"].asked(Answers(), AROUND, MultiDict({"age": "adult"}))

    assert "gender" not in covered._fields
    assert "gender" in depends._fields
    assert depends.validate()


def test_what_she_says_of_it_is_taken_and_taken_back() -> None:
    answers = Answers()
    form = FORMS["age"].asked(answers, AROUND, MultiDict({"gender": "man"}))
    assert form.validate()

    form.write(answers)
    said = answers.gender
    type(form).forget(answers)

    assert (said, answers.gender) == (Gender.MAN, Gender.UNSAID)


@pytest.mark.parametrize(("entered", "age"), [(None, 18), (16, 18), (21, 21)])
def test_who_is_of_age_is_asked_by_the_rules_of_the_place_and_never_below_18(
    entered: int | None, age: int
) -> None:
    own = OwnRules(
        in_force_on=date(2026, 1, 1), reason="Law.", title="House", age_of_majority=entered
    )
    pack = effective(the_pack("bd"), own, the_pack("generic"))

    age_asked = FORMS["age"].asked(Answers(), FakeAround(pack=pack))["age"]

    assert isinstance(age_asked, OneOf)
    assert str(next(iter(age_asked.choices or ()))[1]) == f"Under {age}"


def test_of_several_programmes_she_chooses_one() -> None:
    other = UUID(int=6, version=4)
    around = FakeAround(programmes=(Option(PROGRAMME, "One"), Option(other, "Two")))
    answers = Answers(wish=Wish.TALK)

    form = FORMS["care"].asked(answers, around, MultiDict({"care": other.hex}))
    assert form.validate()
    form.write(answers)

    assert (answers.programme, answers.tells_programme) == (other, True)
    assert FORMS["care"].summary(answers, around) == "Two"


def test_what_is_kept_asks_nothing_about_others() -> None:
    asked = names(Answers(wish=Wish.KEEP, workplace=FACTORY, poster_code_given=True))

    assert not {"name", "union", "care", "receiver", "close", "contact"} & set(asked)
    assert asked[-3:] == ["word", "check", "readers"]


@pytest.mark.parametrize("age", [Age.UNDER_18, Age.NOT_SURE])
def test_a_child_is_not_asked_who_may_know_what(age: Age) -> None:
    asked = names(Answers(wish=Wish.COMPLAIN, workplace=FACTORY, age=age))

    assert "child" in asked
    assert not {"union", "care", "receiver"} & set(asked)


def test_a_child_is_asked_about_who_might_be_meant() -> None:
    child = Answers(wish=Wish.COMPLAIN, workplace=FACTORY, age=Age.UNDER_18)

    asked = FORMS["close"].asked(child, AROUND)

    assert "close" in names(child)
    assert "close" not in names(child, FakeAround(suspects=()))
    assert list(asked._fields) == [f"close_{SUSPECT.hex}"]


def test_nobody_is_asked_in_the_place_of_somebody_else() -> None:
    asked = names(Answers(wish=Wish.COMPLAIN, workplace=FACTORY, for_somebody_else=True))

    assert not {"name", "union", "care", "contact", "reach", "needs"} & set(asked)
    assert {"close", "word"} <= set(asked)


def test_an_adult_and_who_did_not_say_are_asked_the_same() -> None:
    said = names(Answers(wish=Wish.TALK, workplace=FACTORY, age=Age.ADULT))

    assert said == names(Answers(wish=Wish.TALK, workplace=FACTORY))


def test_the_roster_is_shown_after_the_posters_code_alone() -> None:
    without = Answers(wish=Wish.COMPLAIN, workplace=FACTORY)
    form = FORMS["close"].asked(without, FakeAround(suspects=()))

    assert "receiver" not in names(without)
    assert list(form._fields) == ["jobs"]


@given(answers=answered)
def test_back_leads_to_the_page_before_and_forward_to_the_one_after(answers: Answers) -> None:
    asked = names(answers)
    pairs = list(pairwise(asked))

    assert [way.following(one, answers, AROUND) for one, _other in pairs] == asked[1:]
    assert [way.preceding(other, answers, AROUND) for _one, other in pairs] == asked[:-1]


@few
@given(answers=answered)
def test_a_page_that_nobody_touches_changes_no_answer(answers: Answers) -> None:
    before = msgspec.to_builtins(answers)
    for name in names(answers):
        shown = FORMS[name].asked(answers, AROUND)
        sent = FORMS[name].asked(answers, AROUND, typed(shown))
        assert sent.validate() or name in {"wish", "word"}, (name, sent.errors)
        sent.write(answers)

    expected = {**before, "close": answers.close}
    assert msgspec.to_builtins(answers) == expected


@few
@given(answers=answered)
def test_passing_every_page_over_takes_back_every_answer(answers: Answers) -> None:
    for form in FORMS.values():
        form.forget(answers)

    assert answers == Answers(language=answers.language, wish=answers.wish)


@few
@given(answers=answered)
def test_the_summary_names_every_question_and_never_the_word(answers: Answers) -> None:
    answers.second_word = "the very secret word"

    rows = summary(answers, AROUND)

    assert all(question for question, _answer, _page in rows)
    assert "the very secret word" not in str(rows)
    assert {page for _question, _answer, page in rows} <= set(names(answers))


def test_another_place_lets_go_of_what_was_chosen_from_the_old_one() -> None:
    answers = Answers(
        workplace=FACTORY,
        poster_code_given=True,
        union=UNION,
        preferred_receiver=WOMAN,
        close={SUSPECT.hex: Reply.NO},
    )
    form = FORMS["workplace"].asked(answers, AROUND, MultiDict({"place": "at_home", "code": ""}))

    assert form.validate()
    form.write(answers)

    assert (answers.workplace, answers.elsewhere) == (None, "at_home")
    assert (answers.union, answers.preferred_receiver, answers.close) == (None, None, {})
    assert not answers.poster_code_given


def test_other_words_for_the_person_ask_again_who_is_close() -> None:
    answers = Answers(respondent=Named(name="Karim"), close={SUSPECT.hex: Reply.NO})
    form = FORMS["respondent"].asked(answers, AROUND, MultiDict({"name": "Rafiq"}))

    form.write(answers)

    assert answers.close == {}


@pytest.mark.parametrize(("code", "is_right"), [("BLUE-42", True), ("RED-1", False), ("", True)])
def test_a_wrong_code_is_said_and_no_code_is_fine(code: str, is_right: bool) -> None:
    answers = Answers()
    values = MultiDict({"place": FACTORY.hex, "code": code})

    form = FORMS["workplace"].asked(answers, AROUND, values)

    assert form.validate() is is_right


def test_many_factories_become_a_list_to_scroll() -> None:
    many = [Option(UUID(int=each, version=4), f"Factory {each}") for each in range(1, 40)]

    form = FORMS["workplace"].asked(Answers(), FakeAround(workplaces=many))

    place = form["place"]
    assert isinstance(place, OneOfMany)
    assert len(list(place.iter_choices())) == len(many) + len(ELSEWHERE) + 1


def test_where_there_is_nobody_to_choose_nothing_is_asked() -> None:
    asked = names(Answers(wish=Wish.COMPLAIN), NOWHERE)

    assert not {"union", "care", "receiver", "close"} & set(asked)
