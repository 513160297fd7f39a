"""The API described by itself (OpenAPI 3.1): every parameter, every answer, every object."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from referrals.hsds import shapes
from referrals.hsds.asked import PARAMETERS
from referrals.hsds.paging import Page

VERSION = "3.1"
"""Of HSDS."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/schema_reference.html"
COMMON = ("search", "page", "per_page", "format")
SAID = ("taxonomy_term_id", "taxonomy_id")
ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "services": (
            *COMMON, *SAID, "organization_id", "modified_after", "minimal", "full",
        ),
        "organizations": (*COMMON, *SAID, "full", "full_service"),
        "service_at_locations": (
            *COMMON, *SAID, "organization_id", "modified_after", "full", "postcode", "proximity",
        ),
        "taxonomies": COMMON,
        "taxonomy_terms": (*COMMON, "taxonomy_id", "top_only", "parent_id"),
    }
)  # fmt: skip
"""The parameters of each list."""
ASKED_OF_ONE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**dict.fromkeys(ASKED, ()), "organizations": ("full_service",)}
)
"""The parameters of one object."""


class Kind(msgspec.Struct, frozen=True):
    """How a kind of object is called, and by which names the specification asks for it."""

    word: str
    shape: str
    list_id: str
    one_id: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "services": Kind(
            "service", "Service", "getPaginatedListOfServices", "getFullyNestedServiceById"
        ),
        "organizations": Kind(
            "organization", "Organization", "getPaginatedListOfOrganizations", "getOrganizationById"
        ),
        "service_at_locations": Kind(
            "service at location",
            "ServiceAtLocation",
            "getPaginatedListOfServiceAtLocation",
            "getServiceAtLocationWithNestedDataById",
        ),
        "taxonomies": Kind(
            "taxonomy", "Taxonomy", "getPaginatedListOfTaxonomies", "getTaxonomyById"
        ),
        "taxonomy_terms": Kind(
            "taxonomy term",
            "TaxonomyTerm",
            "getPaginatedListOfTaxonomyTerms",
            "getTaxonomyTermById",
        ),
    }
)


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""
    parameter: str = ""
    """Which parameter did not fit."""


def document(base: str, licence: str, mail: str | None) -> dict[str, Any]:
    """The document of the API at an address (https://…/hsds), for whoever has questions."""
    contact = {"name": "Whoever runs this directory", "url": base.removesuffix("/hsds")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Directory of places that help",
            "version": VERSION,
            "summary": "Services for garment workers, as Open Referral HSDS 3.1.",
            "description": (
                "What is active and was confirmed by somebody. Nothing says where a confidential"
                " place is, and no person who works anywhere is named. Reading is open to"
                " everybody and sets no cookie; a POST searches as a GET does, with its words in"
                " the body instead of the address."
            ),
            "contact": {**contact, "email": mail} if mail else contact,
            "license": {"name": licence},
        },
        "servers": [{"url": base, "description": "This directory"}],
        "jsonSchemaDialect": DIALECT,
        "paths": {"/": _about(), "/openapi.json": _itself(), **_lists(), **_ones()},
        "components": {
            "schemas": _schemas(),
            "parameters": {name: _parameter(name) for name in PARAMETERS},
            "responses": _refusals(),
        },
    }


def _about() -> dict[str, Any]:
    fields = {
        "version": {"type": "string", "description": "The version of HSDS."},
        "profile": {"type": "string", "format": "uri", "description": "Which HSDS this is."},
        "openapi_url": {"type": "string", "format": "uri", "description": "This document."},
    }
    schema = {"type": "object", "properties": fields, "required": [*fields]}
    return {
        "get": {
            "operationId": "getAPIMetaInformation",
            "summary": "What this API is.",
            "description": "Which version and profile of HSDS this is, and where it is described.",
            "responses": _answers("What this API is.", schema),
        }
    }


def _itself() -> dict[str, Any]:
    return {
        "get": {
            "operationId": "getOpenAPI",
            "summary": "This document.",
            "description": "Every address, parameter, answer and object of this API.",
            "responses": _answers("This document.", {"type": "object"}),
        }
    }


def _lists() -> dict[str, Any]:
    return {f"/{name}": {"get": _get(name), "post": _post(name)} for name in ASKED}


