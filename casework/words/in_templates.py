"""What the templates of a case call: enumerations and ids in, words out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from flask_babel import format_date, format_datetime, gettext

from auth.permissions import Permission
from casework import places
from casework.case.timeline import File
from casework.case.verifying import Fault, Wrong
from casework.desk.reading import Opened
from casework.models.cover import CoverText
from casework.readers.ripening import needs_telling, ripe_at
from casework.telling.uploads import ACCEPT
from casework.words import cases as words
from casework.words import concerns, evidence
from casework.words.acts import ACTS
from casework.words.concerns import concern_rows
from casework.words.consent_lines import consent_line, needs_rows
from casework.words.duties import DUTY_WORDS
from casework.words.finding import coming_words, late_words
from casework.words.inquiry_lines import step_line
from casework.words.parties import PARTY_WORDS
from casework.words.referral_lines import SAME, referral_line
from casework.words.statements import statement_rows
from casework.words.taken import how_rows
from crypto.compartments import Compartment

OWN_LINES = frozenset(
    each.stem for each in (places.templates() / "casework/case/lines").glob("*.html")
)
"""Kinds of entries with a template of their own. Jinja would look for each of the others on the
disk, for every entry anew."""


def _(words: str, **values: object) -> str:
    return str(gettext(words, **values))


def fault_words(fault: Fault) -> str:
    """One thing that does not hold, as a sentence."""
    what = str(words.WRONGS[fault.wrong])
    if fault.wrong is Wrong.EPOCH:
        return _("Signed list of keys %(number)s %(what)s.", number=fault.number or "", what=what)
    if fault.wrong is Wrong.TRAIL:
        number = (fault.number or 0) + 1
        return _("Entry %(number)s of the trail %(what)s.", number=number, what=what)
    part = part_words(fault.compartment)
    if fault.wrong is Wrong.KEY:
        return _("Your key to %(part)s %(what)s.", part=part, what=what)
    if fault.number is None:
        return _("An entry in %(part)s %(what)s.", part=part, what=what)
    return _("Entry %(number)s in %(part)s %(what)s.", number=fault.number, part=part, what=what)


def part_words(part: Compartment | None) -> str:
    """A compartment in words."""
    return str(words.COMPARTMENTS[part]) if part is not None else ""


def sealed_words(part: Compartment) -> str:
    """That a compartment is sealed to this reader, as a sentence."""
    return str(words.SEALED.get(part, ""))


def capacity_words(capacity: str) -> str:
    """In which capacity somebody holds keys."""
    return str(words.CAPACITIES.get(capacity, capacity))


def act_words(verb: str, cover: CoverText) -> str:
    """What somebody did, after her name; with a concern, in the words of one."""
    own = concerns.ACTS if cover.is_concern else {}
    return str(own.get(verb) or ACTS.get(verb, verb))


def epoch_words(reason: str) -> str:
    """Why a list of keys was made."""
    known = {
        "intake": _("the complaint was told"),
        "renewal": _("somebody lost keys to it"),
        "owing": _("somebody lost keys to it"),
        "release": _("she sent what she had kept"),
        "number": _("her number was changed"),
        "changed": _("her number was changed"),
        "replaced": _("she was given a new number"),
        "stopped": _("her number was stopped"),
        "closed": _("she closed her own access"),
    }
    return known.get(reason, _("keys were made anew"))


def file_rows(files: Iterable[File], case: UUID) -> list[tuple[str, str, str]]:
    """Address, number and name, and size of each file; the name of an intimate one is not shown."""
    return [(f"/cases/{case}/files/{each.id}", _file(each), _size(each.size)) for each in files]


def _file(file: File) -> str:
    if file.is_intimate:
        return _("No. %(number)s: intimate", number=file.number)
    return _("No. %(number)s: %(name)s", number=file.number, name=file.name)


def name_list(digits: Iterable[str], opened: Opened) -> str:
    """The names of people that an entry names by id."""
    return ", ".join(filter(None, (opened.named(each) for each in digits)))


def day_words(on: str) -> str:
    """A day that an entry keeps as ISO 8601."""
    return str(format_date(date.fromisoformat(on)))


def moment(at: datetime | str) -> str:
    """A time to the minute, where the reader's clock hangs; entries keep some as ISO 8601."""
    return str(format_datetime(datetime.fromisoformat(at) if isinstance(at, str) else at))


def _size(size: int) -> str:
    if size < 1_000_000:
        return _("%(size)s kB", size=max(round(size / 1000), 1))
    return _("%(size)s MB", size=f"{size / 1_000_000:.1f}")


CASE_WORDS: Mapping[str, object] = MappingProxyType(
    {
        **PARTY_WORDS,
        **DUTY_WORDS,
        "Permission": Permission,
        "accept_files": ACCEPT,
        "act_words": act_words,
        "begun": words.begun,
        "day_words": day_words,
        "capacity_words": capacity_words,
        "epoch_words": epoch_words,
        "concern_rows": concern_rows,
        "consent_line": consent_line,
        "needs_rows": needs_rows,
        "referral_line": referral_line,
        "alike_answers": SAME,
        "fact_rows": words.fact_rows,
        "fault_words": fault_words,
        "file_rows": file_rows,
        "how_rows": how_rows,
        "entry_words": words.kind_words,
        "hand_words": evidence.hand_words,
        "intimate_words": evidence.intimate_words,
        "media_words": evidence.media_words,
        "origin_words": evidence.origin_words,
        "copy_words": lambda exhibit: evidence.copy_words(exhibit, moment),
        "uncopied_words": evidence.uncopied_words,
        "ruled_words": evidence.ruled_words,
        "what_words": evidence.what_words,
        "moment": moment,
        "name_list": name_list,
        "own_lines": OWN_LINES,
        "part_list": words.part_list,
        "part_words": part_words,
        "ripe_on": ripe_at,
        "needs_telling": needs_telling,
        "sealed_words": sealed_words,
        "stage_words": words.stage_words,
        "step_line": step_line,
        "coming_words": coming_words,
        "late_words": late_words,
        "statement_rows": statement_rows,
    }
)
