"""The container that stands for an execution environment, whole."""

from pathlib import Path

from local.functions import bundle

PLACE = bundle.Place(
    rootfs=Path("/f/rootfs"),
    scratch=Path("/f/tmp"),
    init=Path("/bin/pause"),
    resolv=Path("/c/resolv.conf"),
    hosts=Path("/f/hosts"),
    network=Path("/run/netns/shipshape-ab"),
)


def test_a_process_is_nobody_in_particular() -> None:
    """Lambda's own user whatever the image says, no capability, none to be gained."""
    assert bundle.process(["/app", "x"], {"A": "1", "B": "2=3"}, "/srv") == {
        "terminal": False,
        "user": {"uid": 993, "gid": 990},
        "args": ["/app", "x"],
        "env": ["A=1", "B=2=3"],
        "cwd": "/srv",
        "noNewPrivileges": True,
        "rlimits": [{"type": "RLIMIT_NOFILE", "hard": 1024, "soft": 1024}],
    }


def test_only_tmp_can_be_written_and_memory_ends() -> None:
    """The root is read-only, swap adds nothing, the cgroup is one that `make down` empties."""
    made = bundle.container("ab", PLACE, 512)
    linux = made["linux"]
    assert isinstance(linux, dict)
    assert made["root"] == {"path": "/f/rootfs", "readonly": True}
    assert linux["cgroupsPath"] == "/shipshape/function-ab"
    assert linux["resources"]["memory"] == {"limit": 536870912, "swap": 536870912}
    assert linux["resources"]["pids"] == {"limit": 1024}


def test_what_is_mounted() -> None:
    """One writable folder is the machine's; shared memory is missing, as it is at AWS."""
    mounts = bundle.container("ab", PLACE, 512)["mounts"]
    assert isinstance(mounts, list)
    writable = [one["destination"] for one in mounts if "ro" not in one["options"]]
    assert writable == ["/proc", "/dev", "/tmp"]  # noqa: S108
    assert [one["source"] for one in mounts if one["type"] == "bind"] == [
        "/f/tmp",
        "/c/resolv.conf",
        "/f/hosts",
        "/bin/pause",
    ]
    assert not any(one["destination"].endswith("shm") for one in mounts)


def test_the_network_is_its_own() -> None:
    """So that two functions may listen on one port."""
    linux = bundle.container("ab", PLACE, 512)["linux"]
    assert isinstance(linux, dict)
    assert {"type": "network", "path": "/run/netns/shipshape-ab"} in linux["namespaces"]
