"""`python -m local.functions IMAGE`: one request to an image run as Lambda runs it.

Exit codes: 0 answered, 1 the function failed, 2 usage, 3 could not do it.
"""

import sys
from collections.abc import Iterator

import click

from local.errors import CannotDo
from local.functions import FunctionSpec, InitFailed, Instance, Invocation, UrlRequest, url_event
from local.functions.prelude import split
from local.paths import default_paths

_FAILED = 1
_COULD_NOT = 3
_HEALTH = "/health/ready"
_TIMEOUT = 120.0
"""Seconds; what the default settings give a function."""


@click.command()
@click.argument("image")
@click.option("--path", default=_HEALTH, show_default=True, help="What is asked for.")
@click.option("--body", help="Sent as JSON, by POST.")
@click.option("--ready", default=_HEALTH, show_default=True, help="The readiness path.")
@click.option("--memory", default=1024, show_default=True, help="In MiB.")
@click.option("--env", multiple=True, metavar="NAME=VALUE", help="A variable of the function's.")
def main(
    image: str, path: str, body: str | None, ready: str, memory: int, env: tuple[str, ...]
) -> None:
    """Run IMAGE (repository@sha256:...) as Lambda does and print its answer as it streams."""
    given = dict(pair.partition("=")[::2] for pair in env)
    spec = FunctionSpec("local", "1", image, {**_adapted(ready), **given}, memory, _TIMEOUT)
    try:
        with Instance.start(spec, default_paths()) as instance:
            click.echo(f"ready after {instance.init_seconds * 1000:.0f} ms", err=True)
            failed = _print(instance.invoke(_event(path, body), streaming=True))
            log = instance.log.lines
    except InitFailed as reason:
        failed, log = f"{reason.error_type}: {reason.message}", reason.log
    except CannotDo as reason:
        click.echo(f"shipshape: {reason}", err=True)
        sys.exit(_COULD_NOT)
    for line in log:
        click.echo(f"{line.source}: {line.text}", err=True)
    if failed:
        click.echo(f"shipshape: {failed}", err=True)
        sys.exit(_FAILED)


def _adapted(ready: str) -> dict[str, str]:
    return {
        "AWS_LWA_PORT": "8080",
        "AWS_LWA_READINESS_CHECK_PATH": ready,
        "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS": "200-399",
        "AWS_LWA_INVOKE_MODE": "response_stream",
        "SHUTDOWN_DELAY_SECONDS": "0",
        "SHUTDOWN_GRACE_SECONDS": "1",
    }


def _event(path: str, body: str | None) -> bytes:
    if body is None:
        return url_event(UrlRequest("GET", path), "local")
    headers = {"content-type": "application/json"}
    return url_event(UrlRequest("POST", path, headers, body.encode()), "local")


def _print(invocation: Invocation) -> str:
    """Write the answer with the time of each piece; what went wrong, or nothing."""
    at = 0.0

    def coming() -> Iterator[bytes]:
        nonlocal at
        for piece in invocation.pieces():
            at = piece.at
            yield piece.data

    try:
        prelude, body = split(coming())
        click.echo(f"{at * 1000:7.0f} ms  status {prelude.status}")
        for data in body:
            click.echo(f"{at * 1000:7.0f} ms  {data.decode('utf-8', errors='replace').rstrip()}")
    except ValueError as reason:
        return invocation.message or str(reason)
    return invocation.message


if __name__ == "__main__":
    main(prog_name="python -m local.functions")
