"""The people of a case in the words of its pages."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.answers import Named
from casework.case.timeline import Line
from casework.comparing.hits import Hit
from casework.models.match import By, State
from casework.parties.people import Part, Party, Relation
from casework.readers.kept_away import PARTY_FIELDS, named_in

PARTS: Mapping[str, str] = {
    Part.RESPONDENT: _l("Respondent"),
    Part.WITNESS: _l("Witness"),
    Part.SUPPORT_PERSON: _l("Support person"),
    Part.COMPANION: _l("Companion of the respondent"),
    Part.INTERPRETER: _l("Interpreter"),
}
RELATIONS: Mapping[str, str] = {
    Relation.DECIDES_ON_JOBS: _l("Hires, ends contracts or pays her"),
    Relation.HER_SUPERIOR: _l("Gives her work, counts her pieces, grants her leave"),
    Relation.OTHER_SUPERIOR: _l("Is above her elsewhere in the factory"),
    Relation.COLLEAGUE: _l("Is a colleague"),
    Relation.BELOW_HER: _l("Works under her"),
    Relation.FROM_OUTSIDE: _l("Comes from outside: a guard, a buyer, a driver, her home"),
    Relation.OTHER: _l("Something else, said below"),
    Relation.UNKNOWN: _l("Not known"),
}
SHOWN: Mapping[str, str] = {
    "named": _l("By name"),
    "masked": _l("By a letter instead of the name"),
}
STEPS: Mapping[str, str] = {
    "named": _l("Written down as"),
    "corrected": _l("Corrected"),
    "left": _l("Does not belong to it, or does so no more"),
}
STATES: Mapping[str, str] = {
    State.OPEN: _l("it is open"),
    State.SUBSTANTIATED: _l("it was substantiated"),
}
ALIKE: Mapping[tuple[str, str], str] = {
    (State.OPEN, By.NAME): _l("An open case of the programme gives the same name."),
    (State.OPEN, By.NUMBER): _l("An open case of the programme gives the same number at work."),
    (State.SUBSTANTIATED, By.NAME): _l(
        "A case of the programme in which it was substantiated gives the same name."
    ),
    (State.SUBSTANTIATED, By.NUMBER): _l(
        "A case of the programme in which it was substantiated gives the same number at work."
    ),
}
LINK_STEPS: Mapping[str, str] = {
    "linked": _l("Put on record: %(code)s, %(state)s."),
    "shown": _l("He was shown it."),
    "contested": _l("What he says to it."),
    "sent": _l("The name went to CARE, to be compared."),
    "not_same": _l("Another case has a like name: it is somebody else."),
}
DECLARED: Mapping[str, str] = {
    "related": _l("Related or close to one of them: %(answer)s."),
    "over": _l("Above or below one of them at work: %(answer)s."),
    "is_named": _l("Named in it: %(answer)s."),
}


def described(named: Named) -> str:
    """Somebody on one line, as far as known."""
    number = _("number %(number)s", number=named.employee_number) if named.employee_number else ""
    nickname = f"“{named.nickname}”" if named.nickname else ""
    parts = (named.name, nickname, number, named.post, named.line)
    return ", ".join(filter(None, parts)) or _("Nothing is known of this person yet.")


def post_only(named: Named) -> str:
    """Name and post, and nothing else of somebody."""
    known = ", ".join(filter(None, (named.name or named.nickname, named.post)))
    return known or _("number %(number)s", number=named.employee_number)


def party_line(line: Line) -> str:
    """What an entry says of somebody, in a sentence."""
    part = str(PARTS.get(str(line.facts["part"]), ""))
    return f"{part}: {described(named_in(line.facts, PARTY_FIELDS))}"


def declared_words(line: Line) -> list[str]:
    """What somebody answered, a sentence each."""
    answers = {"yes": _("yes"), "no": _("no")}
    said = [
        str(words) % {"answer": answers.get(str(line.facts.get(name)), "")}
        for name, words in DECLARED.items()
    ]
    return [*said, _("Signed to keep it secret.")] if line.facts.get("secret") else said


def link_line(line: Line) -> str:
    """What happened to a link, in a sentence."""
    words = LINK_STEPS.get(str(line.facts["step"]), "")
    return str(words) % {
        "code": line.facts.get("of") or _("another case of the programme"),
        "state": link_state(str(line.facts.get("state", ""))),
    }


def alike_words(hit: Hit) -> str:
    """By what another case may name the same person, and how it stands."""
    by = By.NUMBER if By.NUMBER in hit.by else By.NAME
    return f"{ALIKE[hit.state, by]} {_('Perhaps the same person: you decide.')}"


def link_state(state: str) -> str:
    """How the other case stands."""
    return str(STATES.get(state, ""))


def part_of(party: Party) -> str:
    """As what somebody belongs to it."""
    return str(PARTS[party.sketch.part])


def called() -> Mapping[Part, str]:
    """What stands on paper in place of a name, with a letter for {}."""
    return {
        Part.RESPONDENT: _("[respondent {}]"),
        Part.WITNESS: _("[witness {}]"),
        Part.SUPPORT_PERSON: _("[support person {}]"),
        Part.COMPANION: _("[companion {}]"),
        Part.INTERPRETER: _("[interpreter {}]"),
    }


def relation_words(relation: str) -> str:
    """What power somebody has over her."""
    return str(RELATIONS.get(relation, ""))


PARTY_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "alike_words": alike_words,
        "declared_words": declared_words,
        "link_line": link_line,
        "link_state": link_state,
        "part_of": part_of,
        "party_line": party_line,
        "party_step": lambda line: str(STEPS.get(str(line.facts["step"]), "")),
        "post_only": post_only,
        "relation_words": relation_words,
        "who_is": described,
    }
)
