"""Making, keeping and pushing the base images."""

import hashlib
import json
import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from local import registry, toolchain
from local.errors import CannotDo
from local.files import write
from local.images.catalogue import Image, Layer, images
from local.images.layer import Blob, pack
from local.images.manifest import config
from local.images.push import Registry
from local.images.python import VERSION, python_images
from local.images.rootfs import lay_out
from local.locking import alone
from local.partial import appearing
from local.paths import Paths
from local.progress import Report
from local.toolchain.crate import ADAPTER

PAUSE = f"{registry.NAME}/shipshape/pause:3"
"""The pod sandbox's name, for containerd's `sandbox_image`."""


@dataclass(frozen=True)
class Record:
    """What the last run made, and the key of the recipes it was made from."""

    key: str = ""
    images: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Single:
    """An image of one static program in its root, or of none where it can't be had."""

    name: str
    program: Path | None
    config: Mapping[str, object]


_EXECUTABLE = 0o755
_TAGS = {
    "build": "22",
    "runtime": "22",
    "pause": "3",
    "adapter": ADAPTER.version,
    "python-build": VERSION,
    "python-runtime": VERSION,
}
_PROCESSORS = {"x86_64": ("x64", "amd64"), "aarch64": ("arm64", "arm64")}


def ensure(paths: Paths, report: Report) -> dict[str, str]:
    """Make and push what the registry lacks; the registry must be running.

    Returns `repo@sha256:...` for `build`, `runtime`, `pause` and `adapter`, which
    is empty where the web adapter can't be compiled. Layers are kept in the cache,
    so that a registry that lost its data is filled again without a download.
    Raises CannotDo when something can't be had.
    """
    node, _ = _processor()
    wanted = images(node)
    pause = toolchain.ensure(paths, ["pause"], report)["pause"]
    adapter = toolchain.ensure_adapter(paths, report)
    key = _key([*wanted, pause.parent.name, adapter.parent.name if adapter else ""])
    with Registry(registry.URL) as target:
        record = _record(_file(paths))
        if record.key == key and _present(record.images, target):
            return record.images
        with alone(paths.cache / "images" / "lock"):
            made = {image.name: _publish(paths, image, target, report) for image in wanted}
            made["pause"] = _publish_program(paths, _pause(pause), target)
            made["adapter"] = _publish_program(paths, _adapter(adapter), target)
    _keep(_file(paths), Record(key, made))
    return made


def ensure_python(paths: Paths, report: Report) -> dict[str, str]:
    """Make and push the base images for a Python service where the registry lacks them.

    Returns `repo@sha256:...` for `python-build` and `python-runtime`. Raises
    CannotDo when the registry does not answer or something can't be had.
    """
    return ensure_more(paths, "python", python_images(), report)


def ensure_more(paths: Paths, name: str, wanted: Sequence[Image], report: Report) -> dict[str, str]:
    """Make and push images that only some need; `name` is the record's. As `ensure` otherwise."""
    key = _key(wanted)
    file = paths.state / f"{name}-images.json"
    with Registry(registry.URL) as target:
        record = _record(file)
        if record.key == key and _present(record.images, target):
            return record.images
        with alone(paths.cache / "images" / "lock"):
            made = {image.name: _publish(paths, image, target, report) for image in wanted}
    _keep(file, Record(key, made))
    return made


def recorded(paths: Paths) -> dict[str, str]:
    """What the last `ensure` made; empty if there was none."""
    return _record(_file(paths)).images


def _publish(paths: Paths, image: Image, target: Registry, report: Report) -> str:
    blobs = [_layer(paths, layer, report) for layer in image.layers]
    with report.step(f"push base image {image.name}"):
        return _push(image.name, image.config, blobs, target)


def _pause(program: Path) -> Single:
    return Single("pause", program, {"Entrypoint": ["/pause"], "User": "65535:65535"})


def _adapter(program: Path | None) -> Single:
    return Single("adapter", program, {"Entrypoint": ["/lambda-adapter"]} if program else {})


def _publish_program(paths: Paths, single: Single, target: Registry) -> str:
    folder = paths.cache / "images" / f"{single.name}-partial"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "root").mkdir(parents=True)
    if single.program is not None:
        place = folder / "root" / single.program.name
        shutil.copyfile(single.program, place)
        place.chmod(_EXECUTABLE)
    blob = pack(folder / "root", folder / f"{single.name}.tar.gz", {})
    try:
        return _push(single.name, single.config, [blob], target)
    finally:
        shutil.rmtree(folder)


def _push(name: str, settings: Mapping[str, object], blobs: list[Blob], target: Registry) -> str:
    repository = f"shipshape/{name}"
    configuration = config(settings, blobs, _processor()[1])
    digest = target.push(repository, _TAGS.get(name, "latest"), configuration, blobs)
    return f"{registry.NAME}/{repository}@{digest}"


def _layer(paths: Paths, layer: Layer, report: Report) -> Blob:
    """The layer from the cache, or made and put there in one rename."""
    folder = paths.cache / "images" / f"{layer.name}-{_key([layer])}"
    if not folder.exists():
        with report.step(f"make layer {layer.name}"), appearing(folder) as partial:
            lay_out(layer, partial / "root", partial / "scratch")
            blob = pack(partial / "root", partial / f"{layer.name}.tar.gz", layer.owned)
            facts = {"digest": blob.digest, "diff_id": blob.diff_id, "size": blob.size}
            (partial / "blob.json").write_text(json.dumps(facts), "utf-8")
            shutil.rmtree(partial / "root")
            shutil.rmtree(partial / "scratch")
    facts = json.loads((folder / "blob.json").read_text("utf-8"))
    return Blob(file=folder / f"{layer.name}.tar.gz", **facts)


def _present(made: Mapping[str, str], target: Registry) -> bool:
    """Whether the registry has every image by digest, and the one that is used by tag."""
    for name, reference in made.items():
        digest = reference.partition("@")[2]
        if not target.has(f"shipshape/{name}", digest):
            return False
    return "pause" not in made or target.has("shipshape/pause", _TAGS["pause"])


def _processor() -> tuple[str, str]:
    """Node's and Go's name of this machine's processor. Raises CannotDo for an unknown one."""
    machine = platform.machine()
    if machine not in _PROCESSORS:
        raise CannotDo(f"base images: there is no Node for {machine}; use x86_64 or aarch64.")
    return _PROCESSORS[machine]


def _key(parts: Sequence[Image | Layer | str]) -> str:
    # A dataclass's repr names every field: whatever changes in a recipe changes the key.
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _record(file: Path) -> Record:
    try:
        return Record(**json.loads(file.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return Record()  # none yet, or not one of ours: make the images again


def _keep(file: Path, record: Record) -> None:
    write(file, json.dumps(asdict(record), indent=2) + "\n")


def _file(paths: Paths) -> Path:
    return paths.state / "images.json"
