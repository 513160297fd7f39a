"""Whether another case that whoever looks holds names the same person: found in memory."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.case import one_pass
from casework.case.answers import Named
from casework.case.search_words import Kept, Wanted
from casework.case.timeline import Line, timeline
from casework.comparing.sending import state_of
from casework.desk.held import Look
from casework.inquiry.correcting import correction
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.models.entry import SearchText, Sieve
from casework.models.match import State
from casework.parties.declaring import is_due, whom
from casework.parties.linking import has_agreed
from casework.readers.conflict import same_person
from crypto.errors import CryptoError
from crypto.sweeping import Column

TEXTS = Column(SearchText, "folded")
SAME = 88
"""Likeness of two names, 0 to 100, from which on they are taken for one person's."""
MOST = 50
"""Cases opened for one look; the name alone brings few."""


@dataclass(frozen=True)
class Again:
    """Another case that names the same person, held by whoever looks."""

    case: UUID
    code: str
    state: State


def named_again(db: Session, look: Look, case: Case, lines: Iterable[Line]) -> list[Again]:
    """Other cases of the factory, or of factories under one programme, that name him too.

    Only where the survivors of both said yes, and only what is open or was substantiated; what
    was decided and not proved is neither. A case that has not opened to whoever looks, since she
    has an answer open, is left out.
    """
    read = list(lines)
    named = [each for each in whom(read) if _is_a_name(each)]
    if not named or not has_agreed(read) or correction(read) is not None:
        return []
    near = _near(db, look, case)
    covers = one_pass.covers(db, _with_words(db, look, near, named))
    found = (_again(db, look, each, cover, named) for each, cover in list(covers.items())[:MOST])
    return sorted((each for each in found if each is not None), key=lambda each: each.code)


def _is_a_name(named: Named) -> bool:
    """A post alone is many people's."""
    return bool(named.name or named.employee_number)


def _near(db: Session, look: Look, case: Case) -> list[UUID]:
    """Cases of hers in the same factory, or under a programme that covers it."""
    if case.factory_id is None:
        place = Case.programme_id == case.programme_id
    else:
        programmes = (
            select(Coverage.organization_id)
            .join(Organization, Organization.id == Coverage.organization_id)
            .where(
                Coverage.factory_id == case.factory_id,
                Organization.kind == OrganizationKind.PROGRAMME,
            )
        )
        beside = select(Coverage.factory_id).where(Coverage.organization_id.in_(programmes))
        place = or_(Case.factory_id == case.factory_id, Case.factory_id.in_(beside))
    held = set(look.actor.ring.cases) - {case.id}
    return [each for each in db.scalars(select(Case.id).where(place)) if each in held]


def _with_words(
    db: Session, look: Look, cases: Collection[UUID], named: Iterable[Named]
) -> list[UUID]:
    """Those in which one of the words stands: the rest are not opened."""
    texts = " ".join(f"{each.name} {each.nickname} {each.employee_number}" for each in named)
    wanted, decode = Wanted(texts), msgspec.msgpack.Decoder(str | Sieve).decode
    rows = TEXTS.select().where(one_pass.among(db, TEXTS.table.c.case_id, cases))
    found: dict[UUID, None] = {}
    for case, _part, plain in TEXTS.opened(look.actor.ring, db.execute(rows)):
        kept: Kept = decode(plain)
        if wanted.within(kept):
            found[case] = None
    return list(found)


def _again(
    db: Session, look: Look, case: UUID, cover: CoverText, named: Iterable[Named]
) -> Again | None:
    if cover.is_concern or cover.is_kept or is_due(cover, look.actor.person):
        return None
    lines: list[Line] = []
    with suppress(CryptoError):
        lines = [each for each in timeline(db, case, look.register).lines if each.is_verified]
    state = state_of(lines, cover)
    if state is None or not has_agreed(lines):
        return None
    pairs = ((one, other) for one in named for other in whom(lines) if _is_a_name(other))
    is_same = any(same_person(one, other) >= SAME for one, other in pairs)
    return Again(case, cover.code, state) if is_same else None
