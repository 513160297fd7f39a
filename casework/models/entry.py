"""What was said and done in a case: one signed, sealed row an entry."""

from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.evidence.copies import Reason
from crypto.authorship import Signed
from crypto.records import CaseRecord, Record, Sealed

TAKEN_DOWN = "taken_down"
"""The fact `way` of every entry that says what somebody told, and was written by another."""


class Kind(StrEnum):
    """What an entry is. The word in the code is the word on the page."""

    STATEMENT = "statement"
    INTAKE = "intake"
    TAKEN_DOWN = "taken_down"
    """How it came to whoever logged it: by which way, from whom, in whose words."""
    IDENTITY = "identity"
    NEEDS = "needs"
    CONSENT = "consent"
    """That she agreed to pass something on, took it back, or that it goes without her yes."""
    REFERRAL = "referral"
    """A referral to a place that helps, from its sending to its end."""
    MATCHES = "matches"
    NOTE = "note"
    OTHERS = "others"
    """What somebody else says, taken down by a handler."""
    MESSAGE_TO_SURVIVOR = "message_to_survivor"
    MESSAGE_FROM_SURVIVOR = "message_from_survivor"
    ADDED_LATER = "added_later"
    """What somebody learnt later who logged the case and cannot read it."""
    FILE = "file"
    STAGE = "stage"
    ACKNOWLEDGED = "acknowledged"
    RECUSAL = "recusal"
    REMOVAL = "removal"
    STEPPED_OUT = "stepped_out"
    """Why somebody gave back the keys with which she helped for a time."""
    HAND_OVER = "hand_over"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    RENEWAL = "renewal"
    SETTLED_MATCH = "settled_match"
    NUMBER = "number"
    OFFER = "offer"
    """The one offer of help that a concern allows."""
    OFFER_REPLY = "offer_reply"
    CONCERN_CLOSED = "concern_closed"
    COPIED = "copied"
    """Words of somebody else, copied from a concern when the survivor agreed."""
    TOLD_AGAIN = "told_again"
    """The same told once more to somebody else, who found the case and added it here."""
    ASKED = "asked"
    """A question to the survivor, or that her answer to one was acted on."""
    HER_ANSWER = "her_answer"
    SAFETY = "safety"
    """How safe she is, her plan, or that it was gone through with her."""
    CARE = "care"
    """What became of care that has its hours."""
    MEASURE = "measure"
    EVIDENCE_HOLD = "evidence_hold"
    CHECK_IN = "check_in"
    """Somebody was asked whether anything had changed since the complaint."""
    SIGNAL = "signal"
    """A sign of retaliation, or what was done about one."""
    SIGN_DETAIL = "sign_detail"
    """The words and the name that belong to such a sign, in the inquiry."""
    BASELINE = "baseline"
    """How work was before, from her payslips or of a whole line."""
    ROUTE = "route"
    PANEL = "panel"
    HAPPENED = "happened"
    """Days on which something happened, and what is on record since."""
    INTIMATE = "intimate"
    """Why an intimate file is to be looked at, or what was decided of it."""
    AGE = "age"
    """That she may be under age, or what a child protection officer decided of it."""
    BEFORE_ACT = "before_act"
    """What she said in person before something that the respondent can notice."""
    NOTICE = "notice"
    """The letter to the respondent: written, read as he would, released, served."""
    HIS_REPLY = "his_reply"
    HIS_CARE = "his_care"
    """His language, his companion, his own safety; that it was not proved, and put right."""
    HIS_FILE = "his_file"
    """What he is entitled to see: prepared, read as he would, taken out, handed to him."""
    MALICE = "malice"
    """A proceeding of its own against whoever complained, after the decision."""
    UNDERTAKING = "undertaking"
    HEARING = "hearing"
    PARTY = "party"
    """Somebody of the case: whom it is about, who saw it, who stands beside or interprets."""
    DECLARATION = "declaration"
    """What a member answered to whether she is close to somebody of the case."""
    LINK = "link"
    """That another case names the same person, and what the respondent says to it."""
    FINDING = "finding"
    REPORT = "report"
    DECISION = "decision"
    CARRIED_OUT = "carried_out"
    """That something decided was applied, and that somebody else saw it."""
    APPEAL = "appeal"
    OUTSIDE = "outside"
    """That the case was taken to a body outside."""
    SETTLING = "settling"
    """A talk to settle it: that she asks for it or stops it, what was agreed, what was kept."""
    CLOSING = "closing"
    """What is done before a case is closed, why it was, and why it was opened again."""
    KEEPING = "keeping"
    """Until when a case is kept, who holds it longer, and that she was told."""
    UNION_POINT = "union_point"
    """What the union asks the committee about a case, or what it is answered."""
    BESIDE_HER = "beside_her"
    """That she asks the union representative to stand beside her, and what became of that."""
    SHARED = "shared"
    """Her post and line, where she lets the union know them."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An entry's content: its kind, its text, and facts with names that the kind decides."""

    kind: Kind
    at: datetime
    text: str = ""
    facts: dict[str, str | list[str]] = {}
    files: tuple[UUID, ...] = ()
    """Attachment ids, when the entry brings files."""
    digests: tuple[bytes, ...] = ()
    """SHA-256 of each of these files as it came: under the author's signature."""


