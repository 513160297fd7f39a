"""A clinic, its parts and its places, put straight into the tables."""

from datetime import date

from sqlalchemy.orm import Session

from referrals.models.details import Phone, Schedule, ServiceArea
from referrals.models.keeping import Area
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation

DAY = date(2026, 3, 2)


def put_service(
    db: Session, name: str = "Clinic at the gate", assured_on: date | None = None
) -> Service:
    """A service with one number, for everybody in its country."""
    body = ListedOrganization(name="Health for all")
    service = Service(organization_id=body.id, country="BD", name=name, assured_on=assured_on)
    db.add(body)
    db.flush()
    db.add(service)
    db.flush()
    db.add(Phone(service_id=service.id, number="109"))
    db.add(ServiceArea(service_id=service.id, area_code="BD"))
    db.flush()
    return service


def put_place(db: Session, service: Service, **values: object) -> Location:
    """A place of it, open on Fridays from nine to five."""
    location = Location(organization_id=service.organization_id, **values)
    db.add(location)
    db.flush()
    row = ServiceAtLocation(service_id=service.id, location_id=location.id)
    db.add(row)
    db.flush()
    db.add(Schedule(service_at_location_id=row.id, byday="FR", opens_at=540, closes_at=1020))
    db.flush()
    return location


def put_country(db: Session) -> None:
    """Bangladesh, Dhaka division and Dhaka district."""
    db.add(Area(code="BD", country="BD", name="Bangladesh", time_zone="Asia/Dhaka"))
    db.add(Area(code="BD-C", parent_code="BD", country="BD", name="Dhaka division"))
    db.add(Area(code="BD-13", parent_code="BD-C", country="BD", name="Dhaka"))
    db.flush()
