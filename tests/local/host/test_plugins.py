"""Providers are installed once, and again when they change."""

import stat
from pathlib import Path

import pytest

from local.errors import CannotDo
from local.host.plugins import Plugin, ensure_plugin, install_command, installed_folder
from tests.engine_fixture import Engine


def provider(folder: Path, text: str) -> Plugin:
    """Write an executable that stands for a provider."""
    binary = folder / "provider"
    binary.write_text(text)
    binary.chmod(0o755)
    return Plugin("thing", "1.2.3", binary)


def test_the_engine_is_told_to_replace_what_is_there() -> None:
    """The whole command."""
    assert " ".join(install_command(Plugin("thing", "1.2.3", Path("/b/thing")))) == (
        "pulumi plugin install resource thing 1.2.3 --file /b/thing --reinstall"
    )


@pytest.mark.engine
def test_a_plugin_is_installed_once_and_again_when_it_changed(
    engine: Engine, tmp_path: Path
) -> None:
    """The installed file follows the source, and an unchanged one costs no engine call."""
    home = Path(engine.environment["PULUMI_HOME"])
    first = provider(tmp_path, "#!/bin/sh\necho one\n")
    assert ensure_plugin(home, first, engine.environment)
    assert not ensure_plugin(home, first, engine.environment)
    second = provider(tmp_path, "#!/bin/sh\necho two\n")
    assert ensure_plugin(home, second, engine.environment)
    installed = installed_folder(home, second) / "pulumi-resource-thing"
    assert installed.read_text() == "#!/bin/sh\necho two\n"
    assert installed.stat().st_mode & stat.S_IXUSR


@pytest.mark.engine
def test_a_plugin_that_was_removed_comes_back(engine: Engine, tmp_path: Path) -> None:
    """The stamp alone is not trusted."""
    home = Path(engine.environment["PULUMI_HOME"])
    plugin = provider(tmp_path, "#!/bin/sh\n")
    ensure_plugin(home, plugin, engine.environment)
    engine.pulumi(tmp_path, "plugin", "rm", "--all", "--yes")
    assert ensure_plugin(home, plugin, engine.environment)


def test_a_missing_file_or_engine_is_a_sentence(tmp_path: Path) -> None:
    """Both are named."""
    with pytest.raises(CannotDo, match=r"the provider's file /gone cannot be read: No such file"):
        ensure_plugin(tmp_path, Plugin("thing", "1.2.3", Path("/gone")), {})
    with pytest.raises(CannotDo, match=r"the thing provider could not be installed: .*pulumi"):
        ensure_plugin(tmp_path, provider(tmp_path, ""), {"PATH": "/nowhere"})
