"""`python -m local`: the embedded platform's own command line, called by the Makefile.

Exit codes: 0 fine, 2 usage, 3 could not do it.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Concatenate, ParamSpec

import click

from local import cluster, embedded, engine, images, kind, steps, supervisor
from local.choice import choose, describe
from local.errors import CannotDo
from local.facts import look
from local.host.environment import Images, cluster_exports, engine_exports, shell_lines
from local.locking import alone
from local.paths import Paths, default_paths
from local.progress import Report, open_report
from local.record import Record, load, save

COULD_NOT = 3

_Options = ParamSpec("_Options")

_EMPTY = (
    "The stand-in AWS begins with an empty account. Stacks that were deployed to an earlier one "
    "learn it from `pulumi refresh`, and the next `pulumi up` makes everything again."
)


def _explained(command: Callable[Concatenate[Paths, _Options], None]) -> Callable[_Options, None]:
    """Give a command the platform's paths, and its failures one sentence and an exit code."""

    @wraps(command)
    def run(*arguments: _Options.args, **options: _Options.kwargs) -> None:
        try:
            command(default_paths(), *arguments, **options)
        except CannotDo as reason:
            click.echo(f"shipshape: {reason}", err=True)
            sys.exit(COULD_NOT)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"shipshape: {where}{error.strerror or error}", err=True)
            sys.exit(COULD_NOT)

    return run


@click.group()
def main() -> None:
    """Give a bare machine an engine, a builder, a registry and a cluster."""


@main.command()
@_explained
def up(paths: Paths) -> None:
    """Have an engine and a cluster: yours, kind's, or the embedded ones."""
    facts = look(paths)
    choice = choose(facts, os.environ.get("SHIPSHAPE_PLATFORM"))
    with open_report() as report, alone(paths.run / "up.lock"):
        report.info(describe(choice, facts))
        downloaded = engine.download(paths) if choice.engine == "embedded" else None
        if choice.cluster == "kind":
            steps.run(kind.steps(), report)
        if choice.embedded:
            found = embedded.bring_up(paths, choice, report, official=downloaded is not None)
            if choice.engine == "embedded":
                with report.step("engine and plugins"):
                    engine.prepare(paths, found, downloaded)
        save(paths, Record(choice=choice, official=downloaded is not None))


@main.command()
@_explained
def env(paths: Paths) -> None:
    """Print the exports that make plain `pulumi` use this platform."""
    record = load(paths)
    variables: dict[str, str] = {}
    if record is not None and record.choice.engine == "embedded":
        variables |= engine_exports(paths, os.environ, official=record.official)
    if record is not None and record.choice.cluster == "kind":
        variables["SHIPSHAPE_REGISTRY"] = f"localhost:{kind.REGISTRY_PORT}"
    if record is not None and record.choice.cluster == "embedded":
        made = images.recorded(paths)
        bases = Images(build=made["build"], runtime=made["runtime"], adapter=made.get("adapter"))
        variables |= cluster_exports(paths, bases, os.environ)
    click.echo(shell_lines(variables) if variables else "# nothing to set", nl=False)


@main.group(name="images")
def base_images() -> None:
    """Make base images that the reference service does not need."""


@base_images.command()
@_explained
def python(paths: Paths) -> None:
    """Make the base images for a Python service and print the exports that make it use them."""
    record = load(paths)
    if record is None or record.choice.cluster != "embedded":
        click.echo("# nothing to set: without the embedded platform, bases are pulled")
        return
    with open_report() as report:
        made = images.ensure_python(paths, report)
    bases = {"BUILD": made["python-build"], "RUNTIME": made["python-runtime"]}
    for name, reference in bases.items():
        click.echo(f"export SHIPSHAPE_{name}_IMAGE={reference};")


@main.command()
@click.option("--fresh", is_flag=True, help="Begin with an empty account.")
@_explained
def aws(paths: Paths, fresh: bool) -> None:
    """Start the stand-in AWS and print the exports that make the Lambda target use it."""
    from local.aws import account, service

    record = load(paths)
    if record is None or record.choice.cluster != "embedded":
        raise CannotDo("The stand-in AWS needs the embedded platform, whose registry is its ECR.")
    running = {one.name for one in supervisor.status(paths) if one.pid}
    if "registry" not in running:
        raise CannotDo("The stand-in AWS needs the platform's registry; run `make up`.")
    with open_report() as report, alone(paths.run / "up.lock"):
        if fresh:
            supervisor.stop(paths, [service.NAME])
        supervisor.start(paths, [service.service(paths)], report)
        if fresh or service.NAME not in running:
            report.info(_EMPTY)
    click.echo(shell_lines(account.client_environment(service.URL)), nl=False)


@main.command()
@_explained
def status(paths: Paths) -> None:
    """Show every part of the platform that runs, with its memory."""
    services = supervisor.status(paths)
    if os.environ.get("SHIPSHAPE_OUTPUT") == "json":
        click.echo(json.dumps([asdict(service) for service in services], indent=2))
        return
    if not services:
        click.echo("The embedded platform is not running.")
        return
    for service in services:
        memory = f"{service.resident / 2**20:.0f} MiB" if service.resident else "-"
        click.echo(f"{service.name:<24}{service.state:<12}{service.pid or '-':>8}{memory:>12}")


@main.command()
@_explained
def down(paths: Paths) -> None:
    """Stop everything; data and images stay for the next `up`."""
    with open_report() as report, alone(paths.run / "up.lock"):
        _stop(paths, report)


@main.command()
@_explained
def clean(paths: Paths) -> None:
    """Stop everything and remove its data; compiled tools stay in the cache."""
    record = load(paths)
    with open_report() as report, alone(paths.run / "up.lock"):
        if record is not None and record.choice.cluster == "kind":
            steps.undo(kind.removal(), report)
        _stop(paths, report)
        for folder in (paths.state, paths.run):
            shutil.rmtree(folder, ignore_errors=True)


def _stop(paths: Paths, report: Report) -> None:
    """Stop all: functions before the containerd and the network that they hang on."""
    from local.aws import service
    from local.functions.assembly import end_all

    supervisor.stop(paths, [service.NAME])
    end_all(paths)
    cluster.tear_down(paths, report)
    supervisor.stop(paths)


if __name__ == "__main__":
    main(prog_name="python -m local")
