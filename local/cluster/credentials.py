"""Keys and certificates on disk: made once, made anew when they no longer do."""

from datetime import UTC, datetime
from pathlib import Path

from local.cluster.certificates import AUTHORITIES, CERTIFICATES, SERVICE_ACCOUNT_KEY
from local.cluster.issue import Pair, matches, new_authority, new_key, new_pair, still_good
from local.cluster.layout import Layout
from local.cluster.site import digest
from local.files import write

_PRIVATE = 0o600


def ensure(layout: Layout) -> None:
    """Have every key and certificate; those that are still good stay as they are."""
    layout.credentials.mkdir(parents=True, exist_ok=True, mode=0o700)
    authorities = {name: _authority(layout, name) for name in AUTHORITIES}
    now = datetime.now(UTC)
    for wanted in CERTIFICATES:
        authority = authorities[wanted.authority]
        pair = load(layout, wanted.name)
        if pair is None or not still_good(pair, wanted, authority, now):
            _save(layout, wanted.name, new_pair(wanted, authority))
    if not layout.key(SERVICE_ACCOUNT_KEY).exists():
        write(layout.key(SERVICE_ACCOUNT_KEY), new_key().decode(), _PRIVATE)


def load(layout: Layout, name: str) -> Pair | None:
    """A pair from disk; None unless both halves are there."""
    key, certificate = _read(layout.key(name)), _read(layout.certificate(name))
    return Pair(key, certificate) if key and certificate else None


def summary(layout: Layout) -> str:
    """A digest of all certificates: changes when one is made anew."""
    files = sorted(layout.credentials.glob("*.crt"))
    return digest(*(file.read_text("ascii") for file in files))


def _authority(layout: Layout, name: str) -> Pair:
    pair = load(layout, name)
    if pair is None or not matches(pair):
        pair = new_authority(name)
        _save(layout, name, pair)
    return pair


def _save(layout: Layout, name: str, pair: Pair) -> None:
    # The certificate last: a kill in between leaves a pair that doesn't match and is renewed.
    layout.certificate(name).unlink(missing_ok=True)
    write(layout.key(name), pair.key.decode(), _PRIVATE)
    write(layout.certificate(name), pair.certificate.decode(), _PRIVATE)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
