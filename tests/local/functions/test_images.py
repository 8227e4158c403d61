"""One image for every target: what the adapter adds, and images that go without it."""

import io
import json
import secrets
import tarfile
from pathlib import Path

import httpx
import pytest

from local import registry
from local.functions import FunctionSpec, Instance
from local.images import ensure_python
from local.images.layer import pack
from local.images.manifest import MANIFEST, config
from local.images.push import Registry
from local.paths import Paths
from local.progress import Report
from local.progress.plain import Plain
from tests.local.functions.asking import prompt, whole
from tests.local.functions.building import app, build, wanted
from tests.local.functions.conftest import ADAPTED

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

_ADAPTER = "opt/extensions/lambda-adapter"
_PRELOAD = "opt/shipshape/secrets.mjs"
_INTERPRETER = 3
"""PT_INTERP: the program header of a program that needs a dynamic linker."""


def layers(image: str) -> list[bytes]:
    """The compressed layers of a pushed image."""
    repository, _, digest = image.removeprefix(f"{registry.NAME}/").partition("@")
    url = f"{registry.URL}/v2/{repository}"
    with httpx.Client(trust_env=False, verify=False) as client:  # noqa: S501  # plain HTTP
        document = client.get(f"{url}/manifests/{digest}", headers={"Accept": MANIFEST}).json()
        blobs = [f"{url}/blobs/{layer['digest']}" for layer in document["layers"]]
        return [client.get(blob).content for blob in blobs]


def files(data: bytes) -> dict[str, tarfile.TarInfo]:
    """What a layer holds, by path."""
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return {one.name.removeprefix("./"): one for one in tar}


def content(data: bytes, name: str) -> bytes:
    """One file of a layer."""
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        file = tar.extractfile(name)
        assert file is not None
        return file.read()


def test_the_adapter_is_a_layer_of_its_own_and_needs_no_library(image: str) -> None:
    """Under 4 MB compressed; executable for anyone; static, as the base may hold no linker."""
    [layer] = [one for one in layers(image) if _ADAPTER in files(one)]
    assert files(layer)[_ADAPTER].mode == 0o755
    assert len(layer) < 4_000_000
    program = content(layer, _ADAPTER)
    assert program[:5] == b"\x7fELF\x02"
    assert _INTERPRETER not in header_kinds(program)


def header_kinds(program: bytes) -> list[int]:
    """The types of a 64-bit ELF file's program headers."""
    start = int.from_bytes(program[0x20:0x28], "little")
    size = int.from_bytes(program[0x36:0x38], "little")
    count = int.from_bytes(program[0x38:0x3A], "little")
    places = [start + number * size for number in range(count)]
    return [int.from_bytes(program[place : place + 4], "little") for place in places]


def test_the_reader_of_keys_can_be_read_by_lambdas_user(image: str) -> None:
    """It is there, and not only for the user that the image names."""
    [layer] = [one for one in layers(image) if _PRELOAD in files(one)]
    assert files(layer)[_PRELOAD].mode & 0o004


def test_an_image_without_the_adapter_builds_as_well(platform: Paths, tmp_path: Path) -> None:  # noqa: ARG001
    """On a machine without cargo the adapter's image is empty, and the pattern lets that pass."""
    (tmp_path / "root").mkdir()
    empty = pack(tmp_path / "root", tmp_path / "layer.tar.gz", {})
    with Registry(registry.URL) as target:
        digest = target.push("test-no-adapter", "latest", config({}, [empty], "amd64"), [empty])
    name = f"test-{secrets.token_hex(4)}"
    none = f"{registry.NAME}/test-no-adapter@{digest}"
    built = build(tmp_path / "engine", {"app": app(name, adapter=none)})["app"]
    held = {path for layer in layers(built) for path in files(layer)}
    assert _ADAPTER not in held
    assert _PRELOAD in held


def test_pain_34_a_python_service_runs_as_well(platform: Paths, tmp_path: Path) -> None:
    """Another language, the same adapter: health and a streamed answer."""
    with Report(Plain(io.StringIO())) as report:
        made = ensure_python(platform, report)
    bases = {"BUILD_IMAGE": made["python-build"], "RUNTIME_IMAGE": made["python-runtime"]}
    name = f"test-{secrets.token_hex(4)}"
    service = wanted("examples/python-service", name, bases)
    image = build(tmp_path / "engine", {"service": service})["service"]
    spec = FunctionSpec("python", "1", image, {**ADAPTED, "OFFLINE_CHUNK_DELAY_MS": "20"}, 512, 20)
    with Instance.start(spec, platform) as instance:
        prelude, body = whole(instance.invoke(prompt(), streaming=True))
        assert prelude.status == 200
        assert prelude.headers["content-type"].startswith("text/event-stream")
        assert body.count(b"data: ") > 5
        records = [json.loads(line.text) for line in instance.log.lines if line.text[:1] == "{"]
    assert records
