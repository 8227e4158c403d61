"""The platform's own engine: where it comes from, and making it ready to run."""

import os
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from local import official, toolchain
from local.files import beside
from local.host.environment import applied, engine_exports
from local.host.install import install, own_sources
from local.host.passphrase import ensure_passphrase
from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths
from local.providers.protocol.install import executable
from local.toolchain.catalogue import MODULES
from local.toolchain.pins import required

STAND_INS = ("kubernetes", "aws")
"""The providers of `local.providers`; the engine starts one only for a program that uses it."""


def download(paths: Paths) -> Path | None:
    """The official engine, or None where its release page can't be reached."""
    return official.fetch(paths.cache / "official")


def prepare(paths: Paths, binaries: Mapping[str, Path], downloaded: Path | None) -> None:
    """Lay out the engine, its language host, its plugins and the backend.

    Raises CannotDo when the engine refuses a plugin.
    """
    paths.stacks.mkdir(parents=True, exist_ok=True)
    ensure_passphrase(paths.passphrase)
    if downloaded is not None:
        _link(downloaded, paths.tools / "pulumi")
        return
    install(paths, own_sources(binaries["pulumi"], toolchain.sdk()))
    variables = applied(os.environ, engine_exports(paths, os.environ, official=False))
    for plugin in plugins(paths, binaries):
        ensure_plugin(paths.pulumi_home, plugin, variables)


def plugins(paths: Paths, binaries: Mapping[str, Path]) -> list[Plugin]:
    """The providers of an engine that can't download them."""
    pinned = (MODULES / "docker-build" / "go.mod").read_text()
    version = required(pinned, "github.com/pulumi/pulumi-docker-build")
    built = Plugin("docker-build", version, binaries["pulumi-resource-docker-build"])
    return [
        built,
        *(
            Plugin(name, metadata.version(f"pulumi-{name}"), executable(paths, name))
            for name in STAND_INS
        ),
    ]


def _link(source: Path, target: Path) -> None:
    """Make `target` a symbolic link: the engine finds its hosts beside its own real file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = beside(target)
    partial.unlink(missing_ok=True)
    partial.symlink_to(source)
    partial.replace(target)
