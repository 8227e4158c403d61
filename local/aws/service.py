"""The stand-in AWS as a part of the platform, for whoever wants to try the Lambda target here."""

import sys
from pathlib import Path

from local import registry
from local.paths import Paths
from local.service import Readiness, Service

NAME = "aws"
PORT = 5003
"""Next to the registry's."""

URL = f"http://127.0.0.1:{PORT}"
"""Where it answers."""

_CLONE = Path(__file__).resolve().parents[2]


def service(paths: Paths) -> Service:
    """How it runs. All it knows is in its memory: stopped, it has forgotten every function."""
    return Service(
        name=NAME,
        command=(
            *(sys.executable, "-m", "local.aws"),
            *("--port", str(PORT), "--registry", registry.NAME),
        ),
        readiness=Readiness(tcp=("127.0.0.1", PORT)),
        environment={"PYTHONPATH": str(_CLONE), **paths.variables},
        after=("registry",),
        ports=(PORT,),
    )
