"""Facts of the machine that runs `pulumi up`, from SHIPSHAPE_* variables.

They fill in what the stack leaves open and are never written to it: another machine has others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import certifi

from .authorities import beyond, certificates

_LARGEST_BUNDLE = 5 * 2**20
"""Characters read of a bundle; the largest in use have half a million."""


@dataclass(frozen=True)
class Machine:
    """Where this machine pushes, what it builds with, and whom it trusts besides the public."""

    registry: str | None = None
    builder: str | None = None
    build_image: str | None = None
    runtime_image: str | None = None
    adapter_image: str | None = None
    extra_ca: str = ""


class MachineError(ValueError):
    """A variable of the machine cannot be used; the message is a sentence for the user."""


def read_machine(environment: Mapping[str, str]) -> Machine:
    """The facts in `environment`; empty variables count as unset.

    SHIPSHAPE_EXTRA_CA is the path of a PEM file; public authorities in it are left out. Raises
    MachineError when it cannot be used.
    """

    def value(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    return Machine(
        registry=value("SHIPSHAPE_REGISTRY"),
        builder=value("SHIPSHAPE_BUILDER"),
        build_image=value("SHIPSHAPE_BUILD_IMAGE"),
        runtime_image=value("SHIPSHAPE_RUNTIME_IMAGE"),
        adapter_image=value("SHIPSHAPE_ADAPTER_IMAGE"),
        extra_ca=_certificates(value("SHIPSHAPE_EXTRA_CA")),
    )


def _certificates(path: str | None) -> str:
    if path is None:
        return ""
    try:
        with Path(path).open(encoding="utf-8") as file:
            text = file.read(_LARGEST_BUNDLE)
    except (OSError, UnicodeDecodeError) as error:
        raise MachineError(f'SHIPSHAPE_EXTRA_CA: "{path}" cannot be read ({error})') from error
    if not certificates(text):
        raise MachineError(
            f'SHIPSHAPE_EXTRA_CA: "{path}" holds no certificate; it must be a PEM file'
        )
    return beyond(text, certifi.contents())
