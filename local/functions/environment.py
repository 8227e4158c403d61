"""The variables that a function's processes see. Pure."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from local.functions.spec import FunctionSpec

RUNTIME_API_PORT = 9001
RUNTIME_API = f"127.0.0.1:{RUNTIME_API_PORT}"
"""Bare host and port: what every runtime client expects, and the web adapter insists on."""

_ACCOUNT = "123456789012"
_DEFAULTS = {
    "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/bin",
    "LANG": "en_US.UTF-8",
    "TZ": ":UTC",
}
_OWN_PORTS = ("AWS_LWA_PORT", "PORT")
_LOOPBACK = ("localhost", "127.0.0.1")


def variables(spec: FunctionSpec, image: Mapping[str, str], stream: str) -> dict[str, str]:
    """Defaults, then the image's, then the function's; the reserved ones win over all.

    `stream` is the name of the environment's log stream.
    """
    return {**_DEFAULTS, **image, **spec.environment, **_reserved(spec, stream)}


def function_arn(spec: FunctionSpec) -> str:
    """The ARN of the function's version, in the region that its environment names."""
    region = spec.environment.get("AWS_REGION", "us-east-1")
    return f"arn:aws:lambda:{region}:{_ACCOUNT}:function:{spec.name}:{spec.version}"


def host_ports(environment: Mapping[str, str]) -> list[int]:
    """Ports of this machine's loopback that the values name as URLs: the function must reach them.

    A stand-in for AWS or for a model's provider is such a URL. The function has
    a loopback of its own, as at AWS, so they are carried over one by one; not
    the one that it listens on itself.
    """
    found = {port for value in environment.values() if (port := _loopback_port(value)) is not None}
    own = {int(environment[name]) for name in _OWN_PORTS if environment.get(name, "").isdigit()}
    return sorted(found - {RUNTIME_API_PORT, *own})


def _loopback_port(value: str) -> int | None:
    if not value.startswith(("http://", "https://", "redis://", "postgres://", "postgresql://")):
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    return port if parts.hostname in _LOOPBACK else None


def _reserved(spec: FunctionSpec, stream: str) -> dict[str, str]:
    return {
        "AWS_LAMBDA_RUNTIME_API": RUNTIME_API,
        "AWS_LAMBDA_FUNCTION_NAME": spec.name,
        "AWS_LAMBDA_FUNCTION_VERSION": spec.version,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(spec.memory_mib),
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{spec.name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": stream,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "LAMBDA_TASK_ROOT": "/var/task",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
    }
