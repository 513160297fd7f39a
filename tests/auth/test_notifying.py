"""Letters: into a folder, by an encrypted connection, or on paper, and never in the clear."""

import socket
import ssl
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auth.notifying import Letter, LetterUnsent, Outbox, Paper, Post, is_mail_address, notifier
from casework.config import Smtp

LETTER = Letter("farida@example.org", "Notes", "Please open https://notes.example/a/x\n")


@dataclass
class FakeServer:
    """A mail server that takes one connection, and keeps every line it was sent."""

    socket: socket.socket
    context: ssl.SSLContext | None = None
    heard: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    def serve(self) -> None:
        """Answer until the other side is done."""
        plain, _address = self.socket.accept()
        connection = self.context.wrap_socket(plain, server_side=True) if self.context else plain
        with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as stream:
            print("220 fake", file=stream, flush=True)
            for line in stream:
                self._take(stream, line.strip())

    def _take(self, stream: TextIO, line: str) -> None:
        in_letter = "data" in self.heard and "." not in self.heard
        self.heard.append(line)
        answers = {"data": "354 go on", ".": "250 taken", "quit": "221 bye"}
        # Of a letter's own lines only the last one, a dot, is answered.
        if not in_letter or line == ".":
            print(answers.get(line.lower(), "250 ok"), file=stream, flush=True)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(10)
        yield made


def _smtp(port: int, security: str) -> Smtp:
    return Smtp("localhost", port, security, "notes@example.org")


def test_a_letter_into_the_folder_is_for_this_user_only(tmp_path: Path) -> None:
    Outbox(tmp_path / "outbox").send(LETTER)

    (file,) = (tmp_path / "outbox").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"https://notes.example/a/x" in file.read_bytes()


def test_without_mail_everything_is_paper() -> None:
    with pytest.raises(LetterUnsent):
        notifier(None, None).send(LETTER)

    assert isinstance(notifier(None, None), Paper)


def test_a_server_that_offers_no_encryption_gets_no_letter(listening: socket.socket) -> None:
    server = FakeServer(listening)
    thread = Thread(target=server.serve)
    thread.start()

    with pytest.raises(LetterUnsent):
        Post(_smtp(server.port, "starttls")).send(LETTER)

    thread.join(10)
    assert not any(line.lower().startswith(("mail", "rcpt", "data")) for line in server.heard)


def test_a_letter_goes_by_tls(listening: socket.socket, tmp_path: Path) -> None:
    theirs, ours = contexts(tmp_path)
    server = FakeServer(listening, theirs)
    thread = Thread(target=server.serve)
    thread.start()

    Post(_smtp(server.port, "tls"), ours).send(LETTER)

    thread.join(10)
    assert "rcpt TO:<farida@example.org>" in server.heard
    assert "Subject: Notes" in server.heard


def test_a_server_nobody_vouches_for_gets_no_letter(
    listening: socket.socket, tmp_path: Path
) -> None:
    theirs, _ours = contexts(tmp_path)
    server = FakeServer(listening, theirs)
    thread = Thread(target=_until_refused, args=(server,))
    thread.start()

    with pytest.raises(LetterUnsent):
        Post(_smtp(server.port, "tls")).send(LETTER)

    thread.join(10)
    assert server.heard == []


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("farida@example.org", True), ("farida", False), ("a b@example.org", False), ("@x.y", False)],
)
def test_a_sign_in_name_is_not_always_a_mail_address(address: str, is_one: bool) -> None:
    assert is_mail_address(address) is is_one


def _until_refused(server: FakeServer) -> None:
    with pytest.raises(ssl.SSLError):
        server.serve()


def contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context, and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(chain, secret)
    return theirs, ssl.create_default_context(cafile=str(chain))
