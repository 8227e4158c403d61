"""Images for these tests, built by the real builder through the real engine and pushed."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]

_PROGRAM = """\
import json, os
from pathlib import Path

import pulumi
import pulumi_docker_build as docker_build

wanted = json.loads(os.environ["WANTED"])
authority = os.environ.get("SHIPSHAPE_EXTRA_CA")
for name, one in wanted.items():
    built = docker_build.Image(
        name,
        context={"location": one["context"]},
        dockerfile={"location": one["dockerfile"]},
        target=one["target"],
        build_args=one["arguments"],
        secrets={"extra_ca": Path(authority).read_text()} if authority else {},
        platforms=["linux/amd64"],
        tags=[one["tag"]],
        push=True,
        build_on_preview=False,
    )
    pulumi.export(name, built.digest)
"""


def build(root: Path, images: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Build and push each image; its reference by digest. `root` holds the engine's state."""
    project, stacks = root / "project", root / "stacks"
    project.mkdir(parents=True)
    stacks.mkdir()
    (project / "Pulumi.yaml").write_text("name: functions\nruntime: python\n")
    (project / "__main__.py").write_text(_PROGRAM)
    environment = {
        **os.environ,
        "PULUMI_BACKEND_URL": f"file://{stacks}",
        "PULUMI_CONFIG_PASSPHRASE": "not-a-real-passphrase",
        "PATH": f"{REPOSITORY}/.venv/bin:{os.environ['PATH']}",
        "WANTED": json.dumps(images),
    }
    environment.pop("PULUMI_CONFIG_PASSPHRASE_FILE", None)

    def pulumi(*words: str) -> str:
        done = subprocess.run(
            ["pulumi", *words, "--non-interactive", "--color=never"],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pulumi("stack", "init", "functions")
    pulumi("up", "--yes", "--skip-preview", "--stack", "functions")
    digests = json.loads(pulumi("stack", "output", "--json", "--stack", "functions"))
    return {
        name: f"{str(one['tag']).rpartition(':')[0]}@{digests[name]}"
        for name, one in images.items()
    }


def wanted(
    folder: str, name: str, arguments: Mapping[str, str], adapter: str | None = None
) -> dict[str, object]:
    """The image of a service in the folder `folder`; `adapter` is another image's for it."""
    given = {"ADAPTER_IMAGE": adapter or os.environ["SHIPSHAPE_ADAPTER_IMAGE"]}
    return {
        "context": str(REPOSITORY / folder),
        "dockerfile": str(REPOSITORY / folder / "Dockerfile"),
        "target": "production",
        "arguments": {**given, **arguments},
        "tag": f"{os.environ['SHIPSHAPE_REGISTRY']}/{name}:latest",
    }


def app(name: str, adapter: str | None = None) -> dict[str, object]:
    """The reference service's image."""
    bases = ("BUILD_IMAGE", "RUNTIME_IMAGE")
    return wanted("app", name, {base: os.environ[f"SHIPSHAPE_{base}"] for base in bases}, adapter)
