"""What changes by an import, in the words that the page of the service has."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from referrals.words.importing import value_words


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """The words ask Babel, and Babel asks for an application."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("what", "text", "said"),
    [
        ("cost", "varies", "It depends; ask before"),
        ("tells_police", "must", "Must, also against her will"),
        ("accepts_by", "phone", "By telephone"),
        ("description", "free", "free"),
        ("alert", "", "nothing"),
    ],
)
def test_a_value_of_an_import_stands_in_words_and_free_text_as_it_was(
    what: str, text: str, said: str
) -> None:
    assert value_words(what, text) == said
