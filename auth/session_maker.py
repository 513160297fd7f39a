"""What makes database sessions, as far as this package has to know it."""

from typing import Protocol

from sqlalchemy.orm import Session


class SessionMaker(Protocol):
    """Makes database sessions; see casework.db.Sessions."""

    def __call__(self, *, writing: bool = True) -> Session: ...