class EntryBody(msgspec.Struct, frozen=True, kw_only=True):
    """The content as it was signed, byte for byte, and the signature."""

    said: bytes
    """MessagePack of Said."""
    signed: Signed

    def __repr__(self) -> str:
        return "<EntryBody>"


class Entry(CaseRecord):
    """One entry of one compartment's chain; kind, author and time are inside the seal."""

    __tablename__ = "entry"

    body = Sealed(None, EntryBody, room=4096)


class Ruling(StrEnum):
    """What the child protection officer decided of an intimate file that may show a child."""

    CLOSED = "closed"
    """Nobody of the case opens it."""
    AUTHORITY = "authority"
    """It goes, unopened, to the authority that may look at it."""
    NO_CHILD = "no_child"
    """It shows nobody under 18: two named people, as with any other."""


class Viewing(msgspec.Struct, frozen=True, kw_only=True):
    """The two people who may look at an intimate file: one asked, the other agreed."""

    by: UUID
    at: datetime
    second: UUID | None = None


class FileMeta(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, and the key it is sealed under."""

    name: str
    media_type: str
    size: int
    sha256: bytes
    """Of the original, taken while it arrived."""
    key: bytes
    number: int = 0
    """Its number in the register of the case."""
    copy_of: UUID | None = None
    """Set on a copy without metadata: of which original. It has the original's number."""
    is_first_of_several: bool = False
    """Of the pictures in the original the copy shows the first; of its pages, the first ones."""
    is_drawn: bool = False
    """Set on the copy of a document whose pages were drawn as a picture, for two to look at."""
    uncopied: Reason | None = None
    """Set on an original of which no copy could be made when it came: why."""
    is_lost: bool = False
    """Whoever took a copy of the case found that it is not there any more, or was damaged."""
    is_intimate: bool = False
    may_show_child: bool = False
    """Whoever marked it, or asked for it, does not rule out that somebody in it is under 18."""
    ruling: Ruling | None = None
    viewing: Viewing | None = None
    looking: tuple[UUID, datetime] | None = None
    """Who pressed last to look at it, and when."""

    def __repr__(self) -> str:
        return "<FileMeta>"


class Attachment(CaseRecord):
    """A file of a case. The object's name is random; its own name is sealed."""

    __tablename__ = "attachment"

    object_name: Mapped[str] = mapped_column(String(64), unique=True)
    meta = Sealed(None, FileMeta, room=1024)


class Sieve(msgspec.Struct, frozen=True, array_like=True):
    """Words that are too many to be kept as they are: what passes it may be one of them."""

    bits: bytes

    def __repr__(self) -> str:
        return "<Sieve>"


class SearchText(CaseRecord):
    """The folded words of one compartment, so that search opens one small row a case.

    Or a sieve of them where they are too many: see casework.case.search_words.
    """

    __tablename__ = "search_text"
    extra_table_args = (UniqueConstraint("case_id", "compartment"),)

    folded = Sealed[str | Sieve](None, cast("type[str | Sieve]", str | Sieve), room=4096)


class InboxText(Record):
    """A text from somebody who may write but not read, until a holder takes it in."""

    __tablename__ = "inbox_text"
    __table_args__ = ({"sqlite_with_rowid": False},)

    case_id: Mapped[UUID] = mapped_column(index=True)
    generation: Mapped[int]
    box: Mapped[bytes]
