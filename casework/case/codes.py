"""Case codes: speakable names that say nothing, such as KINGFISHER-27."""

import hmac
import secrets
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.case import CodeTag
from casework.models.instance import Instance
from crypto.envelope import KEY_BYTES, open_, seal
from crypto.instance import InstanceKeys

WORDS = tuple(files("casework.case").joinpath("code_words.txt").read_text().split())
TRIES = 50
CELL = ("instance", "code_key_sealed")


def draw_code(db: Session, keys: InstanceKeys) -> str:
    """A code no other case of the instance has; only its tag stays readable in the database.

    Raises RuntimeError when fifty draws were all taken: the instance needs more words.
    """
    key = open_code_key(db.scalars(select(Instance)).one(), keys)
    for _ in range(TRIES):
        code = f"{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
        tag = hmac.digest(key, code.encode(), "sha256")
        if db.scalar(select(CodeTag.id).where(CodeTag.tag == tag)) is None:
            db.add(CodeTag(tag=tag))
            return code
    raise RuntimeError("case codes")


def new_code_key(keys: InstanceKeys) -> bytes:
    """A key for the tags of codes, sealed under the instance secret.

    The key itself stays when the secret is replaced: a code is known to its holders alone, so
    nobody could tag the old ones again.
    """
    return seal_code_key(secrets.token_bytes(KEY_BYTES), keys)


def seal_code_key(key: bytes, keys: InstanceKeys) -> bytes:
    """The key as its column holds it."""
    return seal(keys.child("case-code"), key, *CELL)


def open_code_key(instance: Instance, keys: InstanceKeys) -> bytes:
    """The opposite. Raises SealBroken under another instance secret."""
    return open_(keys.child("case-code"), instance.code_key_sealed, *CELL)
