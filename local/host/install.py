"""Lay the engine and its Python host side by side in the platform's folder of tools."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from local.files import beside, write
from local.host.launcher import launcher
from local.paths import Paths

HOST = "pulumi-language-python"
RUNNER = "pulumi-language-python-exec"
SHIM = "pulumi-resource-pulumi-python"


@dataclass(frozen=True)
class Sources:
    """Where the pieces come from.

    `engine` is the compiled engine. `runner` starts a program and `shim` serves dynamic providers;
    both are files of the SDK's. `python` and `clone` run the host.
    """

    engine: Path
    runner: Path
    shim: Path
    python: Path
    clone: Path


def own_sources(engine: Path, sdk: Path) -> Sources:
    """Name the sources of a host that runs from this clone with this interpreter.

    `sdk` is the folder of the unpacked Go module `github.com/pulumi/pulumi/sdk/v3`.
    """
    return Sources(
        engine=engine,
        runner=sdk / "python/cmd" / RUNNER,
        shim=sdk / "python/dist" / SHIM,
        python=Path(sys.executable),
        clone=Path(__file__).resolve().parents[2],
    )


def install(paths: Paths, sources: Sources) -> None:
    """Install or refresh the tools; raises OSError when the folder cannot be written.

    The engine looks for its host beside its own real file. It is therefore a hard link and not a
    symbolic one, and all others are files: the engine warns of a host that it finds elsewhere.
    """
    tools = paths.tools.resolve()
    tools.mkdir(parents=True, exist_ok=True)
    _same_file(sources.engine, tools / "pulumi")
    write(tools / RUNNER, sources.runner.read_text(), 0o755)
    write(tools / SHIM, with_default_python(sources.shim.read_text(), sources.python), 0o755)
    arguments = ("--runner", str(tools / RUNNER))
    text = launcher(sources.python, sources.clone, "local.host", *arguments)
    write(tools / HOST, text, 0o755)


def with_default_python(shim: str, python: Path) -> str:
    """Let the shim use `python` where a program would: with no environment named or active.

    Left alone, it takes whatever `python3` is on PATH, which need not have the SDK.
    """
    first, rest = shim.split("\n", 1)
    default = f'[ -n "${{VIRTUAL_ENV:-}}" ] || : "${{PULUMI_PYTHON_CMD:={python}}}"'
    return f"{first}\n{default}\n{rest}"


def _same_file(source: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size == source.stat().st_size:
        unchanged = target.stat().st_mtime_ns == source.stat().st_mtime_ns
        if unchanged or target.samefile(source):
            return
    temporary = beside(target)
    temporary.unlink(missing_ok=True)
    try:
        temporary.hardlink_to(source.resolve())
    except OSError:  # another file system
        shutil.copy2(source, temporary)
    temporary.replace(target)
