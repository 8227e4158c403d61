"""Images made on this machine: to build on, to run on, the pod sandbox and Lambda's web adapter.

`ensure(paths, report)` makes what is missing, pushes it to the local registry
and returns `{"build": ref, "runtime": ref, "pause": ref, "adapter": ref}`, each `repo@sha256:...`.
`recorded(paths)` returns what the last `ensure` made. `ensure_python` does the
same for a Python service, on demand; `ensure_more` for any others.
"""

from local.images.publish import PAUSE, ensure, ensure_more, ensure_python, recorded

__all__ = ["PAUSE", "ensure", "ensure_more", "ensure_python", "recorded"]
