"""What a column of somebody's list can mean, and the headings it is known by."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Field(StrEnum):
    """What is said of a service in one column."""

    IDENTIFIER = "identifier"
    ORGANIZATION = "organization"
    SERVICE = "service"
    DESCRIPTION = "description"
    CATEGORY = "category"
    STATUS = "status"
    COUNTRY = "country"
    AREA = "area"
    """Where its door is."""
    SERVES_AREA = "serves_area"
    """Where people live whom it serves."""
    ADDRESS = "address"
    CONFIDENTIAL = "confidential"
    TRANSPORT = "transport"
    PHONE = "phone"
    MOBILE = "mobile"
    """Further numbers: lists have two or three columns of them."""
    CONTACT = "contact"
    EMAIL = "email"
    WEBSITE = "website"
    HOURS = "hours"
    RULED_HOURS = "ruled_hours"
    """Hours of some weeks, days of a month and the like, as rules (RFC 5545)."""
    DAYS = "days"
    OPENS = "opens"
    CLOSES = "closes"
    LANGUAGES = "languages"
    COST = "cost"
    PRICES = "prices"
    """Single prices, one a line."""
    FOR_WHOM = "for_whom"
    AGES = "ages"
    YOUNGEST = "youngest"
    OLDEST = "oldest"
    STAFF_SEX = "staff_sex"
    TRANS_FRIENDLY = "trans_friendly"
    MIGRANTS = "migrants"
    STEP_FREE = "step_free"
    CHILDREN = "children"
    DOCUMENTS = "documents"
    POLICE_REPORT = "police_report"
    ACCOMPANIMENT = "accompaniment"
    TELLS_POLICE = "tells_police"
    TELLS_FAMILY = "tells_family"
    TELLS_EMPLOYER = "tells_employer"
    TELLS_WORDS = "tells_words"
    ACCEPTS_BY = "accepts_by"
    ANSWER_HOURS = "answer_hours"
    CAPACITY = "capacity"
    ALERT = "alert"
    ELIGIBILITY = "eligibility"
    APPLICATION = "application"
    INTERPRETERS = "interpreters"
    CHECKED_ON = "checked_on"
    """When whoever kept the list last asked there."""


MANY = frozenset({Field.PHONE, Field.MOBILE, Field.DESCRIPTION, Field.ADDRESS, Field.CATEGORY})
"""What several columns may say together: a second telephone, the parts of an address."""
ALSO_ORGANIZATION = frozenset({Field.ORGANIZATION, Field.SERVICE})
"""Without one of these a row is nobody's service."""

