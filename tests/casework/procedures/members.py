"""Committees as tests need them."""

from casework.procedures.composition import Member, Post
from casework.procedures.terms import Gender

WOMAN, MAN, UNSAID = Gender.WOMAN, Gender.MAN, Gender.UNSAID

HER = Member(WOMAN)
HIM = Member(MAN)
SOMEBODY = Member(UNSAID)


def sits(gender: Gender, *posts: Post) -> Member:
    """A member with these posts."""
    return Member(gender, frozenset(posts))


WOMAN_CHAIR = sits(WOMAN, Post.CHAIR)
MAN_CHAIR = sits(MAN, Post.CHAIR)
OUTSIDER = sits(WOMAN, Post.EXTERNAL)
WORKER = sits(WOMAN, Post.WORKER_REP)
UNIONIST = sits(MAN, Post.UNION_REP)
MANAGER = sits(MAN, Post.MANAGEMENT)
