"""A conflict among the dependencies fails the build, and what reads a private registry stays out.

The Dockerfiles are the real ones, of the reference service and of the Python example; the packages
come from a registry of the test's own, so that their conflict is the one wanted here.
"""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.conftest import free_node_port
from tests.cluster.package_registry import PackageRegistry, package_registry
from tests.cluster.program import REPOSITORY, Program
from tests.cluster.pushed_image import everything_in

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

TOKEN = "not-a-real-token-51d0c7"
SERVER = """\
import { createServer } from "node:http";
process.on("SIGTERM", () => process.exit(0));
createServer((_, answer) => answer.end("{}")).listen(process.env.PORT);
"""
BUILD = """\
import { cpSync, mkdirSync } from "node:fs";
mkdirSync("dist");
for (const name of ["server", "healthcheck", "secrets"]) {
  cpSync("src/server.mjs", `dist/${name}.mjs`);
}
"""

Make = Callable[[Path, dict[str, str]], Program]


@pytest.fixture
def registry() -> Iterator[PackageRegistry]:
    """A private registry for npm."""
    with package_registry(f"Bearer {TOKEN}") as running:
        yield running


@pytest.fixture
def make(cluster: None, tmp_path: Path) -> Iterator[Make]:  # noqa: ARG001  # a skip without one
    """Make a stack whose service has the sources in a folder; destroyed after the test."""
    name = f"test-{secrets.token_hex(4)}"
    made: list[Program] = []

    def stack(context: Path, variables: dict[str, str]) -> Program:
        program = Program(tmp_path / "engine", name, free_node_port(), variables=variables)
        program.create()
        made.append(program)
        program.configure(context=os.path.relpath(context, REPOSITORY))
        return program

    yield stack
    for program in made:
        program.destroy()


def test_npm_names_the_conflict_and_the_build_fails(
    registry: PackageRegistry, make: Make, tmp_path: Path
) -> None:
    """`npm ci` was told to look away (legacy-peer-deps); the report does not."""
    peer = {"name": "tide", "version": "1.0.0", "peerDependencies": {"harbour": "^2.0.0"}}
    context = node_service(tmp_path, registry, [{"name": "harbour", "version": "1.0.0"}, peer])
    program = make(context, {})
    program.configure_secret("npmToken", TOKEN)
    failed = program.up(check=False)
    assert failed.returncode != 0
    assert "ELSPROBLEMS" in failed.stdout
    assert "invalid: harbour@1.0.0 /app/node_modules/harbour" in failed.stdout
    assert 'harbour@1.0.0 deduped invalid: "^2.0.0" from node_modules/tide' in failed.stdout
    assert TOKEN not in failed.stdout + failed.stderr


def test_the_token_opens_the_registry_and_stays_out_of_the_image(
    registry: PackageRegistry, make: Make, tmp_path: Path
) -> None:
    """Not in a layer, not in the configuration with its history, not in state or reports."""
    context = node_service(tmp_path, registry, [{"name": "harbour", "version": "1.0.0"}])
    program = make(context, {})
    program.configure_secret("npmToken", TOKEN)
    said = program.up()
    assert registry.answered == 2
    parts = list(everything_in(program.outputs()["image"]))
    assert any(b"createServer" in part for part in parts)
    assert not any(TOKEN.encode() in part for part in parts)
    folder = REPOSITORY / program.outputs()["reports"]
    tree = json.loads((folder / "npm-ls.json").read_text())
    bill = json.loads((folder / "sbom.cdx.json").read_text())
    assert list(tree["dependencies"]) == ["harbour"]
    assert [component["name"] for component in bill["components"]] == ["harbour"]
    for text in (program.state(), said.stdout, said.stderr, str(tree), str(bill)):
        assert TOKEN not in text


def test_pip_names_the_conflict_and_the_build_fails(
    python_bases: dict[str, str], make: Make, tmp_path: Path
) -> None:
    """Two pins that disagree, from a private index whose credentials are a build secret."""
    context = tmp_path / "service"
    shutil.copytree(REPOSITORY / "examples" / "python-service", context)
    with package_registry("Basic dXNlcjpub3QtYS1yZWFsLXRva2VuLTUxZDBjNw==") as index:
        pins = [
            index.add_python("harbour", "1.0.0"),
            index.add_python("tide", "1.0.0", "harbour>=2"),
        ]
        (context / "requirements.txt").write_text("".join(pins))
        program = make(context, python_bases)
        url = f"http://user:{TOKEN}@127.0.0.1:{index.port}/simple/"
        program.configure_secret("buildSecrets.pip_index_url", url)
        failed = program.up(check=False)
    assert failed.returncode != 0
    assert "tide 1.0.0 has requirement harbour>=2, but you have harbour 1.0.0." in failed.stdout
    assert "pip --python /venv/bin/python3 check" in failed.stdout
    assert TOKEN not in failed.stdout + failed.stderr


def node_service(tmp_path: Path, registry: PackageRegistry, packages: list[dict[str, Any]]) -> Path:
    """A small service that the reference's own Dockerfile can build."""
    context = tmp_path / "service"
    (context / "src").mkdir(parents=True)
    for name in ("Dockerfile", ".dockerignore"):
        shutil.copy(REPOSITORY / "app" / name, context)
    with (context / ".dockerignore").open("a") as ignored:
        ignored.write("!.npmrc\n")
    (context / ".npmrc").write_text(
        f"registry=http://127.0.0.1:{registry.port}\nlegacy-peer-deps=true\n"
    )
    # Another content each time: the builder's cache of packages must not stand in for the token.
    once = {"once.txt": secrets.token_hex(16)}
    compiler = {"name": "typescript", "version": "1.0.0"}
    locked = {
        f"node_modules/{package['name']}": registry.add_npm(package, once) for package in packages
    }
    locked["node_modules/typescript"] = {
        **registry.add_npm(compiler, {**once, "bin/tsc": ""}),
        "dev": True,
    }
    root = {
        "name": "small",
        "version": "1.0.0",
        "dependencies": {package["name"]: package["version"] for package in packages},
        "devDependencies": {"typescript": "1.0.0"},
    }
    lock = {
        "name": "small",
        "version": "1.0.0",
        "lockfileVersion": 3,
        "packages": {"": root, **locked},
    }
    (context / "package.json").write_text(json.dumps({**root, "type": "module"}))
    (context / "package-lock.json").write_text(json.dumps(lock))
    (context / "tsconfig.json").write_text("{}")
    (context / "build.mjs").write_text(BUILD)
    (context / "src" / "server.mjs").write_text(SERVER)
    return context
