"""`casework doctor`: is this instance as safe as it should be before people rely on it?"""

import click

from casework import config
from casework.instance import examining


@click.command()
def doctor() -> None:
    """Look the instance over: settings, files, database, people. Shows no secret."""
    findings = examining.examine(config.read())
    for finding in findings:
        mark = (
            click.style("well ", fg="green") if finding.is_well else click.style("MEND ", fg="red")
        )
        click.echo(f"{mark} {finding.what}")
        if not finding.is_well:
            click.echo(f"      {finding.advice}")
    wrong = sum(not finding.is_well for finding in findings)
    if wrong:
        raise click.ClickException(f"{wrong} of {len(findings)} to mend.")
    click.echo("All is well.")
