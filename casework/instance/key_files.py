"""Files of keys: the one that closes the trail's days, and the root key that is kept offline."""

import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from pathlib import Path

from crypto.checkpoints import ED25519, LogSigner
from crypto.errors import KeyInvalid
from crypto.seeds import Seeds

PRIVATE = "PRIVATE+KEY"
ROOT = "casework-root-key-1"
MODE = 0o600


class FileThere(Exception):
    """A key would be written over something. Carries the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write_secret(path: Path, text: str) -> None:
    """A new file of one line that nobody else on this machine can read. Raises FileThere."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    except FileExistsError as there:
        raise FileThere(path) from there
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(f"{text}\n")


def write_log_key(path: Path, signer: LogSigner) -> None:
    """Keep a log key as C2SP writes signer keys: `PRIVATE+KEY+name+id+key`. Raises FileThere."""
    ident = signer.verifier.key_id.hex()
    key = b64encode(ED25519 + signer.seed).decode()
    write_secret(path, f"{PRIVATE}+{signer.name}+{ident}+{key}")


def read_log_key(path: Path) -> LogSigner:
    """What `write_log_key` kept. Raises OSError, or KeyInvalid for another form."""
    text = path.read_text(encoding="ascii").strip()
    front, _plus, rest = text.partition(f"{PRIVATE}+")
    parts = rest.split("+", 2)
    if front or len(parts) < 3:
        raise KeyInvalid
    try:
        raw = b64decode(parts[2], validate=True)
    except NotBase64 as wrong:
        raise KeyInvalid from wrong
    signer = LogSigner(parts[0], raw[1:])
    if raw[:1] != ED25519 or len(raw) != 33 or signer.verifier.key_id.hex() != parts[1]:
        raise KeyInvalid
    return signer


def write_root_key(path: Path, root: Seeds) -> None:
    """Keep a root key, to be carried away from this machine. Raises FileThere."""
    write_secret(path, f"{ROOT} {root.to_bytes().hex()}")


def read_root_key(path: Path) -> Seeds:
    """What `write_root_key` kept. Raises OSError, or KeyInvalid for another form."""
    name, _space, digits = path.read_text(encoding="ascii").strip().partition(" ")
    try:
        raw = bytes.fromhex(digits)
    except ValueError as wrong:
        raise KeyInvalid from wrong
    if name != ROOT:
        raise KeyInvalid
    return Seeds.from_bytes(raw)
