"""What stands on every paper about help: when hours count, and that any hospital does."""

from flask_babel import gettext as _


def heading() -> str:
    """The first words of it."""
    said: str = _("A hospital can help, and time matters")
    return said


def hours_that_count(*, quiet: bool = False) -> list[str]:
    """The limits, in WHO's figures: Clinical management of rape and intimate partner violence
    survivors (2020), HIV prevention within 72 hours, emergency contraception within 120.

    `quiet` leaves out after what: on a card that somebody may find in her pocket.
    """
    return [
        *([] if quiet else [_("If somebody forced you into sex:")]),
        _("within 72 hours (3 days): medicine that can prevent HIV;"),
        _("within 120 hours (5 days): medicine that can prevent pregnancy."),
        _("The sooner, the better. Later, care still helps. Any hospital will do."),
    ]
