"""A probe of a description: `http-get http://:8080/live delay=0s timeout=1s period=10s ...`."""

import re
from typing import Any

_HANDLER = re.compile(r"(?P<kind>http-get|tcp-socket|exec|grpc) (?P<target>\[.*?\]|\S+)(?= |$)")
_NUMBERS = {
    "delay": "initialDelaySeconds",
    "timeout": "timeoutSeconds",
    "period": "periodSeconds",
    "#success": "successThreshold",
    "#failure": "failureThreshold",
}
_NUMBER = re.compile(r"(delay|timeout|period|#success|#failure)=(\d{1,9})s?\b")
_ADDRESS = re.compile(r"(?P<scheme>\w+)://(?P<host>[^/:]*):(?P<port>[^/]*)(?P<path>/.*)?")


def probe(told: str) -> dict[str, Any]:
    """The probe as the API writes it."""
    found = _HANDLER.match(told)
    numbers = {_NUMBERS[name]: int(number) for name, number in _NUMBER.findall(told)}
    return numbers | (_handler(found["kind"], found["target"]) if found else {})


def _handler(kind: str, target: str) -> dict[str, Any]:
    host, _, port = target.rpartition(":")
    match kind:
        case "http-get":
            return _http(target)
        case "tcp-socket":
            return {"tcpSocket": {"host": "" if host.startswith("<") else host, "port": port}}
        case "grpc":
            number, _, service = port.partition("/")
            return {"grpc": {"port": number, "service": service}}
        case _:
            return {"exec": {"command": target.strip("[]").split()}}


def _http(target: str) -> dict[str, Any]:
    found = _ADDRESS.fullmatch(target)
    if not found:
        return {"httpGet": {"path": target}}
    said = found.groupdict("")
    return {"httpGet": said | {"scheme": said["scheme"].upper()}}
