"""Names of ConfigMaps and Secrets that carry a hash of their content.

Each version of the configuration is an immutable object of its own, so a change rolls the pods, and
a pod that restarts in the middle of a rollout still finds the version it belongs to.

A Secret's hash is public (it stands in the pod's spec), so it must not help to guess a value: it is
stretched with scrypt and cut to 40 bits. A short password would cost tens of milliseconds a guess
and one guess in a trillion is right by chance; an API key cannot be guessed at all.
"""

import hashlib
import json
from collections.abc import Mapping

HASH_LENGTH = 10
"""Hexadecimal digits in a name."""

_SCRYPT_COST = 2**14
_SCRYPT_BLOCK = 8


def config_map_name(name: str, data: Mapping[str, str]) -> str:
    """`<name>-config-<hash>` for plain data."""
    return f"{name}-config-{hashlib.sha256(_canonical(data)).hexdigest()[:HASH_LENGTH]}"


def secret_object_name(name: str, namespace: str, data: Mapping[str, str]) -> str:
    """`<name>-secrets-<hash>` for secret data; the same name for the same data, about 50 ms."""
    digest = hashlib.scrypt(
        _canonical(data),
        salt=f"shipshape/{namespace}/{name}".encode(),
        n=_SCRYPT_COST,
        r=_SCRYPT_BLOCK,
        p=1,
        maxmem=64 * 2**20,
        dklen=HASH_LENGTH // 2,
    )
    return f"{name}-secrets-{digest.hex()}"


def _canonical(data: Mapping[str, str]) -> bytes:
    return json.dumps(dict(data), sort_keys=True, separators=(",", ":")).encode()
