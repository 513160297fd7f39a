"""Searching all that somebody holds: opened and scanned in memory, and nothing of it kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from auth import trail
from auth.session_maker import SessionMaker
from casework.case import one_pass
from casework.case.acts import actor_kind
from casework.case.folding import folded
from casework.case.search_words import Kept, Wanted, facts_of, text_of
from casework.desk.excerpts import Excerpt, Passage, excerpts_of
from casework.desk.held import Look, Row, seen_of
from casework.desk.known import Seen
from casework.desk.waits import Wait
from casework.models.entry import Said, SearchText, Sieve
from crypto.compartments import Compartment
from crypto.sweeping import Column

TEXTS = Column(SearchText, "folded")
MOST = 500
"""Cases of one search; who finds more needs another word."""
CLOSED = frozenset({Wait.WENT_BACK, Wait.OWING, Wait.DECLARATION})
"""Nothing of such a case is shown before that is settled."""


class _Bits(msgspec.Struct, gc=False):
    """What one case has of the words: surely, and as a sieve says."""

    sure: int = 0
    likely: int = 0
    sieves: tuple[Compartment, ...] = ()


@dataclass(frozen=True)
class Result:
    """The cases in which every word stands, the newest first; as rows once they are shown."""

    cases: list[Seen]
    is_cut: bool = False
    """Whether there are more than one search gives."""


def search(db: Session, look: Look, wanted: Wanted) -> Result:
    """Every case she would see in her list that has all of the words, wherever she reads it.

    Words may stand in different compartments. What stands under a replaced key is not looked at,
    and a case whose cover lists her no more is not found. One that waits for her to say whether
    she is close to somebody of it is found by its code alone.
    """
    hits: list[UUID] = []
    for case, bits in _scanned(db, look, wanted).items():
        if len(hits) > MOST:
            break
        is_hit = bits.sure == wanted.all or (
            bits.sure | bits.likely == wanted.all and _has(db, case, bits, wanted)
        )
        hits += [case] if is_hit else []
    me = look.actor.person
    seen = [each for each in seen_of(db, look, hits[:MOST]) if _is_shown(each, me, wanted)]
    newest = sorted(seen, key=lambda each: each.cover.received_at, reverse=True)
    return Result(newest, is_cut=len(hits) > MOST)


def excerpts(db: Session, rows: Sequence[Row], wanted: Wanted) -> Mapping[UUID, list[Excerpt]]:
    """Of each of a few cases the sentences that have the words.

    None where only its code has them. A case that went back, or whose keys are to be made anew
    first, is left out: it is not opened.
    """
    openable = [row.case for row in rows if CLOSED.isdisjoint(row.waits)]
    said = one_pass.said(db, openable)
    return {case: excerpts_of(_passages(said.get(case, ())), wanted.words) for case in openable}


def note_seen(
    db: Session, sessions: SessionMaker, look: Look, shown: Mapping[UUID, list[Excerpt]]
) -> None:
    """Put on the trail of each case of which a sentence is shown that she opened it today.

    In one short transaction of its own, before the page is shown.
    """
    seen = [case for case, found in shown.items() if found]
    covers = one_pass.covers(db, seen)
    if not covers:
        return
    with sessions() as own:
        for case, cover in covers.items():
            who = look.actor.person
            kind = actor_kind(cover, who)
            trail.opened(own, None, cover.trail_keys, actor=who, kind=kind, case=case, at=look.now)
        own.commit()


def _is_shown(seen: Seen, me: UUID | None, wanted: Wanted) -> bool:
    """That its words were found would tell what they are to somebody who may be close to him."""
    return not seen.must_declare(me) or wanted.within(folded(seen.cover.code)) == wanted.all


def _scanned(db: Session, look: Look, wanted: Wanted) -> dict[UUID, _Bits]:
    ring, found = look.actor.ring, dict[UUID, _Bits]()
    decode, within = msgspec.msgpack.Decoder(str | Sieve).decode, wanted.within
    texts = db.execute(one_pass.narrowed(db, TEXTS, ring, ring.cases))
    for case, part, plain in TEXTS.opened(ring, texts):
        kept: Kept = decode(plain)
        bits = found.get(case)
        if bits is None:
            found[case] = bits = _Bits()
        if isinstance(kept, Sieve):
            bits.likely |= within(kept)
            bits.sieves += (part,)
        else:
            bits.sure |= within(kept)
    # The code stands in every search text; whoever holds none finds it on the cover.
    for case, cover in one_pass.listed_covers(db, ring.cases - found.keys()).items():
        found[case] = _Bits(sure=within(folded(cover.code)))
    return found


def _has(db: Session, case: UUID, bits: _Bits, wanted: Wanted) -> bool:
    """Look into the full texts: a sieve may have taken a word for one it has seen."""
    found = bits.sure
    for part in bits.sieves:
        for said in one_pass.said(db, [case], part).get(case, ()):
            found |= wanted.within(folded(text_of(said)))
    return found == wanted.all


def _passages(said: Iterable[Said]) -> Iterator[Passage]:
    for each in sorted(said, key=lambda one: one.at):
        yield Passage(each.kind, each.text)
        yield from (Passage(name, value) for name, value in facts_of(each))
