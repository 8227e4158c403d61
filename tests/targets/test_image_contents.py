"""A Dockerfile that leaves out what Lambda needs is told of at preview."""

from pathlib import Path
from typing import Any

import pytest

from targets.image_contents import contents_warnings

REPOSITORY = Path(__file__).parents[2]
ADAPTER = "COPY --from=adapter /lambda-adapter* /opt/extensions/"
LOADER = "COPY --from=build /app/dist/secrets.mjs /opt/shipshape/secrets.mjs"
WITH_SECRETS = {"secrets": {"TOKEN": "not-a-real-token"}}


def warnings(tmp_path: Path, service: dict[str, Any], *lines: str, base: str = "scratch") -> str:
    """What is said of a Dockerfile whose shipped stage has these lines."""
    file = tmp_path / "Dockerfile"
    file.write_text("\n".join([f"FROM {base} AS base", *lines, "FROM base AS production"]))
    image = {"context": str(tmp_path), "platform": "linux/amd64"}
    return "\n".join(contents_warnings(image, service))


def test_an_image_without_the_adapter(tmp_path: Path) -> None:
    """Found in no stage that the shipped one is made from."""
    said = warnings(tmp_path, {}, "COPY . /app")
    assert said == (
        f"{tmp_path}/Dockerfile: nothing is copied to /opt/extensions: unless the base holds it, "
        "the image lacks Lambda's web adapter, without which no function starts; "
        "docs/how-to/bring-your-service.md has the lines"
    )


@pytest.mark.parametrize(
    "line", [ADAPTER, "COPY adapter /opt/extensions/mine", 'ADD ["x", "/opt"]']
)
def test_any_way_to_get_it_there(tmp_path: Path, line: str) -> None:
    """The folder, a file in it, or a folder above."""
    assert warnings(tmp_path, {}, line) == ""


def test_a_node_service_with_secrets_needs_the_loader(tmp_path: Path) -> None:
    """NODE_OPTIONS imports it, and a missing file ends the process."""
    assert "/opt/shipshape/secrets.mjs" in warnings(tmp_path, WITH_SECRETS, ADAPTER)
    assert warnings(tmp_path, WITH_SECRETS, ADAPTER, LOADER) == ""
    assert warnings(tmp_path, {**WITH_SECRETS, "runtime": "other"}, ADAPTER) == ""


@pytest.mark.parametrize("context", ["app", "examples/python-service"])
def test_our_own_have_both(context: str) -> None:
    """The reference service, and the one in Python."""
    image = {"context": str(REPOSITORY / context), "platform": "linux/amd64"}
    runtime = "node" if context == "app" else "other"
    assert contents_warnings(image, {**WITH_SECRETS, "runtime": runtime}) == []
