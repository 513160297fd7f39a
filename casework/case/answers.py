"""What a worker answered on the way through `/w`: every field may be empty but her wish."""

from enum import StrEnum
from uuid import UUID

import msgspec

from casework.evidence.copies import Reason
from casework.procedures.terms import Gender


class Wish(StrEnum):
    """What she would like."""

    TALK = "talk"
    HELP = "help"
    COMPLAIN = "complain"
    KEEP = "keep"


class Age(StrEnum):
    """Whether she is a child; a skipped question counts as an adult and is not shown."""

    UNDER_18 = "under_18"
    ADULT = "adult"
    NOT_SURE = "not_sure"


class Reply(StrEnum):
    """An answer to a question one may not know."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Named(msgspec.Struct, kw_only=True):
    """The person complained about, as far as she knows."""

    name: str = ""
    nickname: str = ""
    employee_number: str = ""
    post: str = ""
    line: str = ""

    @property
    def is_anybody(self) -> bool:
        """Whether it says of somebody who that is: a line alone is a place."""
        return bool(self.name or self.nickname or self.employee_number or self.post)


class Contact(msgspec.Struct, kw_only=True):
    """How it is safe to reach her. "Never" is what counts when she says nothing."""

    how: str = "never"
    """never, phone, message, in_person, through_somebody."""
    where: str = ""
    when: str = ""
    whose_phone: str = ""
    who_answers: str = ""
    what_to_say: str = ""


class SentCopy(msgspec.Struct, frozen=True, kw_only=True):
    """The copy without metadata of a file, made and sealed in the request that brought it."""

    object_name: str
    media_type: str
    size: int
    sha256: bytes
    key: bytes
    is_first_of_several: bool = False
    is_drawn: bool = False
    """Of a document: its pages as one picture."""

    def __repr__(self) -> str:
        return "<SentCopy>"


class SentFile(msgspec.Struct, kw_only=True):
    """A file she added: sealed under its own key before it left the request."""

    object_name: str
    name: str
    media_type: str
    size: int
    sha256: bytes
    key: bytes
    is_intimate: bool = False
    """She said that nobody may simply open it."""
    copy: SentCopy | None = None
    uncopied: Reason | None = None
    """Why there is no copy; None too where one is still to be made."""

    @property
    def objects(self) -> list[str]:
        """What lies of it in the store."""
        return [self.object_name, *([self.copy.object_name] if self.copy else [])]

    def __repr__(self) -> str:
        return "<SentFile>"


FORCED = "forced"
"""The kind of conduct after which care helps for some hours only."""


class Answers(msgspec.Struct, kw_only=True):
    """All answers of one visit. A skipped question is a no wherever somebody would learn more."""

    language: str = "en"
    workplace: UUID | None = None
    """The factory she chose; None for a closed factory, home work, work abroad, home."""
    elsewhere: str = ""
    """Without a factory, which other place: a name of casework.telling.choices.ELSEWHERE."""
    programme: UUID | None = None
    """Without a factory, and where there are several programmes, the one that may read it."""
    poster_code_given: bool = False
    """She typed the code from the poster, so the roster may be shown to her."""
    safe_now: Reply | None = None
    """Whether she, or the person it happened to, is safe at the moment."""
    wish: Wish | None = None
    for_somebody_else: bool = False
    age: Age | None = None
    gender: Gender = Gender.UNSAID
    """Asked only where the law covers some and not others."""
    respondent: Named = msgspec.field(default_factory=Named)
    decides_on_jobs: Reply | None = None
    """Can this person hire, fire or pay the people who would read?"""
    places: list[str] = []
    place_text: str = ""
    when_text: str = ""
    kinds: list[str] = []
    words: str = ""
    files: list[SentFile] = []
    name: str = ""
    employee_number: str = ""
    name_for_committee: bool = False
    name_for_union: bool = False
    name_for_programme: bool = False
    union: UUID | None = None
    """The union that may follow the outcome."""
    union_post: str = ""
    union_line: str = ""
    """Her own post and line, where she lets that union know them."""
    tells_programme: bool | None = None
    """Whether CARE may read what the committee reads; None is a no."""
    declines_programme: bool = False
    """She said no to CARE in so many words; nothing overrides it."""
    told_for_programme: bool = False
    preferred_receiver: UUID | None = None
    """The membership of a woman of the confirmed roster."""
    close: dict[str, Reply] = {}
    """Membership id (hex) → whether this is the person, or close to the person."""
    needs: list[str] = []
    wants_officer: bool = False
    """Whether a referral officer may know what help she needs."""
    needs_for_committee: bool = False
    """Whether the receivers may know it too."""
    help_for_committee: bool = False
    """She would like help only; whether the factory's committee may know of it all the same."""
    contact: Contact = msgspec.field(default_factory=Contact)
    second_word: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether she is in danger, or may need care that helps for some hours only."""
        return self.safe_now is Reply.NO or FORCED in self.kinds

    def __repr__(self) -> str:
        return "<Answers>"
