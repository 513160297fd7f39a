"""What is typed where she is asked what may be passed on, and where her answer is written down."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, ValidationError
from wtforms.validators import DataRequired

from casework.forms.asking import Line, OneOf, OneOfMany, SomeOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.forms.interpreting import BesideForm
from casework.helping.agreed import Agreed, Needed
from casework.words import helping as words
from referrals.consent.ledger import Recipient
from referrals.consent.terms import ENDLESS, Field, Given, RecipientKind, Voice
from referrals.matching.needs import AgeBand
from referrals.words.consent import FIELDS, VOICES
from referrals.words.packets import value_words

F = Field
WORDED = (F.NAME, F.REACH, F.ACCESS, F.HAPPENED)
"""Fields that leave in the words agreed with her."""
USUAL = {F.HELP, F.URGENCY, F.REACH, F.LANGUAGE}
"""Ticked beforehand: without these hardly a place can help (practice.md 3)."""
HERE, ON_HER_PAGE = "here", "page"


class WhomForm(CaseForm):
    """To whom something goes: a place of the directory, or one person by name."""

    place = OneOfMany(
        _l("To which place?"), _l("One that is missing is written into the directory first.")
    )
    person = Line(
        _l("Or to one person, by name"), _l("Nobody else of where this person works gets it.")
    )
    drawn = HiddenField()
    """Of the person: drawn when the page is, so that a second press names nobody new."""

    def offer_places(self, places: Iterable[Recipient]) -> None:
        """Say who is in the directory."""
        self._places = {each.id.hex: each for each in places}
        self.place.offer([(id_, each.name) for id_, each in self._places.items()])
        self.drawn.data = self.drawn.data or uuid4().hex

    takes_person = True

    def only_places(self) -> None:
        """Nothing is sent to one person alone: where something is sent, it goes to a place."""
        self.takes_person = False
        del self.person

    def validate_place(self, field: OneOfMany) -> None:
        """Raises ValidationError for nobody."""
        if not self.takes_person and not field.value:
            raise ValidationError(_("Choose a place."))

    def validate_person(self, field: Line) -> None:
        """Raises ValidationError for nobody, or for two."""
        if bool(field.data) is bool(self.place.value):
            raise ValidationError(_("Choose a place, or write one name: one of the two."))

    def recipient(self) -> Recipient:
        """Who was chosen, once the form is valid."""
        if self.place.value:
            return self._places[self.place.value]
        return Recipient(kind=RecipientKind.PERSON, id=self._drawn(), name=self.person.data or "")

    def _drawn(self) -> UUID:
        try:
            return UUID(hex=self.drawn.data or "")
        except ValueError:
            return uuid4()


class PassingForm(WhomForm):
    """What goes, and the words of it."""

    fields_ = SomeOf(
        _l("What are they told?"),
        hint=_l("As little as they need. Nothing else leaves."),
        validators=[DataRequired(_l("Choose what they are told."))],
    )
    name = Line(_l("Her name, as they are to know it"))
    reach = Words(
        _l("How they may reach her safely"),
        _l("How, when, who answers, what to say then."),
        limit=500,
    )
    access = Line(
        _l("What she needs to get in and be understood, as they are to know it"),
        _l("It is read to her word for word."),
        limit=300,
    )
    happened = Words(
        _l("What happened, for this place alone"),
        _l("Only if she wants it, in words you agreed on with her."),
        limit=REASON,
    )

    def offer(self, places: Iterable[Recipient]) -> None:
        """Say what there is to choose from."""
        self.offer_places(places)
        pairs = [(each.value, str(FIELDS[each])) for each in Field if each is not F.REFERENCE]
        self.fields_.offer(pairs)

    def show(self, known: Mapping[Field, tuple[str, ...]], place: str = "") -> None:
        """Begin with what hardly a place can do without, and with what is known."""
        self.fields_.data = [each.value for each in Field if each in USUAL]
        self.place.data = place
        for field in WORDED:
            self[field.value].data = " · ".join(
                value_words(field, each) for each in known.get(field, ())
            )

    def validate_fields_(self, field: SomeOf) -> None:
        """Raises ValidationError where something is ticked and its words are missing."""
        for each in WORDED:
            if each.value in field.values and not (self[each.value].data or "").strip():
                says = _("Write the words for: %(what)s. Or do not tick it.", what=FIELDS[each])
                raise ValidationError(says)

    def chosen(self) -> frozenset[Field]:
        """What was ticked, and the code that goes with everything."""
        return frozenset({F.REFERENCE, *(Field(each) for each in self.fields_.values)})

    def written(self) -> dict[Field, str]:
        """The words of what was ticked; words of anything else stay behind."""
        ticked = self.chosen()
        return {each: (self[each.value].data or "").strip() for each in WORDED if each in ticked}


class AskForm(PassingForm):
    """What she is asked to agree to: to whom, what, how long."""

    days = OneOf(
        _l("How long may it hold?"),
        {each: words.HOW_LONG[each] for each in ("30", "90", "180")},
        validators=[DataRequired(_l("Choose how long it holds."))],
    )
    language = OneOf(_l("In which language does she hear or read it?"))
    where = OneOf(
        _l("How does she answer?"),
        validators=[DataRequired(_l("Choose how she answers."))],
    )

    def offer_ways(self, languages: Iterable[tuple[str, str]], *, has_page: bool) -> None:
        """Say in which languages it can be written, and whether she has a page of her own."""
        self.language.offer(languages)
        ways = [(HERE, _("I read it to her, in person or on the telephone"))]
        if has_page:
            ways.append((ON_HER_PAGE, _("She reads it on her own page, with number and word")))
        self.where.offer(ways)

    def until(self, today: date) -> date:
        """The last day on which it holds."""
        return today + timedelta(days=int(self.days.value))


class CountForm(CaseForm):
    """Whether she may be counted: asked apart from everything else."""

    programme = OneOf(
        _l("Who counts?"), validators=[DataRequired(_l("Choose who would count her."))]
    )
    language = OneOf(_l("In which language does she hear or read it?"))
    where = OneOf(
        _l("How does she answer?"), validators=[DataRequired(_l("Choose how she answers."))]
    )
    offer_ways = AskForm.offer_ways

    def offer(self, programmes: Iterable[tuple[UUID, str]]) -> None:
        """Say which programmes count cases of her place."""
        self.programme.offer([(id_.hex, name) for id_, name in programmes])

    def recipient(self) -> Recipient:
        """Who was chosen, once the form is valid."""
        chosen = self.programme.value
        name = named(self.programme.choices)[chosen]
        return Recipient(kind=RecipientKind.PROGRAMME, id=UUID(hex=chosen), name=name)

    def chosen(self) -> frozenset[Field]:
        """No single fields: what is counted is the same of everybody."""
        return frozenset()

    def until(self, _today: date) -> date:
        """No last day."""
        return ENDLESS

    def written(self) -> dict[Field, str]:
        """No words of hers."""
        return {}


class YesForm(BesideForm, CaseForm):
    """How she said yes, and who beside her."""

    given = OneOf(
        _l("How did she agree?"),
        {
            Given.IN_PERSON: _l("She said yes to me"),
            Given.WITNESSED: _l("She said yes before a witness, as I read it to her"),
        },
        validators=[DataRequired(_l("Choose how she agreed."))],
    )
    witness = Line(_l("Who was the witness?"), _l("A name, and what this person is to her."))
    voices = SomeOf(_l("Who has agreed?"))
    spoken_in = Line(
        _l("In which language did you say it?"),
        _l("Only where it was another than the one above."),
    )
    beside = SomeOf(
        _l("Who interpreted?"), hint=_l("Interpreters stand on the People page of the case.")
    )
    interpreted = BooleanField(
        _l("Somebody interpreted whom the committee has written down, and who has signed"),
        description=_l("Ask the committee before you read it to her. You read no name here."),
    )

    def offer(self, needed: frozenset[Voice]) -> None:
        """Say whose yes is needed: an adult's own is not asked twice."""
        self.voices.offer([(each.value, str(VOICES[each])) for each in Voice if each in needed])

    def validate_witness(self, field: Line) -> None:
        """Raises ValidationError for a witness without a name."""
        if self.given.value == Given.WITNESSED and not field.data:
            raise ValidationError(_("Write who the witness was."))

    def agreed(self, consent: UUID, needed: frozenset[Voice]) -> Agreed:
        """What was typed, once the form is valid."""
        alone = needed == {Voice.HERSELF}
        said = needed if alone else frozenset(Voice(each) for each in self.voices.values)
        return Agreed(
            consent=consent,
            given=Given(self.given.value),
            voices=said,
            witness=self.witness.data or "",
            spoken_in=self.spoken_in.data or "",
            interpreters=self.who_beside,
            is_interpreted=bool(self.interpreted.data),
        )


