"""Letters that leave: an address, a line and harmless words, by mail server or into a folder."""

import secrets
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

SECONDS = 15


class LetterUnsent(Exception):
    """The letter did not leave; what it said must reach the person on paper."""


@dataclass(frozen=True)
class Letter:
    """What is sent. Never anything about a case: a mailbox is read by others."""

    to: str
    subject: str
    body: str = field(repr=False)


class Notifier(Protocol):
    """Something that takes letters out."""

    def send(self, letter: Letter) -> None:
        """Send it. Raises LetterUnsent."""


class MailServer(Protocol):
    """What is known of a mail server (casework.config.Smtp)."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def security(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def user(self) -> str | None: ...
    @property
    def password(self) -> str | None: ...


class Paper:
    """The notifier of an instance without mail: everything is printed and handed over."""

    def send(self, letter: Letter) -> None:
        """Nothing can leave. Raises LetterUnsent."""
        raise LetterUnsent


class Outbox:
    """Puts every letter into a folder, one file each, for another program to carry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter) -> None:
        """Write the letter under a random name. Raises LetterUnsent when the folder refuses."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.folder / f"{secrets.token_hex(16)}.eml"
            path.touch(mode=0o600)
            path.write_bytes(bytes(_message(letter, "outbox@localhost")))
        except OSError as wrong:
            raise LetterUnsent from wrong


class Post:
    """Sends by SMTP, always encrypted: TLS from the first byte, or STARTTLS before all else.

    `trust` says whose certificates count; those of the machine, unless somebody knows better.
    """

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None = None) -> None:
        self.server = server
        self.trust = trust or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server, in 15 seconds or not at all. Raises LetterUnsent."""
        try:
            with self._connected() as connection:
                if self.server.user and self.server.password:
                    connection.login(self.server.user, self.server.password)
                connection.send_message(_message(letter, self.server.sender))
        except (OSError, smtplib.SMTPException) as wrong:
            raise LetterUnsent from wrong

    def _connected(self) -> smtplib.SMTP:
        at = (self.server.host, self.server.port)
        if self.server.security == "tls":
            return smtplib.SMTP_SSL(*at, timeout=SECONDS, context=self.trust)
        connection = smtplib.SMTP(*at, timeout=SECONDS)
        try:
            connection.starttls(context=self.trust)
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
        return connection


def notifier(server: MailServer | None, outbox: Path | None) -> Notifier:
    """The configured way out: a mail server, else a folder, else paper."""
    if server is not None:
        return Post(server)
    return Outbox(outbox) if outbox is not None else Paper()


def is_mail_address(address: str) -> bool:
    """Whether letters can go there; a sign-in name without an @ is only a name."""
    name, at, host = address.partition("@")
    return bool(name and at and "." in host and not any(sign.isspace() for sign in address))


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = datetime.now(UTC)
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    # A mail program that answers by itself would tell a third person that somebody was written to.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message
