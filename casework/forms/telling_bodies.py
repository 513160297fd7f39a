"""Which bodies may know: the factory's committee, a union, the programme."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.answers import Answers
from casework.forms.asking import Line, OneOf, Question, joined, label_of
from casework.telling.choices import CARE
from casework.telling.way import Around

NO_UNION = "none"
YES_NO: Mapping[str, str] = {"yes": _l("Yes"), "no": _l("No")}
CARE_HINTS: Mapping[str, str] = {
    "no": _l(
        "Then nobody of CARE reads it or learns your name. If you ask for a referral officer "
        "later, she learns what you need, and nothing else."
    )
}


class Committee(Question):
    """Whether the factory's committee may know, where she would like help and no complaint."""

    intro: ClassVar[Sequence[str]] = (
        _l("You would like help, not a complaint. For that the committee need not know."),
        _l("If you pass this over or choose no, nobody of the factory learns that you wrote."),
    )
    why = _l(
        "Then nobody of the factory reads what you told. Somebody outside finds the help you need."
    )
    committee = OneOf(_l("May the factory's committee know of it?"), YES_NO)

    def show(self, answers: Answers) -> None:
        """Fill the field, where she has said yes."""
        self.committee.data = "yes" if answers.help_for_committee else None

    def write(self, answers: Answers) -> None:
        """Take the answer; anything but a yes is a no."""
        answers.help_for_committee = self.committee.value == "yes"

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No."""
        answers.help_for_committee = False

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Yes or no."""
        return str(YES_NO["yes" if answers.help_for_committee else "no"])


class Union(Question):
    """Which union may follow what is done, and what it may know of her."""

    title = _l("May a union follow what is done?")
    intro: ClassVar[Sequence[str]] = (
        _l("A union can watch that something is really done, and in time."),
        _l("It does not read what you tell. It learns your name only if you ticked that."),
    )
    why = _l("A union you do not choose learns nothing, not even that somebody wrote.")
    union = OneOf(_l("Which union?"))
    post = Line(
        _l("Your work, if the union may know it"),
        _l("Such as: helper. Whoever follows the outcome reads it too, the committee as well."),
    )
    line = Line(_l("Your line or floor, if the union may know it"))

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer the unions of her place, and none of them."""
        unions = [(each.id.hex, each.label) for each in around.unions]
        self.union.offer([*unions, (NO_UNION, _("No union"))])

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.union.data = answers.union.hex if answers.union else None
        self.post.data, self.line.data = answers.union_post, answers.union_line

    def write(self, answers: Answers) -> None:
        """Take the union, or none."""
        chosen = self.union.value
        answers.union = UUID(chosen) if chosen and chosen != NO_UNION else None
        is_any = answers.union is not None
        answers.union_post = (self.post.data or "") if is_any else ""
        answers.union_line = (self.line.data or "") if is_any else ""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No union."""
        answers.union, answers.union_post, answers.union_line = None, "", ""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The union's name with what it knows of her, or that there is none."""
        if answers.union is None:
            return str(_("No union"))
        names = {each.id: each.label for each in around.unions}
        known = (names.get(answers.union, ""), answers.union_post, answers.union_line)
        return joined(known)


class Care(Question):
    """Whether the programme may see or read it."""

    hints: ClassVar[Mapping[str, Mapping[str, str]]] = {"care": CARE_HINTS}

    intro: ClassVar[Sequence[str]] = (
        _l("CARE supports the committees of many factories. It is not part of the factory."),
        _l("If the factory's people are too close to this, CARE can take over."),
    )
    why = _l("Nothing later can change your no but you.")
    care = OneOf(_l("May CARE know of this?"), CARE)

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """Without a factory there is nobody but the programme, or one of several."""
        if answers.workplace:
            return cls
        return OneOfSeveral if len(around.programmes) > 1 else CareAlone

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        if answers.declines_programme:
            self.care.data = "no"
        elif answers.tells_programme:
            self.care.data = "told" if answers.told_for_programme else "outcome"

    def write(self, answers: Answers) -> None:
        """Take the answer; passing it over is a no that she can be asked about again."""
        chosen = self.care.value
        answers.tells_programme = chosen in ("outcome", "told") if chosen else None
        answers.told_for_programme = chosen == "told"
        answers.declines_programme = chosen == "no"

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No answer."""
        answers.tells_programme = answers.programme = None
        answers.told_for_programme = answers.declines_programme = False

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The answer in words."""
        if answers.workplace is None and len(around.programmes) > 1:
            return OneOfSeveral.summary(answers, around)
        if answers.declines_programme:
            return label_of("no", CARE)
        if not answers.tells_programme:
            return ""
        return label_of("told" if answers.told_for_programme else "outcome", CARE)


class CareAlone(Care):
    """The same where no factory's committee exists."""

    hints: ClassVar[Mapping[str, Mapping[str, str]]] = {"care": CARE_HINTS}
    intro: ClassVar[Sequence[str]] = (
        _l("For your place there is no committee. Only CARE's people can read what you tell."),
        _l("Without your yes nobody can read it. You can still keep it for yourself."),
    )
    why = _l("CARE is not part of any factory. Its case supervisor would read and answer you.")
    care = OneOf(_l("May CARE read this?"), {"told": _l("Yes"), "no": _l("No")})


class OneOfSeveral(CareAlone):
    """The same where several programmes could read it: one alone does, the one she chooses."""

    intro: ClassVar[Sequence[str]] = (
        _l("For your place there is no committee. One of these can read what you tell."),
        _l("Only the people of the one you choose read it. The others learn nothing."),
    )
    care = OneOf(_l("Who may read this?"))

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer each programme, and none."""
        bodies = [(each.id.hex, each.label) for each in around.programmes]
        self.care.offer([*bodies, ("no", _("Nobody"))])

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        chosen = answers.programme.hex if answers.programme else None
        self.care.data = "no" if answers.declines_programme else chosen

    def write(self, answers: Answers) -> None:
        """Take her choice."""
        chosen = self.care.value
        is_body = chosen not in ("", "no")
        answers.programme = UUID(chosen) if is_body else None
        answers.tells_programme = is_body if chosen else None
        answers.told_for_programme = is_body
        answers.declines_programme = chosen == "no"

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The programme's name, or that there is none."""
        names: dict[UUID | None, str] = {each.id: each.label for each in around.programmes}
        if answers.declines_programme:
            return str(_("Nobody"))
        return names.get(answers.programme, "")
