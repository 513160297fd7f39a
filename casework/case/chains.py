"""The chains of a case: each entry in its place, each signature checked once a reader."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.keeping import check_epochs, epochs, survivor_keys
from casework.case.one_pass import BODIES
from casework.models.cover import CoverText
from casework.models.entry import EntryBody
from crypto.authorship import Head, check_signature, is_in_place
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import CryptoError, RolledBack, SignatureInvalid
from crypto.sealing import the_ring

NOTHING: Mapping[Compartment, Head] = {}
Bodies = dict[Compartment, list[EntryBody]]


@dataclass(frozen=True)
class Trust:
    """Whose signatures count: everybody ever certified, and the survivor by the signed epochs."""

    register: Register = field(repr=False)
    survivor_keys: frozenset[bytes] = field(repr=False)


@dataclass(frozen=True)
class Link:
    """One entry of a chain, the head once it stands there, and whether it holds."""

    body: EntryBody = field(repr=False)
    head: Head
    is_verified: bool


def the_trust(db: Session, case: UUID, cover: CoverText, register: Register) -> Trust:
    """Whose signatures count in a case."""
    try:
        return Trust(register, survivor_keys(check_epochs(epochs(db, case), cover, register)))
    except CryptoError:
        # Nobody can say which keys are hers: no entry of hers counts as verified then.
        return Trust(register, frozenset())


def opened_parts(db: Session, case: UUID, cover: CoverText) -> list[Compartment]:
    """The compartments of a case that exist and that this session's ring opens."""
    ring, made = the_ring(db), {part for each in cover.holders for part in each.compartments}
    return [part for part in Compartment if part in made and ring.holds(case, part)]


def bodies_of(
    db: Session, case: UUID, opened: Iterable[Compartment]
) -> tuple[Bodies, list[Compartment]]:
    """The entries of some compartments by number, and where each that does not open stands.

    One under a key that was replaced counts as closed: a leaver put it there.
    """
    parts, table = list(opened), BODIES.table
    mine = table.c.case_id == case, table.c.compartment.in_(parts)
    rows = db.execute(BODIES.select().where(*mine)).all()
    bodies: Bodies = {part: [] for part in parts}
    decode = msgspec.msgpack.Decoder(EntryBody).decode
    closed = Counter(Compartment(row[2]) for row in rows)
    for _case, part, plain in BODIES.opened(the_ring(db), rows):
        try:
            bodies[part].append(decode(plain))
        except msgspec.DecodeError:
            continue
        closed[part] -= 1
    by_number = {
        part: sorted(each, key=lambda body: body.signed.number) for part, each in bodies.items()
    }
    return by_number, list(closed.elements())


def links(
    case: UUID,
    part: Compartment,
    bodies: Sequence[EntryBody],
    trust: Trust,
    checked: Head | None = None,
) -> list[Link]:
    """A chain entry by entry: whether each stands in its place and is signed by its author.

    `checked` is a head up to which this reader has checked it before. Where the chain leads to
    that head, every entry before it is the very one she checked, byte for byte, since a head
    is the hash of all of them: their signatures are not verified again. Where it does not,
    or an entry before it is out of place, all of them are.
    """
    heads = [body.signed.head(case, part) for body in bodies]
    placed = [
        is_in_place(body.signed, body.said, after)
        for body, after in zip(bodies, [Head(), *heads], strict=False)
    ]
    known = heads.index(checked) + 1 if checked in heads else 0
    known = known if all(placed[:known]) else 0
    return [
        Link(body, head, stands and (at < known or _is_signed(case, part, body)) and wrote)
        for at, (body, head, stands) in enumerate(zip(bodies, heads, placed, strict=True))
        for wrote in [is_author(body, trust)]
    ]


def is_author(body: EntryBody, trust: Trust) -> bool:
    """Whether the key that signed an entry was ever its author's, or the survivor's."""
    signed = body.signed
    if signed.author is not None:
        return trust.register.ever_signed_with(signed.author, signed.author_key)
    return signed.author_key in trust.survivor_keys


def checked_heads(
    db: Session, case: UUID, register: Register, before: Mapping[Compartment, Head] = NOTHING
) -> dict[Compartment, Head]:
    """How far the chains hold that this session's ring opens: what `links` takes as checked.

    `before` is how far they were checked already.

    Raises RolledBack for a chain that leads past none of that, KeyMissing without the cover.
    """
    cover = the_cover(db, case).text
    parts, trust = opened_parts(db, case, cover), the_trust(db, case, cover, register)
    bodies, _closed = bodies_of(db, case, parts)
    found = {}
    for part in parts:
        known = before.get(part)
        chain = links(case, part, bodies[part], trust, known)
        if known is not None and all(each.head != known for each in chain):
            raise RolledBack
        for each in takewhile(lambda link: link.is_verified, chain):
            found[part] = each.head
    return found


def _is_signed(case: UUID, part: Compartment, body: EntryBody) -> bool:
    try:
        check_signature(body.signed, case=case, compartment=part)
    except SignatureInvalid:
        return False
    return True
