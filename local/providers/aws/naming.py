"""Names for resources without one: the program's name and seven hexadecimal digits."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from local.providers.aws.kind import Naming
from local.providers.protocol.failures import ProviderError

_DIGITS = 7


@dataclass(frozen=True)
class Wish:
    """What the engine says of a new name: the seed of its digits, and the stack's own rules."""

    base: str
    seed: bytes = b""
    proposed: str = ""
    forbidden: bool = False


def invented(naming: Naming, wish: Wish, inputs: dict[str, Any]) -> str:
    """A name for a new resource; the same one for the same seed.

    Raises ProviderError where the stack forbids automatic names.
    """
    if wish.forbidden:
        raise ProviderError(
            f"automatic naming is disabled for this stack; set {naming.property} of {wish.base!r}"
        )
    if wish.proposed:
        return wish.proposed
    ending = naming.ending(inputs)
    room = naming.longest - _DIGITS - 1 - len(ending)
    base = (wish.base.lower() if naming.lower else wish.base)[:room]
    return f"{base}-{_digits(wish)}{ending}"


def _digits(wish: Wish) -> str:
    if not wish.seed:
        return secrets.token_hex(_DIGITS)[:_DIGITS]
    return hashlib.sha256(wish.seed + wish.base.encode()).hexdigest()[:_DIGITS]
