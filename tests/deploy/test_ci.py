"""The shell entry point for CI, end to end: a repository, the file backend, the real engine."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cluster.program import REPOSITORY
from tests.engine_fixture import Engine
from tests.policies.pack.asking import require_pack

pytestmark = pytest.mark.engine

SCRIPT = REPOSITORY / "deploy" / "ci" / "check.sh"
IMAGE = "node@sha256:" + "0123456789abcdef" * 4
DOCKERFILE = f"""FROM {IMAGE} AS build
RUN node --version
FROM {IMAGE}
WORKDIR /app
COPY --from=build /app /app
USER 10001
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "health.mjs"]
CMD ["node", "server.mjs"]
"""
FINE = "import pulumi\npulumi.export('greeting', 'hello')\n"
NAIVE = """
import pulumi_kubernetes as k8s
k8s.core.v1.Pod("chat", metadata={"name": "chat"}, spec={
    "containers": [{"name": "chat", "image": "chat:latest"}],
})
"""


@pytest.fixture
def checkout(engine: Engine) -> tuple[Engine, Path]:
    """A repository with a sound program and Dockerfile, and its stack on the file backend."""
    require_pack()
    home = Path(engine.environment["PULUMI_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    plugins = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi")) / "plugins"
    if not list(plugins.glob("resource-kubernetes-v*")):
        pytest.skip(f"no Kubernetes provider in {plugins}: run through `make test`")
    (home / "plugins").symlink_to(plugins)
    tools = f"{REPOSITORY / '.venv' / 'bin'}:{engine.environment['PATH']}"
    ready = engine.with_environment(
        PATH=tools,
        KUBECONFIG=os.devnull,
        SHIPSHAPE_PACK=str(REPOSITORY / "policies"),
        SHIPSHAPE_PATHS="Dockerfile",
    )
    project = ready.project("service", FINE)
    (project / "Dockerfile").write_text(DOCKERFILE)
    subprocess.run(["git", "init", "--quiet", project], check=True)
    ready.pulumi(project, "stack", "init", "dev")
    return ready, project


def check(engine: Engine, project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the entry point as a CI step would."""
    return subprocess.run(
        [SCRIPT],
        cwd=project,
        env={**engine.environment, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def report(project: Path, name: str) -> str:
    """One of the files that it writes."""
    return (project / ".shipshape" / "checks" / name).read_text()


def test_a_sound_change(checkout: tuple[Engine, Path]) -> None:
    """Nothing found: exit code 0, and a comment with what would change."""
    engine, project = checkout
    done = check(engine, project)
    assert (done.returncode, done.stderr) == (
        0,
        "check: files checked: nothing found\ncheck: preview of dev: nothing found\n",
    )
    assert json.loads(report(project, "shipshape.sarif"))["version"] == "2.1.0"
    comment = report(project, "comment.md")
    assert "**Nothing found.**" in comment
    assert "What would change in `dev`" in comment
    assert "pulumi:pulumi:Stack" in comment


def test_a_finding_of_the_preview(checkout: tuple[Engine, Path]) -> None:
    """The policies refuse the program: a finding, not a failure."""
    engine, project = checkout
    (project / "__main__.py").write_text(NAIVE)
    done = check(engine, project)
    assert (done.returncode, done.stderr) == (
        1,
        "check: files checked: nothing found\ncheck: preview of dev: the policies have findings\n",
    )
    assert "image-tag-not-latest" in report(project, "comment.md")


def test_a_finding_of_the_files(checkout: tuple[Engine, Path]) -> None:
    """A Dockerfile without a user; the SARIF says where."""
    engine, project = checkout
    (project / "Dockerfile").write_text(DOCKERFILE.replace("USER 10001\n", ""))
    done = check(engine, project)
    assert done.returncode == 1
    assert "df-user-present" in report(project, "shipshape.sarif")
    assert "df-user-present" in report(project, "comment.md")


@pytest.mark.parametrize(
    "program", ["raise ValueError('no')\n", NAIVE + "raise ValueError('no')\n"]
)
def test_a_failure_is_no_finding(checkout: tuple[Engine, Path], program: str) -> None:
    """A program that breaks could not be judged, whatever else was found."""
    engine, project = checkout
    (project / "__main__.py").write_text(program)
    done = check(engine, project)
    assert done.returncode == 3
    assert "check: the preview of dev failed: " in done.stderr
    assert "Not everything could be checked" in report(project, "comment.md")


def test_a_file_that_is_not_there(checkout: tuple[Engine, Path]) -> None:
    """Usage is told apart, and the preview is still done."""
    engine, project = checkout
    done = check(engine, project, SHIPSHAPE_PATHS="nowhere")
    assert done.returncode == 2
    assert "check: the files could not be checked (exit code 2)" in done.stderr
    assert "preview of dev: nothing found" in done.stderr


def test_without_a_stack_only_files_are_checked(checkout: tuple[Engine, Path]) -> None:
    """For a repository whose CI has no backend."""
    engine, project = checkout
    done = check(engine, project, SHIPSHAPE_STACK="")
    assert (done.returncode, done.stderr) == (0, "check: files checked: nothing found\n")
