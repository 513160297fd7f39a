"""A supervisor's press: what waits is opened in her session, indexed, and looked up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.case.compared import drop_names
from casework.comparing.keys import Supervisor, the_key
from casework.comparing.names import by_what
from casework.comparing.sending import ROOM, of_box
from casework.models.match import (
    By,
    HitText,
    KeptName,
    MatchHit,
    MatchIndex,
    MatchName,
    NameText,
    ProgrammeKey,
    SignedName,
)
from crypto.envelope import open_, seal
from crypto.errors import BoxBroken, CertificateInvalid, PaddingBroken, SealBroken, SignatureInvalid
from crypto.match_keys import MatchKey, MatchStatement
from crypto.padding import pad, unpad
from crypto.seeds import verify

MOST = 100
"""Names compared by one press: the next press goes on."""


@dataclass(frozen=True)
class Worked:
    """What became of one press."""

    compared: int = 0
    hits: int = 0
    """How many of them are perhaps somebody's who is named in another case."""
    refused: int = 0
    """How many nobody certified had signed: they are gone."""


class NotSigned(Exception):
    """A name that nobody certified has sent: compared, it would answer whoever put it there."""


def waiting(db: Session, programmes: Collection[UUID]) -> dict[UUID, int]:
    """How many names wait to be compared, by programme."""
    counted = (
        select(ProgrammeKey.programme_id, func.count())
        .join(MatchName, MatchName.match_key_id == ProgrammeKey.id)
        .where(MatchName.box.is_not(None), ProgrammeKey.programme_id.in_(programmes))
        .group_by(ProgrammeKey.programme_id)
    )
    return dict(db.execute(counted).all())


def work(db: Session, her: Supervisor) -> Worked:
    """Compare what waits, `MOST` at the most. Raises KeyMissing without the programme's key."""
    said, key = the_key(db, her)
    # Two at once would miss the hit between what each of them has in hand.
    db.execute(select(ProgrammeKey.id).where(ProgrammeKey.id == said.id).with_for_update())
    rows = select(MatchName).where(MatchName.match_key_id == said.id, MatchName.box.is_not(None))
    # Locked, like what it is compared with: she may take her yes back in this moment.
    found = db.scalars(rows.limit(MOST).with_for_update()).all()
    done = [_compare(db, her, said, key, row) for row in found]
    known = [each for each in done if each is not None]
    return Worked(len(known), sum(map(bool, known)), len(done) - len(known))


def _compare(
    db: Session, her: Supervisor, said: MatchStatement, key: MatchKey, row: MatchName
) -> int | None:
    """How many others it may be the same as; None for a name that is refused, and so dropped."""
    try:
        text = _opened(her, said, key, row)
    except (NotSigned, BoxBroken, PaddingBroken, msgspec.DecodeError):
        drop_names(db, [row.id])
        return None
    marks = {key.index(each): by_what(each) for each in text.texts}
    others = _same(db, marks, row.id)
    kept = KeptName(opens=text.opens, state=text.state)
    for other, by in others.items():
        _tell_both(db, her, key, (row, kept), other, by)
    db.add_all([MatchIndex(name_id=row.id, mark=each) for each in marks])
    row.kept_sealed = seal(key.kept_key, pad(msgspec.msgpack.encode(kept)), *_of_kept(row))
    row.box = None
    db.flush()
    return len(others)


def _opened(her: Supervisor, said: MatchStatement, key: MatchKey, row: MatchName) -> NameText:
    plain = unpad(key.receive(row.box or b"", *of_box(row, said)), ROOM)
    body = msgspec.msgpack.decode(plain, type=SignedName)
    try:
        author = her.register.the_keys(body.author, her.on)
        parts = (row.id, said.id, body.author, body.said)
        verify(author.verify, body.signature, "casework/match-name-said/1", *parts)
    except (CertificateInvalid, SignatureInvalid) as wrong:
        raise NotSigned from wrong
    return msgspec.msgpack.decode(body.said, type=NameText)


def _same(db: Session, marks: dict[bytes, By], own: UUID) -> dict[MatchName, tuple[By, ...]]:
    """The names that share an index with it, and by what: looked up, not tried one by one."""
    same = (
        select(MatchName, MatchIndex.mark)
        .join(MatchIndex, MatchIndex.name_id == MatchName.id)
        .where(MatchIndex.mark.in_(marks), MatchName.id != own)
        .with_for_update(read=True, of=MatchName)
    )
    found: dict[MatchName, tuple[By, ...]] = {}
    for other, mark in db.execute(same):
        found[other] = (*found.get(other, ()), marks[mark])
    return found


def _tell_both(
    db: Session,
    her: Supervisor,
    key: MatchKey,
    one: tuple[MatchName, KeptName],
    other: MatchName,
    by: Iterable[By],
) -> None:
    try:
        plain = unpad(open_(key.kept_key, other.kept_sealed or b"", *_of_kept(other)))
        its = msgspec.msgpack.decode(plain, type=KeptName)
    except (SealBroken, PaddingBroken, msgspec.DecodeError):
        return
    ways = tuple(sorted(by))
    _tell(db, her, one, (other, its), ways)
    _tell(db, her, (other, its), one, ways)


def _tell(
    db: Session,
    her: Supervisor,
    to: tuple[MatchName, KeptName],
    of: tuple[MatchName, KeptName],
    by: tuple[By, ...],
) -> None:
    row = MatchHit(name_id=to[0].id, other_id=of[0].id)
    text = HitText(
        by=by,
        state=of[1].state,
        on=her.on,
        author=her.person,
        verify=her.seeds.public.verify,
        signature=b"",
    )
    signature = her.seeds.sign(*signed_parts(row, text, her.programme))
    signed = msgspec.structs.replace(text, signature=signature)
    row.sealed = seal(to[1].opens, pad(msgspec.msgpack.encode(signed), ROOM), *of_hit(row))
    db.add(row)


def signed_parts(row: MatchHit, text: HitText, programme: UUID) -> tuple[str | UUID, ...]:
    """What the supervisor signs of a notice."""
    said = (",".join(text.by), text.state.value, text.on.isoformat())
    return ("casework/match-hit/1", programme, row.name_id, row.other_id, *said)


def of_hit(row: MatchHit) -> tuple[str | UUID, ...]:
    """What a notice is bound to."""
    return ("match_hit", row.id, "sealed", row.name_id, row.other_id)


def _of_kept(row: MatchName) -> tuple[str | UUID, ...]:
    return ("match_name", row.id, "kept_sealed", row.match_key_id)
