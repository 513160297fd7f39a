"""Every address of the house, with ids put into it: real ones, another's, and made-up ones."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from auth.guard import Declared
from auth.models import CertificateRow, Coverage
from casework.models.reported import StatutoryReport
from casework.parts import Parts
from referrals.models.details import CostOption, Schedule
from referrals.models.listed import ServiceAtLocation
from tests.journeys.company import Company
from tests.journeys.partnering import beside_of, ids_of

ANY = "any"


def rules(house: Flask, method: str) -> Iterator[tuple[Rule, Declared]]:
    """Every rule of a method, with what its view says of itself."""
    for rule in house.url_map.iter_rules():
        if method in (rule.methods or set()):
            yield rule, house.view_functions[rule.endpoint].__dict__["declared"]


def path_of(house: Flask, rule: Rule, ids: dict[str, object]) -> str:
    """The address of a rule. An argument nobody told of here fails loudly."""
    values = {name: ids[name] for name in rule.arguments}
    with house.test_request_context():
        return str(house.url_map.bind("").build(rule.endpoint, values, rule_method(rule)))


def rule_method(rule: Rule) -> str:
    """The one method of a rule."""
    (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return method


def real_ids(company: Company, case: str, helped: str = "left") -> dict[str, object]:
    """Ids that exist: those of one case, and what was asked for her who `helped` says."""
    parts: Parts = company.house.extensions["casework"]
    village, told, asked = company.village, company.cases[case], company.helped[helped]
    with parts.sessions(writing=False) as db:
        certificate = db.scalars(select(CertificateRow.id)).first()
        coverage = db.scalars(select(Coverage.id)).first()
        outside = {**_ids_outside(db), **beside_of(db, parts.keys, village.bodies["factory"])}
    return {
        "case_id": told.id,
        "file_id": told.file,
        "intention": company.life.intention,
        "question": company.life.question,
        "measure": company.life.measure,
        **asked._asdict(),
        "letter_id": asked.letter,
        "purpose": "service",
        "signal": company.life.signal,
        "act": "notice",
        "about": company.life.notice,
        "care": "hiv_medicine",
        "foil_id": company.foil,
        "person": village.people["conflicted"].person,
        "membership_id": village.people["member"].membership,
        "certificate_id": certificate,
        "coverage_id": coverage,
        "organization_id": village.bodies["factory"],
        "factory_id": village.bodies["factory"],
        "programme_id": village.bodies["programme"],
        "seat_id": village.people["member"].membership,
        "token": "no-such-link",
        "page": "paper",
        "year": 2025,
        "call_id": village.people["member"].membership,
        "stage": "safety",
        "rule": "our_ack",
        "filename": "manifest.json",
        **outside,
    }


def _ids_outside(db: Session) -> dict[str, object]:
    """Of a place that helps, its area, what is sent to one, and a published quarter."""
    place = db.scalars(select(ServiceAtLocation)).first()
    return {
        "service_id": place.service_id if place is not None else None,
        "place_id": place.id if place is not None else None,
        "schedule_id": db.scalars(select(Schedule.id)).first() or uuid4(),
        "price_id": db.scalars(select(CostOption.id)).first() or uuid4(),
        "code": "BD-13",
        "report_id": db.scalars(select(StatutoryReport.id)).first(),
        "quarter": "2026-Q1",
        "id_": place.service_id if place is not None else None,
        "form": "json",
        "step": "accepted",
        "place": place.id if place is not None else None,
        **ids_of(db),
    }


def things_of(company: Company) -> list[tuple[str, UUID]]:
    """What can be done to something of `left`, and what: a letter, a hearing, an allegation."""
    life = company.life
    letter = ("notice", "read", "release", "served")
    sitting = ("put-off", "minutes", "read-back")
    return [
        *((each, life.notice) for each in letter),
        *((each, life.hearing) for each in sitting),
        *((each, life.allegation) for each in ("finding", "applied", "note")),
        *((each, life.party) for each in ("respondent", "witness", "left", "link", "shown")),
    ]


def made_up_ids(ids: dict[str, object]) -> dict[str, object]:
    """As many ids that nothing has."""
    return {name: uuid4() if isinstance(value, UUID) else value for name, value in ids.items()}
