"""The commands that the host starts, as whole lines."""

from pathlib import Path

from local.host.commands import (
    Deployment,
    Program,
    configuration,
    install_commands,
    plugin_command,
    program_command,
)

PYTHON = Path("/venv/bin/python")


def test_a_program_runs_under_the_runner() -> None:
    """Every fact of the deployment is passed on; flags without a value are left out."""
    command = program_command(
        PYTHON,
        Path("/tools/runner"),
        Program(Path("/project"), Path("/project/src"), "main.py"),
        Deployment("shop", "dev", "", 16, True, "127.0.0.1:1", "127.0.0.1:2"),
        ["--extra"],
    )
    assert " ".join(command) == (
        "/venv/bin/python -u /tools/runner --project shop --root_directory /project --stack dev "
        "--parallel 16 --dry_run true --pwd /project/src --monitor 127.0.0.1:1 "
        "--engine 127.0.0.1:2 main.py --extra"
    )


def test_configuration_travels_in_two_variables() -> None:
    """Values and the names of the secret ones, both JSON and sorted."""
    assert configuration({"shop:b": "2", "shop:a": "1"}, ["shop:b"]) == {
        "PULUMI_CONFIG": '{"shop:a": "1", "shop:b": "2"}',
        "PULUMI_CONFIG_SECRET_KEYS": '["shop:b"]',
    }


def test_a_policy_pack_gets_its_own_folder_last() -> None:
    """The engine passes its address; the folder has to be appended."""
    command = plugin_command(PYTHON, "analyzer", Path("/pack"), None, ["127.0.0.1:2"])
    assert " ".join(command) == "/venv/bin/python -u -m pulumi.policy 127.0.0.1:2 /pack"


def test_another_plugin_runs_as_package_or_folder() -> None:
    """A packaged plugin is served by the SDK, any other by its own `__main__`."""
    package = plugin_command(PYTHON, "resource", Path("/plugin"), "shipshape", ["127.0.0.1:2"])
    folder = plugin_command(PYTHON, "resource", Path("/plugin"), None, ["127.0.0.1:2"])
    assert " ".join(package) == ("/venv/bin/python -u -m pulumi.run.plugin shipshape 127.0.0.1:2")
    assert " ".join(folder) == "/venv/bin/python -u /plugin 127.0.0.1:2"


def test_installing_makes_the_environment_and_fills_it() -> None:
    """With an environment named, pip is that environment's; with none, the host's own."""
    own = Path("/host/python")
    named = install_commands(own, Path("/p/venv"), ["-r", "/p/requirements.txt"])
    assert [" ".join(command) for command in named] == [
        "/host/python -m venv /p/venv",
        "/p/venv/bin/python -m pip install --disable-pip-version-check -r /p/requirements.txt",
    ]
    assert [" ".join(command) for command in install_commands(own, None, ["-e", "/p"])] == [
        "/host/python -m pip install --disable-pip-version-check -e /p"
    ]
    assert install_commands(own, None, []) == []
