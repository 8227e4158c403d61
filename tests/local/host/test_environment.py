"""What `eval "$(make -s env)"` gives a shell."""

import subprocess
from dataclasses import replace
from pathlib import Path

from local.host.environment import (
    Images,
    applied,
    cluster_exports,
    engine_exports,
    shell_lines,
)
from local.paths import Paths

IMAGES = Images(build="localhost:5001/build@sha256:1", runtime="localhost:5001/node@sha256:2")


def platform(root: Path) -> Paths:
    """The platform's folders below `root`."""
    return Paths(cache=root / "cache", state=root / "state", run=root / "run")


def test_the_engine_is_named_once(tmp_path: Path) -> None:
    """The tools lead PATH, once, however often the lines are evaluated."""
    state = tmp_path / "state"
    current = {"PATH": f"{state}/bin:/usr/bin", "HOME": "/root"}
    downloaded = {
        "PATH": f"{state}/bin:/usr/bin",
        "PULUMI_HOME": f"{state}/pulumi-home",
        "PULUMI_BACKEND_URL": f"file://{state}/stacks",
        "PULUMI_CONFIG_PASSPHRASE_FILE": f"{state}/passphrase",
        "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER": "true",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    assert engine_exports(platform(tmp_path), current, official=True) == downloaded
    assert engine_exports(platform(tmp_path), current, official=False) == {
        **downloaded,
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    }


def test_the_cluster_comes_with_its_registry_and_base_images(tmp_path: Path) -> None:
    """The program learns them from the environment; certificates only where there are some."""
    state = tmp_path / "state"
    expected = {
        "KUBECONFIG": f"{state}/kubeconfig",
        "BUILDX_CONFIG": f"{state}/buildx",
        "SHIPSHAPE_REGISTRY": "localhost:5001",
        "SHIPSHAPE_BUILD_IMAGE": "localhost:5001/build@sha256:1",
        "SHIPSHAPE_RUNTIME_IMAGE": "localhost:5001/node@sha256:2",
    }
    assert cluster_exports(platform(tmp_path), IMAGES, {}) == expected
    with_adapter = replace(IMAGES, adapter="localhost:5001/adapter@sha256:3")
    assert cluster_exports(platform(tmp_path), with_adapter, {}) == {
        **expected,
        "SHIPSHAPE_ADAPTER_IMAGE": "localhost:5001/adapter@sha256:3",
    }
    certificates = {"SSL_CERT_FILE": "/b.pem", "NODE_EXTRA_CA_CERTS": "/a.pem"}
    assert cluster_exports(platform(tmp_path), IMAGES, certificates) == {
        **expected,
        "SHIPSHAPE_EXTRA_CA": "/a.pem",
    }


def test_a_foreign_passphrase_is_cleared() -> None:
    """A passphrase in the shell would win over the platform's file; one's own engine needs it."""
    current = {"PULUMI_CONFIG_PASSPHRASE": "x", "A": "1"}
    ours = {"PULUMI_CONFIG_PASSPHRASE_FILE": "/f"}
    assert applied(current, ours) == {"A": "1", **ours}
    assert applied(current, {"B": "2"}) == {**current, "B": "2"}


def test_a_shell_reads_the_lines_back_as_they_were() -> None:
    """Quotes, spaces and dollars survive `eval`."""
    hostile = {
        "A": 'it\'s $HOME `x` "q"\nnext',
        "B": "plain",
        "PULUMI_CONFIG_PASSPHRASE_FILE": "/f",
    }
    lines = shell_lines(hostile)
    assert lines.splitlines()[0] == "unset PULUMI_CONFIG_PASSPHRASE;"
    script = 'eval "$LINES_TO_READ"; printf "%s|%s|%s" "$A" "$B" "${PULUMI_CONFIG_PASSPHRASE-none}"'
    shell = {"LINES_TO_READ": lines, "PULUMI_CONFIG_PASSPHRASE": "x"}
    answer = subprocess.run(
        ["/bin/sh", "-c", script], env=shell, capture_output=True, text=True, check=True
    )
    assert answer.stdout == f"{hostile['A']}|plain|none"
