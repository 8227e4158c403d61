"""The real engine for tests: on a file backend and a PULUMI_HOME of the test's own."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from local.host.install import RUNNER, SHIM, install, own_sources
from local.paths import Paths, default_paths

# Generous: the tests share two cores with whatever else the machine does.
COMMAND_SECONDS = 240.0
PASSPHRASE = "not-a-real-passphrase"


@dataclass(frozen=True)
class Engine:
    """An isolated engine: `environment` finds it, `root` holds its home and its backend."""

    root: Path
    environment: Mapping[str, str] = field(repr=False)

    @property
    def stacks(self) -> Path:
        """The folder of the file backend."""
        return self.root / "stacks"

    def with_environment(self, **variables: str) -> "Engine":
        """Give the same engine with more variables set."""
        return replace(self, environment={**self.environment, **variables})

    def pulumi(
        self, project: Path, *arguments: str, check: bool = True, timeout: float = COMMAND_SECONDS
    ) -> subprocess.CompletedProcess[str]:
        """Run `pulumi ARGUMENTS` in the folder `project`, without colours or questions.

        With `check` a failure fails the test and shows all that the engine said.
        """
        command = ["pulumi", *arguments, "--non-interactive", "--color=never"]
        done = subprocess.run(
            command,
            cwd=project,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        said = f"`{' '.join(command)}` gave {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert not check or done.returncode == 0, said
        return done

    def project(self, name: str, program: str, yaml: str = "runtime: python\n") -> Path:
        """Write a project of one `__main__.py` and give its folder."""
        folder = self.root / "projects" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Pulumi.yaml").write_text(f"name: {name}\n{yaml}")
        (folder / "__main__.py").write_text(program)
        return folder


@pytest.fixture(scope="session")
def engine_tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder to put on PATH: the engine on PATH or the embedded one, with this clone's host.

    Always this clone's host, for that is what the tests are about; the runner and the shim are
    those that came with the engine.
    """
    found = shutil.which("pulumi")
    embedded = default_paths().tools
    candidates = [embedded] if found is None else [Path(found).resolve().parent, embedded]
    folder = next((each for each in candidates if _complete(each)), None)
    if folder is None:
        pytest.skip(f"no Pulumi engine on PATH or in {embedded}: `make up` builds one")
    root = tmp_path_factory.mktemp("engine")
    paths = Paths(cache=root / "cache", state=root / "state", run=root / "run")
    own = own_sources(folder / "pulumi", folder)
    install(paths, replace(own, runner=folder / RUNNER, shim=folder / SHIM))
    return paths.tools


@pytest.fixture
def engine(engine_tools: Path, tmp_path: Path) -> Engine:
    """An engine whose home and backend are the test's own."""
    return Engine(tmp_path, _environment(engine_tools, tmp_path))


def _complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("pulumi", RUNNER, SHIM))


def _environment(tools: Path, root: Path) -> dict[str, str]:
    (root / "stacks").mkdir()
    inherited = {n: v for n, v in os.environ.items() if not n.startswith(("PULUMI_", "SHIPSHAPE_"))}
    return {
        **inherited,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PULUMI_HOME": str(root / "pulumi-home"),
        "PULUMI_BACKEND_URL": f"file://{root / 'stacks'}",
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    }


__all__ = ["Engine", "engine", "engine_tools"]
