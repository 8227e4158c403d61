"""The command line's own behaviour: help, usage, exit codes."""

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from ops.cli import COMMANDS
from tests.ops.shipshape import shipshape


def test_every_command_is_a_module_of_its_name() -> None:
    """The table of commands and the modules agree, help text included."""
    for name in COMMANDS:
        command = import_module(f"ops.commands.{name}").command
        assert command.name == name
        assert command.help


def test_help_lists_all_commands_and_the_exit_codes(tmp_path: Path) -> None:
    """Without an engine anywhere near."""
    done = shipshape(tmp_path, "--help", environment={"PATH": ""})
    assert done.returncode == 0
    assert done.stdout == (
        "Usage: shipshape [OPTIONS] COMMAND [ARGS]...\n"
        "\n"
        "  Take a containerised AI service from a laptop to production.\n"
        "\n"
        "  Exit codes: 0 fine, 1 the update failed or there are findings, 2 usage or\n"
        "  settings, 3 could not look (no engine, no backend, no cluster).\n"
        "\n"
        "Options:\n"
        "  --version  Show the version and exit.\n"
        "  --help     Show this message and exit.\n"
        "\n"
        "Commands:\n"
        "  admission  Print the rules as policies for the API server.\n"
        "  check      Hold files, folders, states or a live cluster to the rules.\n"
        "  diagnose   Say why a deployment fails: the cause, the evidence, the fix.\n"
        "  down       Delete the stack's resources; the stack itself stays.\n"
        "  drift      Tell what differs from what was declared, and by whom.\n"
        "  latency    Name the bottleneck of a slow answer.\n"
        "  logs       Print the lines of a log that say what is wrong, as they come.\n"
        "  outputs    Print the stack's outputs.\n"
        "  patterns   Prove, list and explain the patterns that read logs.\n"
        "  preview    Show what `up` would change.\n"
        "  status     Show the stack, its last update and the service's health.\n"
        "  up         Build, deploy and wait until the service answers.\n"
    )


def test_help_loads_no_engine() -> None:
    """The start-up time is that of an interpreter and of click."""
    program = (
        "import sys; sys.argv = ['shipshape', '--help']\n"
        "from ops.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pulumi', 'grpc', 'ssl', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    best = 9.0
    for _ in range(3):
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        best = min(best, time.monotonic() - started)
    assert done.stderr == "[]\n"
    assert best < 0.3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "Error: No such command 'fly'."),
        (["up", "--output", "xml"], "'xml' is not one of 'text', 'json'."),
        (["up", "--wait", "-1"], "Invalid value for '--wait': -1 is not in the range x>=0."),
    ],
)
def test_usage_is_exit_code_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    """Click's own words."""
    done = shipshape(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_folder_without_a_program_is_named(tmp_path: Path) -> None:
    """Every command that needs one says so in one sentence."""
    needs_none = {"admission", "check", "diagnose", "latency", "logs", "patterns"}
    for name in set(COMMANDS) - needs_none:
        done = shipshape(tmp_path, name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"shipshape: there is no Pulumi.yaml in {tmp_path} or above it: "
            "run this in the project's folder\n"
        )


def test_a_machine_without_an_engine_is_told_where_to_get_one(tmp_path: Path) -> None:
    """Exit code 3: nothing was looked at."""
    (tmp_path / "Pulumi.yaml").write_text("name: a\nruntime: python\n")
    done = shipshape(tmp_path, "status", environment={"PATH": "/nowhere", "HOME": str(tmp_path)})
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "shipshape: there is no `pulumi` on PATH: `make up` brings one, or see "
        "https://www.pulumi.com/docs/install/\n"
    )