class LessForm(CaseForm):
    """Which single things of a yes are taken back."""

    fields_ = SomeOf(
        _l("What is taken back?"),
        validators=[DataRequired(_l("Tick what is taken back."))],
    )

    def offer(self, pairs: Iterable[tuple[Field, str]]) -> None:
        """Say what the yes is about; the code goes without saying."""
        self.fields_.offer([(each.value, said) for each, said in pairs])

    def taken(self) -> frozenset[Field]:
        """What was ticked, once the form is valid."""
        return frozenset(Field(each) for each in self.fields_.values)


class FindOutForm(CaseForm):
    """Who has to agree at her age in this country, and who says so."""

    voices = SomeOf(
        _l("Who has to agree?"),
        {each.value: VOICES[each] for each in Voice},
        validators=[DataRequired(_l("Choose who has to agree."))],
    )
    source = Words(
        _l("Who or what says so?"),
        _l("The law with its section, or who was asked and when."),
        limit=500,
        validators=[DataRequired(_l("Write where you know it from."))],
    )

    def needed(self, age: AgeBand) -> Needed:
        """What was typed, once the form is valid."""
        voices = frozenset(Voice(each) for each in self.voices.values)
        return Needed(age=age, voices=voices, source=self.source.data or "")


def named(choices: object) -> dict[str, str]:
    """The words of each choice of a field."""
    offered = choices if isinstance(choices, list) else []
    return {str(each[0]): str(each[1]) for each in offered}
