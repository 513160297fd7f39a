"""Case codes: speakable names that say nothing, such as KINGFISHER-27."""

import hmac
import secrets
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.case import CodeTag
from crypto.instance import InstanceKeys

WORDS = tuple(files("casework").joinpath("code_words.txt").read_text().split())
TRIES = 50


def draw_code(db: Session, keys: InstanceKeys) -> str:
    """A code no other case of the instance has; only its tag stays readable in the database.

    Raises RuntimeError when fifty draws were all taken: the instance needs more words.
    """
    for _ in range(TRIES):
        code = f"{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
        tag = hmac.digest(keys.child("case-code"), code.encode(), "sha256")
        if db.scalar(select(CodeTag.id).where(CodeTag.tag == tag)) is None:
            db.add(CodeTag(tag=tag))
            return code
    raise RuntimeError("case codes")
