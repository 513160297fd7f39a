"""Copies are made by a process that holds nothing, gives up in time and is not believed."""

import io
import os
import subprocess
import sys
import zlib

import pikepdf
import pytest

from casework.evidence import copying
from casework.evidence.copies import COPY_LIMIT, Copy, Failed, Made, NotCopied, Order, Reason
from casework.evidence.copying import copied
from tests.casework import samples
from tests.casework.evidence import making

ISOLATED = [sys.executable, "-I", "-B", "-c"]
TELLING = (
    "import sys, msgspec; from casework.evidence.copies import Copy, Made;"
    "made = Made(Copy(content=told, media_type='image/png'));"
    "sys.stdout.buffer.write(msgspec.msgpack.encode(made))"
)
WALLED = "from casework.evidence.apart import _wall_in; import os, socket; _wall_in();"


def refusal(content: bytes, media_type: str) -> Reason:
    """Why no copy of this is made."""
    with pytest.raises(NotCopied) as refused:
        copied(content, media_type)
    return refused.value.reason


def answering(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another process answer in the place of ours."""
    monkeypatch.setattr(copying, "COMMAND", [*ISOLATED, code])


def walled(code: str) -> str:
    """What becomes of code behind the walls."""
    ran = subprocess.run([*ISOLATED, f"{WALLED} {code}"], capture_output=True, text=True, env={})
    return ran.stderr.strip().rpartition("\n")[2]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (making.photograph(), "image/jpeg"),
        (making.photograph("HEIF"), "image/heic"),
        (making.photograph("AVIF"), "image/avif"),
        (making.photograph("TIFF"), "image/tiff"),
        (making.photograph("WEBP"), "image/webp"),
        (making.photograph(icc_profile=making.profile()), "image/jpeg"),
        (making.drawing(), "image/png"),
        (making.moving_picture(), "image/gif"),
        (making.document(), "application/pdf"),
        (making.sound("3gp", "libopencore_amrnb"), "audio/3gpp"),
        (making.sound("wav", "pcm_s16le"), "audio/x-wav"),
        (making.film(), "video/mp4"),
    ],
)
def test_behind_the_walls_every_family_is_copied(content: bytes, media_type: str) -> None:
    copy = copied(content, media_type)

    assert copy.content
    assert not making.tells(copy.content)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("os.open('/etc/hostname', os.O_RDONLY)", "Too many open files"),
        ("socket.socket()", "Too many open files"),
        ("os.popen('true')", "Too many open files"),
        ("bytes(3 * 1024 ** 3)", "MemoryError"),
    ],
)
def test_behind_the_walls_nothing_can_be_opened(code: str, said: str) -> None:
    assert said in walled(code)


def test_the_process_is_given_neither_environment_nor_descriptors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CASEWORK_INSTANCE_SECRET", making.CANARY)
    held = os.open(os.devnull, os.O_RDONLY)
    os.set_inheritable(held, True)
    seen = "(sorted(os.environ), len(os.listdir('/proc/self/fd')))"
    answering(f"import os; told = repr({seen}).encode(); {TELLING}", monkeypatch)

    copy = copied(making.photograph(), "image/jpeg")
    os.close(held)

    # Python adds the one by itself; looking at the list of descriptors is the fourth.
    assert copy.content.decode() == "(['LC_CTYPE'], 4)"


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/x-sh"])
def test_an_answer_of_a_type_that_is_not_on_the_list_is_not_believed(
    media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(f"told = b'<script>'; {TELLING.replace('image/png', media_type)}", monkeypatch)

    assert refusal(making.photograph(), "image/jpeg") is Reason.BROKEN


@pytest.mark.parametrize(
    "code",
    [
        "pass",
        "import sys; sys.stdout.write('so')",
        "import os; os.abort()",
        "import sys; [sys.stdout.buffer.write(bytes(10**6)) for _ in range(200)]",
    ],
)
def test_a_process_that_breaks_or_talks_too_much_is_ended_and_there_is_no_copy(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(code, monkeypatch)

    assert refusal(making.photograph(), "image/jpeg") is Reason.TOO_LARGE


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "SECONDS", 0.3)
    answering("import time; time.sleep(600)", monkeypatch)

    assert refusal(making.photograph(), "image/jpeg") is Reason.TOO_LARGE


def test_while_one_copy_is_made_another_waits_and_then_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copying, "PATIENCE", 0.01)

    with copying._turn():
        reason = refusal(making.photograph(), "image/jpeg")

    assert reason is Reason.BUSY
    assert copied(making.photograph(), "image/jpeg").media_type == "image/jpeg"


def test_without_the_extra_a_recording_is_not_copied_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = "import sys; sys.modules['av'] = None; from casework.evidence.apart import main; main()"
    answering(code, monkeypatch)

    assert refusal(making.sound("wav", "pcm_s16le"), "audio/x-wav") is Reason.NO_TOOLS
    assert copied(making.photograph(), "image/jpeg").media_type == "image/jpeg"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (making.photograph(), "image/jpeg"),
        (making.photograph("HEIF"), "image/heic"),
        (making.film(), "video/mp4"),
        (making.sound("3gp", "aac"), "audio/3gpp"),
    ],
)
def test_what_was_cut_off_is_not_copied_and_nothing_else_happens(
    share: float, content: bytes, media_type: str
) -> None:
    cut = content[: int(len(content) * share)]

    assert refusal(cut, media_type) is Reason.BROKEN


@pytest.mark.parametrize(
    "media_type", ["image/jpeg", "image/heic", "application/pdf", "audio/mpeg", "video/mp4"]
)
@pytest.mark.parametrize(
    "content",
    [samples.HTML, samples.ZIP, samples.WINDOWS, samples.SVG, b"", bytes(5000)],
    ids=["page", "archive", "program", "drawing", "nothing", "zeroes"],
)
def test_what_is_something_else_is_not_copied(content: bytes, media_type: str) -> None:
    assert refusal(content, media_type) is Reason.BROKEN


def test_nothing_is_made_of_a_type_that_is_not_taken() -> None:
    assert refusal(samples.HTML, "text/html") is Reason.BROKEN


def test_a_document_that_unfolds_without_end_is_not_copied() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    folded = zlib.compress(bytes(COPY_LIMIT + 2))
    picture = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    picture.write(folded, filter=filters)
    out = io.BytesIO()
    pdf.save(out)

    assert refusal(out.getvalue(), "application/pdf") is Reason.TOO_LARGE


def test_nothing_that_holds_a_file_shows_it_in_a_log() -> None:
    copy = Copy(content=making.CANARY.encode(), media_type="image/png")
    order = Order(making.CANARY.encode(), "image/png")

    assert making.CANARY not in repr((copy, order, Made(copy), Failed(Reason.BROKEN)))
