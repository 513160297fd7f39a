"""A rule, and the source it rests on."""

from datetime import date

import msgspec

from casework.procedures.terms import Binding, Confidence, Evidence, SourceKind


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule rests on, and how it was read."""

    id: str
    title: str
    kind: SourceKind
    confidence: Confidence
    evidence: Evidence
    section: str = ""
    described: str = ""
    """What sort of text it is, in finer words than its kind."""
    url: str = ""
    note: str = ""
    on: date | None = None
    """Of a factory's own rules: the day from which they hold."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What every rule carries: its source, how far it binds, how sure it is."""

    source: str
    """The id of a source of the same pack."""
    binding: Binding
    confidence: Confidence
    section: str = ""
    """Where in the source, to stand beside a due day; not known where empty."""
    note: str = ""
    enabled: bool = True
    """A rule that is not is listed and does not run."""
