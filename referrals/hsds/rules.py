"""What she must know before she chooses, as terms of a taxonomy: HSDS holds it as attributes.

Each rule is a term, and each of its answers a term below it, so that a search by term finds the
services that give it. What nobody knows is no attribute. `said` and `understood` are each other's
inverse, so that a directory that leaves and comes back still says what it said.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid5

import msgspec

from referrals.hsds.shapes import Attribute, Taxonomy, TaxonomyTerm
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Cost, Duty, Known, StaffSex, Way, Whom

HERE = UUID("6f1c2f0e-6c0b-4d1c-9c55-6f0a3d6a9b11")
"""Under which the ids of these terms are drawn: the same ones on every instance."""
TAXONOMY = Taxonomy(
    id=str(uuid5(HERE, "survivor-rules")),
    name="Survivor rules",
    description="What somebody must know of a service before she chooses it.",
    version="1",
)
YES, NO = "yes", "no"
UNKNOWN = "unknown"
LONGEST_HOURS = 9_999


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: the column it is kept in, and its answers if they are a closed list."""

    column: str
    name: str
    kind: type[StrEnum] | type[bool] | type[float] | type[str]
    is_many: bool = False

    @property
    def code(self) -> str:
        """The code of its term."""
        return self.column.replace("_", "-")

    @property
    def answers(self) -> tuple[str, ...]:
        """The words of its closed list, "unknown" left out; none where any text may stand."""
        if self.kind is bool:
            return (YES,)
        if issubclass(self.kind, StrEnum):
            return tuple(each.value for each in self.kind if each.value != UNKNOWN)
        return ()


RULES = (
    Rule(column="cost", name="What she would have to pay", kind=Cost),
    Rule(column="is_remote", name="Reached by telephone or on a screen", kind=bool),
    Rule(column="always_open", name="Open day and night", kind=Known),
    Rule(column="hours_words", name="Its hours in words", kind=str),
    Rule(column="serves", name="Whom it is there for", kind=Whom, is_many=True),
    Rule(column="staff_sex", name="Who would sit opposite her", kind=StaffSex, is_many=True),
    Rule(column="trans_friendly", name="Trans people are welcome", kind=Known),
    Rule(column="migrants", name="It helps migrants", kind=Known),
    Rule(column="ages_known", name="Its ages are stated in full", kind=bool),
    Rule(column="children_welcome", name="Children may come along", kind=Known),
    Rule(column="documents_known", name="The papers it asks for are stated in full", kind=bool),
    Rule(column="police_report", name="Only with a report to the police", kind=Known),
    Rule(column="accompaniment", name="Somebody goes with her", kind=Known),
    Rule(column="tells_police", name="Tells the police without asking her", kind=Duty),
    Rule(column="tells_family", name="Tells her family without asking her", kind=Duty),
    Rule(column="tells_employer", name="Tells her employer without asking her", kind=Duty),
    Rule(column="tells_words", name="What it passes on, in words", kind=str),
    Rule(column="accepts_by", name="How it takes a referral", kind=Way, is_many=True),
    Rule(column="answer_hours", name="How many hours it takes to answer", kind=float),
)
STEP_FREE = Rule(column="step_free", name="A way in without steps", kind=Known)
"""Of a place, not of a service."""


def said(rules: SurvivorRules) -> tuple[Attribute, ...]:
    """The attributes of a service that say its rules."""
    return tuple(
        _attribute(rules.service_id, "service", rule, word)
        for rule in RULES
        for word in _words(getattr(rules, rule.column))
    )


def terms_of(values: Iterable[object]) -> set[str]:
    """The ids of the terms that `said` names, from the values of the columns of RULES in order."""
    pairs = zip(RULES, values, strict=True)
    return {_named(rule, word).id for rule, value in pairs for word in _words(value)}


def said_of_place(location_id: UUID, step_free: Known) -> tuple[Attribute, ...]:
    """The attribute of a place that says whether one gets in without steps."""
    words = _words(step_free)
    return tuple(_attribute(location_id, "location", STEP_FREE, word) for word in words)


def understood(attributes: Iterable[Attribute]) -> dict[str, object]:
    """The columns of SurvivorRules (and `step_free`) that attributes of this taxonomy answer.

    An answer that is not on its list, and a term of any other taxonomy, is passed over.
    """
    single: dict[str, object] = {}
    many: dict[str, frozenset[object]] = {}
    for each in attributes:
        rule = _RULE_BY_TERM.get(each.taxonomy_term_id or _id_of(each))
        value = _value(rule, each.value) if rule else None
        if rule is None or value is None:
            continue
        if rule.is_many:
            many[rule.column] = many.get(rule.column, frozenset()) | {value}
        else:
            single[rule.column] = value
    return {**single, **many}


def _terms() -> Iterator[tuple[Rule, TaxonomyTerm]]:
    for rule in (*RULES, STEP_FREE):
        top = _term(rule.code, rule.name)
        yield rule, top
        for word in rule.answers:
            code = f"{rule.code}:{word}"
            yield rule, _term(code, f"{rule.name}: {word}", parent_id=top.id)


def _term(code: str, name: str, parent_id: str = "") -> TaxonomyTerm:
    return TaxonomyTerm(
        id=str(uuid5(HERE, code)),
        code=code,
        name=name,
        description="",
        parent_id=parent_id,
        taxonomy=TAXONOMY.name,
        taxonomy_detail=TAXONOMY,
        taxonomy_id=TAXONOMY.id,
        language="en",
    )


_PAIRS = tuple(_terms())
TERMS: tuple[TaxonomyTerm, ...] = tuple(term for _rule, term in _PAIRS)
_BY_CODE: Mapping[str, TaxonomyTerm] = MappingProxyType({each.code: each for each in TERMS})
_RULE_BY_TERM: Mapping[str, Rule] = MappingProxyType({term.id: rule for rule, term in _PAIRS})


def _attribute(link_id: UUID, entity: str, rule: Rule, word: str) -> Attribute:
    term = _named(rule, word)
    return Attribute(
        id=str(uuid5(link_id, term.code)),
        link_id=str(link_id),
        link_entity=entity,
        taxonomy_term_id=term.id,
        taxonomy_term=term,
        value=word,
        label=rule.name,
    )


def _named(rule: Rule, word: str) -> TaxonomyTerm:
    return _BY_CODE[f"{rule.code}:{word}" if rule.answers else rule.code]


def _words(value: object) -> list[str]:
    match value:
        case bool():
            return [YES] if value else []
        case frozenset():
            return sorted(str(each) for each in value)
        case None | "" | "unknown":
            return []
        case float() | int():
            return [f"{value:g}"]
        case _:
            return [str(value)]


def _value(rule: Rule, word: str) -> object:
    if rule.answers and word not in rule.answers:
        return None
    if rule.kind is bool:
        return True
    if rule.kind is float:
        return _hours(word)
    return rule.kind(word) or None


def _hours(word: str) -> float | None:
    try:
        hours = msgspec.convert(word, float, strict=False)
    except msgspec.ValidationError:
        return None
    return hours if 0 <= hours <= LONGEST_HOURS else None


def _id_of(attribute: Attribute) -> str:
    term = attribute.taxonomy_term
    return term.id if isinstance(term, TaxonomyTerm) else ""
