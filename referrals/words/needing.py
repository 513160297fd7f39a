"""What somebody needs, in the words in which it is asked."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from referrals.matching.needs import AgeBand, Ear, Reach, StaffWish

AGES: Mapping[AgeBand, str] = MappingProxyType(
    {
        AgeBand.UNKNOWN: _l("Not known"),
        AgeBand.UNDER_18: _l("Under 18, no more is known"),
        AgeBand.UNDER_6: _l("Up to 5"),
        AgeBand.FROM_6: _l("6 to 11"),
        AgeBand.FROM_12: _l("12 to 14"),
        AgeBand.FROM_15: _l("15 to 17"),
        AgeBand.ADULT: _l("18 or older, no more is known"),
        AgeBand.FROM_18: _l("18 to 24"),
        AgeBand.FROM_25: _l("25 to 59"),
        AgeBand.FROM_60: _l("60 or older"),
    }
)
REACHES: Mapping[Reach, str] = MappingProxyType(
    {
        Reach.NEIGHBOURS: _l("Her area and those next to it"),
        Reach.AREA: _l("Her area only"),
        Reach.COUNTRY: _l("Anywhere in the country"),
    }
)
EARS: Mapping[Ear, str] = MappingProxyType(
    {
        Ear.POLICE: _l("The police"),
        Ear.FAMILY: _l("Her family"),
        Ear.EMPLOYER: _l("Her employer"),
    }
)
STAFF: Mapping[StaffWish, str] = MappingProxyType(
    {
        StaffWish.ANY: _l("Anybody"),
        StaffWish.WOMAN: _l("A woman"),
        StaffWish.MAN: _l("A man"),
    }
)