HEADINGS: Mapping[Field, str] = MappingProxyType(
    {
        Field.IDENTIFIER: "id|identifier|service id|code|reference|ref|uuid|no de ref",
        Field.ORGANIZATION: "organisation|organization|organisation name|agency|agency name|ngo"
        "|name of organisation|name of the organisation|provider|service provider|institution"
        "|organisation/agency|implementing partner|partner|name of agency|facility|facility name"
        "|সংস্থা|সংস্থার নাম|lembaga|tổ chức",
        Field.SERVICE: "service|service name|name of service|name|program|programme|project"
        "|name of facility|centre|center|centre name|সেবা|layanan|dịch vụ",
        Field.DESCRIPTION: "description|services|services provided|services offered|details"
        "|service details|type of services provided|what they offer|remarks|comments|notes",
        Field.CATEGORY: "category|type|service type|type of service|sector|kind of help|thematic"
        "|service category|categories|area of work|type of services|ধরন|kategori|loại",
        Field.STATUS: "status|active|operational|functional|current status",
        Field.COUNTRY: "country|country code|দেশ|negara|quốc gia",
        Field.AREA: "area|district|location|city|town|upazila|province|division|state|region"
        "|area code|place|zone|county|regency|kabupaten|জেলা|tỉnh|township",
        Field.SERVES_AREA: "areas served|coverage|coverage area|service area|catchment"
        "|catchment area|areas covered|area of coverage|geographic coverage|working area",
        Field.ADDRESS: "address|full address|street|street address|office address|physical address"
        "|address line|location address|ঠিকানা|alamat|địa chỉ",
        Field.CONFIDENTIAL: "confidential|confidential location|secret address|address confidential"
        "|location confidential|hidden",
        Field.TRANSPORT: "transport|how to get there|directions|reachable by|bus|public transport",
        Field.PHONE: "phone|telephone|tel|phone number|contact number|phone no|contact no|hotline"
        "|helpline|telephone number|phones|contact phone|landline|phone/whatsapp|phone numbers"
        "|focal point phone|ফোন|মোবাইল|telepon|điện thoại",
        Field.MOBILE: "mobile|mobile number|cell|mobile no|phone 2|alternative phone|second phone"
        "|other phone|whatsapp|hand phone|hp|backup phone|back-up phone|emergency number",
        Field.CONTACT: "contact|contact person|focal point|focal person|name of focal point"
        "|focal point name|contact name|responsible person|person in charge|staff",
        Field.EMAIL: "email|e-mail|mail|email address|focal point email|contact email",
        Field.WEBSITE: "website|web|url|web site|link|homepage|facebook",
        Field.HOURS: "hours|opening hours|working hours|office hours|opening times|time|schedule"
        "|hours of operation|days and hours|days/hours|availability|open hours|operating hours"
        "|সময়|jam buka|giờ mở cửa",
        Field.DAYS: "days|opening days|working days|days open|open days",
        Field.OPENS: "opens|open|opening time|from time|opens at|start time|time from",
        Field.CLOSES: "closes|close|closing time|to time|closes at|end time|time to",
        Field.LANGUAGES: "language|languages|language spoken|languages spoken|ভাষা|bahasa",
        Field.COST: "cost|fee|fees|price|free|cost of service|charges|free of charge|costs"
        "|free or paid|খরচ|biaya|chi phí",
        Field.FOR_WHOM: "for whom|target group|beneficiaries|target population|clients|who can use"
        "|target|target beneficiaries|population served|gender served",
        Field.AGES: "age|ages|age group|age range|age limit|target age",
        Field.YOUNGEST: "minimum age|min age|youngest|age from",
        Field.OLDEST: "maximum age|max age|oldest|age to",
        Field.STAFF_SEX: "staff sex|sex of staff|female staff|women staff|staff gender"
        "|female staff available|gender of staff",
        Field.TRANS_FRIENDLY: "trans friendly|transgender friendly|lgbt friendly|lgbtq friendly"
        "|lgbtq+ friendly|trans",
        Field.MIGRANTS: "migrants|serves migrants|migrants served|migrant friendly",
        Field.STEP_FREE: "step free|disability access|wheelchair|wheelchair access|accessible"
        "|access for disability|accessibility|access for people with disabilities",
        Field.CHILDREN: "children welcome|children along|child friendly|children allowed"
        "|can bring children",
        Field.DOCUMENTS: "documents|documents needed|required documents|documents required"
        "|what to bring|papers|papers needed",
        Field.POLICE_REPORT: "police report|police report needed|police report required|gd needed"
        "|fir needed|fir required|needs police report",
        Field.ACCOMPANIMENT: "accompaniment|accompanies|escort|goes along|accompaniment offered",
        Field.TELLS_POLICE: "tells police|tells the police|mandatory reporting|reports to police",
        Field.TELLS_FAMILY: "tells family|tells the family|informs family",
        Field.TELLS_EMPLOYER: "tells employer|tells the employer|informs employer",
        Field.TELLS_WORDS: "confidentiality|what it tells|information shared",
        Field.ACCEPTS_BY: "accepts referrals by|referral form|referral method|how to refer"
        "|referral pathway|accepts by",
        Field.ANSWER_HOURS: "answer time|response time|answers within|answer hours",
        Field.CAPACITY: "capacity|beds|places|places free|number of beds|available beds",
        Field.ALERT: "alert|important|warning|closed until|temporary notice",
        Field.ELIGIBILITY: "eligibility|eligibility criteria|criteria|who is eligible"
        "|admission criteria",
        Field.APPLICATION: "how to apply|application process|intake process|how to access"
        "|access procedure|appointment",
        Field.INTERPRETERS: "interpreter|interpretation|interpretation services|translation",
        Field.PRICES: "prices|price list|tariff|rates",
        Field.RULED_HOURS: "hours by rule",
        Field.CHECKED_ON: "last verified|verified on|last updated|updated on|date updated"
        "|date verified|last checked|assured date|date of update|last verified on|verified",
    }
)
SHAPED = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """A heading by what it says: without case, accents, signs and doubled spaces."""
    if text.isascii():
        return " ".join(SHAPED.sub(" ", text.casefold()).split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in apart if unicodedata.category(each) != "Mn" or ord(each) > 999)
    return " ".join(SHAPED.sub(" ", unicodedata.normalize("NFC", plain)).split())


KNOWN: Mapping[str, Field] = MappingProxyType(
    {folded(name): field for field, names in HEADINGS.items() for name in names.split("|")}
    | {folded(each.value): each for each in Field}
)


def field_of(heading: str) -> Field | None:
    """What a column with this heading most probably means; None where it could be anything."""
    said = folded(heading)
    if said in KNOWN:
        return KNOWN[said]
    # Two rows of headings are "Contact: Phone"; forms add "(BDT)" or a line of explanation.
    pieces = [piece for piece in re.split(r"[(\[\n]", heading)[0].split(":") if piece.strip()]
    joined = folded(" ".join(pieces))
    return KNOWN.get(joined) or next(
        (KNOWN[name] for each in reversed(pieces) if (name := folded(each)) in KNOWN), None
    )


def guessed(headings: Sequence[str]) -> dict[int, Field]:
    """Column → what it means, for the columns whose heading is known. Each meaning once, but
    for those that several columns can share.
    """
    found: dict[int, Field] = {}
    for at, heading in enumerate(headings):
        field = field_of(heading)
        if field is None or (field in found.values() and field not in MANY):
            continue
        found[at] = field
    return found
