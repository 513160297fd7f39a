"""`casework …`: every command by its name, loaded when it is asked for."""

from importlib import import_module

import click

from casework.variables import ConfigInvalid

COMMANDS = (
    "certify",
    "config",
    "db",
    "demo",
    "directory",
    "doctor",
    "export",
    "init",
    "measures",
    "people",
    "procedures",
    "remind",
    "retention",
    "rotate",
    "run",
    "trail",
    "translations",
)
"""Each a module of casework.commands, in which the command has the module's own name."""


class Commands(click.Group):
    """The commands. One that cannot be used with these settings says so in one line."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Their names, in order."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """One of them, or None."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"casework.commands.{name}"), name)
        return command

    def invoke(self, context: click.Context) -> object:
        """Run one; a setting that is unfit ends it with its name and what is wrong."""
        try:
            return super().invoke(context)
        except ConfigInvalid as wrong:
            raise click.ClickException(str(wrong)) from wrong


@click.command(cls=Commands)
@click.version_option(package_name="casework")
def main() -> None:
    """Casework: what is told in confidence, read by those who must act on it and nobody else."""
