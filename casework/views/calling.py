"""The telephone numbers that urgent pages hold without being asked, from the directory."""

from flask import g

from casework.parts import the_parts
from referrals.directory.reading import offered
from referrals.directory.showable import showable
from referrals.words.lines import Helplines


def the_helplines() -> Helplines:
    """Those of this instance; in a demonstration also the unconfirmed, marked so."""
    return Helplines(showable(offered(g.db), shows_all=the_parts().is_demo))
