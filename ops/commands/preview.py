"""`shipshape preview`: show what `up` would change."""

import json
from pathlib import Path

import click

from ops.commands import options
from ops.exits import Exit, Stopped


@click.command("preview")
@options.stack
@options.output
@options.verbose
@options.policies
@click.option(
    "--expect-no-changes", is_flag=True, help="End with exit code 1 if anything would change."
)
def command(
    stack: str, output: str, verbose: bool, policies: bool, expect_no_changes: bool
) -> None:
    """Show what `up` would change, and what the policies say of it; nothing is touched."""
    from ops.engine.actions import preview
    from ops.engine.opening import open_stack, project_folder
    from ops.engine.policies import pack
    from ops.engine.streams import streams
    from ops.report.brought_up import changed

    machine = output == "json"
    packs = pack(project_folder(Path.cwd())) if policies else []
    changes = preview(
        open_stack(Path.cwd(), stack, create=True),
        streams(machine=machine, verbose=verbose),
        packs,
    )
    if machine:
        click.echo(json.dumps({"stack": stack, "changes": dict(changes)}, indent=2))
    if expect_no_changes and set(changes) - {"same"}:
        raise Stopped(Exit.FINDINGS, f"no change was expected, but: {changed(changes)}")
