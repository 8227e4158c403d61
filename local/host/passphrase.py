"""The passphrase that protects the secrets of this machine's stacks."""

import secrets
from pathlib import Path

from local.files import write

# 256 bits: nobody types it, the engine reads it from the file.
_BYTES = 32


def ensure_passphrase(path: Path) -> None:
    """Create the file with a random passphrase, mode 0600; an existing one is never changed.

    Losing it loses every secret of the stacks, so it lives beside them. Raises OSError when the
    folder cannot be written.
    """
    if path.is_file() and path.read_text().strip():
        path.chmod(0o600)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, secrets.token_urlsafe(_BYTES) + "\n", 0o600)
