"""`shipshape up`: bring the stack up and wait until its service answers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ops.commands import options
from ops.commands.confirm import confirm
from ops.exits import Exit, Stopped
from ops.phases import Phases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ops.engine.actions import Output, Update
    from ops.engine.streams import Streams


@click.command("up")
@options.stack
@options.output
@options.verbose
@click.option(
    "--yes/--ask",
    default=True,
    show_default=True,
    help="Go ahead, or show the preview and ask first.",
)
@click.option(
    "--wait",
    default=120,
    show_default=True,
    metavar="SECONDS",
    type=click.IntRange(min=0),
    help="How long the service may take to answer once everything is deployed.",
)
def command(stack: str, output: str, verbose: bool, yes: bool, wait: int) -> None:
    """Build, deploy and wait until the service answers.

    Makes the stack if there is none, puts right what a killed run left behind,
    and ends with the service's address.
    """
    from ops.engine.streams import streams
    from ops.report import brought_up

    phases = Phases()
    printing = streams(machine=output == "json", verbose=verbose)
    done = _deploy(stack, printing, phases, ask=not yes)
    url = _text(done.outputs, "url")
    if url is not None and wait:
        with phases.phase("health"):
            _require_health(url, wait)
    up = brought_up.BroughtUp(
        stack, url, _text(done.outputs, "image"), done.changes, phases.seconds
    )
    click.echo(brought_up.as_json(up) if output == "json" else brought_up.as_text(up))


def _deploy(name: str, printing: "Streams", phases: Phases, *, ask: bool) -> "Update":
    from ops.engine.actions import preview, update
    from ops.engine.opening import open_stack
    from ops.engine.recovery import recover

    with phases.phase("prepare"):
        stack = open_stack(Path.cwd(), name, create=True)
        recover(stack, printing)
    if ask:
        preview(stack, printing)
        confirm("Go ahead?", instead="--yes")
    with phases.phase("update"):
        return update(stack, printing)


def _require_health(url: str, seconds: int) -> None:
    from ops.health import PATH, wait_until_well

    health = wait_until_well(url, seconds)
    if not health.well:
        raise Stopped(
            Exit.FINDINGS,
            f"everything is deployed, but after {seconds} s {url.rstrip('/')}{PATH} {health}",
        )


def _text(outputs: "Mapping[str, Output]", name: str) -> str | None:
    found = outputs.get(name)
    return str(found.value) if found is not None and found.value and not found.secret else None
