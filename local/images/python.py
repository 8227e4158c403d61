"""What the base images for a Python service hold, as data. Pure.

The runtime image has the layout of gcr.io/distroless/python3-debian12:nonroot
(/usr/bin/python3, user 65532, no shell); the build image is that Python with
pip, venv and a shell, as python:3.11-slim-bookworm has them. Both are made only
when somebody asks for them: the reference service needs neither.
"""

from local.images.catalogue import (
    BUILD_PACKAGES,
    CERTIFICATES,
    NONROOT,
    PATH,
    RUNTIME_PACKAGES,
    Image,
    Layer,
    debian,
)

VERSION = "3.11"
"""Debian 12's, and that of the official images: packages built for one run on the other."""

_INTERPRETER = (f"python{VERSION}-minimal", f"libpython{VERSION}-stdlib", "zlib1g")
"""The interpreter with its standard library, and the one library whose name does not say so."""

_PIP = (
    "python3-distutils",
    "python3-pip",
    "python3-pip-whl",
    "python3-pkg-resources",
    "python3-setuptools",
    "python3-setuptools-whl",
    "python3-wheel",
    f"python{VERSION}-venv",
)
"""pip and venv with what they import; Debian names these dependencies, they are no libraries."""

_LINKS = {
    "usr/bin/python": f"python{VERSION}",
    "usr/bin/python3": f"python{VERSION}",
}


def python_images() -> tuple[Image, ...]:
    """The two base images for a Python service."""
    return (
        Image("python-runtime", (_layer("runtime", RUNTIME_PACKAGES),), _runtime_config()),
        Image("python-build", (_layer("build", (*BUILD_PACKAGES, *_PIP)),), _build_config()),
    )


def _layer(name: str, packages: tuple[str, ...]) -> Layer:
    return debian(f"python-{name}", (*packages, *_INTERPRETER), _LINKS)


def _runtime_config() -> dict[str, object]:
    return {
        "User": str(NONROOT),
        "Env": [f"PATH={PATH}", "LANG=C.UTF-8", f"SSL_CERT_FILE=/{CERTIFICATES}"],
        "Entrypoint": ["/usr/bin/python3"],
        "WorkingDir": "/home/nonroot",
    }


def _build_config() -> dict[str, object]:
    return {"Env": [f"PATH={PATH}", "LANG=C.UTF-8"], "Cmd": ["python3"], "WorkingDir": "/"}
