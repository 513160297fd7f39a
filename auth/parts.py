"""What every request of one process shares, as far as this package has to know it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, cast

from flask import current_app
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.lanes import Lanes
from auth.notifying import Notifier
from auth.session_maker import SessionMaker
from crypto.certificates import Register
from crypto.grants import GrantBody
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost
from crypto.ring import KeyRing

EXTENSION = "casework"


class Settings(Protocol):
    """What this package asks of the configuration."""

    @property
    def cover_name(self) -> str: ...
    @property
    def exit_url(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def root_keys(self) -> Sequence[bytes]: ...
    @property
    def idle_minutes(self) -> int: ...
    @property
    def absolute_hours(self) -> int: ...
    @property
    def cost(self) -> Cost: ...
    @property
    def is_secure(self) -> bool: ...
    @property
    def directory_licence(self) -> str: ...
    @property
    def directory_mail(self) -> str | None: ...


@dataclass(repr=False)
class SharedParts:
    """The parts themselves; casework.parts adds what only it knows.

    `register` gives every certificate, judged against the configured roots. `admit` says
    which delivered grants may be used (auth.rings.Admit); without it delivered keys are used as
    they are until they are kept. `on_entry` is called in order when somebody has
    just signed in.
    """

    keys: InstanceKeys
    sessions: SessionMaker
    register: Callable[[Session], Register]
    notifier: Notifier
    admit: Callable[[Session, KeyRing, Sequence[GrantBody]], Sequence[GrantBody]] | None = None
    lanes: Lanes = field(default_factory=Lanes)
    on_entry: list[Callable[[Session, Actor], None]] = field(default_factory=list)
    is_demo: bool = False

    @property
    def settings(self) -> Settings:
        """The configuration, which casework.parts knows."""
        raise TypeError(type(self).__name__)


def the_parts() -> SharedParts:
    """The parts of the running application."""
    return cast("SharedParts", current_app.extensions[EXTENSION])


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)
