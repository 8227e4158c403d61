"""Checking Signature Version 4: who asks, and that the request is the one they signed."""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from local.aws.errors import AwsError
from local.aws.http import Request

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256\s+Credential=(?P<scope>[^,\s]+),\s*"
    r"SignedHeaders=(?P<headers>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]+)"
)
_SCOPE_PARTS = 5

Secrets = Callable[[str], str | None]
"""The secret of an access key, or None for a key that nobody has."""


@dataclass(frozen=True)
class Signed:
    """Whose request it is, and for which service in which region."""

    access_key: str
    date: str
    region: str
    service: str
    headers: tuple[str, ...]
    signature: str

    @property
    def scope(self) -> str:
        """What the signature holds for."""
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


def signed(request: Request) -> Signed | None:
    """What the Authorization header claims; None when there is none of this kind."""
    found = _AUTHORIZATION.match(request.headers.get("authorization", ""))
    if found is None:
        return None
    parts = found["scope"].rsplit("/", _SCOPE_PARTS - 1)
    if len(parts) != _SCOPE_PARTS:
        return None
    key, date, region, service, _ = parts
    return Signed(
        key, date, region, service, tuple(found["headers"].split(";")), found["signature"]
    )


def check(request: Request, claim: Signed, secret_of: Secrets) -> None:
    """Refuse an unknown key and a signature that does not fit the request. Raises AwsError."""
    secret = secret_of(claim.access_key)
    if secret is None:
        raise AwsError(
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            403,
        )
    if not hmac.compare_digest(_signature(request, claim, secret), claim.signature):
        raise AwsError(
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. "
            "Check your AWS Secret Access Key and signing method. Consult the service "
            "documentation for details.",
            403,
        )


def _signature(request: Request, claim: Signed, secret: str) -> str:
    hashed = hashlib.sha256(_canonical(request, claim).encode()).hexdigest()
    when = request.headers.get("x-amz-date", "")
    text = f"AWS4-HMAC-SHA256\n{when}\n{claim.scope}\n{hashed}"
    key = f"AWS4{secret}".encode()
    for part in claim.scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def _canonical(request: Request, claim: Signed) -> str:
    headers = "".join(f"{name}:{_trimmed(request, name)}\n" for name in claim.headers)
    payload = request.headers.get("x-amz-content-sha256")
    return "\n".join(
        (
            request.method,
            _path(request.path, claim.service),
            "&".join(sorted(_pairs(request.query))),
            headers,
            ";".join(claim.headers),
            payload or hashlib.sha256(request.body).hexdigest(),
        )
    )


def _path(path: str, service: str) -> str:
    # Every service but S3 encodes what is encoded already once more.
    return path if service == "s3" else quote(path or "/", safe="/~")


def _pairs(query: str) -> list[str]:
    return [pair if "=" in pair else f"{pair}=" for pair in query.split("&") if pair]


def _trimmed(request: Request, name: str) -> str:
    return " ".join(request.headers.get(name, "").split())
