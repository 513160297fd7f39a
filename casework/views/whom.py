"""To whom something can be passed on: places of the directory, and programmes that count."""

from uuid import UUID

from flask import g
from sqlalchemy import select

from auth.models import Coverage, Organization, OrganizationKind
from casework.helping.needs import country_of
from casework.models.cover import CoverText
from referrals.consent.ledger import Recipient
from referrals.consent.terms import RecipientKind
from referrals.directory.reading import offered
from referrals.models.terms import Status


def places_of(cover: CoverText) -> list[tuple[UUID, str]]:
    """The organisations of the directory that give something now in a case's country, by name."""
    country = country_of(g.db, cover)
    named = {
        each.organization: each.organization_name
        for each in offered(g.db)
        if each.status in (Status.ACTIVE, Status.CLOSED) and country in ("", each.country)
    }
    return sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0].int))


def whom_of(cover: CoverText) -> list[Recipient]:
    """The same organisations as she agrees to them: with those here whose people would get it."""
    accounts = {each.organization: each.account for each in offered(g.db)}
    rows = g.db.execute(select(Organization.id, Organization.name))
    names = {row.id: row.name for row in rows}
    return [
        Recipient(
            kind=RecipientKind.ORGANIZATION,
            id=id_,
            name=name,
            account=account,
            account_name=names.get(account, "") if account else "",
        )
        for id_, name in places_of(cover)
        for account in [accounts[id_]]
    ]


def programmes_of(cover: CoverText) -> list[tuple[UUID, str]]:
    """The programmes that cover the place of a case, or are that place."""
    covering = select(Coverage.organization_id).where(Coverage.factory_id == cover.home)
    rows = g.db.execute(
        select(Organization.id, Organization.name)
        .where(Organization.kind == OrganizationKind.PROGRAMME)
        .where(Organization.id.in_(covering) | (Organization.id == cover.home))
        .order_by(Organization.name)
    )
    return [(id_, name) for id_, name in rows]
