"""A folder as an image layer; the same files always give the same bytes."""

import gzip
import hashlib
import stat
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

_LEVEL = 6


@dataclass(frozen=True)
class Blob:
    """A compressed layer. `digest` is of the file, `diff_id` of the tar inside; `size` in bytes."""

    file: Path
    digest: str
    diff_id: str
    size: int


class _Hashing:
    """A file that hashes and counts what is written through it."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._target.write(data)

    def flush(self) -> None:
        self._target.flush()

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


def pack(root: Path, file: Path, owned: Mapping[str, tuple[int, int]]) -> Blob:
    """Write the files below `root` as a compressed tar: sorted, without times, owned by root.

    `owned` gives a folder another (mode, owner).
    """
    with file.open("wb") as raw:
        outer = _Hashing(raw)
        with gzip.GzipFile(
            filename="", mode="wb", compresslevel=_LEVEL, fileobj=cast("IO[bytes]", outer), mtime=0
        ) as packed:
            inner = _Hashing(cast("IO[bytes]", packed))
            with tarfile.open(
                fileobj=cast("IO[bytes]", inner), mode="w|", format=tarfile.PAX_FORMAT
            ) as tar:
                for path in _walk(root):
                    _add(tar, path, str(path.relative_to(root)), owned)
    return Blob(file, outer.digest, inner.digest, outer.size)


def _walk(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)


def _add(tar: tarfile.TarFile, path: Path, name: str, owned: Mapping[str, tuple[int, int]]) -> None:
    status = path.lstat()
    info = tarfile.TarInfo(name)
    mode, info.uid = owned.get(name, (stat.S_IMODE(status.st_mode), 0))
    info.mode, info.gid = mode, info.uid
    if path.is_symlink():
        info.type, info.linkname = tarfile.SYMTYPE, str(path.readlink())
        tar.addfile(info)
    elif path.is_dir():
        info.type = tarfile.DIRTYPE
        tar.addfile(info)
    else:
        info.size = status.st_size
        with path.open("rb") as content:
            tar.addfile(info, content)
