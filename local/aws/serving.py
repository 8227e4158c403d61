"""Having a stand-in AWS for as long as a block runs."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from local import registry as embedded
from local.aws.account import client_environment
from local.errors import CannotDo
from local.paths import Paths

_STOP_SECONDS = 20


@dataclass(frozen=True)
class Aws:
    """A running stand-in: where it answers, and the variables that make clients ask it."""

    url: str
    environment: Mapping[str, str]


@contextmanager
def stand_in(
    paths: Paths, registry: str = embedded.NAME, *, period_scale: float = 1.0
) -> Iterator[Aws]:
    """Run a stand-in in a process of its own; its instances end with the block.

    Raises CannotDo when it does not start. `registry` is the host that stands
    for ECR, `period_scale` shortens the periods of alarms.
    """
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "local.aws", "--registry", registry),
            *("--period-scale", str(period_scale)),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **paths.variables},
    )
    try:
        assert process.stdout is not None  # noqa: S101  # for the type checker: it is a pipe
        url = process.stdout.readline().strip()
        if not url:
            raise CannotDo("The stand-in AWS does not start; its own words are above.")
        yield Aws(url, client_environment(url))
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            # What it leaves is taken away by the next function that starts.
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
