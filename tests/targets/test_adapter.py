"""An image for the web adapter that holds none is told of before a function waits for it."""

import os
import secrets
from pathlib import Path

import pytest

from local import registry
from local.images.layer import pack
from local.images.manifest import config
from local.images.push import Registry
from targets.adapter import adapter_problems


@pytest.mark.parametrize(
    "image",
    [
        "",
        "public.ecr.aws/awsguru/aws-lambda-adapter:1.0.0",
        "localhost:1/nobody/answers@sha256:" + "0" * 64,
        "No Image",
    ],
)
def test_what_is_not_looked_at(image: str) -> None:
    """The published one, another machine's, one that can't be looked at."""
    assert adapter_problems(image) == []


@pytest.mark.cluster
def test_an_image_with_nothing_in_it(tmp_path: Path) -> None:
    """As a machine without Rust makes it: one sentence with both ways out."""
    image = _pushed(tmp_path, b"")
    (said,) = adapter_problems(image)
    assert said == (
        f"`adapter_image` ({image}) holds no web adapter, without which no function starts: it was "
        "made on a machine without Rust; install Rust (https://rustup.rs) and run `make up`, or "
        "name an image that holds `/lambda-adapter`"
    )


@pytest.mark.cluster
def test_an_image_with_a_program(tmp_path: Path) -> None:
    """It is as large as a program."""
    assert adapter_problems(_pushed(tmp_path, secrets.token_bytes(100_000))) == []


def _pushed(folder: Path, program: bytes) -> str:
    if os.environ.get("SHIPSHAPE_REGISTRY") != registry.NAME:
        pytest.skip("the platform's registry does not run: run through `make test`")
    (folder / "root").mkdir()
    if program:
        (folder / "root/lambda-adapter").write_bytes(program)
    layer = pack(folder / "root", folder / "layer.tar.gz", {})
    name = f"test-adapter-{secrets.token_hex(4)}"
    with Registry(registry.URL) as target:
        digest = target.push(name, "latest", config({}, [layer], "amd64"), [layer])
    return f"{registry.NAME}/{name}@{digest}"
