"""What the people pages call things: weaknesses, reasons, kinds and states in whole sentences."""

from flask_babel import get_locale
from flask_babel import gettext as _

from auth.certifying import Reason
from auth.models import OrganizationKind
from auth.passphrases import Weakness
from auth.people import State


def weakness_words(weakness: Weakness) -> str:
    """Why a passphrase is refused, and what would help."""
    words: dict[Weakness, str] = {
        Weakness.SHORT: _("This is too short. Add two or three more words."),
        Weakness.LONG: _("This is too long. 200 signs are enough."),
        Weakness.COMMON: _("Many people use this, so it is guessed first. Use several words."),
        Weakness.WORD: _("One or two words are easy to guess. Add more words that do not belong."),
        Weakness.NAME: _("Names are easy to guess. Use words that have nothing to do with you."),
        Weakness.KEYBOARD: _("Rows of keys are easy to guess. Use several words instead."),
        Weakness.REPEAT: _("The same sign again and again is easy to guess. Use several words."),
        Weakness.SEQUENCE: _("Signs that follow each other are easy to guess. Use several words."),
        Weakness.DATE: _("Dates and years are easy to guess. Use several words instead."),
    }
    return words[weakness]


def reason_words(reason: Reason) -> str:
    """Why somebody cannot confirm a certificate."""
    words: dict[Reason, str] = {
        Reason.OWN: _("Nobody can confirm their own keys."),
        Reason.SAME_BODY: _("Somebody of another organisation has to confirm this person."),
        Reason.UNCERTIFIED: _("You can confirm others once you are certified yourself."),
        Reason.ADMINISTRATOR: _("Whoever invites people cannot confirm them."),
        Reason.OUTSIDE: _("Whoever helps people who are sent to her vouches for nobody."),
        Reason.ALREADY: _("Your organisation has confirmed this person already."),
        Reason.TOO_LATE: _(
            "You were certified after this began. Ask the person to sign in and to ask for "
            "confirmation once more."
        ),
        Reason.OTHER_WORDS: _(
            "These are not the words of the keys that would be used. Do not confirm. Speak with "
            "the person again; if the words stay different, tell your organisation."
        ),
    }
    return words[reason]


def kind_words(kind: OrganizationKind) -> str:
    """What an organisation is."""
    words: dict[OrganizationKind, str] = {
        OrganizationKind.FACTORY: _("Factory"),
        OrganizationKind.UNION: _("Union"),
        OrganizationKind.PROGRAMME: _("Programme"),
        OrganizationKind.PROVIDER: _("Provider of help"),
        OrganizationKind.AUTHORITY: _("Authority"),
        OrganizationKind.ASSOCIATION: _("Association"),
        OrganizationKind.BRAND: _("Brand"),
        OrganizationKind.NETWORK: _("Network of workers or women's groups"),
        OrganizationKind.RESOURCE_CENTRE: _("Resource centre"),
        OrganizationKind.DONOR: _("Donor"),
    }
    return words[OrganizationKind(kind)]


def country_words(code: str) -> str:
    """A country by its name in the page's language; a code that no list has stays as it is."""
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code


def state_words(state: State) -> str:
    """How far somebody has come."""
    words: dict[State, str] = {
        State.NEW: _("Not invited yet"),
        State.INVITED: _("Invited"),
        State.WAITING: _("Waits to be confirmed"),
        State.CERTIFIED: _("Certified"),
        State.BY_ROOT: _("Certified by the root key"),
        State.EXPIRED: _("Certificate is over"),
        State.ACTIVE: _("Active"),
        State.FROZEN: _("Frozen"),
        State.LEFT: _("Has left"),
    }
    return words[state]


def state_tone(state: State) -> str:
    """The colour of the tag beside it."""
    tones: dict[State, str] = {
        State.NEW: "grey",
        State.INVITED: "amber",
        State.WAITING: "amber",
        State.CERTIFIED: "green",
        State.BY_ROOT: "teal",
        State.EXPIRED: "red",
        State.ACTIVE: "green",
        State.FROZEN: "red",
        State.LEFT: "grey",
    }
    return tones[state]
