"""The host's answers over the wire, without an engine."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

from local.host.children import Children
from local.host.service import serve

# Stands for the SDK's runner: shows what it was given, then does as the program's name says.
RUNNER = """
import json, os, sys, time
if sys.argv[-1] == "sleep":
    open("started", "w").close()
    time.sleep(60)
print(json.dumps({"arguments": sys.argv[1:], "config": os.environ["PULUMI_CONFIG"]}),
      file=open("seen.json", "w"))
sys.exit(int(sys.argv[-1]))
"""


@dataclass(frozen=True)
class Served:
    """A running host, a client of it, and the folder of a project."""

    client: Any
    children: Children
    project: Path

    def info(self, entry_point: str = ".", **options: str) -> Any:
        """Describe the project as the engine would."""
        return language_pb2.ProgramInfo(
            root_directory=str(self.project),
            program_directory=str(self.project),
            entry_point=entry_point,
            options=json_format.ParseDict(options, struct_pb2.Struct()),
        )

    def run(self, entry_point: str, **options: str) -> Any:
        """Run a program."""
        request = language_pb2.RunRequest(
            project="shop",
            stack="dev",
            parallel=4,
            dryRun=True,
            monitor_address="127.0.0.1:1",
            config={"shop:a": "1"},
            info=self.info(entry_point, **options),
        )
        return self.client.Run(request, timeout=30)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A host with a runner of ours."""
    runner = tmp_path / "runner.py"
    runner.write_text(RUNNER)
    project = tmp_path / "project"
    project.mkdir()
    children = Children()
    server, port = serve(runner, "127.0.0.1:2", children)
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Served(language_pb2_grpc.LanguageRuntimeStub(channel), children, project)
    children.end_all()
    server.stop(grace=None).wait()


def test_a_program_gets_the_engine_of_the_handshake(served: Served) -> None:
    """The address of the handshake replaces that of the command line."""
    served.client.Handshake(
        language_pb2.LanguageHandshakeRequest(engine_address="127.0.0.1:3"), timeout=30
    )
    response = served.run("0")
    assert (response.error, response.bail) == ("", False)
    seen = (served.project / "seen.json").read_text()
    assert seen == (
        '{"arguments": ["--project", "shop", "--root_directory", "' + str(served.project) + '", '
        '"--stack", "dev", "--parallel", "4", "--dry_run", "true", "--pwd", "'
        + str(served.project)
        + '", "--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:3", "0"], '
        '"config": "{\\"shop:a\\": \\"1\\"}"}\n'
    )


@pytest.mark.parametrize(
    ("code", "error", "bail"),
    [("1", "the program ended with exit code 1", False), ("32", "", True)],
)
def test_a_failed_program_is_reported_once(
    served: Served, code: str, error: str, bail: bool
) -> None:
    """Exit code 32 was explained by the program itself."""
    response = served.run(code)
    assert (response.error, response.bail) == (error, bail)


def test_a_missing_environment_fails_the_run_with_a_sentence(served: Served) -> None:
    """No program is started."""
    response = served.run("0", virtualenv="venv")
    assert response.error == (
        "the virtual environment `venv` that runtime.options names does not exist "
        f"({served.project}/venv): create it with `pulumi install`"
    )
    assert not (served.project / "seen.json").exists()


