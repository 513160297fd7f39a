"""Reports that a law asks for: sealed to the committee, handed to an authority, made public."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Coverage, Organization, Role
from casework.facts.keys import Analyst, keys_as_analyst
from casework.measures.laws import NAMED, Authority, Law, Period, period_of
from casework.measures.quarters import Quarter
from casework.measures.reading import Reading
from casework.measures.recipients import Reader, certified, once
from casework.measures.statutory import Annual
from casework.measures.storing import is_published
from casework.models.measured import SignedTables
from casework.models.reported import ReportHandover, ReportShare, StatutoryReport
from crypto.certificates import Register
from crypto.context import Part
from crypto.envelope import open_, seal
from crypto.errors import BoxBroken, KeyMissing, PaddingBroken, SealBroken
from crypto.padding import pad, unpad
from crypto.seeds import deliver
from crypto.vouching import Vouch, is_signed

KEY_BYTES = 32


class NotNamed(Exception):
    """No law names this authority for this report."""


class MadeAlready(Exception):
    """There is a report of that year: a second one would tell what became of a case since."""


class QuartersOut(Exception):
    """A quarter of that year is published: the year less what is shown would tell what is not."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed and sealed of a report."""

    row: UUID
    programme: UUID
    factory: UUID
    law: Law
    year: int
    made_on: date
    annual: Annual


@dataclass(frozen=True)
class Report:
    """A report that opened, of an analyst whose signature holds."""

    row: StatutoryReport
    annual: Annual

    @property
    def law(self) -> Law:
        """Which law asks for it."""
        return Law(self.row.law)

    @property
    def period(self) -> Period:
        """The year it is of."""
        return period_of(self.law, self.row.year)


def store(
    db: Session, her: Analyst, factory: UUID, law: Law, year: int, annual: Annual
) -> StatutoryReport:
    """Seal a report to the factory's committee, the programme's analysts, and nobody else.

    Once a factory, law and year. Raises NotNamed for what no law names an authority for;
    KeyMissing; MadeAlready.
    """
    if law not in NAMED:
        raise NotNamed(law)
    if keys_as_analyst(her.register, her.person, her.programme, her.on) is None:
        raise KeyMissing
    # Nobody makes another meanwhile.
    db.execute(select(Organization.id).where(Organization.id == factory).with_for_update())
    if is_made(db, factory, law, year):
        raise MadeAlready
    id_, key = uuid4(), secrets.token_bytes(KEY_BYTES)
    said = Said(
        row=id_,
        programme=her.programme,
        factory=factory,
        law=law,
        year=year,
        made_on=her.on,
        annual=annual,
    )
    row = StatutoryReport(
        id=id_,
        programme_id=her.programme,
        factory_id=factory,
        law=law.value,
        year=year,
        made_on=her.on,
        sealed=seal(key, pad(_signed(her, said)), *_sealed_at(id_)),
    )
    db.add(row)
    db.flush()
    _share(db, id_, key, _readers(db, her, factory))
    return row


def is_made(db: Session, factory: UUID, law: Law, year: int) -> bool:
    """Whether there is a report of a factory for a law and a year, of whichever programme."""
    of_it = (StatutoryReport.factory_id == factory, StatutoryReport.law == law.value)
    return (
        db.scalar(select(StatutoryReport.id).where(*of_it, StatutoryReport.year == year))
        is not None
    )


def _readers(db: Session, her: Analyst, factory: UUID) -> list[Reader]:
    analysts = certified(db, her, [her.programme], (Role.ANALYST,))
    return once([*analysts, *certified(db, her, [factory], COMMITTEE)])


def _share(db: Session, row: UUID, key: bytes, readers: Iterable[Reader]) -> None:
    for each in readers:
        box = deliver(each.keys.kem, key, *context_of(row, each.person))
        to = each.keys.fingerprint()
        db.add(ReportShare(report_id=row, person_id=each.person, sealed_to=to, box=box))
    db.flush()


def context_of(row: UUID, person: UUID) -> tuple[Part, ...]:
    """What the box of somebody is bound to (docs/ciphertext.md, "Reports that a law asks for")."""
    return ("casework/report-share/1", row, person)


def signed_parts(row: UUID, author: UUID, said: bytes) -> tuple[Part, ...]:
    """What an analyst signs."""
    return ("casework/report/1", row, author, said)


