"""Checkpoints: what the log key signed, readable by anybody's tools."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.checkpoints import Checkpoint, LogSigner, LogVerifier, open_checkpoint, open_note
from crypto.errors import CheckpointInvalid, NoteInvalid

ORIGIN = "casework.example/trail"
SIGNER = LogSigner(ORIGIN, b"l" * 32)
OTHER = LogSigner("witness.example", b"w" * 32)
CHECKPOINT = Checkpoint(ORIGIN, 12, b"r" * 32)
NOTE = SIGNER.sign(CHECKPOINT.text)
# The published example of the note format (golang.org/x/mod/sumdb/note).
PETER = LogVerifier.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PETERS_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETERS_NOTE = (
    f"{PETERS_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
    "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PETERS_SEED = b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]


def test_the_published_note_is_read() -> None:
    assert open_note(PETERS_NOTE, PETER) == PETERS_TEXT
    assert PETER.key_id.hex() == "c74f20a3"
    assert LogVerifier.read(PETER.written) == PETER


def test_the_published_note_is_signed_byte_for_byte() -> None:
    assert LogSigner("PeterNeumann", PETERS_SEED).sign(PETERS_TEXT) == PETERS_NOTE


def test_the_published_checkpoint_is_read() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    checkpoint = Checkpoint.read(text)

    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text == text


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_signed_checkpoint_is_read_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)

    assert open_checkpoint(SIGNER.sign(checkpoint.text), ORIGIN, SIGNER.verifier) == checkpoint


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_a_changed_sign_is_refused(at: int, sign: str) -> None:
    changed = NOTE[:at] + (sign if sign != NOTE[at] else "~") + NOTE[at + 1 :]

    with pytest.raises(NoteInvalid):
        open_note(changed, SIGNER.verifier)


@given(st.integers(0, len(NOTE) - 1))
def test_a_note_cut_short_is_refused(length: int) -> None:
    with pytest.raises(NoteInvalid):
        open_note(NOTE[:length], SIGNER.verifier)


@given(st.text(max_size=200))
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(NoteInvalid):
        open_note(text, SIGNER.verifier)


def test_a_witness_may_sign_too() -> None:
    line = OTHER.sign(CHECKPOINT.text).rpartition("\n\n")[2]

    assert open_note(NOTE + line, SIGNER.verifier) == CHECKPOINT.text
    assert open_note(NOTE + line, OTHER.verifier) == CHECKPOINT.text
    assert open_note(NOTE + line, SIGNER.verifier, OTHER.verifier) == CHECKPOINT.text


def test_a_note_nobody_known_signed_is_refused() -> None:
    with pytest.raises(NoteInvalid):
        open_note(NOTE, OTHER.verifier)
    with pytest.raises(NoteInvalid):
        open_note(NOTE)


def test_a_forged_signature_beside_a_good_one_refuses_the_whole() -> None:
    forged = OTHER.sign("another text\n").rpartition("\n\n")[2]

    with pytest.raises(NoteInvalid):
        open_note(NOTE + forged, SIGNER.verifier, OTHER.verifier)


def test_the_same_name_with_another_key_is_somebody_else() -> None:
    impostor = LogSigner(ORIGIN, b"i" * 32)

    with pytest.raises(NoteInvalid):
        open_note(impostor.sign(CHECKPOINT.text), SIGNER.verifier)


def test_another_logs_checkpoint_is_refused() -> None:
    with pytest.raises(CheckpointInvalid):
        open_checkpoint(NOTE, "casework.example/another", SIGNER.verifier)


def test_a_new_log_key_is_named_by_the_old_one() -> None:
    text = f"casework log key\n{OTHER.verifier.written}\n"

    signed = open_note(SIGNER.sign(text), SIGNER.verifier)

    assert LogVerifier.read(signed.splitlines()[1]) == OTHER.verifier


@pytest.mark.parametrize(
    "written",
    [
        "",
        "name",
        "name+00000000",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_what_is_no_verifier_key_is_refused(written: str) -> None:
    with pytest.raises(NoteInvalid):
        LogVerifier.read(written)


@pytest.mark.parametrize("text", ["", "\n", "no newline", "tab\t\n", "nul\0\n", "\ud800\n"])
def test_a_text_no_note_can_carry_is_not_signed(text: str) -> None:
    with pytest.raises(NoteInvalid):
        SIGNER.sign(text)


ROOT = b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"\n1\n{ROOT}\n",
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n٣\n{ROOT}\n",
        f"log\n{2**63}\n{ROOT}\n",
        f"log\n{'9' * 5000}\n{ROOT}\n",
        f"log\n1\n{ROOT[:-1]}\n",
        "log\n1\nAAAA\n",
        f"log\n1\n{ROOT}\nextension\n",
        f"log\n1\n{ROOT}",
        "log\n1\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointInvalid):
        Checkpoint.read(text)


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("two\nlines", 1, bytes(32)),
        Checkpoint("", 1, bytes(32)),
        Checkpoint("log", -1, bytes(32)),
        Checkpoint("log", 1, bytes(31)),
    ],
)
def test_a_checkpoint_that_would_be_read_otherwise_is_not_written(checkpoint: Checkpoint) -> None:
    with pytest.raises(CheckpointInvalid):
        _ = checkpoint.text


def test_a_note_of_too_many_hands_or_too_long_is_refused() -> None:
    line = OTHER.sign(CHECKPOINT.text).rpartition("\n\n")[2]

    with pytest.raises(NoteInvalid):
        open_note(NOTE + line * 16, SIGNER.verifier)
    with pytest.raises(NoteInvalid):
        open_note(SIGNER.sign("x" * 70_000 + "\n"), SIGNER.verifier)


def test_a_signer_prints_no_seed() -> None:
    assert "lll" not in repr(SIGNER)
