"""What a build sends to the builder: `.dockerignore` with Docker's own semantics.

Docker's patterns are not git's: they are anchored at the context's root, `*` stops at a slash, the
last matching pattern wins, and a pattern that matches a folder matches what is in it.
"""

import os
import re
from functools import cache
from pathlib import Path, PurePosixPath

IGNORE_FILE = ".dockerignore"

_SECRET_FILES = re.compile(
    r"(^|/)(\.env(\..+)?|\.pypirc|\.netrc|id_(rsa|dsa|ecdsa|ed25519)|kubeconfig|"
    r"[^/]+\.(p12|pfx|keystore|jks))$"
)
_HARMLESS = re.compile(r"(^|/)\.env\.(example|sample|template)$")
_MAYBE_SECRET_FILES = re.compile(
    r"(^|/)(\.npmrc|[^/]+\.(pem|key)|[^/]*(account|credentials)[^/]*\.json)$"
)
_SECRET_CONTENT = re.compile(rb"PRIVATE KEY|_auth(Token)?\s*=|\"private_key\"|_password\s*=")
_ALWAYS_COVERED = (".env", ".env.local", ".env.production")


def patterns(text: str) -> list[str]:
    """The patterns of an ignore file: comments, blank lines and outer slashes gone."""
    found = []
    for line in text.splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        negated = pattern.startswith("!")
        body = PurePosixPath(pattern.removeprefix("!").strip().strip("/")).as_posix()
        found.append(f"!{body}" if negated else body)
    return found


def ignored(path: str, ignore_patterns: list[str]) -> bool:
    """Whether the file at `path` (relative, with slashes) is left out."""
    candidates = [path, *(parent.as_posix() for parent in PurePosixPath(path).parents)][:-1]
    verdict = False
    for pattern in ignore_patterns:
        expression = _expression(pattern.removeprefix("!"))
        if any(expression.fullmatch(candidate) for candidate in candidates):
            verdict = not pattern.startswith("!")
    return verdict


def sent_files(context: Path, dockerfile: Path) -> list[str]:
    """Relative paths of the files a build would send, sorted; links to folders count as files.

    `<Dockerfile>.dockerignore` goes before `.dockerignore`, as with Docker. Raises OSError.
    """
    rules = patterns(ignore_file_text(context, dockerfile) or "")
    found: list[str] = []
    for folder, folders, files in os.walk(context):
        here = Path(folder)
        names = files + [name for name in folders if (here / name).is_symlink()]
        found += [(here / name).relative_to(context).as_posix() for name in names]
        folders[:] = [name for name in folders if _worth_walking(here / name, context, rules)]
    return sorted(path for path in found if not ignored(path, rules))


def _worth_walking(folder: Path, context: Path, rules: list[str]) -> bool:
    """False for an ignored folder, such as node_modules, that no later `!` reaches into."""
    path = folder.relative_to(context).as_posix()
    if not ignored(path, rules):
        return True
    return any(_reaches_into(path, rule[1:]) for rule in rules if rule.startswith("!"))


def _reaches_into(folder: str, pattern: str) -> bool:
    """Whether the pattern can match something below the folder, as far as its start can tell."""
    for part, wanted in zip(folder.split("/"), pattern.split("/"), strict=False):
        if "**" in wanted:
            return True
        if not _expression(wanted).fullmatch(part):
            return False
    return True


def ignore_file_text(context: Path, dockerfile: Path) -> str | None:
    """The text of the ignore file that applies, None when there is none. Raises OSError."""
    for path in (dockerfile.with_name(dockerfile.name + IGNORE_FILE), context / IGNORE_FILE):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


def context_problems(context: Path, dockerfile: Path) -> list[str]:
    """Sentences about a missing ignore file, and about secrets that would be sent."""
    if ignore_file_text(context, dockerfile) is None:
        return [
            (
                f"{context / IGNORE_FILE} is missing: everything in the folder, a .env included, "
                "would be sent to the builder; create it with at least the lines .env* and .git"
            )
        ]
    rules = patterns(ignore_file_text(context, dockerfile) or "")
    missing = [name for name in _ALWAYS_COVERED if not ignored(name, rules)]
    problems = [
        f"{context / path} would be sent to the builder and looks like a file of secrets; add it "
        f"to {context / IGNORE_FILE}"
        for path in sent_files(context, dockerfile)
        if _holds_secrets(context, path)
    ]
    if missing:
        problems.append(
            f"{context / IGNORE_FILE} does not cover {', '.join(missing)}; add the line .env*"
        )
    return problems


def _holds_secrets(context: Path, path: str) -> bool:
    if _HARMLESS.search(path):
        return False
    if _SECRET_FILES.search(path):
        return True
    # A .npmrc or a .pem is often harmless (an address, a public certificate): look inside.
    return bool(
        _MAYBE_SECRET_FILES.search(path) and _SECRET_CONTENT.search((context / path).read_bytes())
    )


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """Docker's pattern as a regular expression over the whole path."""
    out, rest = "", pattern
    while rest:
        if rest.startswith("**/"):
            out, rest = out + r"(?:.*/)?", rest[3:]
        elif rest.startswith("**"):
            out, rest = out + r".*", rest[2:]
        elif rest[0] == "*":
            out, rest = out + r"[^/]*", rest[1:]
        elif rest[0] == "?":
            out, rest = out + r"[^/]", rest[1:]
        elif rest[0] == "[" and "]" in rest:
            end = rest.index("]")
            out, rest = out + rest[: end + 1], rest[end + 1 :]
        elif rest[0] == "\\" and len(rest) > 1:
            out, rest = out + re.escape(rest[1]), rest[2:]
        else:
            out, rest = out + re.escape(rest[0]), rest[1:]
    return re.compile(out)