def _get(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    return {
        "operationId": kind.list_id,
        "summary": f"A page of {name.replace('_', ' ')}.",
        "description": f"Each {kind.word} by what it has once, unless more is asked for.",
        "parameters": [_ref("parameters", each) for each in ASKED[name]],
        "responses": _list_answers(name, kind),
    }


def _post(name: str) -> dict[str, Any]:
    fields = {each: _field(each) for each in ASKED[name]}
    body = {"schema": {"type": "object", "properties": fields}}
    kind, get = KINDS[name], _get(name)
    unread = {code: _ref("responses", word) for code, word in OF_BODIES.items()}
    return {
        **get,
        "responses": {**get["responses"], **unread},
        "operationId": f"search{kind.list_id.removeprefix('getPaginated')}",
        "summary": f"A search for {name.replace('_', ' ')}.",
        "description": (
            "As GET. What stands in the body goes before the address, and changes nothing here."
        ),
        "requestBody": {
            "description": "The parameters, where they are to stand in no address.",
            "required": False,
            "content": {"application/json": body, "application/x-www-form-urlencoded": body},
        },
    }


def _ones() -> dict[str, Any]:
    return {f"/{name}/{{id}}": _one(name, kind) for name, kind in KINDS.items()}


def _one(name: str, kind: Kind) -> dict[str, Any]:
    answers = _answers(f"The {kind.word}.", _ref("schemas", kind.shape), missing=True)
    return {
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": f"The id of the {kind.word}.",
                "schema": {"type": "string", "format": "uuid"},
            }
        ],
        "get": {
            "operationId": kind.one_id,
            "summary": f"One {kind.word}.",
            "description": f"The {kind.word} with all that belongs to it, nested.",
            "parameters": [_ref("parameters", each) for each in ASKED_OF_ONE[name]],
            "responses": answers,
        },
    }


def _list_answers(name: str, kind: Kind) -> dict[str, Any]:
    one = _ref("schemas", kind.shape)
    items = {"anyOf": [one, _ref("schemas", "Minimal")]} if name == "services" else one
    contents = {"contents": {"type": "array", "items": items}}
    schema = {
        "type": "object",
        "allOf": [_ref("schemas", "Page")],
        "properties": contents,
        "required": ["contents"],
    }
    return _answers(f"The {name.replace('_', ' ')} that fit.", schema, is_list=True)


def _answers(
    said: str, schema: Mapping[str, Any], *, missing: bool = False, is_list: bool = False
) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if is_list:
        lines = {"type": "string", "description": "One object of `contents` a line."}
        content["application/x-ndjson"] = {"schema": lines}
    refused = {code: _ref("responses", word) for code, word in REFUSALS.items()}
    if not missing:
        del refused["404"]
    return {"200": {"description": said, "content": content}, **refused}


REFUSALS = {"400": "Unfit", "404": "Missing", "405": "NoSuchMethod", "429": "TooOften",
            "503": "Busy"}  # fmt: skip

OF_BODIES = {"413": "TooLarge", "415": "Unread"}


def _refusals() -> dict[str, Any]:
    said = {
        "Unfit": "A parameter does not fit, or what was sent cannot be read.",
        "Missing": "There is no such object, or none that is told to everybody.",
        "NoSuchMethod": "This address is read by GET, and lists by POST too.",
        "TooLarge": "The body is longer than any search.",
        "Unread": "The body is neither JSON nor a form.",
        "TooOften": "Asked too often; Retry-After says how many seconds to wait.",
        "Busy": "Nobody can answer now; Retry-After says how many seconds to wait.",
    }
    content = {"application/problem+json": {"schema": _ref("schemas", "Problem")}}
    return {name: {"description": text, "content": content} for name, text in said.items()}


def _parameter(name: str) -> dict[str, Any]:
    found = PARAMETERS[name]
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": found.purpose,
        "schema": {**found.fits},
    }


def _field(name: str) -> dict[str, Any]:
    found = PARAMETERS[name]
    return {**found.fits, "description": found.purpose}


def _ref(part: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{part}/{name}"}


def _schemas() -> dict[str, Any]:
    kinds: Sequence[type] = (
        shapes.Service, shapes.Organization, shapes.ServiceAtLocation, shapes.Minimal,
        shapes.TaxonomyTerm, Page[Any], Problem,
    )  # fmt: skip
    _refs, found = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    page = found.pop("Page_Any_")
    page["properties"].pop("contents")
    page["required"].remove("contents")
    page["title"] = "Page"
    return {**{name: _undefaulted(each) for name, each in found.items()}, "Page": page}


def _undefaulted(schema: dict[str, Any]) -> dict[str, Any]:
    # What is absent is not known. It is neither an empty text nor an empty list.
    for field in schema["properties"].values():
        field.pop("default", None)
    return schema
