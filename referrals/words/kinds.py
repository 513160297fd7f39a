"""What each kind of help is called by somebody who needs it."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from referrals.models.terms import Category

KINDS: Mapping[Category, str] = MappingProxyType(
    {
        Category.HEALTH: _l("A doctor or a hospital"),
        Category.PSYCHOSOCIAL: _l("Somebody to talk with"),
        Category.SHELTER: _l("A safe place to sleep"),
        Category.LEGAL: _l("Advice on law and rights"),
        Category.POLICE: _l("The police"),
        Category.HOTLINE: _l("A number to call"),
        Category.EMERGENCY_CASH: _l("Money in an emergency"),
        Category.CHILD_PROTECTION: _l("Help for children and under 18"),
        Category.EMERGENCY: _l("Ambulance, fire, rescue"),
        Category.GBV: _l("Help after violence, in one place"),
        Category.SAFETY: _l("Protection from somebody"),
        Category.CASE_MANAGEMENT: _l("Somebody who stays with you through it"),
        Category.UNION_SUPPORT: _l("A union"),
        Category.LABOUR_INSPECTORATE: _l("The labour office"),
        Category.LIVELIHOODS: _l("Work and income"),
        Category.SKILLS: _l("Learning a trade"),
        Category.EDUCATION: _l("School and courses"),
        Category.CREDIT_SAVINGS: _l("Loans and savings"),
        Category.SOCIAL_SECURITY: _l("Benefits and insurance of the state"),
        Category.HOUSING: _l("A place to live"),
        Category.WATER_SANITATION: _l("Water and toilets"),
        Category.CHILDCARE: _l("Somebody to look after children"),
        Category.DISABILITY: _l("Help with a disability"),
        Category.MIGRATION_CONSULAR: _l("Help for migrants, embassies"),
        Category.LGBTQ: _l("Help for LGBTQ+ people"),
        Category.MEN: _l("Help for men"),
    }
)
"""In the order in which they are offered: what is asked for most comes first."""

FIRST = 8
"""How many are shown before somebody asks for more."""
