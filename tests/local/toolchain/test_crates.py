"""The web adapter: built once by a cargo that plays its part, or done without."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.paths import Paths
from local.progress import Report
from local.progress.plain import Plain
from local.toolchain import cargo, crates
from local.toolchain.crate import ADAPTER, job, key

RUSTC = 'printf "rustc 1.90.0\\nrelease: {release}\\nhost: x86_64-unknown-linux-gnu\\n"'
INSTALL = """\
echo "$RUSTFLAGS" > {root}/flags
while [ "$1" != --root ]; do shift; done
mkdir -p "$2/bin" && echo built > "$2/bin/lambda-adapter"
"""

RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {repository!r})
from local.paths import Paths
from local.progress import open_report
from local.toolchain import crates
root = Path({root!r})
crates.ensure_adapter(Paths(root / "cache", root / "state", root / "run"), open_report())
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A platform of its own."""
    return Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")


def machine(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    install: str = INSTALL,
    release: str = "1.90.0",
) -> str:
    """Put a cargo and a rustc before the machine's own; the PATH they are found on."""
    folder = tmp_path / "fake"
    folder.mkdir(exist_ok=True)
    programs = {"cargo": install.format(root=tmp_path), "rustc": RUSTC.format(release=release)}
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    return path


def ensure(paths: Paths) -> tuple[Path | None, str]:
    """Have the adapter; its path and what was reported."""
    out = io.StringIO()
    with Report(Plain(out)) as report:
        return crates.ensure_adapter(paths, report), out.getvalue()


def entries(paths: Paths) -> list[str]:
    """What lies in the program's folder of the cache."""
    return sorted(one.name for one in (paths.binaries / "lambda-adapter").iterdir())


def test_built_once(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run builds, statically; the second only looks; the scratch is gone."""
    machine(tmp_path, monkeypatch)
    binary, said = ensure(paths)
    assert binary is not None
    assert binary.read_text() == "built\n"
    assert said.startswith("-> build lambda-adapter 1.0.0-rc1\nok build lambda-adapter 1.0.0-rc1 (")
    assert (tmp_path / "flags").read_text() == "-C target-feature=+crt-static\n"
    assert ensure(paths) == (binary, "")
    assert [one.name for one in binary.parent.iterdir()] == ["lambda-adapter"]


def test_the_command_pins_the_version() -> None:
    """The crate's own lock file counts, and nothing of a project that happens to be near."""
    rust = cargo.Rust((1, 90, 0), "aarch64-unknown-linux-gnu")
    assert job(ADAPTER, rust).command(Path("/to/lambda-adapter"), Path("/s")) == [
        *("cargo", "install", "--locked", "--no-track", "--root", "/s"),
        *("--target", "aarch64-unknown-linux-gnu", "--target-dir", "/s/target"),
        *("lambda_web_adapter", "--version", "1.0.0-rc1", "--bin", "lambda-adapter"),
    ]


def test_another_compiler_is_another_key() -> None:
    """A newer Rust, or one for another processor, builds its own."""
    base = cargo.Rust((1, 90, 0), "x86_64-unknown-linux-gnu")
    others = [cargo.Rust((1, 91, 0), base.host), cargo.Rust((1, 90, 0), "aarch64-x")]
    keys = {key(ADAPTER, rust) for rust in (base, *others)}
    assert len(keys) == 3
    assert all(one.startswith("1.0.0-rc1-") for one in keys)


@pytest.mark.parametrize(
    ("install", "release", "said"),
    [
        (INSTALL, "1.63.0", "Rust 1.63.0 is too old, 1.84.0 is needed; install Rust from https:"),
        ("exit 101", "1.90.0", "cargo install ended with code 101"),
    ],
    ids=["old", "offline"],
)
def test_a_machine_that_cannot_build_it_goes_on(
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    install: str,
    release: str,
    said: str,
) -> None:
    """One line says what is missing; nothing is raised, nothing half-made is left."""
    machine(tmp_path, monkeypatch, install, release)
    binary, told = ensure(paths)
    assert binary is None
    line = "No web adapter for Lambda, images are made without it: "
    assert line in told
    assert said in told
    if (paths.binaries / "lambda-adapter").exists():
        assert entries(paths) == []


def test_a_machine_without_rust_goes_on(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says where it comes from."""
    monkeypatch.setenv("PATH", str(tmp_path))
    said = (
        "No web adapter for Lambda, images are made without it: cargo is not on PATH; install "
        "Rust from https://rustup.rs (Debian 13's cargo is new enough, Debian 12's is not).\n"
    )
    assert ensure(paths) == (None, said)
    (tmp_path / "cargo").write_text("#!/bin/sh\n")
    (tmp_path / "cargo").chmod(0o755)
    assert ensure(paths) == (None, said.replace("cargo is not on PATH", "rustc does not work"))


def test_what_was_built_stays_where_cargo_goes(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the compiler of the first run, with an older one: the same program, no word."""
    machine(tmp_path, monkeypatch)
    binary, _ = ensure(paths)
    machine(tmp_path, monkeypatch, "exit 101", "1.63.0")
    assert ensure(paths) == (binary, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ensure(paths) == (binary, "")


def test_a_killed_build(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After kill -9 no compiler goes on, no key is there, and the next run builds."""
    begun = tmp_path / "compiling"
    slow = f"echo $$ > {begun}.new\nmv {begun}.new {begun}"
    path = machine(tmp_path, monkeypatch, f"{slow}\nexec sleep 300")
    script = RUN.format(repository=str(Path(__file__).parents[3]), root=str(tmp_path))
    environment = {**os.environ, "PATH": path}
    words = [sys.executable, "-c", script]
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as run:
        _wait_for(begun)
        run.kill()
    compiler = int(begun.read_text())
    end = time.monotonic() + 20
    while _runs(compiler):
        assert time.monotonic() < end, "the compiler goes on"
        time.sleep(0.05)
    assert entries(paths) == ["partial"]
    machine(tmp_path, monkeypatch)
    binary, _ = ensure(paths)
    assert binary is not None
    assert entries(paths) == [binary.parent.name]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
