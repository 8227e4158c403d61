"""Building for real: a tiny module, and a compiler that never ends."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local import toolchain
from local.errors import CannotDo
from local.paths import Paths
from local.progress import Report
from local.progress.plain import Plain
from local.toolchain import catalogue, store
from local.toolchain.catalogue import Tool

MAIN = 'package main\n\nvar version = "unset"\n\nfunc main() { println(version) }\n'

RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {repository!r})
from local import toolchain
from local.paths import Paths
from local.progress import open_report
from local.toolchain import catalogue, store
root = Path({root!r})
store.MODULES = root / "modules"
catalogue.TOOLS["tiny"] = catalogue.Tool("tiny", "tiny", None, ".")
toolchain.ensure(Paths(root / "cache", root / "state", root / "run"), ["tiny"], open_report())
"""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A platform of its own, with the one tool `tiny`."""
    module = tmp_path / "modules/tiny"
    module.mkdir(parents=True)
    (module / "go.mod").write_text("module example.test/tiny\n\ngo 1.24\n")
    (module / "main.go").write_text(MAIN)
    monkeypatch.setattr(store, "MODULES", tmp_path / "modules")
    stamp = "main.version={version}"
    tiny = {"tiny": Tool("tiny", "tiny", None, ".", (stamp,))}
    monkeypatch.setattr(catalogue, "TOOLS", tiny)
    monkeypatch.setattr(store, "TOOLS", tiny)
    return Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")


def ensure(paths: Paths) -> tuple[Path, str]:
    """Build `tiny`; its path and what was reported."""
    out = io.StringIO()
    with Report(Plain(out)) as report:
        binary = toolchain.ensure(paths, ["tiny"], report)["tiny"]
    return binary, out.getvalue()


def entries(paths: Paths) -> list[str]:
    """What lies in the tool's folder of the cache."""
    return sorted(one.name for one in (paths.binaries / "tiny").iterdir())


def test_built_once(paths: Paths) -> None:
    """The first run builds, the second only looks."""
    assert toolchain.missing(paths, ["tiny"]) == ["tiny"]
    binary, said = ensure(paths)
    assert said.startswith("-> build tiny 1\nok build tiny 1 (")
    run = subprocess.run([str(binary)], capture_output=True, text=True, check=True)
    assert run.stderr == "1\n"
    assert toolchain.missing(paths, ["tiny"]) == []
    begun = time.perf_counter()
    assert ensure(paths) == (binary, "")
    assert time.perf_counter() - begun < 0.5
    assert entries(paths) == [binary.parent.name]


def test_a_failed_build(paths: Paths) -> None:
    """One sentence, the log's place and its last lines; nothing is left."""
    (paths.cache.parent / "modules/tiny/main.go").write_text(
        "package main\n\nfunc main() { nonsense() }\n"
    )
    with pytest.raises(CannotDo) as raised:
        ensure(paths)
    assert str(raised.value) == (
        f"tiny: go build ended with code 1; the log is {paths.logs}/build-tiny.log:\n"
        "  # example.test/tiny\n"
        "  ./main.go:3:15: undefined: nonsense"
    )
    assert entries(paths) == []


def test_prune(paths: Paths) -> None:
    """What an older key left is removed, the current binary stays."""
    old, _ = ensure(paths)
    (paths.cache.parent / "modules/tiny/main.go").write_text(MAIN + "\n// newer\n")
    new, _ = ensure(paths)
    assert old != new
    assert toolchain.prune(paths) == [old.parent]
    assert entries(paths) == [new.parent.name]


def test_a_killed_build(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After kill -9 no compiler goes on, no key is there, and the next run builds."""
    real = os.environ["PATH"]
    marker = tmp_path / "compiling"
    fake = tmp_path / "fake/go"
    fake.parent.mkdir()
    fake.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = env ]; then printf "go1.26.8\\nlinux\\namd64\\nlocal\\n"; exit; fi\n'
        f"echo $$ > {marker}.new; mv {marker}.new {marker}; exec sleep 300\n"
    )
    fake.chmod(0o755)
    words = [
        sys.executable,
        "-c",
        RUN.format(repository=str(Path(__file__).parents[3]), root=str(tmp_path)),
    ]
    environment = {**os.environ, "PATH": f"{fake.parent}:{real}"}
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as run:
        _wait_for(marker.exists)
        run.kill()
    compiler = int(marker.read_text())
    _wait_for(lambda: not _runs(compiler))
    assert entries(paths) == ["partial"]
    monkeypatch.setenv("PATH", real)
    binary, _ = ensure(paths)
    assert entries(paths) == [binary.parent.name]


def test_two_at_once_build_once(paths: Paths, tmp_path: Path) -> None:
    """The second run waits for the first and builds nothing."""
    words = [
        sys.executable,
        "-c",
        RUN.format(repository=str(Path(__file__).parents[3]), root=str(tmp_path)),
    ]
    environment = {k: v for k, v in os.environ.items() if k != "SHIPSHAPE_OUTPUT"}
    runs = [
        subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=60)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert sum(text.count("ok build tiny 1") for text in said) == 1
    assert len(entries(paths)) == 1


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_for(condition: object, seconds: float = 20) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
