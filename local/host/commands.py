"""The commands that the host starts; built here, run elsewhere."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.host.interpreter import python_of


@dataclass(frozen=True)
class Program:
    """A user's program and where in the project it stands."""

    root: Path
    directory: Path
    entry_point: str


@dataclass(frozen=True)
class Deployment:
    """What the engine tells a program about the run it is part of."""

    project: str
    stack: str
    organization: str
    parallel: int
    dry_run: bool
    monitor: str
    engine: str


def program_command(
    python: Path, runner: Path, program: Program, deployment: Deployment, arguments: Sequence[str]
) -> list[str]:
    """Build the command that runs a Pulumi program under the SDK's own runner."""
    flags = {
        "--project": deployment.project,
        "--root_directory": str(program.root),
        "--stack": deployment.stack,
        "--parallel": str(deployment.parallel),
        "--dry_run": "true" if deployment.dry_run else "false",
        "--pwd": str(program.directory),
        "--monitor": deployment.monitor,
        "--engine": deployment.engine,
        "--organization": deployment.organization,
    }
    flat = [part for flag in flags.items() for part in flag if flag[1]]
    return [str(python), "-u", str(runner), *flat, program.entry_point, *arguments]


def configuration(config: Mapping[str, str], secret_keys: Sequence[str]) -> dict[str, str]:
    """Build the variables through which a program reads its stack's configuration."""
    return {
        "PULUMI_CONFIG": json.dumps(dict(sorted(config.items()))),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(sorted(secret_keys)),
    }


def plugin_command(
    python: Path, kind: str, directory: Path, package: str | None, arguments: Sequence[str]
) -> list[str]:
    """Build the command that serves a plugin written in Python.

    A policy pack gets the engine's arguments and then its own folder. Any other plugin is served
    from its installed `package`, or from its folder when it is not packaged.
    """
    if kind == "analyzer":
        return [str(python), "-u", "-m", "pulumi.policy", *arguments, str(directory)]
    if package is not None:
        return [str(python), "-u", "-m", "pulumi.run.plugin", package, *arguments]
    return [str(python), "-u", str(directory), *arguments]


def install_commands(
    own: Path, virtualenv: Path | None, requirements: Sequence[str]
) -> list[list[str]]:
    """Build the commands that make the environment and install what the project asks for.

    `requirements` are pip's own words: `-r requirements.txt`, or `-e .` for a package. With no
    `virtualenv` they go into the environment of `own`, the interpreter that runs the host.
    """
    create = [] if virtualenv is None else [[str(own), "-m", "venv", str(virtualenv)]]
    if not requirements:
        return create
    python = own if virtualenv is None else python_of(virtualenv)
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", *requirements]
    return [*create, pip]
