"""Which commit an image is made of: the last one that touched its build context.

Not HEAD: a commit elsewhere in the repository would then change the image's labels, and with them
its digest. With uncommitted changes in the context no commit is claimed.
"""

import subprocess
from pathlib import Path

_SECONDS = 10


def image_labels(source: str, context: str) -> dict[str, str]:
    """OCI labels for an image: source, and revision and created where they are certain.

    Empty without a source. A shallow clone, a folder outside git, or a missing git leaves the
    revision out.
    """
    if not source:
        return {}
    return {"org.opencontainers.image.source": source, **_revision(context)}


def _revision(context: str) -> dict[str, str]:
    if _git("rev-parse", "--is-shallow-repository") != "false":
        return {}
    if _git("status", "--porcelain", "--", context) != "":
        return {}
    answer = _git("log", "-1", "--format=%H %cI", "--", context)
    if not answer:
        return {}
    commit, created = answer.split()
    return {
        "org.opencontainers.image.revision": commit,
        "org.opencontainers.image.created": created,
    }


def _git(*arguments: str) -> str | None:
    """What git prints, None when it could not be asked."""
    try:
        answer = subprocess.run(
            ["git", *arguments],
            cwd=Path.cwd(),
            capture_output=True,
            check=False,
            text=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None
