"""A person's telephone for short notices: typed by herself, sealed under the instance's key."""

import re
import unicodedata
from uuid import UUID

from auth.models import Person
from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ROOM = 64
"""Every number has this stored length."""
BETWEEN = re.compile(r"[\s().\-/]")
INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")
"""ITU-T E.164: a plus sign, the country, at most fifteen digits."""


class NotANumber(ValueError):
    """It is no telephone number with its country."""


def folded_number(typed: str) -> str:
    """A number as gateways take it (E.164), from digits of any script. Raises NotANumber."""
    found = BETWEEN.sub("", "".join(_digit(sign) for sign in typed.strip()))
    found = f"+{found[2:]}" if found.startswith("00") else found
    if INTERNATIONAL.fullmatch(found) is None:
        raise NotANumber
    return found


def keep(person: Person, keys: InstanceKeys, number: str) -> None:
    """Seal a number, or forget it where nothing is given. Raises NotANumber."""
    if not number.strip():
        person.phone_sealed = None
        return
    raw = pad(folded_number(number).encode(), ROOM)
    person.phone_sealed = seal(keys.phones, raw, *_cell(person.id))


def find(person: Person, keys: InstanceKeys) -> str | None:
    """Her number, or None where she gave none. Raises SealBroken for a moved or changed row."""
    if person.phone_sealed is None:
        return None
    return unpad(open_(keys.phones, person.phone_sealed, *_cell(person.id)), ROOM).decode()


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _cell(person: UUID) -> tuple[str, UUID, str]:
    return ("person", person, "phone_sealed")
