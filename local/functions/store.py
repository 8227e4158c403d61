"""Images of functions: pulled and unpacked by the platform's containerd, apart from the pods'."""

import json
from dataclasses import dataclass
from pathlib import Path

from local.cluster.command import attempt, run
from local.cluster.layout import Layout
from local.cluster.programs import program
from local.errors import CannotDo
from local.functions.image import ImageConfig, parse
from local.paths import Paths

NAMESPACE = "shipshape-functions"
"""The containerd namespace: the kubelet's image collection does not see it."""


@dataclass(frozen=True)
class Store:
    """The images that functions were started from."""

    layout: Layout

    def pull(self, image: str) -> ImageConfig:
        """Have `repository@sha256:...` unpacked. Raises CannotDo if it can't be had."""
        if "@sha256:" not in image:
            raise CannotDo(f'image "{image}": a function runs by digest, repository@sha256:...')
        known = attempt((*self._ctr(), "images", "list", "--quiet", f"name=={image}"))
        if image not in known.stdout.split():
            hosts = self.layout.configuration / "registries"
            done = attempt((*self._ctr(), "images", "pull", "--hosts-dir", str(hosts), image))
            if done.returncode != 0:
                raise CannotDo(f"image {image} can't be pulled: {_last(done.stderr)}")
        manifest = json.loads(self._content(image.partition("@")[2]))
        if "config" not in manifest:
            raise CannotDo(
                f"image {image} is an index of several: "
                "The image manifest, config or layer media type for the source image is not "
                "supported."
            )
        return parse(self._content(manifest["config"]["digest"]))

    def mount(self, image: str, target: Path) -> None:
        """Mount the image's files at `target`, writable underneath: for the mount points only."""
        target.mkdir(parents=True, exist_ok=True)
        run((*self._ctr(), "images", "mount", "--rw", image, str(target)))

    def unmount(self, target: Path) -> None:
        """Undo `mount`; nothing mounted is fine, and so is a containerd that is gone."""
        if self.layout.containerd_socket.exists():  # else `ctr` would look for it for 10 s
            attempt((*self._ctr(), "images", "unmount", "--rm", str(target)))

    def _content(self, digest: str) -> str:
        return run((*self._ctr(), "content", "get", digest))

    def _ctr(self) -> tuple[str, ...]:
        socket = str(self.layout.containerd_socket)
        return (program(self.layout, "ctr"), "--address", socket, "--namespace", NAMESPACE)


def store(paths: Paths) -> Store:
    """The platform's store. Raises CannotDo where containerd does not run."""
    layout = Layout(paths)
    if not layout.containerd_socket.exists():
        raise CannotDo(
            "functions run on the embedded platform, and its containerd is not up; run `make up`."
        )
    return Store(layout)


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
