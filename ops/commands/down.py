"""`shipshape down`: delete the stack's resources."""

import json
from pathlib import Path

import click

from ops.commands import options
from ops.commands.confirm import confirm


@click.command("down")
@options.stack
@options.output
@options.verbose
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(stack: str, output: str, verbose: bool, yes: bool) -> None:
    """Delete the stack's resources; the stack, its history and settings stay."""
    from ops.engine.actions import destroy
    from ops.engine.opening import open_stack
    from ops.engine.streams import streams
    from ops.report.brought_up import changed

    opened = open_stack(Path.cwd(), stack, create=False)
    if not yes:
        confirm(f"Delete every resource of the stack {stack}?", instead="--yes")
    changes = destroy(opened, streams(machine=output == "json", verbose=verbose))
    if output == "json":
        click.echo(json.dumps({"stack": stack, "changes": dict(changes)}, indent=2))
    else:
        click.echo(f"\nThe stack {stack} is down: {changed(changes)}.")
