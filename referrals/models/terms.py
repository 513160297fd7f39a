"""The closed lists of the directory: kinds of help, what is known, how a provider is reached."""

from enum import StrEnum


class Known(StrEnum):
    """An answer that may be missing. What nobody said is unknown, and unknown is never a yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Category(StrEnum):
    """A kind of help. The word is the id of its taxonomy term."""

    EMERGENCY = "emergency"
    HEALTH = "health"
    GBV = "gbv"
    """Help after gender-based violence under one roof, or the helpline for it."""
    PSYCHOSOCIAL = "psychosocial"
    SAFETY = "safety"
    SHELTER = "shelter"
    LEGAL = "legal"
    POLICE = "police"
    LIVELIHOODS = "livelihoods"
    CHILD_PROTECTION = "child-protection"
    LABOUR_INSPECTORATE = "labour-inspectorate"
    UNION_SUPPORT = "union-support"
    CASE_MANAGEMENT = "case-management"
    HOTLINE = "hotline"
    DISABILITY = "disability"
    CHILDCARE = "childcare"
    SOCIAL_SECURITY = "social-security"
    WATER_SANITATION = "water-sanitation"
    EDUCATION = "education"
    SKILLS = "skills"
    CREDIT_SAVINGS = "credit-savings"
    HOUSING = "housing"
    MIGRATION_CONSULAR = "migration-consular"
    EMERGENCY_CASH = "emergency-cash"
    MEN = "men"
    LGBTQ = "lgbtq"


class Status(StrEnum):
    """HSDS `service.status`."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    CLOSED = "temporarily closed"


class Cost(StrEnum):
    """What she would have to pay."""

    FREE = "free"
    PAID = "paid"
    VARIES = "varies"
    UNKNOWN = "unknown"


class Whom(StrEnum):
    """Whom a service is there for."""

    WOMEN = "women"
    MEN = "men"
    CHILDREN = "children"
    LGBTQ = "lgbtq"


class StaffSex(StrEnum):
    """Who would sit opposite her."""

    WOMEN = "women"
    MEN = "men"


class Document(StrEnum):
    """What a service may ask her to show. Nationality and migrant status are asked by nobody."""

    IDENTITY_CARD = "identity-card"
    POLICE_REPORT = "police-report"
    MEDICAL_PAPER = "medical-paper"
    FACTORY_CARD = "factory-card"
    BIRTH_CERTIFICATE = "birth-certificate"
    OTHER = "other"


class Duty(StrEnum):
    """Whether a service tells somebody else without asking her."""

    NEVER = "never"
    MAY = "may"
    MUST = "must"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """How a provider takes a referral."""

    ACCOUNT = "account"
    LINK = "link"
    PHONE = "phone"
    PAPER = "paper"
    WALK_IN = "walk-in"


class Freshness(StrEnum):
    """How long ago somebody confirmed it, against how soon its kind goes out of date."""

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DUE = "due"
    STALE = "stale"
