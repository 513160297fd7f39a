"""The kinds of help as a taxonomy of HSDS: its terms, and which of them a service has."""

from collections.abc import Collection
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm
from referrals.models.terms import Category

TAXONOMY = UUID("5b0c1f3e-6d0a-4c58-9e57-0f2f0b8a9c11")
"""The same on every instance, so that a feed of ours means the same everywhere."""
NAME = "Kinds of help"
ENTITY = "service"


def term_id(kind: Category) -> UUID:
    """The id of a kind's term: drawn from its word, the same on every instance."""
    return uuid5(TAXONOMY, kind.value)


def ensure_terms(db: Session) -> None:
    """Have the taxonomy and a term for every kind; what is there stays as it is."""
    if db.get(Taxonomy, TAXONOMY) is None:
        db.add(Taxonomy(id=TAXONOMY, name=NAME, description=NAME, version="1"))
        db.flush()
    there = set(db.scalars(select(TaxonomyTerm.id).where(TaxonomyTerm.taxonomy_id == TAXONOMY)))
    db.add_all(
        TaxonomyTerm(
            id=term_id(kind),
            taxonomy_id=TAXONOMY,
            code=kind.value,
            name=kind.value.replace("-", " "),
            description=kind.value.replace("-", " "),
            language="en",
        )
        for kind in Category
        if term_id(kind) not in there
    )
    db.flush()


def kinds_said(db: Session, service: UUID) -> frozenset[Category]:
    """The kinds of one service."""
    said = {row.taxonomy_term_id for row in _ours(db, service)}
    return frozenset(kind for kind in Category if term_id(kind) in said)


def say_kinds(db: Session, service: UUID, kinds: Collection[Category]) -> None:
    """Let a service have these kinds and no other of ours; terms of other taxonomies stay."""
    ensure_terms(db)
    wanted = {term_id(kind) for kind in kinds}
    for row in _ours(db, service):
        if row.taxonomy_term_id not in wanted:
            db.delete(row)
        wanted.discard(row.taxonomy_term_id)
    db.add_all(
        Attribute(link_id=service, link_entity=ENTITY, taxonomy_term_id=each) for each in wanted
    )
    db.flush()


def _ours(db: Session, service: UUID) -> list[Attribute]:
    found = select(Attribute).where(
        Attribute.link_id == service,
        Attribute.link_entity == ENTITY,
        Attribute.taxonomy_term_id.in_([term_id(kind) for kind in Category]),
    )
    return list(db.scalars(found))