def _sealed_at(row: UUID) -> tuple[str, UUID, str]:
    return "statutory_report", row, "sealed"


def _signed(her: Analyst, said: Said) -> bytes:
    plain = msgspec.msgpack.encode(said)
    signature = her.seeds.sign(*signed_parts(said.row, her.person, plain))
    return msgspec.msgpack.encode(SignedTables(said=plain, author=her.person, signature=signature))


def reports_of(db: Session, her: Reading) -> list[Report]:
    """Every report that opens for her, the newest first."""
    rows = db.execute(
        select(StatutoryReport, ReportShare.box)
        .join(ReportShare, ReportShare.report_id == StatutoryReport.id)
        .where(ReportShare.person_id == her.person)
        .order_by(StatutoryReport.made_on.desc(), StatutoryReport.id)
    )
    found = (_opened(her, row, box) for row, box in rows)
    return [each for each in found if each is not None]


def is_shared(db: Session, report: StatutoryReport, person: UUID | None) -> bool:
    """Whether it was sealed to somebody."""
    hers = ReportShare.report_id == report.id, ReportShare.person_id == person
    return db.scalar(select(ReportShare.id).where(*hers)) is not None


def _opened(her: Reading, row: StatutoryReport, box: bytes) -> Report | None:
    for seeds in her.seeds:
        try:
            key = seeds.receive(box, *context_of(row.id, her.person))
            plain = unpad(open_(key, row.sealed, *_sealed_at(row.id)))
        except (BoxBroken, SealBroken, PaddingBroken):
            continue
        return _believed(her.register, row, plain)
    return None


def _believed(register: Register, row: StatutoryReport, plain: bytes) -> Report | None:
    try:
        signed = msgspec.msgpack.decode(plain, type=SignedTables)
        said = msgspec.msgpack.decode(signed.said, type=Said)
    except msgspec.DecodeError:
        return None
    named = (said.row, said.programme, said.factory, said.law.value, said.year, said.made_on)
    if named != (row.id, row.programme_id, row.factory_id, row.law, row.year, row.made_on):
        return None
    return Report(row, said.annual) if _is_signed(register, said, signed) else None


def _is_signed(register: Register, said: Said, signed: SignedTables) -> bool:
    """Whether she was an analyst there on the day that she signed; later she reports nothing."""
    parts = signed_parts(said.row, signed.author, signed.said)
    vouch, its = Vouch(signed.author, signed.signature), (said.programme, Role.ANALYST.value)
    return any(
        (post.body, post.role) == its and since <= said.made_on <= until
        for key in {each.statement.keys.verify for each in register.of(signed.author)}
        if is_signed(vouch, key, *parts)
        for post, since, until in register.spans(signed.author, key)
    )


def hand_over(db: Session, report: StatutoryReport, to: Authority, on: date) -> None:
    """Write down that it was handed to an authority; once each. Raises NotNamed."""
    if to not in NAMED[Law(report.law)]:
        raise NotNamed(to)
    if to not in handed_over(db, report):
        db.add(ReportHandover(report_id=report.id, authority=to.value, handed_on=on))
        db.flush()


def handed_over(db: Session, report: StatutoryReport) -> dict[Authority, date]:
    """To whom it was handed, and when."""
    rows = db.scalars(select(ReportHandover).where(ReportHandover.report_id == report.id))
    return {Authority(each.authority): each.handed_on for each in rows}


def make_public(db: Session, report: StatutoryReport, on: date) -> None:
    """Write down that it is public: its factory is in no table of that year any more.

    Raises QuartersOut where a table of that year is out: nothing could hide behind it again.
    """
    programmes = _programmes(db, report)
    # Nobody publishes a quarter meanwhile.
    db.execute(select(Organization.id).where(Organization.id.in_(programmes)).with_for_update())
    if quarters_out(db, report):
        raise QuartersOut
    report.public_on = report.public_on or on
    db.flush()


def quarters_out(db: Session, report: StatutoryReport) -> list[Quarter]:
    """The quarters of its year that a programme of its factory has published."""
    every = _programmes(db, report)
    quarters = period_of(Law(report.law), report.year).quarters
    return [each for each in quarters if any(is_published(db, one, each) for one in every)]


def _programmes(db: Session, report: StatutoryReport) -> list[UUID]:
    covering = select(Coverage.organization_id).where(Coverage.factory_id == report.factory_id)
    return sorted({report.programme_id, *db.scalars(covering)})
