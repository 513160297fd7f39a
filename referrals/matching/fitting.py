"""What fits her of one service, what does not, and what nobody knows: one question a function."""

from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Fact, Reason
from referrals.matching.needs import StaffWish
from referrals.models.terms import Cost, Known, StaffSex, Whom

WISHED = {StaffWish.WOMAN: StaffSex.WOMEN, StaffWish.MAN: StaffSex.MEN}
COSTS = {
    Cost.FREE: Fact.FREE,
    Cost.PAID: Fact.PAID,
    Cost.VARIES: Fact.COST_VARIES,
    Cost.UNKNOWN: Fact.COST_UNKNOWN,
}

PRICES = {Cost.FREE: Fact.FREE_TOO, Cost.PAID: Fact.PAID_TOO}
EVERYBODY = frozenset({Whom.WOMEN, Whom.MEN})


def _known(answer: Known, yes: Fact, no: Fact, unknown: Fact) -> Reason:
    return Reason({Known.YES: yes, Known.NO: no, Known.UNKNOWN: unknown}[answer])


def kind(asking: Asking, one: Entry) -> Reason | None:
    """Which of the kinds of help she asked for it gives."""
    wanted = asking.needs.kinds
    if not wanted:
        return None
    shared = wanted & one.place.categories
    if not shared:
        return Reason(Fact.NOT_ASKED)
    return Reason(Fact.ALL_KINDS if shared == wanted else Fact.SOME_KINDS, tuple(sorted(shared)))


def language(asking: Asking, one: Entry) -> Reason | None:
    """Whether somebody speaks a language she is at ease in."""
    if not asking.needs.languages:
        return None
    spoken = one.place.languages
    if not spoken:
        return Reason(Fact.SPEAKS_UNKNOWN)
    shared = spoken & asking.needs.languages
    return Reason(Fact.SPEAKS if shared else Fact.SPEAKS_OTHERS, tuple(sorted(shared or spoken)))


def cost(asking: Asking, one: Entry) -> Reason | None:
    """Whether it costs her nothing."""
    return Reason(COSTS[one.place.to_pay]) if asking.needs.must_be_free else None


def price(asking: Asking, one: Entry) -> Reason | None:
    """Whether it costs nothing, where she did not ask: it is better all the same."""
    fact = None if asking.needs.must_be_free else PRICES.get(one.place.to_pay)
    return Reason(fact) if fact else None


def staff(asking: Asking, one: Entry) -> Reason | None:
    """Whether the person opposite her would be whom she wishes."""
    wish = asking.needs.staff
    if wish is StaffWish.ANY:
        return None
    found = one.place.staff_sex
    if not found:
        return Reason(Fact.STAFF_UNKNOWN, (wish,))
    if WISHED[wish] not in found:
        return Reason(Fact.STAFF_OTHER, (wish,))
    return Reason(Fact.STAFF_WISHED if len(found) == 1 else Fact.STAFF_BOTH, (wish,))


def trans(asking: Asking, one: Entry) -> Reason | None:
    """Whether trans people are received well, where that is her wish; a no is a limit."""
    if not asking.needs.trans_friendly:
        return None
    yes = one.place.trans_friendly is Known.YES
    return Reason(Fact.TRANS_FRIENDLY if yes else Fact.TRANS_UNKNOWN)


def whom(asking: Asking, one: Entry) -> Reason | None:
    """Whether it is there for people like her."""
    said = bool(asking.needs.whom) or asking.counts_as_child
    if not (said or one.place.serves):
        return None
    if one.place.serves >= EVERYBODY:
        return Reason(Fact.FOR_EVERYBODY)
    hers = [each for each in one.place.serves if asking.counts_as(each) is Known.YES]
    return Reason(Fact.FOR_HER, tuple(sorted(hers))) if hers else Reason(Fact.WHOM_UNKNOWN)


def age(asking: Asking, one: Entry) -> Reason | None:
    """Whether all ages she may have are among those it takes."""
    offered = one.place
    youngest, oldest = asking.years
    if offered.minimum_age is None and offered.maximum_age is None:
        if offered.ages_known:
            return Reason(Fact.AGE_FITS)
        return Reason(Fact.AGE_UNKNOWN) if asking.counts_as_child else None
    low = offered.minimum_age is None or offered.minimum_age <= youngest
    high = offered.maximum_age is None or oldest <= offered.maximum_age
    return Reason(Fact.AGE_FITS if low and high else Fact.AGE_ASK)


def steps(asking: Asking, one: Entry) -> Reason | None:
    """Whether she gets in without steps, where she needs it; a no is a limit."""
    if not asking.needs.step_free:
        return None
    if one.place.is_remote:
        return Reason(Fact.NO_DOOR)
    yes = one.place.step_free is Known.YES
    return Reason(Fact.NO_STEPS if yes else Fact.STEPS_UNKNOWN)


def children(asking: Asking, one: Entry) -> Reason | None:
    """Whether her children can come."""
    if not asking.needs.children_along or one.place.is_remote:
        return None
    return _known(
        one.place.children_welcome,
        Fact.CHILDREN_WELCOME,
        Fact.CHILDREN_NOT,
        Fact.CHILDREN_UNKNOWN,
    )


def migrants(asking: Asking, one: Entry) -> Reason | None:
    """Whether it serves migrants, where that is her wish."""
    if not asking.needs.migrant_friendly:
        return None
    return _known(
        one.place.migrants, Fact.MIGRANTS_WELCOME, Fact.MIGRANTS_NOT, Fact.MIGRANTS_UNKNOWN
    )


def accompaniment(asking: Asking, one: Entry) -> Reason | None:
    """Whether somebody of theirs goes with her."""
    if not asking.needs.accompaniment:
        return None
    return _known(one.place.accompaniment, Fact.GOES_ALONG, Fact.GOES_NOT, Fact.GOES_UNKNOWN)
