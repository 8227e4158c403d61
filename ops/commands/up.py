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

    from pulumi import automation

    from ops.engine.actions import Output, Update
    from ops.engine.streams import Streams
    from ops.report.verdicts import Verdicts


@click.command("up")
@options.stack
@options.output
@options.verbose
@options.policies
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
def command(stack: str, output: str, verbose: bool, policies: bool, yes: bool, wait: int) -> None:
    """Build, deploy and wait until the service answers.

    Makes the stack if there is none, puts right what a killed run left behind,
    and ends with the service's address. The policies judge the preview, which
    they can end before anything is touched, then every step, and at last the
    state, in which every value is known.
    """
    from ops.engine.opening import open_stack, project_folder
    from ops.engine.policies import pack
    from ops.engine.recovery import recover
    from ops.engine.streams import streams
    from ops.report import brought_up

    phases = Phases()
    printing = streams(machine=output == "json", verbose=verbose)
    packs = pack(project_folder(Path.cwd())) if policies else []
    with phases.phase("prepare"):
        opened = open_stack(Path.cwd(), stack, create=True)
        recover(opened, printing)
    done = _deploy(opened, packs, printing, phases, ask=not yes)
    url = _text(done.outputs, "url")
    if url is not None and wait:
        with phases.phase("health"):
            _require_health(url, wait)
    verdicts = _judge(opened, packs, phases)
    up = brought_up.BroughtUp(
        stack, url, _text(done.outputs, "image"), done.changes, phases.seconds, verdicts
    )
    click.echo(brought_up.as_json(up) if output == "json" else brought_up.as_text(up))
    _require_no_findings(verdicts)


def _deploy(
    stack: "automation.Stack", packs: list[str], printing: "Streams", phases: Phases, *, ask: bool
) -> "Update":
    from ops.engine.actions import preview, update
    from ops.engine.streams import held

    if ask:
        preview(stack, printing, packs)
        confirm("Go ahead?", instead="--yes")
    elif packs:
        # An update alone would stop at the first finding, half done.
        with phases.phase("policies"), held(printing) as quiet:
            preview(stack, quiet, packs)
    with phases.phase("update"):
        return update(stack, printing, packs)


def _judge(stack: "automation.Stack", packs: list[str], phases: Phases) -> "Verdicts | None":
    from ops.engine.policies import judge_state

    if not packs:
        return None
    with phases.phase("policies"):
        return judge_state(stack, packs)


def _require_no_findings(verdicts: "Verdicts | None") -> None:
    from ops.report.verdicts import listed

    if verdicts is not None and verdicts.mandatory:
        click.echo(listed(verdicts), err=True)
        raise Stopped(
            Exit.FINDINGS,
            "everything is deployed, but the policies find in its state what they did not see "
            "before; the lines above say what to change",
        )


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
