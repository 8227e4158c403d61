"""A small program of many kinds as a stack of its own, and `shipshape drift` over it."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cluster.program import REPOSITORY
from tests.ops.shipshape import shipshape

SECRETS = ("not-a-real-password", "bm90LWEtcmVhbC1wYXNzd29yZA", "not-yours", "bm90LXlvdXJz")
"""What is declared in a Secret, and what somebody put there, plain and encoded."""

_PROJECT = f"""
name: drifting
runtime:
  name: python
  options: {{toolchain: pip, virtualenv: {REPOSITORY / ".venv"}}}
"""

_PROGRAM = """
import json
from pathlib import Path

import pulumi

space = pulumi.get_stack()
namespace = pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "namespace",
    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": space}},
)
after = pulumi.ResourceOptions(depends_on=[namespace])
for one in json.loads(Path("objects.json").read_text()):
    version, kind, metadata = one["apiVersion"], one["kind"], one["metadata"]
    token = f"kubernetes:{version if '/' in version else f'core/{version}'}:{kind}"
    if kind == "Secret":
        one["stringData"] = pulumi.Output.secret(one["stringData"])
    annotations = {**metadata["annotations"], "pulumi.com/skipAwait": "true"}
    properties = {
        **one, "metadata": {**metadata, "namespace": space, "annotations": annotations}
    }
    pulumi.CustomResource(token, f"{kind}-{metadata['name']}".lower(), properties, after)
"""


@dataclass(frozen=True)
class Drifting:
    """A stack of objects in a namespace of its name, in a project and backend of the test's own."""

    folder: Path
    name: str

    def create(self, objects: list[dict[str, Any]]) -> None:
        """Write the program, and make what it declares."""
        (self.folder / "stacks").mkdir(parents=True)
        (self.folder / "Pulumi.yaml").write_text(_PROJECT)
        (self.folder / "__main__.py").write_text(_PROGRAM)
        self.declare(objects)
        self.pulumi("stack", "init", self.name)
        self.up()

    def declare(self, objects: list[dict[str, Any]]) -> None:
        """Say what the program declares from now on."""
        (self.folder / "objects.json").write_text(json.dumps(objects))

    def up(self, *arguments: str) -> str:
        """`pulumi up`; gives what it said."""
        return self.pulumi("up", "--yes", "--skip-preview", "--stack", self.name, *arguments)

    def destroy(self) -> None:
        """Remove all of it."""
        self.pulumi("destroy", "--yes", "--skip-preview", "--stack", self.name)

    def drift(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`shipshape drift`; no secret is in anything that it says."""
        here = () if "--live" in arguments else ("--stack", self.name)
        done = shipshape(self.folder, "drift", *here, *arguments, environment=self.environment())
        assert not [one for one in SECRETS if one in done.stdout + done.stderr]
        return done

    def report(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        """The exit code and the document of `--output json`."""
        done = self.drift("--output", "json", *arguments)
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout)

    def pulumi(self, *arguments: str) -> str:
        """Run the engine; a failure shows all that it said."""
        command = ["pulumi", *arguments, "--non-interactive", "--color=never"]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def environment(self) -> Mapping[str, str]:
        """The platform's environment with a backend of the test's own."""
        dropped = ("PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_STACK")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {
            **kept,
            "PULUMI_BACKEND_URL": f"file://{self.folder / 'stacks'}",
            "PULUMI_CONFIG_PASSPHRASE": "not-a-real-passphrase",
        }
