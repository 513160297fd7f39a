"""The closed lists of the directory, as everything above the tables names them."""

from referrals.models.terms import Category as Category
from referrals.models.terms import Cost as Cost
from referrals.models.terms import Document as Document
from referrals.models.terms import Duty as Duty
from referrals.models.terms import Freshness as Freshness
from referrals.models.terms import Known as Known
from referrals.models.terms import StaffSex as StaffSex
from referrals.models.terms import Status as Status
from referrals.models.terms import Way as Way
from referrals.models.terms import Whom as Whom
