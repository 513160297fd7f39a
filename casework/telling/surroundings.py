"""What is around her: the places, bodies and people of where she works, found when asked for."""

import hmac
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import match_data
from auth.match_data import MatchData
from auth.models import Arrangement, Coverage, Organization, OrganizationKind, Role
from auth.throttle import Tries
from casework.case.answers import Answers
from casework.case.folding import folded
from casework.case.roster import Reader, roster
from casework.committee.rules import pack_of
from casework.procedures.pack import Pack
from casework.readers import conflict
from casework.readers.audience import Audience, audience
from casework.readers.naming import shows_post, work_of
from casework.telling.way import Option, Verdict
from crypto.certificates import Register
from crypto.instance import InstanceKeys
from referrals.directory.showable import countries_served


class Surroundings:
    """Answers `casework.telling.way.Around` from the database, each part at most once a request."""

    def __init__(
        self,
        db: Session,
        keys: InstanceKeys,
        register: Callable[[Session], Register],
        languages: Sequence[tuple[str, str]],
        answers: Answers,
        now: datetime,
        address: bytes,
        *,
        has_number: bool = False,
    ) -> None:
        self._db = db
        self._keys = keys
        self._register = register
        self._answers = answers
        self._now = now
        self._address = address
        self.languages = languages
        self.has_number = has_number

    @cached_property
    def workplaces(self) -> Sequence[Option]:
        """Every factory that receives complaints here, by name."""
        found = self._db.scalars(
            select(Organization)
            .where(Organization.kind == OrganizationKind.FACTORY)
            .order_by(Organization.name, Organization.id)
        )
        return [Option(each.id, _placed(each)) for each in found]

    @cached_property
    def countries(self) -> Collection[str]:
        """The country she works in, by its two letters; not known, all where anybody works."""
        place = self._db.get(Organization, self._answers.workplace or UUID(int=0))
        return {place.country} if place else countries_served(self._db)

    @cached_property
    def pack(self) -> Pack:
        """The rules of the place as they hold there today; without a factory the generic ones."""
        place = self._db.get(Organization, self._answers.workplace or UUID(int=0))
        return pack_of(self._db, place, self._now.date())

    def try_poster_code(self, workplace: str, code: str) -> Verdict:
        """Compare a code with the poster's; wrong ones from one address are slowed down."""
        tries = Tries.on(self._keys, self._now, "poster", workplace, self._address)
        if tries.wait(self._db, self._now):
            return Verdict.TOO_OFTEN
        known = [each.id for each in self.workplaces if each.id.hex == workplace]
        found = self._arrangement_of(known[0]) if known else None
        right = _bare(found.poster_code) if found else b""
        if right and hmac.compare_digest(_bare(code), right):
            return Verdict.RIGHT
        tries.failed(self._db, self._now)
        return Verdict.WRONG

    @cached_property
    def arrangements(self) -> Sequence[tuple[str, Arrangement]]:
        """Name and arrangement of each body that may read: the factory's, else the programmes'."""
        bodies = [self._answers.workplace] if self._answers.workplace else self._programme_ids
        found = self._db.execute(
            select(Organization.name, Arrangement)
            .join(Arrangement, Arrangement.organization_id == Organization.id)
            .where(Organization.id.in_(bodies))
            .order_by(Organization.name)
        )
        return [(name, arrangement) for name, arrangement in found]

    @cached_property
    def unions(self) -> Sequence[Option]:
        """The unions that cover the factory."""
        return [
            Option(each.id, each.name)
            for each in self._covering
            if each.kind is OrganizationKind.UNION
        ]

    @cached_property
    def programmes(self) -> Sequence[Option]:
        """The programmes that cover the factory; without one, all of them."""
        return [Option(each.id, _placed(each)) for each in self._programmes]

    @cached_property
    def officers(self) -> Sequence[str]:
        """The names of the bodies whose referral officer would read what she needs."""
        asking = msgspec.structs.replace(self._answers, wants_officer=True)
        heard = audience(asking, self._readers, self._away)
        found = (each.reader for each in heard.recipients)
        named = [each.organization_name for each in found if each.role is Role.REFERRAL_OFFICER]
        return list(dict.fromkeys(named))

    @cached_property
    def women(self) -> Sequence[Option]:
        """Women of the factory's committee who can receive a key, by post."""
        return [
            Option(each.membership, self.known_as(each))
            for each in self._readers
            if each.is_woman
            and each.keys is not None
            and each.organization == self._answers.workplace
            and each.role in (Role.CHAIR, Role.MEMBER)
        ]

    @cached_property
    def suspects(self) -> Sequence[Option]:
        """Who may be meant by what she wrote of the person, best first, five at the most."""
        by_membership = {each.membership: each for each in self._readers}
        found = conflict.candidates(self._answers.respondent, self._readers, self._match_data)
        readers = [by_membership[each.membership] for each in found]
        shown = [each for each in readers if self._may_be_shown(each)]
        return [Option(each.membership, self.known_as(each)) for each in shown[: conflict.SHOWN]]

    @cached_property
    def audience(self) -> Audience:
        """Who will be able to read it as her answers stand."""
        return audience(self._answers, self._readers, self._away)

    def known_as(self, reader: Reader) -> str:
        """How somebody is called to a stranger.

        By role and body; by post to who has the poster's code; by name where the body has
        published it. A stranger without the code learns nothing here about who is who in the
        factory; whoever is outside it is called by post.
        """
        published = self._is_published.get(reader.organization, False)
        knows = self._answers.poster_code_given
        post = shows_post(reader.kind, is_published=published, knows_roster=knows)
        work = work_of(reader.role, reader.post, reader.organization_name, with_post=post)
        return f"{reader.name}, {work}" if published else work

    @cached_property
    def _away(self) -> frozenset[UUID]:
        return conflict.withheld(self._answers, self._readers, self._match_data)

    def _may_be_shown(self, reader: Reader) -> bool:
        """The factory's people to who has its code; whoever is outside it, by post, to anybody.

        She is asked about everybody whom her words keep away, as far as that names nobody.
        """
        return self._answers.poster_code_given or reader.kind is not OrganizationKind.FACTORY

    @cached_property
    def _readers(self) -> list[Reader]:
        workplace, today = self._answers.workplace, self._now.date()
        return roster(self._db, self._register(self._db), workplace, today)

    @cached_property
    def _match_data(self) -> Mapping[UUID, MatchData]:
        people = {each.person for each in self._readers}
        return match_data.of_everybody(self._db, people, self._keys.match)

    @cached_property
    def _covering(self) -> Sequence[Organization]:
        if self._answers.workplace is None:
            return []
        found = self._db.scalars(
            select(Organization)
            .join(Coverage, Coverage.organization_id == Organization.id)
            .where(Coverage.factory_id == self._answers.workplace)
            .order_by(Organization.name, Organization.id)
        )
        return list(found)

    @cached_property
    def _programmes(self) -> Sequence[Organization]:
        programme = OrganizationKind.PROGRAMME
        if self._answers.workplace is not None:
            return [each for each in self._covering if each.kind is programme]
        found = self._db.scalars(
            select(Organization).where(Organization.kind == programme).order_by(Organization.name)
        )
        return list(found)

    @property
    def _programme_ids(self) -> list[UUID]:
        return [each.id for each in self._programmes]

    @cached_property
    def _is_published(self) -> Mapping[UUID, bool]:
        bodies: Iterable[UUID] = {each.organization for each in self._readers}
        found = self._db.execute(
            select(Arrangement.organization_id, Arrangement.names_published).where(
                Arrangement.organization_id.in_(bodies)
            )
        )
        return {row.organization_id: row.names_published for row in found}

    def _arrangement_of(self, organization: UUID) -> Arrangement | None:
        return self._db.scalar(
            select(Arrangement).where(Arrangement.organization_id == organization)
        )


def _placed(organization: Organization) -> str:
    return f"{organization.name}, {organization.place}" if organization.place else organization.name


def _bare(code: str) -> bytes:
    return "".join(sign for sign in folded(code) if sign.isalnum()).encode()
