"""Programs compiled on this machine from pinned Go modules, and kept in a user cache.

`ensure(paths, names, report)` returns the binaries and builds what is missing;
`missing(paths, names)` only tells; `prune(paths)` removes outdated ones;
`sdk()` is the engine SDK's folder in Go's module cache.
"""

from local.toolchain.sdk import sdk
from local.toolchain.store import ensure, missing, prune

__all__ = ["ensure", "missing", "prune", "sdk"]
