"""Programs compiled on this machine from pinned sources, and kept in a user cache.

`ensure(paths, names, report)` returns the binaries and builds what is missing;
`missing(paths, names)` only tells; `prune(paths)` removes outdated ones;
`sdk()` is the engine SDK's folder in Go's module cache. `ensure_adapter(paths, report)`
returns Lambda's web adapter, the one program in Rust, or None where it can't be had.
"""

from local.toolchain.crates import ensure_adapter
from local.toolchain.sdk import sdk
from local.toolchain.store import ensure, missing, prune

__all__ = ["ensure", "ensure_adapter", "missing", "prune", "sdk"]
