"""One answer of a provider on a page of its own: from its account, or from a link it opened."""

from flask import abort, render_template

from referrals.forms.answering import NoteForm, form_for
from referrals.sending.steps import Step, may_follow
from referrals.words.answering import ABOUT, PRESSES


def step_form(before: Step | None, step: str) -> NoteForm:
    """The form of one answer; 404 for what is none, or cannot be answered now."""
    wanted = next((each for each in PRESSES if each.value == step), None)
    if wanted is None or not may_follow(before, wanted):
        abort(404)
    return form_for(wanted)


def answered_page(form: NoteForm, back: str, *, is_late: bool = False) -> str:
    """What is asked for one answer; `back` is where it belongs."""
    return render_template(
        "referrals/received/say.html",
        form=form,
        back=back,
        title=PRESSES[form.step],
        about=ABOUT[form.step],
        is_late=is_late,
    )
