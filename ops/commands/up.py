"""`shipshape up`: bring the stack up and wait until its service answers."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ops.commands import options
from ops.commands.confirm import confirm
from ops.exits import Exit, Stopped
from ops.phases import Phases

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pulumi import automation

    from ops.drift.foreign import Foreign
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
@click.option(
    "--overwrite-drift",
    is_flag=True,
    help="Go on although it undoes what somebody changed past the program.",
)
def command(**given: object) -> None:
    """Build, deploy and wait until the service answers.

    Makes the stack if there is none, puts right what a killed run left behind,
    and ends with the service's address. The policies judge the preview, which
    they can end before anything is touched, then every step, and at last the
    state, in which every value is known. A change that somebody made past the
    program ends it, too, where the update would undo it: `shipshape drift` has
    the ways out.
    """
    _run(_Asked(**given))  # type: ignore[arg-type]  # click has checked them against the options


@dataclass(frozen=True)
class _Asked:
    """The command line; the fields are its options."""

    stack: str
    output: str
    verbose: bool
    policies: bool
    yes: bool
    wait: int
    overwrite_drift: bool


def _run(asked: _Asked) -> None:
    from ops.engine.opening import open_stack, project_folder
    from ops.engine.policies import pack
    from ops.engine.recovery import recover
    from ops.engine.streams import streams
    from ops.guarded import guarded
    from ops.report import brought_up

    phases = Phases()
    printing = streams(machine=asked.output == "json", verbose=asked.verbose)
    packs = pack(project_folder(Path.cwd())) if asked.policies else []
    with phases.phase("prepare"):
        opened = open_stack(Path.cwd(), asked.stack, create=True)
        recover(opened, printing)
    done = _deploy(opened, packs, printing, phases, asked)
    url = _text(done.outputs, "url")
    if url is not None and asked.wait:
        with phases.phase("health"):
            _require_health(url, asked.wait, _texts(done.outputs))
    verdicts = _judge(opened, packs, phases)
    up = brought_up.BroughtUp(
        asked.stack,
        url,
        _text(done.outputs, "image"),
        done.changes,
        phases.seconds,
        verdicts,
        guarded(_texts(done.outputs)),
    )
    click.echo(brought_up.as_json(up) if asked.output == "json" else brought_up.as_text(up))
    _require_no_findings(verdicts)


def _deploy(
    stack: "automation.Stack",
    packs: list[str],
    printing: "Streams",
    phases: Phases,
    asked: _Asked,
) -> "Update":
    from ops.drift.foreign import settle
    from ops.drift.recorded import forget
    from ops.engine.actions import update

    if asked.overwrite_drift:
        # What was recorded is accepted, by the policies, too.
        forget(Path(stack.workspace.work_dir), stack.name)
    # Both take seconds, and neither needs the other.
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(_look, stack, asked)
        touched = _preview(stack, packs, printing, phases, asked)
        with phases.phase("drift"):
            foreign = looking.result()
    _require_no_drift(foreign, touched, asked, printing)
    if not asked.yes:
        confirm("Go ahead?", instead="--yes")
    with phases.phase("update"):
        done = update(stack, printing, packs)
    settle(Path(stack.workspace.work_dir), stack.name, foreign, touched)
    return done


def _preview(
    stack: "automation.Stack",
    packs: list[str],
    printing: "Streams",
    phases: Phases,
    asked: _Asked,
) -> set[str] | None:
    """The URNs that the update would touch; None where nothing asks for a preview."""
    from ops.engine.actions import preview
    from ops.engine.streams import held

    touched: set[str] = set()
    if not asked.yes:
        preview(stack, printing, packs, touched)
        return touched
    if not packs:
        return None
    # An update alone would stop at the first finding, half done.
    with phases.phase("policies"), held(printing) as quiet:
        preview(stack, quiet, packs, touched)
    return touched


def _look(stack: "automation.Stack", asked: _Asked) -> "Foreign":
    from ops.drift.foreign import Foreign, look

    return look(Path(stack.workspace.work_dir), stack.name) if asked.policies else Foreign()


def _require_no_drift(
    foreign: "Foreign", touched: "Collection[str] | None", asked: _Asked, printing: "Streams"
) -> None:
    from ops.drift.foreign import told

    if foreign.unread:
        printing.remark(f"Not all was looked at for drift: {'; '.join(foreign.unread)}")
    undone = foreign.within(touched)
    for line in told(undone):
        click.echo(line, err=True)
    if undone and not asked.overwrite_drift:
        raise Stopped(
            Exit.FINDINGS,
            "the update would undo what somebody changed past the program; `shipshape drift` has "
            "the ways out, and --overwrite-drift goes on",
        )


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


def _require_health(url: str, seconds: int, outputs: "Mapping[str, str]") -> None:
    from ops.guarded import asking
    from ops.health import PATH, wait_until_well

    health = wait_until_well(url, seconds, asking(outputs))
    if not health.well:
        raise Stopped(
            Exit.FINDINGS,
            f"everything is deployed, but after {seconds} s {url.rstrip('/')}{PATH} {health}",
        )


def _text(outputs: "Mapping[str, Output]", name: str) -> str | None:
    return _texts(outputs).get(name)


def _texts(outputs: "Mapping[str, Output]") -> dict[str, str]:
    """What may be shown of the outputs."""
    return {name: str(one.value) for name, one in outputs.items() if one.value and not one.secret}
