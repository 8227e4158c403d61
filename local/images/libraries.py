"""The shared libraries that Debian packages need, found through what the packages say."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from local import debian

_LIBRARY = re.compile(r"^(lib.+|gcc-\d+-base)$")


def fetch(names: Iterable[str], into: Path) -> list[Path]:
    """Download packages and all libraries they depend on into `into`; returns the .deb files.

    Other dependencies (configuration tools, Perl) are left out: an image has no
    use for them. Raises CannotDo when apt can't get one.
    """
    wanted, had = set(names), set[str]()
    files: list[Path] = []
    while lacking := sorted(wanted - had):
        files = debian.fetch(lacking, into, lacking=False)
        had |= set(lacking)
        wanted.update(*(libraries(_depends(file)) for file in files))
    return files


def libraries(depends: str) -> list[str]:
    """The libraries in a package's Depends fields; the first of alternatives counts."""
    firsts = [one.split("|")[0].split("(")[0] for one in re.split(r"[,\n]", depends)]
    names = [one.strip().removesuffix(":any") for one in firsts]
    return [name for name in names if _LIBRARY.match(name)]


def _depends(file: Path) -> str:
    answer = subprocess.run(
        ["dpkg-deb", "--show", "--showformat", "${Pre-Depends}\n${Depends}", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout
