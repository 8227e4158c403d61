"""From a command line to a diagnosis: gather, judge, keep, tell."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import click

from ops.exits import Exit


@dataclass(frozen=True, slots=True)
class Asked:
    """A command line of `shipshape diagnose`; the fields are its options. `since` is in minutes."""

    paths: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()
    namespace: str | None = None
    selector: str | None = None
    context: str | None = None
    stack: str | None = None
    containers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    region: str | None = None
    since: int = 60
    named: tuple[str, ...] = ()
    save: str | None = None
    output: str = "text"


def run(asked: Asked) -> tuple[str, Exit]:
    """The report and the exit code. Raises Stopped for usage, and if there is nothing to judge."""
    from diagnosis.diagnose import diagnose
    from ops.diagnosing.gathering import Sources, gather
    from ops.diagnosing.patterns import load
    from ops.report.diagnosis.formats import FORMATS

    known = load(asked.named)
    sources = Sources(
        paths=(*asked.saved, *asked.paths),
        namespace=asked.namespace,
        selector=asked.selector,
        context=asked.context,
        stack=asked.stack,
        containers=asked.containers,
        functions=asked.functions,
        region=asked.region,
        since=timedelta(minutes=asked.since),
    )
    snapshot = gather(sources)
    diagnosis = diagnose(snapshot, known)
    if asked.save is not None:
        from ops.diagnosing.saving import save

        place = save(Path(asked.save), snapshot, diagnosis, FORMATS["text"](diagnosis))
        click.echo(f"the evidence is in {place}", err=True)
    code = Exit.FINDINGS if diagnosis.findings else Exit.FINE
    return FORMATS[asked.output](diagnosis), code
