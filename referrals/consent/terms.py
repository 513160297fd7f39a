"""The closed lists of consent: what may leave a case, what for, to whom, and how it was agreed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Field(StrEnum):
    """One thing about her that may leave a case. What is not on this list never leaves.

    There is no nationality and no migrant status among them, and nothing of the inquiry.
    """

    REFERENCE = "reference"
    """A code for this referral alone: neither her number nor the code of the case."""
    HELP = "help"
    """Which kinds of help she asks for."""
    URGENCY = "urgency"
    """By when she has to be seen, and that she is in danger."""
    REACH = "reach"
    """The safe way to reach her: how, when, who answers, what to say."""
    NAME = "name"
    LANGUAGE = "language"
    AGE_BAND = "age_band"
    SEX = "sex"
    ACCESS = "access"
    """What she needs to get in and be understood: steps, hearing, seeing."""
    STAFF = "staff"
    """Who should sit opposite her: a woman, a man, somebody used to trans people."""
    AREA = "area"
    """The district she comes from, and nothing finer."""
    SHIFT = "shift"
    """When she can come: free hours and the day of rest."""
    MONEY = "money"
    """That it has to be free for her."""
    DOCUMENTS = "documents"
    """Which papers she can show."""
    CHILDREN = "children"
    """That she brings children."""
    ACCOMPANIMENT = "accompaniment"
    """That somebody comes with her, or should."""
    HAPPENED = "happened"
    """What happened, in the words that she let somebody write for this provider."""


ENDLESS = date.max
"""The last day of a yes that has none: being counted goes on until she says no."""
CODES_ALONE: Mapping[Field, frozenset[str]] = MappingProxyType(
    {Field.ACCESS: frozenset({"step_free"})}
)
"""Of these, what was typed leaves only in words that were read to her; by itself, codes alone."""


class Purpose(StrEnum):
    """What she agrees to. One never stands for another."""

    SERVICE = "service"
    """That this provider helps her."""
    SHARING = "sharing"
    """That people who help her talk to each other about it."""
    STATISTICS = "statistics"
    """That she is counted, without a name. Nothing leaves a case by it: it holds no field."""


class RecipientKind(StrEnum):
    """Who gets it."""

    ORGANIZATION = "organization"
    """An organisation of the directory: those who work there on what was asked."""
    PERSON = "person"
    """One person by name, and nobody else of where she works."""
    PROGRAMME = "programme"
    """Whoever counts: for statistics alone."""


class Given(StrEnum):
    """How she agreed."""

    IN_PERSON = "in_person"
    NUMBER = "number"
    """She pressed it herself, with number and second word."""
    WITNESSED = "witnessed"
    """Read aloud and agreed before a witness, as by somebody who does not read."""


class Voice(StrEnum):
    """Whose yes it is."""

    HERSELF = "herself"
    ASSENT = "assent"
    """A child's own yes beside that of whoever looks after it."""
    CAREGIVER = "caregiver"


class Ground(StrEnum):
    """Why something leaves without her yes."""

    DANGER = "danger"
    """Somebody's life is in danger now."""
    DUTY = "duty"
    """A law says that it must be told."""
