"""The engine's messages as values of ours, and ours as its messages."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from pulumi.runtime.proto import language_pb2

from local.host.children import Output
from local.host.commands import Deployment, Program


def program(info: Any) -> Program:
    """Read where a program stands; the flat fields of a request are deprecated and not read."""
    return Program(
        root=Path(info.root_directory),
        directory=Path(info.program_directory),
        entry_point=info.entry_point,
    )


def deployment(request: Any, engine: str) -> Deployment:
    """Read what a program is told about the run it is part of."""
    return Deployment(
        project=request.project,
        stack=request.stack,
        organization=request.organization,
        parallel=request.parallel,
        dry_run=request.dryRun,
        monitor=request.monitor_address,
        engine=engine,
    )


def options(info: Any) -> Mapping[str, object]:
    """Read `runtime.options` of the project file."""
    read: Mapping[str, object] = json_format.MessageToDict(info.options)
    return read


def environment(pairs: Iterable[str]) -> dict[str, str]:
    """Read an environment given as NAME=VALUE; the last of a name wins."""
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def plugin_response(output: Output) -> Any:
    """Write a piece of a plugin's output, or its exit code."""
    if output.exit_code is not None:
        return language_pb2.RunPluginResponse(exitcode=output.exit_code)
    if output.stdout:
        return language_pb2.RunPluginResponse(stdout=output.stdout)
    return language_pb2.RunPluginResponse(stderr=output.stderr)
