"""Who sat beside somebody or interpreted, on a page: what stands against it, beside the choice."""

from auth.judging import complain
from casework.forms.interpreting import BesideForm
from casework.inquiry.undertakings import NotFree, NotSigned
from casework.views.acting import REFUSALS


def complain_beside(form: BesideForm, refused: NotSigned | NotFree) -> None:
    """Say why somebody cannot hear it, and who."""
    who = ", ".join(refused.who) if isinstance(refused, NotSigned) else ""
    complain(form.beside, f"{REFUSALS[type(refused)]} {who}".strip())
