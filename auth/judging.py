"""What a form about oneself must satisfy beyond its fields: right words, words typed back."""

from flask_babel import gettext as _
from wtforms import Field

from auth import passphrases
from auth.actor import Actor
from auth.again import is_proven
from auth.bundle import Factor
from auth.changing import is_typed_back
from auth.forms import AgainForm, NewCodeFields, NewFactorFields, NewPassphraseFields
from auth.parts import now
from auth.passphrases import PassphraseWeak
from auth.second_factor import matching_step
from auth.wording import weakness_words
from crypto.passphrase import folded


def is_fit(form: AgainForm, actor: Actor) -> bool:
    """Whether all of it may be done; what is wrong stands beside its field."""
    is_whole = form.validate()
    if form.passphrase.data and not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        is_whole = False
    if isinstance(form, NewPassphraseFields):
        is_whole = _is_good_passphrase(form, actor) and is_whole
    if isinstance(form, NewCodeFields) and form.group.data:
        is_whole = _is_on_paper(form) and is_whole
    return bool(is_whole)


def the_step(form: NewFactorFields, factor: Factor) -> int | None:
    """The step of the code typed for a new factor; what is wrong stands beside the field."""
    step = matching_step(factor, form.new_factor_code.data or "", 0, now())
    if step is None and form.new_factor_code.data:
        complain(form.new_factor_code, _("This is not a code of it. Try the next one."))
    return step


def complain(field: Field, words: str) -> None:
    """Put a sentence beside a field."""
    field.errors = [*field.errors, words]


def _is_good_passphrase(form: NewPassphraseFields, actor: Actor) -> bool:
    typed = form.new_passphrase.data or ""
    if not typed:
        return False
    try:
        passphrases.check(typed, [actor.name])
    except PassphraseWeak as weak:
        complain(form.new_passphrase, weakness_words(weak.weakness))
        return False
    if form.again.data and folded(form.again.data) != folded(typed):
        complain(form.again, _("The two are not the same."))
        return False
    return True


def _is_on_paper(form: NewCodeFields) -> bool:
    if is_typed_back(form.new_code.data or "", form.group.data or ""):
        return True
    complain(form.group, _("This is not the third group of the code on this page."))
    return False
