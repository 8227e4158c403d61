"""What an interpreter has installed; asked of the interpreter itself."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.host.errors import HostError

# Runs inside the user's interpreter, which has nothing of ours: the standard library only.
_QUESTION = """
import importlib.metadata as m, json, platform, sys
found = {d.metadata["Name"]: d.version for d in m.distributions() if d.metadata["Name"]}
needs = {n: [r for r in (m.requires(n) or []) if "extra ==" not in r] for n in found}
print(json.dumps({"executable": sys.executable, "version": platform.python_version(),
                  "distributions": found, "requires": needs}))
"""
_SDK = "import importlib.util, sys; sys.exit(importlib.util.find_spec('pulumi') is None)"


@dataclass(frozen=True)
class Installation:
    """An interpreter's executable, its version, and the distributions by name with their version.

    `requires` names what each distribution asks for, as it wrote it.
    """

    executable: str
    version: str
    distributions: dict[str, str]
    requires: dict[str, list[str]]


def parse(output: str) -> Installation:
    """Read the interpreter's answer."""
    return Installation(**json.loads(output))


def direct(installation: Installation) -> dict[str, str]:
    """Keep the distributions that no other one asks for."""
    wanted = {
        _normal(_requirement_name(line))
        for lines in installation.requires.values()
        for line in lines
    }
    return {n: v for n, v in installation.distributions.items() if _normal(n) not in wanted}


def inspect(python: Path) -> Installation:
    """Ask an interpreter; raises HostError when it does not answer."""
    try:
        answer = subprocess.run(
            [str(python), "-c", _QUESTION], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise HostError(f"the interpreter {python} does not start: {error}") from error
    return parse(answer.stdout)


def has_sdk(python: Path, virtualenv: Path | None) -> bool:
    """Tell whether `import pulumi` can work; starts Python only when looking is not enough."""
    if virtualenv is not None and any(
        virtualenv.glob("lib/python*/site-packages/pulumi/__init__.py")
    ):
        return True
    try:
        return subprocess.run([str(python), "-c", _SDK], check=False, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError) as error:
        raise HostError(f"the interpreter {python} does not start: {error}") from error


def _requirement_name(requirement: str) -> str:
    for index, character in enumerate(requirement):
        if not (character.isalnum() or character in "-_."):
            return requirement[:index]
    return requirement


def _normal(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()
