"""The registry's configuration and how it runs, whole."""

from pathlib import Path

from local import registry
from local.paths import Paths
from local.service import Readiness, Service

PATHS = Paths(cache=Path("/c"), state=Path("/s"), run=Path("/r"))


def test_configuration() -> None:
    """Loopback only, deleting enabled, cut-off uploads purged."""
    assert registry.configuration(PATHS) == (
        "version: 0.1\n"
        "log:\n"
        "  level: warn\n"
        "  accesslog:\n"
        "    disabled: true\n"
        "storage:\n"
        "  filesystem:\n"
        "    rootdirectory: /s/registry\n"
        "  delete:\n"
        "    enabled: true\n"
        "  maintenance:\n"
        "    uploadpurging:\n"
        "      enabled: true\n"
        "      age: 1h\n"
        "      interval: 1h\n"
        "      dryrun: false\n"
        "http:\n"
        "  addr: 127.0.0.1:5001\n"
    )


def test_service() -> None:
    """Ready when its version endpoint answers."""
    assert registry.service(PATHS, {"docker-registry": Path("/b/docker-registry")}) == Service(
        name="registry",
        command=("/b/docker-registry", "serve", "/s/registry.yaml"),
        readiness=Readiness(http="http://127.0.0.1:5001/v2/"),
        ports=(5001,),
        start_seconds=20,
    )


def test_prepare_twice(tmp_path: Path) -> None:
    """The second time changes nothing."""
    paths = Paths(cache=tmp_path / "c", state=tmp_path / "s", run=tmp_path / "r")
    registry.prepare(paths)
    before = (paths.state / "registry.yaml").stat().st_mtime_ns
    registry.prepare(paths)
    assert (paths.state / "registry.yaml").stat().st_mtime_ns == before
    assert (paths.state / "registry").is_dir()
