"""The files that no setting reaches."""

from pathlib import Path

from local.cluster import outside


def test_links_into_our_logs(tmp_path: Path) -> None:
    """Another cluster's link and a plain file stay."""
    (tmp_path / "ours.log").symlink_to("/s/cluster/pod-logs/a/0.log")
    (tmp_path / "theirs.log").symlink_to("/var/log/pods/a/0.log")
    (tmp_path / "plain.log").touch()

    assert outside.links_into(tmp_path, Path("/s/cluster/pod-logs")) == [tmp_path / "ours.log"]


def test_results_of_our_network(tmp_path: Path) -> None:
    """A pod's loopback result carries no network name: it goes by the pod's id."""
    for name in ("shipshape-1-eth0", "cni-loopback-1-lo", "podman-2-eth0", "cni-loopback-2-lo"):
        (tmp_path / name).touch()

    assert outside.results(tmp_path) == [
        tmp_path / "shipshape-1-eth0",
        tmp_path / "cni-loopback-1-lo",
    ]
