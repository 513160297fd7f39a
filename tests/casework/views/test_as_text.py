"""The words of a page as plain text: what was said, and nothing that is pressed."""

import pytest

from casework.views.as_text import text_of


def body(inner: str) -> str:
    """An entry with this in its body."""
    head = '<li class="cw-entry"><p class="cw-entry__head">Note Shirin 4 May</p>'
    return f'{head}<div class="cw-entry__body">{inner}</div><p>Signature holds</p></li>'


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>She chose:\n   <bdi>formal</bdi>.</p>", "She chose: formal."),
        ('<div class="cw-words">One\n\n  two &lt;b&gt; &amp; #x</div>', "One\n\n  two <b> & #x"),
        ("<dl><div><dt>Who</dt> <dd>Beauty</dd></div><div><dt>As</dt><dd>a</dd></div></dl>",
         "Who: Beauty\nAs: a"),
        ('<details><summary>Read it</summary><div class="cw-words">Words</div></details>', "Words"),
        ('<p>Granted. <a href="/x">See how it stands</a></p>', "Granted."),
        ('<ul class="cw-attached"><li>photo <span>2 kB</span></li></ul><p>a<br>b</p>', "ab"),
        ("<p>Asked: <strong>yes</strong> <bdi>today</bdi></p>", "Asked: yes today"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_entry_says_on_paper_what_it_says_on_the_page(page: str, said: str) -> None:
    assert text_of(body(page)) == said


def test_what_was_typed_is_text_and_no_page() -> None:
    typed = '<div class="cw-words">&lt;/div&gt;&lt;a&gt;He said so</div>'

    assert text_of(body(typed)) == "</div><a>He said so"
