"""What somebody types about a concern: the one offer of help, what became of it, and its end."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from casework.forms.asking import Line, OneOf, Words
from casework.forms.cases import REASON, CaseForm
from casework.taking_down.concerns import NEEDS_AN_OFFER, Offer, Reason, Reply, Way
from casework.words.concerns import REASON_HINTS, REASONS, REPLIES, SUGGESTED, WAYS


class OfferForm(CaseForm):
    """Who offers help, how nobody notices, where and when, and the words."""

    by = Line(
        _l("Who speaks with her?"),
        _l("One person alone: you, or somebody she trusts."),
        validators=[DataRequired(_l("Write who speaks with her."))],
    )
    way = OneOf(
        _l("How does nobody notice?"),
        WAYS,
        validators=[DataRequired(_l("Choose how nobody notices."))],
    )
    where = Line(
        _l("Where and when?"),
        _l("Never in front of others, and never through a supervisor."),
        validators=[DataRequired(_l("Write where and when."))],
    )
    words = Words(
        _l("What is said, word for word"),
        _l("Not what was told, and not who told it. Change the words to those she would use."),
        limit=REASON,
        validators=[DataRequired(_l("Write what is said."))],
    )

    def suggest(self, by: str) -> None:
        """Begin with her own name and with words that put nobody under pressure."""
        self.by.data, self.words.data = by, str(SUGGESTED)

    @property
    def offer(self) -> Offer:
        """As it was typed."""
        way = Way(self.way.value)
        return Offer(self.by.data or "", way, self.where.data or "", self.words.data or "")


class ReplyForm(CaseForm):
    """What became of the offer."""

    reply = OneOf(
        _l("What became of the offer?"),
        REPLIES,
        validators=[DataRequired(_l("Choose one."))],
    )
    words = Words(
        _l("Anything to remember"),
        _l("You may leave it empty. After a yes it is not kept here: it belongs to her own case."),
        limit=REASON,
    )

    @property
    def answer(self) -> Reply:
        """What was chosen."""
        return Reply(self.reply.value)


class CloseForm(CaseForm):
    """Why a concern is closed."""

    hints: Mapping[str, str] = REASON_HINTS

    reason = OneOf(
        _l("Why is it closed?"),
        validators=[DataRequired(_l("Choose a reason."))],
    )
    words = Words(_l("In a sentence or two"), _l("You may leave it empty."), limit=REASON)

    def prepare(self, *, is_offered: bool) -> None:
        """Offer the reasons there can be: nobody has declined what nobody has offered."""
        known = {Reason(each): words for each, words in REASONS.items()}
        self.reason.offer(
            (each.value, words)
            for each, words in known.items()
            if each is not Reason.AGREED and (is_offered or each not in NEEDS_AN_OFFER)
        )

    @property
    def why(self) -> Reason:
        """What was chosen."""
        return Reason(self.reason.value)
