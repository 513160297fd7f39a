"""The tables of HSDS as a tabular data package has them, and the rows an object is laid into."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from referrals.hsds import shapes

FILES: Mapping[type[shapes.Shape], tuple[str, str]] = MappingProxyType(
    {
        shapes.Organization: ("organization", "organizations.csv"),
        shapes.Service: ("service", "services.csv"),
        shapes.Attribute: ("attribute", "attributes.csv"),
        shapes.ServiceAtLocation: ("service_at_location", "service_at_location.csv"),
        shapes.Location: ("location", "locations.csv"),
        shapes.Phone: ("phone", "phones.csv"),
        shapes.Address: ("address", "addresses.csv"),
        shapes.Schedule: ("schedule", "schedules.csv"),
        shapes.ServiceArea: ("service_area", "service_areas.csv"),
        shapes.RequiredDocument: ("required_document", "required_documents.csv"),
        shapes.Language: ("language", "languages.csv"),
        shapes.Accessibility: ("accessibility", "accessibility.csv"),
        shapes.TaxonomyTerm: ("taxonomy_term", "taxonomy_terms.csv"),
        shapes.CostOption: ("cost_option", "cost_options.csv"),
        shapes.Taxonomy: ("taxonomy", "taxonomies.csv"),
        shapes.ServiceCapacity: ("service_capacity", "service_capacity.csv"),
        shapes.Unit: ("unit", "units.csv"),
    }
)
"""Tables that name people (contact, metadata) are not among them."""
CLOCKS = {"opens_at", "closes_at"}
POINTS = {
    "location_id": "location",
    "organization_id": "organization",
    "parent_id": "taxonomy_term",
    "phone_id": "phone",
    "service_at_location_id": "service_at_location",
    "service_id": "service",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "unit_id": "unit",
}
"""The table that a column points at."""
TYPES = {"date": "date", "date-time": "datetime"}
FORMATS = {"uuid", "uri", "email"}
ALWAYS = {"id", "name", "number", "status", "location_type", "address_type", "available", "updated"}
"""Of what the specification requires, what is never an empty text."""
HELD = {"taxonomy_detail": "taxonomy_id", "taxonomy_term": "taxonomy_term_id", "unit": "unit_id"}
"""The column that says which object stands in a field."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column, as a table schema (Frictionless Data) describes it."""

    name: str
    type: str
    format: str
    is_required: bool


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its file and its columns."""

    name: str
    path: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns by name."""
        return tuple(each.name for each in self.columns)


Laid = tuple[str, Mapping[str, Any]]
"""A table's name, and a row of it."""


def laid(shape: shapes.Shape, **owner: str) -> Iterator[Laid]:
    """The rows of an object and of everything in it; `owner` says what it stands in.

    What stands in several objects, as a body or a term does, comes once for each of them.
    """
    table, _path = FILES[type(shape)]
    own, inner = {**owner}, []
    for name in shape.__struct_fields__:
        value = getattr(shape, name)
        if isinstance(value, tuple):
            inner += [(each, {f"{table}_id": shape.id}) for each in value]
        elif isinstance(value, shapes.Shape):
            own |= {HELD[name]: value.id} if name in HELD else {}
            inner.append((value, {}))
        elif value not in ("", msgspec.UNSET):
            own[name] = value
    yield table, own
    for each, around in inner:
        yield from laid(each, **{k: v for k, v in around.items() if k in each.__struct_fields__})


def _tables() -> Iterator[Table]:
    _refs, schemas = msgspec.json.schema_components(FILES)
    for kind, (name, path) in FILES.items():
        schema = schemas[kind.__name__]
        yield Table(
            name=name,
            path=path,
            about=schema["description"],
            columns=tuple(
                _column(each, field, schema["required"])
                for each, field in schema["properties"].items()
                if _is_plain(field)
            ),
        )


def _is_plain(field: Mapping[str, Any]) -> bool:
    return "$ref" not in field and field.get("type") != "array"


def _column(name: str, field: Mapping[str, Any], required: list[str]) -> Column:
    told = field.get("format", "")
    kind = "number" if "anyOf" in field else TYPES.get(told, "string")
    return Column(
        name=name,
        type="time" if name in CLOCKS else kind,
        # With the distance from UTC, as the specification wants it.
        format="any" if name in CLOCKS else told if told in FORMATS else "default",
        is_required=name in required and name in ALWAYS,
    )


TABLES: Mapping[str, Table] = MappingProxyType({each.name: each for each in _tables()})
