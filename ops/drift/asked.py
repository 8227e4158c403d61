"""From a command line to a report: read both sides, compare, act if asked."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import yaml

from drift.context import Context
from drift.exclusions import Exclusion, read_exclusions
from ops.drift.acting import adopt, revert
from ops.drift.files import read_objects
from ops.drift.running import Outcome, compare_files, compare_stack
from ops.exits import Exit, Stopped
from ops.report.drift.json import as_json
from ops.report.drift.patch import as_patch
from ops.report.drift.sarif import as_sarif
from ops.report.drift.text import as_text

WAIVERS = "waivers.yaml"
_FORMATS = {"text": as_text, "json": as_json, "sarif": as_sarif, "patch": as_patch}


@dataclass(frozen=True)
class Asked:
    """A command line of `shipshape drift`; the fields are its options."""

    stack: str = "dev"
    program: bool = False
    desired: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
    unmanaged: bool = False
    defaulted: bool = False
    waivers: str | None = None
    output: str = "text"
    revert: bool = False
    adopt: bool = False
    yes: bool = False


def run(asked: Asked) -> tuple[str, Exit]:
    """The report and the exit code. Raises Stopped for usage and what can't be looked at."""
    context = Context(
        datetime.now(UTC),
        exclusions=_exclusions(asked.waivers),
        unmanaged=asked.unmanaged,
        defaulted=asked.defaulted,
    )
    outcome = _compared(asked, context)
    report = _FORMATS[asked.output](outcome)
    if asked.revert:
        revert(outcome, ask=not asked.yes)
    if asked.adopt:
        adopt(outcome, asked.stack, ask=not asked.yes)
    return report, _code(outcome)


def _compared(asked: Asked, context: Context) -> Outcome:
    if asked.desired or asked.live:
        return _offline(asked, context)
    from ops.drift.stack import read_program, read_state
    from ops.engine.opening import project_folder

    folder = project_folder(Path.cwd())
    declared = (read_program if asked.program else read_state)(folder, asked.stack)
    if not declared:
        raise Stopped(
            Exit.COULD_NOT_LOOK, f"the stack {asked.stack} declares nothing that can be compared"
        )
    return compare_stack(declared, context)


def _offline(asked: Asked, context: Context) -> Outcome:
    if not (asked.desired and asked.live):
        raise Stopped(Exit.USAGE, "--desired and --live go together: one side alone has no drift")
    if asked.revert or asked.adopt or asked.program:
        raise Stopped(Exit.USAGE, "--program, --revert and --adopt take a stack, not files")
    desired, broken = read_objects(asked.desired)
    live, more = read_objects(asked.live)
    if not desired:
        said = "; ".join(broken) or "no object with a kind in it"
        raise Stopped(Exit.USAGE, f"nothing is declared in {', '.join(asked.desired)}: {said}")
    outcome = compare_files(desired, live, context)
    return Outcome(outcome.report, (*broken, *more, *outcome.unread), outcome.desired, outcome.live)


def _exclusions(named: str | None) -> tuple[Exclusion, ...]:
    path = Path(named or WAIVERS)
    try:
        data = yaml.safe_load(path.read_text())
    except OSError as error:
        if named is None:
            return ()
        raise Stopped(Exit.USAGE, f"{path} can't be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise Stopped(Exit.USAGE, f"{path} is no YAML: {str(error).splitlines()[0]}") from error
    found, faults = read_exclusions(data, str(path))
    for fault in faults:
        click.echo(f"shipshape: {fault}", err=True)
    if faults:
        raise Stopped(Exit.USAGE, f"{path} has mistakes; the lines above say which")
    return found


def _code(outcome: Outcome) -> Exit:
    if outcome.report.fails:
        return Exit.FINDINGS
    return Exit.COULD_NOT_LOOK if outcome.unread or outcome.report.faults else Exit.FINE
