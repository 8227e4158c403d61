"""Image references, taken apart."""

from typing import NamedTuple


class Reference(NamedTuple):
    """The parts of an image reference; `""` for a part that is not written.

    `repository` starts with its registry, if one is written.
    """

    repository: str
    tag: str
    digest: str

    @property
    def floats(self) -> bool:
        """Whether what it names may change from one pull to the next without a new name."""
        return not self.digest and self.tag in ("", "latest")

    @property
    def full(self) -> str:
        """The repository with its registry; Docker Hub's where none is written."""
        first, slash, _ = self.repository.partition("/")
        if slash and ("." in first or ":" in first or first == "localhost"):
            return self.repository
        library = "" if slash else "library/"
        return f"docker.io/{library}{self.repository}"


def reference(image: str) -> Reference:
    """The parts of `registry:5000/name:tag@sha256:...`."""
    rest, _, digest = image.strip().partition("@")
    path, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return Reference(f"{path}{slash}{name}", tag, digest)
