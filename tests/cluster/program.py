"""The project's own program as a stack of the test's: own backend, own namespace, own port."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).resolve().parents[2]
UP_SECONDS = 420.0


@dataclass(frozen=True)
class Stack:
    """One stack of the program. `root` holds its backend and its settings file."""

    root: Path
    name: str
    variables: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    @property
    def settings_file(self) -> Path:
        """The stack's settings, kept out of the checkout."""
        return self.root / f"Pulumi.{self.name}.yaml"

    def create(self, **settings: str) -> None:
        """Make the stack with its name, its platform, and these settings."""
        (self.root / "stacks").mkdir(parents=True)
        self.pulumi("stack", "init", self.name)
        # The engine starts a settings file in the checkout; ours lies elsewhere.
        (REPOSITORY / f"Pulumi.{self.name}.yaml").unlink(missing_ok=True)
        self.configure(platform="linux/amd64", name=self.name, **settings)

    def configure(self, **settings: str) -> None:
        """Set settings of the stack by name."""
        for key, value in settings.items():
            self.configure_path(key, value)

    def configure_path(self, path: str, value: str) -> None:
        """Set one value, also inside a structured setting: `env.GREETING`."""
        self.pulumi("config", "set", "--path", f"shipshape:{path}", value, *self.selected())

    def configure_secret(self, path: str, value: str) -> None:
        """Set a secret; the value goes through stdin, as a person would do it."""
        setting = f"shipshape:{path}"
        self.pulumi("config", "set", "--secret", "--path", setting, *self.selected(), stdin=value)

    def unset(self, key: str) -> None:
        """Take a setting back."""
        self.pulumi("config", "rm", f"shipshape:{key}", *self.selected())

    def up(self, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`pulumi up`, without a preview of its own."""
        return self.pulumi("up", "--yes", "--skip-preview", *self.selected(), check=check)

    def preview(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`pulumi preview`."""
        return self.pulumi("preview", *arguments, *self.selected(), check=check)

    def refresh(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`pulumi refresh --yes`."""
        return self.pulumi("refresh", "--yes", *arguments, *self.selected())

    def destroy(self) -> None:
        """`pulumi destroy`; reports and evidence go with it."""
        self.pulumi("destroy", "--yes", "--skip-preview", *self.selected())
        for kept in ("reports", "evidence"):
            shutil.rmtree(REPOSITORY / ".shipshape" / kept / self.name, ignore_errors=True)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        told = self.pulumi("stack", "output", "--json", "--stack", self.name)
        found: dict[str, Any] = json.loads(told.stdout)
        return found

    def state(self) -> str:
        """The state as it lies on disk."""
        files = sorted((self.root / "stacks").rglob(f"{self.name}.json"))
        return "\n".join(file.read_text() for file in files)

    def pulumi(
        self, *arguments: str, check: bool = True, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run the engine in the project's folder; a failure shows all that it said."""
        command = ["pulumi", *arguments, "--non-interactive", "--color=never"]
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=UP_SECONDS,
            check=False,
        )
        said = f"`{' '.join(command)}` gave {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert not check or done.returncode == 0, said
        return done

    def environment(self) -> dict[str, str]:
        """The platform's environment with a backend of the test's own."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in ("PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_STACK")
        }
        return {
            **inherited,
            "PULUMI_BACKEND_URL": f"file://{self.root / 'stacks'}",
            "PULUMI_CONFIG_PASSPHRASE": "not-a-real-passphrase",
            **self.variables,
        }

    def selected(self) -> tuple[str, ...]:
        """The options that make the engine use this stack."""
        return ("--stack", self.name, "--config-file", str(self.settings_file))


@dataclass(frozen=True)
class Program(Stack):
    """A stack on the cluster, with a port of the node."""

    node_port: int

    @property
    def url(self) -> str:
        """Where the service answers on this machine."""
        return f"http://localhost:{self.node_port}"

    def create(self, **settings: str) -> None:
        """Make the stack with the settings every test needs."""
        super().create(
            serviceType="NodePort",
            nodePort=str(self.node_port),
            replicas="1",
            # A test need not watch a new pod for long, except where that is what it tests.
            minReady="1",
            preStop="2",
            **settings,
        )


def chunk_times(url: str, chunks: int, delay_ms: int) -> list[float]:
    """Ask for a stream and return when each chunk arrived, in seconds since the first."""
    body = {"prompt": "count", "maxTokens": chunks, "chunkDelayMs": delay_ms}
    with (
        httpx.Client(timeout=60) as client,
        client.stream("POST", f"{url}/api/generate", json=body) as answer,
    ):
        answer.raise_for_status()
        times = [time.monotonic() for line in answer.iter_lines() if '"text-delta"' in line]
    return [moment - times[0] for moment in times]
