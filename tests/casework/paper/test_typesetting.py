"""A document: what was typed stands on it, and nothing else goes in or out with it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from casework.paper import press, typesetting
from casework.paper.blocks import (
    Entry,
    Field,
    Fields,
    Heading,
    Note,
    Option,
    Points,
    Signatures,
    Table,
    Text,
    Ticks,
)
from casework.paper.typesetting import FONTS, Busy, TooLong, Unprintable, has_no_network, render
from tests.casework.paper.printed import printed

CODE = "KINGFISHER-27"
IN_EACH_SCRIPT = {
    "en": "The committee will listen to her.",
    "bn": "অভিযোগটি গোপন রাখা হবে।",
    "km": "បណ្តឹងនេះនឹងត្រូវរក្សាជាការសម្ងាត់។",
    "lo": "ຄຳຮ້ອງທຸກນີ້ຈະຖືກຮັກສາເປັນຄວາມລັບ",
    "vi": "Khiếu nại này sẽ được giữ bí mật. Ủy ban lắng nghe.",
    "my": "ဤတိုင်ကြားချက်ကို လျှို့ဝှက်ထားမည်ဖြစ်ပြီး",
    "id": "Pengaduan ini akan dirahasiakan.",
    "hi": "यह शिकायत गोपनीय रखी जाएगी।",
    "ur": "یہ شکایت خفیہ رکھی جائے گی۔",
}
OTHER_SCRIPTS = ["සිංහල", "தமிழ்", "العربية", "Ελληνικά"]
MARKUP = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.2.0": *',
    "\\ #set page(width: 1pt) \\u{41}",
    "$ sum_1^2 $ *bold* _slanted_ `raw` <label> @label",
    "= Heading // comment /* more */ ]]] }}} )))",
    "#panic() #{while true {}}",
    "https://example.org/#sys.inputs",
    "{page} {pages}",
]


def _sheet(text: str) -> dict[str, object]:
    return {"title": CODE, "code": CODE, "heading": "Notes", "blocks": [Text(text=text)]}


def test_what_looks_like_a_command_is_printed_as_it_was_typed() -> None:
    typed = "\n".join(MARKUP)

    document = printed("sheet", _sheet(typed))

    assert " ".join(typed.split()) in document.text
    assert document.pages == 1


def test_every_kind_of_block_prints_a_command_as_it_was_typed() -> None:
    typed = '#read("/etc/passwd") \\ $x$ *b* ]]]'
    blocks = [
        Heading(text=typed),
        Text(text=typed),
        Note(text=typed),
        Points(points=[typed]),
        Fields(fields=[Field(label=typed, value=typed)]),
        Ticks(label=typed, options=[Option(typed, ticked=True)]),
        Table(head=[typed], rows=[[typed]]),
        Entry(head=typed, aside=typed, text=typed),
        Signatures(who=[typed]),
    ]
    around = {"heading": typed, "body": typed, "sheet": typed, "pages": typed, "code": typed}

    document = printed("sheet", {"title": CODE, "blocks": blocks, **around})

    # Fourteen in the blocks, one above them; at the page's edges code, body, code, sheet, pages.
    assert document.text.count(typed) == 14 + 6
    assert document.pages == 1


@pytest.mark.parametrize(
    "asking", ['#read("/etc/passwd")', '#read("passwd")', '#import "@preview/cetz:0.2.0": *']
)
def test_not_even_our_own_source_could_read_a_file_or_fetch_one(asking: str) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        press.typeset(asking, "{}", FONTS)


def test_signs_that_would_turn_the_words_round_are_left_out() -> None:
    document = printed("sheet", _sheet("Shirin \u202eniriM\u202c and \u2067Mina\u2069\x00\x07"))

    assert "Shirin niriM and Mina" in document.text
    assert document.is_for_screen_readers


@pytest.mark.parametrize(("language", "words"), IN_EACH_SCRIPT.items())
def test_every_language_of_the_pages_has_its_letters(language: str, words: str) -> None:
    document = printed("sheet", _sheet(words), language)

    # The standard refuses a document in which a letter has no shape.
    assert document.is_for_screen_readers
    assert document.opened.Root.Lang == language


def test_words_of_all_our_countries_have_their_letters_on_an_english_sheet() -> None:
    words = "\n".join([*IN_EACH_SCRIPT.values(), *OTHER_SCRIPTS])

    assert printed("sheet", _sheet(words)).is_for_screen_readers


def test_a_heart_that_was_sent_is_said_by_its_name() -> None:
    document = printed("sheet", _sheet("He sent ❤️ and 😘."))

    assert "He sent [heavy black heart] and [face throwing a kiss]." in document.text
    assert document.is_for_screen_readers


def test_a_letter_that_no_font_here_has_does_not_keep_the_document_from_her() -> None:
    document = printed("sheet", _sheet("Her supervisor is 王 of line 4"))

    assert "of line 4" in document.text
    assert not document.is_for_screen_readers


def test_a_file_says_of_itself_only_the_code() -> None:
    document = printed("sheet", _sheet("Shirin was told on 4 May."))

    assert document.title == CODE
    assert "Shirin" not in document.about
    assert "Author" not in document.about
    assert "Date" not in document.about


def test_the_same_words_give_the_same_bytes() -> None:
    assert render("sheet", _sheet("Once"), "en") == render("sheet", _sheet("Once"), "en")


def test_pages_are_counted_in_the_words_of_the_language() -> None:
    document = printed("sheet", _sheet("Words. " * 3000) | {"pages": "Page {page} of {pages}"})

    assert f"Page 1 of {document.pages}" in document.text
    assert f"Page {document.pages} of {document.pages}" in document.text
    assert document.text.count(CODE) == 2 * document.pages


@pytest.mark.parametrize("name", ["../layouts/base", "sheet.typ", "", "parts/sheet", "nothing"])
def test_there_is_no_document_beside_ours(name: str) -> None:
    with pytest.raises(KeyError):
        render(name, _sheet("x"), "en")


def test_a_document_too_long_to_be_one_is_refused_without_its_words() -> None:
    with pytest.raises(TooLong) as refused:
        render("sheet", _sheet("Shirin " * 1_000_000), "en")

    assert "Shirin" not in str(refused.value)


def test_what_cannot_be_set_is_refused_without_its_words() -> None:
    with pytest.raises(Unprintable) as refused:
        render("sheet", {"title": CODE, "heading": "Shirin"}, "en")

    assert refused.value.args == ("sheet",)
    assert refused.value.__cause__ is None


def test_the_child_inherits_no_environment_and_no_open_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CASEWORK_INSTANCE_SECRET", "of nobody else")
    _fake_press(
        monkeypatch,
        tmp_path,
        "import json, os\n"
        "said = [dict(os.environ), os.listdir('/proc/self/fd'), os.getcwd()]\n"
        "print(json.dumps(said))",
    )

    with (tmp_path / "open").open("w") as ours:
        os.set_inheritable(ours.fileno(), True)
        environment, descriptors, folder = json.loads(render("sheet", _sheet("x"), "en"))

    assert "CASEWORK_INSTANCE_SECRET" not in environment
    assert set(environment) <= {"RAYON_NUM_THREADS", "LC_CTYPE"}
    # Its input, its output, its complaints, and the folder it lists them from.
    assert len(descriptors) == 4
    assert folder == "/"


def test_nobody_waits_long_while_others_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    monkeypatch.setattr(typesetting, "AT_ONCE", BoundedSemaphore(1))

    with typesetting.AT_ONCE, pytest.raises(Busy):
        render("sheet", _sheet("x"), "en")

    assert render("sheet", _sheet("x"), "en")


def test_a_press_that_does_not_start_is_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")

    with pytest.raises(Unprintable):
        render("sheet", _sheet("x"), "en")
    assert not has_no_network()


def test_a_document_that_never_ends_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _fake_press(monkeypatch, tmp_path, "import time\nprint('Shirin', flush=True)\ntime.sleep(60)")
    monkeypatch.setattr(typesetting, "SECONDS", 0.3)

    with pytest.raises(Unprintable) as refused:
        render("sheet", _sheet("x"), "en")

    assert refused.value.__cause__ is None


def test_the_press_can_write_no_file(tmp_path: Path) -> None:
    program = "press.limit(); open('left', 'wb', 0).write(b'x')"

    ran = _in_press(program, tmp_path)

    assert "File too large" in ran.stderr
    assert (tmp_path / "left").read_bytes() == b""


@pytest.mark.skipif(not has_no_network(), reason="this kernel gives no network namespace")
def test_the_press_can_reach_nobody(tmp_path: Path) -> None:
    program = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); a = s.getsockname(); "
        "press.leave_network(); socket.create_connection(a, 2)"
    )

    assert "Network is unreachable" in _in_press(program, tmp_path).stderr


def _fake_press(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    path = folder / "press.py"
    path.write_text(program)
    monkeypatch.setattr(press, "__file__", str(path))


def _in_press(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    ours = f"import sys; sys.path.insert(0, {str(Path(press.__file__).parent)!r}); import press; "
    return subprocess.run(
        [sys.executable, "-c", ours + program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
