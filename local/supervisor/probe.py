"""Does a service answer? One try, bounded in time."""

import http.client
import socket
from urllib.parse import urlsplit

from local.service import Readiness

_TIMEOUT_SECONDS = 2.0
_SUCCESS = range(200, 300)


def answers(readiness: Readiness) -> bool:
    """Whether a service with this readiness answers now; never raises."""
    try:
        if readiness.http is not None:
            return _http(readiness.http)
        if readiness.tcp is not None:
            with socket.create_connection(readiness.tcp, _TIMEOUT_SECONDS):
                return True
        return readiness.socket is not None and _unix(readiness.socket)
    except (OSError, http.client.HTTPException):
        return False


def _http(url: str) -> bool:
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.netloc)
    try:
        connection.request("GET", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        return connection.getresponse().status in _SUCCESS
    finally:
        connection.close()


def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, timeout=_TIMEOUT_SECONDS)
    import ssl  # only who asks for https pays its memory

    # The certificate is our own and the address our own; what is asked for is no secret.
    context = ssl._create_unverified_context()  # noqa: S323
    return http.client.HTTPSConnection(host, timeout=_TIMEOUT_SECONDS, context=context)


def _unix(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_TIMEOUT_SECONDS)
        connection.connect(path)
    return True
