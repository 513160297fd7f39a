"""What must be reported by law, and that she may be under age, in the words of a page."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.course.duties import NO, YES, Duty, Whose
from casework.course.minority import AgeStep
from casework.procedures.covering import is_beside_the_law
from casework.procedures.terms import Binding
from casework.words.procedures import rests_on, shown_as, spoken

DUTY_ANSWERS: Mapping[str, str] = {
    YES: _l("Yes, it must be reported"),
    NO: _l("No, only if she wants it"),
}
DECISIONS: Mapping[str, str] = {
    AgeStep.GOES_ON: _l("It goes on: I agree to what he will notice, with all that protects her"),
    AgeStep.STOPS: _l("Nothing is done that he notices"),
    AgeStep.OF_AGE: _l("She is of age: it goes on as any other case"),
}
WHOSE: Mapping[Whose, str] = {
    Whose.CHILDS: _l("If she is under age"),
    Whose.ADULTS: _l("If she is of age"),
}
STEPS: Mapping[str, str] = {
    AgeStep.MARKED: _l("She may be under age. A child protection officer decides what follows."),
    AgeStep.GOES_ON: _l("A child protection officer agrees that it goes on."),
    AgeStep.STOPS: _l("A child protection officer says: nothing is done that he notices."),
    AgeStep.OF_AGE: _l("A child protection officer found out that she is of age."),
    AgeStep.LIFT_ASKED: _l("Somebody says that she is of age. Another one has to say it too."),
    AgeStep.LIFTED: _l("Two people say that she is of age, where no officer could."),
    AgeStep.MARK_ASKED: _l("Somebody doubts again that she is of age. Another one decides."),
}
NOTED: Mapping[tuple[str, str], str] = {
    (Whose.CHILDS, YES): _l("A case of somebody under age must be reported by law."),
    (Whose.CHILDS, NO): _l("A case of somebody under age need not be reported by law."),
    (Whose.ADULTS, YES): _l("A case of an adult must be reported by law."),
    (Whose.ADULTS, NO): _l("A case of an adult need not be reported by law."),
}


def age_words(line: Line) -> str:
    """What an entry about her age says."""
    return str(STEPS.get(str(line.facts.get("step")), ""))


def duty_words(duty: Duty) -> str:
    """Whether a case must be reported, as a sentence."""
    if duty.required is None:
        return str(_("Not known. Somebody must find it out before he notices anything."))
    if duty.required:
        return str(_("Yes: the state must be told, also against her will. Tell her so first."))
    return str(_("No: nothing is reported without her consent."))


def duty_source(duty: Duty) -> str:
    """How far that binds and where it stands, or that somebody of the case found it out."""
    if duty.is_noted:
        return str(_("Found out for this case; see what was noted."))
    if duty.required is None:
        return str(_("Neither the rules of this case nor the factory say it."))
    if duty.rule.binding is Binding.FACTORY:
        return f"{shown_as(duty.rule)}: {duty.pack.the_source(duty.rule).title}"
    return f"{shown_as(duty.rule)}: {rests_on(duty.pack, duty.rule)}"


def duty_rule(duty: Duty) -> str:
    """What the rule adds to it, in the pack's own words."""
    is_the_packs = not duty.is_noted and duty.rule.binding is not Binding.FACTORY
    return spoken(duty.rule.rule) if is_the_packs else ""


def noted_duties(line: Line) -> list[str]:
    """What an entry says was found out."""
    answers = ((each, str(line.facts.get(each.value, ""))) for each in Whose)
    return [str(NOTED[each]) for each in answers if each in NOTED]


DUTY_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "age_words": age_words,
        "is_beside_the_law": is_beside_the_law,
        "duty_rule": duty_rule,
        "duty_source": duty_source,
        "duty_words": duty_words,
        "whose_words": lambda whose: str(WHOSE[whose]),
    }
)