def test_an_environment_without_the_sdk_is_named(served: Served) -> None:
    """An interpreter that cannot import pulumi never gets as far as a traceback."""
    folder = served.project / "venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").write_text(f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n')
    (folder / "python").chmod(0o755)
    response = served.run("0", virtualenv="venv")
    assert response.error == (
        f"the Pulumi SDK is not installed for {folder}/python: run `pulumi install`"
    )


def test_a_cancelled_run_ends_its_program(served: Served) -> None:
    """The engine gives up on the call, and the program is gone."""
    request = language_pb2.RunRequest(info=served.info("sleep"))
    call = served.client.Run.future(request)
    while not (served.project / "started").exists():
        time.sleep(0.02)
    call.cancel()
    deadline = time.monotonic() + 10
    while served.children.running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert served.children.running == 0


def test_a_plugin_streams_both_outputs_and_its_exit_code(served: Served) -> None:
    """A plugin that is no package runs from its folder, in the engine's environment."""
    (served.project / "__main__.py").write_text(
        "import os, sys\n"
        "print(os.environ['COLOUR'], sys.argv[1:], os.getcwd())\n"
        "print('oops', file=sys.stderr)\n"
        "sys.exit(3)\n"
    )
    request = language_pb2.RunPluginRequest(
        kind="resource",
        pwd="/",
        args=["127.0.0.1:9"],
        env=["COLOUR=blue=green", f"PATH={os.environ['PATH']}"],
        info=served.info(),
    )
    pieces = list(served.client.RunPlugin(request, timeout=30))
    assert b"".join(piece.stdout for piece in pieces) == b"blue=green ['127.0.0.1:9'] /\n"
    assert b"".join(piece.stderr for piece in pieces) == b"oops\n"
    assert pieces[-1].exitcode == 3


def test_a_plugin_without_its_environment_is_refused_with_a_sentence(served: Served) -> None:
    """The sentence is the status' message."""
    request = language_pb2.RunPluginRequest(kind="analyzer", info=served.info(virtualenv="venv"))
    with pytest.raises(grpc.RpcError) as caught:
        list(served.client.RunPlugin(request, timeout=30))
    assert caught.value.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert caught.value.details() == (
        "the virtual environment `venv` that runtime.options names does not exist "
        f"({served.project}/venv): create it with `pulumi install`"
    )


def test_about_and_dependencies_describe_the_interpreter(served: Served) -> None:
    """Both look at the interpreter that would run the program."""
    about = served.client.About(language_pb2.AboutRequest(info=served.info()), timeout=30)
    assert about.version == ".".join(map(str, sys.version_info[:3]))
    request = language_pb2.GetProgramDependenciesRequest(
        info=served.info(), transitiveDependencies=True
    )
    listed = served.client.GetProgramDependencies(request, timeout=60).dependencies
    assert "pulumi" in [dependency.name for dependency in listed]


def test_the_rest_answers_or_is_unimplemented(served: Served) -> None:
    """Nothing is required and nothing asked; code generation is not ours."""
    empty = empty_pb2.Empty()
    info = served.info()
    client = served.client
    assert client.GetPluginInfo(empty, timeout=30).version
    packages = client.GetRequiredPackages(language_pb2.GetRequiredPackagesRequest(info=info))
    assert list(packages.packages) == []
    prompts = client.RuntimeOptionsPrompts(language_pb2.RuntimeOptionsRequest(info=info))
    assert list(prompts.prompts) == []
    client.Cancel(empty)
    with pytest.raises(grpc.RpcError) as caught:
        client.Pack(language_pb2.PackRequest())
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_installing_into_a_missing_project_says_what_failed(served: Served) -> None:
    """A requirement that cannot be had names the command; its output was passed on."""
    (served.project / "requirements.txt").write_text("./no-such-folder\n")
    request = language_pb2.InstallDependenciesRequest(info=served.info())
    received: list[Any] = []
    with pytest.raises(grpc.RpcError) as caught:
        received.extend(served.client.InstallDependencies(request, timeout=120))
    assert caught.value.details() == (
        f"`{sys.executable} -m pip install --disable-pip-version-check "
        f"-r {served.project}/requirements.txt` failed; its output is above"
    )


def test_a_grandchild_that_keeps_the_pipe_does_not_hold_the_plugin(served: Served) -> None:
    """The exit code comes soon after the plugin's own end."""
    (served.project / "__main__.py").write_text(
        "import subprocess, sys\nsubprocess.Popen(['sleep', '20'])\nprint('done')\n"
    )
    request = language_pb2.RunPluginRequest(
        kind="resource", info=served.info(), env=[f"PATH={os.environ['PATH']}"]
    )
    started = time.monotonic()
    pieces = list(served.client.RunPlugin(request, timeout=30))
    assert time.monotonic() - started < 10
    assert pieces[-1].exitcode == 0
