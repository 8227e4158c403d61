"""What comes into the image, where it lands, and which ports it opens."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from ..unknown import Undecided
from .instructions import Instruction
from .place import at
from .stages import Dockerfile, substitute, unquoted
from .user import has_stage, values

_ARCHIVES = (
    ".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".zst", ".tzst", ".lzma",
    ".tlz", ".z", ".lz", ".lzo", ".tz2",
)  # fmt: skip
_REMOTE = ("http://", "https://", "git@", "git://", "ssh://")
_SSH = 22


@rule(
    "df-add-vs-copy",
    "Files are copied with COPY",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Use COPY; ADD only fetches URLs and unpacks archives.",
    applies=has_stage,
    link="https://docs.docker.com/build/building/best-practices/#add-or-copy",
    tags=("dockerfile",),
    frameworks=("hadolint DL3020", "Trivy DS-0005", "Checkov CKV_DOCKER_4", "CIS Docker 4.9"),
)
def add_vs_copy(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails an ADD of what is neither remote nor an archive; a bare variable decides later."""
    known, found, later = values(file), False, ""
    for one in file.instructions:
        words = (one.words[:-1] or one.words) if one.name == "ADD" else ()
        sources = [unquoted(substitute(word, known)) for word in words]
        if not sources or one.bodies or any(map(_for_add, sources)):
            continue
        if any(source.startswith("$") for source in sources):
            later = later or at(one, "").path
        else:
            found = True
            yield at(one, "ADD where COPY does")
    if later and not found:
        raise Undecided(later)


@rule(
    "df-workdir-absolute",
    "WORKDIR is an absolute path",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Write the whole path: WORKDIR /app.",
    applies=has_stage,
    link="https://docs.docker.com/build/building/best-practices/#workdir",
    tags=("dockerfile",),
    frameworks=("hadolint DL3000", "Trivy DS-0009", "Checkov CKV_DOCKER_10"),
)
def workdir_absolute(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a relative WORKDIR; one that begins with a variable is taken for absolute."""
    for one in file.instructions:
        if one.name == "WORKDIR" and one.text:
            path = unquoted(one.text)
            drive = path[1:2] == ":" and path[:1].isalpha()
            if not path.startswith(("/", "$", "\\", "%")) and not drive:
                yield at(one, f"WORKDIR {path} depends on the one before")


@rule(
    "df-expose-22",
    "The image opens no SSH port",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Remove EXPOSE 22; use kubectl exec or debug to look into a container.",
    applies=has_stage,
    argument="port",
    link="https://docs.docker.com/reference/dockerfile/#expose",
    tags=("dockerfile", "network"),
    frameworks=("Trivy DS-0004", "Checkov CKV_DOCKER_1", "CIS Docker 5.7"),
)
def expose_22(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails EXPOSE of port 22, alone or in a range."""
    known = values(file)
    for one in file.instructions:
        if one.name == "EXPOSE" and any(map(_is_ssh, substitute(one.text, known).split())):
            yield at(one, "port 22 is exposed")


@rule(
    "df-env-file-copied",
    "No file of secrets is copied into the image",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Leave the file out and list it in .dockerignore; pass values when it runs, or "
    "RUN --mount=type=secret for the build.",
    applies=has_stage,
    argument="api_keys",
    link="https://docs.docker.com/build/building/secrets/",
    tags=("dockerfile", "secrets"),
)
def env_file_copied(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a COPY or ADD that names a .env, or a file of credentials."""
    for one in file.instructions:
        if one.name in ("COPY", "ADD"):
            for name in _sources(one):
                if _holds_secrets(name):
                    yield at(one, f"{name} is copied into the image")


_EXAMPLES = ("example", "sample", "template", "dist", "schema", "defaults", "d")
_CREDENTIALS = frozenset(
    {".npmrc", ".yarnrc", ".netrc", ".pypirc", ".pgpass", ".git-credentials", ".htpasswd",
     "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "credentials.json", "kubeconfig"}
)  # fmt: skip
_FOLDERS = frozenset({".aws", ".ssh", ".kube", ".gnupg", ".docker"})


def _holds_secrets(path: str) -> bool:
    parts = [part for part in path.strip("/").split("/") if part not in (".", "")]
    if not parts:
        return False
    name = parts[-1].lower()
    if name.startswith(".env"):
        rest = name.removeprefix(".env")
        return rest in ("", "*", ".*") or (
            rest.startswith(".") and rest.rpartition(".")[2] not in _EXAMPLES
        )
    return name in _CREDENTIALS or not _FOLDERS.isdisjoint(parts)


def _sources(one: Instruction) -> tuple[str, ...]:
    return tuple(unquoted(word) for word in one.words[:-1])


def _for_add(source: str) -> bool:
    low = source.lower()
    return low.startswith(_REMOTE) or low.endswith(_ARCHIVES) or ".tar." in low


def _is_ssh(word: str) -> bool:
    first, _, last = unquoted(word).partition("/")[0].partition("-")
    if not first.isdecimal():
        return False
    return int(first) == _SSH or (last.isdecimal() and int(first) <= _SSH <= int(last))
