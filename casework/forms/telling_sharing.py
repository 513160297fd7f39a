"""Who may learn what: a question she passes over is a no."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.answers import Answers, Reply
from casework.forms.asking import Line, OneOf, Question, SomeOf, joined, label_of
from casework.telling.choices import REPLIES
from casework.telling.way import Around, is_for_child

COMMITTEE, UNION, PROGRAMME = "committee", "union", "programme"
NAME_SHARED: Mapping[str, str] = {
    COMMITTEE: _l("Those who read what I tell"),
    UNION: _l("The union, if I choose one"),
    PROGRAMME: _l("CARE, if I choose it, and its referral officer"),
}


class ChildsName(Question):
    """Her name, where child-protection officers alone read."""

    title = _l("Your name, if you want to give it")
    intro: ClassVar[Sequence[str]] = (
        _l("You need not give a name. Only child-protection officers see it."),
    )
    why = _l("With a name, the officers can find and protect you more easily.")
    name = Line(_l("Name"))
    employee_number = Line(_l("Employee number"))

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        self.name.data, self.employee_number.data = answers.name, answers.employee_number

    def write(self, answers: Answers) -> None:
        """Take the name."""
        answers.name = self.name.data or ""
        answers.employee_number = self.employee_number.data or ""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No name, for nobody."""
        answers.name = answers.employee_number = ""
        answers.name_for_committee = answers.name_for_union = False
        answers.name_for_programme = False

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The name and with whom it is shared."""
        shared = (
            NAME_SHARED[COMMITTEE] if answers.name_for_committee else "",
            NAME_SHARED[UNION] if answers.name_for_union else "",
            NAME_SHARED[PROGRAMME] if answers.name_for_programme else "",
        )
        with_whom = () if is_for_child(answers) else shared
        return joined((answers.name, answers.employee_number, *with_whom))


class OtherChildsName(ChildsName):
    """The name of the child of whom somebody else tells."""

    title = _l("The child's name, if you know it")
    intro: ClassVar[Sequence[str]] = (
        _l("You need not give a name, and we do not ask for yours."),
        _l("Only child-protection officers see it. Not even you, when you come back."),
    )
    why = _l("With a name, the officers can find and protect the child more easily.")


class HerName(ChildsName):
    """Her name, and who may learn it."""

    intro: ClassVar[Sequence[str]] = (
        _l("You need not give a name. What you tell is taken as seriously without one."),
        _l("A name that you share with nobody stays locked."),
    )
    why = _l(
        "With a name, people can find and protect you more easily. Only those you tick see it."
    )
    shared = SomeOf(_l("Who may know your name and how to reach you?"), NAME_SHARED)

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """Nothing to tick where officers alone read."""
        if is_for_child(answers):
            return OtherChildsName if answers.for_somebody_else else ChildsName
        return cls

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        super().show(answers)
        ticked = (
            (COMMITTEE, answers.name_for_committee),
            (UNION, answers.name_for_union),
            (PROGRAMME, answers.name_for_programme),
        )
        self.shared.data = [who for who, is_ticked in ticked if is_ticked]

    def write(self, answers: Answers) -> None:
        """Take the name, and share it with whom she ticked."""
        super().write(answers)
        chosen = self.shared.values
        answers.name_for_committee = COMMITTEE in chosen
        answers.name_for_union = UNION in chosen
        answers.name_for_programme = PROGRAMME in chosen


class Receiver(Question):
    """One woman of the committee she would rather have read it."""

    intro: ClassVar[Sequence[str]] = (
        _l("Two people of the committee read first. You can choose one of them."),
    )
    why = _l("It can be easier to tell a woman you know of. She does not learn that you chose her.")
    receiver = OneOf(_l("Is there a woman you would like to read this?"))

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer the women of the confirmed roster."""
        self.receiver.offer((each.id.hex, each.label) for each in around.women)

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        picked = answers.preferred_receiver
        self.receiver.data = picked.hex if picked else None

    def write(self, answers: Answers) -> None:
        """Take her choice."""
        chosen = self.receiver.value
        answers.preferred_receiver = UUID(chosen) if chosen else None

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No choice."""
        answers.preferred_receiver = None

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The post she chose."""
        labels = {each.id: each.label for each in around.women}
        return labels.get(answers.preferred_receiver, "") if answers.preferred_receiver else ""


class Close(Question):
    """Whether one of those who would read is the person, or close to the person."""

    title = _l("Is one of these people involved, or close to the person?")
    intro: ClassVar[Sequence[str]] = (
        _l("If you answer yes or do not know, that person cannot read this."),
        _l("If you pass a question over, that person cannot read it either."),
    )
    why = _l("A key that was given cannot be taken back. So we ask before anybody gets one.")

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """A question for each person who may be meant, and one about jobs."""
        shown = around.suspects
        fields: dict[str, object] = {_field(each.id): OneOf(each.label, REPLIES) for each in shown}
        if answers.workplace is not None and not is_for_child(answers):
            fields["jobs"] = OneOf(
                _l("Can the person it is about hire, fire or pay the committee's people?"),
                REPLIES,
                _l("If yes, nobody of the factory can read this. Others outside the factory can."),
            )
        plain = {} if shown else {"title": _l("People close to this person"), "intro": ()}
        return type("AskedClose", (cls,), {**plain, **fields})

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        for name, field in self._fields.items():
            known = answers.decides_on_jobs if name == "jobs" else answers.close.get(name[6:])
            field.data = known.value if known else None

    def write(self, answers: Answers) -> None:
        """Take each answer; a person passed over has none, and is withheld."""
        chosen = {name: field.data for name, field in self._fields.items() if field.data}
        answers.close = {name[6:]: Reply(value) for name, value in chosen.items() if name != "jobs"}
        if "jobs" in self._fields:
            answers.decides_on_jobs = Reply(chosen["jobs"]) if "jobs" in chosen else None

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No answers: everybody who may be meant is withheld."""
        answers.close, answers.decides_on_jobs = {}, None

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Each answer with the post it is about."""
        labels = {each.id.hex: each.label for each in around.suspects}
        told = [
            f"{labels[person]}: {label_of(reply, REPLIES)}"
            for person, reply in answers.close.items()
            if person in labels
        ]
        if answers.decides_on_jobs:
            told.append(_("Decides on jobs: %(reply)s", reply=REPLIES[answers.decides_on_jobs]))
        return joined(told)


def _field(membership: UUID) -> str:
    return f"close_{membership.hex}"
