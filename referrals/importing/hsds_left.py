"""What a service of HSDS says that this directory has no place for, said by name."""

from collections.abc import Iterator
from typing import Any

from referrals.directory.kinds import term_id
from referrals.hsds import rules, shapes
from referrals.importing import hsds_parts as parts
from referrals.importing.findings import Finding, Reason
from referrals.importing.vocabulary import KINDS, words_of
from referrals.models.terms import Category

KIND_BY_TERM = {str(term_id(kind)): kind for kind in Category}
OF_SERVICE = ("program", "funding", "additional_urls")
OF_BODY = ("contacts", "funding", "programs", "organization_identifiers")
OF_PLACE = ("contacts", "languages")


def left_out(found: dict[str, Any], shape: shapes.Service) -> list[Finding]:
    """Parts of an object that are not taken in, and words beside numbers that may name people."""
    said = ", ".join(dict.fromkeys(_parts(found, shape)))
    findings = [Finding(Reason.LEFT_OUT, "service", said[:120])] if said else []
    if parts.names_somebody(_phones(shape)):
        findings.append(Finding(Reason.NAMES_LEFT_OUT, "phone", "…"))
    return findings


def _parts(found: dict[str, Any], shape: shapes.Service) -> Iterator[str]:
    yield from (each for each in OF_SERVICE if found.get(each))
    yield from (f"organization.{each}" for each in _filled(found.get("organization"), OF_BODY))
    for link in _links(found):
        yield from (f"location.{each}" for each in _filled(link.get("location"), OF_PLACE))
    yield from _terms(shape)


def _links(found: dict[str, Any]) -> list[dict[str, Any]]:
    links = found.get("service_at_locations") or []
    return [each for each in links if isinstance(each, dict)]


def _filled(value: object, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (each for each in names if value.get(each))


def _terms(shape: shapes.Service) -> Iterator[str]:
    """Terms that are neither kinds of help nor rules of this house."""
    for each in shape.attributes:
        term = each.taxonomy_term
        if not isinstance(term, shapes.TaxonomyTerm) or term.taxonomy == rules.TAXONOMY.name:
            continue
        if term.id not in KIND_BY_TERM and not words_of(KINDS, term.name)[0]:
            yield f"“{term.name}”"


def _phones(shape: shapes.Service) -> tuple[shapes.Phone, ...]:
    body = shape.organization
    found = [*shape.phones, *(body.phones if isinstance(body, shapes.Organization) else ())]
    for link in shape.service_at_locations:
        found += link.phones
        if isinstance(link.location, shapes.Location):
            found += link.location.phones
    return tuple(found)
