"""Which of what is told a list holds: every filter that is asked, and all of them at once."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.hsds import belongings, rules, shapes
from referrals.hsds.asked import Asked
from referrals.hsds.doors import is_covered, the_post
from referrals.hsds.index import Index, Told, folded
from referrals.models.taxonomy import Taxonomy, TaxonomyTerm


def services(told: Index, wanted: Asked) -> list[Told]:
    """The services that fit."""
    fits = _all_of(wanted)
    return [each for each in told.services.values() if fits(each)]


def bodies(told: Index, wanted: Asked) -> list[Told]:
    """The organizations that fit, by themselves or by what they give."""
    fits = _all_of(wanted)
    return [each for each in told.bodies.values() if fits(each)]


def doors(told: Index, wanted: Asked) -> list[UUID]:
    """The services at places that fit."""
    fits = _all_of(wanted)
    found = [each for each in told.doors.values() if fits(told.services[each.service])]
    if wanted.postcode:
        post = the_post(told.doors.values(), wanted.postcode)
        found = [
            each for each in found if is_covered(each, post, wanted.postcode, wanted.proximity)
        ]
    return [each.id for each in found]


def taxonomies(db: Session, wanted: Asked) -> list[shapes.Taxonomy]:
    """The taxonomies that fit: those kept here, and that of what she must know."""
    every = [rules.TAXONOMY, *(belongings.taxonomy(each) for each in db.scalars(select(Taxonomy)))]
    found = [each for each in every if _says(f"{each.name}\n{each.description}", wanted.search)]
    return sorted(found, key=lambda each: (folded(each.name), each.id))


def terms(db: Session, wanted: Asked) -> list[shapes.TaxonomyTerm]:
    """The terms that fit."""
    found = [each for each in _every_term(db) if _term_fits(each, wanted)]
    return sorted(found, key=lambda each: (each.taxonomy, folded(each.code), each.id))


def _every_term(db: Session) -> Iterator[shapes.TaxonomyTerm]:
    yield from rules.TERMS
    lists = {each.id: each for each in db.scalars(select(Taxonomy))}
    for row in db.scalars(select(TaxonomyTerm)):
        yield belongings.term(row, lists[row.taxonomy_id])


def _term_fits(term: shapes.TaxonomyTerm, wanted: Asked) -> bool:
    if wanted.top_only and term.parent_id:
        return False
    pairs = ((wanted.taxonomy_id, term.taxonomy_id), (wanted.parent_id, term.parent_id))
    if any(asked and asked != has for asked, has in pairs):
        return False
    return _says(f"{term.name}\n{term.code}\n{term.description}", wanted.search)


def _says(text: str, words: str) -> bool:
    held = folded(text)
    return all(each in held for each in folded(words).split())


def _all_of(wanted: Asked) -> Callable[[Told], bool]:
    asks = list(_filters(wanted))
    return lambda told: all(fits(told) for fits in asks)


def _filters(wanted: Asked) -> Iterable[Callable[[Told], bool]]:
    words, after = folded(wanted.search).split(), wanted.modified_after
    if words:
        yield lambda told: all(each in told.words for each in words)
    if wanted.taxonomy_term_id:
        yield lambda told: wanted.taxonomy_term_id in told.terms
    if wanted.taxonomy_id:
        yield lambda told: wanted.taxonomy_id in told.taxonomies
    if wanted.organization_id:
        yield lambda told: wanted.organization_id == str(told.body)
    if after is not None:
        yield lambda told: told.modified_on is not None and told.modified_on >= after
