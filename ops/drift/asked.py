"""From a command line to a report: read both sides, compare, act if asked."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from drift.context import Context
from drift.exclusions import Exclusion
from ops.drift.acting import adopt, revert
from ops.drift.excusing import WAIVERS, exclusions_of
from ops.drift.files import read_objects
from ops.drift.foreign import inspected
from ops.drift.recorded import Recorded, forget, record
from ops.drift.running import Outcome, compare_files, compare_stack
from ops.drift.telling import Telling, tell
from ops.exits import Exit, Stopped
from ops.report.drift.json import as_json
from ops.report.drift.patch import as_patch
from ops.report.drift.sarif import as_sarif
from ops.report.drift.text import as_text

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
    record: bool = False
    report: str = ""
    webhook: str = ""
    metrics: str = ""
    revert: bool = False
    adopt: bool = False
    yes: bool = False


def run(asked: Asked) -> Exit:
    """Print the report, act if asked; gives what is left as the exit code.

    Raises Stopped for usage, and for what can't be looked at or done.
    """
    _refuse(asked)
    outcome = _compared(asked, _context(asked))
    # Whoever is asked whether to go ahead has to see what it is about.
    click.echo(_FORMATS[asked.output](outcome).encode(errors="replace"))
    untold = tell(json.loads(as_json(outcome)), _telling(asked), asked.stack, datetime.now(UTC))
    for sentence in untold:
        click.echo(f"shipshape: {sentence}", err=True)
    if outcome.report.fails and asked.revert:
        revert(outcome, ask=not asked.yes)
        _forget(asked.stack)
    elif outcome.report.fails and asked.adopt:
        adopt(outcome, asked.stack, ask=not asked.yes)
    elif outcome.report.fails:
        return Exit.FINDINGS
    hidden = outcome.unread or outcome.report.faults or untold
    return Exit.COULD_NOT_LOOK if hidden else Exit.FINE


def _refuse(asked: Asked) -> None:
    """Raise Stopped for options that contradict each other."""
    acts = asked.revert or asked.adopt
    if bool(asked.desired) != bool(asked.live):
        raise Stopped(Exit.USAGE, "--desired and --live go together: one side alone has no drift")
    if asked.desired and (acts or asked.program):
        raise Stopped(Exit.USAGE, "--program, --revert and --adopt take a stack, not files")
    if asked.revert and asked.program:
        ways = "--revert puts back the last update; what the program changed is `shipshape up`'s"
        raise Stopped(Exit.USAGE, ways)
    if asked.revert and asked.adopt:
        raise Stopped(Exit.USAGE, "--revert and --adopt contradict each other: choose one")
    if asked.record and (asked.desired or asked.program or acts):
        raise Stopped(Exit.USAGE, "--record keeps a look at the stack's last update, and no more")
    if problem := _telling(asked).problem():
        raise Stopped(Exit.USAGE, problem)


def _telling(asked: Asked) -> Telling:
    return Telling(asked.report, asked.webhook, asked.metrics)


def _context(asked: Asked) -> Context:
    return Context(
        datetime.now(UTC),
        exclusions=_exclusions(asked.waivers),
        unmanaged=asked.unmanaged,
        defaulted=asked.defaulted,
    )


def _compared(asked: Asked, context: Context) -> Outcome:
    if asked.desired:
        return _offline(asked, context)
    from ops.drift.stack import read_program, read_state
    from ops.engine.opening import project_folder

    folder = project_folder(Path.cwd())
    declared = (read_program if asked.program else read_state)(folder, asked.stack)
    if not declared:
        raise Stopped(
            Exit.COULD_NOT_LOOK, f"the stack {asked.stack} declares nothing that can be compared"
        )
    outcome = compare_stack(declared, context)
    if asked.record:
        _record(folder, asked.stack, inspected(outcome, declared, context.now))
    return outcome


def _record(folder: Path, stack: str, found: Recorded) -> None:
    try:
        record(folder, stack, found)
    except OSError as error:
        said = f"what was found can't be recorded in {folder}: {error.strerror}"
        raise Stopped(Exit.COULD_NOT_LOOK, said) from error


def _forget(stack: str) -> None:
    """What is put back must not stop the next update."""
    from ops.engine.opening import project_folder

    forget(project_folder(Path.cwd()), stack)


def _offline(asked: Asked, context: Context) -> Outcome:
    desired, broken = read_objects(asked.desired)
    live, more = read_objects(asked.live)
    if not desired:
        said = "; ".join(broken) or "no object with a kind in it"
        raise Stopped(Exit.USAGE, f"nothing is declared in {', '.join(asked.desired)}: {said}")
    outcome = compare_files(desired, live, context)
    return Outcome(outcome.report, (*broken, *more), outcome.places)


def _exclusions(named: str | None) -> tuple[Exclusion, ...]:
    path = Path(named or WAIVERS)
    if named is None and not path.exists():
        return ()
    found, faults = exclusions_of(path)
    for fault in faults:
        click.echo(f"shipshape: {fault}", err=True)
    if faults:
        raise Stopped(Exit.USAGE, f"{path} has mistakes; the lines above say which")
    return found
