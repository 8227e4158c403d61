"""The files of a layer, laid out in a folder."""

import shutil
import stat
from pathlib import Path

from local import debian
from local.errors import CannotDo
from local.images import libraries, npm
from local.images.catalogue import CERTIFICATES, Layer

_MERGED = ("bin", "sbin", "lib", "lib64")
_UNWANTED = (
    "usr/share/man",
    "usr/share/locale",
    "usr/share/lintian",
    "usr/share/bug",
    "usr/share/info",
    "usr/share/bash-completion",
)
_LICENCE = "copyright"


def lay_out(layer: Layer, root: Path, scratch: Path) -> None:
    """Fill `root` with the layer's files, downloading below `scratch`.

    Raises CannotDo when a package can't be had or isn't the one that is pinned.
    """
    root.mkdir(parents=True)
    if layer.packages:
        debian.require(("base images",))
        debian.unpack(_packages(layer, scratch / "debs"), root)
        trim(root)
        merge_usr(root)
        _write(root, CERTIFICATES, certificates(root))
    if layer.npm is not None:
        _take(npm.fetch(*layer.npm, scratch), root, layer)
    for name, text in layer.files.items():
        _write(root, name, text)
    for name, target in layer.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    for name in layer.owned:
        (root / name).mkdir(parents=True, exist_ok=True)


def _packages(layer: Layer, into: Path) -> list[Path]:
    if layer.closed:
        return debian.fetch(layer.packages, into, lacking=False)
    return libraries.fetch(layer.packages, into)


def trim(root: Path) -> None:
    """Remove manuals, translations and character sets that nothing in an image reads."""
    for name in _UNWANTED:
        shutil.rmtree(root / name, ignore_errors=True)
    for folder in root.glob("usr/lib/*/gconv"):
        shutil.rmtree(folder)
    # Some packages' folders are links to another's: those go with it.
    folders = [one for one in root.glob("usr/share/doc/*") if not one.is_symlink()]
    for path in [inner for one in folders for inner in one.iterdir()]:
        if path.name == _LICENCE:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def merge_usr(root: Path) -> None:
    """Move /bin, /sbin, /lib and /lib64 below /usr and link them, as on an installed Debian."""
    for name in _MERGED:
        old, new = root / name, root / "usr" / name
        if not old.is_dir() or old.is_symlink():
            continue
        for path in [one for one in old.rglob("*") if not one.is_dir() or one.is_symlink()]:
            target = new / path.relative_to(old)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_symlink() and not target.exists():
                path.rename(target)
        shutil.rmtree(old)
        old.symlink_to(f"usr/{name}")


def certificates(root: Path) -> str:
    """The certificate authorities in one text, sorted by file name."""
    files = sorted(root.glob("usr/share/ca-certificates/**/*.crt"))
    if not files:
        raise CannotDo("base images: the ca-certificates package holds no certificate.")
    return "".join(file.read_text("ascii").rstrip("\n") + "\n" for file in files)


def _take(package: Path, root: Path, layer: Layer) -> None:
    for name, target in layer.moves.items():
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        (package / name).rename(root / target)
    for path in root.rglob("*"):
        # An archive made elsewhere: everything readable, nothing writable by others.
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if executable else 0o644)


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o644)
