"""What the base images for a Python service promise."""

from local import images
from local.images.python import python_images
from local.paths import Paths
from tests.local.images.small_registry import Handler
from tests.local.images.test_publish import paths, run

__all__ = ["paths"]


def test_the_runtime_has_no_shell_and_no_pip() -> None:
    """Python as the official runtime image has it, and a user that is not root."""
    runtime, build = python_images()
    unwanted = {"bash", "dash", "coreutils", "python3-pip", "python3.11-venv"}
    assert not unwanted & set(runtime.layers[0].packages)
    assert unwanted <= set(build.layers[0].packages)
    assert runtime.layers[0].links["usr/bin/python3"] == "python3.11"
    assert runtime.config == {
        "User": "65532",
        "Env": [
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
        ],
        "Entrypoint": ["/usr/bin/python3"],
        "WorkingDir": "/home/nonroot",
    }


def test_made_on_demand_only(paths: Paths) -> None:
    """The platform's own images are without them; asked for, they are made once."""
    made, _ = run(paths)
    assert not any("python" in name for name in made)
    python, steps = run(paths, images.ensure_python)
    assert {name: reference.partition("@")[0] for name, reference in python.items()} == {
        "python-runtime": "localhost:5001/shipshape/python-runtime",
        "python-build": "localhost:5001/shipshape/python-build",
    }
    assert steps == [
        "make layer debian-python-runtime",
        "push base image python-runtime",
        "make layer debian-python-build",
        "push base image python-build",
    ]
    Handler.asked = []
    assert run(paths, images.ensure_python) == (python, [])
    assert {asked.split()[0] for asked in Handler.asked} == {"HEAD"}
    assert images.recorded(paths) == made
