"""What assessors and brands are shown of a committee, in words: for a page and for paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.committee.rules import newest, newest_own
from casework.oversight.audit import LEAST, AuditPack, Band, Checked, Span
from casework.procedures.composition import State
from casework.words.cases import stage_words
from casework.words.committee import binding_words, pack_title
from casework.words.procedures import COUNTED, body_name, found

BANDS: Mapping[str, str] = {
    Band.TOO_FEW: _l("Not shown: fewer than %(least)s fell due", least=LEAST),
    Band.FEWER_THAN_HALF: _l("Fewer than half"),
    Band.MORE_THAN_HALF: _l("More than half"),
    Band.MOST: _l("Four in five, or more"),
    Band.ALMOST_ALL: _l("Nearly all"),
}
SPANS: Mapping[Span, str] = {
    Span.HALF: _l("The last half-year that is over"),
    Span.YEAR: _l("The last year that is over"),
}
CHECKED: Mapping[Checked, str] = {
    Checked.NOT_NOW: _l("It is gone through when this is printed, and the paper says the result"),
    Checked.SOUND: _l("Every entry is as it was when its day was closed"),
    Checked.WRONG: _l("Entries are not as they were when their day was closed: it is looked into"),
    Checked.TOO_LONG: _l("Too long to be gone through for a page: whoever runs this house does it"),
    Checked.NO_KEYS: _l("This house was not told by which keys it is signed"),
}
Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """One part of the pack: a heading, and what stands under it."""

    heading: str
    rows: Rows
    said: str = ""


def refusal() -> str:
    """Why no file is shown, for whoever is asked for one."""
    said: str = _(
        "You may refuse. Here is what you may show. A file of a case is shown to nobody: who told "
        "would be found by it, and no audit needs it. These pages say how the committee works."
    )
    return said


def parts(pack: AuditPack) -> list[Part]:
    """The whole pack. Nobody's name stands in it, and no case."""
    return [
        Part(_("The rules it goes by"), _rules(pack)),
        Part(_("The committee, as its rules ask"), list(_roster(pack))),
        Part(_("Training"), _training(pack)),
        Part(_("Meetings, and the box"), _meetings(pack)),
        Part(_("Steps done in time"), _clocks(pack), _of_which_cases(pack)),
        Part(_("The record that nobody can change unseen"), _trail(pack), _how_to_check()),
    ]


def _rules(pack: AuditPack) -> Rows:
    chosen, own = newest(pack.rules.packs, pack.on), newest_own(pack.rules, pack.on)
    rows = [(_("Name of the committee"), body_name(pack.pack))]
    rows.append((_("Rules"), pack_title(chosen.pack) if chosen else _("Not chosen yet")))
    if chosen is not None:
        rows.append((_("In force since"), format_date(chosen.from_on)))
    regulations = f"{own.title}, {format_date(own.in_force_on)}" if own else _("None entered")
    return [*rows, (_("The factory's own regulations"), regulations)]


def _roster(pack: AuditPack) -> Iterator[tuple[str, str]]:
    yield _("Members"), str(len(pack.seats))
    for each in pack.findings:
        if each.asked in COUNTED and not each.needs and each.state is not State.NO_RULE:
            continue
        yield found(each), binding_words(each.binding)


def _training(pack: AuditPack) -> Rows:
    members = len(pack.seats)
    return [
        (module, _("%(trained)s of %(members)s members", trained=trained, members=members))
        for module, trained in pack.modules.items()
    ]


def _meetings(pack: AuditPack) -> Rows:
    return [
        (_("Meetings with minutes"), str(pack.meetings)),
        (_("Openings of the box by two"), str(pack.openings)),
        (_("Seals that were found broken"), str(pack.broken_seals)),
    ]


def _clocks(pack: AuditPack) -> Rows:
    return [(stage_words(stage), str(BANDS[each])) for stage, each in pack.clocks.items()]


def _of_which_cases(pack: AuditPack) -> str:
    said: str = _(
        "Of steps that fell due from %(first)s to %(last)s, in the cases that whoever made this "
        "can read. Bands instead of numbers, so that nobody can count a case.",
        first=format_date(pack.since),
        last=format_date(pack.until),
    )
    return said


def _trail(pack: AuditPack) -> Rows:
    if pack.head is None:
        return [(_("Signed head"), _("No day has been closed yet"))]
    return [
        (_("Closed up to"), format_date(pack.head.day)),
        (_("Signed head"), pack.head.note.strip()),
        (_is_checked(pack), str(CHECKED[pack.checked])),
    ]


def _is_checked(pack: AuditPack) -> str:
    if pack.checked is Checked.NOT_NOW:
        return str(_("Whether it holds"))
    return str(_("Whether it holds, on %(day)s", day=format_date(pack.on)))


def _how_to_check() -> str:
    said: str = _(
        "Every act on a case is entered, and each day is closed under a signature. Whoever keeps "
        "this head can have it shown later that nothing before it was changed or taken out."
    )
    return said
