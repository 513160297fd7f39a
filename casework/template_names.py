"""What templates can call, by name: a name that is taken is given to nothing else."""

from typing import Any


class NameTaken(Exception):
    """Two pages want another thing under one name: one would silently get what the other wants."""


class Names(dict[str, Any]):
    """The globals of all templates. Installing the very same thing twice changes nothing."""

    def __setitem__(self, name: str, value: Any) -> None:
        """Install one. Raises NameTaken."""
        if name in self and self[name] != value:
            raise NameTaken(name)
        super().__setitem__(name, value)

    def update(self, *more: Any, **named: Any) -> None:
        """Install several, as a dict does. Raises NameTaken."""
        for name, value in dict(*more, **named).items():
            self[name] = value

    def setdefault(self, name: str, value: Any = None) -> Any:
        """What stands under a name, installed now where nothing does."""
        if name not in self:
            self[name] = value
        return self[name]
