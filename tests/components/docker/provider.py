"""What the Docker provider asks of a daemon for the inputs of its Container.

The provider's own program is not on every machine. This reads the same inputs the same way: which
field of the Engine's API each becomes, which unit it has, and how files are uploaded.
"""

import io
import re
import tarfile
from typing import Any

MEBIBYTE = 2**20
_SECONDS = re.compile(r"(\d+)s")


def create_body(inputs: dict[str, Any]) -> dict[str, Any]:
    """The body of `POST /containers/create`."""
    ports = inputs.get("ports", [])
    return {
        "Image": inputs["image"],
        "Env": inputs.get("envs", []),
        "User": inputs.get("user", ""),
        "Labels": {each["label"]: each["value"] for each in inputs.get("labels", [])},
        "ExposedPorts": {f"{each['internal']}/{each['protocol']}": {} for each in ports},
        "StopSignal": inputs.get("stopSignal"),
        "StopTimeout": inputs.get("stopTimeout"),
        "Healthcheck": _healthcheck(inputs.get("healthcheck")),
        "HostConfig": _host_config(inputs),
    }


def archive(uploads: list[dict[str, Any]]) -> bytes:
    """Files as one archive for `PUT /containers/ID/archive?path=/`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for upload in uploads:
            content = upload["content"].encode()
            entry = tarfile.TarInfo(upload["file"])
            entry.size, entry.mode = len(content), int(upload["permissions"], 8)
            entry.uid, entry.gid = int(upload["owner"]), int(upload["group"])
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _healthcheck(block: dict[str, Any] | None) -> dict[str, Any] | None:
    if block is None:
        return None
    return {
        "Test": block.get("tests", []),
        "Interval": _nanoseconds(block["interval"]),
        "Timeout": _nanoseconds(block["timeout"]),
        "StartPeriod": _nanoseconds(block["startPeriod"]),
        "Retries": block["retries"],
    }


def _host_config(inputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "Privileged": inputs.get("privileged", False),
        "Memory": inputs.get("memory", 0) * MEBIBYTE,
        "MemorySwap": inputs.get("memorySwap", 0) * MEBIBYTE,
        "CpuShares": inputs.get("cpuShares", 0),
        "NanoCpus": round(float(inputs.get("cpus", "0")) * 1e9),
        "CapDrop": inputs["capabilities"]["drops"],
        "SecurityOpt": inputs.get("securityOpts", []),
        "ReadonlyRootfs": inputs.get("readOnly", False),
        "Tmpfs": inputs.get("tmpfs", {}),
        "Binds": [_bind(each) for each in inputs.get("volumes", [])],
        "PortBindings": {
            f"{each['internal']}/{each['protocol']}": [
                {"HostIp": each["ip"], "HostPort": str(each["external"])}
            ]
            for each in inputs.get("ports", [])
        },
        "NetworkMode": inputs.get("networkMode", "bridge"),
        "Init": inputs.get("init"),
        "RestartPolicy": {
            "Name": inputs.get("restart", "no"),
            "MaximumRetryCount": inputs.get("maxRetryCount", 0),
        },
        "LogConfig": {"Type": inputs.get("logDriver", ""), "Config": inputs.get("logOpts", {})},
    }


def _bind(volume: dict[str, Any]) -> str:
    mode = "ro" if volume.get("readOnly") else "rw"
    return f"{volume['volumeName']}:{volume['containerPath']}:{mode}"


def _nanoseconds(text: str) -> int:
    seconds = _SECONDS.fullmatch(text)
    assert seconds is not None, text
    return int(seconds[1]) * 10**9
