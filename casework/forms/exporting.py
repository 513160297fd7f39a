"""What somebody types who takes a sealed copy of a whole case away."""

from auth.forms import AgainForm, NewCodeFields


class ExportForm(NewCodeFields, AgainForm):
    """The code that opens the archive, typed back in part, and the passphrase once more."""
